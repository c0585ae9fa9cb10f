"""Torpedo tubes that the text of a player ship promises, against its tubes."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken, hits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.words import Thing


@rule(
    title="the text promises another number of torpedo tubes",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Players choose a ship by its text, and the weapons officer counts on its tubes.",
    repair="Count what the vessel has and correct the text, or the data where the text says "
    "what was meant.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/><torpedo_tube x="2"/>'
        '<long_desc text="1 torpedo tube"/>'
        "</vessel>"
    ),
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/><torpedo_tube x="2"/>'
        '<long_desc text="A pair of torpedo tubes"/>'
        "</vessel>"
    ),
)
def text_tubes(subject: Subject) -> Iterator[Hit]:
    yield from hits(subject, broken(subject, Thing.TUBES, Thing.LAUNCHERS, is_flown=True), "tubes")
