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
