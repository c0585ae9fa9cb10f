"""What two mods mean in play: what their ships can do, and players against enemies.

Both are measured by one stock, the base if it has ships, so that a score of A
and one of B are figures of one scale.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance import Assessment, Conditions, Scored, assess_all
from artemis_modkit.balance.fight.ladder import Headline, headline
from artemis_modkit.balance.kill_times import Match
from artemis_modkit.balance.scores import OVERALL, RANK, SCORES, figure
from artemis_modkit.balance.weapons import Weapon, armoury, craft_weapon
from artemis_modkit.changes.align import Unit
from artemis_modkit.compare.comparison import Comparison, Matched
from artemis_modkit.model.baseline import common_stock
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.numbers import median
from artemis_modkit.model.roles import Role

DPS = "beam_dps"
BEARINGS = {
    DPS: "best",
    "beam_dps_forward": "ahead",
    "beam_dps_broadside": "broadside",
    "beam_dps_aft": "astern",
}
TOUGHNESS = ("shield_front", "shield_back", "hit_points")
METRICS = (*SCORES, *BEARINGS, "launched_dps", *TOUGHNESS)
"""What ships are compared by: scores, then metrics."""


class ShipInPlay(Struct, frozen=True):
    """A ship of A and of B at work; `None` where one lacks it."""

    a: Scored | None
    b: Scored | None
    item: Matched
    _bases: Assessment | None

    @property
    def base(self) -> Scored | None:
        """That of their base, whose ships are scored only where one is asked for."""
        return None if self._bases is None else _at_work(self._bases, self.item.base)

    @property
    def is_changed(self) -> bool:
        """Whether both mods have it, with other figures of its own."""
        return any(change.kind is Area.BALANCE for change in self.item.changes)

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


class WeaponInPlay(Struct, frozen=True):
    """A weapon of the players of base, A and B; `None` where they have none, or nobody asks."""

    name: str
    base: Weapon | None
    a: Weapon | None
    b: Weapon | None


class Play(Struct, frozen=True, dict=True):
    """The ships of a comparison at work, and both mods as a whole. `base` may be `None`.

    `chosen` are the ships that are asked for; what is usual is so among all `ships`.
    """

    a: Assessment
    b: Assessment
    base: Assessment | None
    ships: tuple[ShipInPlay, ...]
    chosen: tuple[ShipInPlay, ...]

    def of(self, part: Comparison) -> "Play":
        """The same where only the ships of a part of the comparison are asked for."""
        wanted = {(item.a, item.b) for item in part.vessels.items}
        chosen = (ship for ship in self.ships if (ship.item.a, ship.item.b) in wanted)
        return replace(self, chosen=tuple(chosen))

    def changes(self) -> Iterator[tuple[ShipInPlay, str]]:
        """Chosen ships that both mods have, with the names of the figures that differ."""
        for ship in self.chosen:
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
    def headlines(self) -> Mapping[str, Headline | None]:
        """Against how much the usual player ship of `base` (if any), `a` and `b` stands up."""
        sides = {"a": self.a, "b": self.b} | ({} if self.base is None else {"base": self.base})
        return {side: headline(assessment.ladder) for side, assessment in sides.items()}

    def weapons(self) -> Iterator["WeaponInPlay"]:
        """The weapons of players, kind by kind, and craft that only one mod has, by name."""
        sides = [
            () if assessment is None else assessment.fleet.ships
            for assessment in (self.base, self.a, self.b)
        ]
        kinds = [{weapon.name: weapon for weapon in armoury(ships)} for ships in sides]
        for name in dict.fromkeys(name for side in kinds[1:] for name in side):
            yield WeaponInPlay(name, *(side.get(name) for side in kinds))
        for ship in self.ships:
            if ship.a is None or ship.b is None:
                craft = craft_weapon(ship.shown.ship)
                if craft is not None and craft.is_fighter:
                    sides_of_it = [craft if side else None for side in (ship.a, ship.b)]
                    yield WeaponInPlay(craft.name, None, *sides_of_it)

    @cached_property
    def usual_ratio(self) -> float | None:
        """The median of B / A in the overall score; `None` without ships in both."""
        known = [ratio for ship in self.ships if (ratio := ship.ratio(OVERALL)) is not None]
        return median(known) if known else None

    def by_ratio(self) -> list[ShipInPlay]:
        """Chosen ships of both, by how much their overall score gained, the greatest first.

        To nine digits, since systems round powers each in their own way in the last ones.
        """
        known = [(ship, ship.ratio(OVERALL)) for ship in self.chosen]
        ranked = [(-round(ratio, 9), ship) for ship, ratio in known if ratio is not None]
        ranked.sort(key=lambda one: (one[0], one[1].shown.ship.id or 0))
        return [ship for _, ship in ranked]


def medians(scored: Sequence[Scored], role: Role, name: str) -> float | None:
    """The median of a figure among the ships of a role; `None` where none has it."""
    values = [figure(one, name) for one in scored if one.ship.role is role]
    known = [value for value in values if value is not None]
    return median(known) if known else None


def in_play(result: Comparison, conditions: Conditions | None = None) -> Play | None:
    """What a comparison means in play; `None` where a mod has no ships."""
    conditions = conditions or Conditions()
    if not (result.a.vessels and result.b.vessels):
        return None
    stock = result.base if result.base is not None and result.base.vessels else None
    measure = stock or common_stock(result.a, result.b)
    own = [stock] if stock is not None and result.has_own_base else []
    a, b, *bases = assess_all([result.a, result.b, *own], measure, conditions)
    base = bases[0] if bases else None
    ships = tuple(
        ShipInPlay(_at_work(a, item.a), _at_work(b, item.b), item, base)
        for item in result.vessels.items
    )
    return Play(a, b, base, ships, ships)


def _at_work(mod: Assessment, one: Unit | None) -> Scored | None:
    return None if one is None else mod.by_element.get(one.element)
