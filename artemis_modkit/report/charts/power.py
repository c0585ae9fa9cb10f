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
    base = alt.Chart(alt.NamedData("power")).encode(x=x)
    ship = parts.by_ship("stroke", symbolSize=300)
    lines = base.mark_line(strokeWidth=2.5).encode(
        y=alt.Y("dps:Q", title="damage a second", axis=alt.Axis(labelExpr=parts.tick())),
        color=ship,
        strokeDash=alt.StrokeDash(
            "mode:N",
            scale=alt.Scale(domain=["manual", "automatic"], range=[[1, 0], [5, 4]]),
            legend=alt.Legend(
                orient="top", title=None, symbolType="stroke", symbolSize=300,
                labelExpr="datum.value == 'manual' ? 'fired by hand' : 'by themselves'",
            ),
        ),
    )  # fmt: skip
    points = base.mark_point(filled=True, size=60).encode(
        y=alt.Y("dps:Q"),
        color=ship,
        opacity=alt.when(pointed).then(alt.value(1)).otherwise(alt.value(0)),
    )
    rule = (
        base.transform_pivot("mode", value="dps", groupby=["power", "ship"])
        .transform_calculate(
            hand=parts.shown("manual"),
            itself=parts.shown("automatic"),
            percent="datum.power + ' %'",
        )
        .mark_rule(style="grid", strokeWidth=1)
        .encode(
            opacity=alt.when(pointed).then(alt.value(0.8)).otherwise(alt.value(0)),
            tooltip=parts.tips(
                ship="ship",
                percent="power",
                hand="by hand, damage a second",
                itself="by themselves, damage a second",
            ),
        )
        .add_params(pointed)
    )
    chosen = alt.Chart(alt.NamedData("power_now")).transform_calculate(
        said="format(datum.power, '.9~g') + ' % chosen'"
    )
    now = chosen.mark_rule(style="ink", strokeDash=[2, 3], strokeWidth=1.2).encode(
        x=alt.X("power:Q")
    )
    label = chosen.mark_text(
        style="note", align={"expr": "scale('x', datum.power) > width - 80 ? 'right' : 'left'"},
        dx={"expr": "scale('x', datum.power) > width - 80 ? -5 : 5"}, baseline="top",
    ).encode(x=alt.X("power:Q"), y=alt.value(2), text=alt.Text("said:N"))  # fmt: skip
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
