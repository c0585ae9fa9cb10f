"""A ship over ranges of conditions as a report: a line for each point."""

from typing import Any

from artemis_modkit.balance.fight.duels import Figures
from artemis_modkit.balance.sweep import Sweep
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, table_of
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.views.fight import seconds_words
from artemis_modkit.report.views.ships import called, conditions_json, finite
from artemis_modkit.report.words import shown

FIGURES = ("dps", "kills", "lives", "threat")
"""What a point has, as data names it."""


def sweep_report(sweep: Sweep) -> Report:
    """All points of a sweep, the last range quickest."""
    names = [one.name for one in sweep.ranges]
    points = [
        {**dict(zip(names, values, strict=True)), **figures_json(found)}
        for values, found in sweep.points
    ]
    payload: dict[str, Any] = {
        "mod": sweep.assessment.fleet.mod.name,
        "settings": conditions_json(sweep.assessment),
        "ship": sweep.ship.id,
        "opponent": sweep.opponent.id,
        "points": points,
    }
    rows = [
        [*(f"{value:.9g}" for value in values), *figures_words(found)]
        for values, found in sweep.points
    ]
    columns = (*names, "DPS", "kills in", "lives", "threat")
    conditions = sweep.assessment.fleet.game.conditions
    blocks: list[Block] = [
        Heading(f"{called(sweep.ship)}: over {' and '.join(names)}"),
        Paragraph(
            f"Else at {conditions_words(conditions)}. Seconds against {called(sweep.opponent)}, "
            "each firing undisturbed."
        ),
        Table(columns, rows, frozenset(range(len(columns)))),
    ]
    table = table_of(points, (*names, *FIGURES), len(names))
    return Report("ship", payload, blocks, rows=table)


def figures_json(found: Figures) -> dict[str, float | None]:
    """Figures as data; infinite seconds are `None`."""
    return {name: finite(getattr(found, name)) for name in FIGURES}


def figures_words(found: Figures) -> list[str]:
    """Damage a second, seconds to kill and to live, threat."""
    seconds = [seconds_words(one) for one in (found.kills, found.lives)]
    return [shown(found.dps), *seconds, shown(found.threat, 0)]
