"""Attributes that an element does not have, with the one that was probably meant."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest, owner_of
from artemis_modkit.model.vessel_data import KNOWN_ATTRIBUTES
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element

_SURE = 0.8
"""Likeness of names from which on a misspelling is certain."""


@rule(
    title="an element has no such attribute",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="The game passes over attributes that it does not know and takes its own default for the "
    "one that was meant.",
    repair="Correct the name. `audit --fix` does it where the name meant is beyond doubt.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycleTime="6"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6"/></vessel>'),
)
def unknown_attribute(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    unknown: dict[tuple[str, str], list[Element]] = {}
    for element in data.document.elements:
        known = KNOWN_ATTRIBUTES.get(element.name)
        if known is not None and not known.issuperset(element.attributes):
            for name in element.attributes:
                if name not in known:
                    unknown.setdefault((element.name, name), []).append(element)
    for (element_name, name), places in unknown.items():
        meant = nearest(name, sorted(KNOWN_ATTRIBUTES[element_name]))
        count = f" ({len(places)} places)" if len(places) > 1 else ""
        message = (
            f"{owner_of(data, places[0])}<{element_name}> has no attribute '{name}'{count}"
            f"{did_you_mean(meant)}"
        )
        edits = list(_renamed(subject, places, name, meant))
        yield subject.element(places[0], message, attribute=name, also=places[1:], edits=edits)


def _renamed(
    subject: Subject, places: list[Element], name: str, meant: str | None
) -> Iterator[Edit]:
    data = subject.vessel_data
    if data is None or meant is None or nearest(name, [meant], cutoff=_SURE) is None:
        return
    if any(_has_or_means(element, meant, name) for element in places):
        return
    for element in places:
        yield Edit(data.document.places(element)[name].name, meant)


def _has_or_means(element: Element, meant: str, name: str) -> bool:
    """Whether another attribute of an element is, or may mean, the one that a name means."""
    return any(nearest(other, [meant]) == meant for other in element.attributes if other != name)
