"""What the text of a ship promises of weapons and craft."""

from collections import Counter

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.promises import REPAIR, as_in_stock, broken, in_text, occurrences, span_of
from artemis_modkit.audit.rule import saying, ship
from artemis_modkit.balance.mounts import Arc, bearing
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import ARMS, COMPLEMENT, DIRECTIONS, STORES, Direction, Thing
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_parts import BeamPort, DronePort, TorpedoStationPort, TorpedoTube


@Rule(
    title="the text promises another number of beams",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by its text. Fewer beams than it promises disappoint them; a "
    "beam too many is often a line that was pasted twice.",
    together=2,
    repair=REPAIR,
    fires=saying('<beam_port x="1"/><beam_port x="2"/>', "Three forward beams"),
    says="3:118 20 Lantern: the text promises 3 beams, the vessel has 2; correct the text or the "
    "beam ports",
    silent=saying('<beam_port x="1"/><beam_port x="2"/>', "Two forward beams"),
)
def text_beams(look: Look) -> Occurrences:
    """Beams that the text of a player ship promises, against its beam ports."""
    yield from occurrences(look, Thing.BEAMS, is_flown=True, what="beam ports")


@Rule(
    title="the text promises another number of torpedo tubes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by its text, and the weapons officer counts on its tubes.",
    together=2,
    repair=REPAIR,
    fires=saying('<torpedo_tube x="1"/><torpedo_tube x="2"/>', "1 torpedo tube"),
    says="3:124 20 Lantern: the text promises 1 torpedo tube, the vessel has 2; correct the text "
    "or the tubes",
    silent=saying('<torpedo_tube x="1"/><torpedo_tube x="2"/>', "A pair of torpedo tubes"),
)
def text_tubes(look: Look) -> Occurrences:
    """Torpedo tubes that the text of a player ship promises, against its tubes."""
    yield from occurrences(look, Thing.TUBES, Thing.LAUNCHERS, is_flown=True, what="tubes")


_STORES = (
    '<torpedo_tube x="1"/>'
    '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="emp" amount="2"/>'
)


@Rule(
    title="the text promises another number of torpedoes",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by its text, and a captain plans with the torpedoes it "
    "promises. Stores that differ in many ships alike were changed without their texts.",
    together=2,
    repair=REPAIR,
    fires=saying(_STORES, "Stores: 6 Ho / 2 EMP"),
    says="3:183 20 Lantern: the text promises 6 homing torpedoes, the vessel has 8; correct the "
    "text or the stores",
    silent=saying(_STORES, "Stores: 8 Ho / 2 EMP"),
)
def text_stores(look: Look) -> Occurrences:
    """Torpedoes that the text of a player ship promises, kind by kind, against its stores."""
    yield from occurrences(look, *STORES, Thing.TORPEDOES, is_flown=True, what="stores")


@Rule(
    title="the text promises another number of craft",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a carrier by the fighters it brings. Pilots "
    "without a craft have nothing to do.",
    together=2,
    repair=REPAIR,
    fires=saying('<carrierload baycount="6"/>', "Complement: 4 fighters", "player carrier"),
    says="3:117 20 Lantern: the text promises 4 fighters, the vessel has 6; correct the text or "
    "the carrierload",
    silent=saying(
        '<carrierload baycount="6" bomber="2"/>',
        "Complement: 4 fighters, 2 bombers",
        "player carrier",
    ),
)
def text_complement(look: Look) -> Occurrences:
    """Single-seat craft that the text of a player ship promises, against its bays."""
    yield from occurrences(look, *COMPLEMENT, Thing.BOMBERS, is_flown=True, what="carrierload")


_OF_THE_COMPUTER = (Thing.BEAMS, Thing.TUBES, Thing.LAUNCHERS, Thing.DRONES, *COMPLEMENT)


_RAIDER = '<performance turnrate="0.004" topspeed="0.6"/><beam_port x="1"/><drone_port x="2"/>'


@Rule(
    title="the text of a ship of the computer does not fit it",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Science reads the text of a vessel aloud when it scans one, and the captain decides "
    "by it. It is often copied from a sister ship. Its torpedo tubes may be drone ports.",
    together=2,
    repair=REPAIR,
    fires=saying(_RAIDER, "Armament: 4 heavy beams, 1 drone launcher", "warship"),
    says="3:166 20 Lantern: the text promises 4 beams, the vessel has 1; correct the text or the "
    "data",
    silent=saying(_RAIDER, "Armament: 1 heavy beam, 1 torpedo tube", "warship"),
)
def text_npc(look: Look) -> Occurrences:
    """What the text of a ship of the computer promises, against what it has."""
    yield from occurrences(look, *_OF_THE_COMPUTER, is_flown=False, what="data")


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
    fires=ship('<beam_port x="1"/><long_desc text="It is unarmed."/>', "base", "Depot", 9),
    says="3:95 9 Depot: the text says unarmed, the vessel has 1 beam; correct the text or the "
    "weapons",
    silent=ship('<beam_port x="1"/><long_desc text="It is well armed."/>', "base", "Depot", 9),
)
def text_unarmed(look: Look) -> Occurrences:
    """Vessels that their text calls unarmed and that shoot."""
    for promise in broken(look, Thing.UNARMED):
        counts = Counter(_THINGS[type(weapon)] for weapon in promise.items)
        weapons = " and ".join(thing.named(number) for thing, number in counts.items())
        occurrence = in_text(
            look,
            promise.vessel,
            of_many(
                promise.vessel.shown_name,
                f": the text says unarmed, the vessel has {weapons}; correct the text or the "
                "weapons",
                more=" and {others} more with this text",
            ),
            span_of(promise.claims),
            items=[weapon.element for weapon in promise.items],
            kind=promise.vessel.description,
        )
        yield as_in_stock(occurrence, [promise])


