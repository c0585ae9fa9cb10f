"""Ships that move without an engine to be seen."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import having, living, told_lacking
from artemis_modkit.model.roles import STATION_WORDS, is_mobile
from artemis_modkit.model.vessels import Vessel

_SHIP = '<vessel uniqueID="{}" side="0"><performance turnrate="0.004" topspeed="0.6"/>{}</vessel>\n'
_OTHERS = "".join(
    _SHIP.format(number, '<engine_port x="0" y="0" z="-250"/>') for number in range(3)
)


@Rule(
    title="a ship that moves has no engine port",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="The glow of engines and their trail begin at engine ports. A ship without one slides "
    "through space dark, which in most mods is an oversight.",
    repair="Add an <engine_port> at the stern for each engine of the mesh.",
    fires=ships(_OTHERS + _SHIP.format(3, "")),
    says="6:1 3 without a class name: it moves and has no engine_port, so no engine of it glows; "
    "add one at its stern",
    silent=ships(
        f'{_OTHERS}<vessel uniqueID="3" side="0" broadType="static"><performance topspeed="0"/>'
        "</vessel>"
    ),
)
def missing_engine(look: Look) -> Occurrences:
    said = "it moves and has no engine_port, so no engine of it glows; add one at its stern"
    yield from told_lacking(look, _is_driven, having("engine_port"), said)


def _is_driven(look: Look, vessel: Vessel) -> bool:
    """Whether it moves, is no station and no living being."""
    is_ship = is_mobile(vessel) and STATION_WORDS.isdisjoint(vessel.words)
    return is_ship and vessel.side in look.once(_lifeless)


def _lifeless(look: Look) -> frozenset[int | None]:
    """The sides of races that build their ships; what is of no race may live."""
    return frozenset(race.id for race in look.races) - look.once(living)
