"""What the text of a ship of the computer promises, against what it has."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR, occurrences
from artemis_modkit.descriptions.words import COMPLEMENT, Thing

_THINGS = (Thing.BEAMS, Thing.TUBES, Thing.LAUNCHERS, Thing.DRONES, *COMPLEMENT)


@Rule(
    title="the text of a ship of the computer does not fit it",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Science reads the text of a vessel aloud when it scans one, and the captain decides "
    "by it. It is often copied from a sister ship. Its torpedo tubes may be drone ports.",
    together=2,
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="warship">'
        '<performance turnrate="0.004" topspeed="0.6"/>'
        '<beam_port x="1"/><drone_port x="2"/>'
        '<long_desc text="Armament: 4 heavy beams, 1 drone launcher"/>'
        "</vessel>"
    ),
    says="3:166 20 Lantern: the text promises 4 beams, the vessel has 1; correct the text or the "
    "data",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="warship">'
        '<performance turnrate="0.004" topspeed="0.6"/>'
        '<beam_port x="1"/><drone_port x="2"/>'
        '<long_desc text="Armament: 1 heavy beam, 1 torpedo tube"/>'
        "</vessel>"
    ),
)
def text_npc(look: Look) -> Occurrences:
    yield from occurrences(look, *_THINGS, is_flown=False, what="data")
