"""How long a ship lasts without a base, what it carries, and what a base makes."""

from artemis_modkit.balance.metric import Example, metric
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import mean
from artemis_modkit.model.roles import Role

_BEAM = '<beam_port x="0" z="9" playerdamage="12" arcwidth="0.4" cycletime="6" range="1000"/>'
_STORES = '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="nuk" amount="2"/>'


@metric(title="homing torpedoes", unit="torpedoes", example=Example(_STORES, 8.0))
def homing(ship: Ship) -> float | None:
    """Homing torpedoes aboard; `None` where only the computer flies it."""
    return float(ship.stores[Munition.HOMING]) if ship.role.is_flown else None


@metric(title="other torpedoes", unit="torpedoes", example=Example(_STORES, 2.0))
def special_torpedoes(ship: Ship) -> float | None:
    """Nukes, mines, EMPs and plasma shocks aboard; `None` where only the computer flies it."""
    if not ship.role.is_flown:
        return None
    special = (Munition.NUKE, Munition.MINE, Munition.EMP, Munition.PSHOCK)
    return float(sum(ship.stores[munition] for munition in special))


@metric(title="economy", unit="multiplier", example=Example(
    '<performance shipefficiency="0.5"/>', 2.0
))  # fmt: skip
def economy(ship: Ship) -> float | None:
    """How little energy its systems use: 1 / shipefficiency; in old dialects efficiency itself."""
    moves = ship.vessel.performance
    if moves is None or not ship.role.is_flown:
        return None
    if moves.ship_efficiency is not None:
        return 1 / moves.ship_efficiency if moves.ship_efficiency > 0 else None
    return moves.efficiency


@metric(title="beam damage for energy", unit="damage an energy", example=Example(_BEAM, 8.0))
def beam_damage_per_energy(ship: Ship) -> float | None:
    """Damage that its beams do for the energy of their shots; `None` without beams or cost."""
    hits = [beam.damage for beam in ship.beams if beam.damage and beam.rate > 0]
    if not ship.role.is_flown or not hits or ship.game.shot_energy <= 0:
        return None
    return mean(hits) / ship.game.shot_energy


@metric(
    title="homing damage for energy",
    unit="damage an energy",
    example=Example(_STORES + "<torpedo_tube/>", 0.25),
)
def torpedo_damage_per_energy(ship: Ship) -> float | None:
    """Damage of a homing torpedo for the energy it is worth; `None` without torpedoes."""
    if not ship.role.is_flown or not ship.stores[Munition.HOMING] or not ship.game.torpedo_energy:
        return None
    return ship.game.homing_damage / ship.game.torpedo_energy


@metric(title="homing damage aboard", unit="damage", example=Example(_STORES, 200.0))
def homing_salvo(ship: Ship) -> float | None:
    """Damage of all its homing torpedoes, if all hit."""
    return ship.stores[Munition.HOMING] * ship.game.homing_damage if ship.role.is_flown else None


@metric(
    title="homing torpedoes as energy for beams",
    unit="damage",
    example=Example(_BEAM + _STORES, 6400.0),
)
def homing_as_energy(ship: Ship) -> float | None:
    """Damage of its beams with the energy that all its homing torpedoes can be turned into.

    `None` for craft, which have no engineering, and without beams.
    """
    per_energy = beam_damage_per_energy(ship)
    if per_energy is None or ship.role.is_craft:
        return None
    return ship.stores[Munition.HOMING] * ship.game.torpedo_energy * per_energy


@metric(title="bays", unit="craft", example=Example('<carrierload baycount="5" bomber="2"/>', 5.0))
def bays(ship: Ship) -> float | None:
    """Single-seat craft that it carries; `None` for what is no carrier."""
    return None if ship.bays is None else float(ship.bays)


@metric(
    title="craft aboard",
    unit="damage a second",
    example=Example('<carrierload baycount="5"/>', None),
)
def wing_dps(ship: Ship) -> float | None:
    """Damage a second of the craft aboard: bays times the mean of its race's craft.

    `None` for what is no carrier, and where the mod has no craft of its race.
    """
    if ship.bays is None or not ship.wing:
        return None
    return ship.bays * mean(craft.best_volley.dps for craft in ship.wing)


@metric(
    title="homing torpedoes built",
    unit="torpedoes an hour",
    example=Example('<production coeff="2"/>', 40.0, "base"),
)
def production(ship: Ship) -> float | None:
    """Homing torpedoes that a station builds in an hour: coeff / minutesToProduceTorpHom.

    Source: wiki, USFP Station. `None` for what is no station, and where the file does not say: the
    oldest ones know no production.
    """
    builds = ship.vessel.production
    if ship.role is not Role.STATION:
        return None
    if builds is None:
        return 0.0 if ship.game.knows_production else None
    if builds.coefficient is None:
        return None
    return 60 * builds.coefficient / ship.game.minutes_per_homing
