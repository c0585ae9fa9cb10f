"""Known elements that stand where the game does not look for them."""

from bisect import bisect_left

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.vessel_data import KNOWN_ELEMENTS
from artemis_modkit.parsers.xml import Element, XmlDocument

_PARENTS: dict[str, set[str]] = {}
for _name, _item in KNOWN_ELEMENTS.items():
    for _child in children_of(_item):
        _PARENTS.setdefault(_child.item.NAME, set()).add(_name)


@Rule(
    title="an element stands in the wrong place",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A beam outside of any vessel belongs to no ship, and a vessel inside another one is "
    "usually the sign of an end tag in the wrong place.",
    repair="Move the element into the one that it belongs to.",
    fires=ships('<beam_port damage="1"/><vessel uniqueID="1" side="0"/>'),
    says="3:1 <beam_port> stands inside <vessel_data>; it belongs into <vessel>",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port damage="1"/></vessel>'),
)
def misplaced_element(look: Look) -> Occurrences:
    if look.data.root is None:
        return
    orphans = _orphans(look.document)
    for element in look.elements:
        parents, parent = _PARENTS.get(element.name), element.parent
        if parents is None or parent is None or parent.name in parents or element in orphans:
            continue
        if parent.name in KNOWN_ELEMENTS:
            yield look.element(
                element,
                f"{look.whose(element)}<{element.name}> stands inside <{parent.name}>; "
                f"it belongs into <{min(parents)}>",
                kind=(element.name, parent.name),
            )


def _orphans(document: XmlDocument) -> set[Element]:
    """The elements whose start tag around them is lost, which is a finding of its own."""
    orphans: set[Element] = set()
    ends = [fault.span for fault in document.faults if fault.code == "lost-start-tag"]
    siblings = [] if document.root is None else document.root.children
    starts = [document.in_source(sibling.span).start for sibling in siblings] if ends else []
    for end in ends:
        owner = document.source.text[end.start : end.end].strip("</ >")
        for sibling in reversed(siblings[: bisect_left(starts, end.start)]):
            if owner not in _PARENTS.get(sibling.name, ()):
                break
            orphans.add(sibling)
    return orphans
