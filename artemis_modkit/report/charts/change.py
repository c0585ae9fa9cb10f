"""`change`: winners and losers against the other mod.

Dataset `change`: {id, name, metric, a, b}: a figure in mod A and in mod B; those that gain most are
drawn first. It is the overall score, 100 the median of the role in stock.

The axis is a logarithm, so that equal lengths are equal ratios; it has a 0.
"""

from __future__ import annotations

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place, Rows
from artemis_modkit.report.charts.parts import BLUE, ORANGE, alt

MOVES = ("gains", "loses", "keeps")
_GREY = "#7c8794"
_MOST = 20
"""Ships that are shown."""


def draw() -> alt.TopLevelMixin:
    """An arrow for each ship, from A to B."""
    pointed = parts.hover("pointed_change", "bar")
    both = (
        parts.rows("change")
        .transform_filter("isValid(datum.a) && isValid(datum.b)")
        .transform_calculate(ratio="datum.a > 0 ? datum.b / datum.a : 1e9")
    )
    base = parts.by_place(both, "ratio").transform_calculate(
        move="datum.b > datum.a ? 'gains' : datum.b < datum.a ? 'loses' : 'keeps'",
        said_a=parts.shown("a"),
        said_b=parts.shown("b"),
        times="datum.a > 0 ? '× ' + format(datum.ratio, '.2f') : '-'",
    ).encode(y=parts.names(grid=True))  # fmt: skip
    axis = parts.log_axis(
        "a", "score, from A to B", figures=(1, 2, 3, 5, 7), is_above=True,
        constant=1, zero=False, padding=14,
    )  # fmt: skip
    x = alt.X(**axis)
    arrows = ["triangle-right", "triangle-left", "circle"]
    move = parts.looks("move", MOVES, [BLUE, ORANGE, _GREY], arrows)
    width = parts.when(pointed, 5, 2.5)
    lines = base.mark_rule().encode(x=x, x2="b:Q", color=move["color"], strokeWidth=width)
    tips = parts.tips(ship="ship", metric="figure", said_a="in A", said_b="in B", times="B by A")
    start = base.mark_point(filled=True, size=45, opacity=1, shape="circle").encode(
        x=x, color=move["color"], tooltip=tips
    )
    end = base.mark_point(filled=True, size=130, opacity=1, cursor="pointer").encode(
        x=alt.X("b:Q", scale=axis["scale"], axis=axis["axis"]), tooltip=tips, **move
    )
    times = base.mark_text(style="note", align="left", fontSize=10).encode(
        x=alt.value({"expr": "width + 6"}), text="times:N"
    )
    return alt.layer(lines, start, end.add_params(pointed), times).properties(
        width=CONTAINER, height=alt.Step(20)
    )


CHART = Chart(
    name="change",
    title="Winners and losers",
    words="An arrow for each ship whose own figures changed, from its overall score in the other "
    "mod (A) to that in this one (B): those that moved most, the greatest gain first, with how "
    "many times B is A.",
    draw=draw,
    datasets={
        "change": Rows(
            "pairs",
            "id, name, 'overall' as metric, a.overall as a, b.overall as b",
            by="moved",
            most=_MOST,
        )
    },
    place=Place.CHANGES,
    columns={"ship": "{row_ship}", "figure": "{metric}", "A": "{a:1}", "B": "{b:1}"},
    size=(720, 0),
)
