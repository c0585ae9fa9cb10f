"""The recipe scale: Ben's mod at a half, TSN at a quarter."""

from pathlib import Path

import pytest

from tests.patcher.recipes.trials import SHIPS, after, equal, ids_of, mod_of, pairs, patched

SCALED = {
    ("shields", "front"),
    ("shields", "back"),
    ("shields", "player"),
    ("beam_port", "damage"),
    ("beam_port", "playerdamage"),
    ("drone_port", "damage"),
    ("torpedo_station_port", "damage"),
}
HALVES = ("factor=0.5", "round=none")


@pytest.mark.parametrize(
    ("stock", "expected"), [("2.4", (234, 236)), ("2.7.1", (292, 298)), ("2.8", (292, 298))]
)
def test_halves_are_those_of_bens_mod_but_for_what_its_fighters_can_take(
    corpus: Path, stock: str, expected: tuple[int, int]
) -> None:
    source = corpus / "stock" / stock
    theirs = mod_of(corpus / "mods/bens-4.2")
    found = pairs(after(source, "scale", *HALVES), theirs, ids_of(mod_of(source)))
    scaled = {key: pair for key, pair in found.items() if (key[1], key[3]) in SCALED}
    unequal = {key for key, pair in scaled.items() if not equal(pair)}
    assert (len(scaled) - len(unequal), len(scaled)) == expected
    assert {(vessel, name) for vessel, _, _, name in unequal} <= {
        *((fighter, "player") for fighter in (100, 101, 120, 121, 130)),
        (131, "damage"),
    }


def test_the_recharge_rates_of_bens_mod_come_too(corpus: Path) -> None:
    ours = after(corpus / "stock/2.4", "scale", *HALVES).settings
    theirs = mod_of(corpus / "mods/bens-4.2").settings
    assert ours is not None
    assert theirs is not None
    for key in ("playerShieldRechargeRate", "enemyShieldRechargeRate"):
        assert ours.number(key) == theirs.number(key)


@pytest.mark.parametrize("stock", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_quarters_are_the_ships_of_the_recipe_tsn(games: Path, stock: str) -> None:
    source = games / stock
    quarters = patched(source, "scale", "factor=0.25").after[SHIPS]
    assert quarters == patched(source, "tsn").after[SHIPS]


def test_single_seat_craft_may_keep_their_shields() -> None:
    both = {
        option: after("stock:2.8", "scale", f"fighters-without-shields={option}").vessel_data
        for option in ("true", "false")
    }
    fronts = {
        option: [
            vessel.shields.front
            for vessel in data.vessels
            if vessel.id in (100, 102, 3000) and vessel.shields
        ]
        for option, data in both.items()
        if data is not None
    }
    assert fronts == {"true": [0, 8, 0], "false": [8, 8, 8]}


def test_a_factor_of_one_changes_no_ship_but_fighters() -> None:
    assert patched("stock:2.8", "scale", "factor=1", "fighters-without-shields=false").after == {}


def test_drones_that_a_setting_names_are_scaled_where_there_is_one() -> None:
    for stock, expected in (("stock:2.8", 20.0), ("stock:2.4", None)):
        settings = after(stock, "scale").settings
        assert settings is not None
        assert settings.number("droneDamageSkaraan") == expected
