"""The TSN recipe gives what the authors of the TSN mod made of stock by hand."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod, VesselData
from artemis_modkit.patcher import apply, load_recipe

COUNTED = {
    "shields", "performance", "beam_port", "drone_port", "torpedo_station_port", "torpedo_tube",
    "torpedo_storage", "carrierload", "production",
}  # fmt: skip
Texts = dict[tuple[int | None, str, int, str], str]


def texts(data: VesselData | None, ids: set[int | None]) -> Texts:
    """Every counted attribute by vessel, element, position and name."""
    found: Texts = {}
    assert data is not None
    for vessel in data.vessels:
        positions: dict[str, int] = {}
        for element in vessel.element.children:
            if vessel.id in ids and element.name in COUNTED:
                positions[element.name] = positions.get(element.name, -1) + 1
                for name, value in element.attributes.items():
                    found[vessel.id, element.name, positions[element.name], name] = value
    return found


def attributes_equal(stock: Path, target: Path) -> tuple[int, int]:
    """How many attributes of the stock ships are equal as text after the recipe, of how many."""
    mod = Mod.open(stock)
    result = apply(mod, load_recipe("tsn"))
    assert mod.vessel_data is not None
    ids = {vessel.id for vessel in mod.vessel_data.vessels}
    ours = texts(mod.with_files(result.after).vessel_data, ids)
    theirs = texts(Mod.open(target).vessel_data, ids)
    keys = ours.keys() | theirs.keys()
    return sum(ours.get(key) == theirs.get(key) for key in keys), len(keys)


def test_the_core_gives_1624_of_1635_attributes_of_tsn_2_010(corpus: Path) -> None:
    assert attributes_equal(corpus / "stock/2.7.1", corpus / "mods/tsn-2.010") == (1624, 1635)


@pytest.mark.parametrize(
    ("stock", "target", "keys"), [("2.7.1", "tsn-2.010", 136), ("2.8", "tsn-3.1", 174)]
)
def test_every_setting_of_the_tsn_mod_is_met(
    corpus: Path, stock: str, target: str, keys: int
) -> None:
    mod = Mod.open(corpus / "stock" / stock)
    after = mod.with_files(apply(mod, load_recipe("tsn")).after).settings
    theirs = Mod.open(corpus / "mods" / target).settings
    assert after is not None
    assert theirs is not None
    assert after.texts == theirs.texts
    assert len(theirs.texts) == keys


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_outside_of_the_changed_values_the_file_is_byte_for_byte_stock(
    corpus: Path, version: str
) -> None:
    mod = Mod.open(corpus / "stock" / version)
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
