"""How a metric is declared: one function of a file in `metrics/`, its unit and a worked example.

The worked example is the metric's test and its line in docs/balance.md; adding a
metric touches no other file.
"""

import importlib
import math
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from artemis_modkit.balance.ship import Ship

Formula = Callable[[Ship], float | None]


class Example(Struct, frozen=True):
    """A vessel, as the inside of its element, and what the metric gives for it.

    `words` are its broadType; the race is a player's if they hold `player`, else an enemy's.
    """

    inside: str
    value: float | None
    words: str = "player"


class Metric(Struct, frozen=True):
    """A figure of a ship. `name` is that in outputs; `topic` the file it stands in.

    `measure` gives `None` for a ship that it means nothing for or that lacks a figure.
    """

    name: str
    topic: str
    title: str
    unit: str
    meaning: str
    example: Example
    measure: Formula

    def __call__(self, ship: Ship) -> float | None:
        """The figure of a ship; `None` also for what is no finite number."""
        known = ship.measured
        if self.name not in known:
            value = self.measure(ship)
            known[self.name] = value if value is not None and math.isfinite(value) else None
        return known[self.name]


def metric(*, title: str, unit: str, example: Example) -> Callable[[Formula], Metric]:
    """Declare a function of a ship as a metric: its name is the function's."""

    def declare(measure: Formula) -> Metric:
        topic = measure.__module__.rpartition(".")[2]
        name = getattr(measure, "__name__", "")
        return Metric(name, topic, title, unit, measure.__doc__ or "", example, measure)

    return declare


@cache
def all_metrics() -> Mapping[str, Metric]:
    """Every metric by name, found by looking into the folder `metrics`; topics in order."""
    package = importlib.import_module("artemis_modkit.balance.metrics")
    metrics: dict[str, Metric] = {}
    for module in pkgutil.iter_modules(package.__path__):
        members = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
        metrics |= {
            member.name: member for member in members.values() if isinstance(member, Metric)
        }
    return metrics