_LEAST_LISTED = 3
"""A text that names so many kinds means to list all of them."""
_LISTED = (Munition.HOMING, Munition.NUKE, Munition.MINE, Munition.EMP, Munition.PSHOCK)
"""The kinds that lists name; beacons, probes and tags came later, and stock lists none of them."""


_MINES = (
    '<torpedo_tube x="1"/><torpedo_storage type="trp" amount="8"/>'
    '<torpedo_storage type="nuk" amount="1"/><torpedo_storage type="min" amount="{}"/>'
    '<torpedo_storage type="emp" amount="2"/>'
)


@Rule(
    title="the text leaves out a kind of torpedo",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Players who choose a ship by the stores that its text lists do not know of the others.",
    repair="Add the kind to the text, or set its amount to 0.",
    fires=saying(_MINES.format(4), "Stores for 8 homing, 1 nuke and 2 EMP."),
    says="3:263 20 Lantern: the text lists the stores without its 4 mines; add them to the text "
    "or set the amount to 0",
    silent=saying(_MINES.format(0), "Stores for 8 homing, 1 nuke and 2 EMP."),
)
def text_unlisted_store(look: Look) -> Occurrences:
    """Torpedoes that a player ship carries and that the list in its text leaves out."""
    for vessel in look.vessels:
        text = vessel.long_description
        if text is None or not text.text or not look.role(vessel).is_flown:
            continue
        claims = claims_of(text.text)
        things = {claim.thing for claim in claims}
        listed = {thing.munition for thing in things if thing.munition}
        if len(listed) < _LEAST_LISTED or Thing.TORPEDOES in things:
            continue
        left_out = [
            store
            for store in vessel.torpedo_storages
            if store.munition in _LISTED and store.munition not in listed and store.amount
        ]
        if left_out:
            names = " and ".join(
                f"its {Thing[store.munition.name].named(store.amount)}"
                for store in left_out
                if store.munition and store.amount
            )
            yield in_text(
                look,
                vessel,
                f"{vessel.shown_name}: the text lists the stores without {names}; "
                "add them to the text or set the amount to 0",
                span_of([claim for claim in claims if claim.thing.munition]),
                also=[store.element for store in left_out],
                kind="stores",
            )


_BEARINGS = {
    Direction.FORE: (0,),
    Direction.AFT: (180,),
    Direction.PORT: (270,),
    Direction.STARBOARD: (90,),
    Direction.BROADSIDE: (90, 270),
}
"""Degrees; either of two."""
_WIDTHS = {Direction.BROADSIDE: 120.0}
_HALF = 180.0
"""Degrees round a side in which a port looks there, whatever its arc: half of the hull, and for a
broadside not the ports near bow and stern."""


_BEAMS = '<beam_port x="10" z="90" arcwidth="0.2"/><beam_port x="-10" z="{}" arcwidth="0.2"/>'


@Rule(
    title="the text promises weapons on a side that has none",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Captains turn the side to an enemy that their text calls the armed one. A text that was "
    "copied, or a port with the wrong sign, leaves them without a weapon there.",
    repair="Correct the text, or the places of the beam ports.",
    fires=saying(_BEAMS.format(90), "1 forward beam, 1 rear beam"),
    says="3:165 20 Lantern: the text says '1 rear beam', no beam can fire aft; correct the text "
    "or the beam ports",
    silent=saying(_BEAMS.format(-90), "1 forward beam, 1 rear beam"),
)
def text_bearing(look: Look) -> Occurrences:
    """Weapons that the text has look to a side, where the ship has none that can fire there."""
    for vessel in look.vessels:
        if vessel.long_description is None or not vessel.beam_ports:
            continue
        directions = {
            direction: claim
            for claim in claims_of(vessel.description)
            for direction in _directions(claim)
        }
        for direction, claim in directions.items():
            if not any(_may_fire(port, direction) for port in vessel.beam_ports):
                yield in_text(
                    look,
                    vessel,
                    f"{vessel.shown_name}: the text says '{claim.words}', no beam can fire "
                    f"{direction.value}; correct the text or the beam ports",
                    span_of([claim]),
                    value=direction.name,
                    also=[port.element for port in vessel.beam_ports],
                )


def _directions(claim: Claim) -> set[Direction]:
    """Where the weapons of a claim look; nowhere if it names no side, or several."""
    if claim.thing not in (Thing.BEAMS, *ARMS) or not claim.least:
        return set()
    directions = {DIRECTIONS[word] for word in claim.described if word in DIRECTIONS}
    return directions if len(directions) == 1 else set()


def _may_fire(port: BeamPort, direction: Direction) -> bool:
    centre = bearing(port.x, port.z)
    if centre is None or port.arc_width is None:
        return True
    arcs = Arc(centre, _WIDTHS.get(direction, _HALF)), Arc.of_fraction(centre, port.arc_width)
    return any(arc.covers(side) for arc in arcs for side in _BEARINGS[direction])
