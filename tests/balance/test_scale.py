"""By which factor a mod is another one: who follows it, who deviates, and when there is none."""

import pytest

from artemis_modkit.balance.scale import Scale, scales
from artemis_modkit.model.vessels import Vessel
from tests.balance.fleets import mod_of, vessel

_BEAM = '<beam_port damage="{}"/>'


def found(*pairs: tuple[str, str], element: str = '<shields front="{}"/>') -> tuple[Scale, ...]:
    """The scales of ships whose figure is the first of a pair, then the second."""
    sides: list[tuple[Vessel, ...]] = []
    for side in (0, 1):
        ships = [vessel(element.format(pair[side]), number=at) for at, pair in enumerate(pairs)]
        data = mod_of(*ships).vessel_data
        assert data is not None
        sides.append(data.vessels)
    return scales(list(zip(*sides, strict=True)))


HALF = ("80", "40")


@pytest.mark.parametrize(("following", "others"), [(4, 3), (5, 4), (4, 0), (9, 0)])
def test_more_than_half_of_at_least_four_values_make_a_scale(following: int, others: int) -> None:
    [scale] = found(*[HALF] * following, *[("80", str(81 + at)) for at in range(others)])
    assert (scale.what, str(scale.factor), scale.matching, scale.of) == (
        "shields", "0.5", following, following + others,
    )  # fmt: skip
    assert scale.deviants == tuple(range(following, following + others))


@pytest.mark.parametrize(("following", "others"), [(4, 4), (5, 5), (3, 0), (1, 0), (0, 4), (3, 9)])
def test_half_of_the_values_or_three_make_none(following: int, others: int) -> None:
    assert found(*[HALF] * following, *[("80", str(81 + at)) for at in range(others)]) == ()


def test_what_stays_as_it_was_is_no_scale() -> None:
    assert found(*[("80", "80")] * 9, HALF) == ()
    assert found() == ()


@pytest.mark.parametrize(
    ("pairs", "factor", "deviants"),
    [
        ([("4", "1"), ("8", "2"), ("3", "1"), ("6", "2")], "0.3333", (1,)),
        ([("2", "3"), ("4", "6"), ("2", "1"), ("4", "2"), ("1", "1"), ("3", "2")], "0.5", (0, 1)),
    ],
)
def test_of_factors_as_frequent_the_one_nearer_to_one_is_it_then_the_smaller(
    pairs: list[tuple[str, str]], factor: str, deviants: tuple[int, ...]
) -> None:
    [scale] = found(*pairs)
    assert (str(scale.factor), scale.deviants) == (factor, deviants)
    [turned] = found(*pairs[::-1])
    assert (turned.factor, turned.matching, turned.of) == (scale.factor, scale.matching, scale.of)


@pytest.mark.parametrize(
    ("before", "after", "is_following"),
    [
        ("3", "1.5", True), ("3", "2", True), ("3", "1", False), ("5", "2.5", True),
        ("5", "3", True), ("7", "3.50", True), ("7", "4", True), ("7", "3", False),
        ("0.25", "0.13", True), ("0.25", "0.125", True), ("0.25", "0.12", False), ("0", "9", False),
        ("9", "0", False),
    ],
)  # fmt: skip
def test_a_value_follows_as_it_is_or_rounded_half_up_to_its_own_digits(
    before: str, after: str, is_following: bool
) -> None:
    [scale] = found(*[HALF] * 6, (before, after))
    assert (scale.matching, scale.deviants) == ((7, ()) if is_following else (6, (6,)))


@pytest.mark.parametrize(("after", "of"), [("8e-8", 6), ("8.1e-8", 7), ("8e10", 6), ("7.9e10", 7)])
def test_a_ratio_beyond_a_thousand_million_is_a_slip(after: str, of: int) -> None:
    [scale] = found(*[HALF] * 6, ("80", after))
    assert (scale.matching, scale.of) == (6, of)


def test_what_cannot_be_read_or_is_nothing_twice_does_not_count() -> None:
    [scale] = found(*[HALF] * 6, ("1,5", "3"), ("3", ""), ("0", "0"))
    assert (scale.matching, scale.of, scale.deviants) == (6, 6, ())


def test_a_factor_is_told_to_four_digits() -> None:
    [scale] = found(*[("3", "1")] * 6, element='<performance topspeed="{}"/>')
    assert (scale.what, str(scale.factor)) == ("speed", "0.3333")


GROUPS = {
    '<beam_port damage="{}"/>': "beam damage",
    '<beam_port playerdamage="{}"/>': "beam damage",
    '<beam_port cycletime="{}"/>': "beam cycle time",
    '<beam_port range="{}"/>': "beam range",
    '<shields back="{}"/>': "shields",
    '<shields player="{}"/>': "shields",
    '<drone_port damage="{}"/>': "drone damage",
    '<torpedo_station_port damage="{}"/>': "station torpedo damage",
    '<performance turnrate="{}"/>': "turn rate",
    '<torpedo_storage type="trp" amount="{}"/>': "torpedo stores",
}


@pytest.mark.parametrize("element", GROUPS)
def test_each_kind_of_value_has_its_own_factor(element: str) -> None:
    [scale] = found(*[HALF] * 4, element=element)
    assert (scale.what, str(scale.factor)) == (GROUPS[element], "0.5")


def test_what_scales_back_has_the_inverse_factor() -> None:
    pairs = [(str(8 * at), str(2 * at)) for at in range(1, 9)]
    [down] = found(*pairs)
    [up] = found(*[(after, before) for before, after in pairs])
    assert (str(down.factor), str(up.factor)) == ("0.25", "4")
    assert down.matching == up.matching == 8
