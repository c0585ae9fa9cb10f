"""How much speaks for two vessels being one ship, in points: what is rare weighs more."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, product
from math import sqrt
from typing import Generic, TypeVar

from msgspec import Struct, field

from artemis_modkit.model.vessel_parts import LongDescription
from artemis_modkit.model.vessels import Vessel, content_of, value_of
from artemis_modkit.parsers.xml import Element

_ENOUGH = 7.0
"""Points from which two vessels are one, of the 15 that two with names, meshes and values can have.

A number and a class name are enough; so are a number, a mesh and a race, or without the number a
class name and a mesh. A number alone is not, unless race, type and most of the values are the same.
Where there is no name, mesh or value to go by, less is enough.
"""

_NAME = 4.0
_WORDS_ADDED = 3.0
"""A class name to which words were added, or of which some were taken."""
_MESH = 3.0
_TEXT = 3.0
_VALUES = 3.5
_SIDE = 1.0
_TYPE = 0.5
_NUMBER = 3.0
_COPY = -4.0
"""Another number and another race: rather a copy for that race than the ship itself."""
_NEIGHBOUR = 1.5
"""A neighbour, before or behind, that has the same distance between its numbers."""

_MANY_VALUES = 10
"""Values from which their likeness has its whole weight."""
_BLOCK = 100
"""Ships of one hundred of numbers stand together: mods give each race hundreds of its own."""
_FEW = 64
"""Pairs of one number, class name, mesh or text; of more the first go with the first."""
_VERY_FEW = 4
"""Pairs that share any other value; what more share makes no pair worth weighing."""

_T = TypeVar("_T")
Shared = tuple[list[int], list[int]]
"""Places in the first and in the second file that have something in common."""


class Traits(Struct, eq=False, dict=True):
    """A vessel and what it is known by."""

    vessel: Vessel
    number: int | None = None
    name: str = ""
    mesh: str = ""

    def __post_init__(self) -> None:
        self.number = self.vessel.id
        self.name = " ".join((self.vessel.class_name or "").lower().split())
        art = self.vessel.art
        self.mesh = ((art[0].mesh_file if art else None) or "").strip().lower()

    @property
    def look(self) -> Hashable:
        """Class name, mesh and side; `None` without one of the former."""
        return (self.name, self.mesh, self.vessel.side) if self.name and self.mesh else None

    @cached_property
    def text(self) -> tuple[str, ...]:
        """The words of its description."""
        return tuple(self.vessel.description.lower().split())

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.text)

    @cached_property
    def content(self) -> Hashable:
        """All that it says but its number."""
        element = self.vessel.element
        own = frozenset(item for item in element.attributes.items() if item[0] != "uniqueID")
        return own, tuple(content_of(child) for child in element.children)

    @cached_property
    def values(self) -> frozenset[Hashable]:
        """Every value of its parts but the description, by element and attribute."""
        return frozenset().union(*map(_values, self.vessel.element.children))


def _values(part: Element) -> frozenset[Hashable]:
    if part.name == LongDescription.NAME:
        return frozenset()
    return _values_said(part.name, tuple(part.attributes.items()))


@lru_cache(maxsize=1 << 14)
def _values_said(part: str, attributes: tuple[tuple[str, str], ...]) -> frozenset[Hashable]:
    """The values of a part of a ship; many ships have like parts."""
    return frozenset((part, name, value_of(part, name, text)) for name, text in attributes)


class Pairing(Struct, Generic[_T], eq=False):
    """Two files of things, and which of them are settled so far; they go by their place."""

    a: Sequence[_T]
    b: Sequence[_T]
    of_a: dict[int, int] = field(default_factory=dict)
    of_b: set[int] = field(default_factory=set)

    def settle(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take pairs of which neither has another yet."""
        for one, other in pairs:
            if self.is_free(one, other):
                self.of_a[one] = other
                self.of_b.add(other)

    def is_free(self, at: int, other: int) -> bool:
        """Whether neither of two has another yet."""
        return at not in self.of_a and other not in self.of_b

    @property
    def left_a(self) -> list[int]:
        """What of the first file has no other yet."""
        return [at for at in range(len(self.a)) if at not in self.of_a]

    @property
    def left_b(self) -> list[int]:
        """What of the second file has no other yet."""
        return [at for at in range(len(self.b)) if at not in self.of_b]

    def groups(self, keys: Callable[[_T], Iterable[Hashable]]) -> list[Shared]:
        """Those that are left and share a key, where both files have such."""
        found: dict[Hashable, Shared] = {}
        for at in self.left_a:
            for key in keys(self.a[at]):
                found.setdefault(key, ([], []))[0].append(at)
        for at in self.left_b:
            for key in keys(self.b[at]):
                if key in found:
                    found[key][1].append(at)
        return [both for both in found.values() if both[1]]

    def settle_by(self, key: Callable[[_T], Hashable | None]) -> None:
        """Settle those that share a key; of several with one the first belongs to the first."""

        def known(one: _T) -> Iterable[Hashable]:
            found = key(one)
            return () if found is None else (found,)

        for left, right in self.groups(known):
            self.settle(zip(left, right, strict=False))


