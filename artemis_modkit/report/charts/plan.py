"""`plan`: a ship from above with its weapons, arcs and engines; the bow is up, starboard right.

Datasets, all places in units of the mesh, x to starboard and z to the bow:
- `frame`: one row {x, z, half_x, half_z, note}: what must be seen, and a note to be read below;
- `hull`: a row for each ring {ring, is_hole, is_measured, xs, zs}; `is_measured` is false for the
  plain shape round weapons, engines and rooms that stands in for a mesh that is not at hand;
- `arcs`: a row for each beam with an arc {number, label, x, z, centre, width, length, range}:
  degrees, the length to draw, and the range in units;
- `ports`: a row for each mount {kind, label, x, z, said, numbers}: `said` the figures of a beam,
  `numbers` what to write above it, those of all beams close to it.

Arcs keep their direction and width, and their lengths are to scale among themselves,
the longest 3/4 as long as the hull; to its own scale they would be thirty times as long as it.
Their outlines are drawn above the hull, which would else cut off what a mount at its side covers.
"""

from __future__ import annotations

from typing import Any

from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.above import NOTHING, Plans
from artemis_modkit.report.charts.chart import CONTAINER, Chart, OfFiles, Place
from artemis_modkit.report.charts.parts import BLUE, ORANGE, alt

KINDS = {
    "beam": ("circle", BLUE),
    "torpedo tube": ("triangle-up", ORANGE),
    "launcher": ("diamond", "#b04a9c"),
    "engine": ("square", "#7c8794"),
    "target": ("cross", "#2f8f86"),
}
"""What is drawn on a hull; a target is a point where others can aim at engines or thrusters."""


_NOTE = 30
"""Pixels left below for the note."""


def draw() -> alt.TopLevelMixin:
    """Arcs, the hull on them, their outlines on the hull, and its mounts."""
    pointed = parts.hover("pointed_port", "label")
    areas = _arcs(strokeWidth=0, fill=BLUE, fillOpacity=0.09)
    outlines = _arcs(strokeWidth=1.2, stroke=BLUE, strokeOpacity=0.55)
    return alt.layer(areas, *_hulls(), outlines, *_mounts(pointed), _note()).properties(
        width=CONTAINER, height=380
    )


def _arcs(**look: Any) -> alt.Chart:
    found: alt.Chart = (
        parts.rows("arcs")
        .transform_calculate(
            steps="ceil(datum.width / 3)",
            step="datum.width >= 360 ? sequence(0, datum.steps) : sequence(-1, datum.steps + 2)",
        )
        .transform_flatten(["step"])
        .transform_calculate(
            turn="(datum.centre - datum.width / 2 + datum.width * datum.step / datum.steps)"
            " * PI / 180",
            away="datum.step < 0 || datum.step > datum.steps ? 0 : datum.length",
            to_x="datum.x + datum.away * sin(datum.turn)",
            to_z="datum.z + datum.away * cos(datum.turn)",
        )
        .mark_line(interpolate="linear-closed", **look)
        .encode(x=_across("to_x"), y=_up("to_z"), detail="number:N", order="step:Q")
    )
    return found


def _hulls() -> list[alt.Chart]:
    rings = (
        parts.rows("hull")
        .transform_flatten(["xs", "zs"], ["x", "z"])
        .transform_window(place="row_number()")
    )
    return [
        rings.transform_filter(f"{'' if is_hole else '!'}datum.is_hole")
        .mark_line(
            interpolate="linear-closed", style="hole" if is_hole else "hull", strokeWidth=1.3
        )
        .encode(
            x=_across("x"),
            y=_up("z"),
            detail="ring:N",
            order="place:Q",
            strokeDash=parts.when("datum.is_measured", [1, 0], [5, 3]),
        )
        for is_hole in (False, True)
    ]


def _mounts(pointed: alt.Parameter) -> list[alt.Chart]:
    base = parts.rows("ports").encode(x=_across("x"), y=_up("z"))
    shapes, colors = zip(*KINDS.values(), strict=True)
    points = (
        base.transform_calculate(place="format(datum.x, ',.4~g') + ', ' + format(datum.z, ',.4~g')")
        .mark_point(filled=True, opacity=1, style="outlined", strokeWidth=1)
        .encode(
            **parts.looks("kind", list(KINDS), colors, shapes, columns=5),
            size=parts.when(pointed, 190, 85),
            tooltip=parts.tips(label="what", said="figures", place="x, z (units of the mesh)"),
        )
        .add_params(pointed)
    )
    numbered = base.transform_filter("datum.numbers")
    look = {"fontSize": 10, "dy": -11, "fontWeight": 600}
    return [points, *parts.haloed(numbered, "numbers:N", "label", **look)]


def _note() -> alt.Chart:
    bottom: Any = alt.value({"expr": "height - 2"})
    note = parts.rows("frame").mark_text(
        style="note", align="left", baseline="bottom", lineBreak="\n", fontSize=10
    )
    found: alt.Chart = note.encode(x=alt.value(2), y=bottom, text="note:N")
    return found


def _across(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=_scale("x", "width / 2", "width / 2"), axis=None)


def _up(field: str) -> alt.Y:
    """A place on the axis from stern to bow, above the note."""
    below, above = f"(height + {_NOTE}) / 2", f"(height - {_NOTE}) / 2"
    return alt.Y(f"{field}:Q", scale=_scale("z", below, above), axis=None)


def _scale(axis: str, before: str, after: str) -> alt.Scale:
    """So many pixels to both sides of the middle; one scale on both axes, whatever the shape."""
    frame = "data('frame')[0]"
    unit = f"max(2 * {frame}.half_x / width, 2 * {frame}.half_z / max(1, height - {_NOTE}))"
    low, high = (
        {"expr": f"length(data('frame')) ? {frame}.{axis} {sign} {pixels} * {unit} : {sign}1"}
        for sign, pixels in (("-", before), ("+", after))
    )
    return alt.Scale(domainMin=low, domainMax=high, zero=False, nice=False)


CHART = Chart(
    name="plan",
    title="Plan",
    words="The hull from above, the bow up and starboard on the right, with weapons, the arcs of "
    "beams, engines and points to aim at. Lengths of arcs are to scale among themselves only.",
    draw=draw,
    is_of_ship=True,
    datasets=OfFiles(NOTHING, lambda mod: Plans(mod).of),
    place=Place.CARD,
    columns={"what": "{kind}", "name": "{label}", "x": "{x:1}", "z": "{z:1}", "figures": "{said}"},
    table="ports",
    size=(420, 420),
)
