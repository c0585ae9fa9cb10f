"""A blast at work: nukes, mines and plasma shocks hit all that is in them, tick by tick."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from artemis_modkit.balance.fight.combatant import Blasts
from artemis_modkit.balance.fight.state import State


class Blast(Struct, eq=False):
    """A blast at work: `number` equal ones, `damage` a tick on each target, `done` ticks so far.

    Of the craft of a wing it hits up to `most`. `next` is when it ticks again.
    """

    targets: Sequence[State]
    number: int
    damage: float
    of: Blasts
    start: float
    next: float
    done: int = 0
    _times: Sequence[float] = ()

    def __post_init__(self) -> None:
        """Note when it ticks."""
        self._times = [self.start + at * self.of.step for at in range(self.of.ticks)]

    def tick(self) -> bool:
        """Hit all that is in it once; whether anyone was lost by that."""
        return self.burn([self.next])

    def burn(self, times: Sequence[float]) -> bool:
        """Hit all that is in it at some times, until all are lost; whether anyone was."""
        left = [target for target in self.targets if target.alive]
        hits = [one.burn(self.damage, self.number, self.of.targets, times) for one in left]
        self.done += max(hits, default=len(times))
        self.next = self.start + self.done * self.of.step
        return not all(one.alive for one in left)

    def ticks_before(self, until: float) -> Sequence[float]:
        """When it ticks before a time."""
        times = self._times
        return times[self.done : bisect_left(times, until)]

    @property
    def is_over(self) -> bool:
        """Whether it has nothing left to hit, or has burnt out."""
        return self.done >= self.of.ticks or not any(one.alive for one in self.targets)
