"""Ships one against one: a ship and all that it fights, and each player ship against each enemy."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.fight.combatant import Encounter, combatant
from artemis_modkit.balance.fight.fight import Fight
from artemis_modkit.balance.fight.ladder import Ladder
from artemis_modkit.balance.fight.verdict import (
    WORST_FIRST,
    Contender,
    Result,
    Spread,
    Verdict,
    judge,
)
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError

MOST_TOLD = 20
"""Duels of a ship that are told in full; more would be no card."""


class Duels(Struct, frozen=True, dict=True):
    """Ships that a ship fights, with the seconds in which one fires until the other is lost.

    Each fires undisturbed, with what is aboard; quickest first, infinite for never.
    """

    ship: Ship
    opponents: Sequence[Ship]
    how: Encounter

    @classmethod
    def of(cls, ship: Ship, ships: Sequence[Ship], how: Encounter | None = None) -> "Duels":
        """The duels of a ship with all that it fights among some ships, craft left out."""
        opponents = [other for other in ships if other.role in _opposing(ship)]
        return cls(ship, opponents, how or Encounter())

    @cached_property
    def kills(self) -> Sequence[tuple[Ship, float]]:
        """Whom it kills, and when."""
        own = combatant(self.ship, self.how)
        return _quickest(
            (other, Fight([own], [combatant(other, self.how)], self.how, is_one_sided=True))
            for other in self.opponents
        )

    @cached_property
    def killed_by(self) -> Sequence[tuple[Ship, float]]:
        """Who kills it, and when."""
        own = combatant(self.ship, self.how)
        return _quickest(
            (other, Fight([combatant(other, self.how)], [own], self.how, is_one_sided=True))
            for other in self.opponents
        )

    @cached_property
    def in_full(self) -> Sequence["Duel"]:
        """Up to 20 duels in full, quickest kills first: of more, the first and the last 10."""
        own = Contender(self.ship, self.how)
        half = MOST_TOLD // 2
        shown = (
            self.kills
            if len(self.kills) <= MOST_TOLD
            else (*self.kills[:half], *self.kills[-half:])
        )
        return [self._duel(own, Contender(other, self.how)) for other, _ in shown]

    def _duel(self, own: Contender, other: Contender) -> "Duel":
        def after(by: Contender, target: Contender) -> Spread:
            return judge([by], [target], self.how, is_one_sided=True, with_widest=False).seconds

        return Duel(
            other.ship, judge([own], [other], self.how), after(own, other), after(other, own)
        )


class Duel(Struct, frozen=True):
    """An opponent, how a duel with it ends, and when each would kill the other undisturbed."""

    opponent: Ship
    verdict: Verdict
    kills: Spread
    killed_by: Spread


class Figures(Struct, frozen=True):
    """What a ship comes to: `kills` and `lives`, seconds of firing undisturbed until its opponent
    or it is lost, infinite for never; damage a second of its beams; points of threat.
    """

    kills: float
    lives: float
    dps: float
    threat: float | None


def figures(ship: Ship, opponent: Ship, how: Encounter | None = None) -> Figures:
    """The figures of a ship beside one opponent."""
    how = how or Encounter()
    own, other = combatant(ship, how), combatant(opponent, how)
    metrics = all_metrics()
    return Figures(
        Fight([own], [other], how, is_one_sided=True).run().seconds,
        Fight([other], [own], how, is_one_sided=True).run().seconds,
        metrics["beam_dps"](ship) or 0.0,
        metrics["threat"](ship),
    )


def usual_opponent(ship: Ship, ladder: Ladder) -> Ship | None:
    """The usual enemy, of enemies the usual player ship; `None` without any."""
    if _is_hostile(ship):
        return ladder.usual_player
    enemy = ladder.usual_enemy
    return None if enemy is None else enemy.ship


def _quickest(fights: Iterable[tuple[Ship, Fight]]) -> list[tuple[Ship, float]]:
    found = [(ship, fight.run().seconds) for ship, fight in fights]
    return sorted(found, key=lambda pair: (pair[1], pair[0].id or 0))


def _is_hostile(ship: Ship) -> bool:
    return ship.role.is_enemy or (ship.role is Role.STATION and not ship.is_friendly)


def _opposing(ship: Ship) -> tuple[Role, ...]:
    """Whom a ship fights: enemies, their stations too, players and allies; all others enemies."""
    if _is_hostile(ship):
        return (Role.PLAYER, Role.ALLY)
    return tuple(role for role in Role if role.is_enemy_ship)


MOST_PAIRS = 20_000
"""Fights of a matrix. The largest mod known has 1,700; each is fought some twenty times."""


class Mark(Enum):
    """How a player ship does against an enemy, beside the same two in stock."""

    STRONGER = "stronger than in stock"
    WEAKER = "weaker than in stock"
    ALIKE = "as in stock"
    NEW = "not in stock"


class Pair(Struct, frozen=True):
    """A player ship, an enemy, how they fight, and how that is beside stock."""

    a: Ship
    b: Ship
    verdict: Verdict
    mark: Mark


def matrix(assessment: Assessment, how: Encounter) -> tuple[Pair, ...]:
    """All pairs, by player ship and then by enemy, in the order of the file.

    Raises `ModkitError` for more than 20,000.
    """
    players, enemies = _sides(assessment.fleet.ships)
    if len(players) * len(enemies) > MOST_PAIRS:
        raise ModkitError(
            f"{assessment.fleet.mod.name}: {len(players)} player ships against {len(enemies)} "
            f"enemies are more than {MOST_PAIRS} fights; let some of them meet with `fight`"
        )
    twins = {own.id: stock for stock, own in assessment.pairs}
    known: dict[tuple[int | None, int | None], Verdict] = {}
    if assessment.fleet.mod is not assessment.stock.mod:
        ours, theirs = (
            [twins[ship.id] for ship in side if ship.id in twins] for side in (players, enemies)
        )
        known = {(a.id, b.id): verdict for a, b, verdict in _fought(ours, theirs, how)}
    pairs = []
    for a, b, verdict in _fought(players, enemies, how):
        stock = tuple(twins[ship.id].id if ship.id in twins else None for ship in (a, b))
        pairs.append(Pair(a, b, verdict, _mark(verdict, known.get((stock[0], stock[1])), stock)))
    return tuple(pairs)


def _sides(ships: Sequence[Ship]) -> tuple[list[Ship], list[Ship]]:
    players = [ship for ship in ships if ship.role is Role.PLAYER]
    enemies = [ship for ship in ships if ship.role.is_enemy_ship]
    return players, enemies


def _fought(
    players: Sequence[Ship], enemies: Sequence[Ship], how: Encounter
) -> Iterator[tuple[Ship, Ship, Verdict]]:
    ours, theirs = ([Contender(ship, how) for ship in side] for side in (players, enemies))
    for a in ours:
        for b in theirs:
            yield a.ship, b.ship, judge([a], [b], how, with_widest=False)


def _mark(verdict: Verdict, stock: Verdict | None, twins: Sequence[int | None]) -> Mark:
    """Beside stock: who wins now, or how long it takes beyond all that is not known."""
    if stock is None:
        return Mark.NEW if None in twins else Mark.ALIKE
    now, was = (WORST_FIRST.index(one.likely) for one in (verdict, stock))
    if now > was:
        return Mark.STRONGER
    if now < was:
        return Mark.WEAKER
    seconds, span = verdict.seconds.value, stock.seconds
    if span.low <= seconds <= span.high:
        return Mark.ALIKE
    return Mark.STRONGER if (seconds < span.low) == (verdict.likely is Result.A) else Mark.WEAKER


def by_race(pairs: Sequence[Pair]) -> Mapping[tuple[str, str], list[Pair]]:
    """The pairs by the races of both sides."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        found.setdefault((pair.a.race or "", pair.b.race or ""), []).append(pair)
    return found
