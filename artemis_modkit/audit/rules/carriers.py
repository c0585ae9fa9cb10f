"""Bays, and the craft in them."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.ship_parts import means
from artemis_modkit.model.numbers import same_number
from artemis_modkit.model.vessel_parts import CarrierLoad
from artemis_modkit.model.vessels import Vessel


@Rule(
    title="a vessel has bays and is no carrier",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Every vessel of stock with bays has 'carrier' among the words of broadType. Missions and "
    "the game find carriers by that word.",
    repair="Add 'carrier' to broadType, or remove <carrierload>.",
    fires=ship('<carrierload baycount="6"/>', "player", number=5),
    says="3:50 5 without a class name: it has bays, and broadType does not say carrier; add the "
    "word",
    silent=ship('<carrierload baycount="6"/>', "player carrier", number=5),
)
def bays_without_carrier(look: Look) -> Occurrences:
    """Vessels with bays that are not called carriers."""
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


@Rule(
    title="a carrier has no bays",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The word makes the game and its missions take it for a ship that launches single-seat "
    "craft, and it has none to launch.",
    repair="Add <carrierload baycount=/>, or take 'carrier' out of broadType.",
    fires=ships('<vessel uniqueID="3001" side="0" broadType="carrier"></vessel>'),
    says="3:34 3001 without a class name: broadType says carrier, and it has no bays; add "
    "<carrierload>, or take the word out",
    silent=ship('<carrierload baycount="6"/>', "carrier", number=3001),
)
def carrier_without_bays(look: Look) -> Occurrences:
    """Vessels that are called carriers and carry nothing."""
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


_SAFE = 8
"""Bays of a ship; a released mod's read-me tells of crashes with 9 and 11."""


@Rule(
    title="a player carrier has more bays than are known to be safe",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    together=2,
    why="Leaving the screen where craft are assigned to bays has crashed the game for ships with 9 "
    "and more bays. Stock player carriers have at most 5; carriers of the computer may have more.",
    repair="Give it 8 bays or fewer, or tell players how many to leave empty.",
    fires=ship('<carrierload baycount="10"/>', "player carrier"),
    says="3:71 1 without a class name: has 10 bays; more than 8 on a player ship have crashed the "
    "game where craft are assigned; give it 8 or fewer",
    silent=ship('<carrierload baycount="8"/>', "player carrier"),
)
def many_bays(look: Look) -> Occurrences:
    """Player carriers with more bays than are known to be safe."""
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


@Rule(
    title="a carrier has more bombers than bays",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Since game 2.6 baycount seems to be the room for all craft, bombers among them. What the "
    "game does with those that have no bay is not known; no carrier of stock has any.",
    repair="Write a baycount that holds the bombers too.",
    fires=ship('<carrierload baycount="4" bomber="5"/>', "carrier", number=5),
    says="3:77 5 without a class name: 5 bombers and a baycount of 4; write a baycount for all of "
    "them",
    silent=ship('<carrierload baycount="4" bomber="2"/>', "carrier", number=5),
)
def many_bombers(look: Look) -> Occurrences:
    """Carriers with more bombers than bays."""
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
