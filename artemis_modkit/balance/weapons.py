"""Whether one of a player ship's two weapons is pointless: homing torpedoes against beams.

Both are compared as players did in their thread, one beam with one tube and by
the usual (median) beam, because a ship has several of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.roles import Role


@dataclass(frozen=True, slots=True)
class Weapon:
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


@dataclass(frozen=True, slots=True)
class Contest:
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
    ranges = [beam.range for ship in players for beam in ship.beams if beam.range]
    beam = Weapon(
        "beam",
        plain,
        _usual_dps(players, conditions),
        best,
        median(hits) / cost if hits and cost > 0 else None,
        median(ranges) if ranges else None,
    )
    return Contest(beam, _torpedo(players[0], conditions))


def _usual_dps(players: Sequence[Ship], conditions: Conditions) -> float:
    found = [beam.dps for ship in players for beam in ship.under(conditions).beams if beam.dps > 0]
    return median(found) if found else 0.0


def _torpedo(ship: Ship, conditions: Conditions) -> Weapon:
    game = ship.game
    plain, now, best = (
        conditions.spread * game.homing_damage / load if (load := one.game.tube_load) else 0.0
        for one in (ship.under(conditions.plain), ship, ship.under(conditions.best))
    )
    energy = game.torpedo_energy
    per_energy = game.homing_damage / energy if energy > 0 else None
    return Weapon(
        "homing torpedo", plain, now, best, per_energy, conditions.mechanics["torpedo_reach"]
    )
