"""What the balance engine says of a whole mod: ships, scores, outliers, and who is stronger."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.kill_times import Match, matches
from artemis_modkit.balance.outliers import Outlier, outliers
from artemis_modkit.balance.scale import Scale, scales
from artemis_modkit.balance.scores import Scored, Weights, score
from artemis_modkit.balance.ship import Ship
from artemis_modkit.balance.weapons import Contest, contest
from artemis_modkit.changes.pairing import aligned_vessels
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.xml import Element

if TYPE_CHECKING:
    from artemis_modkit.balance.fight.ladder import Ladder


class Assessment(Struct, frozen=True, dict=True):
    """A mod's ships and those of the stock that they are measured by."""

    fleet: Fleet
    stock: Fleet
    weights: Weights

    @cached_property
    def scored(self) -> tuple[Scored, ...]:
        """Every ship with its scores, in the order of the file."""
        return score(self.fleet.ships, self.yardstick, self.weights)

    @cached_property
    def by_element(self) -> Mapping[Element, Scored]:
        """The same by the elements of the file."""
        return {one.ship.vessel.element: one for one in self.scored}

    @property
    def yardstick(self) -> tuple[Ship, ...]:
        """The ships of stock, and those of the newest stock for roles that it lacks."""
        own = {ship.role for ship in self.stock.ships}
        lacking = {ship.role for ship in self.fleet.ships} - own
        return self.stock.ships + (_newest(lacking, self.fleet) if lacking else ())

    @cached_property
    def outliers(self) -> tuple[Outlier, ...]:
        """Ships far from the others of their role in this mod, in what scores are made of.

        Those that stock has just so are left out.
        """
        if self.fleet is self.stock:
            return ()
        theirs = {own.vessel.element: stock for stock, own in self.pairs}
        return tuple(
            outlier
            for outlier in outliers(self.fleet.ships, _parts(self.weights))
            if (stocks := theirs.get(outlier.ship.vessel.element)) is None
            or outlier.value != outlier.figure(stocks)
        )

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The factors by which the mod scales stock's figures, with who deviates."""
        if self.fleet is self.stock:
            return ()
        return scales([(stock.vessel, own.vessel) for stock, own in self.pairs])

    @cached_property
    def pairs(self) -> list[tuple[Ship, Ship]]:
        """The ships of stock, each with the one of the mod that is measured by it."""
        of_stock, own = (
            {ship.vessel.element: ship for ship in fleet.ships}
            for fleet in (self.stock, self.fleet)
        )
        pairs = aligned_vessels(
            [ship.vessel for ship in of_stock.values()], [ship.vessel for ship in own.values()]
        )
        return [
            (of_stock[vessel.element], own[other.element])
            for vessel, other in pairs
            if vessel is not None and other is not None
        ]

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Players against enemies, difficulty by difficulty."""
        return matches(self.fleet.ships)

    @cached_property
    def ladder(self) -> "Ladder":
        """Its enemies, for its player ships to be held against."""
        from artemis_modkit.balance.fight.ladder import Ladder

        return Ladder(self.fleet)

    @cached_property
    def contest(self) -> Contest | None:
        """Homing torpedoes against beams; `None` without player ships."""
        return contest(self.fleet.ships)


def assess(
    mod: Mod, stock: Mod, conditions: Conditions, weights: Weights | None = None
) -> Assessment:
    """Assess a mod by a stock under some conditions.

    Raises `ModkitError` for a mod without ships.
    """
    return assess_all([mod], stock, conditions, weights)[0]


def assess_all(
    mods: Sequence[Mod], stock: Mod, conditions: Conditions, weights: Weights | None = None
) -> list[Assessment]:
    """Assess mods, each as `assess` does, by the same ships of stock."""
    fleets = [Fleet.of(mod, stock, conditions) for mod in mods]
    for fleet in fleets:
        if not fleet.ships:
            name = fleet.mod.name
            raise ModkitError(f"{name}: there are no vessels in its vesselData.xml to score")
    own = (fleet for mod, fleet in zip(mods, fleets, strict=True) if mod is stock)
    of_stock = next(own, None) or Fleet.of(stock, stock, conditions)
    return [Assessment(fleet, of_stock, weights or Weights.standard()) for fleet in fleets]


def _newest(roles: Iterable[Role], fleet: Fleet) -> tuple[Ship, ...]:
    newest = Mod.open("stock")
    wanted = set(roles)
    ships = Fleet.of(newest, newest, fleet.game.conditions).ships
    return tuple(ship for ship in ships if ship.role in wanted)


def _parts(weights: Weights) -> list[str]:
    return [name for table in weights.scores for name in weights.tables[table]]
