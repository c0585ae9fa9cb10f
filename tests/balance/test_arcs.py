"""Arcs: exact sums by bearing, wherever their edges lie."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.balance.mounts import Arc, Sector, bearing, blind, sectors

ANGLES = st.floats(0, 360, allow_nan=False)
ARCS = st.lists(st.builds(Arc, ANGLES, ANGLES), max_size=8)


def degrees_of_all(*arcs: Arc) -> float:
    """Degrees that all of them cover."""
    together = sectors(arcs, lambda found: float(len(found) == len(arcs)))
    return sum(sector.width * sector.value for sector in together)


@pytest.mark.parametrize(
    ("x", "z", "degrees"),
    [(0, 5, 0), (5, 0, 90), (0, -5, 180), (-5, 0, 270), (3, 3, 45), (0, 0, 0), (-0.0, -1, 180)],
)
def test_the_bearing_of_a_port_grows_from_the_bow_to_starboard(
    x: float, z: float, degrees: float
) -> None:
    assert bearing(x, z) == pytest.approx(degrees)


def test_a_port_without_a_place_has_no_bearing() -> None:
    assert bearing(None, 1) is None
    assert bearing(1, None) is None


def test_an_arcwidth_is_a_fraction_of_the_circle_and_no_more_than_all_of_it() -> None:
    assert [Arc.of_fraction(0, width).width for width in (0.4, 1, 4, 0, -1)] == [
        144, 360, 360, 0, 0,
    ]  # fmt: skip


def test_an_arc_over_the_bow_covers_both_sides_of_it_and_its_edges() -> None:
    arc = Arc(350, 40)
    assert [arc.covers(degrees) for degrees in (330, 329.9, 0, 10, 10.1, 370)] == [
        True, False, True, True, False, True,
    ]  # fmt: skip


def test_the_circle_is_cut_at_edges_and_nowhere_else() -> None:
    found = sectors((Arc(0, 90), Arc(90, 90)), lambda covering: float(len(covering)))
    assert found == (Sector(0, 45, 1), Sector(45, 90, 1), Sector(135, 180, 0), Sector(315, 45, 1))


def test_blind_parts_are_joined_also_over_the_bow() -> None:
    found = sectors((Arc(90, 20), Arc(180, 20)), lambda covering: float(len(covering)))
    assert blind(found) == (Sector(100, 70, 0), Sector(190, 250, 0))
    assert blind(found)[1].end == 80
    assert blind(sectors((), lambda covering: 0.0)) == (Sector(0, 360, 0),)
    assert blind(sectors((Arc(7, 360),), lambda covering: 1.0)) == ()


@given(ARCS)
def test_the_sectors_make_the_whole_circle_and_their_sum_is_that_of_the_arcs(
    arcs: list[Arc],
) -> None:
    found = sectors(arcs, lambda covering: float(len(covering)))
    assert sum(sector.width for sector in found) == pytest.approx(360)
    covered = sum(sector.width * sector.value for sector in found)
    assert covered == pytest.approx(math.fsum(arc.width for arc in arcs), abs=1e-6)


@given(ANGLES, ANGLES, ANGLES, ANGLES)
def test_an_overlap_is_the_same_from_both_sides_and_fits_into_either(
    first: float, width: float, second: float, other: float
) -> None:
    a, b = Arc(first, width), Arc(second, other)
    assert degrees_of_all(a, b) == pytest.approx(degrees_of_all(b, a))
    assert degrees_of_all(a, b) <= min(width, other) + 1e-6
