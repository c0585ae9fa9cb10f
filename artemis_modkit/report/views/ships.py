"""What `score` and `ship` say alike: a ship as data and as a row."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from artemis_modkit.balance import Assessment, Scored, Ship
from artemis_modkit.balance.duel import Match
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.outliers import Outlier
from artemis_modkit.balance.scores import OVERALL
from artemis_modkit.balance.weapons import Contest, Weapon
from artemis_modkit.report.report import Later, Table, table_of
from artemis_modkit.report.sentences import contest_words
from artemis_modkit.report.words import short

_DIGITS = 9
SCORES = (OVERALL, "offence", "defence", "mobility", "logistics")


def finite(value: float | None) -> float | None:
    """A number for JSON, to nine digits; `None` for what is none or not finite."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.{_DIGITS}g}")


def numbers_json(of: object, *names: str) -> dict[str, float | None]:
    """Numbers of a thing for JSON, by the names that they have there too."""
    return {name: finite(getattr(of, name)) for name in names}


def called(ship: Ship) -> str:
    """How texts name a ship: `20 Valkyrie`."""
    return short(ship.vessel.shown_name)


def number_of(ship: Ship) -> str:
    """Its number in tables, where it has one."""
    return "?" if ship.id is None else str(ship.id)


def head_json(assessment: Assessment) -> dict[str, Any]:
    """What the data of a report begins with: the mod, and all that its figures depend on."""
    return {"mod": assessment.fleet.mod.name, "settings": conditions_json(assessment)}


def conditions_json(assessment: Assessment) -> dict[str, Any]:
    """All that figures depend on, for the `settings` of a report."""
    game = assessment.fleet.game
    conditions = game.conditions
    return {
        "power": finite(conditions.power * 100),
        "mode": conditions.mode.value,
        "focuser": conditions.focuser,
        "difficulty": conditions.difficulty,
        "manual_model": conditions.manual_model.value,
        "range": conditions.distance,
        "spread": conditions.spread,
        "stock": assessment.stock.mod.name,
        "mechanics": dict(conditions.mechanics.changed),
        "weights": {name: dict(table) for name, table in assessment.weights.tables.items()},
        **numbers_json(
            game, "shot_energy", "torpedo_energy", "homing_damage", "tube_load", "beam_delay"
        ),
    }


def ship_json(scored: Scored) -> dict[str, Any]:
    """A ship with its scores, metrics and beams."""
    ship = scored.ship
    return {
        "id": ship.id,
        "name": ship.name,
        "race": ship.race,
        "role": ship.role.label,
        "group": ship.group.label,
        "role_reason": ship.assigned.reason,
        "score": {name: finite(scored.value(name)) for name in SCORES},
        "threat": finite(all_metrics()["threat"](ship)),
        "rank": scored.rank,
        "of": scored.of,
        "measured_by": scored.by,
        "metrics": {name: finite(metric(ship)) for name, metric in all_metrics().items()},
        "beams": [
            {
                **numbers_json(beam, "damage", "recharge", "dps", "range"),
                "arc_degrees": None if beam.arc is None else finite(beam.arc.width),
                "bearing_degrees": None if beam.arc is None else finite(beam.arc.centre),
            }
            for beam in ship.beams
        ],
    }


def fleets_json(reaches: Mapping[str, int]) -> dict[str, int]:
    """Up to which difficulty a player ship beats a usual fleet, by crew."""
    return {name.replace("-", "_"): reach for name, reach in reaches.items()}


def ranks(assessment: Assessment, scored: Scored) -> dict[str, int | None]:
    """The place of a ship among those of its group by each score, 1 the best."""
    found: dict[str, int | None] = {}
    for name in SCORES:
        own = scored.value(name)
        values = [
            one.value(name) for one in assessment.scored if one.ship.group is scored.ship.group
        ]
        better = sum(value is not None and own is not None and value > own for value in values)
        found[name] = None if own is None else better + 1
    return found


def ship_table(ships: Callable[[], Sequence[Mapping[str, Any]]]) -> Table:
    """Every score and metric, one ship a row, for tables of other programs; `ships` are as data."""
    columns = ("id", "class", "race", "role", "rank", *SCORES, *all_metrics())

    def rows() -> Sequence[Sequence[str]]:
        records = [
            {**one, "class": one["name"], **_written(one["score"] | one["metrics"])}
            for one in ships()
        ]
        return table_of(records, columns).rows

    return Table(columns, Later(rows), frozenset({0, *range(4, len(columns))}))


def _written(figures: Mapping[str, float | None]) -> dict[str, str | None]:
    return {name: None if value is None else f"{value:g}" for name, value in figures.items()}


def match_json(match: Match) -> dict[str, Any]:
    """A match of players against enemies as data."""
    return {
        "difficulty": match.difficulty,
        **numbers_json(match, "player_kills", "enemy_kills", "advantage"),
    }


def contest_json(contest: Contest | None) -> dict[str, Any] | None:
    """Beam against torpedo as data; `None` without player ships."""
    if contest is None:
        return None
    return {
        "beam": _weapon_json(contest.beam),
        "torpedo": _weapon_json(contest.torpedo),
        **numbers_json(contest, "per_second", "per_energy"),
        "verdict": contest_words(contest),
    }


def _weapon_json(weapon: Weapon) -> dict[str, Any]:
    return {
        **numbers_json(weapon, "plain_dps", "dps", "best_dps"),
        "damage_per_energy": finite(weapon.per_energy),
        "range": finite(weapon.range),
    }


def outlier_json(outlier: Outlier) -> dict[str, Any]:
    """An outlier as data."""
    return {
        "id": outlier.ship.id,
        "metric": outlier.metric,
        **numbers_json(outlier, "value", "usual", "distance"),
    }
