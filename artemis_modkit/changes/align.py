"""What of two or three files belongs together: the parts of ships, and trios of whatever it is.

Races and ships are paired in `pairing.py`. Of parts an identity that the file has (the kind of a
torpedo) goes first, equal content next, likeness last. Likeness is weighed only among few, so that
the cost stays linear.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from artemis_modkit.changes.pairing import (
    NOTHING_TOLD,
    Pairs,
    Told,
    aligned_races,
    aligned_vessels,
    paired_by,
)
from artemis_modkit.changes.sides import UNITS, Sides, Trio, number_of, part_names, some
from artemis_modkit.model.declarations import children_of
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import (
    ATTRIBUTES,
    HullRace,
    Vessel,
    VesselData,
    content_of,
    is_written_alike,
    key_of,
    value_of,
)
from artemis_modkit.parsers.xml import Element

_MOST_LIKENESSES = 4096
"""Pairs of elements that are weighed by likeness at once; of more, places in the file decide."""

Unit = HullRace | Vessel
_T = TypeVar("_T")
_U = TypeVar("_U", HullRace, Vessel)


# Pairs of the elements inside them -----------------------------------------------------------


def aligned_parts(a: Sequence[Element], b: Sequence[Element]) -> Pairs[Element]:
    """Children that belong together; the rest with `None`.

    Those that a vessel has once go by name, torpedo stores by their kind; others by content,
    then by likeness and place. In the order of `a`, then what only `b` has.
    """
    by_name = _by_name(a), _by_name(b)
    partner = {
        right: left
        for name in dict.fromkeys((*by_name[0], *by_name[1]))
        for left, right in _of_one_name(*(elements.get(name, []) for elements in by_name))
        if right is not None
    }
    of_a = {left: right for right, left in partner.items() if left is not None}
    return [
        *((element, of_a.get(element)) for element in a),
        *((None, element) for element in b if partner[element] is None),
    ]


def parts_of_both(
    ours: Sequence[Element], theirs: Sequence[Element]
) -> Iterator[tuple[Element, Element]]:
    """Parts that both have: by place, or where one side has more, by what they are."""
    if len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
        return
    for element, other in aligned_parts(ours, theirs):
        if element is not None and other is not None:
            yield element, other


def _by_name(elements: Sequence[Element]) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in elements:
        found.setdefault(element.name, []).append(element)
    return found


def _of_one_name(a: list[Element], b: list[Element]) -> Pairs[Element]:
    if not a or not b:
        return [(element, None) for element in a] + [(None, element) for element in b]
    if key_of(a[0]) is not None:
        return paired_by(a, b, key_of)
    if len(a) == len(b) and all(map(is_written_alike, a, b)):
        return list(zip(a, b, strict=True))
    pairs = paired_by(a, b, content_of)
    left = [element for element, other in pairs if other is None and element is not None]
    right = [other for element, other in pairs if element is None and other is not None]
    alike = _by_likeness(left, right)
    taken = {element for pair in alike for element in pair}
    whole = [pair for pair in pairs if not any(element in taken for element in pair if element)]
    return [*whole, *alike]


def _by_likeness(a: list[Element], b: list[Element]) -> Pairs[Element]:
    if len(a) * len(b) > _MOST_LIKENESSES:
        return list(zip(a, b, strict=False))
    weighed = sorted(
        (-_likeness(element, other), abs(at - other_at), at, other_at)
        for at, element in enumerate(a)
        for other_at, other in enumerate(b)
    )
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    pairs: Pairs[Element] = []
    for _, _, at, other_at in weighed:
        if at in free_a and other_at in free_b:
            free_a.remove(at)
            free_b.remove(other_at)
            pairs.append((a[at], b[other_at]))
    return pairs


def _likeness(a: Element, b: Element) -> int:
    return sum(
        name in b.attributes
        and value_of(a.name, name, text) == value_of(a.name, name, b.attributes[name])
        for name, text in a.attributes.items()
    )


# Trios ---------------------------------------------------------------------------------------


class Beside:
    """Ours with theirs, and base only beside them: without it the pairs are the same.

    In the order of declaration. What is aligned on its own, races and vessels, is no part.
    """

    def attributes(self, trio: Trio) -> Iterable[str]:
        """Declared ones first. The type of a store is its name, whichever code it is written in."""
        name = some(trio).name
        given = {
            attribute: None for side in trio if side is not None for attribute in side.attributes
        }
        if (
            name == TorpedoStorage.NAME
            and len({key_of(element) for element in trio if element}) == 1
        ):
            given.pop("type", None)
        known = [one for one in ATTRIBUTES.get(name, ()) if one in given]
        return dict.fromkeys((*known, *given))

    def parts(self, trio: Trio) -> Iterator[tuple[str, Trio]]:
        """In the order in which a vessel's elements are declared; of one name as they stand."""
        base, ours, theirs = (
            [child for child in (() if side is None else side.children) if child.name not in UNITS]
            for side in trio
        )
        names = part_names(base) | part_names(theirs) | part_names(ours)
        found = beside(Sides(base, ours, theirs), aligned_parts)
        for inner in sorted(found, key=lambda inner: _PLACES.get(some(inner).name, len(_PLACES))):
            first = inner.ours or inner.theirs or some(inner)
            yield names[first], inner


