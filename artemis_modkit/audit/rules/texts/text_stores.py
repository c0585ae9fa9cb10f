"""Torpedoes that the text of a player ship promises, kind by kind, against its stores."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken, hits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.words import STORES, Thing


@rule(
    title="the text promises another number of torpedoes",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Players choose a ship by its text, and a captain plans with the torpedoes it "
    "promises. Stores that differ in many ships alike were changed without their texts.",
    repair="Count what the vessel has and correct the text, or the data where the text says "
    "what was meant.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores: 6 Ho / 2 EMP"/>'
        "</vessel>"
    ),
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<torpedo_tube x="1"/>'
        '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="emp" amount="2"/>'
        '<long_desc text="Stores: 8 Ho / 2 EMP"/>'
        "</vessel>"
    ),
)
def text_stores(subject: Subject) -> Iterator[Hit]:
    yield from hits(subject, broken(subject, *STORES, Thing.TORPEDOES, is_flown=True), "stores")
