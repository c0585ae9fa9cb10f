"""Fights: ships against ships or against the game's fleets, moment by moment; the matrix; pins."""

from typing import Any

from msgspec.structs import replace
from starlette.responses import Response

from artemis_modkit.balance import Assessment, Ship
from artemis_modkit.balance.conditions import CREWS
from artemis_modkit.balance.fight.combatant import Encounter
from artemis_modkit.balance.fight.crowd import Moment, Watched
from artemis_modkit.balance.fight.duels import matrix
from artemis_modkit.balance.fight.fleets import ships_named, usual_fleet
from artemis_modkit.balance.fight.verdict import Contender, Verdict, judge
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.views.fight import fight_report
from artemis_modkit.report.views.matrix import matrix_report
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import (
    Asked,
    as_json,
    part,
    report_blocks,
    set_conditions,
    shown,
)
from artemis_modkit.workbench.pages.ships import tiles

_MOST_MOMENTS = 400
_WIDTH, _HEIGHT = 720, 220


def fights(bench: Bench, asked: Asked) -> Response:
    """The form, and the fight that the address asks for; pinned ships side by side."""
    set_conditions(bench, asked)
    fleet = bench.assessment.fleet
    content: dict[str, Any] = {"blocks": [], "moments": [], "lines": [], "problem": ""}
    if asked.text("a"):
        try:
            sides = _sides(bench, bench.assessment, asked)
            before = _judged(_sides(bench, bench.before, asked)) if bench.changes else None
            report = fight_report(bench.assessment, sides, _judged(sides), before=before)
            if asked.is_for_json:
                return as_json(report)
            a, b = ([Contender(ship, _HOW).under({}) for ship in side] for side in sides)
            watched = Watched(a, b, _HOW)
            watched.run()
            content |= {"blocks": report_blocks(report), **_course(watched.course)}
        except ModkitError as error:
            content["problem"] = str(error)
    pins = [fleet.find(one) for one in asked.lists.get("pin", [])[:6] if one.strip()]
    return shown(
        bench, asked, "fights.html", "Fights", crews=CREWS, ships=fleet.ships,
        pins=[(pin, tiles(bench, pin)) for pin in pins], **content,
    )  # fmt: skip


_HOW = Encounter()


def _judged(sides: tuple[list[Ship], list[Ship]]) -> Verdict:
    a, b = ([Contender(ship, _HOW) for ship in side] for side in sides)
    return judge(a, b, _HOW)


def _sides(bench: Bench, by: Assessment, asked: Asked) -> tuple[list[Ship], list[Ship]]:
    """Who fights whom, under the crew that is asked for. Raises `ModkitError`."""
    fleet, difficulty = by.fleet, asked.text("fleet")
    conditions = bench.conditions
    if (crew := asked.text("crew")) in CREWS:
        conditions = CREWS[crew].at(conditions)
    ours = ships_named(fleet, asked.text("a"))
    if difficulty.isdecimal() and 1 <= int(difficulty) <= 11:
        conditions = replace(conditions, difficulty=int(difficulty))
        theirs = usual_fleet(fleet, int(difficulty))
    elif asked.text("b").strip():
        theirs = ships_named(fleet, asked.text("b"))
    else:
        raise ModkitError("whom shall they meet? Choose ships, or a fleet of the game")
    if not theirs:
        raise ModkitError(f"{bench.mod.name}: there are no enemies in it")
    ours, theirs = ([ship.under(conditions) for ship in side] for side in (ours, theirs))
    return ours, theirs


def _course(course: list[Moment]) -> dict[str, Any]:
    """The event log, and the shields of both sides as lines of a picture."""
    last = max(course[-1].seconds, 1e-9)
    most = max(max(moment.shields) for moment in course) or 1.0
    lines = []
    for side in (0, 1):
        points, before = [], course[0].shields[side]
        for moment in course:
            x = moment.seconds / last * _WIDTH
            y = (_HEIGHT - before / most * _HEIGHT, _HEIGHT - moment.shields[side] / most * _HEIGHT)
            points += [f"{x:.1f},{y[0]:.1f}", f"{x:.1f},{y[1]:.1f}"]
            before = moment.shields[side]
        lines.append(" ".join(points))
    told = [moment for moment in course if moment.hits]
    return {
        "moments": told[:_MOST_MOMENTS], "more": max(0, len(told) - _MOST_MOMENTS), "lines": lines,
        "last": last, "most": most, "width": _WIDTH, "height": _HEIGHT,
    }  # fmt: skip


def all_against_all(bench: Bench, asked: Asked) -> Response:
    """Every player ship against every enemy."""
    report = matrix_report(bench.assessment, matrix(bench.assessment, _HOW))
    if asked.is_for_json:
        return as_json(report)
    return part(bench, asked, "card.html", blocks=report_blocks(report))


BENCH_PAGES = {"/fights": fights, "/matrix": all_against_all}