_PLACES = {
    child.item.NAME: at for at, child in enumerate((*children_of(HullRace), *children_of(Vessel)))
}


def beside(
    sides: Sides[Sequence[_T]], align: Callable[[Sequence[_T], Sequence[_T]], Pairs[_T]]
) -> list[Sides[_T | None]]:
    """Ours with theirs, and what both come from beside them; then what both have lost."""
    origin: dict[Element, _T] = {}
    kept: set[Element] = set()
    for side in (sides.theirs, sides.ours):
        for one, other in align(sides.base, side) if sides.base else ():
            if one is not None and other is not None:
                origin[_element(other)] = one
                kept.add(_element(one))
    found: list[Sides[_T | None]] = []
    used: set[Element] = set()
    for left, right in align(sides.ours, sides.theirs):
        origins = (origin.get(_element(one)) for one in (left, right) if one is not None)
        base = next((one for one in origins if one is not None), None)
        if base is not None and _element(base) in used:
            base = None
        elif base is not None:
            used.add(_element(base))
        found.append(Sides(base, left, right))
    return found + [Sides(one, None, None) for one in sides.base if _element(one) not in kept]


def _element(thing: object) -> Element:
    return thing if isinstance(thing, Element) else thing.element  # type: ignore[attr-defined]


NONE_TOLD = Sides(NOTHING_TOLD, NOTHING_TOLD, NOTHING_TOLD)
"""Nothing that the user says of pairs, for each side with base."""


