"""Parts that a vessel has once, written twice."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.xml import Element

_SINGLE = frozenset(one.item.NAME for one in children_of(Vessel) if not one.is_many)


@rule(
    title="a vessel has two of what it can have once",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="Which of two <shields> the game takes is not known, so nobody can tell what the ship has. "
    "Usually a line was pasted, or the start of the next vessel is missing.",
    repair="Keep one of them. `audit --fix` removes the second where both say the same.",
    fires=ships(
        '<vessel uniqueID="1" side="0">\n<shields front="80" back="80"/>\n'
        '<shields front="80" back="80"/>\n</vessel>'
    ),
    silent=ships('<vessel uniqueID="1" side="0"><shields front="80" back="80"/></vessel>'),
)
def part_twice(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    for vessel in data.vessels:
        by_name: dict[str, list[Element]] = {}
        for element in vessel.element.children:
            if element.name in _SINGLE:
                by_name.setdefault(element.name, []).append(element)
        for name, alike in by_name.items():
            if len(alike) > 1:
                first, *others = alike
                same = all(_says(one) == _says(first) and not one.children for one in alike)
                yield subject.element(
                    others[0],
                    f"{vessel.shown_name}: {len(alike)} <{name}>"
                    f"{', which say the same' if same else ''}; a vessel has one, keep that",
                    also=[first, *others[1:]],
                    edits=list(map(Layout(data.document).without_element, others)) if same else [],
                )


def _says(element: Element) -> dict[str, str]:
    return {name: value.strip() for name, value in element.attributes.items()}
