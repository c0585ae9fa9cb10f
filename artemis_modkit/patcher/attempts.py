"""The file that keeps every attempt of a search, a line of JSON each, from which it goes on.

A line is written at once, so whatever ends a search loses at most the attempt that it was at; half
a line at the end is that one.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.goals.checking import Checked
from artemis_modkit.balance.goals.reading import Goal
from artemis_modkit.files.disk import cannot_write, open_plain, write_file
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.what_if import Target

KnownAttempts = Mapping[tuple[float, ...], tuple[Checked, ...]]
"""How the goals stand, by factors."""

NEVER = "never"
"""Infinite seconds, which JSON has no number for."""

_FIGURES = ("value", "low", "high", "least", "most")


class Attempt(Struct, frozen=True):
    """One try: its number, the factors by free attribute, and how the goals stand.

    `loss` is 0 where all are met, else how far away they are in logarithms, summed up.
    """

    number: int
    factors: tuple[float, ...]
    checked: tuple[Checked, ...]
    loss: float

    @property
    def is_met(self) -> bool:
        """Whether all goals are met."""
        return all(one.met for one in self.checked)

    @property
    def size(self) -> float:
        """How much it changes, as a sum of squares of logarithms."""
        return sum(math.log(factor) ** 2 for factor in self.factors)


class AttemptFile:
    """The file of a study. Raises `ModkitError` for one of another study, or of something else."""

    def __init__(
        self, path: Path, assessment: Assessment, goals: Sequence[Goal], free: Sequence[Target]
    ) -> None:
        """Read what is there, and leave off half a line at its end."""
        self.path = path
        self._free = free
        self._study = study_digest(assessment, goals, free)
        data = _read(path)
        whole = data[: data.rfind(b"\n") + 1]
        self.known: dict[tuple[float, ...], tuple[Checked, ...]] = {}
        self.number = 0
        for line in whole.splitlines():
            try:
                one = json.loads(line)
                if one["study"] != self._study:
                    raise ModkitError(
                        f"{path.as_posix()}: keeps a search of another mod, of other goals or "
                        "other --free; name another file"
                    )
                factors = tuple(map(float, one["knobs"].values()))
                checked = goals_kept(goals, one["goals"])
            except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
                raise ModkitError(
                    f"{path.as_posix()}: is no file of attempts; name another one"
                ) from None
            self.known[factors] = checked
            self.number += 1
        if whole != data:
            write_file(path, whole)

    def keep(self, attempt: Attempt) -> None:
        """Add an attempt that is not in it yet."""
        if attempt.number > self.number:
            self.number = attempt.number
            try:
                with self.path.open("ab") as file:
                    kept = attempt_json(self._free, attempt) | {"study": self._study}
                    file.write(json.dumps(kept).encode() + b"\n")
            except OSError as error:
                raise cannot_write(self.path, error) from None


def attempt_json(free: Sequence[Target], attempt: Attempt) -> dict[str, Any]:
    """An attempt as it is kept; nothing is random, so the seed is 0."""
    knobs = zip(free, attempt.factors, strict=True)
    return {
        "number": attempt.number,
        "knobs": {target.written: factor for target, factor in knobs},
        "figures": {each.goal.name: _kept(each.value) for each in attempt.checked},
        "loss": attempt.loss,
        "met": attempt.is_met,
        "seed": 0,
        "goals": [dict(_goal_kept(each)) for each in attempt.checked],
    }


def _goal_kept(one: Checked) -> Iterator[tuple[str, Any]]:
    goal = one.goal
    yield from (("name", goal.name), ("met", one.met), ("who", goal.who))
    yield from (("against", goal.other), ("fleet", goal.fleet))
    yield from ((name, _kept(getattr(one, name))) for name in _FIGURES)


def _kept(value: float | str | None) -> float | str | None:
    return NEVER if value == math.inf else value


def goals_kept(goals: Sequence[Goal], kept: Sequence[Mapping[str, Any]]) -> tuple[Checked, ...]:
    """How goals stood in an attempt that is kept. Raises `LookupError` for something else."""
    return tuple(_checked(goals[at], each) for at, each in enumerate(kept))


def _checked(goal: Goal, kept: Mapping[str, Any]) -> Checked:
    figures = {name: math.inf if kept[name] == NEVER else kept[name] for name in _FIGURES}
    return Checked(goal, met=bool(kept["met"]), **figures)


def study_digest(assessment: Assessment, goals: Sequence[Goal], free: Sequence[Target]) -> str:
    """What makes a search another one: the two files, stock, goals, what is free, conditions."""
    found = hashlib.sha256()
    for mod in (assessment.fleet.mod, assessment.stock.mod):
        for file in (mod.vessel_file, mod.settings_file):
            found.update(b"" if file is None else mod.tree.read(file))
    written = [target.written for target in free]
    of = (tuple(goals), written, assessment.fleet.game.conditions)
    found.update(repr(of).encode("utf-8", "replace"))
    return found.hexdigest()[:32]


def _read(path: Path) -> bytes:
    try:
        with open_plain(path) as file:
            data: bytes = file.read()
            return data
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ModkitError(f"{path.as_posix()}: cannot be read ({error.strerror})") from None
