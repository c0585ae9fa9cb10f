"""The weapons that players have, one by one, and whether one of their ships' two is pointless.

They are compared as players did in their thread, one beam with one tube and by
the usual (median) beam, because a ship has several of each.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import median
from artemis_modkit.model.roles import Role


class Weapon(Struct, frozen=True):
    """A weapon of player ships: damage a second of one mount, at plain and at best conditions.

    `per_energy` is damage for an energy, `None` where it costs none; `range` in units, `None`
    where no file says.
    """

    name: str
    plain_dps: float
    dps: float
    best_dps: float
    per_energy: float | None
    range: float | None
    is_fighter: bool = False


class Contest(Struct, frozen=True):
    """The usual beam and the homing torpedo of a mod's player ships."""

    beam: Weapon
    torpedo: Weapon

    @property
    def per_second(self) -> float | None:
        """How many times a beam's damage a second a tube does; `None` without beams."""
        return self.torpedo.dps / self.beam.dps if self.beam.dps > 0 else None

    @property
    def per_energy(self) -> float | None:
        """How many times a torpedo's damage for its energy a beam does; `None` if one is free."""
        beam, torpedo = self.beam.per_energy, self.torpedo.per_energy
        return beam / torpedo if beam is not None and torpedo else None


def contest(ships: Sequence[Ship]) -> Contest | None:
    """Beam against torpedo on a mod's player ships; `None` without player ships."""
    players = [ship for ship in ships if ship.role is Role.PLAYER]
    if not players:
        return None
    game = players[0].game
    conditions = game.conditions
    plain, best = (_usual_dps(players, one) for one in (conditions.plain, conditions.best))
    hits = [beam.damage for ship in players for beam in ship.beams if beam.damage]
    cost = game.shot_energy
    energies = [damage / cost for damage in hits] if cost > 0 else []
    ranges = [beam.range for ship in players for beam in ship.beams if beam.range]
    beam = Weapon(
        "beam",
        plain,
        _usual_dps(players, conditions),
        best,
        median(energies) if energies else None,
        median(ranges) if ranges else None,
    )
    return Contest(beam, _torpedo(players[0], Munition.HOMING))


def armoury(ships: Sequence[Ship]) -> Iterator[Weapon]:
    """The weapons of a mod's players: the usual beam, tubes of homing torpedoes and nukes, craft.

    A nuke counts by all ticks of its blast on one target, the usual craft by the beams of the
    fighters, or of all craft where none is called a fighter. Craft know no power and no focuser.
    """
    found = contest(ships)
    if found is not None:
        players = [ship for ship in ships if ship.role is Role.PLAYER]
        yield from (found.beam, found.torpedo, _torpedo(players[0], Munition.NUKE))
    craft = [weapon for weapon in map(craft_weapon, ships) if weapon is not None]
    fighters = [weapon for weapon in craft if weapon.is_fighter] or craft
    if fighters:
        usual = median(fighter.dps for fighter in fighters)
        ranges = [fighter.range for fighter in fighters if fighter.range]
        yield Weapon("craft", usual, usual, usual, None, median(ranges) if ranges else None)


def craft_weapon(ship: Ship) -> Weapon | None:
    """The beams of a single-seat craft that players fly; `None` for others, and without beams."""
    dps = ship.best_volley.dps if ship.role is Role.PLAYER_CRAFT else 0
    if dps <= 0:
        return None
    ranges = [beam.range for beam in ship.beams if beam.range]
    is_fighter = "fighter" in ship.vessel.words
    return Weapon(
        ship.name, dps, dps, dps, None, max(ranges) if ranges else None, is_fighter=is_fighter
    )


def _usual_dps(players: Sequence[Ship], conditions: Conditions) -> float:
    found = [beam.dps for ship in players for beam in ship.under(conditions).beams if beam.dps > 0]
    return median(found) if found else 0.0


def _torpedo(ship: Ship, munition: Munition) -> Weapon:
    game, conditions = ship.game, ship.game.conditions
    if munition is Munition.HOMING:
        damage = game.homing_damage * conditions.spread
        per_energy = game.homing_damage / energy if (energy := game.torpedo_energy) > 0 else None
    else:
        damage = game.torpedo_damage("nuke damage") * conditions.mechanics["blast_ticks"]
        per_energy = None
    plain, now, best = (
        damage / load if (load := one.game.tube_load) else 0.0
        for one in (ship.under(conditions.plain), ship, ship.under(conditions.best))
    )
    reach = conditions.mechanics["torpedo_reach"]
    return Weapon(munition.title, plain, now, best, per_energy, reach)
