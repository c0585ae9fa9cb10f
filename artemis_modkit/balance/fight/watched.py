"""A fight that is watched: what happened when, and how both sides stood then."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from artemis_modkit.balance.fight.fight import Fight
from artemis_modkit.balance.fight.state import State


class Moment(Struct, frozen=True):
    """A moment in which ships were hit: who, how often, and what is left of that one.

    `shields` and `lives` are those of both sides together after it: shield that is hit, and about
    how much damage they can still take.
    """

    seconds: float
    hits: tuple[tuple[str, int, float, bool], ...]
    """Of each ship that was hit: its name, how often, its shield, and whether it is lost."""
    shields: tuple[float, float]
    lives: tuple[float, float]


class Watched(Fight):
    """A fight of which every moment with a hit is kept in `course`."""

    def __init__(self, *of: Any, **how: Any) -> None:
        """Prepare it as a `Fight`."""
        self.course: list[Moment] = []
        super().__init__(*of, **how)
        self._keep(0.0, ())

    def _apply(self, hits: Iterable[Any], now: float, *, is_anyone_lost: bool) -> None:
        hits = list(hits)
        super()._apply(hits, now, is_anyone_lost=is_anyone_lost)
        self._keep(now, [target for target, *_, times in hits for _ in range(times)])

    def _burn(self, until: float) -> tuple[int, float]:
        before = [(state, state.life(state.updated)) for states in self._all for state in states]
        ticks, now = super()._burn(until)
        burnt = [one for one, life in before if one.life(one.updated) < life]
        self._keep(now, burnt)
        return ticks, now

    def _keep(self, now: float, hit: Iterable[State]) -> None:
        counts = Counter(hit)
        a, b = ([one for one in states if one.alive] for states in self._all)
        self.course.append(
            Moment(
                now,
                tuple(
                    (one.of.ship.vessel.shown_name, count, one.shield(now), not one.alive)
                    for one, count in counts.items()
                ),
                (sum(one.shield(now) for one in a), sum(one.shield(now) for one in b)),
                (sum(one.life(now) for one in a), sum(one.life(now) for one in b)),
            )
        )
