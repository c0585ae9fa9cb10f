"""`energy`: what an energy buys, beams beside homing torpedoes.

Dataset `energy`: {id, name, weapon: "beam" or "torpedo", per_second, per_energy}: damage a second,
and damage for an energy; for ships that players fly.

Ships that have the same are one sign, the larger the more they are.
"""

from __future__ import annotations

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place, Rows
from artemis_modkit.report.charts.parts import BLUE, ORANGE, alt

WEAPONS = ("beam", "torpedo")
_NAMED = 6
"""Ships that a tooltip names; of more it says how many."""


def draw() -> alt.TopLevelMixin:
    """A sign for each weapon of a kind, beams round, torpedoes as diamonds."""
    pointed = parts.hover("pointed_weapon", "weapon", "per_second", "per_energy")
    seconds = parts.log_axis("per_second", "damage a second", constant=1, padding=16)
    energies = parts.log_axis(
        "per_energy", "damage for an energy", least=-1, constant=0.1, padding=16
    )
    base = (
        parts.rows("energy")
        .transform_filter(
            "isValid(datum.per_second) && isValid(datum.per_energy) && datum.per_second >= 0"
            " && datum.per_energy >= 0"
        )
        .transform_calculate(ship=parts.called())
        .transform_aggregate(
            ships="count()", rows="values(ship)", groupby=["weapon", "per_second", "per_energy"]
        )
        .transform_calculate(
            names=f"join(pluck(slice(datum.rows, 0, {_NAMED}), 'ship'), ', ')"
            f" + (datum.ships > {_NAMED} ? ' and ' + (datum.ships - {_NAMED}) + ' more' : '')",
            said_second=parts.shown("per_second"),
            said_energy=parts.shown("per_energy"),
        )
        .encode(x=alt.X(**seconds), y=alt.Y(**energies))
    )
    sizes = alt.Scale(type="sqrt", domain=[1, 50], range=[60, 500], clamp=True)
    names = "datum.value == 'beam' ? 'beams' : 'homing torpedoes'"
    shapes = ["circle", "diamond"]
    points = base.mark_point(filled=True, style="outlined", strokeWidth=0.7).encode(
        **parts.looks("weapon", WEAPONS, [BLUE, ORANGE], shapes, labelExpr=names),
        size=alt.Size("ships:Q", scale=sizes, legend=None),
        opacity=parts.when(pointed, 1, 0.75),
        tooltip=parts.tips(
            names="ships",
            weapon="weapon",
            said_second="damage a second",
            said_energy="damage for an energy",
        ),
    )
    counts = (
        base.transform_filter("datum.ships > 1")
        .transform_calculate(said="'×' + datum.ships")
        .mark_text(style="note", align="left", dx={"expr": "6 + sqrt(datum.ships) * 1.6"})
        .encode(text="said:N")
    )
    return alt.layer(points.add_params(pointed), counts).properties(width=CONTAINER, height=320)


CHART = Chart(
    name="energy",
    title="What energy buys",
    words="Damage a second against damage for an energy: beams and homing torpedoes of the ships "
    "that players fly.",
    draw=draw,
    datasets={
        "energy": Rows(
            "ships",
            "id, name",
            parts=(
                "'beam' as weapon, beam_dps ?? 0 as per_second,"
                " beam_damage_per_energy as per_energy",
                "'torpedo' as weapon, torpedo_dps as per_second,"
                " torpedo_damage_per_energy as per_energy",
            ),
            need="per_energy",
        )
    },
    place=Place.OVERVIEW,
    columns={
        "ship": "{row_ship}",
        "weapon": "{weapon}",
        "damage a second": "{per_second:1}",
        "damage an energy": "{per_energy:2}",
    },
    size=(640, 380),
)
