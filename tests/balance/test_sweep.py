"""Ranges of conditions: which texts are some, and that each point is what it says."""

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.fight.duels import figures, usual_opponent
from artemis_modkit.balance.sweep import ranges_of, swept_mod, swept_ship
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import STANDARD, mod_of, vessel


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("power=100..300:50", (100, 150, 200, 250, 300)), ("power=100..149:50", (100,)),
        ("power=50:50", (50,)), ("range=0", (0,)), ("difficulty=1..3", (1, 2, 3)),
        ("difficulty = 4 .. 8 : 2", (4, 6, 8)), ("spread=2..2:9", (2,)), ("range=1..2:.5", (1, 1.5, 2)),
        ("power=0..1:0.1", tuple(at / 10 for at in range(11))),
    ],
)  # fmt: skip
def test_a_range_goes_from_its_first_value_by_its_step_up_to_its_last(
    text: str, values: tuple[float, ...]
) -> None:
    [found] = ranges_of(text)
    assert found.name == text.partition("=")[0].strip()
    assert found.values == pytest.approx(values)


@pytest.mark.parametrize(
    "text",
    [
        "", " , ", "power", "power=", "power=x", "power=1..x", "power=1..2:x", "power=1..2:0",
        "power=1..2:-1", "power=2..1", "power=1,power=2", "strength=1", "difficulty=1.5",
        "difficulty=1..2.5", "spread=1..2:0.5",
    ],
)  # fmt: skip
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ModkitError, match="--sweep "):
        ranges_of(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("range=1..2000", 2000), ("range=5000..6999", 2000), ("range=0..999:0.5", 1999),
        ("range=1..1000,power=1..2", 2000), ("difficulty=1..11,range=1..181", 1991),
    ],
)  # fmt: skip
def test_a_sweep_has_2000_points_at_most(text: str, points: int) -> None:
    count = 1
    for one in ranges_of(text):
        count *= len(one.values)
    assert count == points
    with pytest.raises(ModkitError, match="a sweep has at most 2,000 points"):
        ranges_of(f"{text},spread=1..3")


@pytest.mark.parametrize("text", ["range=1..2001", "range=5000..7000", "range=1..1001,power=1..2"])
def test_a_sweep_of_more_than_2000_points_is_refused(text: str) -> None:
    with pytest.raises(ModkitError, match="a sweep has at most 2,000 points"):
        ranges_of(text)


def test_each_point_of_a_sweep_is_the_ship_or_the_mod_under_these_conditions() -> None:
    player = vessel(STANDARD + '<torpedo_tube/><torpedo_storage type="trp" amount="9"/>')
    enemy = vessel(STANDARD + '<shields front="90"/>', "small", side=2, number=2)
    mod, stock = mod_of(player, enemy), mod_of(player, enemy)
    assessment = assess(mod, stock, Conditions(difficulty=7))
    ranges = ranges_of("power=50..100:50,range=900..1100:200,spread=1..2,difficulty=3")
    wanted = [
        (
            (power, distance, spread, 3),
            Conditions(power / 100, difficulty=3, distance=distance, spread=spread),
        )
        for power in (50, 100)
        for distance in (900, 1100)
        for spread in (1, 2)
    ]
    own = assessment.fleet.ship(1)
    found = swept_ship(assessment, own, ranges)
    assert found.opponent is usual_opponent(own, assessment.ladder)
    assert found.points == [
        (values, figures(own.under(conditions), found.opponent.under(conditions)))
        for values, conditions in wanted
    ]
    assert len({one.kills for _, one in found.points}) > 2
    mods = swept_mod(assessment, ranges)
    assert [(values, one.fleet.game.conditions) for values, one in mods.points] == wanted
    assert [one.yardstick[0].game.conditions for _, one in mods.points] == [
        conditions for _, conditions in wanted
    ]


def test_whom_nobody_fights_cannot_be_swept() -> None:
    mod = mod_of(vessel(STANDARD))
    assessment = assess(mod, mod, Conditions())
    with pytest.raises(ModkitError, match="made up: nobody in it fights Class 1"):
        swept_ship(assessment, assessment.fleet.ship(1), ranges_of("power=100"))
