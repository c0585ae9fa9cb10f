"""Recipes from the players' forum and from the game's own history."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.model.vessels import Vessel
from tests.patcher.recipes.trials import after, mod_of, patched


def vessels(mod: Mod) -> dict[int | None, Vessel]:
    assert mod.vessel_data is not None
    return {vessel.id: vessel for vessel in mod.vessel_data.vessels}


def number(mod: Mod, key: str) -> float | None:
    assert mod.settings is not None
    return mod.settings.number(key)


# slow-beams --------------------------------------------------------------------------------------


def test_slow_beams_do_twice_as_much_in_twice_the_time() -> None:
    now = after("stock:2.8", "slow-beams")
    beam = vessels(now)[0].beam_ports[0]
    assert (beam.damage, beam.player_damage, beam.cycle_time) == (2, 24, 12)
    assert number(now, "damageTorpHom") == 60


@pytest.mark.parametrize("factor", ["1.5", "2", "3"])
def test_slow_beams_do_the_same_damage_a_second(factor: str) -> None:
    rates = [
        [
            (beam.player_damage or 0) / (beam.cycle_time or 1)
            for vessel in vessels(mod).values()
            for beam in vessel.beam_ports
        ]
        for mod in (mod_of("stock:2.8"), after("stock:2.8", "slow-beams", f"factor={factor}"))
    ]
    assert rates[1] == pytest.approx(rates[0])


def test_slow_beams_are_those_of_player_ships_alone() -> None:
    changed = {change.vessel for change in patched("stock:2.8", "slow-beams").changes}
    assert changed == {None, *range(17)} - {3, 10}


@pytest.mark.parametrize(
    ("stock", "key", "expected"),
    [
        ("stock:2.4", "damageTorp1", 60),
        ("stock:2.7.1", "damageTorpHom", None),
        ("stock:2.8", "damageTorpHom", 60),
    ],
)
def test_homing_damage_is_set_under_the_name_that_the_game_has(
    stock: str, key: str, expected: float | None
) -> None:
    assert number(after(stock, "slow-beams"), key) == expected


# torpedoes-matter --------------------------------------------------------------------------------


def test_torpedoes_do_more_and_are_worth_less_as_batteries() -> None:
    now = after("stock:2.8", "torpedoes-matter")
    keys = ("damageTorpHom", "torpEnergyValue", "torpEnergyCostValue")
    assert [number(now, key) for key in keys] == [45, 50, 75]


@pytest.mark.parametrize("homing", [40, 45, 50])
def test_fighters_gain_nothing_by_stronger_torpedoes(homing: int) -> None:
    was, now = (
        vessels(mod_of("stock:2.8")),
        vessels(after("stock:2.8", "torpedoes-matter", f"homing={homing}")),
    )
    loads = {
        number: (was[number].torpedo_storages[0].amount, now[number].torpedo_storages[0].amount)
        for number in (100, 101, 120, 121, 130)
    }
    assert loads == {100: (3, 1), 101: (6, 3), 120: (3, 1), 121: (6, 3), 130: (3, 1)}
    for before, here in loads.values():
        assert before is not None
        assert here is not None
        assert here * homing <= before * 25


def test_a_fighter_keeps_its_only_torpedo_and_none_appears(corpus: Path) -> None:
    for mod, craft, amount in (("bens-4.2", 100, 1), ("tsn-3.1", 200, 0)):
        now = vessels(after(corpus / "mods" / mod, "torpedoes-matter"))
        assert now[craft].torpedo_storages[0].amount == amount


# fighters-light-medium-heavy ---------------------------------------------------------------------


def test_fighters_carry_no_torpedoes_and_ships_keep_theirs() -> None:
    was, now = (
        vessels(mod_of("stock:2.8")),
        vessels(after("stock:2.8", "fighters-light-medium-heavy")),
    )
    for craft in (100, 101, 120, 121, 130):
        assert was[craft].torpedo_storages
        assert not now[craft].torpedo_storages
    for ship in range(17):
        assert len(now[ship].torpedo_storages) == len(was[ship].torpedo_storages)


def test_light_craft_are_faster_and_weaker_and_heavy_ones_the_other_way_round() -> None:
    now = vessels(after("stock:2.8", "fighters-light-medium-heavy"))
    figures = {
        craft: (
            performance.top_speed,
            performance.turn_rate,
            now[craft].beam_ports[0].player_damage,
            shields.player,
        )
        for craft in (130, 100, 101, 102)
        if (performance := now[craft].performance) and (shields := now[craft].shields)
    }
    assert figures == {
        130: (0.91, 0.052, 2.625, 75),
        100: (0.6, 0.03, 4, 120),
        101: (0.375, 0.019, 5.2, 156),
        102: (0.4, 0.02, 1, 220),
    }


@pytest.mark.parametrize(
    ("mod", "light", "heavy"),
    [
        ("mods/bens-4.2", {104, 130}, {101, 121}),
        ("mods/tsn-3.1", {130}, {101, 121, 201}),
    ],
)
def test_classes_are_told_in_mods_as_well(
    corpus: Path, mod: str, light: set[int], heavy: set[int]
) -> None:
    changes = patched(corpus / mod, "fighters-light-medium-heavy").changes
    speeds = [
        (change.vessel, float(change.after or 0) > float(change.before or 0))
        for change in changes
        if change.attribute == "topspeed"
    ]
    assert {vessel for vessel, is_faster in speeds if is_faster} == light
    assert {vessel for vessel, is_faster in speeds if not is_faster} == heavy


# allies-2.4 --------------------------------------------------------------------------------------


def test_allies_of_old_files_get_the_damage_of_game_2_4() -> None:
    result = patched("stock:2.1", "allies-2.4")
    assert [(one.vessel, one.before, one.after) for one in result.changes] == [
        (1500, "7", "3"),
        (1500, "7", "3"),
        (1501, "7", "3"),
        (1501, "7", "3"),
    ]


def test_allies_of_newer_files_stay_as_they_are() -> None:
    for stock in ("stock:2.4", "stock:2.8"):
        assert patched(stock, "allies-2.4").changes == ()
