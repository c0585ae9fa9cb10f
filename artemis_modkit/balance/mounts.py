"""The weapons of a ship as they work under some conditions, and where around it they bear.

The sum of arcs is constant between their edges, so every figure here is exact: no bearing is
sampled. Bearings are in degrees, 0 the bow, growing to starboard (+x). A figure that the file does
not give is `None` and the weapon counts for nothing; it is never a guess.
"""

import math
from collections.abc import Callable, Sequence
from operator import itemgetter

from msgspec import Struct

FULL_CIRCLE = 360.0
"""Degrees."""

SHARP = 1e-9
"""Degrees within which a bearing counts as on the edge of an arc."""


def bearing(x: float | None, z: float | None) -> float | None:
    """The bearing of a port in degrees from 0 to 360, by its place on the hull.

    The direction from the centre to the port (protocol notes, shape viewers of players).
    `None` where a coordinate is unknown; 0 in the very centre, which has no direction.
    """
    if x is None or z is None:
        return None
    return math.degrees(math.atan2(x, z)) % FULL_CIRCLE


class Arc(Struct, frozen=True):
    """A part of the circle: `width` degrees (0 to 360) with `centre` in the middle."""

    centre: float
    width: float

    @classmethod
    def of_fraction(cls, centre: float, fraction: float) -> "Arc":
        """The arc of an `arcwidth`, a fraction of the circle; over 1 counts as all of it."""
        return cls(centre, FULL_CIRCLE * min(max(fraction, 0.0), 1.0))

    def covers(self, bearing: float) -> bool:
        """Whether it reaches a bearing, its edges included."""
        return abs((bearing - self.centre + 180) % FULL_CIRCLE - 180) <= self.width / 2 + SHARP

    @property
    def edges(self) -> tuple[float, ...]:
        """Where it begins and ends; nowhere if it is the whole circle."""
        if self.width >= FULL_CIRCLE:
            return ()
        half = self.width / 2
        return ((self.centre - half) % FULL_CIRCLE, (self.centre + half) % FULL_CIRCLE)


class Sector(Struct, frozen=True):
    """A part of the circle, from `start` on for `width` degrees, with one value all over."""

    start: float
    width: float
    value: float

    @property
    def end(self) -> float:
        """Where it ends, from 0 to 360."""
        return (self.start + self.width) % FULL_CIRCLE

    @property
    def middle(self) -> float:
        """Its middle, from 0 to 360."""
        return self.start + self.width / 2

    def touches(self, bearing: float) -> bool:
        """Whether it reaches a bearing, its edges included."""
        return Arc(self.middle, self.width).covers(bearing)


def sectors(arcs: Sequence[Arc], value: Callable[[Sequence[int]], float]) -> tuple[Sector, ...]:
    """The circle cut at the edges of arcs, from 0 on.

    `value` gives that of a sector by the indices of the arcs which cover it.
    """
    cuts = sorted({0.0, *(edge for arc in arcs for edge in arc.edges)})
    found = []
    for start, end in zip(cuts, (*cuts[1:], FULL_CIRCLE), strict=True):
        if end - start > SHARP:
            middle = (start + end) / 2
            covering = [index for index, arc in enumerate(arcs) if arc.covers(middle)]
            found.append(Sector(start, end - start, value(covering)))
    return tuple(found)


def blind(found: Sequence[Sector]) -> tuple[Sector, ...]:
    """The parts of the circle whose value is 0, those that touch as one."""
    joined: list[Sector] = []
    for sector in found:
        if sector.value == 0:
            before = joined[-1] if joined else None
            if before is not None and abs(before.start + before.width - sector.start) <= SHARP:
                joined[-1] = Sector(before.start, before.width + sector.width, 0.0)
            else:
                joined.append(sector)
    if len(joined) > 1 and joined[0].start == 0 and joined[-1].end <= SHARP:
        first, last = joined.pop(0), joined.pop()
        joined.append(Sector(last.start, last.width + first.width, 0.0))
    return tuple(joined)


SHORTEST = 1e-6
"""Seconds below which a time between shots is no time but a slip; such a weapon does nothing."""

MOST_MOUNTS = 200
"""Beams of a ship that are looked at. Real ships have up to 16."""


class Mount(Struct, frozen=True):
    """A weapon: `damage` a hit, `recharge` in seconds from shot to shot, `range` in units.

    Each is `None` where the file gives no readable figure.
    """

    damage: float | None
    recharge: float | None
    range: float | None

    @property
    def rate(self) -> float:
        """Shots a second; 0 for a weapon that does not fire."""
        return 0.0 if self.recharge is None or self.recharge < SHORTEST else 1 / self.recharge

    @property
    def dps(self) -> float:
        """Damage a second if all hit; a range that the file does not give is no range of 0."""
        has_reach = self.range is None or self.range > 0
        return max(self.damage or 0.0, 0.0) * self.rate if has_reach else 0.0

    def reaches(self, distance: float | None) -> bool:
        """Whether a target at some distance (units) is in range; `None` is within every range."""
        return distance is None or (self.range is not None and self.range >= distance)


class Launch(Mount, frozen=True):
    """Something that sends off a drone or torpedo."""


class Beam(Mount, frozen=True):
    """A beam, and its `arc` on the circle."""

    arc: Arc | None


class Volley(Struct, frozen=True):
    """What beams do together: `dps` in damage a second, `shots` a second."""

    dps: float
    shots: float


def volley(beams: Sequence[Beam], most_shots: float) -> Volley:
    """What beams that bear on one target do at once, with at most so many shots a second.

    Beams that fire by themselves do so one after the other (measured by players). Which of them
    starve where there are too many is not known: those that do least damage are left out, so
    this is an upper bound, and one more beam never makes it less.
    """
    dps = shots = 0.0
    harmful = [(beam.damage, beam.rate) for beam in beams if beam.damage and beam.dps > 0]
    for damage, own in sorted(harmful, key=itemgetter(0), reverse=True):
        rate = min(own, most_shots - shots)
        if rate <= 0:
            break
        dps += damage * rate
        shots += rate
    return Volley(dps, shots)
