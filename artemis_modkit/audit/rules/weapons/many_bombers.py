"""Carriers with more bombers than bays."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships

_SHIP = (
    '<vessel uniqueID="5" side="0" broadType="carrier"><carrierload baycount="4" bomber="{}"/>'
    "</vessel>"
)


@Rule(
    title="a carrier has more bombers than bays",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Since game 2.6 baycount seems to be the room for all craft, bombers among them. What the "
    "game does with those that have no bay is not known; no carrier of stock has any.",
    repair="Write a baycount that holds the bombers too.",
    fires=ships(_SHIP.format(5)),
    says="3:77 5 without a class name: 5 bombers and a baycount of 4; write a baycount for all of "
    "them",
    silent=ships(_SHIP.format(2)),
)
def many_bombers(look: Look) -> Occurrences:
    for vessel in look.vessels:
        load = vessel.carrier_load
        if load is None or load.bay_count is None or (load.bomber or 0) <= load.bay_count:
            continue
        yield look.element(
            load.element,
            f"{vessel.shown_name}: {load.bomber} bombers and a baycount of {load.bay_count}; "
            "write a baycount for all of them",
            kind="bombers",
            attribute="bomber",
        )
