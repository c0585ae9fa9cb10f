"""How dangerous a ship is, in points that hold for all roles: 100 is a Kralien Cruiser of stock."""

import math
from collections.abc import Callable, Mapping, Sequence

from artemis_modkit.balance.metric import Example, metric
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import mean

CRUISER = 100.0
"""Points of the Kralien Cruiser."""

_CRUISER = (
    '<beam_port x="0" z="9" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>' * 2
    + '<shields front="40" back="40"/>'
)


@metric(title="threat", unit="points", example=Example(_CRUISER, CRUISER, "small"))
def threat(ship: Ship) -> float | None:
    """How dangerous it is beside a Kralien Cruiser of stock, 100, with all that it carries.

    The root of damage a second in the first minute times the damage that it can take.
    """
    return threat_of_fleet([ship])


def threat_of_fleet(ships: Sequence[Ship]) -> float:
    """Points of ships that fight together; 0 of none.

    All fire, and all must be killed: the root of their damage a second together times what they
    take together. So points add up, and twice the points are four times the strength (Lanchester's
    square law).
    """
    if not ships:
        return 0.0
    done = math.fsum(sum(strikes(ship).values()) for ship in ships)
    taken = math.fsum(sum(takes(ship).values()) for ship in ships)
    dps, life = cruiser(ships[0])
    return CRUISER * math.sqrt(done / dps) * math.sqrt(taken / life)


def cruiser(ship: Ship) -> tuple[float, float]:
    """Damage a second of the Kralien Cruiser, and damage it takes, under a ship's conditions."""
    mechanics = ship.game.conditions.mechanics
    dps = mechanics["standard_beams"] * _standard_hit(ship) / mechanics["standard_cycle"]
    return dps, mechanics["standard_shield"] + mechanics["enemy_hull"]


def strikes(ship: Ship) -> Mapping[str, float]:
    """Damage a second in the first minute, by what does it.

    Players and stations turn to where their beams do most; the computer flies at its target.
    """
    torpedoes = ship.first_minute
    found = {
        "beams": ship.fire_at(0) if ship.flies_at_targets else ship.best_volley.dps,
        "homing torpedoes": torpedoes.get(Munition.HOMING, 0.0),
        "blasts, EMPs and shocks": sum(
            dps for kind, dps in torpedoes.items() if kind is not Munition.HOMING
        ),
        "drones and launchers": ship.without_end_dps,
        "craft": _craft(ship, lambda one: sum(strikes(one).values())),
    }
    return {name: dps for name, dps in found.items() if dps > 0}


def takes(ship: Ship) -> Mapping[str, float]:
    """Damage that it can take, by what takes it; hits on a player ship are of standard beams."""
    nodes = ship.fatal_hits
    hull = ship.hull if nodes is None else nodes * _standard_hit(ship)
    found = {
        "front shield": 0.0 if ship.role.is_craft else ship.shields[0] or 0.0,
        "hull": (ship.hit_points or 0.0) if ship.role.is_craft else hull or 0.0,
        "craft": _craft(ship, lambda one: sum(takes(one).values())),
    }
    return {name: damage for name, damage in found.items() if damage > 0}


def _craft(ship: Ship, figure: Callable[[Ship], float]) -> float:
    """A figure of the craft in its bays, each the mean of its race's."""
    if not ship.wing or not ship.bays or ship.bays < 0:
        return 0.0
    return ship.bays * mean(map(figure, ship.wing))


def _standard_hit(ship: Ship) -> float:
    """Damage of a hit of a standard enemy beam at the difficulty."""
    conditions = ship.game.conditions
    return conditions.mechanics["standard_enemy_damage"] * conditions.beam_multiplier
