"""What the text of a ship of the computer promises, against what it has."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken, hits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.words import COMPLEMENT, Thing

_THINGS = (Thing.BEAMS, Thing.TUBES, Thing.LAUNCHERS, Thing.DRONES, *COMPLEMENT)


@rule(
    title="the text of a ship of the computer does not fit it",
    severity=Severity.NOTICE,
    confidence=Confidence.LIKELY,
    why="Science reads the text of a vessel aloud when it scans one, and the captain decides "
    "by it. It is often copied from a sister ship. Its torpedo tubes may be drone ports.",
    repair="Count what the vessel has and correct the text, or the data where the text says "
    "what was meant.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="warship">'
        '<performance turnrate="0.004" topspeed="0.6"/>'
        '<beam_port x="1"/><drone_port x="2"/>'
        '<long_desc text="Armament: 4 heavy beams, 1 drone launcher"/>'
        "</vessel>"
    ),
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="warship">'
        '<performance turnrate="0.004" topspeed="0.6"/>'
        '<beam_port x="1"/><drone_port x="2"/>'
        '<long_desc text="Armament: 1 heavy beam, 1 torpedo tube"/>'
        "</vessel>"
    ),
)
def text_npc(subject: Subject) -> Iterator[Hit]:
    yield from hits(subject, broken(subject, *_THINGS, is_flown=False), "data")
