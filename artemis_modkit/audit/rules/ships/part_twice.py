"""Parts that a vessel has once, written twice."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_SINGLE = frozenset(child.item.NAME for child in children_of(Vessel) if not child.is_many)


@Rule(
    title="a vessel has two of what it can have once",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Which of two <shields> the game takes is not known, so nobody can tell what the ship has. "
    "Usually a line was pasted, or the start of the next vessel is missing.",
    repair="Keep one of them. `audit --fix` removes the second where both say the same.",
    fires=ships(
        '<vessel uniqueID="1" side="0">\n<shields front="80" back="80"/>\n'
        '<shields front="80" back="80"/>\n</vessel>'
    ),
    says="5:1 1 without a class name: 2 <shields>, which say the same; a vessel has one, keep that",
    mended=ships('<vessel uniqueID="1" side="0">\n<shields front="80" back="80"/>\n</vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><shields front="80" back="80"/></vessel>'),
)
def part_twice(look: Look) -> Occurrences:
    for vessel in look.vessels:
        by_name: dict[str, list[Element]] = {}
        for element in vessel.element.children:
            if element.name in _SINGLE:
                by_name.setdefault(element.name, []).append(element)
        for name, alike in by_name.items():
            if len(alike) > 1:
                first, *others = alike
                same = all(_says(one) == _says(first) and not one.children for one in alike)
                yield look.element(
                    others[0],
                    f"{vessel.shown_name}: {len(alike)} <{name}>"
                    f"{', which say the same' if same else ''}; a vessel has one, keep that",
                    also=[first, *others[1:]],
                    edits=look.without(others) if same else (),
                )


def _says(element: Element) -> dict[str, str]:
    return {name: value.strip() for name, value in element.attributes.items()}
