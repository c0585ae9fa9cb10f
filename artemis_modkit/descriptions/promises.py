"""What a description promises, held against what its vessel has.

One decision: a promise names no element, so each has several ways to count what may be meant
(the fighters of a carrier are its bays, or its bays and bombers), and any of them keeps it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from artemis_modkit.descriptions.claims import CRAFT, Claim, Promise, Sum, promised
from artemis_modkit.model.declarations import Item, attributes_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessels import Vessel

Number = int | float


@dataclass(frozen=True, slots=True)
class Count:
    """One way to count what a vessel has; `way` tells it from the others of a promise."""

    way: str
    number: Number


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a text promises of one kind, and what the vessel has of it, in every way to count.

    `claims` are the places that say a number. The first of `counts` is the one to show, `items`
    is where that stands; `counts` is never empty.
    """

    vessel: Vessel
    what: str
    singular: str
    plural: str
    said: Sum
    claims: tuple[Claim, ...]
    counts: tuple[Count, ...]
    items: tuple[Item, ...]

    @property
    def has(self) -> Number:
        """What the vessel has, as it is shown."""
        return self.counts[0].number

    @property
    def keeping(self) -> tuple[str, ...]:
        """The ways to count in which the promise is kept."""
        return tuple(one.way for one in self.counts if self._allows(one.number))

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept in any way."""
        return bool(self.keeping)

    def _allows(self, number: Number) -> bool:
        """Whether a number is the one promised; torpedoes may be spoken of more than once."""
        if self.said.allows(number):
            return True
        is_store = self.claims[0].munition is not None
        return is_store and any(one.number == number for one in self.claims)

    @property
    def said_number(self) -> int:
        """The bound of the promise that is broken."""
        return self.said.least if self.has < self.said.least else self.said.most or 0

    def amount(self, number: Number) -> str:
        """A number of what is promised, in words: `2 beams`, `no beams`, `a front shield of 20`."""
        if self.what in (Promise.SHIELD_FRONT.name, Promise.SHIELD_BACK.name):
            return f"a {self.singular} of {number}"
        return f"{number or 'no'} {self.singular if number == 1 else self.plural}"

    @property
    def said_words(self) -> str:
        """The promise in words: `2 beams`."""
        number = self.said_number
        name = self.singular if number == 1 else self.plural
        if self.said.least == self.said.most:
            return self.amount(number)
        return f"at {'least' if number == self.said.least else 'most'} {number} {name}"


Look = Callable[[Vessel, tuple[Claim, ...]], Iterator[Pledge]]
"""Holds the claims of a description against a vessel, kept or not."""


def beams(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Beams against beam ports."""
    yield from _counted(vessel, claims, Promise.BEAMS, vessel.beam_ports)