class FromBase:
    """Ours and theirs each with base, never with each other, but for what both added.

    What both added is one thing where it has the same identity or says the same. `partners`
    leads from elements of base and theirs to those of ours. A ship whose number a side gave to
    another one stands in a trio with that; those others are `replacing`.
    """

    def __init__(self, files: Sides[VesselData], told: Sides[Told] = NONE_TOLD) -> None:
        self._told = told
        self.partners: dict[Element, Element] = {}
        self.replacing: set[Element | None] = set()
        self.roots: Trio = Sides(*(file.document.root for file in files))
        self._files = files
        self._join(self.roots)

    @cached_property
    def units(self) -> Sequence[Trio]:
        """Races that belong together, then vessels, but for those inside others."""
        races = Sides(*([race for race in file.races if _is_outer(race)] for file in self._files))
        found = list(self._units(races, aligned_races))
        ships = Sides(
            *([vessel for vessel in file.vessels if _is_outer(vessel)] for file in self._files)
        )
        return found + list(self._units(ships, aligned_vessels))

    def _units(
        self,
        units: Sides[list[_U]],
        align: Callable[[Sequence[_U], Sequence[_U], Told], Pairs[_U]],
    ) -> Iterator[Trio]:
        ours, theirs = (
            _elements(align(units.base, side, one))
            for side, one in zip(units[1:], self._told[1:], strict=True)
        )
        ours, theirs = self._with_replaced(ours, theirs), self._with_replaced(theirs, ours)
        yield from self._trios(ours, theirs)

    def _with_replaced(self, pairs: Pairs[Element], others: Pairs[Element]) -> Pairs[Element]:
        """The pairs, and what is gone with what came under its number, unless others moved it."""
        kept = {
            element
            for element, other in others
            if other is None or _is_of_one_number(element, other)
        }
        gone = {
            number_of(element): element
            for element, other in pairs
            if element in kept and element and other is None
        }
        came: dict[Element, Element] = {}
        for element, other in pairs:
            if element is None and other is not None and number_of(other) in gone:
                came[gone.pop(number_of(other))] = other
                self.replacing.add(other)
        found = [
            (element, came.get(element, other)) for element, other in pairs if element is not None
        ]
        return found + [
            (None, other)
            for element, other in pairs
            if element is None and other not in self.replacing
        ]

    def loose(self) -> Iterator[tuple[str, Trio]]:
        """What stands beside races and vessels and holds none of them."""
        yield from self._parts(Sides(*(_loose_children(root) for root in self.roots)))

    def attributes(self, trio: Trio) -> Iterable[str]:
        """In the order of the files."""
        return {
            attribute: None for side in trio if side is not None for attribute in side.attributes
        }

    def parts(self, trio: Trio) -> Iterator[tuple[str, Trio]]:
        """In the order of base, then what ours and theirs added."""
        yield from self._parts(Sides(*(() if side is None else side.children for side in trio)))

    def _parts(self, inner: Sides[Sequence[Element]]) -> Iterator[tuple[str, Trio]]:
        base, ours, theirs = inner
        names = part_names(theirs) | part_names(ours) | part_names(base)
        for trio in self._trios(aligned_parts(base, ours), aligned_parts(base, theirs)):
            yield names[some(trio)], trio

    def _trios(self, ours: Pairs[Element], theirs: Pairs[Element]) -> Iterator[Trio]:
        for trio in _from_base(ours, theirs):
            self._join(trio)
            yield trio

    def _join(self, trio: Trio) -> None:
        if trio.ours is not None:
            for element in (trio.base, trio.theirs):
                if element is not None:
                    self.partners[element] = trio.ours


Alignment = Beside | FromBase
"""How the insides of a trio of elements are aligned."""


def _elements(pairs: Pairs[_U]) -> Pairs[Element]:
    return [
        (None if one is None else one.element, None if other is None else other.element)
        for one, other in pairs
    ]


def _is_outer(item: Unit) -> bool:
    return not any(
        element.name in UNITS for element in item.element.lineage if element is not item.element
    )


def _is_of_one_number(element: Element | None, other: Element | None) -> bool:
    return element is not None and other is not None and number_of(element) == number_of(other)


def _from_base(ours: Pairs[Element], theirs: Pairs[Element]) -> Iterator[Trio]:
    of_theirs = {element: other for element, other in theirs if element is not None}
    added = [other for element, other in theirs if element is None and other is not None]
    waiting: dict[Hashable, deque[Element]] = defaultdict(deque)
    for late in added:
        waiting[_identity(late)].append(late)
    joined: set[Element] = set()
    for element, other in ours:
        if element is not None:
            yield Sides(element, other, of_theirs.get(element))
        elif other is not None:
            queue = waiting.get(_identity(other))
            twin = queue.popleft() if queue else None
            if twin is not None:
                joined.add(twin)
            yield Sides(None, other, twin)
    yield from (Sides(None, None, late) for late in added if late not in joined)


def _identity(element: Element) -> Hashable:
    """What makes two added elements one: number or key, else all that they say."""
    number = number_of(element)
    if number:
        return element.name, number
    key = key_of(element)
    return content_of(element) if key is None else (element.name, key)


def _loose_children(root: Element | None) -> Sequence[Element]:
    if root is None or root.name in UNITS:
        return ()
    return [child for child in root.children if not _holds_units(child)]


def _holds_units(element: Element) -> bool:
    return element.name in UNITS or any(map(_holds_units, element.children))
