"""All that the page knows, as one JSON object.

What commands say already (`audit`, `compare`) is taken from their reports, so that
the page cannot say something else.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit import __version__
from artemis_modkit.audit import AuditResult, Severity, audit
from artemis_modkit.audit.findings import ships_by_line, touched
from artemis_modkit.audit.rule import all_rules
from artemis_modkit.balance import Assessment, Conditions, Fleet, Weights, assess
from artemis_modkit.balance.fight.combatant import Encounter
from artemis_modkit.balance.fight.duels import Duels, matrix
from artemis_modkit.balance.fight.ladder import Headline, Ladder, headline
from artemis_modkit.changes.pairing import NOTHING_TOLD, Told
from artemis_modkit.compare import Comparison, compare
from artemis_modkit.compare.play import METRICS, Play, in_play
from artemis_modkit.model.baseline import with_ships
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import GAMES_OF
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Excerpt
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.page.ships import (
    Cards,
    fleet_payload,
    metrics_payload,
    moved,
    roles_payload,
    rules_payload,
    systems_payload,
)
from artemis_modkit.report.page.vega import looks
from artemis_modkit.report.report import Block, Heading, Paragraph, Table
from artemis_modkit.report.sentences import conditions_figures, headline_words
from artemis_modkit.report.share import share, verdicts
from artemis_modkit.report.views.audit import USUAL, audit_payload
from artemis_modkit.report.views.compare_picture import big_picture
from artemis_modkit.report.views.compare_ships import setting_blocks, ship_blocks
from artemis_modkit.report.views.matrix import matrix_report
from artemis_modkit.report.views.scales import scale_json, scales_told
from artemis_modkit.report.views.ship_card import reasons
from artemis_modkit.report.views.ships import called
from artemis_modkit.report.words import shown as worded

_MOST_DUELS = 8
_ESCAPED = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


class Subjects(Struct, frozen=True, dict=True):
    """What a report is about: a mod, the stock that it is measured by, and perhaps another mod.

    `with_fights` adds every player ship against every enemy, `tuning` the film of a search that
    this file of attempts keeps.
    """

    mod: Mod
    stock: Mod
    conditions: Conditions
    weights: Weights
    against: Mod | None = None
    with_fights: bool = False
    told: Told = NOTHING_TOLD
    tuning: Path | None = None

    @cached_property
    def assessment(self) -> Assessment:
        """The mod at work. Raises `ModkitError` for one without ships."""
        return assess(self.mod, self.stock, self.conditions, self.weights)

    @property
    def against_name(self) -> str | None:
        """The name of the other mod; `None` without one."""
        return None if self.against is None else self.against.name

    def fleet_under(self, conditions: Conditions | None) -> Fleet:
        """The ships of the mod under other conditions; under its own for `None`."""
        return Fleet.of(self.mod, self.stock, conditions or self.conditions)

    @cached_property
    def payload(self) -> dict[str, Any]:
        """Everything that the page shows. Raises `ModkitError` for a mod without ships."""
        return payload(self)

    @cached_property
    def comparison(self) -> Comparison | None:
        """What differs from the other mod to this one; `None` without another."""
        if self.against is None:
            return None
        a, b = (with_ships(one, self.stock) for one in (self.against, self.mod))
        return compare(a, b, self.stock, self.told)

    @cached_property
    def play(self) -> Play | None:
        """What that means in play; `None` without another mod. Raises as `assessment` does."""
        if self.comparison is None or self.against is None:
            return None
        play = in_play(self.comparison, self.conditions)
        if play is None:
            raise ModkitError(f"{self.against.name}: there are no vessels in it to compare with")
        return play


def payload(subjects: Subjects) -> dict[str, Any]:
    """Everything that the page shows. Raises `ModkitError` for a mod without ships."""
    mod, stock, conditions = subjects.mod, subjects.stock, subjects.conditions
    result = audit(mod, stock)
    assessment = subjects.assessment
    cards = Cards(mod, result)
    fleet = fleet_payload(assessment.fleet)
    for ship, one in zip(assessment.fleet.ships, fleet["ships"], strict=True):
        one["card"] = cards.of(ship)
    for scored, one in zip(assessment.scored, fleet["ships"], strict=True):
        one["card"]["reasons"] = [
            {"caption": title, **_table(table), "numbers": sorted(table.numeric)}
            for title, table in _titled(reasons(scored))
        ]
    if subjects.with_fights:
        for one, told in zip(fleet["ships"], _duels(assessment), strict=True):
            one["card"]["duels"] = told
    found: dict[str, Any] = {
        "version": __version__,
        "head": _head(assessment, result),
        "conditions": conditions_figures(conditions),
        "set": [f"{name} = {value}" for name, value in conditions.mechanics.changed.items()],
        "rules": rules_payload(conditions.mechanics, subjects.weights),
        "roles": roles_payload(),
        "metrics": metrics_payload(),
        "moved": moved(subjects.fleet_under),
        "mod": fleet,
        "stock": fleet_payload(assessment.stock),
        "newest": _newest(assessment),
        "grids": cards.grids,
        "systems": systems_payload(),
        "audit": _audit(result),
        "comparison": _comparison(subjects),
        "fights": _fights(assessment) if subjects.with_fights else None,
        "charts": {
            **looks(),
            "about": {chart.name: chart.for_page() for chart in charts_of_page()},
        },
    }
    found["share"] = share(Scene(assessment), verdicts(found), subjects.against_name).for_page()
    return found


def as_script(found: Any) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or the line."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPED)


def _newest(assessment: Assessment) -> list[dict[str, Any]]:
    """Ships of the newest stock for the roles that the stock lacks, by their rules."""
    extra = assessment.yardstick[len(assessment.stock.ships) :]
    if not extra:
        return []
    newest = Mod.open("stock")
    return [fleet_payload(replace(assessment.stock, mod=newest, game=extra[0].game), extra)]


def headline_tile(assessment: Assessment) -> dict[str, str] | None:
    """Against how much the usual player ship stands up, and that of stock; `None` without any."""
    found, usual = headline(assessment.ladder), headline(Ladder(assessment.stock))
    if found is None:
        return None
    own = _reach(found)
    beside = "" if usual is None else _reach(usual)
    return {
        "value": f"Fleets up to {own}" + (f" (stock {beside})" if beside else ""),
        "words": headline_words(found, is_usual=True),
        "tone": "warning" if beside not in ("", own) else "plain",
    }


def _reach(found: Headline) -> str:
    reaches = sorted({rungs.value for rungs in found.reaches.values()})
    return " to ".join(map(str, dict.fromkeys((reaches[0], reaches[-1]))))


def _is_as_stock(assessment: Assessment) -> bool:
    """Whether every ship is as in stock, and none is new or gone."""
    count = len(assessment.pairs)
    return count == len(assessment.fleet.ships) == len(assessment.stock.ships) and all(
        stock.vessel == own.vessel for stock, own in assessment.pairs
    )


def _fights(assessment: Assessment) -> dict[str, Any]:
    """Every player ship against every enemy, as `matrix` tells it at the start's conditions."""
    blocks = matrix_report(assessment, matrix(assessment, Encounter())).blocks
    return {
        "words": [block.text for block in blocks if isinstance(block, Paragraph)],
        "tables": [
            {"caption": "Player ships against enemies", "columns": ["ship", *table.columns[1:]],
             "rows": table.rows}
            for _, table in _titled(blocks)
        ],
    }  # fmt: skip


