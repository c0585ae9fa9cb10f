"""The outline of a hull from above, as rings of points in the plane of x and z.

The shadow of a mesh is drawn on a fine grid and traced, without a library for
geometry: a picture has fewer dots than the grid, careless meshes (open, crossing themselves) cannot
break it, and its cost is bounded.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from artemis_modkit.model.numbers import mean
from artemis_modkit.parsers.dxs import Mesh

PlanPoint = tuple[float, float]
Ring = list[PlanPoint]

_CELLS = 320
"""Cells along the longer side of a hull."""

_MOST_CROSSINGS = 4_000_000
"""Crossings of edges with rows of the grid after which the rest of a mesh is left out."""

_MOST_POINTS = 200
_LEAST_SHARE = 0.002
"""Share of the largest ring that a smaller one must have to be drawn."""


def outline(mesh: Mesh) -> list[Ring]:
    """The rings of a mesh's shadow in units of the mesh, the largest first; at most 200 points.

    Outer rings run clockwise seen from above with the bow (z) up, holes the other way round.
    Empty for a mesh without extent.
    """
    flat = [[(x, z) for x, _, z in polygon] for polygon in mesh.polygons]
    lows, highs = (
        [pick(place[axis] for one in flat for place in one) for axis in (0, 1)]
        for pick in (min, max)
    )
    cell = max(highs[0] - lows[0], highs[1] - lows[1]) / _CELLS
    if cell <= 0:
        return []
    rows = _shadow([((x - lows[0]) / cell, (z - lows[1]) / cell) for x, z in one] for one in flat)
    return [
        [(lows[0] + x * cell, lows[1] + z * cell) for x, z in ring]
        for ring in _drawn(_traced(rows))
    ]


def hull_round(places: Sequence[PlanPoint], *, margin: float) -> Ring:
    """A convex ring round some places, `margin` units outside of them; empty for no places."""
    corners = [
        (x + margin * math.sin(turn), z + margin * math.cos(turn))
        for x, z in places
        for turn in (step * math.pi / 6 for step in range(12))
    ]
    points = sorted(set(corners))
    if not points:
        return []
    lower, upper = _half(points), _half(points[::-1])
    return (lower[:-1] + upper[:-1])[::-1]


def area(ring: Sequence[PlanPoint]) -> float:
    """The area of a ring, below 0 for a hole."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return sum(x1 * z0 - x0 * z1 for (x0, z0), (x1, z1) in pairs) / 2


def _half(points: Sequence[PlanPoint]) -> Ring:
    found: Ring = []
    for x, z in points:
        while len(found) >= 2:
            (ax, az), (bx, bz) = found[-2:]
            if (bx - ax) * (z - az) - (bz - az) * (x - ax) > 0:
                break
            found.pop()
        found.append((x, z))
    return found


def _shadow(polygons: Iterable[Sequence[PlanPoint]]) -> dict[int, int]:
    """Rows of the grid, each the bits of its filled cells; a cell is filled by its middle.

    What is too thin to cover a middle fills the nearest.
    """
    rows: dict[int, int] = defaultdict(int)
    left = _MOST_CROSSINGS
    for polygon in polygons:
        crossings: dict[int, list[float]] = defaultdict(list)
        edges = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
        for (x0, z0), (x1, z1) in edges:
            first, last = (math.ceil(z - 0.5) for z in ((z0, z1) if z0 < z1 else (z1, z0)))
            if first < last:
                slope = (x1 - x0) / (z1 - z0)
                for row in range(first, last):
                    crossings[row].append(x0 + (row + 0.5 - z0) * slope)
                left -= last - first
        if not crossings:
            middle = sum(z for _, z in polygon) / len(polygon)
            across = [x for x, _ in polygon]
            crossings[int(middle)] = [min(across), max(across)]
        for row, found in crossings.items():
            found.sort()
            for start, end in zip(found[::2], found[1::2], strict=False):
                rows[row] |= _bits(start, end)
        if left < 0:
            break
    return rows


