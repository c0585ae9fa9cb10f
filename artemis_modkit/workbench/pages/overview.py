"""The overview: is it sound, is it balanced, what is changed; and its pictures."""

from itertools import groupby
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from artemis_modkit.audit import Severity
from artemis_modkit.balance import Assessment, Weights
from artemis_modkit.balance.fight.ladder import headline
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report import words
from artemis_modkit.report.charts import all_charts, charts_of_page
from artemis_modkit.report.charts.chart import Datasets, Place, Rows, Scene, rows_of
from artemis_modkit.report.charts.parts import DARK_ROLES, LIGHT_ROLES, ROLES
from artemis_modkit.report.page.assembly import page
from artemis_modkit.report.page.payload import Subjects, headline_tile
from artemis_modkit.report.page.vega import looks
from artemis_modkit.report.sentences import headline_words, outlier_words
from artemis_modkit.report.share import shared_picture
from artemis_modkit.report.share import verdicts as told_of
from artemis_modkit.report.views.audit import verdict
from artemis_modkit.report.views.scales import scales_told
from artemis_modkit.report.views.ships import called
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, part, set_conditions, shown


def overview(bench: Bench, asked: Asked) -> Response:
    """What the mod is and how it stands."""
    set_conditions(bench, asked)
    charts = [one for one in charts_of_page() if one.place is Place.OVERVIEW]
    bars = first_picture(bench) if bench.has_ships else None
    return shown(bench, asked, "overview.html", "Overview", charts=charts, bars=bars)


def first_picture(bench: Bench) -> list[dict[str, Any]]:
    """The bars of the picture that stands first, to be seen until Vega is there to draw it.

    Each has its share of the widest one, in percent.
    """
    rows = rows_of(_BARS, Scene(bench.assessment))
    most = max((row["dps"] for row in rows), default=0.0) or 1.0
    return [
        {"ship": row["ship"], "figure": words.shown(row["dps"]), "color": _COLORS[row["role"]],
         "share": max(0.0, 100 * row["dps"] / most)}
        for row in rows
    ]  # fmt: skip


_BARS = Rows(
    "ships", "ship, role, beam_dps + launched_dps as dps", need="dps", by="beam_dps + launched_dps"
)
_COLORS = {
    role.label: f"light-dark({light}, {dark})"
    for role, light, dark in zip(ROLES, LIGHT_ROLES, DARK_ROLES, strict=True)
}


def verdicts(bench: Bench, asked: Asked) -> Response:
    """The verdict of the audit, and what deviates; each takes a moment to find out."""
    result = bench.result
    scales, far, fates, tile = [], [], {}, None
    if bench.has_ships:
        assessment = bench.assessment
        scales = [said for _, said in scales_told(assessment)]
        far = [
            (ship.id, called(ship), [outlier_words(outlier) for outlier in some])
            for ship, some in groupby(assessment.outliers, key=lambda outlier: outlier.ship)
        ]
        fates = _fates(assessment)
        tile = headline_tile(assessment)
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    return part(
        bench, asked, "verdicts.html", verdict=verdict(result), scales=scales, far=far, fates=fates,
        errors=len(errors), worst=errors[:1], tile=tile, stock=bench.stock.name,
        warnings=sum(finding.severity is Severity.WARNING for finding in result.findings),
        fixable=sum(finding.is_fixable for finding in result.findings),
    )  # fmt: skip


def _fates(assessment: Assessment) -> dict[str, int]:
    """How many ships are new beside stock, changed, as there, and how many of it are gone."""
    paired, own = len(assessment.pairs), len(assessment.fleet.ships)
    same = sum(stock.vessel == ship.vessel for stock, ship in assessment.pairs)
    gone = len(assessment.stock.ships) - paired
    return {"changed": paired - same, "new": own - paired, "gone": gone, "same": same}


def headline_of(bench: Bench, asked: Asked) -> Response:
    """Against how much the usual player ship stands up, with the changes and before them."""
    now = before = ""
    try:
        found = headline(bench.assessment.ladder)
        now = "" if found is None else headline_words(found, is_usual=True)
        if bench.changes:
            earlier = bench.once("headline", lambda: headline(bench.before.ladder))
            before = "" if earlier is None else headline_words(earlier, is_usual=True)
    except ModkitError as error:
        now = str(error)
    return part(bench, asked, "headline.html", now=now, before="" if before == now else before)


def chart(bench: Bench, asked: Asked) -> Response:
    """A picture with its rows; of the ships that the address names, with the changes.

    Where there are none, the rows are empty.
    """
    found = all_charts().get(asked.parts["name"])
    if found is None:
        raise ModkitError("there is no such picture")
    assessment = bench.assessment
    ships = tuple(assessment.fleet.find(one) for one in asked.lists.get("ship", [])[:6])
    rows = {name: list(some) for name, some in found.rows(Scene(assessment, ships)).items()}
    return drawn(found.name, rows, asked)


def drawn(name: str, rows: Datasets, asked: Asked) -> Response:
    """A picture for the page to draw: its looks in the theme that is asked for, and its rows."""
    theme = "dark" if asked.text("theme") == "dark" else "light"
    return JSONResponse({"spec": looks()[theme][name], "rows": rows})


def report(bench: Bench, asked: Asked) -> Response:
    """The page of `report`, with the changes, and a search's film; it brings its own policy."""
    has_film = asked.text("attempts").strip(' "')
    subjects = _subjects(bench, asked.path("attempts") if has_film else None)
    headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
    return HTMLResponse(page(subjects), headers=headers)


def _subjects(bench: Bench, tuning: Path | None = None) -> Subjects:
    of = (bench.changed, bench.stock, bench.conditions, Weights.standard())
    return Subjects(*of, tuning=tuning)


def shared(bench: Bench, asked: Asked) -> Response:
    """The mod with the changes in one picture to send around."""
    subjects = _subjects(bench)
    picture = shared_picture(Scene(subjects.assessment), told_of(subjects.payload), None)
    return Response(picture, media_type="image/png")


BENCH_PAGES = {
    "/report": report,
    "/share.png": shared,
    "/": overview,
    "/verdicts": verdicts,
    "/headline": headline_of,
    "/chart/{name}": chart,
}
