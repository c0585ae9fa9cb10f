"""What reports of balance say alike: a ship as data and as a row, and figures before and after."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from artemis_modkit.balance import Assessment, Scored, Ship
from artemis_modkit.balance.kill_times import Match
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.scores import SCORES
from artemis_modkit.lazy import Later
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.words import counted, short, shown

if TYPE_CHECKING:
    from artemis_modkit.patcher.what_if import WhatIf


_DIGITS = 9


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
            {**ship, "class": ship["name"], **_written(ship["score"] | ship["metrics"])}
            for ship in ships()
        ]
        return Table.of(records, columns).rows

    return Table(columns, Later(rows), frozenset({0, *range(4, len(columns))}))


def _written(figures: Mapping[str, float | None]) -> dict[str, str | None]:
    return {name: None if value is None else f"{value:g}" for name, value in figures.items()}


def match_json(match: Match) -> dict[str, Any]:
    """A match of players against enemies as data."""
    return {
        "difficulty": match.difficulty,
        **numbers_json(match, "player_kills", "enemy_kills", "advantage"),
    }


# What if: what a change in memory made of a mod, beside the mod as it is ------------------------


def with_changes(report: Report, what_if: "WhatIf", more: Sequence[Block] = ()) -> Report:
    """A report that says below its heading what was changed for it, and `more` of that."""
    changes = [
        {"change": change, "values": values}
        for change, values in zip(what_if.changes, what_if.values, strict=True)
    ]
    said = ", ".join(
        f"{change} ({counted(values, 'value')})"
        for change, values in zip(what_if.changes, what_if.values, strict=True)
    )
    told: list[Block] = [Paragraph(f"What if: {said}. Nothing is written.")]
    if what_if.doubt:
        told.append(Paragraph(f"patch refuses this: {what_if.doubt}.", Tone.WARNING))
    at = next((at for at, one in enumerate(report.blocks) if isinstance(one, Heading)), -1) + 1
    blocks = [*report.blocks[:at], *told, *more, *report.blocks[at:]]
    return replace(report, payload={**report.payload, "with": changes}, blocks=blocks)


def ships_before_and_after(before: Sequence[Scored], after: Sequence[Scored]) -> Iterator[Block]:
    """What is another figure of each ship, as `before > after`; how many ships have none."""
    earlier = {one.ship.id: one for one in reversed(before)}
    rows = []
    for one in after:
        was = earlier.get(one.ship.id)
        cells = [] if was is None else list(map(before_and_after, _figures(was), _figures(one)))
        if any(" > " in cell for cell in cells):
            number = number_of(one.ship)
            rows.append([number, short(one.ship.name), *cells])
    yield Heading("Before > after", level=2)
    if rows:
        columns = ("id", "class", "all", "off", "def", "DPS", "shield")
        yield Table.of_numbers(columns, rows, (1,))
    if left := len(after) - len(rows):
        yield Paragraph(f"{counted(left, 'ship')} as before.", Tone.QUIET)


def _figures(one: Scored) -> Iterator[str]:
    yield from (shown(one.value(name), 0) for name in SCORES[:3])
    for name in ("beam_dps", "hit_points" if one.ship.role.is_craft else "shield_front"):
        yield shown(all_metrics()[name](one.ship))


def before_and_after(before: str, after: str) -> str:
    """A figure as it was and as it is, in one cell of a table; alone where it is the same."""
    return after if before == after else f"{before} > {after}"
