"""Two vessels, or two races, with one number."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.model.wording import listed


@Rule(
    title="two vessels or races have the same id",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="Only one of them can be had in play; which one is not known. Usually a ship was copied "
    "and its number forgotten.",
    repair="Give one of them a number that is free.",
    fires=ships('<vessel uniqueID="7" side="0"/>\n<vessel uniqueID="07" side="0"/>'),
    says="4:9 2 vessels have the uniqueID 7: without a name and without a name; give all but one "
    "a free number",
    silent=ships('<vessel uniqueID="7" side="0"/>\n<vessel uniqueID="8" side="0"/>'),
)
def duplicate_id(look: Look) -> Occurrences:
    yield from _repeated(look, look.races, "ID", "race")
    yield from _repeated(look, look.vessels, "uniqueID", "vessel")


def _repeated(
    look: Look, items: Sequence[HullRace | Vessel], attribute: str, title: str
) -> Occurrences:
    by_id: dict[int, list[HullRace | Vessel]] = {}
    for item in items:
        if item.id is not None:
            by_id.setdefault(item.id, []).append(item)
    for number, (first, *others) in by_id.items():
        if others:
            yield look.element(
                others[0].element,
                f"{1 + len(others)} {title}s have the {attribute} {number}: "
                f"{listed([_name(one) for one in (first, *others)])}; give all but one a free "
                "number",
                kind=attribute,
                attribute=attribute,
                also=[first.element, *(other.element for other in others[1:])],
            )


def _name(item: HullRace | Vessel) -> str:
    return (item.class_name if isinstance(item, Vessel) else item.name) or "without a name"
