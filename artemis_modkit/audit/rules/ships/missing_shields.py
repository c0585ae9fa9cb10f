"""Ships without the element that says how strong their shields are."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import having, told_lacking

_OTHERS = "".join(
    f'<vessel uniqueID="{number}" side="0"><shields front="80" back="80"/></vessel>\n'
    for number in range(3)
)


@Rule(
    title="a vessel has no <shields>",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Shields are nearly all that a vessel has against fire, and even single-seat craft and "
    "bases have the element. What the game takes in its place is not known.",
    repair="Add <shields front= back=/>, with 0 for what is to have none.",
    fires=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"/>'),
    says="6:1 3 without a class name: no <shields>, which others have; write front and back, 0 "
    "where it is to have none",
    silent=ships(f'{_OTHERS}<vessel uniqueID="3" side="0"><shields front="0" back="0"/></vessel>'),
)
def missing_shields(look: Look) -> Occurrences:
    said = "no <shields>, which others have; write front and back, 0 where it is to have none"
    yield from told_lacking(look, lambda *_: True, having("shields"), said, as_stock=True)
