"""Known elements that stand where the game does not look for them."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS

_PARENTS: dict[str, set[str]] = {}
for _name, _item in KNOWN_ELEMENTS.items():
    for _child in children_of(_item):
        _PARENTS.setdefault(_child.item.NAME, set()).add(_name)


@rule(
    title="an element stands in the wrong place",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A beam outside of any vessel belongs to no ship, and a vessel inside another one is "
    "usually the sign of an end tag in the wrong place.",
    repair="Move the element into the one that it belongs to.",
    fires=ships('<beam_port damage="1"/>'),
    silent=ships('<vessel uniqueID="1" side="0"><beam_port damage="1"/></vessel>'),
)
def misplaced_element(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None or data.root is None:
        return
    for element in data.document.elements:
        parents = _PARENTS.get(element.name)
        parent = element.parent
        if parents is None or parent is None or parent.name in parents:
            continue
        if parent.name in KNOWN_ELEMENTS:
            hit = subject.element(
                element,
                f"{owner_of(data, element)}<{element.name}> stands inside <{parent.name}>; "
                f"it belongs into <{min(parents)}>",
            )
            yield (element.name, parent.name), hit
