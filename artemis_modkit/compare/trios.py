"""What of three files belongs together: base, ours and theirs, by pairs with base.

One decision: ours and theirs are each matched with base, never with each other, but for what both
added: that is one thing where it has the same identity or says the same.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from artemis_modkit.model.matching import (
    content_of,
    key_of,
    matched_children,
    matched_races,
    matched_vessels,
)
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.xml import Element

UNITS = {HullRace.NAME: "ID", Vessel.NAME: "uniqueID"}
"""The elements that a file is made of, and the attribute that tells them apart."""

_T = TypeVar("_T")
_Pairs = Sequence[tuple[Element | None, Element | None]]


class Side(Enum):
    """One of the three files; the value is its place in `Sides`."""

    BASE = 0
    OURS = 1
    THEIRS = 2


class Sides(NamedTuple, Generic[_T]):
    """One thing three times."""

    base: _T
    ours: _T
    theirs: _T

    def of(self, side: Side) -> _T:
        """That of a side."""
        return self[side.value]


Trio = Sides[Element | None]


def some(trio: Trio) -> Element:
    """The first of a trio that is there."""
    return next(one for one in trio if one is not None)


def race_trios(files: Sides[VesselData]) -> Iterator[Trio]:
    """Races that belong together, but for those inside others."""
    base, ours, theirs = ([one for one in file.races if _is_outer(one)] for file in files)
    yield from _unit_trios(
        [(_element(a), _element(b)) for a, b in matched_races(base, ours)],
        [(_element(a), _element(b)) for a, b in matched_races(base, theirs)],
    )


def vessel_trios(files: Sides[VesselData]) -> Iterator[Trio]:
    """Vessels that belong together, but for those inside others."""
    base, ours, theirs = ([one for one in file.vessels if _is_outer(one)] for file in files)
    yield from _unit_trios(
        [(_element(a), _element(b)) for a, b in matched_vessels(base, ours)],
        [(_element(a), _element(b)) for a, b in matched_vessels(base, theirs)],
    )


def _element(item: HullRace | Vessel | None) -> Element | None:
    return None if item is None else item.element


def _is_outer(item: HullRace | Vessel) -> bool:
    outer = item.element.parent
    while outer is not None:
        if outer.name in UNITS:
            return False
        outer = outer.parent
    return True


def number_of(element: Element) -> str:
    """The ID of a race or vessel as it is written; "" without one."""
    return element.attributes.get(UNITS.get(element.name, ""), "").strip()


def _unit_trios(ours: _Pairs, theirs: _Pairs) -> Iterator[Trio]:
    return _trios(_without_clashes(ours, theirs), _without_clashes(theirs, ours))


def _without_clashes(pairs: _Pairs, others: _Pairs) -> _Pairs:
    """The pairs without those whose new number the other side gives to another thing."""
    of_number: dict[str, list[Element | None]] = defaultdict(list)
    for one, other in others:
        if other is not None:
            of_number[number_of(other)].append(one)
    kept: list[tuple[Element | None, Element | None]] = []
    for one, other in pairs:
        if one is not None and other is not None:
            number = number_of(other)
            taken = of_number.get(number, ())
            if number != number_of(one) and any(of is not one for of in taken):
                kept += ((one, None), (None, other))
                continue
        kept.append((one, other))
    return kept


def child_trios(inner: Sides[Sequence[Element]]) -> Iterator[Trio]:
    """Children of one element that belong together."""
    return _trios(
        matched_children(inner.base, inner.ours), matched_children(inner.base, inner.theirs)
    )


def _trios(ours: _Pairs, theirs: _Pairs) -> Iterator[Trio]:
    of_theirs = {id(one): other for one, other in theirs if one is not None}
    added = [other for one, other in theirs if one is None and other is not None]
    waiting: dict[Hashable, deque[Element]] = defaultdict(deque)
    for late in added:
        waiting[_identity(late)].append(late)
    joined: set[int] = set()
    for one, other in ours:
        if one is not None:
            yield Sides(one, other, of_theirs.get(id(one)))
        elif other is not None:
            queue = waiting.get(_identity(other))
            twin = queue.popleft() if queue else None
            if twin is not None:
                joined.add(id(twin))
            yield Sides(None, other, twin)
    yield from (Sides(None, None, late) for late in added if id(late) not in joined)


def _identity(element: Element) -> Hashable:
    """What makes two added elements one: number or key, else all that they say."""
    number = number_of(element)
    if number:
        return element.name, number
    key = key_of(element)
    return content_of(element) if key is None else (element.name, key)


def child_names(inner: Sides[Sequence[Element]]) -> dict[int, str]:
    """How paths name each child (by `id`): `shields`, `beam_port[2]`, `torpedo_storage[trp]`."""
    names: dict[int, str] = {}
    for elements in inner:
        counts: Counter[str] = Counter()
        for one in elements:
            counts[one.name] += 1
            key = key_of(one)
            if key == one.name:
                names[id(one)] = one.name
            else:
                names[id(one)] = f"{one.name}[{counts[one.name] if key is None else key}]"
    return names
