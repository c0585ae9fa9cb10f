"""Energy of player ships: what drains it, and how long a ship can fire with it."""

import math

from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.mechanics import by_difficulty

_SLOT = "energyCoeff{}"
_SYSTEMS = ("Beams", "Tubes", "Tactical", "Maneuver", "Impulse", "Warp", "FrontShlds", "RearShlds")
_POWERED = ("Beams", "Tubes")


def energy_drain(ship: Ship) -> float:
    """Energy a second that a player ship uses without firing, by difficulty and power.

    Source: wiki, Energy, for each difficulty; that beams and tubes have of it the share of their
    coefficients in artemis.ini, and use it by their power, is a guess.
    """
    game = ship.game
    found = (
        {}
        if game.settings is None
        else {
            name: value
            for name in _SYSTEMS
            if (value := game.settings.number(_SLOT.format(name))) is not None and value > 0
        }
    )
    powered = sum(found.get(name, 0.0) for name in _POWERED) / sum(found.values()) if found else 0.0
    conditions = game.conditions
    plain = by_difficulty("energy_drain")[conditions.difficulty - 1]
    return (
        plain * conditions.mechanics["energy_drain_factor"] * (1 + powered * (conditions.power - 1))
    )


def endurance(ship: Ship) -> float:
    """Seconds that a player ship fires its beams with the energy that it begins with.

    1000 / (drain of the difficulty + shots a second × energy a shot); infinite without a drain.
    """
    drain = energy_drain(ship) + ship.best_volley.shots * ship.game.shot_energy
    return ship.game.conditions.mechanics["start_energy"] / drain if drain > 0 else math.inf
