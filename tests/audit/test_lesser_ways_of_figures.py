"""Lesser ways through the rules that weigh figures: pairs, ports, speeds, sizes, roundings."""

import pytest

from artemis_modkit.audit.rules.beside_stock import _rounding_of as rounding_of
from tests.audit.values_of_ships import said, vessel

# Pairs and ports --------------------------------------------------------------------------------


def beams(*figures: str) -> str:
    return vessel("".join(
        f'<beam_port x="{x}" y="4" z="200" damage="1" range="1000" {more}/>'
        for x, more in zip((-60, 60), figures, strict=True)
    ))  # fmt: skip


@pytest.mark.parametrize(("left", "right", "is_told"), [
    ('arcwidth="0.4"', 'arcwidth="0.04"', True),
    ('arcwidth="0.4"', 'arcwidth="4"', False),
    ('arcwidth="0.4"', 'arcwidth="1"', True),
    ('arcwidth="0.4" cycletime="6"', 'arcwidth="0.4" cycletime="0"', False),
    ('arcwidth="0.4" cycletime="6"', 'arcwidth="0.4" cycletime="-6"', False),
    ('arcwidth="0.4" cycletime="6"', 'arcwidth="0.4" cycletime="7"', True),
])  # fmt: skip
def test_figures_of_a_pair_that_other_rules_tell_of(left: str, right: str, is_told: bool) -> None:
    assert bool(said("uneven-pair", beams(left, right))) is is_told


def test_beams_that_differ_may_stand_at_one_place() -> None:
    beam = '<beam_port x="80" y="0" z="10" damage="1" range="{}"/>'
    for ranges, count in ((("1000", "1000"), 1), (("1000", "2000"), 0), (("1000",) * 3, 0)):
        both = "".join(map(beam.format, ranges))
        assert len(said("beam-twice-on-one-side", vessel(both))) == count


@pytest.mark.parametrize(("axis", "left", "right"), [
    ("y", (-140, -250), (-100, -250)), ("z", (-140, -250), (-140, -200)),
])  # fmt: skip
def test_a_crooked_pair_is_told_by_the_axis_that_keeps_it_apart(
    axis: str, left: tuple[int, int], right: tuple[int, int]
) -> None:
    port = '<engine_port x="{}" y="{}" z="{}"/>'
    pair = port.format(-90, *left) + port.format(90, *right)
    hulls = "".join(
        vessel(f'<art meshfile="dat/hull{number}.dxs"/>{pair}', number=number)
        for number in range(3)
    )
    at = "yz".index(axis)
    assert said("crooked-pair", hulls) == [
        f"0 Kite: this engine_port has {axis}={right[at]}, the one on the other side {left[at]}, "
        "and so in 2 other ships; are they to mirror each other?"
    ]


# Movement and sizes -----------------------------------------------------------------------------


def test_who_is_five_times_as_fast_may_turn_as_much_better() -> None:
    def turning(speed: str) -> list[str]:
        moves = '<performance turnrate="{}" topspeed="{}"/>'
        usual = "".join(vessel(moves.format("0.004", "0.6"), number=at) for at in range(9))
        return said("odd-movement", usual + vessel(moves.format("0.04", speed), number=9))

    assert turning("3") == []
    assert [one[:24] for one in turning("2.9")] == ["9 Kite: turnrate=0.04 is"]


@pytest.mark.parametrize(("turn", "is_told"), [
    ("0.00004", True), ("0.0004", True), ("0.004", False), ("0.04", True), ("0.4", True),
    ("4", True), ("40", True), ("400", False), ("0.000004", False), ("0.015", False),
])  # fmt: skip
def test_points_may_slip_by_two_places_down_and_four_up(turn: str, is_told: bool) -> None:
    moves = '<performance turnrate="{}" topspeed="0.6"/>'
    usual = "".join(vessel(moves.format("0.004"), number=at) for at in range(9))
    assert bool(said("odd-movement", usual + vessel(moves.format(turn), number=9))) is is_told


def reaching(*far: int) -> list[str]:
    hull = '<art scale="1" pushRadius="1"/>'
    return said("port-outside-hull", vessel(hull + "".join(
        f'<beam_port x="{x}" y="0" z="0" damage="1"/>' for x in far
    )))  # fmt: skip


def test_of_two_ports_the_nearer_says_how_large_the_hull_is() -> None:
    assert reaching(10, 40) == []
    assert reaching(10, 41) == [
        '7 Kite: beam_port x="41" lies far outside the hull, whose other ports reach 10; is the '
        "decimal point right?"
    ]
    assert reaching(41) == []


