"""How a ship moves."""

from artemis_modkit.balance.metric import Example, metric
from artemis_modkit.balance.ship import Ship

_MOVES = '<performance turnrate="0.004" topspeed="0.6" warpefficiency="0.5" jumpefficiency="2"/>'


@metric(title="top speed", unit="units a second", example=Example(_MOVES, 60.0))
def speed(ship: Ship) -> float | None:
    """Impulse speed at full: topspeed times 100 (wiki, Munitions)."""
    moves = ship.vessel.performance
    if moves is None or moves.top_speed is None:
        return None
    return moves.top_speed * ship.game.conditions.mechanics["speed_unit"]


@metric(title="turn rate", unit="degrees a second", example=Example(_MOVES, 10.0))
def turn(ship: Ship) -> float | None:
    """Turn rate: turnrate times 2500 (protocol notes)."""
    moves = ship.vessel.performance
    if moves is None or moves.turn_rate is None:
        return None
    return moves.turn_rate * ship.game.conditions.mechanics["turn_unit"]


@metric(title="warp economy", unit="multiplier", example=Example(_MOVES, 2.0))
def warp_economy(ship: Ship) -> float | None:
    """How little energy warp uses: 1 / warpefficiency; in old dialects efficiency itself."""
    moves = ship.vessel.performance
    if moves is None or not ship.role.is_flown:
        return None
    if moves.warp_efficiency is not None:
        return 1 / moves.warp_efficiency if moves.warp_efficiency > 0 else None
    return moves.efficiency


@metric(title="jump economy", unit="multiplier", example=Example(_MOVES, 0.5))
def jump_economy(ship: Ship) -> float | None:
    """How little energy jumps use: 1 / jumpefficiency."""
    moves = ship.vessel.performance
    if moves is None or not ship.role.is_flown or moves.jump_efficiency is None:
        return None
    return 1 / moves.jump_efficiency if moves.jump_efficiency > 0 else None
