"""`damage`: what every ship does a second, the strongest first.

Dataset `damage`: {id, name, role, dps, beams, torpedoes, drones}, all in damage a second; `beams`
is the metric `beam_dps`, the others together `launched_dps`, `dps` all of them.
"""

import altair as alt

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Datasets, Row, Scene
from artemis_modkit.report.charts.figures import dps_of, figure, finite, name_of

STEP = 15
"""Pixels that a ship takes."""


def draw() -> alt.TopLevelMixin:
    """A bar for each ship, coloured by role, its figure at the end."""
    pointed = parts.hover("pointed_ship", "bar")
    roles = parts.legend_choice()
    base = (
        alt.Chart(alt.NamedData("damage"))
        .transform_filter("isValid(datum.dps)")
        .transform_window(place="row_number()", sort=[alt.SortField("dps", order="descending")])
        .transform_calculate(
            ship=parts.called(),
            bar=parts.placed(f"({parts.called()})"),
            at_end=parts.shown("dps", digits=1),
            **{f"said_{one}": parts.shown(one) for one in ("dps", "beams", "torpedoes", "drones")},
        )
        .encode(
            y=alt.Y(
                "bar:N",
                sort="ascending",
                title=None,
                axis=alt.Axis(
                    labelExpr=parts.unplaced(), labelLimit=190, ticks=False, domain=False,
                    labelOverlap=False,
                ),
            ),
            x=alt.X("dps:Q", title="damage a second, all that bears in the best direction",
                    axis=alt.Axis(format="~s", tickCount=6, orient="top")),
            opacity=alt.when(roles).then(alt.value(1)).otherwise(alt.value(0.15)),
        )
    )  # fmt: skip
    bars = base.mark_bar(cornerRadiusEnd=2, height={"band": 0.78}).encode(
        color=parts.role_color(),
        strokeWidth=alt.when(pointed).then(alt.value(2)).otherwise(alt.value(0)),
        stroke=alt.Stroke("role:N", legend=None),
        tooltip=[
            alt.Tooltip("ship:N", title="ship"),
            alt.Tooltip("role:N", title="role"),
            alt.Tooltip("said_dps:N", title="damage a second"),
            alt.Tooltip("said_beams:N", title="of beams"),
            alt.Tooltip("said_torpedoes:N", title="of torpedoes"),
            alt.Tooltip("said_drones:N", title="of drones"),
        ],
    )
    figures = base.mark_text(align="left", dx=4, style="note", fontSize=10).encode(text="at_end:N")
    return (
        alt.layer(bars.add_params(pointed, roles), figures)
        .properties(width=CONTAINER, height=alt.Step(STEP), name="damage")
    )  # fmt: skip


def rows(scene: Scene) -> Datasets:
    """Every ship, the strongest first."""
    rows: list[Row] = []
    for ship in scene.assessment.fleet.ships:
        launched = figure(ship, "launched_dps")
        rows.append(
            {
                "id": ship.id, "name": name_of(ship), "role": ship.role.label, "dps": dps_of(ship),
                "beams": figure(ship, "beam_dps"), "torpedoes": finite(ship.torpedo_dps),
                "drones": finite(launched - ship.torpedo_dps),
            }
        )  # fmt: skip
    return {"damage": sorted(rows, key=lambda row: -(row["dps"] or 0.0))}


CHART = Chart(
    name="damage",
    title="Damage a second of every ship",
    words="Bars of all ships, the strongest first, coloured by role: beams in their best "
    "direction and all that is launched.",
    draw=draw,
    rows=rows,
    size=(760, 0),
)