def _bits(start: float, end: float) -> int:
    first, last = math.ceil(start - 0.5), math.floor(end - 0.5)
    if first > last:
        first = last = int((start + end) / 2)
    return ((1 << (last - first + 1)) - 1) << max(first, 0)


def _traced(rows: dict[int, int]) -> Iterator[Ring]:
    """The borders of the filled cells: rings of the middles of cells' edges, cells to the right."""
    after: dict[PlanPoint, list[PlanPoint]] = defaultdict(list)
    for row, bits in rows.items():
        borders = (
            (bits & ~rows.get(row + 1, 0), (0, 1), (1, 1)),
            (bits & ~(bits >> 1), (1, 1), (1, 0)),
            (bits & ~rows.get(row - 1, 0), (1, 0), (0, 0)),
            (bits & ~(bits << 1), (0, 0), (0, 1)),
        )
        for side, (ax, az), (bx, bz) in borders:
            for column in _columns(side):
                after[(column + ax, row + az)].append((column + bx, row + bz))
    while after:
        start = next(iter(after))
        ring, place, came = [], start, (0.0, 0.0)
        while place in after:
            choices = after[place]
            # Where two cells touch at a corner only, turning to the right keeps them apart.
            following = max(choices, key=lambda choice: _turn(came, place, choice))
            choices.remove(following)
            if not choices:
                del after[place]
            ring.append(((place[0] + following[0]) / 2, (place[1] + following[1]) / 2))
            came, place = place, following
        yield ring


def _turn(came: PlanPoint, place: PlanPoint, to: PlanPoint) -> float:
    (ax, az), (bx, bz) = (
        (place[0] - came[0], place[1] - came[1]), (to[0] - place[0], to[1] - place[1])
    )  # fmt: skip
    return az * bx - ax * bz


def _columns(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _drawn(rings: Iterable[Ring]) -> list[Ring]:
    """The rings worth drawing, the largest first, with fewer points the more there are."""
    sized = sorted(rings, key=lambda ring: -abs(area(ring)))
    least = _LEAST_SHARE * abs(area(sized[0])) if sized else 0
    kept = [ring for ring in sized if abs(area(ring)) >= least][:20]
    tolerance = 1.0
    while True:
        simple = [_simplified(ring, tolerance) for ring in kept]
        if sum(map(len, simple)) <= _MOST_POINTS:
            return [ring for ring in simple if len(ring) >= 3]
        tolerance *= 1.4


def _simplified(ring: Ring, tolerance: float) -> Ring:
    """A ring with only the points that lie farther than `tolerance` from the line without them.

    After Douglas and Peucker, from the point farthest from the middle, most likely a real corner,
    and the one farthest from that.
    """
    if len(ring) < 4:
        return ring
    middle = (mean(x for x, _ in ring), mean(z for _, z in ring))
    start = max(range(len(ring)), key=lambda at: math.dist(middle, ring[at]))
    turned = ring[start:] + ring[:start]
    far = max(range(len(turned)), key=lambda at: math.dist(turned[0], turned[at]))
    kept = {0, far}
    closed = [*turned, turned[0]]
    todo = [(0, far), (far, len(turned))]
    while todo:
        first, last = todo.pop()
        at, away = _farthest(closed, first, last)
        if away > tolerance:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [turned[at] for at in sorted(kept)]


def _farthest(ring: Ring, first: int, last: int) -> tuple[int, float]:
    (ax, az), (bx, bz) = ring[first], ring[last]
    length = math.hypot(bx - ax, bz - az) or 1.0
    best, most = first, 0.0
    for at in range(first + 1, last):
        x, z = ring[at]
        away = abs((bx - ax) * (z - az) - (bz - az) * (x - ax)) / length
        if away > most:
            best, most = at, away
    return best, most
