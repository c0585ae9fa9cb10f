"""Vessels that their text calls unarmed and that shoot."""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.promises import broken
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.descriptions.check import Promise
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessel_parts import BeamPort, DronePort, TorpedoStationPort, TorpedoTube
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_THINGS: dict[type[Item], Thing] = {
    BeamPort: Thing.BEAMS,
    DronePort: Thing.DRONES,
    TorpedoStationPort: Thing.STATION_PORTS,
    TorpedoTube: Thing.TUBES,
}


@rule(
    title="a vessel called unarmed has weapons",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Science reads the text of a vessel that it scans, and a crew that reads 'unarmed' comes "
    "near with its shields down.",
    repair="Say in the text what the vessel shoots with, or remove the weapons.",
    fires=ships(
        '<vessel uniqueID="9" side="0" classname="Depot" broadType="base">'
        '<beam_port x="1"/><long_desc text="It is unarmed."/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="9" side="0" classname="Depot" broadType="base">'
        '<beam_port x="1"/><long_desc text="It is well armed."/></vessel>'
    ),
)
def text_unarmed(subject: Subject) -> Iterator[Hit]:
    by_text: dict[str, list[Promise]] = {}
    for promise in broken(subject, Thing.UNARMED):
        by_text.setdefault(promise.vessel.description, []).append(promise)
    for alike in by_text.values():
        first, *others = alike
        more = f" and {len(others)} more with this text" if others else ""
        counts = Counter(_THINGS[type(weapon)] for weapon in first.items)
        weapons = " and ".join(thing.named(number) for thing, number in counts.items())
        yield subject.element(
            _place(first.vessel),
            f"{first.vessel.shown_name}{more}: the text says unarmed, the vessel has {weapons}; "
            "correct the text or the weapons",
            attribute="text",
            also=[_place(one.vessel) for one in others],
        )


def _place(vessel: Vessel) -> Element:
    return vessel.element if vessel.long_description is None else vessel.long_description.element
