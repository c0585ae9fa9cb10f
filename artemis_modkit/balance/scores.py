"""Scores: every ship measured by the ships of its role in stock, 100 the median.

A score is a product of powers of its parts. So a mod that scales all beams and
shields by one factor moves every score of a role by one factor and no rank. A part that a ship
has none of counts as a share of what is usual for the role in its mod, which moves likewise.
A part that most ships of the role lack in stock (drones, bays) adds to a score: it counts
double for as much as the best of stock has. A part that no ship of the role has a figure for
in the mod (its dialect has no such attribute) is left out, and so is a score that no ship of
the role has any part of: all would get next to nothing for it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.ship import Ship
from artemis_modkit.balance.weights import OVERALL, Weights
from artemis_modkit.model.roles import Role

MEDIAN_SCORE = 100.0
"""The score of what is usual in stock."""

SHARE_OF_NOTHING = 0.25
"""What a ship without a part gets of the usual, so that one lack does not make a score 0."""

LEAST = 1e-9
"""What all ships of a role get of the usual of stock where none has any."""

SMALLEST = 1e-12
"""Figures below are slips, and count as 0."""

GREATEST = 1e12
"""Figures above are slips, and count as this."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: `factor` ** `share` of all parts multiply to score / 100.

    `value` and `usual` (the median of the role in stock) are in the unit of the metric, `None`
    where there is none.
    """

    name: str
    value: float | None
    usual: float | None
    factor: float
    share: float


@dataclass(frozen=True, slots=True)
class Score:
    """A score, 100 the median of the role in stock, with its parts; shares add up to 1."""

    name: str
    value: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Scored:
    """A ship with its scores by name; one is missing where no ship of its role has any of it.

    `rank` is its place by the overall score among the ships of its role, 1 the best, `of` their
    number; ships with equal scores share a place.
    """

    ship: Ship
    scores: Mapping[str, Score]
    rank: int = 0
    of: int = 0

    def value(self, name: str) -> float | None:
        """A score by its name; `None` where the role has none of it."""
        score = self.scores.get(name)
        return None if score is None else score.value


def score(ships: Sequence[Ship], stock: Sequence[Ship], weights: Weights) -> tuple[Scored, ...]:
    """The scores of ships, in their order.

    `stock` are the ships that are measured by; of a role that is not among them the mod's own.
    """
    own, reference = _by_role(ships), _by_role(stock)
    found: dict[int, Scored] = {}
    for role, members in own.items():
        yardstick = reference.get(role) or members
        for one in _ranked(_scored(members, yardstick, weights)):
            found[id(one.ship)] = one
    return tuple(found[id(ship)] for ship in ships)


def _by_role(ships: Iterable[Ship]) -> dict[Role, list[Ship]]:
    found: dict[Role, list[Ship]] = defaultdict(list)
    for ship in ships:
        found[ship.role].append(ship)
    return found


def _scored(ships: Sequence[Ship], stock: Sequence[Ship], weights: Weights) -> list[Scored]:
    """The ships of one role, measured by those of the same role in stock."""
    scores: list[dict[str, Score]] = [{} for _ in ships]
    references: list[dict[str, float]] = [{} for _ in stock]
    for name in weights.scores:
        parts = [
            _Factors.of(metric, weights.tables[name][metric], ships, stock)
            for metric in weights.tables[name]
        ]
        if any(part.is_had for part in parts):
            _combine(name, [part for part in parts if part.is_used], scores, references)
    overall = [
        _Factors.of_scores(name, weight, [s.get(name) for s in scores], references)
        for name, weight in weights.tables[OVERALL].items()
    ]
    _combine(OVERALL, [part for part in overall if part.is_used], scores, references)
    return [Scored(ship, found) for ship, found in zip(ships, scores, strict=True)]


def _ranked(found: Sequence[Scored]) -> list[Scored]:
    values = [one.value(OVERALL) or 0.0 for one in found]
    places: dict[float, int] = {}
    for place, value in enumerate(sorted(values, reverse=True), 1):
        places.setdefault(value, place)
    return [
        Scored(one.ship, one.scores, places[value], len(found))
        for one, value in zip(found, values, strict=True)
    ]


@dataclass(frozen=True)
class _Factors:
    """One part of a score for all ships of a role: what each, and each of stock, has of it."""

    name: str
    weight: float
    values: Sequence[float | None]
    usual: float | None
    factors: Sequence[float]
    stock_factors: Sequence[float]

    @property
    def is_used(self) -> bool:
        return self.weight > 0 and bool(self.factors)

    @property
    def is_had(self) -> bool:
        """Whether any ship of the mod has some of it."""
        return self.is_used and any(_counted(value) > 0 for value in self.values)

    @classmethod
    def of(
        cls, name: str, weight: float, ships: Sequence[Ship], stock: Sequence[Ship]
    ) -> "_Factors":
        metric = all_metrics()[name]
        values = [metric(ship) for ship in ships]
        reference = [metric(ship) for ship in stock]
        if all(value is None for value in values):
            return cls(name, weight, values, None, (), ())
        own, theirs = ([_counted(v) for v in found] for found in (values, reference))
        known = [value for value in reference if value is not None]
        usual = median(known) if known else None
        if theirs and median(theirs) > 0:
            return cls(name, weight, values, usual, _shares(own, theirs), _shares(theirs, theirs))
        greatest = max(theirs, default=0.0) or max(own, default=0.0)
        if greatest == 0:
            return cls(name, weight, values, usual, (), ())
        factors, stock_factors = ([1 + v / greatest for v in found] for found in (own, theirs))
        return cls(name, weight, values, usual, factors, stock_factors)

    @classmethod
    def of_scores(
        cls,
        name: str,
        weight: float,
        scores: Sequence[Score | None],
        references: Sequence[Mapping[str, float]],
    ) -> "_Factors":
        known = [score for score in scores if score is not None]
        if not known:
            return cls(name, weight, (), None, (), ())
        return cls(
            name,
            weight,
            [score.value for score in known],
            MEDIAN_SCORE,
            [score.value for score in known],
            [reference[name] for reference in references],
        )


def _counted(value: float | None) -> float:
    return 0.0 if value is None or value < SMALLEST else min(value, GREATEST)


def _shares(values: Sequence[float], stock: Sequence[float]) -> list[float]:
    """What ships have of something that is usual in their role; never quite nothing."""
    least = SHARE_OF_NOTHING * _usual(values) + LEAST * median(stock)
    return [value + least for value in values]


def _usual(values: Sequence[float]) -> float:
    """What is usual: the square of the mean square root, which one giant hardly moves.

    It grows with every value and is 0 only if all are, which a median would not do.
    """
    return (math.fsum(map(math.sqrt, values)) / len(values)) ** 2 if values else 0.0


def _combine(
    name: str,
    parts: Sequence[_Factors],
    scores: Sequence[dict[str, Score]],
    references: Sequence[dict[str, float]],
) -> None:
    """Add a score to those of each ship, and its value to those of each ship of stock."""
    if not parts:
        return
    whole = math.fsum(part.weight for part in parts)
    shares = [part.weight / whole for part in parts]
    raw = [
        math.prod(
            part.stock_factors[at] ** share for part, share in zip(parts, shares, strict=True)
        )
        for at in range(len(references))
    ]
    middle = median(raw)
    for value, reference in zip(raw, references, strict=True):
        reference[name] = MEDIAN_SCORE * value / middle
    units = _units(parts, shares, middle)
    for at, found in enumerate(scores):
        expanded = tuple(
            Part(part.name, part.values[at], part.usual, part.factors[at] / unit, share)
            for part, unit, share in zip(parts, units, shares, strict=True)
        )
        product = math.prod(part.factor**part.share for part in expanded)
        found[name] = Score(name, MEDIAN_SCORE * product, expanded)


def _units(parts: Sequence[_Factors], shares: Sequence[float], middle: float) -> list[float]:
    """What each part is divided by: its median in stock, all moved so that 100 is the median."""
    usual = [median(part.stock_factors) for part in parts]
    product = math.prod(value**share for value, share in zip(usual, shares, strict=True))
    return [value * middle / product for value in usual]
