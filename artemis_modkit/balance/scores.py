"""Scores: every ship measured by the ships of its role in stock, 100 the median.

A score depends on the ship, the settings and stock, and on no other ship of the mod. It is a
product of powers of its parts (`weights.toml`), so a mod that scales all beams and shields by one
factor moves every score of a role by one factor and no rank. Both hold because what a ship lacks is
made up for from what it has itself: a beam or shield counts at least as a quarter of the ship's
beams or shields, whichever are more, and they scale along; any other part at least as a quarter of
what is usual in stock. A part that most ships of the role lack in stock (drones, bays) adds: it
counts double for as much as the best of stock has. What no ship of the role has in stock is left
out, and a figure that the file does not give counts as usual.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import tomli
from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.numbers import median, read_decimal
from artemis_modkit.model.roles import Group
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError

PREFIX = "weights."
OVERALL = "overall"
SCORES = (OVERALL, "offence", "defence", "mobility", "logistics")
RANK = "rank"
_GREATEST = 1000


class Weights(Struct, frozen=True, eq=False):
    """For each score, `overall` among them, its parts and their weights (0 or more)."""

    tables: Mapping[str, Mapping[str, float]]

    @classmethod
    @cache
    def standard(cls) -> "Weights":
        """The table as it comes."""
        text = Path(__file__).with_name("weights.toml").read_text("utf-8")
        return cls(tomli.loads(text))

    @property
    def scores(self) -> tuple[str, ...]:
        """The scores that metrics make up, in order; not the overall one."""
        return tuple(name for name in self.tables if name != OVERALL)

    def names(self, setting: str) -> bool:
        """Whether a text such as `beam_strength=0.5` sets a weight: by its prefix or its name."""
        name = setting.partition("=")[0].strip()
        return setting.startswith(PREFIX) or any(name in table for table in self.tables.values())

    def with_settings(self, settings: Iterable[str]) -> "Weights":
        """The table with some weights set by texts such as `weights.beam_strength=0.5`.

        Raises `ModkitError` for an unknown name and for what is no weight.
        """
        tables = {name: dict(table) for name, table in self.tables.items()}
        for text in settings:
            name, _, value = text.removeprefix(PREFIX).partition("=")
            weight = read_decimal(value)
            if weight is None or not 0 <= weight <= _GREATEST:
                raise ModkitError(f"--set {text}: a weight is a number from 0 to {_GREATEST}")
            holders = [table for table in tables.values() if name.strip() in table]
            if not holders:
                raise ModkitError(f"--set {text}: no score has such a part{_near(name, tables)}")
            for table in holders:
                table[name.strip()] = weight
        return Weights(tables)


def _near(name: str, tables: Mapping[str, Mapping[str, float]]) -> str:
    known = [part for table in tables.values() for part in table]
    near = nearest(name, known)
    return did_you_mean(near and PREFIX + near, f"there are {', '.join(known)}")


MEDIAN_SCORE = 100.0
"""The score of what is usual in stock."""

SCALED = (
    ("beam_strength", "beam_strength_ahead", "beam_strength_around"),
    ("shield_front", "shield_back", "hit_points"),
)
"""The parts that mods scale as one: beams, and shields."""

SHARE_OF_NOTHING = 0.25
"""What a ship without a part gets of it, so that one lack does not make a score 0."""

LEAST = 1e-9
"""What a ship with neither beams nor shields gets of both."""

SMALLEST = 1e-12
"""Figures below are slips, and count as 0."""

GREATEST = 1e12
"""Figures above are slips, and count as this."""

MetricFigures = Mapping[str, float | None]


class Part(NamedTuple):
    """A part of a score: `factor` ** `share` of all parts multiply to score / 100.

    `value` and `usual` (the median of the role in stock) are in the unit of the metric; `value` is
    `None` where the file does not say.
    """

    name: str
    value: float | None
    usual: float
    factor: float
    share: float


class Score(Struct, frozen=True):
    """A score, 100 the median of the role in stock, with its parts; shares add up to 1."""

    name: str
    value: float
    parts: tuple[Part, ...]

    @property
    def is_had(self) -> bool:
        """Whether the ship has some of any part."""
        return any(_counted(part.value) > 0 for part in self.parts)


class Scored(Struct, frozen=True):
    """A ship with its scores by name; one is missing where the ship has no part of it.

    `rank` is its place by the overall score among the `of` ships of its group, 1 the best; equal
    ones share a place. `by` is the number of ships of stock that it is measured by.
    """

    ship: Ship
    scores: Mapping[str, Score]
    rank: int
    of: int
    by: int

    def value(self, name: str) -> float | None:
        """A score by its name; `None` where the ship has none of it."""
        score = self.scores.get(name)
        return None if score is None else score.value


def figure(scored: Scored, name: str) -> float | None:
    """A score, rank or metric of a ship by its name; `None` where it has none."""
    if name in SCORES:
        return scored.value(name)
    return float(scored.rank) if name == RANK else all_metrics()[name](scored.ship)


def score(ships: Sequence[Ship], stock: Sequence[Ship], weights: Weights) -> tuple[Scored, ...]:
    """The scores of ships, in their order, by those of the same group among `stock`."""
    found: dict[Ship, Scored] = {}
    by_group: dict[Group, list[Ship]] = defaultdict(list)
    for ship in ships:
        by_group[ship.group].append(ship)
    for group, members in by_group.items():
        by = measures_of(group, stock)
        yardstick = _yardstick(weights, *by)
        scores = [yardstick.scores(_figures(ship, weights)) for ship in members]
        values = [one[OVERALL].value if OVERALL in one else 0.0 for one in scores]
        places: dict[float, int] = {}
        for place, value in enumerate(sorted(values, reverse=True), 1):
            places.setdefault(value, place)
        for ship, one, value in zip(members, scores, values, strict=True):
            found[ship] = Scored(ship, one, places[value], len(members), len(by))
    return tuple(found[ship] for ship in ships)


@lru_cache(maxsize=32)
def _yardstick(weights: Weights, *stock: Ship) -> "_Yardstick":
    """A yardstick by weights and ships of stock; one change after the other is held to the same."""
    return _Yardstick(stock, weights)


def measures_of(group: Group, stock: Iterable[Ship]) -> list[Ship]:
    """The ships of stock that measure a group: its own, or all of its role where it has not 2."""
    of_role = [ship for ship in stock if ship.role is group.role]
    own = [ship for ship in of_role if ship.group is group]
    return own if len(own) > 1 else of_role


def _figures(ship: Ship, weights: Weights) -> MetricFigures:
    return {
        name: all_metrics()[name](ship)
        for score in weights.scores
        for name in weights.tables[score]
    }


def _counted(value: float | None) -> float:
    return 0.0 if value is None or value < SMALLEST else min(value, GREATEST)


class _Gauge(Struct, frozen=True):
    """How a part of a score is measured: by the `unit`, a figure of stock, where 0 may be usual."""

    name: str
    share: float
    unit: float
    usual: float
    scales: bool = False

    def factor(self, value: float | None, least: float) -> float:
        """What a ship has of the usual; `least` is what counts at least of beams and shields."""
        share = _counted(value) / self.unit
        if self.scales:
            return max(share, least)
        if self.usual == 0:
            return 1 + share
        return 1.0 if value is None else max(share, SHARE_OF_NOTHING)


class _Yardstick:
    """The scores of a role as its ships of stock measure them; none without any."""

    def __init__(self, stock: Sequence[Ship], weights: Weights) -> None:
        known = [_figures(ship, weights) for ship in stock]
        tables = {name: list(_measures(weights.tables[name], known)) for name in weights.scores}
        self._tables = {name: _shared(measures) for name, measures in tables.items() if measures}
        self._units = {
            measure.name: measure.unit for measures in self._tables.values() for measure in measures
        }
        overall = [
            _Gauge(name, weight, MEDIAN_SCORE, MEDIAN_SCORE)
            for name, weight in weights.tables[OVERALL].items()
            if weight > 0 and name in self._tables
        ]
        self._overall = _shared(overall)
        self._middles: dict[str, float] = {}
        for names in (tuple(self._tables), (OVERALL,) if self._overall else ()):
            made = [self.scores(figures) for figures in known]
            for name in names:
                values = [one[name].value for one in made if name in one]
                self._middles[name] = median(values) / MEDIAN_SCORE

    def scores(self, figures: MetricFigures) -> dict[str, Score]:
        """The scores of a ship that it has any part of."""
        return {name: one for name, one in self._made(figures).items() if one.is_had}

    def _made(self, figures: MetricFigures) -> dict[str, Score]:
        least = self._least(figures)
        made = {}
        for name, measures in self._tables.items():
            middle = self._middles.get(name, 1.0)
            made[name] = _score(name, measures, [
                (value := figures[measure.name], measure.factor(value, least) / middle)
                for measure in measures
            ])  # fmt: skip
        if self._overall:
            middle = self._middles.get(OVERALL, 1.0) * MEDIAN_SCORE
            made[OVERALL] = _score(OVERALL, self._overall, [
                (value := made[measure.name].value, value / middle) for measure in self._overall
            ])  # fmt: skip
        return made

    def _least(self, figures: MetricFigures) -> float:
        """What each beam and shield of a ship counts at least, as a share of the usual."""
        units = self._units
        usual = (
            _usual([_counted(figures[name]) / units[name] for name in group if name in units])
            for group in SCALED
        )
        return max(LEAST, SHARE_OF_NOTHING * max(usual))


def _score(
    name: str, measures: Sequence[_Gauge], found: Sequence[tuple[float | None, float]]
) -> Score:
    """The score of some parts: for each what the ship has, and its factor."""
    parts = tuple(
        Part(measure.name, value, measure.usual, factor, measure.share)
        for measure, (value, factor) in zip(measures, found, strict=True)
    )
    return Score(name, MEDIAN_SCORE * math.prod(part.factor**part.share for part in parts), parts)


def _shared(measures: Sequence[_Gauge]) -> list[_Gauge]:
    """The same measures with shares that add up to 1."""
    whole = math.fsum(measure.share for measure in measures)
    return [replace(measure, share=measure.share / whole) for measure in measures]


def _measures(weights: Mapping[str, float], known: Sequence[MetricFigures]) -> Iterator[_Gauge]:
    """The parts of a score that any ship of stock has some of."""
    for name, weight in weights.items():
        values = [_counted(figures[name]) for figures in known]
        if weight > 0 and max(values, default=0.0) > 0:
            usual = median(values)
            scales = any(name in group for group in SCALED)
            yield _Gauge(name, weight, usual or max(values), usual, scales)


def _usual(values: Sequence[float]) -> float:
    """The square of the mean square root: it grows with every value and is 0 only if all are."""
    return (math.fsum(map(math.sqrt, values)) / len(values)) ** 2 if values else 0.0
