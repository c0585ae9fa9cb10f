"""Vessels with bays that are not called carriers."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_SHIP = '<vessel uniqueID="5" side="0" broadType="{}"><carrierload baycount="6"/></vessel>'


@rule(
    title="a vessel has bays and is no carrier",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Every vessel of stock with bays has 'carrier' among the words of broadType. Missions and "
    "the game find carriers by that word.",
    repair="Add 'carrier' to broadType, or remove <carrierload>.",
    fires=ships(_SHIP.format("player")),
    silent=ships(_SHIP.format("player carrier")),
)
def bays_without_carrier(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is not None:
        yield from habits(
            (
                "carrier",
                subject.element(
                    load.element,
                    f"{vessel.shown_name}: it has bays, and broadType does not say carrier; add "
                    "the word",
                    also=[vessel.element],
                ),
            )
            for vessel in data.vessels
            if (load := vessel.carrier_load) is not None
            and ((load.bay_count or 0) > 0 or (load.fighter or 0) > 0)
            and "carrier" not in vessel.words
        )
