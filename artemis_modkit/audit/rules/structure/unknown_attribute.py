"""Attributes that an element does not have, with the one that was probably meant."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest, nearest_of, owner_of
from artemis_modkit.audit.vocabulary import surely_meant_of
from artemis_modkit.model.vessel_data import KNOWN_ATTRIBUTES
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element

_MOST_ATTRIBUTES = 50
"""Attributes of an element in which a misspelling can be certain; real ones have 14 at most."""


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
    names: dict[str, list[str]] = {}
    for element_name, name in unknown:
        names.setdefault(element_name, []).append(name)
    known_of = {one: sorted(KNOWN_ATTRIBUTES[one]) for one in names}
    near = {one: nearest_of(names[one], known_of[one]) for one in names}
    sure = {one: surely_meant_of(names[one], known_of[one]) for one in names}
    for (element_name, name), places in unknown.items():
        meant = sure[element_name][name]
        count = f" ({len(places)} places)" if len(places) > 1 else ""
        message = (
            f"{owner_of(data, places[0])}<{element_name}> has no attribute "
            f"'{shortened(name, most=60)}'{count}"
            f"{did_you_mean(meant or near[element_name][name])}"
        )
        edits = list(_renamed(subject, places, name, meant))
        yield subject.element(places[0], message, attribute=name, also=places[1:], edits=edits)


def _renamed(
    subject: Subject, places: list[Element], name: str, meant: str | None
) -> Iterator[Edit]:
    data = subject.vessel_data
    if data is None or meant is None:
        return
    if any(_has_or_means(element, meant, name) for element in places):
        return
    for element in places:
        yield Layout(data.document).renamed_attribute(element, name, meant)


def _has_or_means(element: Element, meant: str, name: str) -> bool:
    """Whether another attribute of an element is, or may mean, the one that a name means."""
    if len(element.attributes) > _MOST_ATTRIBUTES:
        return True
    return any(nearest(other, [meant]) == meant for other in element.attributes if other != name)
