"""Ships far from the others of their role, found robustly: by median and MAD of logarithms.

Ratios matter, not differences, so figures are compared as logarithms; and the
median and the median absolute deviation (MAD) are not moved by the outliers themselves.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.numbers import mean, median

TO_NORMAL_MAD = 0.6745
"""The median deviation of normally distributed figures, as a share of the standard one."""

TO_NORMAL_MEAN = 0.7979
"""Their mean deviation, as a share of the standard one."""

FAR = 3.5
"""Modified z-score over which a figure is an outlier (Iglewicz and Hoaglin, 1993)."""

FEWEST = 5
"""Ships of a role that it takes to say what is usual."""

GIANT = 20.0
"""Times the median from which on a figure is an outlier however widely the others spread, so that
a role of two sizes does not hide its giants: TSN's transports with 66 times the usual beams."""

LEAST_RATIO = 1.5
"""Figures nearer to the median than this are none, however alike the others are."""


class Outlier(Struct, frozen=True):
    """A figure of a ship that is far from the `usual` (median) one of its role.

    `distance` is the modified z-score of its logarithm, below 0 for one that is small.
    """

    ship: Ship
    metric: str
    value: float
    usual: float
    distance: float

    @property
    def ratio(self) -> float:
        """How many times as great or as small as the usual it is, to nine digits."""
        return float(f"{max(self.value / self.usual, self.usual / self.value):.9g}")

    def figure(self, ship: Ship) -> float | None:
        """The same figure of another ship."""
        return all_metrics()[self.metric](ship)


def outliers(ships: Iterable[Ship], metrics: Iterable[str]) -> tuple[Outlier, ...]:
    """The outliers among ships by some metrics, ship by ship, those with the greatest ratio first.

    Figures that are `None`, 0 or below are left out: to lack something is no size.
    """
    by_group = defaultdict(list)
    for ship in ships:
        by_group[ship.group].append(ship)
    found = [
        outlier
        for name in metrics
        for members in by_group.values()
        for outlier in _far(name, members)
    ]
    most: dict[Ship, float] = defaultdict(float)
    for outlier in found:
        most[outlier.ship] = max(most[outlier.ship], outlier.ratio)
    return tuple(
        sorted(
            found,
            key=lambda outlier: (
                -most[outlier.ship],
                outlier.ship.id or 0,
                -outlier.ratio,
                outlier.metric,
            ),
        )
    )


def _far(name: str, ships: Sequence[Ship]) -> Iterable[Outlier]:
    metric = all_metrics()[name]
    known = [(ship, value) for ship in ships if (value := metric(ship)) is not None and value > 0]
    if len(known) < FEWEST:
        return
    logs = [math.log(value) for _, value in known]
    middle = median(logs)
    spread = _spread([abs(log - middle) for log in logs])
    for (ship, value), log in zip(known, logs, strict=True):
        if abs(log - middle) < math.log(LEAST_RATIO) or spread == 0:
            continue
        distance = (log - middle) / spread
        if abs(distance) > FAR or log - middle >= math.log(GIANT):
            yield Outlier(ship, name, value, math.exp(middle), distance)


def _spread(deviations: Sequence[float]) -> float:
    """The usual deviation, on the scale of a standard deviation.

    Of more than half equal figures the MAD is 0; the mean deviation stands in for it then.
    """
    mad = median(deviations)
    return mad / TO_NORMAL_MAD if mad > 0 else mean(deviations) / TO_NORMAL_MEAN
