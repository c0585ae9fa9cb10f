"""Vessels that are called carriers and carry nothing."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.numbers import same_number
from artemis_modkit.model.vessels import Vessel

_SHIP = '<vessel uniqueID="3001" side="0" broadType="carrier">{}</vessel>'


@Rule(
    title="a carrier has no bays",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The word makes the game and its missions take it for a ship that launches single-seat "
    "craft, and it has none to launch.",
    repair="Add <carrierload baycount=/>, or take 'carrier' out of broadType.",
    fires=ships(_SHIP.format("")),
    says="3:34 3001 without a class name: broadType says carrier, and it has no bays; add "
    "<carrierload>, or take the word out",
    silent=ships(_SHIP.format('<carrierload baycount="6"/>')),
)
def carrier_without_bays(look: Look) -> Occurrences:
    for vessel in look.vessels:
        if "carrier" in vessel.words and not _carries(vessel):
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: broadType says carrier, and it has no bays; add "
                "<carrierload>, or take the word out",
                attribute="broadType",
                kind="bays",
            )


def _carries(vessel: Vessel) -> bool:
    """Whether it holds craft in any dialect; a number that cannot be read is not 0."""
    written = [
        value
        for load in (vessel.carrier_load, vessel.carrier)
        if load is not None
        for value in load.element.attributes.values()
    ]
    return any(not same_number(value, "0") for value in written)
