"""Single-seat craft that the text of a player ship promises, against its bays."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR, occurrences
from artemis_modkit.descriptions.words import COMPLEMENT, Thing


@Rule(
    title="the text promises another number of craft",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a carrier by the fighters it brings. Pilots "
    "without a craft have nothing to do.",
    together=2,
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player carrier">'
        '<carrierload baycount="6"/>'
        '<long_desc text="Complement: 4 fighters"/>'
        "</vessel>"
    ),
    says="3:117 20 Lantern: the text promises 4 fighters, the vessel has 6; correct the text or "
    "the carrierload",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player carrier">'
        '<carrierload baycount="6" bomber="2"/>'
        '<long_desc text="Complement: 4 fighters, 2 bombers"/>'
        "</vessel>"
    ),
)
def text_complement(look: Look) -> Occurrences:
    yield from occurrences(look, *COMPLEMENT, Thing.BOMBERS, is_flown=True, what="carrierload")
