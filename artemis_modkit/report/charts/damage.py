"""`damage`: what every ship does a second, the strongest first.

Dataset `damage`: {id, name, role, dps, beams, torpedoes, drones}, all in damage a second; `beams`
is the metric `beam_dps`, the others together `launched_dps`, `dps` all of them.
"""

from __future__ import annotations

import math

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Datasets, Place, Rows
from artemis_modkit.report.charts.parts import alt

STEP = 15
"""Pixels that a ship takes."""

_MOST_IN_COLUMN = 64
"""Ships below each other in a picture; more stand in columns side by side."""

_COLUMN = 210
"""Width of the bars of a column, in pixels."""


def draw() -> alt.TopLevelMixin:
    """A bar for each ship, coloured by role, its figure at the end."""
    pointed = parts.hover("pointed_ship", "bar")
    roles = parts.legend_choice()
    opacity = parts.when(roles, 1, 0.15)
    bars, figures = _drawn(_ranked())
    bars = bars.encode(
        opacity=opacity,
        strokeWidth=parts.when(pointed, 2, 0),
        stroke=alt.Stroke("role:N", legend=None),
    )
    return alt.layer(bars.add_params(pointed, roles), figures.encode(opacity=opacity)).properties(
        width=CONTAINER, height=alt.Step(STEP)
    )


def draw_picture(rows: Datasets) -> alt.TopLevelMixin:
    """The same, in columns where ships are many."""
    ships = len(rows["damage"])
    if ships <= _MOST_IN_COLUMN:
        return draw()
    columns = math.ceil(ships / _MOST_IN_COLUMN)
    each = math.ceil(ships / columns)
    drawn = []
    for column in range(1, columns + 1):
        ranked = _ranked().transform_filter(f"ceil(datum.place / {each}) == {column}")
        drawn.append(alt.layer(*_drawn(ranked, 9)).properties(width=_COLUMN, height=alt.Step(STEP)))
    found: alt.TopLevelMixin = alt.hconcat(*drawn, spacing=28).resolve_scale(x="shared")
    return found


def _ranked() -> alt.Chart:
    known = parts.rows("damage").transform_filter("isValid(datum.dps)")
    return parts.by_place(known, "dps").transform_calculate(
        at_end=parts.shown("dps", digits=1),
        **{f"said_{one}": parts.shown(one) for one in ("dps", "beams", "torpedoes", "drones")},
    )


def _drawn(ranked: alt.Chart, columns: int | None = None) -> tuple[alt.Chart, alt.Chart]:
    """The bars and the figures at their ends; the legend in so many columns."""
    axis = alt.Axis(labelExpr=parts.shown("value"), tickCount=5, orient="top")
    bars, figures = (
        marked.encode(y=parts.names(), x=alt.X("dps:Q", title="damage a second", axis=axis))
        for marked in (
            ranked.mark_bar(cornerRadiusEnd=2, cursor="pointer", height={"band": 0.78}),
            ranked.mark_text(align="left", dx=4, style="note", fontSize=10),
        )
    )
    tips = parts.tips(
        ship="ship",
        role="role",
        said_dps="damage a second",
        said_beams="of beams",
        said_torpedoes="of torpedoes",
        said_drones="of drones",
    )
    bars = bars.encode(color=parts.role_color(columns), tooltip=tips)
    return bars, figures.encode(text="at_end:N")


CHART = Chart(
    name="damage",
    title="Damage a second of every ship",
    words="Bars of all ships, the strongest first, coloured by role: beams in their best "
    "direction and all that is launched.",
    draw=draw,
    draw_picture=draw_picture,
    datasets={
        "damage": Rows(
            "ships",
            "id, name, role, beam_dps + launched_dps as dps, beam_dps ?? 0 as beams,"
            " torpedo_dps as torpedoes, launched_dps - torpedo_dps as drones",
            by="beam_dps + launched_dps",
        )
    },
    place=Place.OVERVIEW,
    columns={
        "ship": "{row_ship}",
        "role": "{role}",
        "damage a second": "{dps:1}",
        "beams": "{beams:1}",
        "torpedoes": "{torpedoes:1}",
        "drones": "{drones:1}",
    },
    is_tall=True,
    narrow_columns=1,
    size=(760, 0),
)
