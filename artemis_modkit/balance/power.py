"""What engineering and weapons can make of a player ship: every power, mode and focuser."""

from collections.abc import Iterator

from msgspec.structs import replace

from artemis_modkit.balance.conditions import Conditions, Mode
from artemis_modkit.balance.ship import Ship
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
