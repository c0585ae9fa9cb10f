"""`systems`: the rooms inside a ship that players fly, deck by deck; the bow is up.

Dataset `systems`: {deck, x, z, system}, a row for each room: deck 1 is the topmost of 5, x goes
from 0 on the port side to 4, z from 0 at the stern to 9; `system` is a name of `SYSTEMS`. What is
void is left out.
"""

from __future__ import annotations

from typing import Any

from artemis_modkit.model.grids import grid_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.snt import GRID_SHAPE, Room
from artemis_modkit.report.charts import parts
from artemis_modkit.report.charts.chart import CONTAINER, Chart, ChartRow, OfFiles
from artemis_modkit.report.charts.parts import BLUE, ORANGE, alt

SYSTEMS = {
    Room.BEAMS: ("beams", "B", BLUE),
    Room.TORPEDOES: ("torpedoes", "T", ORANGE),
    Room.SENSORS: ("sensors", "S", "#8a6d00"),
    Room.MANEUVER: ("maneuver", "M", "#2f8f86"),
    Room.IMPULSE: ("impulse", "I", "#56789c"),
    Room.WARP: ("warp or jump", "W", "#b04a9c"),
    Room.FRONT_SHIELD: ("front shield", "F", "#7a63c7"),
    Room.REAR_SHIELD: ("rear shield", "R", "#a0522d"),
    Room.HALLWAY: ("hallway", "", "#8b96a3"),
}
"""What a room can be: its name, its letter, its colour on both backgrounds."""

_ACROSS, _DECKS, _ALONG = GRID_SHAPE
_BETWEEN = 1
"""Columns between two decks."""


def draw() -> alt.TopLevelMixin:
    """The decks side by side, the topmost on the left, a cell for each room."""
    looks = list(SYSTEMS.values())
    columns = list(range(_DECKS * (_ACROSS + _BETWEEN) - _BETWEEN))
    across = alt.Scale(domain=columns, paddingInner=0.12, paddingOuter=0)
    along = alt.Scale(domain=list(reversed(range(_ALONG))), paddingInner=0.12)
    axis = alt.Axis(labels=False, ticks=False, domain=False, title="stern to bow", titleAngle=-90)
    per_row: Any = {"expr": f"{parts.NARROW} ? 3 : width < 560 ? 5 : 9"}
    base = (
        parts.rows("systems")
        .transform_calculate(
            column=f"(datum.deck - 1) * {_ACROSS + _BETWEEN} + datum.x",
            letter=f"({ {name: letter for name, letter, _ in looks} })[datum.system]",
            side="datum.x < 2 ? 'port' : datum.x > 2 ? 'starboard' : 'middle'",
            place="'deck ' + datum.deck + ', ' + datum.side + ', ' + (datum.z + 1)"
            f" + ' of {_ALONG} from the stern'",
        )
        .encode(
            x=alt.X("column:O", scale=across, axis=None), y=alt.Y("z:O", scale=along, axis=axis)
        )
    )
    names, _, shades = (list(one) for one in zip(*looks, strict=True))
    colors = alt.Scale(domain=names, range=shades)
    legend = alt.Legend(orient="bottom", title=None, symbolType="square", columns=per_row, offset=8)
    cells = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color("system:N", scale=colors, legend=legend),
        opacity=parts.when("datum.system == 'hallway'", 0.35, 1),
        tooltip=parts.tips(system="system", place="where"),
    )
    signs = base.mark_text(color="white", fontSize=10, fontWeight=600).encode(text="letter:N")
    decks = (
        parts.rows("systems")
        .transform_aggregate(rooms="count()", groupby=["deck"])
        .transform_calculate(
            column=f"(datum.deck - 1) * {_ACROSS + _BETWEEN} + 2",
            said="'deck ' + datum.deck + (datum.deck == 1 ? ' (top)' : '')",
        )
        .mark_text(style="note", baseline="bottom")
        .encode(x="column:O", y=alt.value(-5), text="said:N")
    )
    return alt.layer(cells, signs, decks).properties(width=CONTAINER, height=220)


def systems_rows(mod: Mod, vessel: Vessel) -> list[ChartRow]:
    """The rooms of a vessel; none without a system grid that can be read."""
    grid = grid_of(mod, vessel)
    found = []
    for at, node in enumerate(grid.nodes if grid else ()):
        if node.kind in SYSTEMS:
            x, rest = divmod(at, _DECKS * _ALONG)
            y, z = divmod(rest, _ALONG)
            system = SYSTEMS[node.kind][0]
            found.append({"deck": _DECKS - y, "x": x, "z": z, "system": system})
    return found


CHART = Chart(
    name="systems",
    title="Systems by deck",
    words="The rooms inside the ship as a grid for each of five decks, the bow up, by the system "
    "that is in them.",
    draw=draw,
    is_of_ship=True,
    datasets=OfFiles(
        {"systems": []}, lambda mod: lambda vessel: {"systems": systems_rows(mod, vessel)}
    ),
    size=(640, 230),
)
