"""Meshes to test with, as the editor writes them."""

import math
from collections.abc import Sequence
from itertools import pairwise

Place = tuple[float, float]


def polygon(*places: Place, height: float = 0.0) -> list[tuple[float, float, float]]:
    """A flat polygon by its corners along x and z."""
    return [(x, height, z) for x, z in places]


def ring(outer: float, inner: float, corners: int = 60) -> list[list[tuple[float, float, float]]]:
    """A flat ring round the middle, or a disc where `inner` is 0."""
    turns = [2 * math.pi * at / corners for at in range(corners + 1)]

    def at(radius: float, turn: float) -> Place:
        return radius * math.sin(turn), radius * math.cos(turn)

    return [
        polygon(at(outer, one), at(outer, two), at(inner, two), at(inner, one))
        for one, two in pairwise(turns)
    ]


def scene_file(polygons: Sequence[Sequence[tuple[float, float, float]]]) -> bytes:
    """The bytes of a scene with one primitive of these polygons."""
    vertices: list[str] = []
    polys: list[str] = []
    for one in polygons:
        corners = "".join(
            f'<vertex vid="{len(vertices) + at}" u0="0" v0="0" />' for at in range(len(one))
        )
        polys.append(f'<poly mid="0">{corners}</poly>')
        vertices += [
            f'<vertex id="{len(vertices) + at}" x="{x}" y="{y}" z="{z}" jointID="-1" />'
            for at, (x, y, z) in enumerate(one)
        ]
    return (
        '<scene version="1.6"><materials><material id="0" name="hull"/></materials><primitives>'
        '<primitive id="1" name="hull" type="userdefined"><vertices>\n'
        + "\n".join(vertices)
        + "\n</vertices><polygons>\n"
        + "\n".join(polys)
        + "\n</polygons></primitive></primitives></scene>"
    ).encode()
