"""A run of recipes: who is told what, how far it may go, and what it reads of a step."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError, Slip
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.patcher import PatchResult, Recipe, Skipped, apply, load_recipe
from artemis_modkit.patcher.run import Bounds
from artemis_modkit.patcher.selection import version_test

SHIPS = (
    '<vessel_data version="2.6">\n<vessel uniqueID="1"><shields front="10" back="20"/></vessel>\n'
    "</vessel_data>\n"
)
STEP = '[[step]]\nselect = { element = "shields" }\n'


def recipe(folder: Path, text: str, name: str = "mine") -> Recipe:
    path = folder / f"{name}.toml"
    path.write_text(f'name = "{name}"\ntitle = "Mine"\n{text}', "utf-8")
    return load_recipe(str(path))


def run(
    recipes: Recipe | list[Recipe], ships: str | None = SHIPS, ini: str | None = None
) -> PatchResult:
    files = {} if ships is None else {"dat/vesselData.xml": ships.encode()}
    if ini is not None:
        files["artemis.ini"] = ini.encode()
    return apply(Mod.from_files("demo", files), recipes)


def test_the_first_step_without_its_file_is_told_by_its_number(tmp_path: Path) -> None:
    both = recipe(
        tmp_path,
        f"{STEP}set = {{ front = 1 }}\n{STEP}set = {{ back = 1 }}\n"
        "[[setting]]\nset = { stationEnergy = 1 }\n[[setting]]\nset = { torpEnergyValue = 1 }\n",
    )
    assert run(both).skipped == (Skipped(3, "demo has no artemis.ini"),)
    without_ships = run(both, ships=None, ini="stationEnergy=2\ntorpEnergyValue=2\n")
    assert without_ships.skipped == (Skipped(1, "demo has no vesselData.xml"),)


def test_each_recipe_of_a_run_must_be_for_the_dialect(tmp_path: Path) -> None:
    change = f"{STEP}set = {{ front = 1 }}\n"
    fits = recipe(tmp_path, f'dialects = ["2.6"]\n{change}', "fits")
    other = recipe(tmp_path, f'dialects = ["2.1a"]\n{change}', "other")
    assert run([fits, fits]).changes
    with pytest.raises(ModkitError, match=r"^other is for vesselData\.xml of dialect 2\.1a"):
        run([fits, other])


def test_a_number_that_is_absent_keeps_no_other_from_being_reckoned(tmp_path: Path) -> None:
    ship = SHIPS.replace('front="10" ', "")
    result = run(recipe(tmp_path, f"{STEP}multiply = {{ front = 2, back = 2 }}\n"), ship)
    assert [(one.attribute, one.after) for one in result.changes] == [("back", "40")]


@pytest.mark.parametrize(
    ("digits", "is_read"), [("0", True), ("9", True), ("10", False), ("-1", False), ("1.5", False)]
)
def test_decimals_are_from_0_to_9(tmp_path: Path, digits: str, is_read: bool) -> None:
    step = f"{STEP}multiply = {{ front = 0.5 }}\nround = {digits}\n"
    if is_read:
        assert recipe(tmp_path, step)
    else:
        with pytest.raises(ModkitError, match="round must be a number of decimals from 0 to 9"):
            recipe(tmp_path, step)


def test_a_reason_that_begins_with_a_dollar_is_no_parameter(tmp_path: Path) -> None:
    found = recipe(tmp_path, f'{STEP}why = "$5 a shield"\nset = {{ front = 1 }}\n')
    assert found.steps[0].why == "$5 a shield"
    with pytest.raises(ModkitError, match=r"there is no parameter 'absent'"):
        recipe(tmp_path, f'{STEP}set = {{ front = "$absent" }}\n')


def test_settings_steps_work_on_what_those_before_left(tmp_path: Path) -> None:
    step = "[[setting]]\nmultiply = { stationEnergy = 2 }\n"
    result = run(recipe(tmp_path, step * 2), ini="stationEnergy=10\n")
    assert result.after["artemis.ini"] == b"stationEnergy=40\n"


def ini_after(folder: Path, ini: str, *steps: str) -> tuple[str, list[str | None]]:
    """A file of settings after some steps, and the values that they noted."""
    text = "".join(f"[[setting]]\noptional = true\n{one}\n" for one in steps)
    result = run(recipe(folder, text), ini=ini)
    after = result.after.get("artemis.ini", ini.encode())
    return after.decode(), [change.after for change in result.changes]


def test_a_step_of_settings_sees_all_that_stand_before_it(tmp_path: Path) -> None:
    double = "multiply = { stationEnergy = 2 }"
    steps = (double, "set = { torpEnergyValue = 7 }", double)
    ini = "stationEnergy=100\ntorpEnergyValue=5\n"
    after = "stationEnergy=400\ntorpEnergyValue=7\n"
    assert ini_after(tmp_path, ini, *steps) == (after, ["200", "7", "400"])


def test_a_setting_that_has_its_number_already_keeps_its_text(tmp_path: Path) -> None:
    ini = "stationEnergy=1000.0\n"
    for step in ("set = { stationEnergy = 1000 }", "multiply = { stationEnergy = 1 }"):
        assert ini_after(tmp_path, ini, step) == (ini, [])


def test_a_comment_stands_above_the_first_line_that_is_new(tmp_path: Path) -> None:
    text = "[[setting]]\nset = { stationEnergy = 5, torpEnergyValue = 6, damageTorpHom = 7 }\n"
    result = run(recipe(tmp_path, f"{text}comment = 'ours'\n"), ini=";stationEnergy=1\n")
    assert result.after["artemis.ini"].decode() == (
        "stationEnergy=5\n; ours\ntorpEnergyValue=6\ndamageTorpHom=7\n"
    )


def test_a_setting_of_another_game_is_changed_where_the_file_has_it(tmp_path: Path) -> None:
    ini = "damageTorpHom=25\ndamageTorp1=5\ntorpEnergyValue=1\n"
    after = "damageTorpHom=25\ndamageTorp1=3\ntorpEnergyValue=1\n"
    assert ini_after(tmp_path, ini, "set = { damageTorp1 = 3 }") == (after, ["3"])


def test_a_mod_whose_version_is_no_number_passes_no_test_of_it() -> None:
    for condition in ("2.8", "!=2.8", ">2", "<9"):
        assert [one for one in (None, "", "new") if version_test(condition)(one)] == []


def insertion(size: int) -> list[Edit]:
    return [Edit(Span(0, 0), "x" * size)]


def test_a_run_may_make_a_file_four_times_as_long_and_250000_characters() -> None:
    bounds = Bounds(1_000)
    bounds.adding(insertion(253_000))
    with pytest.raises(Slip, match="more than 4 times as long"):
        bounds.adding(insertion(1))


@pytest.mark.parametrize("size", [1_000, 2_000_000])
def test_a_run_may_read_16_times_the_file_or_16_million_characters(size: int) -> None:
    bounds = Bounds(size)
    bounds.reading(max(16 * size, 16_000_000))
    with pytest.raises(Slip, match="more than 16 times the file"):
        bounds.reading(1)


def test_what_a_run_takes_out_of_a_file_it_may_add_again() -> None:
    bounds = Bounds(1_000)
    bounds.adding([Edit(Span(0, 1_000), ""), *insertion(254_000)])
    with pytest.raises(Slip):
        bounds.adding(insertion(1))


def test_what_stops_a_run_is_told_with_its_recipe_and_step(tmp_path: Path) -> None:
    one = recipe(tmp_path, f"{STEP}set = {{ front = 1 }}\n", "one")
    lost = '[[step]]\nselect = { element = "shields", id = 9 }\nset = { front = 1 }\n'
    two = recipe(tmp_path, f"{STEP}set = {{ front = 2 }}\n{lost}", "two")
    with pytest.raises(ModkitError, match=r"^two, step 3: no <shields> is selected"):
        run([one, two])


def test_a_step_that_finds_no_value_of_the_selected_is_told(tmp_path: Path) -> None:
    lost = recipe(tmp_path, f"{STEP}multiply = {{ front = 2 }}\n")
    with pytest.raises(ModkitError, match="step 1: no selected <shields> has what it speaks of"):
        run(lost, SHIPS.replace('front="10" ', ""))


def test_a_value_that_one_of_the_selected_has_is_enough(tmp_path: Path) -> None:
    other = '<vessel uniqueID="2"><shields back="1"/></vessel>\n'
    for before in ("<vessel ", "</vessel_data>"):
        ships = SHIPS.replace(before, other + before)
        result = run(recipe(tmp_path, f"{STEP}multiply = {{ front = 2 }}\n"), ships)
        assert [one.after for one in result.changes] == ["20"]
