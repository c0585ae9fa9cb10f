"""What a description promises, held against what its vessel has: the one place for that question.

A promise names no element, so there are several ways to count what may be meant (the fighters of
a carrier are its bays, or its bays and bombers), and any of them keeps it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from artemis_modkit.descriptions.claims import Claim
from artemis_modkit.descriptions.words import COMPLEMENT, CRAFT, SHIELDS, Thing
from artemis_modkit.model.declarations import Item, attributes_of
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel

Number = int | float


@dataclass(frozen=True, slots=True)
class Promise:
    """What a text says of one thing in all places together, and what the vessel has of it.

    At least `least`, at most `most` (`None`: no bound). `claims` are the places that say a number.
    `ways` are the numbers that may be meant, each with a name for its way to count; the first is
    the one to show, and `items` is where that stands. `ways` is never empty.
    """

    vessel: Vessel
    thing: Thing
    least: int
    most: int | None
    claims: tuple[Claim, ...]
    ways: Mapping[str, Number]
    items: tuple[Item, ...]

    @property
    def has(self) -> Number:
        """What the vessel has, as it is shown."""
        return next(iter(self.ways.values()))

    @property
    def keeping(self) -> tuple[str, ...]:
        """The ways to count in which the promise is kept."""
        return tuple(way for way, number in self.ways.items() if self.allows(number))

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept in any way."""
        return bool(self.keeping)

    def allows(self, number: Number) -> bool:
        """Whether a number is the one promised; torpedoes may be spoken of more than once."""
        if self.least <= number and (self.most is None or number <= self.most):
            return True
        return self.thing.munition is not None and any(
            claim.number == number for claim in self.claims
        )

    @property
    def said_number(self) -> int:
        """The bound of the promise that is broken."""
        return self.least if self.has < self.least else self.most or 0

    @property
    def said(self) -> str:
        """The promise in words: `2 beams`."""
        if self.least == self.most:
            return self.thing.named(self.said_number)
        bound = "least" if self.said_number == self.least else "most"
        return f"at {bound} {self.thing.named(self.said_number)}"


def total(claims: Iterable[Claim], *things: Thing) -> tuple[int, int | None] | None:
    """What claims of some things come to together; `None` where they say no number of them.

    A bare number that equals all others together may be their total. Weapons of other names
    leave beams and drone launchers without an upper bound.
    """
    claims = tuple(claims)
    chosen = [claim for claim in claims if claim.thing in things]
    if not any(claim.says_number for claim in chosen):
        return None
    least = sum(claim.least for claim in chosen)
    greatest = max(chosen, key=lambda claim: claim.least)
    is_bare = len(greatest.words.split()) == len(("6", "beams"))
    if len(chosen) > 2 and least == 2 * greatest.least and is_bare:  # a total and its parts
        least = greatest.least
    bounds = [claim.most for claim in chosen if claim.most is not None]
    may_be_more = {Thing.BEAMS, Thing.DRONES} & {*things} and any(
        claim.thing is Thing.OTHERS for claim in claims
    )
    return least, None if may_be_more or len(bounds) < len(chosen) else sum(bounds)


def promises_of(vessel: Vessel, claims: tuple[Claim, ...], role: Role) -> Iterator[Promise]:
    """The claims of a description held against a vessel, kept or not.

    Nothing of what the vessel gives in numbers that cannot be read.
    """
    for things, ways, items in _counted(vessel, claims, role):
        if (said := total(claims, *things)) is not None:
            told = tuple(one for one in claims if one.thing in things and one.says_number)
            yield Promise(vessel, things[0], *said, told, ways, items)


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


_Counted = tuple[tuple[Thing, ...], Mapping[str, Number], tuple[Item, ...]]
"""Things that a text may count together, the ways to count them in a vessel, and where they are."""


def _counted(vessel: Vessel, claims: tuple[Claim, ...], role: Role) -> Iterator[_Counted]:
    launchers = (vessel.drone_ports, vessel.torpedo_tubes, vessel.torpedo_station_ports)
    yield _elements(Thing.BEAMS, vessel.beam_ports)
    # A ship of the computer shoots through drone ports if at all, whatever its text calls them.
    yield _elements(Thing.TUBES, *((vessel.torpedo_tubes,) if role.is_flown else launchers))
    yield _elements(Thing.DRONES, vessel.drone_ports)
    yield from _stores(vessel, claims)
    yield from _craft(vessel)
    weapons = tuple(item for items in (vessel.beam_ports, *launchers) for item in items)
    yield (Thing.UNARMED,), {"all": len(weapons)}, weapons
    yield from _shields(vessel)


def _elements(thing: Thing, *kinds: tuple[Item, ...]) -> _Counted:
    """A thing that may stand for any of some kinds of element, of which most are shown."""
    ways = sorted(enumerate(kinds), key=lambda way: -len(way[1]))
    return (thing,), {str(at): len(items) for at, items in ways}, ways[0][1]


def _stores(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[_Counted]:
    """Torpedoes of each kind that the text speaks of; a kind that has no store counts as 0."""
    if any(store.munition is None or store.amount is None for store in vessel.torpedo_storages):
        return
    for thing in dict.fromkeys(claim.thing for claim in claims if claim.thing.munition):
        items = tuple(one for one in vessel.torpedo_storages if one.munition is thing.munition)
        amounts = [one.amount or 0 for one in items]
        each = {str(at): amount for at, amount in enumerate(amounts)}
        yield (thing,), {"all": sum(amounts), **each}, items


def _craft(vessel: Vessel) -> Iterator[_Counted]:
    """Bombers alone, fighters alone, then all craft, then bays.

    Whether the bays hold the bombers too, or stand beside them, is not known.
    """
    load, carrier = vessel.carrier_load, vessel.carrier
    bays = (load.bay_count or load.fighter or 0) if load else 0
    bombers = (load.bomber or 0) if load else 0
    if load and not _is_unreadable(load):
        yield (Thing.BOMBERS,), {"bombers": bombers}, (load,)
    items = tuple(item for item in (load, carrier) if item is not None)
    if any(map(_is_unreadable, items)):
        return
    ways = {"bays": bays, "all": bays + bombers} if load or not carrier else {}
    if carrier:
        ways["complement"] = carrier.complement or 0
    for things in ((Thing.FIGHTERS,), CRAFT[:3], (Thing.BAYS,)):
        yield things, ways, items


def _is_unreadable(item: Item) -> bool:
    """Whether a number is written that cannot be read."""
    given = item.element.attributes
    return any(
        one.name in given and getattr(item, one.field) is None for one in attributes_of(type(item))
    )


def _shields(vessel: Vessel) -> Iterator[_Counted]:
    """Each side against its attribute; nothing of one that is not there."""
    if vessel.shields is None:
        return
    for thing, has in zip(SHIELDS, (vessel.shields.front, vessel.shields.back), strict=True):
        if has is not None:
            yield (thing,), {"strength": int(has) if has == int(has) else has}, (vessel.shields,)
