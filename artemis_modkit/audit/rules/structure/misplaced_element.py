"""Known elements that stand where the game does not look for them."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS
from artemis_modkit.parsers.xml import XmlDocument

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


def _orphans(document: XmlDocument) -> set[int]:
    """The elements whose start tag around them is lost, which is a finding of its own."""
    orphans: set[int] = set()
    ends = [fault.span for fault in document.faults if fault.code == "lost-start-tag"]
    siblings = [] if document.root is None else document.root.children
    starts = [document.in_source(one.span).start for one in siblings] if ends else []
    for end in ends:
        owner = document.source.text[end.start : end.end].strip("</ >")
        for at in range(bisect_left(starts, end.start) - 1, -1, -1):
            if owner not in _PARENTS.get(siblings[at].name, ()):
                break
            orphans.add(id(siblings[at]))
    return orphans


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None or data.root is None:
        return
    orphans = _orphans(data.document)
    for element in data.document.elements:
        parents = _PARENTS.get(element.name)
        parent = element.parent
        if parents is None or parent is None or parent.name in parents or id(element) in orphans:
            continue
        if parent.name in KNOWN_ELEMENTS:
            hit = subject.element(
                element,
                f"{owner_of(data, element)}<{element.name}> stands inside <{parent.name}>; "
                f"it belongs into <{min(parents)}>",
            )
            yield (element.name, parent.name), hit
