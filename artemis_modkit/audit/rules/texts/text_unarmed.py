"""Vessels that their text calls unarmed and that shoot."""

from collections import Counter

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.promises import as_in_stock, at_claim, broken
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessel_parts import BeamPort, DronePort, TorpedoStationPort, TorpedoTube

_THINGS: dict[type[Item], Thing] = {
    BeamPort: Thing.BEAMS,
    DronePort: Thing.DRONES,
    TorpedoStationPort: Thing.STATION_PORTS,
    TorpedoTube: Thing.TUBES,
}


@Rule(
    title="a vessel called unarmed has weapons",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Science reads the text of a vessel that it scans, and a crew that reads 'unarmed' comes "
    "near with its shields down.",
    together=2,
    repair="Say in the text what the vessel shoots with, or remove the weapons.",
    fires=ships(
        '<vessel uniqueID="9" side="0" classname="Depot" broadType="base">'
        '<beam_port x="1"/><long_desc text="It is unarmed."/></vessel>'
    ),
    says="3:95 9 Depot: the text says unarmed, the vessel has 1 beam; correct the text or the "
    "weapons",
    silent=ships(
        '<vessel uniqueID="9" side="0" classname="Depot" broadType="base">'
        '<beam_port x="1"/><long_desc text="It is well armed."/></vessel>'
    ),
)
def text_unarmed(look: Look) -> Occurrences:
    for promise in broken(look, Thing.UNARMED):
        counts = Counter(_THINGS[type(weapon)] for weapon in promise.items)
        weapons = " and ".join(thing.named(number) for thing, number in counts.items())
        assert promise.vessel.long_description is not None
        found = look.element(
            promise.vessel.long_description.element,
            of_many(
                promise.vessel.shown_name,
                f": the text says unarmed, the vessel has {weapons}; correct the text or the "
                "weapons",
                more=" and {others} more with this text",
            ),
            kind=promise.vessel.description,
            attribute="text",
        )
        found = as_in_stock(found, [promise])
        weapons_of = [weapon.element for weapon in promise.items]
        yield at_claim(look, promise.vessel, promise.claims, found, weapons_of)
