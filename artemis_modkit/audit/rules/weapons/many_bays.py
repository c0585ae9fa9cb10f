"""Player carriers with more bays than are known to be safe."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.model.vessel_parts import CarrierLoad

_SAFE = 8
"""Bays of a ship; a released mod's read-me tells of crashes with 9 and 11."""


@Rule(
    title="a player carrier has more bays than are known to be safe",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    together=2,
    why="Leaving the screen where craft are assigned to bays has crashed the game for ships with 9 "
    "and more bays. Stock player carriers have at most 5; carriers of the computer may have more.",
    repair="Give it 8 bays or fewer, or tell players how many to leave empty.",
    fires=ships(
        '<vessel uniqueID="1" side="0" broadType="player carrier"><carrierload baycount="10"/>'
        "</vessel>"
    ),
    says="3:71 1 without a class name: has 10 bays; more than 8 on a player ship have crashed the "
    "game where craft are assigned; give it 8 or fewer",
    silent=ships(
        '<vessel uniqueID="1" side="0" broadType="player carrier"><carrierload baycount="8"/>'
        "</vessel>"
    ),
)
def many_bays(look: Look) -> Occurrences:
    for vessel in look.vessels:
        load = vessel.carrier_load
        if load is not None and "player" in vessel.words and _bays(load) > _SAFE:
            is_old = load.bay_count is None
            yield look.element(
                load.element,
                of_many(
                    f"{vessel.shown_name}: has {_bays(load)} bays",
                    f"; more than {_SAFE} on a player ship have crashed the game where craft are "
                    f"assigned; give it {_SAFE} or fewer",
                    more=", and {others} more have too many",
                ),
                attribute="fighter" if is_old else "baycount",
                kind="bays",
            )


def _bays(load: CarrierLoad) -> int:
    """The bays of either form of the element; older games count fighters and bombers."""
    if load.bay_count is not None:
        return load.bay_count
    return (load.fighter or 0) + (load.bomber or 0)
