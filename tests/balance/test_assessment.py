"""Weights that users set, ships far from others, and the scale of a whole mod."""

from pathlib import Path

import pytest

from artemis_modkit.balance import Conditions, Fleet, Ship, Weights, assess
from artemis_modkit.balance.outliers import outliers
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply, load_recipe
from tests.balance.fleets import mod_of, vessel
from tests.made import changed

STOCK = Mod.open("stock")


def fleet_of(*vessels: str) -> tuple[Ship, ...]:
    """The ships of some vessels."""
    mod = mod_of(*vessels)
    return Fleet.of(mod, mod, Conditions()).ships


# Weights ------------------------------------------------------------------------------------


def test_weights_are_set_by_name_and_count() -> None:
    weights = Weights.standard().with_settings(
        [
            "weights.beam_strength_around=0",
            "beam_strength_ahead=0",
            "beam_reach=0",
            "munitions=0",
            "bays=0",
        ]
    )
    [found] = [
        one for one in assess(STOCK, STOCK, Conditions(), weights).scored if one.ship.id == 11
    ]
    assert [part.name for part in found.scores["offence"].parts] == ["beam_strength"]
    assert weights.scores == ("offence", "defence", "mobility", "logistics")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "weights.beam_strength",
            "--set weights.beam_strength: a weight is a number from 0 to 1000",
        ),
        (
            "weights.beam_strength=-1",
            "--set weights.beam_strength=-1: a weight is a number from 0 to 1000",
        ),
        ("weights.speed=1e308", "--set weights.speed=1e308: a weight is a number from 0 to 1000"),
        (
            "weights.beam_strenght=1",
            "--set weights.beam_strenght=1: no score has such a part; did you mean 'weights.beam_strength'?",
        ),
    ],
)
def test_what_is_no_weight_is_refused_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(ModkitError) as caught:
        Weights.standard().with_settings([text])
    assert str(caught.value) == message


# Outliers -----------------------------------------------------------------------------------


def test_a_ship_far_from_its_role_is_an_outlier_and_moves_nobody_else() -> None:
    usual = [vessel(f'<shields front="{80 + n}"/>', number=n) for n in range(9)]
    slip = vessel('<shields front="8000"/>', number=99)
    ships = assess(mod_of(*usual, slip), STOCK, Conditions()).fleet.ships
    found = outliers(ships, ["shield_front"])
    assert [(one.ship.id, one.value) for one in found] == [(99, 8000)]
    assert found[0].usual == pytest.approx(84.5, rel=0.01)
    assert found[0].distance > 3.5


def test_where_most_are_alike_only_what_is_far_in_proportion_is_an_outlier() -> None:
    alike = [vessel('<shields front="100"/>', number=n) for n in range(9)]
    near, far = (vessel(f'<shields front="{value}"/>', number=99) for value in (110, 1000))
    for last, expected in ((near, []), (far, [99])):
        ships = assess(mod_of(*alike, last), STOCK, Conditions()).fleet.ships
        assert [one.ship.id for one in outliers(ships, ["shield_front"])] == expected


def test_a_role_of_two_sizes_does_not_hide_its_giants() -> None:
    sizes = [1, 1, 1, 2, 2, 100, 1000, 1000, 1000, 1000]
    for giant, expected in ((1990, []), (2001, [10])):
        fronts = [*sizes, giant]
        ships = [vessel(f'<shields front="{one}"/>', number=n) for n, one in enumerate(fronts)]
        fleet = assess(mod_of(*ships), STOCK, Conditions()).fleet.ships
        found = outliers(fleet, ["shield_front"])
        assert [one.ship.id for one in found if one.value > one.usual] == expected


@pytest.mark.parametrize(("alike", "expected"), [(3, []), (4, [99])])
def test_of_four_ships_none_is_an_outlier_of_five_one_may_be(
    alike: int, expected: list[int]
) -> None:
    few = [vessel('<shields front="100"/>', number=n) for n in range(alike)]
    ships = fleet_of(*few, vessel('<shields front="9000"/>', number=99))
    assert [one.ship.id for one in outliers(ships, ["shield_front"])] == expected


@pytest.mark.parametrize(
    ("last", "expected"), [(149, []), (151, [99]), (67, []), (66, [99]), (0, []), (-9, [])]
)
def test_what_is_nearer_than_half_as_much_again_is_no_outlier_nor_is_nothing(
    last: int, expected: list[int]
) -> None:
    alike = [vessel('<shields front="100"/>', number=n) for n in range(9)]
    ships = fleet_of(*alike, vessel(f'<shields front="{last}"/>', number=99))
    assert [one.ship.id for one in outliers(ships, ["shield_front"])] == expected


