"""The TSN recipe gives what the authors of the TSN mod made of stock by hand."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.patcher import apply, load_recipe
from tests.patcher.recipes.trials import COUNTED, after, ids_of, mod_of, pairs, patched


def attributes_equal(stock: Path, target: Path, recipe: str, *options: str) -> tuple[int, int]:
    """How many attributes of the stock ships are equal as text after the recipe, of how many."""
    ours = after(stock, recipe, *(f"{option}=true" for option in options))
    found = pairs(ours, mod_of(target), ids_of(mod_of(stock)))
    return sum(one == other for one, other in found.values()), len(found)


ALL_OPTIONS = (
    "tsn-2010", "tsn-2011-scout", "tsn-2012-stations", "tsn-2012-drones", "tsn-2017-wings",
)  # fmt: skip


def test_the_core_gives_1624_of_1635_attributes_of_tsn_2_010(corpus: Path) -> None:
    found = attributes_equal(corpus / "stock/2.7.1", corpus / "mods/tsn-2.010", "tsn")
    assert found == (1624, 1635)


def test_with_its_options_it_gives_all_of_tsn_2_010(corpus: Path) -> None:
    stock, target = corpus / "stock/2.7.1", corpus / "mods/tsn-2.010"
    assert attributes_equal(stock, target, "tsn", "tsn-2010") == (1634, 1634)
    assert attributes_equal(stock, target, "tsn-2010") == (1634, 1634)


def test_of_tsn_2_011_only_what_it_added_is_missing(corpus: Path) -> None:
    found = attributes_equal(
        corpus / "stock/2.7.1", corpus / "mods/tsn-2.011", "tsn-2010", "tsn-2011-scout"
    )
    assert found == (1634, 1652)


def test_with_all_options_it_gives_1628_of_1670_attributes_of_tsn_3_1(corpus: Path) -> None:
    stock, target = corpus / "stock/2.8", corpus / "mods/tsn-3.1"
    assert attributes_equal(stock, target, "tsn") == (1582, 1671)
    assert attributes_equal(stock, target, "tsn", *ALL_OPTIONS) == (1628, 1670)
    assert attributes_equal(stock, target, "tsn-3.1") == (1628, 1670)


@pytest.mark.parametrize(
    ("recipe", "stock", "target", "keys"),
    [
        ("tsn", "2.7.1", "tsn-2.010", 136),
        ("tsn-2010", "2.7.1", "tsn-2.010", 136),
        ("tsn", "2.8", "tsn-3.1", 174),
        ("tsn-3.1", "2.8", "tsn-3.1", 174),
    ],
)
@pytest.mark.parametrize("notes", ["true", "false"])
def test_every_setting_of_the_tsn_mod_is_met(
    corpus: Path, recipe: str, stock: str, target: str, keys: int, notes: str
) -> None:
    ours = after(corpus / "stock" / stock, recipe, f"note-original={notes}").settings
    theirs = mod_of(corpus / "mods" / target).settings
    assert ours is not None
    assert theirs is not None
    assert ours.texts == theirs.texts
    assert len(theirs.texts) == keys


def test_settings_of_2_7_4_become_those_of_tsn_2_012_which_left_torpedoes_alone(
    games: Path,
) -> None:
    stock = games / "2.7.4"
    older, newer = after(stock, "tsn-2010").settings, after(stock, "tsn").settings
    mod = mod_of(stock).settings
    assert mod is not None
    assert older is not None
    assert newer is not None
    assert len(older.texts) == 173
    assert len(set(older.texts.items()) - set(mod.texts.items())) == 17
    assert dict(set(newer.texts.items()) - set(older.texts.items())) == {
        "damageTorpHom": "35",
        "speedTorpHom": "5",
        "damageTorpShk": "350",
        "speedTorpShk": "2.7",
    }


def test_old_values_of_settings_are_noted_on_demand_and_only_once(games: Path) -> None:
    result = patched(games / "2.8", "tsn", "note-original=true")
    lines = result.after["artemis.ini"].decode().splitlines()
    notes = [at for at, line in enumerate(lines) if line.startswith("; ORIGINAL ")]
    assert len(notes) == 17
    assert ["; ORIGINAL 0.4", "playerShieldRechargeRate=0.1"] in [
        lines[at : at + 2] for at in notes
    ]
    again = apply(result.mod.with_files(result.after), load_recipe("tsn", {"note-original": "1"}))
    assert "artemis.ini" not in again.after


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_outside_of_the_changed_values_the_file_is_byte_for_byte_stock(
    games: Path, version: str
) -> None:
    mod = Mod.open(games / version)
    result = apply(mod, load_recipe("tsn"))
    before, after = (
        files["dat/vesselData.xml"].decode() for files in (result.before, result.after)
    )
    changed_lines = {change.line for change in result.changes if change.element is not None}
    ours, stock = after.split("\n"), before.split("\n")
    assert len(ours) == len(stock)
    differing = {
        number for number, pair in enumerate(zip(ours, stock, strict=True), 1) if pair[0] != pair[1]
    }
    assert differing == changed_lines
    for change in reversed([one for one in result.changes if one.element is not None]):
        line = ours[change.line - 1]
        ours[change.line - 1] = _undone(
            line,
            change.attribute or "",
            change.after or "",
            change.before or "",
            stock[change.line - 1],
        )
    assert "\n".join(ours) == before
    assert after.startswith("\ufeff")


def _undone(line: str, attribute: str, after: str, before: str, stock: str) -> str:
    """The line with one value as it was; some attribute of that text must be there."""
    mark = f'{attribute}="{after}"'
    assert mark in line, (line, stock)
    at = line.rindex(mark) if f" {mark}" not in line else line.index(f" {mark}") + 1
    return f'{line[:at]}{attribute}="{before}"{line[at + len(mark) :]}'


def test_old_settings_are_found_under_their_old_names() -> None:
    mod = Mod.open("stock:2.4")
    settings = mod.with_files(apply(mod, load_recipe("tsn")).after).settings
    assert settings is not None
    assert settings.texts["highStartStationTorp5"] == "10"
    assert settings.texts["damageTorp1"] == "35"
    assert "damageTorpHom" not in settings.texts


def test_patching_twice_scales_twice_and_the_settings_stay() -> None:
    mod = Mod.open("stock:2.8")
    once = mod.with_files(apply(mod, load_recipe("tsn")).after)
    again = apply(once, load_recipe("tsn"))
    assert list(again.after) == ["dat/vesselData.xml"]
    assert {change.element for change in again.changes} <= COUNTED


def test_another_factor_is_for_all_that_a_quarter_is_for() -> None:
    mod = Mod.open("stock:2.8")
    quarter, most = (
        {
            (one.vessel, one.line, one.element, one.attribute): one.after
            for one in apply(mod, load_recipe("tsn", chosen)).changes
        }
        for chosen in ({}, {"factor": "0.8"})
    )
    other = {key: (quarter[key], most[key]) for key in quarter if quarter[key] != most.get(key)}
    assert quarter.keys() == most.keys()
    assert {attribute for *_, attribute in other} == {
        "damage", "playerdamage", "front", "back", "player",
        "playerShieldRechargeRate", "enemyShieldRechargeRate",
    }  # fmt: skip
    assert [pair for (*_, attribute), pair in other.items() if "Recharge" in str(attribute)] == [
        ("0.1", "0.32"),
        ("0.05", "0.16"),
    ]