def _duels(assessment: Assessment) -> Iterator[list[dict[str, Any]]]:
    """For each ship whom it kills first, and who kills it, as tables; none where there are none."""
    for ship in assessment.fleet.ships:
        duels = Duels.of(ship, assessment.fleet.ships)
        yield [
            {"caption": f"{title} {called(ship)}", "columns": ["ship", "after"], "rows": rows}
            for title, found in (
                ("First killed by", duels.kills), ("First to kill", duels.killed_by)
            )
            if (rows := [[called(one), f"{worded(seconds)} s"]
                         for one, seconds in found[:_MOST_DUELS] if math.isfinite(seconds)])
        ]  # fmt: skip


def _titled(blocks: Iterable[Block]) -> Iterator[tuple[str, Table]]:
    """The tables among some blocks, each with the heading before it."""
    title = ""
    for block in blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            yield title, block


# The head --------------------------------------------------------------------------------------


def _head(assessment: Assessment, result: AuditResult) -> dict[str, Any]:
    mod = result.mod
    played, settings = assessment.fleet.mod.vessel_data, mod.settings
    dialect = None if played is None or mod.vessel_data is None else played.dialect.dialect
    return {
        "mod": mod.name,
        "stock": assessment.stock.mod.name,
        "dialect": dialect and dialect.label,
        "games": dialect and dialect.games,
        "races": 0 if played is None else len(played.races),
        "settings_of": None if settings is None else GAMES_OF[settings.generation],
        "settings": 0 if settings is None else len(settings.document.settings),
        "files": list(_files(mod)),
        "other_files": len(mod.other_files()),
        "counts": {severity.value: result.count(severity) for severity in Severity},
        "suppressed": result.suppressed,
        "headline": headline_tile(assessment),
        "is_as_stock": _is_as_stock(assessment),
        "scale": [
            {**scale_json(scale), "sentence": said} for scale, said in scales_told(assessment)
        ],
        "notes": list(assessment.fleet.game.notes),
    }


