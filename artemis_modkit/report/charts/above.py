"""A ship from above, as rows: its hull, and on it the places of weapons, engines and arcs.

Where no mesh can be read, a plain shape round all that is placed on the ship stands
in for it, and says so; a picture without any hull would hide where the bow is.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress

from artemis_modkit.balance.mounts import Arc, bearing
from artemis_modkit.model.grids import grid_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessel_parts import BeamPort, Point
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.dxs import Mesh
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.snt import Room
from artemis_modkit.report.charts.chart import ChartRow, Datasets
from artemis_modkit.report.charts.outline import PlanPoint, Ring, area, hull_round, outline

NOTHING: Datasets = {"frame": [], "hull": [], "arcs": [], "ports": []}
"""The datasets of a ship of which no place is known."""

_MOST_MOUNTS = 200
_FARTHEST = 1e7
_CLOSE = 0.04
"""How close beams are that share their numbers, as a share of what the hull spans."""

_LONGEST = 0.75
"""The longest arc, as a share of what the hull spans: out of it even from its middle."""

_LEAST = 1.0
"""Units that a plain hull and what is seen reach at least, as round a single mount."""

_MOST_LISTED = 4
_AROUND = 1.12
"""What is seen, as a multiple of what is drawn."""


class Plans:
    """The plans of a mod's vessels; each mesh is read when first asked for, and drawn once."""

    def __init__(self, mod: Mod) -> None:
        self._mod = mod
        self._outlines: dict[str, list[Ring]] = {}

    def of(self, vessel: Vessel) -> Datasets:
        """The datasets of a vessel; all empty where no place on it is known."""
        mounts = list(_ports(vessel))
        places = [(row["x"], row["z"]) for row in mounts]
        rings = self._hull(vessel)
        is_measured = bool(rings)
        if not is_measured and (round_these := [*places, *self._rooms(vessel)]):
            rings = [hull_round(round_these, margin=_margin(round_these))]
        if not rings:
            return NOTHING
        outermost = [place for ring in rings for place in ring]
        size = max(_spans(outermost))
        arcs = list(_arcs(vessel, size))
        _number([row for row in mounts if row["kind"] == "beam"], size * _CLOSE)
        frame = _frame([*outermost, *places, *(end for arc in arcs for end in _ends(arc))])
        return {
            "frame": [{**frame, "note": _words(rings, arcs, is_measured=is_measured)}],
            "hull": [_ring(at, ring, is_measured) for at, ring in enumerate(rings)],
            "arcs": arcs,
            "ports": mounts,
        }

    def _hull(self, vessel: Vessel) -> list[Ring]:
        """The outlines of its meshes; stations have several, all at one scale."""
        first = next((art.scale for art in vessel.art if art.mesh_file), None)
        return [
            ring
            for art in vessel.art
            if art.mesh_file and art.scale == first
            for ring in self._outline(art.mesh_file)
        ]

    def _outline(self, reference: str) -> list[Ring]:
        tree = self._mod.tree
        path = tree.resolve(reference)
        if path is None:
            return []
        if path not in self._outlines:
            self._outlines[path] = []
            with suppress(ModkitError):
                mesh = Mesh.from_bytes(tree.read(path))
                self._outlines[path] = [] if mesh is None else outline(mesh)
        return self._outlines[path]

    def _rooms(self, vessel: Vessel) -> list[PlanPoint]:
        """Where the rooms of its system grid are; none without one."""
        grid = grid_of(self._mod, vessel)
        nodes = grid.nodes if grid else ()
        rooms = [node for node in nodes if node.kind is not Room.VOID]
        return [place for node in rooms if (place := _place(node.x, node.z)) is not None]


def _ports(vessel: Vessel) -> Iterator[ChartRow]:
    kinds: Sequence[tuple[str, str, Sequence[Point]]] = (
        ("engine", "engine", vessel.engine_ports),
        ("target", "impulse engine to aim at", vessel.impulse_points),
        ("target", "thruster to aim at", vessel.maneuver_points),
        ("torpedo tube", "torpedo tube", vessel.torpedo_tubes),
        ("launcher", "drone launcher", vessel.drone_ports),
        ("launcher", "torpedo launcher", vessel.torpedo_station_ports),
        ("beam", "beam", vessel.beam_ports),
    )
    for kind, name, points in kinds:
        for number, point in enumerate(points[:_MOST_MOUNTS], 1):
            place = _place(point.x, point.z)
            if place is not None:
                said = _figures(point) if isinstance(point, BeamPort) else ""
                yield {"kind": kind, "label": f"{name} {number}", "x": place[0], "z": place[1],
                       "said": said, "numbers": ""}  # fmt: skip


