"""What a description promises, held against what its vessel has: the one place for that question.

A promise names no element, so there are several ways to count what may be meant (the fighters of
a carrier are its bays, or its bays and bombers), and any of them keeps it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from artemis_modkit.descriptions.claims import Claim
from artemis_modkit.descriptions.words import (
    ARMS,
    ARTICLES,
    COMPLEMENT,
    CRAFT,
    DIRECTIONS,
    NUMBERS,
    SHIELDS,
    WEAPONS,
    Thing,
)
from artemis_modkit.model.declarations import Item, attributes_of
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel

Amount = int | float
LeastAndMost = tuple[int, int | None]
"""The least and the most of something; `None`: no bound."""

_LARGEST_SQUADRON = 24
"""Craft. Flights of 2 to squadrons of 24 are known; more bounds the work, not the meaning."""


class Promise(Struct, frozen=True):
    """What a text says of one thing in all places together, and what the vessel has of it.

    `said` are its parts: `2 beams` and `3 turrets`; `ranges` are what they come to, first all
    together, then in each other way to read them. `claims` are the places that say a number.
    `ways` are the numbers that may be meant, each with a name for its way to count; the first is
    the one to show, and `items` is where that stands. Only `items` may be empty.
    """

    vessel: Vessel
    thing: Thing
    said: Mapping[Thing, LeastAndMost]
    ranges: tuple[LeastAndMost, ...]
    claims: tuple[Claim, ...]
    ways: Mapping[str, Amount]
    items: tuple[Item, ...]

    @property
    def has(self) -> Amount:
        """What the vessel has, as it is shown."""
        return next(iter(self.ways.values()))

    @property
    def keeping(self) -> tuple[str, ...]:
        """The ways to count in which the promise is kept."""
        return tuple(way for way, number in self.ways.items() if self._allows(number))

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept in any way."""
        return bool(self.keeping)

    def _allows(self, number: Amount) -> bool:
        return any(
            least <= number and (most is None or number <= most) for least, most in self.ranges
        )

    @property
    def said_number(self) -> int:
        """The bound of the promise that is broken."""
        least, most = self.ranges[0]
        return least if self.has < least else most or 0

    @property
    def words(self) -> str:
        """The promise in words: `2 beams`, `at least 1 beam and 3 turrets`."""
        is_less = self.has < self.ranges[0][0]
        told = []
        for thing, (least, most) in self.said.items():
            if least == most:
                told.append(thing.named(least))
            elif is_less or most is None:
                told.append(f"at least {thing.named(least)}")
            else:
                told.append(f"at most {thing.named(most)}")
        return " and ".join(told)


def total(claims: Iterable[Claim], *things: Thing) -> LeastAndMost | None:
    """What claims of some things come to together; `None` where they say no number of them.

    A bare number that equals all others together may be their total. Weapons of other names, or
    without a number, leave all weapons without an upper bound.
    """
    claims = tuple(claims)
    chosen = [claim for claim in claims if claim.thing in things]
    if not any(claim.says_number for claim in chosen):
        return None
    greatest = max(chosen, key=lambda claim: claim.least)
    bounds = _sum((claim.least, claim.most) for claim in chosen)
    is_bare = len(greatest.words.split()) == len(("6", "beams"))
    if len(chosen) > 2 and bounds[0] == 2 * greatest.least and is_bare:  # a total and its parts
        bounds = greatest.least, bounds[1]
    is_open = not _MAY_BE_MORE.isdisjoint(things) and any(
        claim.thing is Thing.OTHERS or (claim.thing in ARMS and claim.most is None)
        for claim in claims
    )
    return (bounds[0], None) if is_open else bounds


_MAY_BE_MORE = frozenset(WEAPONS) - {Thing.TUBES}
"""What a weapon of a name that is not known may be."""


def _sum(bounds: Iterable[LeastAndMost]) -> LeastAndMost:
    least, most = 0, 0
    is_open = False
    for low, high in bounds:
        least, most, is_open = least + low, most + (high or 0), is_open or high is None
    return least, None if is_open else most


