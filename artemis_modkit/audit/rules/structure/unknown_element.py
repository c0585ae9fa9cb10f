"""Elements that the game does not know, with the one that was probably meant."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject, did_you_mean, nearest_of, owner_of
from artemis_modkit.audit.vocabulary import surely_meant_of
from artemis_modkit.model.vessel_data import KNOWN_ATTRIBUTES
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.xml import Element


@rule(
    title="the game does not know an element",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="The game passes over elements that it does not know, without a word: an <impluse_point> "
    "is a ship whose engines cannot be targeted.",
    repair="Correct the name. `audit --fix` does it where the name meant is beyond doubt.",
    fires=ships('<vessel uniqueID="1" side="0"><impluse_point x="0" y="0" z="-9"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><impulse_point x="0" y="0" z="-9"/></vessel>'),
)
def unknown_element(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    unknown: dict[str, list[Element]] = {}
    for element in data.document.elements:
        if element.name not in KNOWN_ATTRIBUTES:
            unknown.setdefault(element.name, []).append(element)
    near, sure = nearest_of(unknown, KNOWN_ATTRIBUTES), surely_meant_of(unknown, KNOWN_ATTRIBUTES)
    for name, places in unknown.items():
        meant = sure[name]
        count = f" ({len(places)} places)" if len(places) > 1 else ""
        shown = shortened(name, most=60)
        message = (
            f"{owner_of(data, places[0])}the game knows no element '{shown}'{count}"
            f"{did_you_mean(meant or near[name])}"
        )
        rename = Layout(data.document).renamed
        edits = [edit for one in places for edit in rename(one, meant)] if meant else []
        yield subject.element(places[0], message, also=places[1:], edits=edits)
