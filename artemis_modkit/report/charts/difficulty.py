"""`difficulty`: players against enemies as the game gets harder.

Datasets `difficulty`: {difficulty, side: "players" or "enemies", strength}, strength in kills a
minute of the usual ship against the usual one of the other side; `crossing`: {difficulty, strength}
where both are equal, no row without such a place.
"""

from __future__ import annotations

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place, Rows
from artemis_modkit.report.charts.parts import BLUE, ORANGE, alt

SIDES = ("players", "enemies")


def draw() -> alt.TopLevelMixin:
    """A line for each side, and a mark where they cross."""
    pointed = parts.beside("pointed_difficulty")
    x = alt.X(
        "difficulty:Q",
        title="difficulty",
        scale=alt.Scale(domain=[1, 11], nice=False, padding=6),
        axis=alt.Axis(values=list(range(1, 12)), format="d", grid=False),
    )
    base = parts.rows("difficulty").encode(x=x)
    strokes = alt.Legend(orient="top", title=None, symbolType="stroke")
    side = parts.looks("side", SIDES, [BLUE, ORANGE], ["circle", "square"], strokes)
    height = alt.Y("strength:Q", title="kills a minute, one against one")
    lines = base.mark_line(strokeWidth=2.5).encode(y=height, color=side["color"])
    points = base.mark_point(filled=True, opacity=1).encode(
        y=height, **side, size=parts.when(pointed, 110, 45)
    )
    sides = base.transform_pivot(
        "side", value="strength", groupby=["difficulty"]
    ).transform_calculate(one=parts.shown("players"), other=parts.shown("enemies"))
    figures = parts.tips(one="a player ship kills a minute", other="an enemy kills a minute")
    tooltip = [alt.Tooltip("difficulty:Q", title="difficulty"), *figures]
    rule = parts.pointer(sides, pointed, tooltip)
    crossing = (
        parts.rows("crossing")
        .transform_calculate(said="'even at ' + format(datum.difficulty, '.1~f')")
        .encode(x="difficulty:Q", y="strength:Q")
    )
    ring = crossing.mark_point(style="ink", size=190, strokeWidth=2, filled=False)
    label = crossing.mark_text(style="label", dy=-18, fontWeight=600).encode(text="said:N")
    return alt.layer(rule, lines, points, ring, label, _never()).properties(
        width=CONTAINER, height=280
    )


def _never() -> alt.Chart:
    """Who kills sooner throughout, where nobody ever becomes even."""
    found: alt.Chart = (
        parts.rows("difficulty")
        .transform_pivot("side", value="strength", groupby=["difficulty"])
        .transform_calculate(
            gap="datum.players - datum.enemies", between="(datum.players + datum.enemies) / 2"
        )
        .transform_aggregate(least="min(gap)", most="max(gap)", between="mean(between)")
        .transform_filter("datum.least > 0 || datum.most < 0")
        .transform_calculate(
            said="(datum.least > 0 ? 'a player ship' : 'an enemy') + ' always kills sooner'"
        )
        .mark_text(style="note", fontSize=12, dy=-7)
        .encode(x=alt.value({"expr": "width / 2"}), y="between:Q", text="said:N")
    )
    return found


CHART = Chart(
    name="difficulty",
    title="Players against enemies",
    words="Kills a minute of the usual player ship and of the usual enemy, one against one, at "
    "difficulty 1 to 11, and where both are even.",
    draw=draw,
    datasets={
        "difficulty": Rows(
            "matches",
            "difficulty",
            parts=[f"'{side}' as side, {side} as strength" for side in SIDES],
        ),
        "crossing": Rows("crossings", "difficulty, strength"),
    },
    place=Place.OVERVIEW,
    columns={"difficulty": "{difficulty:0}", "side": "{side}", "strength": "{strength:2}"},
    size=(640, 320),
)
