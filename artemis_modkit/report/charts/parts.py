"""What several charts are made of: their looks, the encoding of roles, names and numbers, hovering.

Roles take their colours from the theme and not from the charts, because no nine colours can be told
apart on white and on black at once. Enemies go from dark to light by size, and all are told apart
without seeing red or green too (tests hold it); shapes and names help further. A row that lacks a
figure (`null`) is left out of its chart, never drawn as 0. Altair is loaded when a chart is drawn;
the page has them drawn already (`page/vega.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import NAMELESS

__all__ = ["alt"]  # of what is imported here, what charts take from here

if TYPE_CHECKING:
    import altair as alt
else:

    class _Altair:
        def __getattr__(self, name: str) -> Any:
            import altair

            return getattr(altair, name)

    alt = _Altair()


# Looks, light and dark: colours, letters, lines ----------------------------------------------

ROLES = (
    Role.PLAYER,
    Role.ENEMY_LARGE,
    Role.ENEMY_MEDIUM,
    Role.ENEMY_SMALL,
    Role.ENEMY_CRAFT,
    Role.PLAYER_CRAFT,
    Role.ALLY,
    Role.STATION,
    Role.CIVILIAN,
)
"""The roles in the order of legends and of the colours below."""

LIGHT_ROLES = (
    "#1265a0", "#701a2b", "#873c0b", "#996212", "#a78708",
    "#1996c0", "#269c77", "#572787", "#606b6e",
)  # fmt: skip
DARK_ROLES = (
    "#1d98fe", "#ba3e51", "#e76122", "#fba354", "#f4ea57",
    "#60d6f5", "#72fece", "#974ab0", "#9b999a",
)  # fmt: skip

BLUE, ORANGE = "#2b7fd4", "#d55e00"
"""One side and the other, on both backgrounds: two ships, players and enemies, more and less."""

_LIGHT = ("#15202b", "#566372", "#b9c4d0", "#dbe2ea", "#ffffff")
_DARK = ("#e7edf4", "#9dabba", "#41505f", "#273240", "#151c25")
"""Ink, quiet ink, strong and faint lines, and the surface, of the page too."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"


def theme(dark: bool, *, font: str = FONT) -> dict[str, Any]:
    """The `config` of Vega-Lite for charts on a dark or light ground, which shows through."""
    ink, muted, strong, line, surface = _DARK if dark else _LIGHT
    text = {"color": ink, "font": font}
    return {
        "background": None,
        "font": font,
        "padding": {"left": 2, "top": 4, "right": 8, "bottom": 2},
        "view": {"stroke": None},
        "axis": {
            "domainColor": strong, "gridColor": line, "tickColor": strong,
            "labelColor": muted, "titleColor": ink,
            "labelFontSize": 11, "titleFontSize": 12, "titleFontWeight": 500, "titlePadding": 8,
            "labelPadding": 4, "tickSize": 4, "labelOverlap": "greedy",
        },
        "legend": {
            "labelColor": ink, "titleColor": muted, "labelFontSize": 11, "titleFontSize": 11,
            "titleFontWeight": 500, "symbolStrokeWidth": 1.5, "symbolSize": 90, "labelLimit": 150,
            "columnPadding": 14, "rowPadding": 4, "offset": 10,
        },
        "header": {"labelColor": ink, "titleColor": muted, "labelFontSize": 12},
        "title": {
            "anchor": "start", "color": ink, "fontSize": 17, "fontWeight": 600, "offset": 14,
            "subtitleColor": muted, "subtitleFontSize": 12, "subtitlePadding": 5, "lineHeight": 20,
        },
        "text": {**text, "fontSize": 11},
        "line": {"color": muted},
        "range": {"category": list(DARK_ROLES if dark else LIGHT_ROLES)},
        "style": {
            "ink": {"color": ink, "stroke": ink},
            "quiet": {"color": muted},
            "grid": {"stroke": strong, "color": strong},
            "label": {"color": ink, "fontSize": 11},
            "note": {"color": muted, "fontSize": 11},
            "halo": {"stroke": surface, "strokeWidth": 3, "strokeJoin": "round", "color": surface},
            "outlined": {"stroke": surface},
            "hull": {"fill": line, "stroke": muted},
            "hole": {"fill": surface, "stroke": muted},
        },
    }  # fmt: skip


def paper(dark: bool) -> str:
    """The ground of a picture, the surface of the page."""
    return (_DARK if dark else _LIGHT)[-1]


# Encodings ------------------------------------------------------------------------------------

_STAR = "M0,-1L.29,-.4L.95,-.31L.48,.15L.59,.81L0,.5L-.59,.81L-.48,.15L-.95,-.31L-.29,-.4Z"
_SALTIRE = (
    "M-.9,-.55L-.55,-.9L0,-.35L.55,-.9L.9,-.55L.35,0L.9,.55L.55,.9L0,.35L-.55,.9L-.9,.55L-.35,0Z"
)
SHAPES = (
    "circle", "square", "diamond", "triangle-up", "triangle-down",
    "triangle-right", "cross", _STAR, _SALTIRE,
)  # fmt: skip
_NAMES = {role.label: role.shown for role in ROLES} | {
    "player-craft": "player craft",
    "enemy-craft": "enemy craft",
}


NARROW = "containerSize()[0] < 480"
"""An expression: whether a chart is in a narrow place, as on a phone; never so in a picture."""


def rows(name: str) -> alt.Chart:
    """A chart of a dataset, without marks as yet."""
    return alt.Chart(alt.NamedData(name))


def when(chosen: Any, yes: Any, no: Any) -> Any:
    """One value for what is chosen, or where an expression is true, another one for the rest."""
    return alt.when(chosen).then(alt.value(yes)).otherwise(alt.value(no))


