"""Ships for the page: figures that no control changes, and the weapons that the others come from.

One decision: a metric that is not named in `LIVE` is taken from Python as it is, so a new one
shows up in the page by itself; whether a control moves it, tests find out.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from artemis_modkit.balance import Fleet, Ship, Weights, arcs, conditions, mounts, outliers, scores
from artemis_modkit.balance.game import Game
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.power import HANDS, POWERS
from artemis_modkit.model.mechanics import Mechanics, mechanic_facts
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import Role
from artemis_modkit.report.charts.figures import finite

LIVE = (
    "beam_dps", "beam_dps_sum", "beam_dps_forward", "beam_dps_aft", "beam_dps_broadside",
    "beam_dps_around", "beam_strength", "beam_strength_around", "beam_strength_sum",
    "beam_coverage", "beam_reach", "launched_dps", "exploit_ratio", "hits", "wing_dps",
    "beam_damage_per_energy", "homing_as_energy",
)  # fmt: skip
"""The metrics that the page computes, because controls change them."""


def still_names() -> list[str]:
    """The metrics that no control changes, in the order of `still` of each ship."""
    return [name for name in all_metrics() if name not in LIVE]


def metrics_payload() -> dict[str, Any]:
    """Title and unit of every metric by name."""
    return {
        name: {"title": metric.title, "unit": metric.unit, "meaning": metric.meaning.split("\n")[0]}
        for name, metric in all_metrics().items()
    }


def roles_payload() -> list[dict[str, Any]]:
    """Every role, in order; ships name theirs by its place here."""
    return [
        {"label": one.label, "shown": one.shown, "is_flown": one.is_flown,
         "is_craft": one.is_craft, "is_enemy": one.is_enemy}
        for one in Role
    ]  # fmt: skip


def rules_payload(mechanics: Mechanics, weights: Weights) -> dict[str, Any]:
    """All that figures depend on besides ships: mechanics, weights and the limits of the engine."""
    return {
        "mechanics": {name: mechanics[name] for name in mechanic_facts()},
        "weights": {name: dict(table) for name, table in weights.tables.items()},
        "powers": list(POWERS),
        "hands": [[mode.value, focuser] for mode, focuser in HANDS],
        "limits": {
            "hardest": conditions.HARDEST,
            "full_circle": arcs.FULL_CIRCLE,
            "sharp": arcs.SHARP,
            "shortest": mounts.SHORTEST,
            "median_score": scores.MEDIAN_SCORE,
            "share_of_nothing": scores.SHARE_OF_NOTHING,
            "least": scores.LEAST,
            "smallest": scores.SMALLEST,
            "greatest": scores.GREATEST,
            "to_normal_mad": outliers.TO_NORMAL_MAD,
            "to_normal_mean": outliers.TO_NORMAL_MEAN,
            "far": outliers.FAR,
            "fewest": outliers.FEWEST,
            "least_ratio": outliers.LEAST_RATIO,
        },
    }


def fleet_payload(fleet: Fleet, ships: Sequence[Ship] | None = None) -> dict[str, Any]:
    """The ships of a fleet, or some of them, and the rules that they fight by."""
    chosen = fleet.ships if ships is None else ships
    places = {id(ship.vessel.element): at for at, ship in enumerate(chosen)}
    return {
        "name": fleet.mod.name,
        "game": game_payload(fleet.game),
        "ships": [_ship(ship, places) for ship in chosen],
    }


def game_payload(game: Game) -> dict[str, Any]:
    """What a mod's settings make of the rules, as far as no control changes it.

    `tube_load` is that at 100 % without a focuser, in seconds.
    """
    plain = replace(game, conditions=game.conditions.plain)
    segments = None if game.settings is None else game.settings.number("droneDamageSegmentCount")
    return {
        "beam_delay": game.beam_delay,
        "shot_energy": game.shot_energy,
        "torpedo_energy": game.torpedo_energy,
        "homing_damage": game.homing_damage,
        "tube_load": finite(plain.tube_load),
        "hits_of_drone": max(1.0, segments or 1.0),
        "notes": list(game.notes),
    }


def _ship(ship: Ship, places: dict[int, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": ship.id,
        "name": ship.name,
        "race": ship.race,
        "role": list(Role).index(ship.role),
        "still": [finite(all_metrics()[name](ship)) for name in still_names()],
        "beams": _beams(ship),
        "shield": finite(ship.shields[0]),
        "fatal_hits": finite(ship.fatal_hits),
        "hull_damage": finite(ship.hull),
    }
    launches = {
        "drones": [_launch(one) for one in ship.drones],
        "launchers": [_launch(one) for one in ship.station_launchers],
        "tubes": ship.tubes,
        "homing": ship.stores[Munition.HOMING],
    }
    found |= {name: value for name, value in launches.items() if value}
    if ship.wing is not None and ship.bays is not None:
        found["bays"] = ship.bays
        found["wing"] = [
            places[id(one.vessel.element)]
            for one in ship.wing.craft
            if id(one.vessel.element) in places
        ]
    return found


def _launch(one: mounts.Launch) -> list[float | None]:
    return [finite(one.damage), finite(one.cycle), finite(one.range)]


def _beams(ship: Ship) -> list[list[float | None]]:
    """Damage, damage without caps, cycle, range, bearing and width of the arc of each beam.

    Damage is that of a hit before difficulty; all in the units of the file, degrees for arcs.
    """
    capped = ship.under(replace(ship.game.conditions, difficulty=1))
    both = zip(capped.beams, capped.uncapped.beams, ship.vessel.beam_ports, strict=False)
    return [
        [
            finite(one.damage),
            finite(other.damage),
            port.cycle_time if port.cycle_time and port.cycle_time > 0 else None,
            finite(one.range),
            None if one.arc is None else finite(one.arc.centre),
            None if one.arc is None else finite(one.arc.width),
        ]
        for one, other, port in both
    ]
