"""Shapes of zips, system grids and meshes that were made, or came about, to keep us busy.

Each gives the files of a zip, larger with the number it is given; an audit of eight times the
input costs about eight times as much.
"""

from collections.abc import Callable

Files = list[tuple[str, bytes]]

SHIPS = b'<vessel_data><vessel uniqueID="1" side="0" classname="Lamp"/></vessel_data>'
GRID = bytes(8000)
SCENE = b"<scene><primitives>%s</primitives></scene>"


def _files(name: str, data: bytes, count: int) -> Files:
    return [(name.format(number), data) for number in range(count)]


def _mesh(body: bytes) -> Files:
    return [("dat/hull.dxs", SCENE % body)]


SHAPES: dict[str, Callable[[int], Files]] = {
    "many grids": lambda n: _files("dat/{}.snt", GRID, n),
    "many empty grids": lambda n: _files("dat/{}.snt", b"", n),
    "many grids cut short": lambda n: _files("dat/{}.snt", GRID[:7999], n),
    "one grid without end": lambda n: [("dat/0.snt", GRID * n)],
    "grids of one name": lambda n: [("dat/a.snt", GRID)] * n,
    "grids of one name in other letters": lambda n: [
        ("dat/" + f"{number:b}".replace("0", "a").replace("1", "A").rjust(9, "a") + ".snt", GRID)
        for number in range(n)
    ],
    "many pictures": lambda n: _files("dat/{}.png", b"", n),
    "many texts": lambda n: _files("dat/{}.txt", b"x", n),
    "many folders": lambda n: _files("dat/{}/", b"", n),
    "deep folders": lambda n: [(f"{'a/' * n}b.txt", b"x")],
    "paths that lead out": lambda n: _files("../{}.txt", b"x", n),
    "names of devices": lambda n: _files("dat/{}/nul.txt", b"x", n),
    "long names": lambda n: _files("dat/{}" + "x" * 200 + ".txt", b"x", n),
    "many mods": lambda n: _files("{}/dat/vesselData.xml", SHIPS, n),
    "a mod deep inside many": lambda n: _files("a/{}/dat/vesselData.xml", SHIPS, n),
    "many meshes": lambda n: _files("dat/{}.dxs", SCENE % b"", n),
    "many empty meshes": lambda n: _files("dat/{}.dxs", b"", n),
    "a mesh of primitives begun": lambda n: _mesh(b"<primitive" * n),
    "a mesh of polygons begun": lambda n: _mesh(b"<primitive><poly" * n),
    "a mesh of vertices without numbers": lambda n: _mesh(b'<vertex id="" x="" y="" z=""/>' * n),
    "a mesh of comments begun": lambda n: _mesh(b"<!--" * n),
    "a mesh of corners of no vertex": lambda n: _mesh(b'<primitive><poly vid="7"/>' * n),
    "a mesh of two bytes a letter": lambda n: [
        ("dat/hull.dxs", (SCENE % (b"<vertex " * n)).decode().encode("utf-16"))
    ],
}
"""What each zip holds besides its ships."""
