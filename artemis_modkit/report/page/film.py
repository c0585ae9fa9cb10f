"""How a search learned, as a film of its stages, and a thousand fights before and after at once.

Stages are attempts of a file of `tune`: the first, each that came nearer than all before it, the
most awkward one, and the last. Their fights are fought again, with what each attempt had.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from artemis_modkit.balance import Assessment, Fleet, Ship
from artemis_modkit.balance.conditions import HARDEST
from artemis_modkit.balance.fight.crowd import RUNS, Run, draws, one_run, runs, share_won
from artemis_modkit.balance.fight.fleets import ships_named, usual_fleet
from artemis_modkit.files.disk import open_plain
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.attempts import NEVER
from artemis_modkit.patcher.tuning import changes_of, patched
from artemis_modkit.patcher.what_if import Target, target_of
from artemis_modkit.report.sentences import worded
from artemis_modkit.report.text import visible
from artemis_modkit.report.views.fight import seconds_words
from artemis_modkit.report.words import counted, shown

SEED = 1
_MOST_STAGES = 12
_MOST_BYTES = 50_000_000
_WIDTH, _HEIGHT = 480, 180
_LONGEST_NAME = 60
_STEPS = 24
"""Points of a line: where the shields of a run are looked at."""


class TriedGoal(Struct, frozen=True):
    """A goal as an attempt kept it: its figure, whether it was met, and who fights whom."""

    name: str
    met: bool
    value: float | str | None = None
    who: str | None = None
    against: str | None = None
    fleet: int | None = None

    @property
    def difficulty(self) -> int | None:
        """That of the usual fleet that is met; `None` where ships are."""
        return self.fleet if self.fleet in range(1, HARDEST + 1) else None

    @property
    def can_be_fought(self) -> bool:
        """Whether it is of a fight that can be fought again: of ships by name, or with a fleet."""
        names = [self.who] if self.difficulty is not None else [self.who, self.against]
        return all(name and "race:" not in name for name in names)


class Tried(Struct, frozen=True):
    """An attempt of the file: number, factors by knob, goals as they were kept, loss."""

    number: int
    knobs: Mapping[str, float]
    goals: Sequence[TriedGoal]
    loss: float

    @property
    def is_met(self) -> bool:
        """Whether all goals were."""
        return all(goal.met for goal in self.goals)

    @property
    def size(self) -> float:
        """How much it changes."""
        return sum(math.log(factor) ** 2 for factor in self.knobs.values())


def tries_in(path: Path) -> list[Tried]:
    """The attempts of a file of `tune --attempts`. Raises `ModkitError` for another file."""
    try:
        with open_plain(path) as file:
            data = file.read(_MOST_BYTES)
    except OSError as error:
        raise ModkitError(f"{path.as_posix()}: cannot be read ({error.strerror})") from None
    found = []
    try:
        for line in data[: data.rfind(b"\n") + 1].splitlines():
            one = convert(json.loads(line), Tried)
            if not all(0 < factor < math.inf for factor in one.knobs.values()):
                raise ValueError
            found.append(one)
    except (ValueError, RecursionError):
        found = []
    if not found:
        raise ModkitError(
            f"{path.as_posix()}: holds no attempts; `tune --attempts FILE` writes such a file"
        )
    return found


def stages_of(tried: Sequence[Tried]) -> list[Tried]:
    """The attempts that a film shows, in their order, up to the one that it ends well with."""
    end = best_of(tried)
    tried = [one for one in tried if one.number <= end.number]
    best, nearer = math.inf, list[Tried]()
    for one in tried:
        worth = one.loss + (one.size * 1e-6 if one.is_met else 0)
        if worth < best:
            best, nearer = worth, [*nearer, one]
    while len(nearer) > _MOST_STAGES - 2:
        del nearer[len(nearer) // 2]
    most_awkward = max(tried, key=lambda one: (one.loss, one.number))
    chosen = {one.number: one for one in (tried[0], most_awkward, *nearer, end)}
    return [chosen[number] for number in sorted(chosen)]


def best_of(tried: Sequence[Tried]) -> Tried:
    """The smallest change that met all goals, else the one that came nearest."""
    met = [one for one in tried if one.is_met]
    if met:
        return min(met, key=lambda one: (one.size, one.number))
    return min(tried, key=lambda one: (one.loss, one.number))


def film_payload(assessment: Assessment, path: Path) -> dict[str, Any]:
    """What the page shows of a search. Raises `ModkitError` for knobs that the mod has not."""
    tried = tries_in(path)
    reel = _Reel(assessment, tried)
    return {
        "file": path.name,
        "attempts": len(tried),
        "who": [_called(side[0]) for side in reel.sides(tried[0])],
        "stages": list(reel.stages(stages_of(tried))),
        "crowd": reel.crowd(tried[0], best_of(tried)),
        "size": {"width": _WIDTH, "height": _HEIGHT},
    }


class _Reel:
    """A mod under the knobs of attempts, and the fight that all stages show."""

    def __init__(self, assessment: Assessment, tried: Sequence[Tried]) -> None:
        self._assessment = assessment
        knobs = (written.rpartition(" ") for written in tried[0].knobs)
        self._free = [target_of(assessment.fleet.mod, who, path) for who, _, path in knobs]
        self._fight = next((goal for goal in tried[0].goals if goal.can_be_fought), None)

    def sides(self, one: Tried) -> tuple[list[Ship], list[Ship]]:
        """Who fights, with the knobs of an attempt; the usual two where no goal is of a fight."""
        own = self._assessment
        mod = patched(own.fleet.mod, self._free, list(one.knobs.values()))
        fleet = Fleet.of(mod, own.stock.mod, own.fleet.game.conditions)
        fight, theirs = self._fight, list[Ship]()
        if fight is not None and fight.difficulty is not None:
            theirs = usual_fleet(fleet, fight.difficulty)
        elif fight is not None:
            theirs = ships_named(fleet, fight.against or "")
        if fight is not None and theirs:
            return ships_named(fleet, fight.who or ""), theirs
        player, enemy = own.ladder.usual_player, own.ladder.usual_enemy
        if player is None or enemy is None:
            raise ModkitError(f"{mod.name}: there are no two sides in it to fight")
        at = {ship: place for place, ship in enumerate(own.fleet.ships)}
        return [fleet.ships[at[player]]], [fleet.ships[at[enemy.ship]]]

    def stages(self, chosen: Sequence[Tried]) -> Iterator[dict[str, Any]]:
        """Each stage with its knobs, its figures, its fight and what there is to say of it."""
        before: Run | None = None
        for place, one in enumerate(chosen):
            ours, theirs = self.sides(one)
            run = one_run(ours, theirs)
            names = [_called(side[0]) for side in (ours, theirs)]
            yield {
                "number": one.number,
                "sentence": _said(one, run, before, names, is_last=place == len(chosen) - 1),
                "knobs": [
                    [visible(name[:200]), *self._turned(target, factor)]
                    for target, (name, factor) in zip(self._free, one.knobs.items(), strict=True)
                ],
                "goals": [
                    [visible(each.name[:200]), _figure(each.value), each.met] for each in one.goals
                ],
                "line": _line(run, _longest([run])),
                "seconds": seconds_words(run.seconds),
                "is_won": run.winner == 0,
            }
            before = run

    def _turned(self, target: Target, factor: float) -> list[str]:
        """What the file has for a knob, before > after, of the first of those that it turns."""
        changes = changes_of(self._assessment.fleet.mod, [target], [factor])
        if not changes:
            return ["as it is"]
        more = len(changes) - 1
        value = f"{changes[0].before} > {changes[0].after}"
        return [value + (f" and {counted(more, 'more', 'more')}" if more else "")]

    def crowd(self, first: Tried, last: Tried) -> dict[str, Any]:
        """A thousand fights with the mod as it was and with what was found, by the same draws."""
        made = draws(SEED)
        both = [runs(*self.sides(one), made) for one in (first, last)]
        longest = _longest([run for side in both for run in side])
        sides = []
        for title, found in zip(("as it was", f"attempt {last.number}"), both, strict=True):
            share = share_won(found)
            low, high = share.interval
            sides.append(
                {
                    "title": title,
                    "won": [_line(run, longest) for run in found if run.winner == 0],
                    "lost": [_line(run, longest) for run in found if run.winner != 0],
                    "fan": _fan(found, longest),
                    "words": f"won {shown(share.value * 100)} % "
                    f"({shown(low * 100)} to {shown(high * 100)})",
                }
            )
        turned = sum((a.winner == 0) != (b.winner == 0) for a, b in zip(*both, strict=True))
        return {"runs": RUNS, "seed": SEED, "sides": sides, "longest": seconds_words(longest),
                "turned": turned}  # fmt: skip


def _called(ship: Ship) -> str:
    return visible(ship.vessel.shown_name[:_LONGEST_NAME])


def _figure(value: object) -> str:
    if isinstance(value, int | float):
        return shown(float(value), 3)
    return str(value)[:40] if isinstance(value, str) and value != NEVER else "never"


def _said(one: Tried, run: Run, before: Run | None, names: Sequence[str], *, is_last: bool) -> str:
    """The dry sentence of a stage."""
    later = 0.0
    if before is not None and math.isfinite(run.seconds) and math.isfinite(before.seconds):
        later = round(run.seconds - before.seconds, 1)
    winner, loser = names if run.winner == 0 else reversed(names)
    return worded("film", {
        "number": one.number, "missed": sum(not each.met for each in one.goals),
        "is_first": before is None, "is_met": one.is_met, "is_last": is_last,
        "is_turned": before is not None and run.winner != before.winner,
        "later": later, "sooner": -later, "winner": winner, "loser": loser,
    })  # fmt: skip


# Pictures -----------------------------------------------------------------------------------


def _longest(found: Sequence[Run]) -> float:
    """Seconds that a picture shows: up to where nine of ten fights are over."""
    ends = sorted(run.seconds for run in found if math.isfinite(run.seconds))
    return max(1.0, ends[int((len(ends) - 1) * 0.9)]) if ends else 60.0


def _line(run: Run, longest: float) -> str:
    """The shield of a run as a path, in pixels of a picture; moves by differences to be short."""
    end = min(run.seconds, longest)
    points = [
        (round(time / longest * _WIDTH), round((1 - run.shield_at(time)) * _HEIGHT))
        for time in (end * step / _STEPS for step in range(_STEPS + 1))
    ]
    x, y = points[0]
    text = f"M{x} {y}l"
    for one, other in points[1:]:
        if (one, other) != (x, y):
            text += f"{one - x} {other - y} "
            x, y = one, other
    return text.rstrip()


def _fan(found: Sequence[Run], longest: float) -> str:
    """The middle 80 % of shields over time as the outline of an area."""
    low: list[str] = []
    high: list[str] = []
    for step in range(_STEPS + 1):
        time = longest * step / _STEPS
        shares = sorted(run.shield_at(time) for run in found)
        x = round(time / longest * _WIDTH)
        for side, place in ((low, 0.1), (high, 0.9)):
            share = shares[round(place * (len(shares) - 1))]
            side.append(f"{x} {round((1 - share) * _HEIGHT)}")
    return f"M{'L'.join([*high, *reversed(low)])}Z"
