"""Charts and ships as PNG, drawn without a browser and without the network.

A card is put together from drawings of Vega as SVG and turned into dots at the end,
so that a card of several charts needs no layout of its own; letters are those that vl-convert
brings along, so that a picture looks the same everywhere.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from artemis_modkit.balance import Assessment, Ship
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.sweep import ModSweep, Range, Sweep
from artemis_modkit.files.outputs import check_output, write_output
from artemis_modkit.model.roles import Role
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.charts import all_charts, theme
from artemis_modkit.report.charts.chart import Chart, Datasets, Place, Scene, label_of
from artemis_modkit.report.charts.parts import BLUE, paper
from artemis_modkit.report.png import PICTURE, packed
from artemis_modkit.report.sentences import conditions_words
from artemis_modkit.report.text import visible
from artemis_modkit.report.views.score import Choice
from artemis_modkit.report.views.sweep import swept_figures
from artemis_modkit.report.words import shown

FONT = "Liberation Sans"
_DOTS = 2
"""Dots to a pixel, so that pictures are sharp on phones too."""

_EDGE = 24
_MOST_LINES = 12
"""Ships in a picture of a sweep: more colours are not told apart."""

_CARD = (960, 200)
_ON_CARD = ({"plan": 390, "rose": 390}, {"power": 270, "systems": 270})
"""The charts of a card, row by row, and their heights in pixels."""

_FIRST_ROW = 190
_ROW_TITLE = 40
_LONGEST = 44
_KEY_FIGURES = {
    "beam_dps": "beams",
    "launched_dps": "launched",
    "hit_points": "hit points",
    "shield_front": "front shield",
    "shield_back": "back shield",
    "speed": "speed",
    "turn": "turn",
}
"""Metrics on the card of a ship, and what it calls them."""


def write_pictures(
    scene: Scene,
    folder: Path,
    more: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
) -> list[Path]:
    """Every chart that a scene has something for, as a PNG in a folder, which is made; and `more`.

    A scene without ships shows the first player ship that has beams. Raises `ModkitError` where
    one may not be written, before any is.
    """
    scene = _with_ship(scene)
    filled = [(chart, chart.rows(scene)) for chart in all_charts().values()]
    drawn = {
        chart.name: partial(picture, chart, rows, _about(scene, chart))
        for chart, rows in filled
        if any(rows.values())
    }
    wanted = {folder / f"{name}.png": draw for name, draw in (drawn | dict(more)).items()}
    if folder.exists() and not folder.is_dir():
        raise ModkitError(f"{folder}: is no folder for pictures")
    for path in wanted:
        check_output(path, PICTURE, with_folder=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModkitError(f"{folder}: is no folder for pictures ({error.strerror})") from None
    for path, draw in wanted.items():
        write_output(path, draw(), PICTURE)
    return list(wanted)


def picture(chart: Chart, rows: Datasets, about: str) -> bytes:
    """A chart as PNG, with its title and a line `about` what it is drawn from."""
    spec = chart.picture_spec(rows)
    width, height = chart.size
    if "width" in spec:
        spec["width"] = width
    if height:
        spec["height"] = height
    return _png(spec, rows, chart.title, about)


def _png(spec: dict[str, Any], rows: Datasets, title: str, about: str) -> bytes:
    import vl_convert

    spec = _filled(spec, rows) | {
        "title": {"text": title, "subtitle": about}, "padding": _EDGE
    }  # fmt: skip
    spec["config"]["background"] = paper(dark=False)
    return packed(vl_convert.vegalite_to_png(spec, scale=_DOTS, allowed_base_urls=[]))


def ship_picture(assessment: Assessment, ship: Ship) -> bytes:
    """A ship on one card as PNG: key figures, plan, firing rose and, of player ships, more."""
    import vl_convert

    return packed(vl_convert.svg_to_png(_card(assessment, ship), scale=_DOTS))


def sweep_picture(sweep: Sweep) -> bytes:
    """A sweep as PNG: its figures over the first range, a line for each value of the others."""
    first, *others = sweep.ranges
    rows = [
        {"x": values[0], "line": _at(others, values[1:]), "what": what, "y": value}
        for values, figures in sweep.points
        for what, value in (("damage a second", figures.dps), ("kills in seconds", figures.kills),
                            ("lives seconds", figures.lives))
        if math.isfinite(value)
    ]  # fmt: skip
    mod = _about(Scene(sweep.assessment))
    about = f"against {label_of(sweep.opponent)}, {mod}; what never ends is left out"
    return _swept(rows, first.name, (label_of(sweep.ship), about), has_lines=bool(others))


def mod_sweep_picture(sweep: ModSweep, choice: Choice) -> bytes:
    """A sweep of a mod as PNG: a figure over the first range, a line for each ship.

    There is a part for each value of the other ranges. Raises `ModkitError` for more ships than
    can be told apart, and for a choice that does not exist.
    """
    figure, ships, points = swept_figures(sweep, choice)
    if len(ships) > _MOST_LINES:
        raise ModkitError(
            f"a picture shows at most {_MOST_LINES} ships, not {len(ships)}; choose by --role, "
            "--race or --top"
        )
    first, *others = sweep.ranges
    rows = [
        {"x": values[0], "line": label_of(ship), "what": _at(others, values[1:]), "y": value}
        for values, found in points
        for ship, value in zip(ships, found, strict=True)
        if value is not None and math.isfinite(value)
    ]  # fmt: skip
    mod = _about(Scene(sweep.assessment))
    return _swept(rows, first.name, (figure, mod), has_lines=True)


def _at(ranges: Sequence[Range], values: Sequence[float]) -> str:
    pairs = zip(ranges, values, strict=True)
    return ", ".join(f"{one.name} {value:.9g}" for one, value in pairs)


def _swept(
    rows: list[dict[str, Any]], x: str, titles: tuple[str, str], *, has_lines: bool
) -> bytes:
    """Lines over a range, in parts: rows have `x`, `y`, the `line` and `what` the part is of."""
    import altair as alt

    lines = list(dict.fromkeys(str(row["line"]) for row in rows))
    parts = list(dict.fromkeys(str(row["what"]) for row in rows))
    color = alt.Color("line:N", title=None, sort=lines, scale=alt.Scale(scheme="viridis"))
    chart = (
        alt.Chart(alt.NamedData("sweep"), width=260, height=220)
        .mark_line(point=True)
        .encode(
            x=alt.X("x:Q", title=x, scale=alt.Scale(nice=False)),
            y=alt.Y("y:Q", title=None),
            color=color if has_lines else alt.value(BLUE),
            facet=alt.Facet("what:N", title=None, sort=parts, columns=3),
        )
        .resolve_scale(y="independent")
    )
    return _png(chart.to_dict(validate=False), {"sweep": rows}, *titles)


def _with_ship(scene: Scene) -> Scene:
    if scene.ships:
        return scene
    ships = scene.assessment.fleet.ships
    armed = [ship for ship in ships if ship.role is Role.PLAYER and ship.best_volley.dps > 0]
    return Scene(scene.assessment, tuple((armed or list(ships))[:1]), scene.play)


def _about(scene: Scene, chart: Chart | None = None) -> str:
    mod = cut(scene.assessment.fleet.mod.name)
    if scene.play is not None and chart is not None and chart.place is Place.CHANGES:
        mod = f"{cut(scene.play.a.fleet.mod.name)} (A) to {mod} (B)"
    if chart is not None and chart.is_of_ship:
        mod = f"{' and '.join(label_of(ship) for ship in scene.ships)}, {mod}"
    return f"{mod}, at {conditions_words(scene.assessment.fleet.game.conditions)}"


def cut(text: str) -> str:
    """A name in a length that a line of a picture has room for."""
    text = visible(text[: 2 * _LONGEST])
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _filled(spec: dict[str, Any], rows: Datasets, *, dark: bool = False) -> dict[str, Any]:
    return {**spec, "datasets": dict(rows), "config": theme(dark, font=FONT)}


# The card of a ship --------------------------------------------------------------------------


class ChartPlace(Struct, frozen=True):
    """Where a chart goes on a picture of several things, in pixels."""

    name: str
    x: int
    y: int
    width: int
    height: int


def _card(assessment: Assessment, ship: Ship) -> str:
    """The card as SVG."""
    scene = Scene(assessment, (ship,))
    filled = {name: all_charts()[name].rows(scene) for row in _ON_CARD for name in row}
    drawn = [(place, filled[place.name]) for place in _places(filled)]
    width = _CARD[0]
    height = max([_CARD[1], *(place.y + place.height + _EDGE for place, _ in drawn)])
    looks = theme(dark=False)
    ink, quiet, line = (
        looks["title"]["color"], looks["title"]["subtitleColor"], looks["axis"]["gridColor"]
    )  # fmt: skip
    race = f"{cut(ship.race)}, " if ship.race else ""
    about = f"{race}{ship.role.shown}, {_about(Scene(assessment))}"
    parts = [
        text_at(_EDGE, 44, label_of(ship), ink, 24, bold=True),
        text_at(_EDGE, 66, about, quiet, 12),
        *_tiles(assessment, ship, ink, quiet, line),
    ]
    for place, rows in drawn:
        title = all_charts()[place.name].title
        parts.append(text_at(place.x, place.y - 8, title, ink, 13, bold=True))
        parts.append(drawing(place, rows))
    return svg((width, height), parts)


def svg(
    size: tuple[int, int], parts: Sequence[str], *, dark: bool = False, font: str = FONT
) -> str:
    """A whole SVG of parts on paper."""
    both = f'width="{size[0]}" height="{size[1]}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {both} font-family={quoteattr(font)}>'
    return "".join([head, f'<rect {both} fill="{paper(dark)}"/>', *parts, "</svg>"])


def _places(filled: Mapping[str, Datasets]) -> Iterator[ChartPlace]:
    """The charts that have something to show, row by row; those of a row share its width."""
    y = _FIRST_ROW
    for row in _ON_CARD:
        names = [name for name in row if any(filled[name].values())]
        for at, name in enumerate(names):
            width = (_CARD[0] - (len(names) + 1) * _EDGE) // len(names)
            yield ChartPlace(name, _EDGE + at * (width + _EDGE), y, width, row[name])
        y += max((row[name] for name in names), default=0) + _ROW_TITLE


def drawing(place: ChartPlace, rows: Datasets, *, dark: bool = False) -> str:
    """A chart as a part of an SVG."""
    import vl_convert

    spec = _filled(all_charts()[place.name].picture_spec(rows), rows, dark=dark) | {
        "width": place.width, "height": place.height,
        "autosize": {"type": "fit", "contains": "padding"},
    }  # fmt: skip
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return f'<g transform="translate({place.x},{place.y})">{svg[svg.index("<svg") :]}</g>'


def _tiles(assessment: Assessment, ship: Ship, ink: str, quiet: str, line: str) -> Iterator[str]:
    """The key figures in a row, below each its name and unit."""
    figures = list(_figures(assessment, ship))
    step = (_CARD[0] - 2 * _EDGE) / max(1, len(figures))
    for at, (value, name, unit) in enumerate(figures):
        x = round(_EDGE + at * step)
        yield f'<line x1="{x}" x2="{x}" y1="86" y2="144" stroke="{line}" stroke-width="2"/>'
        yield text_at(x + 10, 106, value, ink, 20, bold=True)
        yield text_at(x + 10, 125, name, ink, 12)
        yield text_at(x + 10, 141, unit, quiet, 11)


def _figures(assessment: Assessment, ship: Ship) -> Iterator[tuple[str, str, str]]:
    """Value, name and unit of each; those that mean nothing for the ship are left out."""
    scored = next((one for one in assessment.scored if one.ship is ship), None)
    overall = None if scored is None else scored.value("overall")
    if scored is not None and overall is not None:
        yield shown(overall, 0), "overall score", f"place {scored.rank} of {scored.of}"
    for name, words in _KEY_FIGURES.items():
        metric = all_metrics()[name]
        value = metric(ship)
        if value is not None:
            yield shown(value), words, metric.unit


def text_at(x: int, y: int, text: str, color: str, size: int, *, bold: bool = False) -> str:
    """A line of text as a part of an SVG; `y` is the line that its letters stand on."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="{color}" font-size="{size}"{weight}>{escape(text)}</text>'
