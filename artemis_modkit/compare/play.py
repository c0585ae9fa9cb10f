"""What two mods mean in play: what their ships can do, and players against enemies.

Both are measured by one stock, the base if it has ships, so that a score of A
and one of B are figures of one scale.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from artemis_modkit.balance import Assessment, Conditions, Scored, assess
from artemis_modkit.balance.duel import Match
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.weights import OVERALL
from artemis_modkit.compare.comparison import Comparison, Item
from artemis_modkit.model.baseline import common_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.xml import Element

DPS = "beam_dps"
BEARINGS = {
    DPS: "best",
    "beam_dps_forward": "ahead",
    "beam_dps_broadside": "broadside",
    "beam_dps_aft": "astern",
}
TOUGHNESS = ("shield_front", "shield_back", "hit_points")
SCORES = (OVERALL, "offence", "defence", "mobility", "logistics")
RANK = "rank"
METRICS = (*SCORES, *BEARINGS, "launched_dps", *TOUGHNESS)
"""What ships are compared by: scores, then metrics."""


@dataclass(frozen=True)
class ShipInPlay:
    """A ship of A and of B, and that of their base, at work; `None` where one lacks it."""

    base: Scored | None
    a: Scored | None
    b: Scored | None

    @property
    def shown(self) -> Scored:
        """That of B, or of A where B has none."""
        one = self.b or self.a
        assert one is not None
        return one

    def ratio(self, name: str) -> float | None:
        """How many times the figure of A the one of B is; `None` where either has none."""
        values = [None if one is None else figure(one, name) for one in (self.a, self.b)]
        if values[0] is None or values[1] is None or values[0] <= 0 or values[1] <= 0:
            return None
        return values[1] / values[0]


def figure(scored: Scored, name: str) -> float | None:
    """A score, rank or metric of a ship by its name; `None` where it has none."""
    if name in SCORES:
        return scored.value(name)
    return float(scored.rank) if name == RANK else all_metrics()[name](scored.ship)


@dataclass(frozen=True)
class Play:
    """The ships of a comparison at work, and both mods as a whole. `base` may be `None`."""

    a: Assessment
    b: Assessment
    base: Assessment | None
    ships: tuple[ShipInPlay, ...]

    def changes(self) -> Iterator[tuple[ShipInPlay, str]]:
        """Ships that both mods have, with the names of the figures that differ."""
        for ship in self.ships:
            if ship.a is not None and ship.b is not None:
                for name in (*METRICS, RANK):
                    if figure(ship.a, name) != figure(ship.b, name):
                        yield ship, name

    @property
    def matches(self) -> Mapping[str, tuple[Match, ...]]:
        """Players against enemies by difficulty, for `base` (if any), `a` and `b`."""
        found = {} if self.base is None else {"base": self.base.matches}
        return {**found, "a": self.a.matches, "b": self.b.matches}

    @cached_property
    def usual_ratio(self) -> float | None:
        """The median of B / A in the overall score; `None` without ships in both."""
        known = [ratio for ship in self.ships if (ratio := ship.ratio(OVERALL)) is not None]
        return median(known) if known else None

    def by_ratio(self) -> list[ShipInPlay]:
        """Ships that both have, by how much their overall score gained, the greatest first."""
        known = [ship for ship in self.ships if ship.ratio(OVERALL) is not None]
        return sorted(known, key=lambda one: (-(one.ratio(OVERALL) or 0), one.shown.ship.id or 0))


def medians(scored: Sequence[Scored], role: Role, name: str) -> float | None:
    """The median of a figure among the ships of a role; `None` where none has it."""
    values = [figure(one, name) for one in scored if one.ship.role is role]
    known = [value for value in values if value is not None]
    return median(known) if known else None


def in_play(result: Comparison, conditions: Conditions | None = None) -> Play | None:
    """What a comparison means in play; `None` where a mod has no ships."""
    conditions = conditions or Conditions()
    if not (_has_ships(result.a) and _has_ships(result.b)):
        return None
    stock = result.base if result.base is not None and _has_ships(result.base) else None
    measure = stock or common_stock(result.a, result.b)
    a, b = (assess(mod, measure, conditions) for mod in (result.a, result.b))
    base = assess(stock, stock, conditions) if stock is not None and result.has_own_base else None
    scored = [{} if one is None else _by_vessel(one) for one in (base, a, b)]

    def of(item: Item) -> ShipInPlay:
        units = item.base, item.a, item.b
        return ShipInPlay(*(
            None if one is None else known.get(one.element)
            for known, one in zip(scored, units, strict=True)
        ))  # fmt: skip

    return Play(a, b, base, tuple(of(item) for item in result.vessels.items))


def _has_ships(mod: Mod) -> bool:
    return mod.vessel_data is not None and bool(mod.vessel_data.vessels)


def _by_vessel(assessment: Assessment) -> dict[Element, Scored]:
    return {one.ship.vessel.element: one for one in assessment.scored}
