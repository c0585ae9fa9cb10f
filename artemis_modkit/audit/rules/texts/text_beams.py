"""Beams that the text of a player ship promises, against its beam ports."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR, occurrences
from artemis_modkit.descriptions.words import Thing


@Rule(
    title="the text promises another number of beams",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by its text. Fewer beams than it promises disappoint them; a "
    "beam too many is often a line that was pasted twice.",
    together=2,
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="1"/><beam_port x="2"/>'
        '<long_desc text="Three forward beams"/>'
        "</vessel>"
    ),
    says="3:118 20 Lantern: the text promises 3 beams, the vessel has 2; correct the text or the "
    "beam ports",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="1"/><beam_port x="2"/>'
        '<long_desc text="Two forward beams"/>'
        "</vessel>"
    ),
)
def text_beams(look: Look) -> Occurrences:
    yield from occurrences(look, Thing.BEAMS, is_flown=True, what="beam ports")
