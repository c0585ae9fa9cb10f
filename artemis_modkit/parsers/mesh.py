"""The shape in a `.dxs` mesh: its polygons, as far as they can be read.

One decision: no XML parser, for a picture needs only the points of polygons, and files are large,
careless and from strangers. Patterns that look at each byte a bounded number of times find them;
entities mean nothing to them, and what is odd (a corner without its point) is left out.
Source of the format: scenes of the editor DeleD and what Blender exports for the game: of each
primitive first its vertices, then its polygons, whose corners name vertices by number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from artemis_modkit.parsers.dxs import narrow

MAX_MESH_BYTES = 32 * 1024 * 1024
"""Greatest size of a mesh that is read, in bytes. The largest known has 4 MB."""

MAX_CORNERS = 1_000_000
"""Corners of polygons after which the rest is left out."""

_FARTHEST = 1e7
"""Places beyond are slips and not read; hulls reach some hundred units."""

_COMMENT = re.compile(rb"<!--(?:.*?-->|.*)", re.DOTALL)
_VERTEX = re.compile(rb"<vertex\s([^<>]{1,400})")
_PLAIN = re.compile(
    rb'id="([0-9]{1,9})" x="([^"]{1,40})" y="([^"]{1,40})" z="([^"]{1,40})"'
)  # fmt: skip
_VALUE = re.compile(rb"""\b(id|x|y|z)\s{0,9}=\s{0,9}["']([^"'<>]{0,40})["']""")
_CORNER = re.compile(rb"""\bvid\s{0,9}=\s{0,9}["']\s{0,9}([0-9]{1,9})\s{0,9}["']""")

Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Mesh:
    """The polygons of a mesh, of three points or more each: x to starboard, y up, z to the bow."""

    polygons: tuple[tuple[Point, ...], ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> "Mesh | None":
        """Read any bytes; `None` where there is no polygon in them, or far too much."""
        if len(data) > MAX_MESH_BYTES:
            return None
        text = narrow(data)
        if b"<!--" in text:
            text = _COMMENT.sub(b"", text)
        polygons = tuple(_polygons(text))
        return cls(polygons) if polygons else None


def _polygons(text: bytes) -> Iterator[tuple[Point, ...]]:
    left = MAX_CORNERS
    for primitive in text.split(b"<primitive"):
        before, *rest = primitive.split(b"<poly")
        points = dict(_vertices(before))
        for one in rest:
            corners = [points[n] for n in map(int, _CORNER.findall(one)) if n in points]
            left -= len(corners)
            if left < 0:
                return
            if len(corners) >= 3:
                yield tuple(corners)


def _vertices(text: bytes) -> Iterator[tuple[int, Point]]:
    for tag in _VERTEX.findall(text):
        plain = _PLAIN.match(tag)
        values = plain.groups() if plain else _values(tag)
        try:
            number = int(values[0])
            point = (float(values[1]), float(values[2]), float(values[3]))
        except ValueError:
            continue
        if all(-_FARTHEST < one < _FARTHEST for one in point):
            yield number, point


def _values(tag: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    found = dict(_VALUE.findall(tag))
    return (
        found.get(b"id", b""), found.get(b"x", b""), found.get(b"y", b""), found.get(b"z", b"")
    )  # fmt: skip
