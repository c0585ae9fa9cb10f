"""Parts of vessels: who lacks one that its kind has, and where they are.

What a vessel must have is read off the others of its kind in the same file, never
from a list, because mods leave out what their game does without; a lone vessel lacks nothing.
"""

from collections.abc import Callable, Sequence

from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessel_parts import Point
from artemis_modkit.model.vessels import Vessel

Place = tuple[float, float, float]
"""Where a port is: x, y and z, in units of the mesh."""

_KNOWN_FROM = 3
"""Vessels of a kind that must have a part before others can be said to lack it."""

_LIVING = "biomech"
"""Key of a race of living beings; those of stock have no engines that can be targeted."""

_BESIDE_THE_AXIS = 1.0
"""Least distance from the middle of the hull that is no inaccuracy, in units of the mesh."""


def lacking(kind: Sequence[Vessel], has: Callable[[Vessel], object]) -> list[Vessel]:
    """The vessels of a kind without a part that at least three in four of them have."""
    without = [vessel for vessel in kind if not has(vessel)]
    is_known = len(kind) - len(without) >= max(_KNOWN_FROM, 3 * len(without))
    return without if is_known else []


def living(data: VesselData) -> frozenset[int | None]:
    """The IDs of the races of living beings."""
    return frozenset(race.id for race in data.races if _LIVING in race.words)


def place_of(point: Point) -> Place | None:
    """Where a port is; `None` where a coordinate is absent or cannot be read."""
    if point.x is None or point.y is None or point.z is None:
        return None
    return (point.x, point.y, point.z)


def mirrored(place: Place) -> Place:
    """The same place on the other side of the hull."""
    return (-place[0], place[1], place[2])


def is_beside(place: Place) -> bool:
    """Whether a place is to one side of the middle of the hull."""
    return abs(place[0]) >= _BESIDE_THE_AXIS
