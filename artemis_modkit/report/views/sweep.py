"""Ships over ranges of conditions, and what each of their attributes is worth, as reports."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from artemis_modkit.balance.fight.duels import Figures
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.scores import SCORES
from artemis_modkit.balance.scores import figure as figure_of
from artemis_modkit.balance.ship import Ship
from artemis_modkit.balance.sweep import ModSweep, Sweep
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.views.fight import seconds_words
from artemis_modkit.report.views.score import Choice, chosen_of, figure_named
from artemis_modkit.report.views.ships import (
    called,
    finite,
    head_json,
    number_of,
    numbers_json,
)
from artemis_modkit.report.words import short, shown

if TYPE_CHECKING:
    from artemis_modkit.patcher.sensitivity import Sensitivities, Sensitivity

FIGURES = ("dps", "kills", "lives", "threat")
"""What a point has, as data names it."""


def sweep_report(sweep: Sweep) -> Report:
    """All points of a sweep, the last range quickest."""
    names = [one.name for one in sweep.ranges]
    points = [
        {**dict(zip(names, values, strict=True)), **numbers_json(figures, *FIGURES)}
        for values, figures in sweep.points
    ]
    payload: dict[str, Any] = {
        **head_json(sweep.assessment),
        "ship": sweep.ship.id,
        "opponent": sweep.opponent.id,
        "points": points,
    }
    rows = [
        [*(f"{value:.9g}" for value in values), *figures_words(figures)]
        for values, figures in sweep.points
    ]
    columns = (*names, "DPS", "kills in", "lives", "threat")
    conditions = sweep.assessment.fleet.game.conditions
    blocks: list[Block] = [
        Heading(f"{called(sweep.ship)}: over {' and '.join(names)}"),
        Paragraph(
            f"Else at {conditions_words(conditions)}. Seconds against {called(sweep.opponent)}, "
            "each firing undisturbed."
        ),
        Table.of_numbers(columns, rows, ()),
    ]
    table = Table.of(points, (*names, *FIGURES), len(names))
    return Report("ship", payload, blocks, rows=table)


def mod_sweep_report(sweep: ModSweep, choice: Choice) -> Report:
    """One figure of ships at all points: that by which they are sorted, else their threat.

    Raises `ModkitError` for a choice that does not exist.
    """
    figure, ships, points = swept_figures(sweep, choice)
    names = [one.name for one in sweep.ranges]
    payload: dict[str, Any] = {
        **head_json(sweep.assessment),
        "figure": figure,
        "points": [
            {**dict(zip(names, values, strict=True)), "id": ship.id, "name": ship.name,
             figure: finite(value)}
            for values, found in points
            for ship, value in zip(ships, found, strict=True)
        ],
    }  # fmt: skip
    first, *others = sweep.ranges
    by_point = dict(points)
    digits = 0 if figure in SCORES or all_metrics()[figure].unit == "points" else 2
    rows = [
        [number_of(ship), short(ship.name)]
        + [f"{value:.9g}" for value in rest]
        + [shown(by_point[value, *rest][at], digits) for value in first.values]
        for at, ship in enumerate(ships)
        for rest in product(*(one.values for one in others))
    ]
    columns = ["id", "class", *names[1:], *(f"{value:.9g}" for value in first.values)]
    conditions = sweep.assessment.fleet.game.conditions
    blocks: list[Block] = [
        Heading(f"{payload['mod']}: {figure} over {' and '.join(names)}"),
        Paragraph(f"Else at {conditions_words(conditions)}. A column for each {first.name}."),
        Table.of_numbers(columns, rows, (1,)),
    ]
    table = Table.of(payload["points"], ("id", "name", *names, figure))
    return Report("score", payload, blocks, rows=table)


def swept_figures(
    sweep: ModSweep, choice: Choice
) -> tuple[str, list[Ship], list[tuple[tuple[float, ...], list[float | None]]]]:
    """A figure by its name, ships, and the figure of each of them at each point."""
    figure = figure_named(choice.sort or "threat")
    ships = [one.ship for one in chosen_of(sweep.assessment, replace(choice, sort=figure))]
    elements = [ship.vessel.element for ship in ships]
    points = []
    for values, assessment in sweep.points:
        found = assessment.by_element
        points.append((values, [figure_of(found[element], figure) for element in elements]))
    return figure, ships, points


def figures_words(figures: Figures) -> list[str]:
    """Damage a second, seconds to kill and to live, threat."""
    seconds = [seconds_words(one) for one in (figures.kills, figures.lives)]
    return [shown(figures.dps), *seconds, shown(figures.threat, 0)]


# What each attribute of a ship is worth ---------------------------------------------------------

_SHIELD = "shields.front"
_DAMAGE = ("beam_port.playerdamage", "beam_port.damage")


def sensitivity_report(sensitivities: "Sensitivities") -> Report:
    """Every attribute a tenth less and a tenth more, those that move nothing named below."""
    payload: dict[str, Any] = {
        **head_json(sensitivities.assessment),
        "ship": sensitivities.ship.id,
        "opponent": sensitivities.opponent.id,
        "plain": numbers_json(sensitivities.plain, *FIGURES),
        "sensitivity": [
            {
                "path": sensitivity.path,
                "value": sensitivity.value,
                "threat_a_point": finite(sensitivity.threat_a_point),
                "changes": [
                    {"factor": change.factor, **numbers_json(change.figures, *FIGURES)}
                    for change in (sensitivity.less, sensitivity.more)
                ],
            }
            for sensitivity in sensitivities.each
        ],
    }
    rows = [
        {"path": one["path"], "value": one["value"], **change}
        for one in payload["sensitivity"]
        for change in one["changes"]
    ]
    table = Table.of(rows, ("path", "value", "factor", *FIGURES), 1)
    return Report("ship", payload, list(_blocks(sensitivities)), rows=table)


def _blocks(sensitivities: "Sensitivities") -> Iterator[Block]:
    conditions = sensitivities.assessment.fleet.game.conditions
    yield Heading(f"{called(sensitivities.ship)}: what each figure is worth")
    yield Paragraph(
        f"A tenth less > a tenth more, at {conditions_words(conditions)}. Seconds against "
        f"{called(sensitivities.opponent)}, each firing undisturbed."
    )
    moving = [
        sensitivity for sensitivity in sensitivities.each if sensitivity.moves(sensitivities.plain)
    ]
    rows = [["as it is", "", *figures_words(sensitivities.plain), ""], *map(_row, moving)]
    columns = ("attribute", "value", "DPS", "kills in", "lives", "threat", "a point")
    yield Table.of_numbers(columns, rows)
    yield from _worth(moving)
    if still := [
        sensitivity.path
        for sensitivity in sensitivities.each
        if not sensitivity.moves(sensitivities.plain)
    ]:
        yield Paragraph(f"Without effect on these: {', '.join(still)}.", Tone.QUIET)


def _row(sensitivity: "Sensitivity") -> list[str]:
    pairs = zip(
        figures_words(sensitivity.less.figures),
        figures_words(sensitivity.more.figures),
        strict=True,
    )
    cells = [less if less == more else f"{less} > {more}" for less, more in pairs]
    return [
        sensitivity.path,
        shown(sensitivity.value, 3),
        *cells,
        shown(sensitivity.threat_a_point, 3),
    ]


def _worth(moving: "list[Sensitivity]") -> Iterator[Block]:
    """What a point of the front shield is worth of a point of damage, by threat."""
    worth = {sensitivity.path: sensitivity.threat_a_point for sensitivity in moving}
    shield = worth.get(_SHIELD)
    path = next((path for path in _DAMAGE if worth.get(path)), None)
    damage = None if path is None else worth[path]
    if shield and damage:
        yield Paragraph(
            f"1 point of {_SHIELD} is worth {shown(shield / damage, 3)} of {path}, by threat."
        )
