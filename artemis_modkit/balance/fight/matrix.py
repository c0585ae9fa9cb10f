"""Every player ship of a mod against every enemy, marked against the same pair in stock."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.fight.combatant import Encounter
from artemis_modkit.balance.fight.verdict import WORST_FIRST, Contender, Result, Verdict, judge
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError

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
    found = []
    for a, b, verdict in _fought(players, enemies, how):
        stock = tuple(twins[one.id].id if one.id in twins else None for one in (a, b))
        found.append(Pair(a, b, verdict, _mark(verdict, known.get((stock[0], stock[1])), stock)))
    return tuple(found)


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
