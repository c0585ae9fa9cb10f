"""Ships without the element that says how they move."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import having, told_lacking
from artemis_modkit.model.roles import STATION_WORDS
from artemis_modkit.model.vessels import Vessel

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0"><performance turnrate="0.004" topspeed="0.6"/>'
    "</vessel>\n"
    for number in range(3)
)


@Rule(
    title="a ship has no <performance>",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Without it a ship has neither speed nor turn rate. Modders report that what is spawned as "
    "a ship misbehaves when it has none; only bases do without.",
    repair="Add <performance turnrate= topspeed=/>, or 'static' or 'base' to the words of "
    "broadType for what stands still.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="small"/>'),
    says="6:1 3 without a class name: no <performance>, so it has no speed and no turn rate; "
    "write topspeed and turnrate",
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="base"/>'),
)
def missing_performance(look: Look) -> Occurrences:
    said = "no <performance>, so it has no speed and no turn rate; write topspeed and turnrate"
    yield from told_lacking(look, _moves, having("performance"), said, as_stock=True)


def _moves(_: Look, vessel: Vessel) -> bool:
    return STATION_WORDS.isdisjoint(vessel.words)