def tubes(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Torpedo tubes of a ship that players fly."""
    yield from _counted(vessel, claims, Promise.TUBES, vessel.torpedo_tubes)


def launchers(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Torpedo tubes of a ship of the computer, which shoots through drone ports if at all."""
    yield from _counted(
        vessel,
        claims,
        Promise.TUBES,
        vessel.drone_ports,
        vessel.torpedo_tubes,
        vessel.torpedo_station_ports,
    )


def drones(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Drone launchers against drone ports."""
    yield from _counted(vessel, claims, Promise.DRONES, vessel.drone_ports)


def unarmed(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """The word `unarmed` against everything that shoots."""
    weapons = (
        *vessel.beam_ports,
        *vessel.drone_ports,
        *vessel.torpedo_station_ports,
        *vessel.torpedo_tubes,
    )
    counts = (Count("all", len(weapons)),)
    yield from _pledge(vessel, claims, (Promise.UNARMED,), ("weapon", "weapons"), counts, weapons)


def _counted(
    vessel: Vessel, claims: tuple[Claim, ...], what: Promise, *has: tuple[Item, ...]
) -> Iterator[Pledge]:
    """A promise of a kind against the elements that may be meant, of which most are shown."""
    ways = sorted(enumerate(has), key=lambda way: -len(way[1]))
    counts = tuple(Count(str(at), len(items)) for at, items in ways)
    words = what.singular, what.plural
    yield from _pledge(vessel, claims, (what,), words, counts, ways[0][1])


def stores(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Torpedoes of each kind that the text speaks of; a kind that has no store counts as 0.

    Nothing of a vessel with a store that cannot be read.
    """
    if any(store.munition is None or store.amount is None for store in vessel.torpedo_storages):
        return
    for munition in dict.fromkeys(one.munition for one in claims if one.munition is not None):
        items = tuple(one for one in vessel.torpedo_storages if one.munition is munition)
        amounts = [one.amount or 0 for one in items]
        counts = (
            Count("all", sum(amounts)),
            *(Count(str(at), amount) for at, amount in enumerate(amounts)),
        )
        words = munition.title, munition_words(munition, 2)
        yield from _pledge(vessel, claims, (Promise.STORES,), words, counts, items, munition)


def munition_words(munition: Munition, number: int) -> str:
    """The name of a kind of torpedo as it stands behind a number."""
    ending = "es" if munition.title.endswith("o") else "s"
    return munition.title if number == 1 else munition.title + ending


def craft(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Fighters alone, then all craft, then bays: a text keeps its word if any of them is kept.

    Whether the bays hold the bombers too, or stand beside them, is not known. Nothing of a
    vessel with a number that cannot be read.
    """
    load, carrier = vessel.carrier_load, vessel.carrier
    items = tuple(one for one in (load, carrier) if one is not None)
    if any(map(_is_unreadable, items)):
        return
    bays = (load.bay_count or load.fighter or 0) if load else 0
    bombers = (load.bomber or 0) if load else 0
    complement = (carrier.complement or 0) if carrier else 0
    counts = [Count("bays", bays), Count("all", bays + bombers)] if load or not carrier else []
    if carrier:
        counts.append(Count("complement", complement))
    for what in ((Promise.FIGHTERS,), CRAFT[:3], CRAFT[3:]):
        shown = Promise.BAYS if what == CRAFT[3:] else Promise.FIGHTERS
        words = shown.singular, shown.plural
        yield from _pledge(vessel, claims, what, words, tuple(counts), items)


def bombers(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Bombers alone, of a vessel whose load can be read."""
    load = vessel.carrier_load
    if load is not None and not _is_unreadable(load):
        what = Promise.BOMBERS
        counts = (Count("bombers", load.bomber or 0),)
        words = what.singular, what.plural
        yield from _pledge(vessel, claims, (what,), words, counts, (load,))


def _is_unreadable(item: Item) -> bool:
    """Whether a number is written that cannot be read."""
    known = attributes_of(type(item))
    given = item.element.attributes
    return any(one.name in given and getattr(item, one.field) is None for one in known)


def shields(vessel: Vessel, claims: tuple[Claim, ...]) -> Iterator[Pledge]:
    """Figures of shields, each side against its attribute; nothing of one that is not there."""
    if vessel.shields is None:
        return
    for what, has in (
        (Promise.SHIELD_FRONT, vessel.shields.front),
        (Promise.SHIELD_BACK, vessel.shields.back),
    ):
        if has is not None:
            counts = (Count("strength", int(has) if has == int(has) else has),)
            words = what.singular, what.plural
            yield from _pledge(vessel, claims, (what,), words, counts, (vessel.shields,))


def _pledge(
    vessel: Vessel,
    claims: tuple[Claim, ...],
    what: tuple[Promise, ...],
    words: tuple[str, str],
    counts: tuple[Count, ...],
    items: tuple[Item, ...],
    munition: Munition | None = None,
) -> Iterator[Pledge]:
    said = promised(claims, *what, munition=munition)
    if said is not None:
        of_it = [one for one in claims if one.what in what and one.munition is munition]
        telling = tuple(one for one in of_it if one.least or one.most is not None)
        name = munition.name if munition else what[0].name
        yield Pledge(vessel, name, *words, said, telling, counts, items)