def test_the_distance_of_an_outlier_is_its_modified_z_score() -> None:
    """By logarithms to the root of 2: the middle of 0 to 8 and 40 is 4.5, and half are within 2.5 of it."""
    sizes = [vessel(f'<shields front="{2 ** (n / 2)}"/>', number=n) for n in (*range(9), 40)]
    [found] = outliers(fleet_of(*sizes), ["shield_front"])
    assert found.ship.id == 40
    assert found.usual == pytest.approx(2**2.25)
    assert found.distance == pytest.approx(0.6745 * (40 - 4.5) / 2.5)
    assert found.ratio == pytest.approx(2**17.75)
    small = [vessel(f'<shields front="{2 ** (-n / 2)}"/>', number=n) for n in (*range(9), 40)]
    [other] = outliers(fleet_of(*small), ["shield_front"])
    assert (other.distance, other.ratio) == pytest.approx((-found.distance, found.ratio))


def test_where_most_are_alike_the_mean_deviation_is_the_measure_of_distance() -> None:
    """Of nine alike and one 8 times as great the mean deviation is a tenth of its own."""
    alike = [vessel('<shields front="100"/>', number=n) for n in range(9)]
    [found] = outliers(
        fleet_of(*alike, vessel('<shields front="800"/>', number=99)), ["shield_front"]
    )
    assert found.distance == pytest.approx(10 * 0.7979)


def test_outliers_come_ship_by_ship_the_farthest_first_then_by_number() -> None:
    alike = [vessel('<shields front="100" back="100"/>', number=n) for n in range(40)]
    odd = [
        vessel(f'<shields front="{front}" back="{back}"/>', number=number)
        for number, front, back in ((70, 500, 100), (99, 100, 900), (98, 900, 300), (97, 10, 900))
    ]
    without = vessel('<shields front="500" back="100"/>', number=1).replace('uniqueID="1" ', "")
    found = outliers(fleet_of(*alike, *odd, without), ["shield_back", "shield_front"])
    assert [(one.ship.id, one.metric, one.value) for one in found] == [
        (97, "shield_front", 10), (97, "shield_back", 900), (98, "shield_front", 900),
        (98, "shield_back", 300), (99, "shield_back", 900), (None, "shield_front", 500),
        (70, "shield_front", 500),
    ]  # fmt: skip


def test_of_outliers_only_those_are_told_that_stock_has_not_just_so() -> None:
    alike = [vessel('<shields front="100"/>', number=n) for n in range(9)]
    odd, other = (vessel(f'<shields front="{front}"/>', number=99) for front in (900, 950))
    new = vessel('<shields front="900"/>', number=500)
    stock = mod_of(*alike, odd)
    for ships, told in (([odd], []), ([other], [99]), ([odd, new], [500])):
        found = assess(mod_of(*alike, *ships), stock, Conditions())
        assert len(outliers(found.fleet.ships, ["shield_front"])) == len(ships)
        assert [one.ship.id for one in found.outliers] == told
    assert assess(stock, stock, Conditions()).outliers == ()


# Whole mods ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("recipe", "factor"), [("tsn", "0.25"), ("scale", "0.5")])
def test_the_scale_of_a_recipe_is_found_again_with_those_who_deviate(
    recipe: str, factor: str
) -> None:
    mod = Mod.open("stock:2.8")
    settings = {} if recipe == "tsn" else {"factor": factor, "round": "none"}
    patched = mod.with_files(apply(mod, load_recipe(recipe, settings)).after)
    data = patched.vessel_data
    assert data is not None
    text = data.document.text
    slow = changed(text, 'front="', 'front="9', behind='uniqueID="2000"')
    slip = patched.with_files({"dat/vesselData.xml": slow.encode()})
    for found, deviants in ((patched, ()), (slip, (2000,))):
        scales = {one.what: one for one in assess(found, mod, Conditions()).scales}
        for what in ("beam damage", "shields", "drone damage"):
            assert str(scales[what].factor) == factor
        assert 2000 not in scales["beam damage"].deviants
        assert (2000 in scales["shields"].deviants) == bool(deviants)
        assert scales.keys() == {"beam damage", "shields", "drone damage"}


def test_the_scale_of_a_tsn_mod_is_a_quarter_and_its_deviants_are_named(corpus: Path) -> None:
    found = {one.what: one for one in assess(
        Mod.open(corpus / "mods" / "tsn-3.1"), STOCK, Conditions()
    ).scales}  # fmt: skip
    assert str(found["beam damage"].factor) == "0.25"
    assert {1500, 1501} <= set(found["beam damage"].deviants)
    assert str(found["shields"].factor) == "0.25"