def first_by_number(ships: Sequence[Traits], places: Iterable[int] | None = None) -> dict[int, int]:
    """The first ship of each number, by its place; of all, or of those at some places."""
    found: dict[int, int] = {}
    for at in range(len(ships)) if places is None else places:
        number = ships[at].number
        if number is not None:
            found.setdefault(number, at)
    return found


class Evidence:
    """What two files of ships say of any two of them."""

    def __init__(self, pairing: Pairing[Traits]) -> None:
        self._pairing = pairing
        sides = pairing.a, pairing.b
        self._names = _most(
            Counter(key for ship in side for key in (ship.name, (ship.name, ship.vessel.side)))
            for side in sides
        )
        self._named = [{(ship.name, ship.vessel.side) for ship in side} for side in sides]
        self._meshes = _most(Counter(ship.mesh for ship in side) for side in sides)
        values = _most(Counter(chain.from_iterable(ship.values for ship in side)) for side in sides)
        self._rarity = {value: 1 / sqrt(count) for value, count in values.items()}
        self._sums = [[self._sum(ship.values) for ship in side] for side in sides]
        numbers = [
            (ship.number, at) for at, ship in enumerate(pairing.a) if ship.number is not None
        ]
        self._order = [at for _, at in sorted(numbers)]
        self._rank = {at: rank for rank, at in enumerate(self._order)}
        self._places = first_by_number(pairing.b)

    def _sum(self, values: Iterable[Hashable]) -> float:
        return sum(map(self._rarity.__getitem__, values))

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs of what is left that share a number, or something that few have."""
        keys: tuple[Callable[[Traits], Iterable[Hashable]], ...] = (
            lambda ship: () if ship.number is None else (ship.number,),
            lambda ship: filter(None, [ship.name]),
            lambda ship: [(ship.name, ship.vessel.side)] if ship.name else [],
            lambda ship: filter(None, [ship.mesh]),
            lambda ship: filter(None, [ship.text]),
        )
        for key in keys:
            for left, right in self._pairing.groups(key):
                is_few = len(left) * len(right) <= _FEW
                yield from product(left, right) if is_few else zip(left, right, strict=False)
        for left, right in self._pairing.groups(lambda ship: ship.values):
            if len(left) * len(right) <= _VERY_FEW:
                yield from product(left, right)

    def points(self, at: int, other: int) -> float:
        """What two ships share, but for what the number says."""
        traits, two = self._pairing.a[at], self._pairing.b[other]
        a, b = traits.vessel, two.vessel
        found = _SIDE * (a.side is not None and a.side == b.side)
        found += _COPY * (a.side != b.side and traits.number != two.number)
        found += _TYPE * (bool(a.words) and set(a.words) == set(b.words))
        if traits.name and traits.name == two.name:
            key = (traits.name, a.side) if a.side == b.side else traits.name
            found += _NAME / sqrt(self._names[key])
        elif _words_added(traits.name, two.name) and not self._is_there_too(traits, two):
            found += _WORDS_ADDED
        if traits.mesh and traits.mesh == two.mesh:
            found += _MESH / sqrt(self._meshes[traits.mesh])
        found += _TEXT * _text(traits, two) + _VALUES * self._likeness(at, other)
        return round(found, 6)  # a sum over a set comes in any order

    def _is_there_too(self, traits: Traits, two: Traits) -> bool:
        """Whether either class name is in the other file as it is: a shuttle is no long shuttle."""
        names = (traits.name, traits.vessel.side), (two.name, two.vessel.side)
        return names[0] in self._named[1] or names[1] in self._named[0]

    def _likeness(self, at: int, other: int) -> float:
        """The share of their values that two ships have in common, 0 to 1."""
        one, two = self._pairing.a[at].values, self._pairing.b[other].values
        whole = self._sums[0][at] + self._sums[1][other]
        share = 2 * self._sum(one & two) / whole if whole else 0.0
        return share * _weight(self._pairing.a[at], self._pairing.b[other])

    def with_number(self, at: int, other: int, points: float) -> tuple[float, bool]:
        """What two ships are ranked by among others, and whether they are one at all.

        Settled neighbours that moved as far say as much as the same number, not more.
        """
        number = self._pairing.a[at].number
        same = _NUMBER * (number is not None and number == self._pairing.b[other].number)
        support = _NEIGHBOUR * sum(
            self.moved_along(at, near, self._pairing.of_a[near]) == other
            for near in self.beside(at)
            if near in self._pairing.of_a
        )
        is_enough = points + max(same, support) >= _ENOUGH * self._possible(at, other)
        return points + same + support, is_enough

    def _possible(self, at: int, other: int) -> float:
        """The share of all points that two ships can have, leaving out their texts."""
        traits, two = self._pairing.a[at], self._pairing.b[other]
        lacking = _NAME * (not (traits.name and two.name)) + _MESH * (
            not (traits.mesh and two.mesh)
        )
        lacking += _VALUES * (1 - _weight(traits, two))
        return 1 - lacking / (_NAME + _MESH + _VALUES + _SIDE + _TYPE + _NUMBER)

    def beside(self, at: int) -> Iterator[int]:
        """The ships of the first file with the next lower and higher number of the same block."""
        rank = self._rank.get(at)
        if rank is None:
            return
        for near in (rank - 1, rank + 1):
            if 0 <= near < len(self._order):
                number, next_one = (
                    self._pairing.a[self._order[one]].number for one in (rank, near)
                )
                assert number is not None and next_one is not None
                if number // _BLOCK == next_one // _BLOCK:
                    yield self._order[near]

    def moved_along(self, at: int, near: int, other: int) -> int | None:
        """What a ship is if it moved as far as one beside it, which is `other` now."""
        number, was = (self._pairing.a[one].number for one in (at, near))
        now = self._pairing.b[other].number
        if number is None or was is None or now is None:
            return None
        return self._places.get(number + now - was)

    def distance(self, at: int, other: int) -> int:
        """How far apart their numbers are, or else their places."""
        numbers = self._pairing.a[at].number, self._pairing.b[other].number
        if numbers[0] is None or numbers[1] is None:
            return abs(at - other)
        return abs(numbers[0] - numbers[1])


def _most(counts: Iterable[Counter[_T]]) -> Counter[_T]:
    """How often each thing is there in the file that has it more often."""
    one, other = counts
    return one | other


def _weight(traits: Traits, other: Traits) -> float:
    """How much the values of two ships can say, by how many there are, 0 to 1."""
    return min(1.0, min(len(traits.values), len(other.values)) / _MANY_VALUES)


def _words_added(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return bool(words and others) and (words <= others or others <= words)


def _text(traits: Traits, other: Traits) -> float:
    """How much of two descriptions is alike, above half of the words, 0 to 1."""
    if not (traits.words and other.words):
        return 0.0
    share = 2 * len(traits.words & other.words) / (len(traits.words) + len(other.words))
    return max(0.0, 2 * share - 1)
