"""`.dxs`: meshes, which are XML scenes as the editor DeleD writes them.

No XML parser. Files have megabytes, exporters are careless and the game's reader is
lenient, so a mesh is judged only by what no reader can do without, a scene that is there to its
end; and a picture needs only the points of polygons. Patterns that look at each byte a bounded
number of times find them; entities mean nothing to them, and what is odd (a corner without its
point) is left out.
Source of the format: scenes of the editor DeleD and what Blender exports for the game: of each
primitive first its vertices, then its polygons, whose corners name vertices by number.
"""

import codecs
import re
from collections.abc import Iterator

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Span

_SCENE = pattern(rb"<scene[\s/>]")
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4096
"""Bytes from the beginning in which the scene must start; stock begins with it."""

_TAIL = 256
"""Bytes before the end in which the scene must end."""

MAX_MESH_BYTES = 32 * 1024 * 1024
"""Greatest size of a mesh that is read, in bytes. The largest known has 4 MB."""

MAX_CORNERS = 1_000_000
"""Corners of polygons after which the rest is left out."""

_FARTHEST = 1e7
"""Places beyond are slips and not read; hulls reach some hundred units."""

_COMMENT = pattern(rb"<!--(?:.*?-->|.*)", re.DOTALL)
_VERTEX = pattern(rb"<vertex\s([^<>]{1,400})")
_PLAIN = pattern(
    rb'id="([0-9]{1,9})" x="([^"]{1,40})" y="([^"]{1,40})" z="([^"]{1,40})"'
)  # fmt: skip
_VALUE = pattern(rb"""\b(id|x|y|z)\s{0,9}=\s{0,9}["']([^"'<>]{0,40})["']""")
_CORNER = pattern(rb"""\bvid\s{0,9}=\s{0,9}["']\s{0,9}([0-9]{1,9})\s{0,9}["']""")

Vertex = tuple[float, float, float]


def mesh_fault(name: str, data: bytes) -> Fault | None:
    """What makes a mesh unreadable; `None` where nothing does. Any bytes are fine."""
    text = _narrow(data)
    if not _SCENE.search(text[:_HEAD]):
        return _fault("dxs-scene", f"{name} is no mesh: it does not begin with <scene>")
    if b"</scene" not in text.rstrip(b"\0\r\n\t \x1a")[-_TAIL:]:
        return _fault("dxs-cut", f"{name} is cut short: the end of its <scene> is missing")
    return None


def _narrow(data: bytes) -> bytes:
    """The bytes of a scene with one byte a letter, also of a file that has two."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data


def _fault(code: str, message: str) -> Fault:
    return Fault(code, Span(0, 0), message)


class Mesh(Struct, frozen=True):
    """The polygons of a mesh, of three points or more each: x to starboard, y up, z to the bow."""

    polygons: tuple[tuple[Vertex, ...], ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> "Mesh | None":
        """Read any bytes; `None` where there is no polygon in them, or far too much."""
        if len(data) > MAX_MESH_BYTES:
            return None
        text = _narrow(data)
        if b"<!--" in text:
            text = _COMMENT.sub(b"", text)
        polygons = tuple(_polygons(text))
        return cls(polygons) if polygons else None


def _polygons(text: bytes) -> Iterator[tuple[Vertex, ...]]:
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


def _vertices(text: bytes) -> Iterator[tuple[int, Vertex]]:
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
