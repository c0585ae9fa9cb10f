"""`rose`: which way a ship fires, of one ship or of two laid over each other.

Dataset `rose`: {ship, bearing, dps}, a row for each whole degree from 0 to 359 (360 is not drawn):
damage a second of the beams; 0 is the bow, degrees grow to starboard (`balance.arcs`).

Degrees next to each other that do the same become one sector, so that a picture has
a dozen sectors, not 360 slivers, and the pointer finds where each begins and ends.
"""

from __future__ import annotations

import math
from typing import Any

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place, Rows
from artemis_modkit.report.charts.parts import BLUE, ORANGE, alt

_ROOM = 22
"""Pixels left round the picture for the names of bearings."""

_NAMES = "({'0': 'bow', '90': '90°', '180': 'stern', '270': '270°'})[datum.spoke] || ''"
_LABELS_AT = 202.5
"""Bearing along which rings are labelled, where few ships fire."""


def draw() -> alt.TopLevelMixin:
    """Rings of equal damage, spokes, and the sectors of each ship."""
    pointed = parts.hover("pointed_sector", "ship", "sector")
    sectors = _sectors()
    ship = parts.by_ship("square")
    filled = (
        sectors.mark_arc()
        .encode(
            theta=_turn("start:Q"),
            theta2="end:Q",
            radius=_away("dps:Q"),
            color=ship,
            fillOpacity=parts.when(pointed, 0.6, 0.3),
            tooltip=parts.tips(
                ship="ship",
                bearings="bearings (0 the bow, 90 starboard)",
                said_dps="damage a second",
            ),
        )
        .add_params(pointed)
    )
    colors = alt.Scale(range=[BLUE, ORANGE])
    stroke = alt.Stroke("ship:N", sort=None, scale=colors, legend=None)
    rims, sides = (
        sectors.mark_arc(filled=False, strokeWidth=2, strokeJoin="round").encode(
            theta=_turn("start:Q"),
            theta2=until,
            radius=_away("dps:Q"),
            radius2=inner,
            stroke=stroke,
        )
        for until, inner in (("end:Q", "dps:Q"), ("start:Q", "before:Q"))
    )
    return alt.layer(*_ground(), filled, rims, sides, *_names()).properties(
        width=CONTAINER, height=360
    )


def _turn(field: str) -> alt.Theta:
    scale = alt.Scale(domain=[0, 360], range=[0, 2 * math.pi])
    return alt.Theta(field, stack=None, scale=scale)


def _away(field: str) -> alt.Radius:
    outer: Any = {"expr": f"max(1, min(width, height) / 2 - {_ROOM})"}
    scale = alt.Scale(type="linear", zero=True, nice=False, range=[0, outer])
    return alt.Radius(field, stack=None, scale=scale)


def _sectors() -> alt.Chart:
    """Degrees that do the same, joined; `before` is the damage just to the left of each sector."""
    by_bearing: Any = {"sort": [alt.SortField("bearing")], "groupby": ["ship"]}
    return (
        parts.rows("rose")
        .transform_filter("datum.bearing < 360 && isValid(datum.dps)")
        .transform_window(before="lag(dps)", **by_bearing)
        .transform_window(last="last_value(dps)", frame=[None, None], **by_bearing)
        .transform_calculate(
            before="isValid(datum.before) ? datum.before : datum.last",
            is_new="datum.before == datum.dps ? 0 : 1",
        )
        .transform_window(sector="sum(is_new)", **by_bearing)
        .transform_aggregate(
            first="min(bearing)", final="max(bearing)", dps="max(dps)", before="argmin(bearing)",
            groupby=["ship", "sector"],
        )
        .transform_calculate(
            before="datum.before.before",
            start="datum.first - 0.5",
            end="datum.final + 0.5",
            said_dps=parts.shown("dps"),
            bearings="datum.first + '° to ' + datum.final + '°'",
        )
    )  # fmt: skip


def _most() -> alt.Chart:
    return (
        parts.rows("rose")
        .transform_aggregate(dps="max(dps)", rim="max(rim)")
        .transform_calculate(most="max(datum.dps, datum.rim)")
    )


def _rings() -> alt.Chart:
    """Up to five rings at round figures of damage."""
    return (
        _most()
        .transform_filter("datum.most > 0")
        .transform_calculate(
            size="pow(10, floor(log(datum.most / 3) / LN10))",
            part="datum.most / 3 / datum.size",
            step="datum.size * (datum.part < 1.66 ? 1 : datum.part < 3.33 ? 2"
            " : datum.part < 8.33 ? 5 : 10)",
            ring="sequence(datum.step, datum.most * 1.0001, datum.step)",
        )
        .transform_flatten(["ring"])
        .transform_calculate(said=parts.shown("ring"), at=str(_LABELS_AT), turn="360", none="0")
    )


def _spokes() -> alt.Chart:
    return (
        _most()
        .transform_calculate(
            spoke="sequence(0, 360, 45)", most="datum.most > 0 ? datum.most : 1", none="0"
        )
        .transform_flatten(["spoke"])
        .transform_calculate(said=_NAMES)
    )


def _ground() -> list[alt.Chart]:
    circles, spokes = (
        of.mark_arc(style="grid", filled=False, strokeWidth=1) for of in (_rings(), _spokes())
    )
    return [
        spokes.encode(
            theta=_turn("spoke:Q"), theta2="spoke:Q", radius=_away("most:Q"), radius2="none:Q"
        ),
        circles.encode(theta=_turn("none:Q"), theta2="turn:Q", radius=_away("ring:Q")),
    ]


def _names() -> list[alt.Chart]:
    """The figures of rings, the names of bearings, and a note where no beam does damage."""
    rings = _rings().encode(theta=_turn("at:Q"), radius=_away("ring:Q"))
    bearings = (
        _spokes()
        .mark_text(style="note", radiusOffset=15)
        .encode(theta=_turn("spoke:Q"), radius=_away("most:Q"), text="said:N")
    )
    unarmed = _most().transform_filter("!(datum.most > 0)").transform_calculate(
        said="'no beam does any damage'"
    )  # fmt: skip
    notes = parts.haloed(unarmed, "said:N", "label", fontSize=13, dy=-70)
    return [*parts.haloed(rings, "said:N", "note", fontSize=10), bearings, *notes]


CHART = Chart(
    name="rose",
    title="Firing rose",
    words="Damage a second of the beams by bearing: the bow is up, starboard on the right, the "
    "farther out the more. The rim is what the strongest of its role has in stock, or the ship "
    "itself, so that roses of a role have one scale.",
    draw=draw,
    is_of_ship=True,
    datasets={"rose": Rows("bearings", "ship, bearing, fire as dps, rim")},
    place=Place.CARD,
    columns={"ship": "{ship}", "bearing": "{bearing:0}", "damage a second": "{dps:2}"},
    size=(420, 420),
)