def _number(beams: Sequence[ChartRow], close: float) -> None:
    """Write numbers to beams, those of beams closer than `close` to the first of them."""
    taken: list[tuple[PlanPoint, ChartRow, list[str]]] = []
    for row in beams:
        place = (row["x"], row["z"])
        near = next((one for one in taken if math.dist(one[0], place) < close), None)
        if near is None:
            taken.append(near := (place, row, []))
        near[2].append(row["label"].removeprefix("beam "))
    for _, row, numbers in taken:
        listed = ", ".join(numbers[:_MOST_LISTED])
        row["numbers"] = listed + (" …" if len(numbers) > _MOST_LISTED else "")


def _figures(port: BeamPort) -> str:
    known = (
        (port.player_damage, "{:g} damage in players' hands"),
        (port.damage, "{:g} in the computer's"),
        (port.cycle_time, "every {:g} s"),
        (port.range, "range {:g}"),
    )
    return ", ".join(words.format(value) for value, words in known if value is not None)


def _place(x: float | None, z: float | None) -> PlanPoint | None:
    if x is None or z is None or not (abs(x) < _FARTHEST and abs(z) < _FARTHEST):
        return None
    return round(x, 3), round(z, 3)


def _arcs(vessel: Vessel, size: float) -> Iterator[ChartRow]:
    ports = vessel.beam_ports[:_MOST_MOUNTS]
    ranges = [port.range for port in ports if port.range and 0 < port.range < math.inf]
    longest = max(ranges, default=1.0)
    for number, port in enumerate(ports, 1):
        place, centre = _place(port.x, port.z), bearing(port.x, port.z)
        reach = port.range
        if place is None or centre is None or not port.arc_width or not reach:
            continue
        width = Arc.of_fraction(centre, port.arc_width).width
        if width > 0 and 0 < reach < math.inf:
            yield {
                "number": number, "label": f"beam {number}", "x": place[0], "z": place[1],
                "centre": round(centre, 2), "width": round(width, 2),
                "length": round(_LONGEST * size * reach / longest, 2),
                "range": reach,
            }  # fmt: skip


def _ends(arc: ChartRow) -> Iterator[PlanPoint]:
    """The outermost places of an arc."""
    covered = Arc(arc["centre"], arc["width"])
    turns = [arc["centre"] + side * arc["width"] / 2 for side in (-1, 1)]
    turns += [turn for turn in (0, 90, 180, 270) if covered.covers(turn)]
    for turn in map(math.radians, turns):
        yield arc["x"] + arc["length"] * math.sin(turn), arc["z"] + arc["length"] * math.cos(turn)


def _frame(places: Sequence[PlanPoint]) -> dict[str, float]:
    """What must be seen: the middle, and how far it reaches to either side."""
    (left, right), (aft, ahead) = (
        (min(place[axis] for place in places), max(place[axis] for place in places))
        for axis in (0, 1)
    )
    half_x, half_z = (max(b - a, _LEAST) / 2 * _AROUND for a, b in ((left, right), (aft, ahead)))
    return {"x": (left + right) / 2, "z": (aft + ahead) / 2, "half_x": half_x, "half_z": half_z}


def _margin(places: Sequence[PlanPoint]) -> float:
    """How far outside of its mounts a hull is drawn: a twelfth of what they span, and enough."""
    span = max(_spans(places))
    return max(span / 12, (_LEAST - span) / 2)


def _spans(places: Sequence[PlanPoint]) -> list[float]:
    """How far places reach along x and along z."""
    return [max(column) - min(column) for column in zip(*places, strict=True)]


def _ring(at: int, ring: Ring, is_measured: bool) -> ChartRow:
    return {
        "ring": at, "is_hole": area(ring) < 0, "is_measured": is_measured,
        "xs": [round(x, 2) for x, _ in ring], "zs": [round(z, 2) for _, z in ring],
    }  # fmt: skip


def _words(rings: Sequence[Ring], arcs: Sequence[ChartRow], *, is_measured: bool) -> str:
    wide, long = (
        f"{span:,.3g}" if span < 1000 else f"{span:,.0f}"
        for span in _spans([place for ring in rings for place in ring])
    )
    if is_measured:
        lines = [f"hull {long} long, {wide} wide, in units of its mesh"]
    else:
        lines = ["no mesh at hand: a plain shape round all mounts"]
    if arcs:
        longest = max(arc["range"] for arc in arcs)
        lines.append(f"arcs to scale among themselves only, the longest {longest:,g}")
    return "\n".join(lines)
