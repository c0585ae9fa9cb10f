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
    opacity = alt.when(roles).then(alt.value(1)).otherwise(alt.value(0.15))
    ranked = _ranked()
    bars = _bars(ranked).encode(
        opacity=opacity,
        strokeWidth=alt.when(pointed).then(alt.value(2)).otherwise(alt.value(0)),
        stroke=alt.Stroke("role:N", legend=None),
    )
    found: alt.TopLevelMixin = (
        alt.layer(bars.add_params(pointed, roles), _figures(ranked).encode(opacity=opacity))
        .properties(width=CONTAINER, height=alt.Step(STEP))
    )  # fmt: skip
    return found


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
        bars = alt.layer(_bars(ranked, 9), _figures(ranked))
        drawn.append(bars.properties(width=_COLUMN, height=alt.Step(STEP)))
    found: alt.TopLevelMixin = alt.hconcat(*drawn, spacing=28).resolve_scale(x="shared")
    return found


def _ranked() -> alt.Chart:
    return (
        alt.Chart(alt.NamedData("damage"))
        .transform_filter("isValid(datum.dps)")
        .transform_window(place="row_number()", sort=[alt.SortField("dps", order="descending")])
        .transform_calculate(
            ship=parts.called(),
            bar=parts.placed(f"({parts.called()})"),
            at_end=parts.shown("dps", digits=1),
            **{f"said_{one}": parts.shown(one) for one in ("dps", "beams", "torpedoes", "drones")},
        )
    )


def _bars(ranked: alt.Chart, columns: int | None = None) -> alt.Chart:
    return _placed(
        ranked.mark_bar(cornerRadiusEnd=2, cursor="pointer", height={"band": 0.78})
    ).encode(
        color=parts.role_color(columns),
        tooltip=parts.tips(
            ship="ship",
            role="role",
            said_dps="damage a second",
            said_beams="of beams",
            said_torpedoes="of torpedoes",
            said_drones="of drones",
        ),
    )


def _figures(ranked: alt.Chart) -> alt.Chart:
    marked = ranked.mark_text(align="left", dx=4, style="note", fontSize=10)
    return _placed(marked).encode(text=alt.Text("at_end:N"))


def _placed(chart: alt.Chart) -> alt.Chart:
    return chart.encode(
        y=alt.Y("bar:N", sort="ascending", title=None, axis=parts.names_axis()),
        x=alt.X("dps:Q", title="damage a second",
                axis=alt.Axis(labelExpr=parts.tick(), tickCount=5, orient="top")),
    )  # fmt: skip


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
