"""Sentences that the terminal and the page say alike, filled with figures.

They stand once, in sentences.toml; `worded` here and `worded` in the page's words.js
fill them in the same way, so what is said of the same figures cannot differ.
"""

import math
import operator
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from msgspec.structs import asdict, replace

from artemis_modkit.balance import Conditions
from artemis_modkit.balance.fight.ladder import Headline, Rungs
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import Outlier
from artemis_modkit.balance.weapons import Contest
from artemis_modkit.lazy import pattern
from artemis_modkit.report.words import counted, short, shown, times

SlotValues = Mapping[str, Any]

_SLOT = pattern(r"\{(\w+)(?::([^}]+))?\}")
_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@cache
def sentences() -> Mapping[str, str | Mapping[str, str]]:
    """Every sentence by its name: a template, or conditions with the template of each."""
    text = Path(__file__).with_name("sentences.toml").read_text("utf-8")
    return tomli.loads(text)


def worded(name: str, figures: SlotValues) -> str:
    """A sentence with its slots filled; empty where no condition of it holds."""
    said = sentences()[name]
    cases = {"else": said} if isinstance(said, str) else said
    for condition, template in cases.items():
        if condition == "else" or all(_holds(one, figures) for one in condition.split(", ")):
            return _SLOT.sub(lambda slot: _filled(slot[1], slot[2], figures), template)
    return ""


def _filled(name: str, form: str | None, figures: SlotValues) -> str:
    if name not in figures:
        return worded(name, figures)
    value = figures[name]
    match form:
        case None:
            return str(value)
        case "g":
            return f"{value:g}"
        case "times":
            return times(value)
        case digits if digits.isdigit():
            return shown(value, int(digits))
        case _:
            return counted(value, *form.split("|"))


def _holds(test: str, figures: SlotValues) -> bool:
    """Whether `figure < 1` or `figure = none` is so; nothing is more or less than what is none."""
    name, sign, than = test.split(" ")
    value = figures[name]
    if sign != "=":
        return value is not None and _ORDER[sign](value, float(than))
    if value is None:
        return than == "none"
    if isinstance(value, str):
        return value == than
    return than == "never" if math.isinf(value) else value == _number(than)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def conditions_words(conditions: Conditions) -> str:
    """The conditions as a reader is told them: `300 % power, manual, focused, difficulty 10`."""
    return worded("conditions", {**conditions_figures(conditions), "power": conditions.power * 100})


def conditions_figures(conditions: Conditions) -> dict[str, Any]:
    """Conditions by the names that sentences and the page's engine have for them."""
    return {
        "power": conditions.power, "mode": conditions.mode.value, "focuser": conditions.focuser,
        "difficulty": conditions.difficulty, "model": conditions.manual_model.value,
        "distance": conditions.distance, "spread": conditions.spread,
    }  # fmt: skip


def headline_words(headline: Headline, *, is_usual: bool, only_certain: bool = False) -> str:
    """Against how much the usual player ship of a mod, or another, stands up."""
    rungs = {
        name: replace(one, value=one.low, high=one.low) if only_certain else one
        for name, one in headline.reaches.items()
    }
    reaches = {name.replace("-", "_"): rungs_words(one) for name, one in rungs.items()}
    return worded("certain_headline" if only_certain else "headline", {
        "is_usual": is_usual, "ship": short(headline.ship.vessel.shown_name),
        "number": headline.number, "enemy": short(headline.enemy.vessel.shown_name), **reaches,
    })  # fmt: skip


def rungs_words(rungs: Rungs) -> str:
    """Up to which difficulty something wins: `up to difficulty 5 (2 to 7)`."""
    return worded("rungs", {**asdict(rungs), "apart": rungs.high - rungs.low})


def contest_words(contest: Contest) -> str:
    """Which weapon of player ships is pointless, without a capital and an end."""
    return worded("contest", {
        "second": contest.per_second, "energy": contest.per_energy, "best": contest.beam.best_dps,
    })  # fmt: skip


def outlier_words(outlier: Outlier) -> str:
    """What is far from usual of a ship, without its name."""
    metric = all_metrics()[outlier.metric]
    ratio = outlier.value / outlier.usual
    return worded("outlier", {
        "title": metric.title, "unit": metric.unit, "value": outlier.value, "usual": outlier.usual,
        "times": ratio, "part": 1 / ratio, "role": outlier.ship.group.shown,
    })  # fmt: skip
