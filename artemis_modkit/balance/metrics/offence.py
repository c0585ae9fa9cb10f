"""What a ship can do to others."""

import math

from artemis_modkit.balance.metric import Example, metric
from artemis_modkit.balance.mounts import volley
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.roles import Role

_BEAM = (
    '<beam_port x="0" z="9" damage="1" playerdamage="12" arcwidth="{}" cycletime="6" range="{}"/>'
)
_BOW = _BEAM.format("0.5", "1000")
_ALL_ROUND = _BEAM.format("1", "1500")


@metric(
    title="beams, best direction",
    unit="damage a second",
    example=Example(_BOW + _ALL_ROUND, 4.0),
)
def beam_dps(ship: Ship) -> float | None:
    """Damage a second of the beams in the direction in which they do most."""
    return ship.best_volley.dps


@metric(title="all beams", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 4.0))
def beam_dps_sum(ship: Ship) -> float | None:
    """Damage a second of all beams in range, whether or not they can bear on one target."""
    return volley(ship.reaching_beams, ship.most_shots).dps


@metric(title="beams ahead", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 4.0))
def beam_dps_forward(ship: Ship) -> float | None:
    """Damage a second of the beams dead ahead."""
    return ship.fire_at(0)


@metric(title="beams astern", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 2.0))
def beam_dps_aft(ship: Ship) -> float | None:
    """Damage a second of the beams dead astern."""
    return ship.fire_at(180)


@metric(title="broadside", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 4.0))
def beam_dps_broadside(ship: Ship) -> float | None:
    """Damage a second of the beams on the better of both beam ends, at 90 or 270 degrees."""
    return max(ship.fire_at(90), ship.fire_at(270))


@metric(title="beams all round", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 3.0))
def beam_dps_around(ship: Ship) -> float | None:
    """Mean over all directions of the damage a second of the beams."""
    return _around(ship)


@metric(
    title="beams uncapped",
    unit="damage a second",
    example=Example(_BOW + _ALL_ROUND, 4.0),
)
def beam_strength(ship: Ship) -> float | None:
    """Damage a second of the beams where its pilot has a target, if artemis.ini capped none.

    Players and bases turn to where their beams do most; the computer flies at its target, and has
    it ahead. Scores are made of it: they are about ships, the caps are one for all.
    """
    return ship.uncapped.fire_at(0) if ship.flies_at_targets else ship.uncapped.best_volley.dps


@metric(
    title="beams uncapped, ahead", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 4.0)
)
def beam_strength_ahead(ship: Ship) -> float | None:
    """Damage a second of the beams dead ahead, if artemis.ini capped none."""
    return ship.uncapped.fire_at(0)


@metric(
    title="beams uncapped, all round",
    unit="damage a second",
    example=Example(_BOW + _ALL_ROUND, 3.0),
)
def beam_strength_around(ship: Ship) -> float | None:
    """Mean over all directions of the damage a second of the beams, if artemis.ini capped none.

    No direction of a ship of the computer counts for more than dead ahead, where it has its target:
    beams astern fire at what it passes, and make up for none ahead.
    """
    uncapped = ship.uncapped
    return _around(uncapped, uncapped.fire_at(0) if ship.flies_at_targets else math.inf)


@metric(title="all beams uncapped", unit="damage a second", example=Example(_BOW + _ALL_ROUND, 4.0))
def beam_strength_sum(ship: Ship) -> float | None:
    """Damage a second of all beams, whichever way they point, if artemis.ini capped none."""
    return volley(ship.uncapped.reaching_beams, ship.most_shots).dps


@metric(title="covered", unit="percent of the circle", example=Example(_BOW, 50.0))
def beam_coverage(ship: Ship) -> float | None:
    """Share of all directions in which at least one beam does damage."""
    return sum(sector.width for sector in ship.fire if sector.value > 0) / 3.6


@metric(title="reach of beams", unit="units", example=Example(_BOW + _ALL_ROUND, 1500.0))
def beam_reach(ship: Ship) -> float | None:
    """How far the beam that reaches farthest does."""
    return max((beam.range or 0.0 for beam in ship.beams if beam.dps > 0), default=0.0)


@metric(
    title="launched",
    unit="damage a second",
    example=Example('<drone_port damage="30" cycletime="20" range="7000"/>', 1.95, "large"),
)
def launched_dps(ship: Ship) -> float | None:
    """Damage a second of all it launches, if all hit: homing torpedoes, drones."""
    return ship.launched_dps


@metric(
    title="munitions",
    unit="damage a second",
    example=Example('<torpedo_tube/><torpedo_storage type="trp" amount="2"/>', 25 * 2 / 60),
)
def munitions(ship: Ship) -> float | None:
    """Damage a second by what it launches in the first minute, with what is aboard, best first.

    Nukes, mines and EMPs count for all that they catch; drones and stations' torpedoes never end.
    """
    return sum(ship.first_minute.values()) + ship.without_end_dps


@metric(title="exploit ratio", unit="times", example=Example(_BOW, 18.0))
def exploit_ratio(ship: Ship) -> float | None:
    """How many times more its beams do at full power, manual and focused than at 100 %, automatic.

    Only where players fly it and its beams do damage.
    """
    if ship.role is not Role.PLAYER:
        return None
    conditions = ship.game.conditions
    plain = ship.under(conditions.plain).best_volley.dps
    return ship.under(conditions.best).best_volley.dps / plain if plain > 0 else None


def _around(ship: Ship, most: float = math.inf) -> float:
    """Mean over all directions of the damage a second of its beams, each direction up to `most`."""
    return sum(min(sector.value, most) * sector.width for sector in ship.fire) / 360
