"""Find the smallest change of a few attributes with which a mod meets its goals.

Each free attribute has one factor. Every attempt is the recipe that would be written, applied to
the mod, so what is found is what `patch` makes. The size of a change is the sum of squares of the
logarithms of its factors.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.goals.checking import Checked, check
from artemis_modkit.balance.goals.reading import Goal
from artemis_modkit.model.mod import SETTINGS_FILE, Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.attempts import Attempt, AttemptFile, study_digest
from artemis_modkit.patcher.library import recipe_of
from artemis_modkit.patcher.run import Change
from artemis_modkit.patcher.what_if import Target, target_of, toml_of

Factors = tuple[float, ...]
"""Logarithms of factors."""

WIDEST = 50.0
"""Factors are looked for between 1/50 and 50."""

_STRIDE = math.log(1.15)
_FINEST = 0.0003
_PENALTY = 30.0
_FAR = 10.0
_NEARER = 0.95
"""Share of a miss that is left where something helps."""

_KNOBS = (
    "beam_port.damage", "beam_port.playerdamage", "beam_port.cycletime", "shields.front",
    "shields.back",
)  # fmt: skip
_SETTING_KNOBS = ("damageTorpHom", "torpedoTubeLoadingCoeff")
"""What is tried where nothing that is free meets a goal."""

_INSIDE = 0.02
"""Share of what is wanted by which the search stays inside of it, so that rounding does no harm."""


class Study(Struct):
    """A mod, its goals, and what may be changed; `attempts` fill up while it searches."""

    assessment: Assessment
    goals: Sequence[Goal]
    free: Sequence[Target]
    attempts: list[Attempt] = field(default_factory=list)
    round: Attempt | None = None
    file: AttemptFile | None = None

    @classmethod
    def of(cls, assessment: Assessment, goals: Sequence[Goal], free: Sequence[str]) -> "Study":
        """A study of attributes such as `race:Torgoth beam_port.damage`. Raises `ModkitError`."""
        targets = []
        for text in free:
            who, _, path = text.strip().rpartition(" ")
            if not who:
                raise ModkitError(f"--free {text}: write it as '0 shields.front'")
            targets.append(target_of(assessment.fleet.mod, who, path))
        if not targets:
            raise ModkitError("nothing is free to change; name it by --free '0 shields.front'")
        return cls(assessment, goals, targets)

    @property
    def identity(self) -> str:
        """The same only for a search of the same files, goals, factors and conditions."""
        return study_digest(self.assessment, self.goals, self.free)

    @property
    def best(self) -> Attempt | None:
        """The smallest change that meets all goals; `None` while there is none."""
        met = [one for one in self.attempts if one.is_met]
        return min(met, key=lambda one: (one.size, one.number), default=None)

    @property
    def nearest(self) -> Attempt:
        """The attempt that comes nearest to the goals."""
        return min(self.attempts, key=lambda one: (one.loss, one.number))

    def kept_in(self, path: Path) -> None:
        """Keep every attempt in a file, and go on from those that are there already.

        Nothing is random, so the same search asks for the same attempts again and finds them.
        Those that were made by now are put into it. Raises `ModkitError` for a file of another
        search.
        """
        self.file = AttemptFile(path, self.assessment, self.goals, self.free)
        for one in self.attempts:
            self.file.keep(one)

    def search(self, most: int) -> None:
        """Try until the smallest change is found, or `most` attempts are made."""
        start = self._try((0.0,) * len(self.free))
        if start.is_met:
            return
        if len(self.free) == 1:
            self._search_one(start, most)
        else:
            for step in (1.5, 1.05, 1.005):
                self._approach(step, (most - len(self.attempts)) // 2)
            self._take_back()
        self._round()

    def refine(self, most: int) -> None:
        """Look round the best attempt, with about `most` more, for a smaller and rounder one."""
        self._approach(1.05, most)
        self._take_back()
        self._round()

    # One factor ----------------------------------------------------------------------------

    def _search_one(self, start: Attempt, most: int) -> None:
        """Outwards from 1 to both sides, until goals are met or passed; then in between."""
        before = {1: start, -1: start}
        for stride in count(1):
            x = stride * _STRIDE
            if x > math.log(WIDEST) or len(self.attempts) >= most:
                return
            for side in (1, -1):
                last, now = before[side], self._try((side * x,))
                before[side] = now
                if not now.is_met and _passed(last, now):
                    now = self._halved(last, now, partial(_passed, now))
                if now.is_met:
                    self._halved(last, now, lambda one: not one.is_met)
            if self.best is not None:
                return

    def _halved(self, a: Attempt, b: Attempt, is_a: Callable[[Attempt], bool]) -> Attempt:
        """From two attempts to two that are close together; the one that is not like `a`."""
        low, high = math.log(a.factors[0]), math.log(b.factors[0])
        while abs(high - low) > _FINEST:
            middle = self._try(((low + high) / 2,))
            if middle.is_met and not b.is_met:
                return middle
            if is_a(middle):
                low = math.log(middle.factors[0])
            else:
                high, b = math.log(middle.factors[0]), middle
        return b

    # Several -------------------------------------------------------------------------------

    def _approach(self, step: float, most: int) -> None:
        """Look round the best attempt, at first a step away, with about `most` more."""
        logs = tuple(map(math.log, (self.best or self.nearest).factors))
        minimise(self._loss, logs, math.log(step), most)

    def _loss(self, point: Factors) -> float:
        if any(abs(x) > math.log(WIDEST) for x in point):
            return _PENALTY * _FAR * len(self.goals) + sum(x * x for x in point)
        one = self._try(point)
        return _PENALTY * one.loss + one.size

    def _take_back(self) -> None:
        """Make the best smaller: all of its factors, then each."""
        every = range(len(self.free))
        for places in (every, *([place] for place in every)):
            if (found := self.best) is not None:
                self._shrink(found, places)

    def _shrink(self, best: Attempt, places: Sequence[int]) -> None:
        """Take back of some factors as much as the goals allow."""
        logs = list(map(math.log, best.factors))
        low, high = 0.0, 1.0
        while high - low > _FINEST * 10:
            middle = (low + high) / 2
            point = tuple(x * middle if at in places else x for at, x in enumerate(logs))
            if self._try(point).is_met:
                high = middle
            else:
                low = middle

    def _round(self) -> None:
        """The best with as few digits as meet the goals, three or more."""
        if (best := self.best) is None:
            return
        for digits in (3, 4, 5):
            factors = tuple(float(f"{factor:.{digits}g}") for factor in best.factors)
            rounded = self.attempt(factors)
            if rounded.is_met:
                self.round = rounded
                return

    @property
    def found(self) -> Attempt | None:
        """What meets all goals, with round factors where there was time; `None` for nothing."""
        return self.round or self.best

    def other_knobs(self, at: int) -> list[str]:
        """What is not free and would bring a missed goal nearer, as `--free` takes it, best first.

        Each is tried alone, doubled and halved.
        """
        goal = self.goals[at]
        free = {target.written for target in self.free}
        ships = [f"{who} {path}" for who in (goal.who, goal.other) if who for path in _KNOBS]
        start = abs(miss(self.attempts[0].checked[at]))
        found: dict[str, float] = {}
        for written in (*ships, *(f"{SETTINGS_FILE} {key}" for key in _SETTING_KNOBS)):
            for factor in (2.0, 0.5) if written not in free else ():
                try:
                    target = target_of(self.assessment.fleet.mod, *written.rsplit(" ", 1))
                    checked = self._checked([target], (factor,), [goal])
                except ModkitError:  # it names several ships, or nothing that is there
                    continue
                found[written] = min(abs(miss(checked[0])), found.get(written, start))
        nearer = [one for one, miss in found.items() if miss < start * _NEARER]
        return sorted(nearer, key=lambda one: found[one])

    def _checked(
        self, free: Sequence[Target], factors: tuple[float, ...], goals: Sequence[Goal]
    ) -> tuple[Checked, ...]:
        mod = patched(self.assessment.fleet.mod, free, factors)
        conditions = self.assessment.fleet.game.conditions
        fleet = Fleet.of(mod, self.assessment.stock.mod, conditions)
        found = replace(self.assessment, fleet=fleet)
        return tuple(check(goal, found, self.assessment.fleet) for goal in goals)

    def _try(self, point: Factors) -> Attempt:
        return self.attempt(tuple(float(f"{math.exp(x):.6g}") for x in point))

    def attempt(self, factors: tuple[float, ...]) -> Attempt:
        """Try some factors, and keep the attempt."""
        checked = self.file.known.get(factors) if self.file is not None else None
        if checked is None:
            checked = self._checked(self.free, factors, self.goals)
        loss = sum(abs(miss(one, inside=_INSIDE)) for one in checked)
        attempt = Attempt(len(self.attempts) + 1, factors, checked, loss)
        self.attempts.append(attempt)
        if self.file is not None:
            self.file.keep(attempt)
        return attempt


def recipe_text(
    free: Sequence[Target],
    factors: Sequence[float],
    name: str = "tuned",
    about: str = "",
    *,
    rounds: bool = True,
) -> str:
    """The recipe that multiplies free attributes by factors; what stays is left out."""
    steps = []
    for target, factor in zip(free, factors, strict=True):
        if factor != 1:
            step = {"why": f"{target.written} times {factor:.9g} meets the goals"}
            step |= target.step({"multiply": factor}) | ({"round": target.digits} if rounds else {})
            steps.append(("setting" if target.is_setting else "step", step))
    return toml_of(name, "Found by tune", steps, about)


def patched(
    mod: Mod, free: Sequence[Target], factors: Sequence[float], *, rounds: bool = True
) -> Mod:
    """The mod after the recipe of some factors."""
    if all(factor == 1 for factor in factors):
        return mod
    return _applied(mod, free, factors, rounds=rounds).made


def changes_of(mod: Mod, free: Sequence[Target], factors: Sequence[float]) -> Sequence[Change]:
    """What the recipe of some factors changes in the mod."""
    if all(factor == 1 for factor in factors):
        return ()
    return _applied(mod, free, factors, rounds=True).changes


def _applied(
    mod: Mod, free: Sequence[Target], factors: Sequence[float], *, rounds: bool
) -> PatchResult:
    text = recipe_text(free, factors, rounds=rounds)
    return apply(mod, recipe_of(TomlTable.parsed("tune", text)))


def miss(one: Checked, inside: float = 0.0) -> float:
    """By how much a goal is missed: below 0 too little, above 0 too much, in logarithms."""
    if isinstance(one.value, str):
        return 0.0 if one.met else 1.0
    if one.value is None:
        return _FAR
    least, most = one.least, one.most
    if 0 < least < most < math.inf:
        narrower = (most / least) ** inside
        least, most = least * narrower, most / narrower
    if least <= one.value <= most:
        return 0.0 if one.met or inside else 1.0
    bound = least if one.value < least else most
    if one.value <= 0 or bound <= 0 or one.value == math.inf:
        return math.copysign(_FAR, one.value - bound)
    return max(-_FAR, min(_FAR, math.log(one.value / bound)))


def _passed(attempt: Attempt, other: Attempt) -> bool:
    """Whether a goal lies between two attempts: too little in one, too much in the other."""
    pairs = zip(attempt.checked, other.checked, strict=True)
    return any(miss(a) * miss(b) < 0 for a, b in pairs)


# The method of Nelder and Mead ---------------------------------------------------------------


def minimise(
    loss: Callable[[Factors], float], start: Sequence[float], step: float, most: int
) -> Factors:
    """The best point found with at most about `most` values; `step` is how far it first looks.

    Source: Nelder and Mead, A simplex method for function minimization, 1965.
    """
    corners = [tuple(start)] + [
        tuple(x + step * (at == place) for place, x in enumerate(start)) for at in range(len(start))
    ]
    known = sorted((loss(corner), corner) for corner in corners)
    asked = len(known)
    while asked < most and _size(known) > step / 1000:
        *better, (worst_value, worst) = known
        centre = tuple(sum(xs) / len(better) for xs in zip(*(p for _, p in better), strict=True))

        def towards(factor: float, centre: Factors = centre, worst: Factors = worst) -> Factors:
            return tuple(c + factor * (w - c) for c, w in zip(centre, worst, strict=True))

        asked += 1
        point = towards(-1.0)
        value = loss(point)
        if value < known[0][0] or value >= better[-1][0]:
            factor = -2.0 if value < known[0][0] else -0.5 if value < worst_value else 0.5
            asked += 1
            further = towards(factor)
            value, point = min((loss(further), further), (value, point))
        if value < worst_value:
            known = sorted([*better, (value, point)])
            continue
        best = known[0][1]
        shrunk = [tuple((b + x) / 2 for b, x in zip(best, p, strict=True)) for _, p in known[1:]]
        asked += len(shrunk)
        known = sorted([known[0], *((loss(one), one) for one in shrunk)])
    return known[0][1]


def _size(known: Sequence[tuple[float, Factors]]) -> float:
    """How far its corners are from the best one, by the number that differs most."""
    best = known[0][1]
    return max(abs(x - b) for _, point in known for x, b in zip(point, best, strict=True))
