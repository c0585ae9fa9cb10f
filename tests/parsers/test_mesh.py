"""The shape in meshes: read from careless scenes, and from any bytes at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.parsers import dxs
from artemis_modkit.parsers.dxs import Mesh

TRIANGLE = (
    '<scene version="1.6"><primitives><primitive id="1"><vertices>'
    '<vertex id="0" x="0" y="1" z="0"/><vertex id="1" x="2.5" y="1" z="-4"/>'
    '<vertex id="2" x="-1e1" y="1" z=".5"/></vertices><polygons><poly mid="3">'
    '<vertex vid="0" u0="0.1" v0="0"/><vertex vid="1" u0="0" v0="0"/><vertex vid="2" u0="1" v0="0"/>'
    "</poly></polygons></primitive></primitives></scene>"
)
CORNERS = ((0.0, 1.0, 0.0), (2.5, 1.0, -4.0), (-10.0, 1.0, 0.5))


def read(text: str) -> tuple[tuple[tuple[float, float, float], ...], ...] | None:
    found = Mesh.from_bytes(text.encode())
    return None if found is None else found.polygons


def test_polygons_are_read_with_their_corners() -> None:
    assert read(TRIANGLE) == (CORNERS,)


@pytest.mark.parametrize(
    "text",
    [
        TRIANGLE.replace('"', "'"),
        TRIANGLE.replace('="', ' = "'),
        TRIANGLE.replace('id="1" x="2.5" y="1" z="-4"', 'z="-4" y="1" jointID="-1" x="2.5" id="1"'),
        TRIANGLE.replace("<vertex", "<vertex\n\t"),
        "\ufeff" + TRIANGLE,
        TRIANGLE.replace("<vertices>", "<!-- <vertex id='0' x='9' y='9' z='9'/> --><vertices>"),
        TRIANGLE.split("</polygons>", maxsplit=1)[0],
    ],
    ids=["quotes", "blanks", "order", "lines", "mark", "comment", "cut"],
)
def test_a_careless_scene_is_read_all_the_same(text: str) -> None:
    assert read(text) == (CORNERS,)


def test_a_scene_of_two_bytes_a_letter_is_read() -> None:
    found = Mesh.from_bytes(TRIANGLE.encode("utf-16"))
    assert found == Mesh((CORNERS,))


def test_each_primitive_numbers_its_own_vertices() -> None:
    second = TRIANGLE.replace('x="2.5"', 'x="7"')
    assert read(TRIANGLE + second) == (CORNERS, (CORNERS[0], (7.0, 1.0, -4.0), CORNERS[2]))


@pytest.mark.parametrize(
    ("before", "after"),
    [('x="2.5"', 'x="1,75"'), ('x="2.5"', 'x="nan"'), ('x="2.5"', 'x="1e308"'), ('x="2.5"', ""),
     ('vid="1"', 'vid="77"'), ('vid="1"', ""), ('x="2.5"', 'x="&two;"')],
)  # fmt: skip
def test_a_corner_without_its_point_is_left_out(before: str, after: str) -> None:
    square = TRIANGLE.replace("</poly>", '<vertex vid="0"/></poly>')
    assert read(square.replace(before, after)) == ((CORNERS[0], CORNERS[2], CORNERS[0]),)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"<scene>", b"<poly", b"<scene></scene>", b"<!--", b"\xff\xfe<"],
)
def test_where_there_is_no_polygon_there_is_no_mesh(data: bytes) -> None:
    assert Mesh.from_bytes(data) is None


def test_entities_that_multiply_mean_nothing() -> None:
    bomb = (
        '<!DOCTYPE scene [<!ENTITY a "1111111111"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + TRIANGLE.replace('x="2.5"', 'x="&b;"')
    )
    assert read(bomb) is None


def test_a_mesh_beyond_all_size_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dxs, "MAX_MESH_BYTES", len(TRIANGLE) - 1)
    assert read(TRIANGLE) is None


def test_of_too_many_corners_the_rest_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for most, whole in ((5, 1), (6, 2), (7, 2), (9, 3)):
        monkeypatch.setattr(dxs, "MAX_CORNERS", most)
        assert read(TRIANGLE * 4) == (CORNERS,) * whole


PIECES = st.sampled_from(
    [b"<scene>", b"<primitive ", b"<vertices>", b"<vertex ", b'id="0"', b"id='1'", b'x="1"',
     b' y="-2e3"', b' z="inf"', b'vid="0"', b"vid=", b"<poly", b"/>", b">", b"<!--", b"-->", b'"']
)  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=60).map(b"".join)))
def test_any_bytes_are_safe_and_points_are_within_bounds(data: bytes) -> None:
    found = Mesh.from_bytes(data)
    if found is not None:
        assert found.polygons
        assert all(len(one) >= 3 for one in found.polygons)
        assert all(abs(value) < 1e7 for one in found.polygons for place in one for value in place)


@given(st.binary(max_size=120), st.integers(0, len(TRIANGLE)))
def test_a_scene_with_bytes_put_in_is_safe(data: bytes, at: int) -> None:
    whole = TRIANGLE.encode()
    Mesh.from_bytes(whole[:at] + data + whole[at:])


@pytest.mark.parametrize(
    ("x", "is_read"),
    [("9999999", True), ("-9999999", True), ("10000000", False), ("-10000000", False)],
)
def test_places_beyond_ten_million_are_slips(x: str, is_read: bool) -> None:
    found = read(TRIANGLE.replace('x="2.5"', f'x="{x}"'))
    assert (found is not None) == is_read
