"""Whether a mod meets its goals, each with the figure that it has and its span.

A goal is met by what is known best; that it might be otherwise is told by the span. What a change
has to keep as it was is counted as what is not.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.fight.combatant import Encounter
from artemis_modkit.balance.fight.fleets import ships_named, usual_fleet
from artemis_modkit.balance.fight.verdict import Contender, Result, Verdict, judge
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.goals.reading import OF_FIGHTS, Goal
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.ship import Ship
from artemis_modkit.balance.weapons import contest
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.roles import Role
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.parsers.errors import ModkitError

ShipPairs = Sequence[tuple[Ship, Ship]]
"""Ships as they were, each with what it is now."""

_MORE = 1 + 1e-9
"""Times a threat that another must have to be more: what sums of floats lose is no rank."""


def alike(before: Fleet, now: Fleet) -> ShipPairs:
    """The ships of one mod before and after a change of its figures."""
    known = {(ship.id, ship.name): ship for ship in reversed(now.ships)}
    return [
        (ship, known[ship.id, ship.name]) for ship in before.ships if (ship.id, ship.name) in known
    ]


def ranks_lost(pairs: ShipPairs) -> list[Ship]:
    """The ships, as they are now, that others of their role have overtaken in threat."""
    before, now = (_places([pair[side] for pair in pairs]) for side in (0, 1))
    return [pair[1] for pair, was, place in zip(pairs, before, now, strict=True) if place > was]


def _places(ships: Sequence[Ship]) -> list[int]:
    """How many of its role are more dangerous than each ship; those without a figure count last."""
    threats = [all_metrics()["threat"](ship) or 0.0 for ship in ships]
    of_role: dict[Role, list[float]] = defaultdict(list)
    for ship, threat in sorted(zip(ships, threats, strict=True), key=itemgetter(1)):
        of_role[ship.role].append(threat)
    return [
        len(of_role[ship.role]) - bisect_right(of_role[ship.role], threat * _MORE)
        for ship, threat in zip(ships, threats, strict=True)
    ]


def over_limits(fleet: Fleet) -> frozenset[str]:
    """What lies beyond a limit of the game: settings outside of what artemis.ini calls acceptable,
    and ships of the computer with a beam over its cap, by uniqueID.
    """
    return frozenset((*_settings(fleet), *_ships(fleet)))


def _settings(fleet: Fleet) -> Iterator[str]:
    facts, settings = setting_facts(), fleet.mod.settings
    for key, value in ({} if settings is None else settings.texts).items():
        number = read_decimal(value)
        if key in facts and number is not None and not facts[key].accepts_number(number):
            yield key


def _ships(fleet: Fleet) -> Iterator[str]:
    for ship in fleet.ships:
        if ship.uncapped is not ship:
            yield f"{ship.id} {ship.name}"


_ROUNDING = 1e-9
WORDS = {Result.A: "won", Result.B: "lost", Result.DRAW: "draw", Result.OPEN: "open"}
"""How a fight comes out, as goals say it."""

_BEST_FIRST = ("won", "draw", "lost")


class Checked(Struct, frozen=True):
    """A goal and what the mod has of it: a figure, or of a fight's `result` a word.

    `low` and `high` are what it may be within all that is not known; `least` and `most` what is
    wanted. A figure is `None` where the mod has none, seconds are infinite for never.
    """

    goal: Goal
    value: float | str | None
    low: float | str | None
    high: float | str | None
    least: float
    most: float
    met: bool


def check(goal: Goal, assessment: Assessment, before: Fleet | None = None) -> Checked:
    """Hold a mod to a goal; what is kept, by the mod `before` a change, else by stock.

    Raises `ModkitError`, with its name, for a ship that there is not.
    """
    try:
        if goal.what == "keeps":
            return _kept(goal, assessment, before)
        return _fought(goal, assessment) if goal.what in OF_FIGHTS else _counted(goal, assessment)
    except ModkitError as error:
        raise ModkitError(f"{goal.place}: goal '{goal.name}': {error}") from None


# By fights -----------------------------------------------------------------------------------


def _fought(goal: Goal, assessment: Assessment) -> Checked:
    verdict = _verdict(goal, assessment.fleet)
    if goal.what == "result":
        found = [WORDS[verdict.likely], *(WORDS[end.result] for end in verdict.ends)]
        found.sort(key=_BEST_FIRST.index)
        value = WORDS[verdict.likely]
        return Checked(goal, value, found[-1], found[0], 0, 0, value == goal.result)
    if goal.what == "left_hull":
        left = [
            remains.hull for remains in verdict.outcome.sides[0] if not remains.combatant.is_craft
        ]
        return _within(goal, (sum(left) / max(1, len(left)),) * 3, goal.least, goal.most)
    if goal.what == "seconds":
        return _within(goal, tuple(_seconds_until_won(verdict)), goal.least, goal.most)
    span, stock = verdict.seconds, _verdict_of_stock(goal, assessment)
    wanted = stock.seconds
    checked = _within(goal, (span.value, span.low, span.high), wanted.low, wanted.high)
    return replace(checked, met=checked.met and verdict.likely is stock.likely)


def _seconds_until_won(verdict: Verdict) -> Iterator[float]:
    """As known best, the least and the most; where the first side does not win, never."""
    value = verdict.outcome.seconds if verdict.likely is Result.A else math.inf
    ends = [end.seconds if end.result is Result.A else math.inf for end in verdict.ends]
    yield from (value, min([value, *ends]), max([value, *ends]))


def _verdict(goal: Goal, fleet: Fleet) -> Verdict:
    ours = ships_of(fleet, goal.who)
    if goal.fleet is None:
        theirs = ships_of(fleet, goal.other)
    else:
        theirs = usual_fleet(fleet, goal.fleet)
    if not theirs:
        raise ModkitError(f"{fleet.mod.name}: there are no enemies in it")
    return _judged(goal, fleet, ours, theirs)


def _verdict_of_stock(goal: Goal, assessment: Assessment) -> Verdict:
    """The same fight of the ships of stock that those of the mod are paired with."""
    fleet = assessment.fleet
    twins = {own.vessel.element: stock for stock, own in assessment.pairs}
    sides = []
    for which in (goal.who, goal.other):
        ours = ships_of(fleet, which)
        for ship in ours:
            if ship.vessel.element not in twins:
                raise ModkitError(
                    f"{fleet.mod.name}: {ship.vessel.shown_name} is no ship of "
                    f"{assessment.stock.mod.name}, so nothing is as there"
                )
        sides.append([twins[ship.vessel.element] for ship in ours])
    return _judged(goal, assessment.stock, *sides)


def _judged(goal: Goal, fleet: Fleet, ours: Sequence[Ship], theirs: Sequence[Ship]) -> Verdict:
    how = Encounter()
    a, b = (
        [Contender(ship, how) for ship in _under(goal, fleet, ships)] for ships in (ours, theirs)
    )
    return judge(a, b, how, with_widest=False)


def _under(goal: Goal, fleet: Fleet, ships: Sequence[Ship]) -> list[Ship]:
    conditions = fleet.game.conditions
    if goal.crew is not None:
        conditions = goal.crew.at(conditions)
    difficulty = goal.fleet or goal.difficulty
    if difficulty is not None:
        conditions = replace(conditions, difficulty=difficulty)
    return [ship.under(conditions) for ship in ships]


# By what was before ---------------------------------------------------------------------------


def _kept(goal: Goal, assessment: Assessment, before: Fleet | None) -> Checked:
    """How many ships or values are not as the rule wants; 0 meets it."""
    fleet = assessment.fleet
    if goal.result == "limits":
        broken = len(over_limits(fleet) - over_limits(before or assessment.stock))
    else:
        pairs = assessment.pairs if before is None else alike(before, fleet)
        lost = {ship.vessel.element for ship in ranks_lost(pairs)}
        of = ships_of(fleet, goal.who) if goal.who else fleet.ships
        broken = sum(ship.vessel.element in lost for ship in of)
    return _within(goal, (float(broken),) * 3, 0, 0)


# By figures ----------------------------------------------------------------------------------


def _counted(goal: Goal, assessment: Assessment) -> Checked:
    fleet = assessment.fleet
    if goal.what == "torpedo_to_beam":
        found = contest(_under(goal, fleet, fleet.ships))
        value = None if found is None else found.per_second
        return _within(goal, (value,) * 3, goal.least, goal.most)
    if goal.what == "manual_to_auto":
        beam = found.beam if (found := contest(fleet.ships)) is not None else None
        value = beam.best_dps / beam.plain_dps if beam is not None and beam.plain_dps else None
        return _within(goal, (value,) * 3, goal.least, goal.most)
    if goal.what == "order":
        threats = [_threat(goal, fleet, which) for which in goal.order]
        wrong = sum(not _is_less(*pair) for pair in pairwise(threats))
        return _within(goal, (float(wrong),) * 3, 0, 0)
    value = _threat(goal, fleet, goal.who)
    if goal.what == "harder_than":
        other = _threat(goal, fleet, goal.other)
        value = value / other if value is not None and other else None
    return _within(goal, (value,) * 3, goal.least, goal.most)


def _is_less(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one < other


def _threat(goal: Goal, fleet: Fleet, which: str) -> float | None:
    """The threat of all ships named together."""
    found = [threat_of(ship) for ship in _under(goal, fleet, ships_of(fleet, which))]
    known = [one for one in found if one is not None]
    return sum(known) if len(known) == len(found) else None


def threat_of(ship: Ship) -> float | None:
    """How dangerous a ship is, in points; `None` where a figure is missing."""
    return all_metrics()["threat"](ship)


def ships_of(fleet: Fleet, which: str) -> list[Ship]:
    """Ships as `fight` takes them; `race:NAME` is the usual one of a race.

    The usual ship has the middle threat among those of the race that are no craft and no base.
    Raises `ModkitError` where there is none.
    """
    key, colon, race = which.partition(":")
    if key.strip().lower() != "race" or not colon:
        return ships_named(fleet, which)
    wanted = race.strip().lower()
    own = [
        ship
        for ship in fleet.ships
        if wanted in ((ship.race or "").lower(), str(ship.vessel.side))
        and not ship.role.is_craft
        and ship.role.label != "station"
    ]
    if not own:
        raise ModkitError(f"{fleet.mod.name}: there are no ships of a race '{race.strip()}'")
    own.sort(key=lambda ship: (threat_of(ship) or 0.0, ship.id or 0))
    return [own[(len(own) - 1) // 2]]


def _within(goal: Goal, span: tuple[float | None, ...], least: float, most: float) -> Checked:
    value, low, high = span
    slack = _ROUNDING * max(1.0, abs(most) if math.isfinite(most) else 1.0)
    met = value is not None and (least - slack <= value <= most + slack)
    return Checked(goal, value, low, high, least, most, met)
