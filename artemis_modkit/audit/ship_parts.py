"""Parts of vessels: who lacks one that its kind has, and where they are.

What a vessel must have is read off the others of its kind in the same file, never
from a list, because mods leave out what their game does without. Where a file has too few of a
kind, those of stock say what is never left out.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from math import floor

from msgspec import Struct

from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.spelling import is_one_slip, nearest
from artemis_modkit.groups import grouped
from artemis_modkit.model.roles import SINGLE_SEAT_WORDS
from artemis_modkit.model.vessel_parts import BeamPort, Launcher, Point
from artemis_modkit.model.vessels import KNOWN_ELEMENTS, Vessel
from artemis_modkit.parsers.xml import Element

IsKind = Callable[[Look, Vessel], object]
Has = Callable[[Vessel], object]
HullPlace = tuple[float, float, float]
"""Where a port is: x, y and z, in units of the mesh."""

_TOLERANCE = 0.01
"""How far from its place a port may lie, as a share of the hull: exported meshes are not exact."""

_LONG_NAME = 8
"""Letters of an element's name that a longer one is taken to mean: `long_description`."""

_HEAP = 64
"""Ports of one cell that are looked at; what is told of two or one needs no more."""

_EDGE = 4.0
"""How wide a cell of places is, in the nearness that counts as there: few places touch a second."""

_KNOWN_FROM = 3
"""Vessels of a kind that must have a part before others can be said to lack it."""

_CROWD = 8
"""Vessels of a kind from which on a file has habits of its own, whatever those of stock are."""

_LIVING = "biomech"
"""Key of a race of living beings; those of stock have no engines that can be targeted."""

_BESIDE_THE_AXIS = 1.0
"""Least distance from the middle of the hull that is no inaccuracy, in units of the mesh."""


def lacking(look: Look, is_kind: IsKind, has: Has, *, as_stock: bool = False) -> list[Vessel]:
    """The vessels of a kind without a part that at least three in four of them have.

    With `as_stock` also those of a small file without what all of the kind have in stock; not
    where a fault of the file is beyond certain repair: who knows what stood there.
    """
    kind = [vessel for vessel in look.vessels if is_kind(look, vessel)]
    without = [vessel for vessel in kind if not has(vessel)]
    if len(kind) - len(without) >= max(_KNOWN_FROM, 3 * len(without)):
        return without
    if not as_stock or not without or len(kind) >= _CROWD:
        return []
    if any(not fault.repairable for fault in look.document.faults):
        return []
    stock = look.stock_look
    known = [has(vessel) for vessel in stock.vessels if is_kind(stock, vessel)]
    return without if known and all(known) else []


def told_lacking(
    look: Look, is_kind: IsKind, has: Has, said: str, *, as_stock: bool = False
) -> Iterator[Occurrence]:
    """An occurrence at each vessel that is `lacking`."""
    for vessel in lacking(look, is_kind, has, as_stock=as_stock):
        yield look.element(vessel.element, f"{vessel.shown_name}: {said}", kind="lacking")


def having(name: str) -> Has:
    """Whether a vessel has an element of a name; also one that is misspelt, another rule's."""
    return lambda vessel: any(meant(child.name, name) for child in vessel.element.children)


@lru_cache(maxsize=1 << 10)
def meant(name: str, known: str) -> bool:
    """Whether a name is a known one, or no known one and most like this."""
    if name in KNOWN_ELEMENTS:
        return name == known
    is_longer = len(known) >= _LONG_NAME and name.startswith(known)
    return is_longer or nearest(name, KNOWN_ELEMENTS, cutoff=0.85) == known


def means_player(vessel: Vessel) -> bool:
    """Whether broadType says player."""
    return means(vessel, "player")


def class_of(vessel: Vessel) -> str:
    """The class name in small letters; "" without one."""
    return (vessel.class_name or "").strip().lower()


def is_player_ship(vessel: Vessel) -> bool:
    """Whether players fly it and it is no single-seat craft."""
    return means_player(vessel) and SINGLE_SEAT_WORDS.isdisjoint(vessel.words)


def means(vessel: Vessel, known: str) -> bool:
    """Whether broadType says a word, or one that is one slip away, which another rule tells."""
    return any(word == known or is_one_slip(word, known) for word in vessel.words)