def promises_of(vessel: Vessel, claims: tuple[Claim, ...], role: Role) -> Iterator[Promise]:
    """The claims of a description held against a vessel, kept or not.

    Nothing of what the vessel gives in numbers that cannot be read.
    """
    numbered = {claim.thing for claim in claims if claim.says_number}
    for count in _counts(vessel, claims, role):
        things = numbered.intersection(count.things + count.beside)
        if not things:
            continue
        base = total(claims, *count.things)
        beside = {thing: bounds for thing in count.beside if (bounds := total(claims, thing))}
        said = beside if base is None else {count.things[0]: base, **beside}
        told = tuple(claim for claim in claims if claim.thing in things and claim.says_number)
        bases = [base, *_told_twice(claims, count.things)]
        ranges = [_sum(some) for one in bases for some in _readings(one, beside.values())]
        if count.things[0].munition:  # a store may be spoken of more than once
            ranges += [(claim.least, claim.most) for claim in told if claim.number is not None]
        yield Promise(vessel, count.things[0], said, tuple(ranges), told, count.ways, count.items)


def _told_twice(claims: Iterable[Claim], things: tuple[Thing, ...]) -> Iterator[LeastAndMost]:
    """What a list says, where a sentence of prose beside it may tell some of the same.

    `Science ship with a wide beam.^1 forward beam` has one beam, not two.
    """
    chosen = [claim for claim in claims if claim.thing in things and claim.says_number]
    sides = {word for claim in chosen if not _is_tale(claim) for word in claim.described}
    tale = [
        claim
        for claim in chosen
        if _is_tale(claim) and DIRECTIONS.keys() & set(claim.described) <= sides
    ]
    listed = [claim for claim in chosen if claim not in tale]
    rest = total((claim for claim in claims if claim not in tale), *things)
    if tale and listed and rest and max(claim.least for claim in tale) <= rest[0]:
        yield rest


def _is_tale(claim: Claim) -> bool:
    """Whether it counts in words, or bare as a sum does: `a wide beam`, `3 beams`."""
    return claim.words.split()[0].lower() in NUMBERS.keys() | ARTICLES or not claim.described


def _readings(
    base: LeastAndMost | None, beside: Iterable[LeastAndMost]
) -> Iterator[list[LeastAndMost]]:
    """All that is said, then all but some of what may be something else; never nothing."""
    others, own = tuple(beside), [] if base is None else [base]
    for number in range(len(others), -1, -1):
        yield from ([*own, *some] for some in combinations(others, number) if own or some)


def broken(promises: Iterable[Promise]) -> Iterator[Promise]:
    """The promises that are not kept; of craft only the first, and none where any is kept."""
    craft = []
    for promise in promises:
        if promise.thing in COMPLEMENT:
            craft.append(promise)
        elif not promise.is_kept:
            yield promise
    if not any(promise.is_kept for promise in craft):
        yield from craft[:1]


class _Count(NamedTuple):
    """Things that a text may count together, the ways to count them, and where they stand.

    What a text counts `beside` them may be more of the same, or something else.
    """

    things: tuple[Thing, ...]
    ways: Mapping[str, Amount]
    items: tuple[Item, ...]
    beside: tuple[Thing, ...] = ()


def _counts(vessel: Vessel, claims: tuple[Claim, ...], role: Role) -> Iterator[_Count]:
    told = {claim.thing for claim in claims}
    launchers = (vessel.drone_ports, vessel.torpedo_tubes, vessel.torpedo_station_ports)
    beams = {"beams": len(vessel.beam_ports)}
    if not told.isdisjoint(ARMS):
        beams["arms"] = len(vessel.beam_ports) + len(vessel.drone_ports)
    yield _Count((Thing.BEAMS,), beams, vessel.beam_ports, ARMS)
    if not role.is_craft:  # no craft of stock has a tube; it fires its torpedoes all the same
        # A ship of the computer shoots through drone ports if at all, whatever its text says.
        yield _elements(Thing.TUBES, *((vessel.torpedo_tubes,) if role.is_flown else launchers))
        if told.isdisjoint({Thing.TUBES, Thing.DRONES}):
            every = tuple(item for items in launchers for item in items)
            yield _elements(Thing.LAUNCHERS, *launchers, every, vessel.beam_ports)
    yield _elements(Thing.DRONES, vessel.drone_ports)
    yield from _stores(vessel, claims)
    yield from _craft(vessel, claims, role)
    weapons = _weapons(vessel)
    yield _Count((Thing.UNARMED,), {"all": len(weapons)}, weapons)
    yield from _shields(vessel)