def test_a_port_of_a_tiny_hull_is_told_by_its_largest_number() -> None:
    hull = '<art scale="1" pushRadius="0.01"/><beam_port x="0.01" y="0" z="0"/>'
    for x, y, z, axis in ((0.5, 0, 0, "x"), (0, 0.5, 0, "y"), (0, 0, 0.5, "z")):
        far = f'<beam_port x="{x}" y="{y}" z="{z}"/>'
        [message] = said("port-outside-hull", vessel(hull + far))
        assert f'beam_port {axis}="0.5" lies' in message


def test_ports_far_outside_are_told_together() -> None:
    assert [one.partition(" lies ")[0] for one in reaching(8, 9, 10, 9, 900, 990)] == [
        '7 Kite: beam_port x="900" and 1 more'
    ]


def test_a_station_may_be_a_mere_point_and_no_giant() -> None:
    def drawn(scale: str) -> list[str]:
        art = '<art scale="{}" pushRadius="150"/>'
        usual = "".join(vessel(art.format("0.2"), "base", at) for at in range(8))
        return said("odd-size", usual + vessel(art.format(scale), "base", 9))

    assert [len(drawn(scale)) for scale in ("0.002", "2")] == [0, 1]


# Figures far from the usual ---------------------------------------------------------------------


def test_a_fifth_of_the_usual_is_far_from_it() -> None:
    moves = '<performance turnrate="0.004" topspeed="0.6"/>'

    def fronts(last: str) -> list[str]:
        return said("far-from-role", "".join(
            vessel(f'{moves}<shields front="{front}" back="80"/>', "player", number)
            for number, front in enumerate(["40"] * 6 + [last])
        ))  # fmt: skip

    assert fronts("9") == []
    assert fronts("8") == ["6 Kite: front shield 8 damage, 1/5 of the usual here (player ship: 40)"]


# Pairs that a slip keeps apart ------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second", "is_told"), [
    ((-90, 12, -250), (90, -12, -250), True),  # a sign
    ((-90, 12, -250), (90, 21, -250), True),  # two digits
    ((-90, 12, -250), (90, 120, -250), True),  # a point
    ((-90, 12, -250), (90, 59, -250), False),
    ((-90, 12, -250), (90, 13, -250), False),
    ((-90, 123, -250), (90, 132, -250), True),  # the last two digits
    ((-90, 123, -250), (90, 213, -250), True),  # the first two
    ((-90, 123, -250), (90, 321, -250), False),
    ((-90, 0, -250), (90, 20, -250), False),  # 0 is ten times nothing
    ((-90, 12, -250), (250, 12, -90), True),  # x for z
    ((-90, 12, -250), (90, 13, -240), False),  # two at once
    ((90, 12, -250), (91, 12, -250), False),  # on one side
    ((-90, 12, -2500), (90, 12, -250), False),  # beyond the hull
])  # fmt: skip
def test_what_counts_as_the_slip_of_a_pair(
    first: tuple[int, ...], second: tuple[int, ...], is_told: bool
) -> None:
    point = '<impulse_point x="{}" y="{}" z="{}"/>'
    hull = point.format(0, 0, 400) + point.format(0, 300, 0)
    both = point.format(*first) + point.format(*second)
    assert bool(said("mirror-slip", vessel(hull + both))) is is_told


# Figures that are scaled and rounded ------------------------------------------------------------


@pytest.mark.parametrize("step", [10, 5, 1, 0.5, 0.1, 0.05, 0.01])
def test_figures_are_rounded_to_the_largest_step_that_all_are_made_of(step: float) -> None:
    assert rounding_of([times * step for times in (3, 7, 11, 13)]) == step


def test_figures_of_no_step_are_not_rounded() -> None:
    assert rounding_of([0.003, 0.007, 0.011]) == 0


def test_of_a_pair_the_first_figure_that_differs_says_which_is_odd() -> None:
    beam = '<beam_port x="{}" y="4" z="{}" damage="1" range="{}" arcwidth="0.4" cycletime="{}"/>'
    usual = "".join(beam.format(x, 90, 1000, 6) for x in (-60, 60))
    for left, right in (((2000, 6), (1000, 3)), ((1000, 3), (2000, 6))):
        odd = beam.format(-60, 50, *left) + beam.format(60, 50, *right)
        [message] = said("uneven-pair", vessel(usual + odd))
        assert 'has cycletime="3" and range="1000", its mirror' in message