def living(look: Look) -> frozenset[int | None]:
    """The IDs of the races of living beings."""
    return frozenset(race.id for race in look.races if _LIVING in race.words)


def weapons_of(vessel: Vessel) -> tuple[BeamPort | Launcher, ...]:
    """All that a vessel shoots with but torpedo tubes, which have no figures of their own."""
    return (*vessel.beam_ports, *vessel.drone_ports, *vessel.torpedo_station_ports)


def place_of(point: Point) -> HullPlace | None:
    """Where a port is; `None` where a coordinate is absent or cannot be read."""
    if point.x is None or point.y is None or point.z is None:
        return None
    return (point.x, point.y, point.z)


def mirrored(place: HullPlace) -> HullPlace:
    """The same place on the other side of the hull."""
    return (-place[0], place[1], place[2])


Placed = tuple[Point, HullPlace]


class PortPlaces:
    """Ports by where they are; exported meshes are never exact, so what is near counts as there.

    `near` is how far off on an axis, in units of the mesh: a share of how far the ports reach, or
    next to nothing where the places are taken `exactly`.
    """

    def __init__(self, ports: Sequence[Point], *, exactly: bool = False) -> None:
        self.placed = [(port, place) for port in ports if (place := place_of(port)) is not None]
        reach = max((abs(number) for _, place in self.placed for number in place), default=0.0)
        self.near = max(0 if exactly else reach * _TOLERANCE, 1e-6)
        self._cells = grouped((tuple(map(self._cell, one[1])), one) for one in self.placed)

    def at(self, place: HullPlace) -> list[Placed]:
        """The ports at a place; of a heap of them some, more than two."""
        around = ({self._cell(one - self.near), self._cell(one + self.near)} for one in place)
        return [
            one
            for cell in product(*around)
            for one in self._cells.get(cell, ())[:_HEAP]
            if self.are_one(place, one[1])
        ]

    def are_one(self, place: HullPlace, other: HullPlace) -> bool:
        """Whether two places are the same but for inaccuracy."""
        return all(abs(a - b) <= self.near for a, b in zip(place, other, strict=True))

    def _cell(self, number: float) -> int:
        # Most places are round figures: these lie in the middle of a cell, not on its border.
        return floor(number / (_EDGE * self.near) + 0.5)


def is_beside(place: HullPlace) -> bool:
    """Whether a place is to one side of the middle of the hull."""
    return abs(place[0]) >= _BESIDE_THE_AXIS


_BLOCK = 100
"""Numbers of a block: mods give each race a hundred, as stock gives it a thousand."""

_FEWEST_OTHERS = 5
"""Other ships of a block, all of one side, that it takes to call one of another side odd."""


class Stray(Struct, frozen=True):
    """A ship of another side than the `count` others from `first` to `last`, all of `side`."""

    vessel: Vessel
    side: int | None
    count: int
    first: int
    last: int


def strays(look: Look) -> dict[Element, Stray]:
    """The ships that stand alone on a side in their block; their role may be another's too."""
    blocks = grouped(
        (vessel.id // _BLOCK, vessel)
        for vessel in look.vessels
        if vessel.id is not None and vessel.side is not None and vessel.id >= _BLOCK
    )
    found: dict[Element, Stray] = {}
    counts = {at: Counter(ship.side for ship in ships) for at, ships in blocks.items()}
    whole = [*chain.from_iterable(one for one in counts.values() if len(one) == 1)]
    of_bases = {at for at, ships in blocks.items() if all("base" in ship.words for ship in ships)}
    mixed = sum(len(one) > 1 for at, one in counts.items() if at not in of_bases)
    of_sides = Counter(vessel.side for vessel in look.vessels if "base" in vessel.words)
    for number, vessels in blocks.items():
        (usual, count), *others = counts[number].most_common()
        if [one for _, one in others] != [1]:
            continue
        # A short block says something where all others are of one side each, one of them its own.
        is_only = mixed == 1 and len(whole) >= _FEWEST_OTHERS and others[0][0] in whole
        if count >= (2 if is_only else _FEWEST_OTHERS):
            odd = next(vessel for vessel in vessels if vessel.side != usual)
            if "base" in odd.words and of_sides[odd.side] == 1:
                continue  # bases are numbered together, and it is the one of its race
            first = number * _BLOCK
            found[odd.element] = Stray(odd, usual, count, first, first + _BLOCK - 1)
    return found
