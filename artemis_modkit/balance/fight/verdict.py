"""What a fight comes to, with its span: fought once as things are known, and once more for each end
of each uncertain figure of the game (`low` and `high` in mechanics.toml).

What comes out otherwise at one of these ends is open, and never claimed. A figure that the user
has set is taken for certain.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.fight.combatant import Combatant, Encounter, combatant
from artemis_modkit.balance.fight.fight import LONGEST, Fight, Outcome
from artemis_modkit.balance.fight.state import Remains
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.mechanics import Mechanics, Overheard, mechanic_facts


class Result(Enum):
    """Who wins a fight: the first side, the second, neither, or it is not known."""

    A = "a"
    B = "b"
    DRAW = "draw"
    OPEN = "open"


WORST_FIRST = (Result.B, Result.DRAW, Result.A)
"""Ends of a fight, the worst for the first side first."""


class Spread(Struct, frozen=True):
    """A figure as it is known best, the least and the most that it may be; infinite is never."""

    value: float
    low: float
    high: float


class End(Struct, frozen=True):
    """How a fight comes out where one figure of the game has another value."""

    name: str
    value: float
    result: Result
    seconds: float


class Verdict(Struct, frozen=True):
    """A fight as things are known, and at the ends of all that is not known well.

    `widest` has all uncertain figures at once against the first side, and for it.
    """

    outcome: Outcome
    ends: tuple[End, ...]
    widest: tuple[End, ...] = ()

    @property
    def likely(self) -> Result:
        """Who wins as things are known best."""
        return _result(self.outcome)

    @property
    def result(self) -> Result:
        """Who wins wherever the true figures lie; open where one of them decides it."""
        is_open = any(end.result is not self.likely for end in self.ends)
        return Result.OPEN if is_open else self.likely

    @property
    def is_sure(self) -> bool:
        """Whether nothing that is not known changes who wins, one at a time or all at once."""
        return all(end.result is self.likely for end in (*self.ends, *self.widest))

    @property
    def seconds(self) -> Spread:
        """When it is decided, over one figure at a time."""
        return _spread(self.outcome.seconds, self.ends)

    @property
    def at_worst(self) -> Spread:
        """When it is decided, over all figures at once too."""
        return _spread(self.outcome.seconds, (*self.ends, *self.widest))

    @property
    def deciding(self) -> tuple[str, ...]:
        """The figures of the game that decide an open fight."""
        return tuple(dict.fromkeys(end.name for end in self.ends if end.result is not self.likely))


class Contender:
    """A ship, or some equal ones, that may fight under any figures of the game."""

    def __init__(self, ship: Ship, how: Encounter, twin: "Contender | None" = None) -> None:
        """A ship under its conditions, which meets others in a way.

        `twin` is the same one at another difficulty, which is made of the same figures.
        """
        self.ship = ship
        self._how = how
        self._twin = twin
        self._known: dict[frozenset[tuple[str, float]], Combatant] = {}

    def under(self, values: Mapping[str, float]) -> Combatant:
        """Ready for a fight, with some figures of the game at other values."""
        if not values or self._asked.isdisjoint(values):
            return self._plain
        key = frozenset((name, values[name]) for name in values if name in self._asked)
        if key not in self._known:
            changed = self.ship.game.conditions.mechanics.changed
            made = self._again(Mechanics({**changed, **dict(key)}))
            self._known[key] = self._plain if made == self._plain else made
        return self._known[key]

    def _again(self, mechanics: Mechanics) -> Combatant:
        ship = self.ship.under(replace(self.ship.game.conditions, mechanics=mechanics))
        return combatant(ship, self._how, like=self._plain)

    @cached_property
    def _plain(self) -> Combatant:
        """As things are known; no gun in a player's hands fires otherwise at another difficulty."""
        twin = self._twin if self.ship.role.is_flown else None
        return combatant(self.ship, self._how, like=None if twin is None else twin._plain)

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The figures that it is made of at all; only these can make another one of it."""
        if self._twin is not None:
            return self._twin._asked
        mechanics = Overheard(self.ship.game.conditions.mechanics.changed)
        self._again(mechanics)
        return frozenset(mechanics.asked)

    @cached_property
    def asked(self) -> Mapping[str, tuple[float, float]]:
        """The figures that it is made of and that are not known well, with both ends."""
        changed = self.ship.game.conditions.mechanics.changed
        return {
            name: (fact.low, fact.high)
            for name, fact in mechanic_facts().items()
            if fact.low is not None
            and fact.high is not None
            and name in self._asked
            and name not in changed
        }

    @cached_property
    def uncertain(self) -> Mapping[str, tuple[float, float]]:
        """Those of them whose ends make another combatant of it."""
        return {
            name: ends
            for name, ends in self.asked.items()
            if any(self.under({name: end}) is not self._plain for end in ends)
        }


def judge(
    a: Sequence[Contender],
    b: Sequence[Contender],
    how: Encounter,
    *,
    is_one_sided: bool = False,
    with_widest: bool = True,
) -> Verdict:
    """Fight as things are known, and at both ends of each figure that is not known well."""

    def fought(values: Mapping[str, float]) -> Outcome:
        ours, theirs = ([contender.under(values) for contender in side] for side in (a, b))
        return Fight(ours, theirs, how, is_one_sided=is_one_sided).run()

    uncertain: dict[str, tuple[float, float]] = {}
    for contender in (*a, *b):
        uncertain |= contender.uncertain
    plain, ends = fought({}), []
    for name in mechanic_facts():
        for value in uncertain.get(name, ()):
            outcome = plain if leaves_as_is(plain, name, value) else fought({name: value})
            ends.append(End(name, value, _result(outcome), outcome.seconds))
    widest = []
    for values in _extremes(ends) if with_widest and ends else ():
        outcome = fought(values)
        widest.append(End("", math.nan, _result(outcome), outcome.seconds))
    return Verdict(plain, tuple(ends), tuple(widest))


def leaves_as_is(fought: Outcome, name: str, value: float) -> bool:
    """Whether a fight surely goes as it went with another value of a figure of the game.

    Blasts catch no second ship where there is one on each side. Who has energy left at the end also
    has it where less is used. Craft that come after the end may come at any time after it, and
    players fire at craft and their carriers alike.
    """
    match name:
        case "targets_in_blast":
            return all(len(side) == 1 for side in fought.sides)
        case "energy_drain_factor":
            return all(
                _has_energy(remains, fought, value) for side in fought.sides for remains in side
            )
        case "craft_launch_seconds":
            ships = (remains.combatant.ship for side in fought.sides for remains in side)
            usual = max(ship.game.conditions.mechanics[name] for ship in ships)
            return fought.seconds < min(usual, value)
        case "craft_draw_fire":
            a, b = fought.sides
            return all(
                all(remains.combatant.is_flown for remains in side)
                or not any(remains.combatant.is_craft for remains in others)
                for side, others in ((a, b), (b, a))
            )
    return False


def _has_energy(remains: Remains, fought: Outcome, value: float) -> bool:
    """Whether it never lacks energy where its systems use another share of it."""
    of = remains.combatant
    usual = of.ship.game.conditions.mechanics["energy_drain_factor"]
    more = of.drain * max(0.0, value / usual - 1) * min(fought.seconds, LONGEST)
    return remains.energy is None or remains.energy - more > of.shot_energy


def _result(outcome: Outcome) -> Result:
    if outcome.winner is None:
        return Result.DRAW
    return Result.B if outcome.winner else Result.A


def _spread(value: float, ends: Sequence[End]) -> Spread:
    found = [value, *(end.seconds for end in ends)]
    return Spread(value, min(found), max(found))


def _extremes(ends: Sequence[End]) -> Iterator[dict[str, float]]:
    """All figures at the end that is worse for the first side, then at the better one."""

    def good_for_a(end: End) -> tuple[int, float]:
        seconds = -end.seconds if end.result is Result.A else end.seconds
        return WORST_FIRST.index(end.result), seconds

    pairs = [sorted(pair, key=good_for_a) for pair in zip(ends[::2], ends[1::2], strict=True)]
    for place in (0, 1):
        yield {pair[place].name: pair[place].value for pair in pairs}
