"""Beams that the text of a player ship promises, against its beam ports."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken, hits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.words import Thing


@rule(
    title="the text promises another number of beams",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Players choose a ship by its text. Fewer beams than it promises disappoint them; a "
    "beam too many is often a line that was pasted twice.",
    repair="Count what the vessel has and correct the text, or the data where the text says "
    "what was meant.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="1"/><beam_port x="2"/>'
        '<long_desc text="Three forward beams"/>'
        "</vessel>"
    ),
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="1"/><beam_port x="2"/>'
        '<long_desc text="Two forward beams"/>'
        "</vessel>"
    ),
)
def text_beams(subject: Subject) -> Iterator[Hit]:
    yield from hits(subject, broken(subject, Thing.BEAMS, is_flown=True), "beam ports")
