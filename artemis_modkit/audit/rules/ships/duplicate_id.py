"""Two vessels, or two races, with one number."""

from collections.abc import Iterator, Sequence

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.references import listed
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessels import HullRace, Vessel


@rule(
    title="two vessels or races have the same id",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="Only one of them can be had in play; which one is not known. Usually a ship was copied "
    "and its number forgotten.",
    repair="Give one of them a number that is free.",
    fires=ships('<vessel uniqueID="7" side="0"/>\n<vessel uniqueID="07" side="0"/>'),
    silent=ships('<vessel uniqueID="7" side="0"/>\n<vessel uniqueID="8" side="0"/>'),
)
def duplicate_id(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    yield from habits(("ID", hit) for hit in _repeated(subject, data.races, "ID", "race"))
    of_vessels = _repeated(subject, data.vessels, "uniqueID", "vessel")
    yield from habits(("uniqueID", hit) for hit in of_vessels)


def _repeated(
    subject: Subject, items: Sequence[HullRace | Vessel], attribute: str, title: str
) -> Iterator[Hit]:
    by_id: dict[int, list[HullRace | Vessel]] = {}
    for item in items:
        if item.id is not None:
            by_id.setdefault(item.id, []).append(item)
    for number, alike in by_id.items():
        if len(alike) > 1:
            first, *others = alike
            yield subject.element(
                others[0].element,
                f"{len(alike)} {title}s have the {attribute} {number}: "
                f"{listed([_name(one) for one in alike])}; give all but one a free number",
                attribute=attribute,
                also=[first.element, *(one.element for one in others[1:])],
            )


def _name(item: HullRace | Vessel) -> str:
    return (item.class_name if isinstance(item, Vessel) else item.name) or "without a name"
