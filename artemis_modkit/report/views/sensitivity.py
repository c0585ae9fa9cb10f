"""What each attribute of a ship is worth as a report."""

from collections.abc import Iterator
from typing import Any

from artemis_modkit.patcher.sensitivity import Sensitivities, Sensitivity
from artemis_modkit.report.report import Block, Heading, Paragraph, Report, Table, Tone, table_of
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.views.ships import called, conditions_json, finite
from artemis_modkit.report.views.sweep import FIGURES, figures_json, figures_words
from artemis_modkit.report.words import shown

_SHIELD = "shields.front"
_DAMAGE = ("beam_port.playerdamage", "beam_port.damage")


def sensitivity_report(found: Sensitivities) -> Report:
    """Every attribute a tenth less and a tenth more, those that move nothing named below."""
    payload: dict[str, Any] = {
        "mod": found.assessment.fleet.mod.name,
        "settings": conditions_json(found.assessment),
        "ship": found.ship.id,
        "opponent": found.opponent.id,
        "plain": figures_json(found.plain),
        "sensitivity": [
            {
                "path": one.path,
                "value": one.value,
                "threat_a_point": finite(one.threat_a_point),
                "changes": [
                    {"factor": change.factor} | figures_json(change.figures)
                    for change in (one.less, one.more)
                ],
            }
            for one in found.each
        ],
    }
    rows = [
        {"path": one.path, "value": one.value, "factor": change.factor}
        | figures_json(change.figures)
        for one in found.each
        for change in (one.less, one.more)
    ]
    table = table_of(rows, ("path", "value", "factor", *FIGURES), 1)
    return Report("ship", payload, list(_blocks(found)), rows=table)


def _blocks(found: Sensitivities) -> Iterator[Block]:
    conditions = found.assessment.fleet.game.conditions
    yield Heading(f"{called(found.ship)}: what each figure is worth")
    yield Paragraph(
        f"A tenth less > a tenth more, at {conditions_words(conditions)}. Seconds against "
        f"{called(found.opponent)}, each firing undisturbed."
    )
    moving = [one for one in found.each if one.moves(found.plain)]
    rows = [["as it is", "", *figures_words(found.plain), ""], *map(_row, moving)]
    columns = ("attribute", "value", "DPS", "kills in", "lives", "threat", "a point")
    yield Table(columns, rows, frozenset(range(1, len(columns))))
    yield from _worth(moving)
    if still := [one.path for one in found.each if not one.moves(found.plain)]:
        yield Paragraph(f"Without effect on these: {', '.join(still)}.", Tone.QUIET)


def _row(one: Sensitivity) -> list[str]:
    pairs = zip(figures_words(one.less.figures), figures_words(one.more.figures), strict=True)
    cells = [less if less == more else f"{less} > {more}" for less, more in pairs]
    return [one.path, shown(one.value, 3), *cells, shown(one.threat_a_point, 3)]


def _worth(moving: list[Sensitivity]) -> Iterator[Block]:
    """What a point of the front shield is worth of a point of damage, by threat."""
    worth = {one.path: one.threat_a_point for one in moving}
    shield = worth.get(_SHIELD)
    path = next((path for path in _DAMAGE if worth.get(path)), None)
    damage = None if path is None else worth[path]
    if shield and damage:
        yield Paragraph(
            f"1 point of {_SHIELD} is worth {shown(shield / damage, 3)} of {path}, by threat."
        )
