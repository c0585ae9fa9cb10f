"""What engineering and weapons can make of a player ship, and the energy that it takes."""

import math
from collections.abc import Iterator

from msgspec.structs import replace

from artemis_modkit.balance.conditions import Conditions, Mode
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.mechanics import by_difficulty
from artemis_modkit.model.roles import Role

POWERS = (0.51, 1.0, 2.0, 2.5, 3.0)
"""Powers as fractions, those that players measured."""

HANDS = tuple((mode, focuser) for focuser in (False, True) for mode in Mode)
"""Mode and focuser, in the order of the players' table."""


def power_table(ship: Ship) -> Iterator[tuple[Conditions, Ship]]:
    """A player ship under each of `POWERS` and `HANDS`; nothing for what has no such beams."""
    if ship.role is not Role.PLAYER or not ship.beams:
        return
    for power in POWERS:
        for mode, focuser in HANDS:
            conditions = replace(ship.game.conditions, power=power, mode=mode, focuser=focuser)
            yield conditions, ship.under(conditions)


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