def _files(mod: Mod) -> Iterator[dict[str, Any]]:
    for path, data in mod.text_files().items():
        yield {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


# Findings ----------------------------------------------------------------------------------------


def _audit(result: AuditResult) -> dict[str, Any]:
    """The findings as `audit` has them in JSON, each with its line and all ships that it touches;
    and what their rules are."""
    by_line = ships_by_line(result.mod)
    payload = audit_payload(result, USUAL)
    found = [
        {
            **one,
            "excerpt": shown.text,
            "at": shown.column,
            "width": shown.width,
            "ships": sorted(touched(finding, result.mod, by_line)),
        }
        for one, finding in zip(payload["findings"], result.findings, strict=True)
        for shown in (finding.excerpts or (Excerpt(1, ""),))[:1]
    ]
    fired = {finding.rule for finding in result.findings}
    rules = {
        name: {"title": rule.title, "why": rule.why, "repair": rule.repair}
        for name, rule in all_rules().items()
        if name in fired
    }
    return {"findings": found, "rules": rules}


# The other mod ---------------------------------------------------------------------------------


def _comparison(subjects: Subjects) -> dict[str, Any] | None:
    result, play = subjects.comparison, subjects.play
    if result is None or play is None:
        return None
    other = replace(play.a, weights=subjects.weights)
    return {
        "a": result.a.name,
        "b": result.b.name,
        "base": None if result.base is None else result.base.name,
        "has_base": play.base is not None,
        "other": fleet_payload(other.fleet),
        "newest": _newest(other),
        "standings": _standings(play),
        "metrics": list(METRICS),
        "picture": [one.text for one in big_picture(result) if isinstance(one, Paragraph)],
        "ships": [
            {"kind": what, "title": title, **_table(table)}
            for what, part in (("race", result.races), ("ship", result.vessels))
            for title, table in _titled(
                ship_blocks(result, part, only_changed=False, is_full=False)
            )
        ],
        "settings": [_table(table) for _, table in _titled(setting_blocks(result))],
        "notes": list(result.notes),
        "files": list(_files(result.a)),
    }


def _standings(play: Play) -> list[list[int | None]]:
    """For each ship that either has, its places in the fleets of base, A and B.

    Behind them 1 where its own figures changed from A to B, else 0.
    """
    sides = [() if play.base is None else play.base.scored, play.a.scored, play.b.scored]
    places = [{one.ship.vessel.element: at for at, one in enumerate(side)} for side in sides]

    return [
        [
            *(
                None if unit is None else known.get(unit.ship.vessel.element)
                for known, unit in zip(places, (ship.base, ship.a, ship.b), strict=True)
            ),
            int(ship.is_changed),
        ]
        for ship in play.ships
    ]


def _table(table: Table) -> dict[str, Any]:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}
