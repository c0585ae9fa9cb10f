"""A recipe changes the values that it speaks of, and no other byte."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import Change, PatchResult, Skipped, apply, load_recipe

SHIPS = """<vessel_data version="2.6">\r
\t<vessel uniqueID="1" side="0" classname="Cruiser" broadType="player">\r
\t\t<shields front="75" back= " 50.0"/> <!-- <shields front="75"/> -->\r
\t\t<beam_port damage=".5" playerdamage="1,75" cycletime="6.0"/>\r
\t</vessel>\r
\t<vessel uniqueID="2" side="1" classname="Dart" broadType="singleseat">\r
\t\t<shields front="0.0" back="5"/>\r
\t</vessel>\r
</vessel_data>"""
INI = "; stock\nstationEnergy=1000\n;clientHelm=1\n"


def patched(tmp_path: Path, steps: str, ships: str = SHIPS, ini: str = INI) -> PatchResult:
    recipe = tmp_path / "mine.toml"
    recipe.write_text(f'name = "mine"\ntitle = "Mine"\n{steps}', "utf-8")
    files = {"dat/vesselData.xml": ships.encode(), "artemis.ini": ini.encode()}
    return apply(Mod.from_files("demo", files), load_recipe(str(recipe)))


def ships_after(result: PatchResult) -> str:
    return result.after["dat/vesselData.xml"].decode()


def test_products_are_rounded_half_up_and_written_shortly(tmp_path: Path) -> None:
    result = patched(
        tmp_path,
        '[[step]]\nselect = { element = "shields", words = "player" }\n'
        "multiply = { front = 0.5, back = 0.25 }\nround = 0\n",
    )
    assert ships_after(result) == SHIPS.replace(
        '<shields front="75" back= " 50.0"', '<shields front="38" back= "13"', 1
    )
    assert result.changes == (
        Change("dat/vesselData.xml", 3, 1, "shields", "front", "75", "38", 1),
        Change("dat/vesselData.xml", 3, 1, "shields", "back", " 50.0", "13", 1),
    )


def test_a_number_that_does_not_change_keeps_its_text(tmp_path: Path) -> None:
    result = patched(
        tmp_path,
        '[[step]]\nselect = { element = "shields", words = "singleseat" }\n'
        "multiply = { front = 0, back = 1 }\n",
    )
    assert result.after == {}
    assert result.changes == ()


def test_a_value_that_is_set_to_the_number_it_has_keeps_its_text(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "shields", id = 1 }\nset = { front = 9, back = 50 }\n'
    assert ships_after(patched(tmp_path, step)) == SHIPS.replace('front="75"', 'front="9"', 1)


def test_a_word_that_is_replaced_by_nothing_leaves_no_gap(tmp_path: Path) -> None:
    ships = SHIPS.replace('broadType="player"', 'broadType="player small carrier"')
    step = '[[step]]\nselect = { element = "vessel", id = 1 }\nreplace.broadType = { small = "" }\n'
    after = ships.replace("player small carrier", "player carrier")
    assert ships_after(patched(tmp_path, step, ships)) == after


@pytest.mark.parametrize(("length", "is_read"), [(500_000, True), (500_001, False)])
def test_a_text_may_grow_to_a_million_signs(tmp_path: Path, length: int, is_read: bool) -> None:
    ships = SHIPS.replace("Cruiser", "a" * length)
    step = '[[step]]\nselect = { element = "vessel", id = 1 }\nreplace.classname = { a = "bb" }\n'
    if is_read:
        assert "b" * 1_000_000 in ships_after(patched(tmp_path, step, ships))
    else:
        with pytest.raises(ModkitError, match="would become longer than 1,000,000 signs"):
            patched(tmp_path, step, ships)


def test_a_value_that_is_no_number_is_left_alone_and_reported(tmp_path: Path) -> None:
    result = patched(
        tmp_path,
        '[[step]]\nselect = { element = "beam_port" }\nmultiply = { damage = 2, playerdamage = 2 }\n',
    )
    assert ships_after(result) == SHIPS.replace('damage=".5"', 'damage="1"', 1)
    assert result.skipped == (Skipped(1, '1 Cruiser: playerdamage="1,75" is not a number'),)


def test_set_adds_an_attribute_that_is_absent(tmp_path: Path) -> None:
    result = patched(
        tmp_path, '[[step]]\nselect = { element = "beam_port", id = 1 }\nset = { range = 1000 }\n'
    )
    assert ships_after(result) == SHIPS.replace(
        'cycletime="6.0"/>', 'cycletime="6.0" range="1000"/>'
    )


def test_later_steps_work_on_what_earlier_ones_left(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "shields", id = "1" }\nmultiply = { front = 2 }\n'
    result = patched(tmp_path, step * 3)
    assert [change.after for change in result.changes] == ["150", "300", "600"]


def test_a_step_that_selects_nothing_is_an_error_unless_optional(tmp_path: Path) -> None:
    step = (
        '[[step]]\nwhy = "drones"\nselect = { element = "drone_port" }\nmultiply = { damage = 2 }\n'
    )
    with pytest.raises(ModkitError) as caught:
        patched(tmp_path, step)
    assert str(caught.value) == (
        "mine, step 1 (drones): no <drone_port> is selected. The mod is not made for this step, or "
        "the recipe has a slip; optional = true in the step lets it find nothing"
    )
    assert patched(tmp_path, f"{step}optional = true\n").skipped == (
        Skipped(1, "no <drone_port> is selected"),
    )


def test_ships_are_selected_by_race_name_and_class_pattern(tmp_path: Path) -> None:
    races = SHIPS.replace('version="2.6">', 'version="2.6"><hullRace ID="1" name="Kralien"/>')
    by_race = '[[step]]\nselect = { element = "shields", race = "kralien" }\nset = { back = 6 }\n'
    by_name = '[[step]]\nselect = { element = "shields", name = "CRUIS*" }\nset = { back = 6 }\n'
    assert [one.vessel for one in patched(tmp_path, by_race, races).changes] == [2]
    assert [one.vessel for one in patched(tmp_path, by_name, races).changes] == [1]


def test_settings_are_set_in_place_switched_on_or_added(tmp_path: Path) -> None:
    result = patched(
        tmp_path,
        "[[setting]]\nset = { stationEnergy = 500, clientHelm = 0, beamDamageCap = 9 }\n",
    )
    assert result.after["artemis.ini"].decode() == (
        "; stock\nstationEnergy=500\nclientHelm=0\nbeamDamageCap=9\n"
    )


def test_an_optional_setting_changes_only_keys_that_the_file_has(tmp_path: Path) -> None:
    result = patched(
        tmp_path,
        "[[setting]]\nset = { stationEnergy = 500, beamDamageCap = 9 }\noptional = true\n",
    )
    assert result.after["artemis.ini"].decode() == INI.replace("1000", "500")
    assert result.skipped == (Skipped(1, "artemis.ini has no beamDamageCap"),)


def test_a_broken_file_is_repaired_first_and_the_report_says_so(tmp_path: Path) -> None:
    broken = SHIPS.replace('classname="Cruiser"', 'classname="Cruiser & Co"')
    result = patched(
        tmp_path,
        '[[step]]\nselect = { element = "shields", id = 1 }\nset = { front = 9 }\n',
        broken,
    )
    assert ships_after(result) == broken.replace("&", "&amp;").replace('front="75"', 'front="9"', 1)
    assert [(file, fault.code, line) for file, fault, line in result.repairs] == [
        ("dat/vesselData.xml", "bare-ampersand", 2)
    ]


def test_changes_of_settings_are_told_at_the_lines_that_the_file_had(tmp_path: Path) -> None:
    ini = "a=1\nstationEnergy=1000\ntorpEnergyValue=100\n"
    steps = [
        f"[[setting]]\nset = {{ {one} }}\nnote_original = true\n"
        for one in ("stationEnergy = 5", "torpEnergyValue = 7", "torpEnergyValue = 8")
    ]
    result = patched(tmp_path, "".join(steps), ini=ini)
    assert [(one.line, one.attribute, one.before, one.after) for one in result.changes] == [
        (2, "stationEnergy", "1000", "5"),
        (3, "torpEnergyValue", "100", "7"),
        (3, "torpEnergyValue", "7", "8"),
    ]
    assert result.after["artemis.ini"] == (
        b"a=1\n; ORIGINAL 1000\nstationEnergy=5\n; ORIGINAL 100\ntorpEnergyValue=8\n"
    )


def test_descriptions_that_are_false_now_are_told_and_changed_only_where_that_is_asked_for(
    tmp_path: Path,
) -> None:
    """A changed one has the line that it had before all steps, also where ships went or came."""
    ships = SHIPS.replace(
        '"player">\r\n',
        '"player">\r\n\t\t<long_desc text="Stores for 8 homing"/><torpedo_storage type="trp" amount="8"/>\r\n',
    )
    recipe = tmp_path / "mine.toml"
    fewer = '[[step]]\nselect = { element = "torpedo_storage" }\nset = { amount = 6 }\n'
    more = '[[step]]\nselect = { element = "vessel", id = 1 }\nadd_element = { element = "beam_port", damage = 1 }\n'
    recipe.write_text(f'name = "mine"\ntitle = "Mine"\n{fewer}{more}', "utf-8")
    mod = Mod.from_files("demo", {"dat/vesselData.xml": ships.encode()})
    told = apply(mod, load_recipe(str(recipe)))
    assert ("8 homing" in ships_after(told), len(told.stale)) == (True, 1)
    assert {one.step for one in told.changes} == {1, 2}
    updated = apply(mod, load_recipe(str(recipe)), updates_texts=True)
    assert ships_after(updated) == ships_after(told).replace("8 homing", "6 homing")
    (text,) = (one for one in updated.changes if one.step == 0)
    assert (text.line, text.vessel, text.before, text.after) == (
        3, 1, "Stores for 8 homing", "Stores for 6 homing",
    )  # fmt: skip
    assert updated.stale == ()


def test_broken_settings_are_repaired_first_and_told_at_the_lines_that_the_file_had(
    tmp_path: Path,
) -> None:
    step = "[[setting]]\nset = { stationEnergy = 5 }\n"
    ini = "; a\nclientHelm 1\nstationEnergy=1000\n"
    result = patched(tmp_path, step, ini=ini)
    assert result.after["artemis.ini"] == b"; a\nclientHelm=1\nstationEnergy=5\n"
    assert [(file, line) for file, _, line in result.repairs] == [("artemis.ini", 2)]
    assert [(one.line, one.before) for one in result.changes] == [(3, "1000")]
    assert patched(tmp_path, step.replace("5", "1000"), ini=ini).after == {}


def test_parameters_of_an_xpath_are_numbers_and_texts(tmp_path: Path) -> None:
    recipe = tmp_path / "mine.toml"
    recipe.write_text(
        'name = "mine"\ntitle = "Mine"\n[parameter]\nleast = { default = 70 }\n'
        'kind = { default = "Cruiser" }\n[[step]]\n'
        "select = { xpath = '//vessel[shields/@front > $least and @classname = $kind]' }\n"
        "set = { side = 9 }\noptional = true\n"
    )
    mod = Mod.from_files("demo", {"dat/vesselData.xml": SHIPS.encode()})
    for chosen, changed in (({}, 1), ({"least": "75"}, 0), ({"kind": "Dart"}, 0)):
        assert len(apply(mod, load_recipe(str(recipe), chosen)).changes) == changed


def test_copies_that_switch_a_mod_on_are_changed_beside_the_files_in_use(tmp_path: Path) -> None:
    """What only one of them needs repaired or changed is told of that one."""
    recipe = tmp_path / "mine.toml"
    recipe.write_text(
        'name = "mine"\ntitle = "Mine"\n'
        '[[step]]\nselect = { element = "shields", id = 1 }\nset = { front = 9 }\n'
    )
    other = SHIPS.replace("Cruiser", "Cruiser & Co").replace('"75"', '"74"', 1)
    paths = ("dat/vesselData.xml", "dat/vesselDataMOD.xml")
    for ships, copy in ((SHIPS, other), (other, SHIPS), (SHIPS, SHIPS)):
        files = dict(zip(paths, (ships.encode(), copy.encode()), strict=True))
        result = apply(Mod.from_files("demo", files), load_recipe(str(recipe)))
        assert result.before == files
        assert {path: data.decode() for path, data in result.after.items()} == {
            path: text.replace("&", "&amp;").replace(first, 'front="9"', 1)
            for path, text in zip(paths, (ships, copy), strict=True)
            for first in ('front="74"' if text == other else 'front="75"',)
        }
        told = paths[: 1 if ships == copy else 2]
        assert [one.file for one in result.changes] == list(told)
        assert [file for file, _, _ in result.repairs] == [
            path for path, text in zip(paths, (ships, copy), strict=True) if text == other
        ]


def test_steps_for_a_file_that_the_mod_has_not_are_skipped_with_their_number(
    tmp_path: Path,
) -> None:
    recipe = tmp_path / "mine.toml"
    recipe.write_text(
        'name = "mine"\ntitle = "Mine"\n'
        '[[step]]\nselect = { element = "shields" }\nset = { front = 9 }\n'
        "[[setting]]\nset = { stationEnergy = 5 }\n"
    )
    only = {
        "dat/vesselData.xml": (SHIPS, Skipped(2, "demo has no artemis.ini")),
        "artemis.ini": (INI, Skipped(1, "demo has no vesselData.xml")),
    }
    for path, (text, skipped) in only.items():
        result = apply(Mod.from_files("demo", {path: text.encode()}), load_recipe(str(recipe)))
        assert (list(result.after), result.skipped) == ([path], (skipped,))
