"""Carriers with more bombers than bays."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject

_SHIP = (
    '<vessel uniqueID="5" side="0" broadType="carrier"><carrierload baycount="4" bomber="{}"/>'
    "</vessel>"
)


@rule(
    title="a carrier has more bombers than bays",
    severity=Severity.NOTICE,
    confidence=Confidence.GUESS,
    why="Since game 2.6 baycount seems to be the room for all craft, bombers among them. What the "
    "game does with those that have no bay is not known; no carrier of stock has any.",
    repair="Write a baycount that holds the bombers too.",
    fires=ships(_SHIP.format(5)),
    silent=ships(_SHIP.format(2)),
)
def many_bombers(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    yield from habits(
        (
            "bombers",
            subject.element(
                load.element,
                f"{vessel.shown_name}: {load.bomber} bombers in {load.bay_count} bays; write a "
                "baycount for all of them",
                attribute="bomber",
            ),
        )
        for vessel in data.vessels
        if (load := vessel.carrier_load) is not None
        and load.bay_count is not None
        and load.bomber is not None
        and load.bomber > load.bay_count
    )
