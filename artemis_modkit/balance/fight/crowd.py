"""Fights that are watched: one moment by moment, and a thousand at once with crews that vary.

The crews and figures of a thousand are drawn before any ship is looked at, so two mods meet the
same crews and the same game (common random numbers), and what differs between them is theirs.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.conditions import Conditions, Mode
from artemis_modkit.balance.fight.combatant import Encounter, combatant
from artemis_modkit.balance.fight.fight import Fight, Outcome
from artemis_modkit.balance.fight.state import State
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.mechanics import Mechanics, mechanic_facts

RUNS = 1_000
NORMAL_95 = 1.96
"""Standard deviations on each side of a mean that hold 95 % of a normal distribution."""

_POWER = (0.8, 3.0)
_RANGE = (300.0, 1000.0)
"""Units that a crew keeps to its target; stock's beams reach 1,000."""


class Draw(Struct, frozen=True):
    """A crew and a game by chance: power as a fraction, how beams fire, units to the target."""

    power: float
    mode: Mode
    distance: float
    mechanics: tuple[tuple[str, float], ...]

    def at(self, conditions: Conditions) -> Conditions:
        """The conditions with all of it; what the user has set stays."""
        mechanics = Mechanics({**dict(self.mechanics), **conditions.mechanics.changed})
        return replace(
            conditions, power=self.power, mode=self.mode, distance=self.distance,
            mechanics=mechanics,
        )  # fmt: skip


class Run(Struct, frozen=True):
    """One fight: who won (0, 1 or `None`), when, and the first side's shield over time.

    `shield` has seconds and shares; it stands at a share until the next.
    """

    winner: int | None
    seconds: float
    shield: Sequence[tuple[float, float]]

    def shield_at(self, now: float) -> float:
        """The share of the shield at a second; the last one after the fight."""
        share = 1.0
        for time, value in self.shield:
            if time > now:
                break
            share = value
        return share


class Share(Struct, frozen=True):
    """How many of `of` runs were `won`, as a share with its 95 % interval (Wilson)."""

    won: int
    of: int

    @property
    def value(self) -> float:
        """The share; 0 of none."""
        return self.won / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Source: Wilson, Probable inference, 1927."""
        if not self.of:
            return 0.0, 1.0
        z2 = NORMAL_95**2
        middle = (self.value + z2 / (2 * self.of)) / (1 + z2 / self.of)
        spread = self.value * (1 - self.value) / self.of + z2 / (4 * self.of**2)
        half = NORMAL_95 * math.sqrt(spread) / (1 + z2 / self.of)
        return max(0.0, middle - half), min(1.0, middle + half)


def draws(seed: int, number: int = RUNS) -> list[Draw]:
    """Crews and games by chance: each figure evenly between its ends."""
    chance = Random(seed)
    spans = [
        (name, fact.low, fact.high)
        for name, fact in mechanic_facts().items()
        if fact.low is not None and fact.high is not None
    ]
    return [
        Draw(
            chance.uniform(*_POWER),
            chance.choice((Mode.AUTO, Mode.MANUAL)),
            chance.uniform(*_RANGE),
            tuple((name, chance.uniform(low, high)) for name, low, high in spans),
        )
        for _ in range(number)
    ]


def runs(ours: Sequence[Ship], theirs: Sequence[Ship], made: Iterable[Draw]) -> list[Run]:
    """The fight of two sides under each draw."""
    found = []
    for draw in made:
        a, b = (
            [ship.under(draw.at(ship.game.conditions)) for ship in side] for side in (ours, theirs)
        )
        found.append(one_run(a, b))
    return found


def share_won(found: Iterable[Run]) -> Share:
    """How many the first side won."""
    won = [run.winner == 0 for run in found]
    return Share(sum(won), len(won))


class _WithShield(Fight):
    """A fight that notes the shields of its first ship whenever something is hit."""

    def run(self) -> Outcome:
        self.noted: list[tuple[float, float]] = []
        return super().run()

    def _apply(self, hits: Iterable[Any], now: float, *, is_anyone_lost: bool) -> None:
        super()._apply(hits, now, is_anyone_lost=is_anyone_lost)
        first = self._all[0][0]
        share = first.pool / first.top if first.top and first.alive else 0.0
        if not self.noted or self.noted[-1][1] != share:
            self.noted.append((now, share))


def one_run(ours: Sequence[Ship], theirs: Sequence[Ship]) -> Run:
    """One fight of ships as they stand, with the shield of the first."""
    how = Encounter()
    a, b = ([combatant(ship, how) for ship in side] for side in (ours, theirs))
    fight = _WithShield(a, b, how)
    outcome = fight.run()
    return Run(outcome.winner, outcome.seconds, fight.noted)


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
        burnt = [state for state, life in before if state.life(state.updated) < life]
        self._keep(now, burnt)
        return ticks, now

    def _keep(self, now: float, hit: Iterable[State]) -> None:
        counts = Counter(hit)
        a, b = ([state for state in states if state.alive] for states in self._all)
        self.course.append(
            Moment(
                now,
                tuple(
                    (state.of.ship.vessel.shown_name, count, state.shield(now), not state.alive)
                    for state, count in counts.items()
                ),
                (sum(state.shield(now) for state in a), sum(state.shield(now) for state in b)),
                (sum(state.life(now) for state in a), sum(state.life(now) for state in b)),
            )
        )
