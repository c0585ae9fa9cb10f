"""Outlines of hulls: known shapes, and whatever else a mesh may be."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.parsers.dxs import Mesh
from artemis_modkit.report.charts import outline as drawing
from artemis_modkit.report.charts.outline import Ring, area, hull_round, outline
from tests.report.charts.shapes import Place, polygon, ring, scene_file

SQUARE: tuple[Place, ...] = ((-50, -50), (50, -50), (50, 50), (-50, 50))


def drawn(*polygons: list[tuple[float, float, float]]) -> list[Ring]:
    found = Mesh.from_bytes(scene_file(polygons))
    assert found is not None
    return outline(found)


def near(found: Ring, places: tuple[Place, ...], within: float) -> bool:
    """Whether each place is met by the ring, and nothing of the ring is elsewhere."""
    return len(found) == len(places) and all(
        min(math.dist(one, place) for one in found) <= within for place in places
    )


def test_a_square_is_its_four_corners() -> None:
    (found,) = drawn(polygon(*SQUARE))
    assert near(found, SQUARE, within=0.5)
    assert area(found) == pytest.approx(10_000, rel=0.01)


def test_what_lies_above_each_other_is_one_shadow() -> None:
    (found,) = drawn(polygon(*SQUARE), polygon(*((x / 2, z / 2) for x, z in SQUARE), height=40))
    assert near(found, SQUARE, within=0.5)


def test_a_wall_that_stands_upright_throws_a_line() -> None:
    upright = [(-50.0, 0.0, 50.0), (-50.0, 30.0, 50.0), (-50.0, 30.0, 90.0), (-50.0, 0.0, 90.0)]
    (found,) = drawn(polygon(*SQUARE), upright)
    assert max(z for _, z in found) == pytest.approx(90, abs=1)
    assert area(found) == pytest.approx(10_000, rel=0.02)


def test_a_ring_has_a_hole_that_runs_the_other_way() -> None:
    outer, inner = drawn(*ring(50, 30))
    assert area(outer) == pytest.approx(math.pi * 50**2, rel=0.01)
    assert area(inner) == pytest.approx(-math.pi * 30**2, rel=0.01)


def test_two_hulls_side_by_side_are_two_rings() -> None:
    apart = [polygon(*((x + shift, z) for x, z in SQUARE)) for shift in (0, 200)]
    found = drawn(*apart)
    assert [round(area(one) / 10_000, 1) for one in found] == [1.0, 1.0]


def test_the_outline_of_a_concave_hull_is_concave() -> None:
    arrow = ((0, 100), (60, -80), (0, -20), (-60, -80))
    (found,) = drawn(
        polygon((0, 100), (60, -80), (0, -20)), polygon((0, 100), (0, -20), (-60, -80))
    )
    assert near(found, arrow, within=2.0)


def test_a_hull_of_many_polygons_has_few_points() -> None:
    found = drawn(*(polygon((x, z), (x + 3, z), (x, z + 3)) for x in range(60) for z in range(60)))
    assert sum(map(len, found)) <= 200


def test_a_mesh_without_extent_has_no_outline() -> None:
    assert drawn(polygon((1, 1), (1, 1), (1, 1))) == []


def test_of_a_mesh_beyond_all_detail_some_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_MOST_CROSSINGS", 10)
    (found,) = drawn(polygon(*SQUARE), polygon(*((x * 2, z * 2) for x, z in SQUARE)))
    assert area(found) == pytest.approx(10_000, rel=0.02)


POINTS = st.tuples(*[st.floats(-1e6, 1e6, width=32)] * 3)


@given(st.lists(st.lists(POINTS, min_size=3, max_size=5), min_size=1, max_size=6))
def test_any_mesh_has_an_outline_within_its_extent(
    polygons: list[list[tuple[float, float, float]]],
) -> None:
    found = outline(Mesh(tuple(map(tuple, polygons))))
    reach = max(max(abs(x), abs(z)) for one in polygons for x, _, z in one)
    assert sum(map(len, found)) <= 200
    assert all(
        abs(value) <= reach * 1.02 + 1e-6 for one in found for place in one for value in place
    )


def test_a_plain_hull_lies_round_all_places() -> None:
    found = hull_round(SQUARE, margin=10)
    assert area(found) == pytest.approx(100 * 100 + 4 * 100 * 10 + math.pi * 10**2, rel=0.01)
    assert hull_round([], margin=10) == []
    assert area(hull_round([(3, 4)], margin=10)) == pytest.approx(300)