def haloed(base: alt.Chart, text: str, style: str, **look: Any) -> list[alt.Chart]:
    """A text, and below it its halo, so that it is read on any ground."""
    styles = ([style, "halo"], [style])
    return [base.mark_text(style=one, **look).encode(text=text) for one in styles]


def by_place(chart: alt.Chart, figure: str) -> alt.Chart:
    """A row for each ship, the greatest `figure` first; `names` are its axis."""
    return chart.transform_window(
        place="row_number()", sort=[alt.SortField(figure, order="descending")]
    ).transform_calculate(ship=called(), bar=f"pad(datum.place, 6, '0', 'left') + ({called()})")


def names(*, grid: bool = False) -> alt.Y:
    """The axis of ships by their names, without lines but those of a `grid`."""
    limit: Any = {"expr": f"{NARROW} ? 120 : 190"}
    axis = alt.Axis(
        labelExpr="slice(datum.label, 6)", labelLimit=limit, labelOverlap=False,
        ticks=False, domain=False, grid=grid,
    )  # fmt: skip
    return alt.Y("bar:N", sort="ascending", title=None, axis=axis)


def _role_legend(columns: int | None) -> alt.Legend:
    by_width: Any = {"expr": f"{NARROW} ? 2 : width < 560 ? 3 : 5"}
    return alt.Legend(
        orient="top", title=None, columns=columns or by_width, labelExpr=f"({_NAMES})[datum.value]"
    )


def role_color(columns: int | None = None) -> alt.Color:
    """The colour of a role, its legend in so many columns or by the width of the chart."""
    scale = alt.Scale(domain=[role.label for role in ROLES])
    return alt.Color("role:N", title="role", scale=scale, legend=_role_legend(columns))


def role_shape() -> alt.Shape:
    """The shape of a role, in one legend with its colour."""
    scale = alt.Scale(domain=[role.label for role in ROLES], range=list(SHAPES))
    return alt.Shape("role:N", scale=scale, legend=_role_legend(None))


def shown(field: str, digits: int = 2) -> str:
    """An expression: a figure for people, short also where it is absurd; of a tick its `value`."""
    value = f"datum.{field}"
    plain = f"format({value}, abs({value}) < 10 ? ',.{digits}~f' : ',.1~f')"
    return f"isValid({value}) ? abs({value}) < 1e7 ? {plain} : format({value}, '.3~e') : '-'"


def called() -> str:
    """An expression: how texts name the ship of a row, `20 Valkyrie`."""
    return f"(isValid(datum.id) ? datum.id : '?') + ' ' + (datum.name || '{NAMELESS}')"


def tips(**titles: str) -> list[alt.Tooltip]:
    """A tooltip of texts: fields and their titles."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def looks(
    field: str,
    names: Sequence[str],
    colors: Sequence[str],
    shapes: Sequence[str],
    color_legend: alt.Legend | None = None,
    **legend: Any,
) -> dict[str, Any]:
    """A colour and a shape for each name of a field, in one legend above the chart."""
    key = alt.Legend(orient="top", title=None, **legend)
    scales = [alt.Scale(domain=list(names), range=list(one)) for one in (colors, shapes)]
    return {
        "color": alt.Color(f"{field}:N", scale=scales[0], legend=color_legend or key),
        "shape": alt.Shape(f"{field}:N", scale=scales[1], legend=key),
    }


def by_ship(symbol: str, **legend: Any) -> alt.Color:
    """One colour for a ship and another for the one laid over it."""
    key = alt.Legend(
        orient="top", title=None, symbolType=symbol, columns=1, labelLimit=260, **legend
    )
    return alt.Color("ship:N", sort=None, scale=alt.Scale(range=[BLUE, ORANGE]), legend=key)


def log_axis(
    field: str,
    title: str,
    *,
    figures: Sequence[int] = (1, 2, 5),
    least: int = 0,
    is_above: bool = False,
    **scale: Any,
) -> dict[str, Any]:
    """A figure on an axis that is a logarithm but has a 0, for `alt.X` or `alt.Y`.

    Its ticks are 0 and `figures` times powers of ten, from that of `least` on.
    """
    ticks = [0, *(figure * 10.0**power for power in range(least, 7) for figure in figures)]
    above: dict[str, Any] = {"orient": "top"} if is_above else {}
    return {
        "shorthand": f"{field}:Q",
        "title": title,
        "scale": alt.Scale(type="symlog", nice=False, **scale),
        "axis": alt.Axis(values=ticks, labelExpr=shown("value"), **above),
    }


def beside(name: str) -> alt.Parameter:
    """A selection of what is nearest to the pointer along the axis from left to right."""
    return alt.selection_point(
        name=name, on="pointerover", clear="pointerout", nearest=True, encodings=["x"], empty=False
    )


def pointer(base: alt.Chart, beside: alt.Parameter, tooltip: list[alt.Tooltip]) -> alt.Chart:
    """An upright line where the pointer is, which tells what is there."""
    rule = base.mark_rule(style="grid", strokeWidth=1)
    found: alt.Chart = rule.encode(opacity=when(beside, 0.8, 0), tooltip=tooltip)
    return found.add_params(beside)


def hover(name: str, *fields: str) -> alt.Parameter:
    """A selection of what the pointer is at."""
    return alt.selection_point(
        name=name, on="pointerover", clear="pointerout", empty=False, nearest=False,
        fields=list(fields),
    )  # fmt: skip


def legend_choice() -> alt.Parameter:
    """The roles clicked in the legend; all at first."""
    return alt.selection_point(name="chosen_role", fields=["role"], bind="legend")
