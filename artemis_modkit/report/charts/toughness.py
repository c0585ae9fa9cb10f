"""`toughness`: shields against damage.

Dataset `toughness`: {id, name, role, shields, dps, is_outlier}; `shields` is the front shield or,
of single-seat craft, all they can take, in damage; `dps` as in `damage`. Outliers are named.

Axes are logarithms that have a 0 (symlog), since mods span three powers of ten and
have ships without shields or weapons. Of outliers that stand close together one is named.
"""

from __future__ import annotations

from typing import Any

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place, Rows
from artemis_modkit.report.charts.parts import alt

_CELL_ACROSS, _CELL_UP = 0.75, 0.28
"""Size of the cells in which one outlier is named, as differences of logarithms."""


_AT_RIGHT = "scale('x', datum.dps) > width - 120"
"""Where names stand to the left of their signs, so that they stay in the picture."""

_OUTLYING = ("beam_strength", "launched_dps", "shield_front", "hit_points")
"""Metrics that place a ship here; who is far from its role in one is named."""


def draw() -> alt.TopLevelMixin:
    """A sign for each ship, by role in colour and shape."""
    pointed = parts.hover("pointed_ship", "id", "name")
    roles = parts.legend_choice()
    scale: Any = {"zero": True, "padding": 14}
    damage = parts.log_axis("dps", "damage a second", constant=1, **scale)
    about = "front shield, or all that craft take (damage)"
    shields = parts.log_axis("shields", about, least=1, constant=5, **scale)
    base = (
        parts.rows("toughness")
        .transform_filter(
            "isValid(datum.dps) && isValid(datum.shields) && datum.dps >= 0 && datum.shields >= 0"
        )
        .transform_calculate(
            ship=parts.called(), said_dps=parts.shown("dps"), said_shields=parts.shown("shields")
        )
        .encode(x=alt.X(**damage), y=alt.Y(**shields))
    )
    points = base.mark_point(filled=True, strokeWidth=1.5, cursor="pointer").encode(
        color=parts.role_color(),
        shape=parts.role_shape(),
        size=parts.when(pointed, 190, 75),
        opacity=parts.when(roles, 0.8, 0.08),
        tooltip=parts.tips(
            ship="ship", role="role", said_shields="shields (damage)", said_dps="damage a second"
        ),
    )
    named = (
        base.transform_filter("datum.is_outlier")
        .transform_calculate(
            across=f"floor(log(1 + datum.dps) / {_CELL_ACROSS})",
            up=f"floor(log(1 + datum.shields / 5) / {_CELL_UP})",
        )
        .transform_window(
            in_cell="row_number()",
            sort=[alt.SortField("shields", order="descending")],
            groupby=["across", "up"],
        )
        .transform_filter("datum.in_cell == 1")
    )
    halo, names = (
        named.mark_text(
            style=style,
            align={"expr": f"{_AT_RIGHT} ? 'right' : 'left'"},
            dx={"expr": f"{_AT_RIGHT} ? -8 : 8"},
            limit=130,
        ).encode(text="ship:N")
        for style in (["halo"], ["label"])
    )
    return alt.layer(points.add_params(pointed, roles), halo, names).properties(
        width=CONTAINER, height=420
    )


CHART = Chart(
    name="toughness",
    title="Shields against damage",
    words="Each ship by its damage a second and its shields, its role in colour and shape; ships "
    "far from the others of their role are named.",
    draw=draw,
    datasets={
        "toughness": Rows(
            "ships",
            "id, name, role, hit_points ?? shield as shields, beam_dps + launched_dps as dps, "
            + " or ".join(f"far.{name}" for name in _OUTLYING)
            + " as is_outlier",
        )
    },
    place=Place.OVERVIEW,
    columns={
        "ship": "{row_ship}",
        "role": "{role}",
        "shields": "{shields:0}",
        "damage a second": "{dps:1}",
    },
    size=(760, 480),
)
