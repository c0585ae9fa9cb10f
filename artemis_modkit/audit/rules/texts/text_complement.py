"""Single-seat craft that the text of a player ship promises, against its bays."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken, hits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.words import COMPLEMENT


@rule(
    title="the text promises another number of craft",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Players choose a carrier by the fighters it brings. Pilots "
    "without a craft have nothing to do.",
    repair="Count what the vessel has and correct the text, or the data where the text says "
    "what was meant.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player carrier">'
        '<carrierload baycount="6"/>'
        '<long_desc text="Complement: 4 fighters"/>'
        "</vessel>"
    ),
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player carrier">'
        '<carrierload baycount="6" bomber="2"/>'
        '<long_desc text="Complement: 4 fighters, 2 bombers"/>'
        "</vessel>"
    ),
)
def text_complement(subject: Subject) -> Iterator[Hit]:
    yield from hits(subject, broken(subject, *COMPLEMENT, is_flown=True), "carrierload")
