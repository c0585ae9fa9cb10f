"""`power`: what manual fire and power make of a ship's beams.

Datasets `power`: {power in percent, mode: "manual" or "automatic", ship, dps}; `power_now`: one row
{power}, the chosen one, drawn as a line.
"""

from __future__ import annotations

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place, Rows
from artemis_modkit.report.charts.parts import alt

POWER_STEP = 5
"""Percent between two points of the curve."""


def draw() -> alt.TopLevelMixin:
    """Curves over power: a colour for each ship, dashed where beams fire by themselves."""
    pointed = parts.beside("pointed_power")
    x = alt.X(
        "power:Q",
        title="power of the beams (%)",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(tickCount=6, format="d"),
    )
    base = parts.rows("power").encode(x=x)
    ship = parts.by_ship("stroke", symbolSize=300)
    hands = alt.Legend(
        orient="top", title=None, symbolType="stroke", symbolSize=300,
        labelExpr="datum.value == 'manual' ? 'fired by hand' : 'by themselves'",
    )  # fmt: skip
    dashes = alt.Scale(domain=["manual", "automatic"], range=[[1, 0], [5, 4]])
    axis = alt.Axis(labelExpr=parts.shown("value"))
    lines = base.mark_line(strokeWidth=2.5).encode(
        y=alt.Y("dps:Q", title="damage a second", axis=axis),
        color=ship,
        strokeDash=alt.StrokeDash("mode:N", scale=dashes, legend=hands),
    )
    points = base.mark_point(filled=True, size=60).encode(
        y="dps:Q", color=ship, opacity=parts.when(pointed, 1, 0)
    )
    by_hand = base.transform_pivot(
        "mode", value="dps", groupby=["power", "ship"]
    ).transform_calculate(
        hand=parts.shown("manual"), itself=parts.shown("automatic"), percent="datum.power + ' %'"
    )
    tooltip = parts.tips(
        ship="ship",
        percent="power",
        hand="by hand, damage a second",
        itself="by themselves, damage a second",
    )
    rule = parts.pointer(by_hand, pointed, tooltip)
    chosen = parts.rows("power_now").transform_calculate(
        said="format(datum.power, '.9~g') + ' % chosen'"
    )
    now = chosen.mark_rule(style="ink", strokeDash=[2, 3], strokeWidth=1.2).encode(x="power:Q")
    label = chosen.mark_text(
        style="note", align={"expr": "scale('x', datum.power) > width - 80 ? 'right' : 'left'"},
        dx={"expr": "scale('x', datum.power) > width - 80 ? -5 : 5"}, baseline="top",
    ).encode(x="power:Q", y=alt.value(2), text="said:N")  # fmt: skip
    return alt.layer(now, label, lines, points, rule).properties(width=CONTAINER, height=280)


CHART = Chart(
    name="power",
    title="Beams by hand and by themselves",
    words="Damage a second of the beams in their best direction as their power rises from 0 to "
    "300 %, fired by hand and by themselves.",
    draw=draw,
    is_of_ship=True,
    datasets={
        "power": Rows("powers", "power, mode, ship, beam_dps as dps", step=POWER_STEP),
        "power_now": Rows("power now", "power"),
    },
    place=Place.CARD,
    turn=1,
    columns={
        "power": "{power:0} %",
        "beams fire": "{mode}",
        "ship": "{ship}",
        "damage a second": "{dps:2}",
    },
    size=(640, 320),
)
