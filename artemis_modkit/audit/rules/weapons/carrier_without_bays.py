"""Vessels that are called carriers and carry nothing."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.numbers import same_number
from artemis_modkit.model.vessels import Vessel

_SHIP = '<vessel uniqueID="3001" side="0" broadType="carrier">{}</vessel>'


@rule(
    title="a carrier has no bays",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="The word makes the game and its missions take it for a ship that launches single-seat "
    "craft, and it has none to launch.",
    repair="Add <carrierload baycount=/>, or take 'carrier' out of broadType.",
    fires=ships(_SHIP.format("")),
    silent=ships(_SHIP.format('<carrierload baycount="6"/>')),
)
def carrier_without_bays(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is not None:
        yield from habits(
            (
                "bays",
                subject.element(
                    vessel.element,
                    f"{vessel.shown_name}: broadType says carrier, and it has no bays; add "
                    "<carrierload>, or take the word out",
                    attribute="broadType",
                ),
            )
            for vessel in data.vessels
            if "carrier" in vessel.words and not _carries(vessel)
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
