"""The game's figures that no file of it holds (`facts/mechanics.toml`), settable by the user.

A figure stands there once, with unit, source and certainty, and everything that
computes gets it from a `Mechanics`, never from a literal.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct, convert, field

from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError

_FACTS = Path(__file__).with_name("facts")
_PREFIX = "mechanics."


class Certainty(Enum):
    """How well a figure is known."""

    MEASURED = "measured"
    STATED = "stated"
    GUESSED = "guessed"


class MechanicFact(Struct, frozen=True):
    """A figure of the game.

    `least` and `most` bound what may be set, `None` where open. Between `low` and `high` the true
    figure is thought to lie, both `None` for one that is told without a span. `better` is which of
    them helps a player ship against the computer, `low` or `high`; empty where either may.
    """

    name: str
    value: float
    unit: str
    certainty: Certainty
    source: str
    meaning: str
    least: float | None = None
    most: float | None = None
    low: float | None = None
    high: float | None = None
    better: str = ""


@cache
def mechanic_facts() -> Mapping[str, MechanicFact]:
    """Every figure by its name, in the order of the file."""
    tables = _facts("mechanics")
    return {name: convert({"name": name, **table}, MechanicFact) for name, table in tables.items()}


@cache
def nodes_of_stock() -> Mapping[str, int]:
    """Nodes that can break in stock's system grids, by the name of the file in lower case."""
    return _facts("grids")


@cache
def by_difficulty(name: str) -> tuple[float, ...]:
    """What grows with the difficulty, from 1 on: `energy_drain`, in energy a second, or the
    `standard_ships` and `support_ships` of a fleet. Raises `KeyError` for another name.
    """
    return tuple(_facts("difficulty")[name])


def _facts(name: str) -> dict[str, Any]:
    return tomli.loads((_FACTS / f"{name}.toml").read_text("utf-8"))


class Mechanics(Struct, frozen=True):
    """The figures in force: those of the game, and what the user has set instead."""

    changed: Mapping[str, float]

    @classmethod
    def of_the_game(cls) -> "Mechanics":
        """The figures as they are known."""
        return cls({})

    def __getitem__(self, name: str) -> float:
        """A figure, in the unit of its fact. Raises `KeyError` for a name that there is none of."""
        value = self.changed.get(name)
        return mechanic_facts()[name].value if value is None else value

    def with_value(self, name: str, value: float) -> "Mechanics":
        """The figures with one of them set, in the unit of its fact."""
        return Mechanics({**self.changed, name: value})

    def with_settings(self, settings: Iterable[str]) -> "Mechanics":
        """The figures with some of them set by texts such as `mechanics.shot_energy=1.0`.

        Raises `ModkitError` for a text of another form, an unknown name, or a value out of bounds.
        """
        return Mechanics({**self.changed, **dict(map(_read, settings))})


class Overheard(Mechanics, frozen=True):
    """Figures that note which of them were `asked` for, so that only these are tried otherwise."""

    asked: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> float:
        """A figure, as `Mechanics` has it."""
        self.asked.add(name)
        return super().__getitem__(name)


def _read(text: str) -> tuple[str, float]:
    name, sign, value = text.partition("=")
    if not sign:
        raise ModkitError(f"--set {text}: write NAME=VALUE, e.g. mechanics.shot_energy=1.0")
    fact = mechanic_facts().get(name.strip().removeprefix(_PREFIX))
    if fact is None:
        raise ModkitError(f"--set {text}: '{name.strip()}' is no figure of the game{_near(name)}")
    number = read_decimal(value)
    if number is None:
        raise ModkitError(f"--set {text}: '{value}' is no number; {fact.name} is in {fact.unit}")
    if (fact.least is not None and number < fact.least) or (
        fact.most is not None and number > fact.most
    ):
        raise ModkitError(f"--set {text}: {fact.name} goes {_bounds(fact)} ({fact.unit})")
    return fact.name, number


def _near(name: str) -> str:
    near = nearest(name.strip().removeprefix(_PREFIX), mechanic_facts())
    return did_you_mean(near and _PREFIX + near, f"there are {', '.join(mechanic_facts())}")


def _bounds(fact: MechanicFact) -> str:
    least = "" if fact.least is None else f"from {fact.least:g}"
    most = "" if fact.most is None else f"to {fact.most:g}"
    return f"{least} {most}".strip()
