"""The weapons of a ship as they work under some conditions: beams, and what launches by itself.

A figure that the file does not give is `None` and the weapon counts for nothing;
it is never a guess.
"""

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from artemis_modkit.balance.arcs import Arc

SHORTEST = 1e-6
"""Seconds below which a time between shots is no time but a slip; such a weapon does nothing."""

MOST_MOUNTS = 200
"""Beams of a ship that are looked at. Real ships have up to 16."""


class Beam(Struct, frozen=True):
    """A beam: `damage` a hit, `recharge` in seconds, `range` in units, `arc` on the circle.

    Each is `None` where the file gives no readable figure.
    """

    damage: float | None
    recharge: float | None
    range: float | None
    arc: Arc | None

    @property
    def rate(self) -> float:
        """Shots a second; 0 for a beam that does not fire."""
        if self.recharge is None or self.recharge < SHORTEST:
            return 0.0
        return 1 / self.recharge

    @property
    def dps(self) -> float:
        """Damage a second against a target in its arc and range; 0 for one that does none."""
        return (self.damage or 0.0) * self.rate if _has_reach(self.range) else 0.0

    def reaches(self, distance: float | None) -> bool:
        """Whether a target at some distance (units) is in range; `None` is within every range."""
        return _reaches(self.range, distance)


class Launch(Struct, frozen=True):
    """Something that sends off a drone or torpedo: `damage` a hit, `cycle` in seconds, `range`."""

    damage: float | None
    cycle: float | None
    range: float | None

    @property
    def dps(self) -> float:
        """Damage a second if all hit; 0 where damage or cycle is not known or not positive."""
        return max(self.damage or 0.0, 0.0) * self.rate if _has_reach(self.range) else 0.0

    @property
    def rate(self) -> float:
        """Launches a second; 0 without a readable cycle."""
        return 0.0 if self.cycle is None or self.cycle < SHORTEST else 1 / self.cycle

    def reaches(self, distance: float | None) -> bool:
        """Whether a target at some distance (units) is in range; `None` is within every range."""
        return _reaches(self.range, distance)


def _has_reach(reach: float | None) -> bool:
    """Whether it reaches anything; a range that the file does not give is no range of 0."""
    return reach is None or reach > 0


def _reaches(reach: float | None, distance: float | None) -> bool:
    return distance is None or (reach is not None and reach >= distance)


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
