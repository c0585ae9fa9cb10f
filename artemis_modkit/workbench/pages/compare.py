"""Compare: another mod beside this one, and what became of each ship."""

from collections.abc import Iterator
from typing import Any

from starlette.responses import Response

from artemis_modkit.balance import Ship
from artemis_modkit.compare import compare as run_compare
from artemis_modkit.compare.play import Play, in_play
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import common_stock
from artemis_modkit.model.mod import told_apart
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.charts import all_charts, charts_of_page
from artemis_modkit.report.charts.chart import OfFiles, Place, Scene
from artemis_modkit.report.views.compare import Depth, compare_report
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, as_json, report_blocks, shown
from artemis_modkit.workbench.pages.overview import drawn
from artemis_modkit.workbench.pages.ships import tiles


def places(asked: Asked, *more: str) -> list[str]:
    """What can be chosen beside a mod: all that is open, what was open, and stock."""
    opened = [bench.place for bench in asked.benches.opened.values()]
    recent = [one["place"] for one in asked.benches.recent()]
    return list(dict.fromkeys([*more, *opened, *recent, "stock:2.8"]))


def compare(bench: Bench, asked: Asked) -> Response:
    """The mod with its changes (B) beside another one (A), which the person opens with it."""
    place = asked.text("a").strip()
    if not place:
        return shown(bench, asked, "compare.html", "Compare", places=places(asked), **_NOTHING)
    key = asked.benches.open(place)
    other = asked.benches.opened[key]
    a, b = told_apart(other.mod, bench.changed, (other.place, bench.place))
    base = asked.text("base").strip()
    common = Mod.open(base) if base else common_stock(a, b)
    result = run_compare(a, b, common)
    play = None if result.is_empty else in_play(result)
    depth = Depth(only_changed=True, is_all=asked.text("all") == "on", has_base=bool(base))
    report = compare_report(result, play, depth)
    if asked.is_for_json:
        return as_json(report)
    return shown(
        bench, asked, "compare.html", "Compare", places=places(asked), place=place,
        blocks=report_blocks(report), pairs=_pairs(play), a=key, other=other,
        fates=list(_fates(play, asked)),
    )  # fmt: skip


_NOTHING: dict[str, Any] = {
    "place": "", "blocks": [], "pairs": [], "a": "", "other": None, "fates": []
}  # fmt: skip
"""What stands in the page before another mod is chosen."""


def _fates(play: Play | None, asked: Asked) -> Iterator[dict[str, Any]]:
    """What became of each ship, of the fate that the address asks for: changed, new or gone."""
    wanted = asked.text("state")
    for both in () if play is None else play.ships:
        a, b = both.a, both.b
        fate = "gone" if b is None else "new" if a is None else "changed" if both.is_changed else ""
        unit = b or a
        if unit is not None and fate and wanted in ("", fate):
            yield {
                "fate": fate, "ship": unit.ship, "a": a and a.ship.id, "b": b and b.ship.id,
                "scores": [(x and x.value("overall")) for x in (a, b)],
            }  # fmt: skip


def _pairs(play: Play | None) -> list[tuple[Ship, Ship]]:
    """The ships of both, as they are the same."""
    ships = () if play is None else play.ships
    return [
        (ship.a.ship, ship.b.ship) for ship in ships if ship.a is not None and ship.b is not None
    ]


def side_by_side(bench: Bench, asked: Asked) -> Response:
    """The cards of two ships, this one (B) and one of another mod that is open (A)."""
    other = asked.benches.opened.get(asked.text("with"))
    if other is None:
        return shown(bench, asked, "compare.html", "Compare", places=places(asked), **_NOTHING)
    own = bench.assessment.fleet.find(asked.text("b"))
    with other.lock:
        theirs = other.assessment.fleet.find(asked.text("a"))
        rows = zip(tiles(other, theirs), tiles(bench, own), strict=True)
        table = [(title, before[3], tile[3]) for before, tile in rows for title in [tile[0]]]
    charts = [chart for chart in charts_of_page() if chart.place is Place.CARD]
    return shown(
        bench, asked, "sides.html", "Compare", own=own, theirs=theirs, table=table,
        charts=[(chart.name, chart.title, isinstance(chart.datasets, OfFiles)) for chart in charts],
        other=other, a=asked.text("with"),
    )  # fmt: skip


def chart_of_both(bench: Bench, asked: Asked) -> Response:
    """A picture of a ship of A and one of B at one scale."""
    other, chart = asked.benches.opened.get(asked.text("with")), all_charts()[asked.parts["name"]]
    if other is None:
        raise ModkitError("the other mod is not open any more")
    rows: dict[str, list[Any]] = {}
    for who, one in (("a", other), ("b", bench)):
        with one.lock:
            scene = Scene(one.assessment, (one.assessment.fleet.find(asked.text(who)),))
            for name, some in chart.rows(scene).items():
                rows.setdefault(name, []).extend(
                    {**row, "ship": f"{who.upper()}: {row['ship']}"} if "ship" in row else row
                    for row in some
                )
    return drawn(chart.name, rows, asked)


BENCH_PAGES = {
    "/compare": compare,
    "/compare/ship": side_by_side,
    "/compare/chart/{name}": chart_of_both,
}
