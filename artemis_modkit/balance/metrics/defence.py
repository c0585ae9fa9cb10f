"""What a ship can take."""

import math

from artemis_modkit.balance.metric import Example, metric
from artemis_modkit.balance.ship import Ship

_SHIELDS = '<shields front="80" back="60"/>'
_CRAFT = '<shields front="15" back="15" player="120"/>'


@metric(title="front shield", unit="damage", example=Example(_SHIELDS, 80.0))
def shield_front(ship: Ship) -> float | None:
    """Damage that the front shield takes; `None` for craft, whose hit points they are."""
    return None if ship.role.is_craft else ship.shields[0]


@metric(title="back shield", unit="damage", example=Example(_SHIELDS, 60.0))
def shield_back(ship: Ship) -> float | None:
    """Damage that the back shield takes; `None` for craft."""
    return None if ship.role.is_craft else ship.shields[1]


@metric(
    title="hit points",
    unit="damage",
    example=Example(_CRAFT, 120.0, "player singleseat fighter"),
)
def hit_points(ship: Ship) -> float | None:
    """Damage that a single-seat craft takes; `None` for what is no craft."""
    return ship.hit_points


@metric(
    title="hits it takes",
    unit="hits",
    example=Example(_CRAFT, 12.0, "player singleseat fighter"),
)
def hits(ship: Ship) -> float | None:
    """Hits of a standard enemy beam at the difficulty that a single-seat craft is lost at.

    One at least, also for a craft without shields.
    """
    if ship.hit_points is None:
        return None
    conditions = ship.game.conditions
    hit = conditions.mechanics["standard_enemy_damage"] * conditions.beam_multiplier
    found = ship.hit_points / hit
    return max(1, math.ceil(found)) if math.isfinite(found) else None


@metric(title="hull", unit="hits or damage", example=Example("", 56.0))
def hull(ship: Ship) -> float | None:
    """What the hull takes behind the shields: hits of a player ship, else damage.

    A player ship is lost at 70 % of the nodes of its .snt; the damage of others is a nominal 70.
    """
    return ship.hull if ship.fatal_hits is None else ship.fatal_hits


@metric(title="shield recharge", unit="rate of artemis.ini", example=Example("", 0.4))
def shield_recharge(ship: Ship) -> float | None:
    """How fast shields come back, as artemis.ini sets it; nobody has measured its unit.

    `None` for craft, whose shields do not come back.
    """
    if ship.role.is_craft:
        return None
    return ship.game.shield_recharge(is_flown=ship.role.is_flown)
