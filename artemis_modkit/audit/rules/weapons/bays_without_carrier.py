"""Vessels with bays that are not called carriers."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import means

_SHIP = '<vessel uniqueID="5" side="0" broadType="{}"><carrierload baycount="6"/></vessel>'


@Rule(
    title="a vessel has bays and is no carrier",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Every vessel of stock with bays has 'carrier' among the words of broadType. Missions and "
    "the game find carriers by that word.",
    repair="Add 'carrier' to broadType, or remove <carrierload>.",
    fires=ships(_SHIP.format("player")),
    says="3:50 5 without a class name: it has bays, and broadType does not say carrier; add the "
    "word",
    silent=ships(_SHIP.format("player carrier")),
)
def bays_without_carrier(look: Look) -> Occurrences:
    for vessel in look.vessels:
        load = vessel.carrier_load
        has_bays = load is not None and (load.bay_count or 0) + (load.fighter or 0) > 0
        if load is not None and has_bays and not means(vessel, "carrier"):
            yield look.element(
                load.element,
                f"{vessel.shown_name}: it has bays, and broadType does not say carrier; add "
                "the word",
                kind="carrier",
                also=[vessel.element],
            )