def _elements(thing: Thing, *kinds: tuple[Item, ...]) -> _Count:
    """A thing that may stand for any of some kinds of element, of which most are shown."""
    ways = sorted(enumerate(kinds), key=lambda way: -len(way[1]))
    return _Count((thing,), {str(at): len(items) for at, items in ways}, ways[0][1])


def _weapons(vessel: Vessel) -> tuple[Item, ...]:
    """All that shoots; tubes of a ship that carries beacons, probes and tags alone do not."""
    kinds = {storage.munition for storage in vessel.torpedo_storages if storage.amount != 0}
    is_armed = not vessel.torpedo_storages or any(kind is None or kind.is_weapon for kind in kinds)
    tubes = vessel.torpedo_tubes if is_armed else ()
    return (*vessel.beam_ports, *vessel.drone_ports, *vessel.torpedo_station_ports, *tubes)


def _stores(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[_Count]:
    """Torpedoes of each kind, and of kinds that are not named; a kind without a store counts 0."""
    if any(store.munition is None or store.amount is None for store in vessel.torpedo_storages):
        return
    for thing in dict.fromkeys(claim.thing for claim in claims if claim.thing.munition):
        items = tuple(
            storage for storage in vessel.torpedo_storages if storage.munition is thing.munition
        )
        amounts = [item.amount or 0 for item in items]
        each = {str(at): amount for at, amount in enumerate(amounts)}
        yield _Count((thing,), {"all": sum(amounts), **each}, items)
    if total(claims, Thing.TORPEDOES):
        sums = Counter[str]()
        for store in vessel.torpedo_storages:
            if store.munition is not None:
                sums[store.munition.name] += store.amount or 0
        ways = {
            "+".join(some): sum(sums[kind] for kind in some)
            for number in range(len(sums), 0, -1)
            for some in combinations(sums, number)
        }
        ways["tubes"] = len(vessel.torpedo_tubes)
        yield _Count((Thing.TORPEDOES,), ways, vessel.torpedo_storages)


def _craft(vessel: Vessel, claims: tuple[Claim, ...], role: Role) -> Iterator[_Count]:
    """Bombers alone, fighters alone, then all craft, bays, squadrons.

    Whether the bays hold the bombers and shuttles too, or they stand beside them, is not known,
    nor how many craft make a squadron.
    """
    load, carrier = vessel.carrier_load, vessel.carrier
    bays = (load.bay_count or load.fighter or 0) if load else 0
    bombers = (load.bomber or 0) if load else 0
    if load and not _is_unreadable(load):
        yield _Count((Thing.BOMBERS,), {"bombers": bombers}, (load,))
    items = tuple(item for item in (load, carrier) if item is not None)
    if role.is_craft or any(map(_is_unreadable, items)):
        return
    ways = {"bays": bays, "all": bays + bombers} if load or not carrier else {}
    if carrier:
        ways["complement"] = carrier.complement or 0
    yield _Count((Thing.FIGHTERS,), ways, items)
    if total(claims, Thing.FIGHTERS, Thing.BOMBERS):
        yield _Count(CRAFT[:2], ways, items, (Thing.SHUTTLES,))
    yield _Count((Thing.BAYS,), ways, items)
    if total(claims, Thing.SQUADRONS):
        said = total(claims, Thing.SHUTTLES)
        shuttles = said[0] if said else 0
        ways |= {f"{way} but shuttles": max(0, craft - shuttles) for way, craft in ways.items()}
        squadrons = {
            f"{way} by {size}": craft // size
            for size in range(1, _LARGEST_SQUADRON + 1)
            for way, craft in ways.items()
            if craft % size == 0
        }
        yield _Count((Thing.SQUADRONS,), squadrons, items)


def _is_unreadable(item: Item) -> bool:
    """Whether a number is written that cannot be read, or by a name that is not known."""
    given, known = item.element.attributes, attributes_of(type(item))
    return not given.keys() <= {attribute.name for attribute in known} or any(
        attribute.name in given and getattr(item, attribute.field) is None for attribute in known
    )


def _shields(vessel: Vessel) -> Iterator[_Count]:
    """Each side against its attribute; nothing of one that is not there."""
    if vessel.shields is None:
        return
    for thing, has in zip(SHIELDS, (vessel.shields.front, vessel.shields.back), strict=True):
        if has is not None:
            strength = int(has) if has == int(has) else has
            yield _Count((thing,), {"strength": strength}, (vessel.shields,))
