"""Recipes are checked whole when they are loaded; a mistake is named with what would be right."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import load_recipe, shipped_recipes
from artemis_modkit.patcher.what_if import toml_of

HEAD = 'name = "mine"\ntitle = "Mine"\n'
STEP = '[[step]]\nselect = { element = "beam_port" }\n'


def complaint(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ModkitError) as caught:
        load_recipe(str(path))
    return str(caught.value)


def test_every_shipped_recipe_is_found_by_its_name_and_gives_its_reasons() -> None:
    for name, recipe in shipped_recipes().items():
        assert load_recipe(name).title == recipe.title
        assert recipe.about
        assert all(step.why for step in recipe.steps)
        assert all(step.why for step in recipe.settings)


def test_numbers_of_a_recipe_are_kept_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        f"{HEAD}{STEP}multiply = {{ damage = 0.10 }}\n"
        "[[setting]]\nset = { energyCoeffBeams = 10.0, torpEnergyValue = 50 }\n"
    )
    recipe = load_recipe(str(path))
    assert recipe.steps[0].arithmetic.factors == {"damage": Decimal("0.10")}
    assert recipe.settings[0].values == {"energyCoeffBeams": "10.0", "torpEnergyValue": "50"}


HAD = "multiply = { damage = 2 }\n"
VESSEL = '[[step]]\nselect = { element = "vessel", '


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            STEP.replace("beam_port", "beamport") + HAD,
            "4:12: step 1: the game knows no element 'beamport' (did you mean 'beam_port'?)",
        ),
        (
            STEP + "multiply = { damge = 2 }\n",
            "5:14: step 1: <beam_port> has no attribute 'damge' (did you mean 'damage'?)",
        ),
        (
            STEP + HAD + "\n[[step]]\nselect.element = 'art'\n  multipy.scale = 2\n",
            "9:3: step 2: unknown key 'multipy' (did you mean 'multiply'?); there are why, select, "
            "when, copy, set, multiply, add, clamp, replace, rename, remove, rename_element, "
            "add_element, copy_element, remove_element, round, optional",
        ),
        (
            STEP,
            "3:1: step 1: changes nothing; add one of copy, set, multiply, add, clamp, replace, "
            "rename, remove, rename_element, add_element, copy_element, remove_element",
        ),
        (
            STEP + 'multiply = { damage = "2" }\n',
            "5:14: step 1: damage must be a number; take the quotes off: 2",
        ),
        (
            STEP + 'add = { damage = "factor" }\n',
            '5:9: step 1: damage must be a number; a parameter of that name is written "$factor"',
        ),
        (
            STEP.replace("beam_port", "vessel") + "replace = { broadType = {} }\n",
            '5:13: step 1: names nothing to replace; write { old = "new" }',
        ),
        (
            STEP.replace("beam_port", "vessel") + 'replace = { broadType = { "" = "a" } }\n',
            "5:27: step 1: '' cannot be looked for; name one word or a text",
        ),
        (
            STEP.replace("beam_port", "vessel") + 'replace = { broadType = { "a b" = "a" } }\n',
            "5:27: step 1: 'a b' cannot be looked for; name one word or a text",
        ),
        (STEP + "multiply = { damage = nan }\n", "5:14: step 1: damage must be a number"),
        (
            STEP + HAD + "round = -1\n",
            "6:1: step 1: round must be a number of decimals from 0 to 9",
        ),
        (
            STEP + HAD + 'round = { digits = 2, mode = "halfup" }\n',
            "6:23: step 1: there is no mode 'halfup' (did you mean 'half-up'?); there are half-up, "
            "half-even, up, down, ceiling, floor, none",
        ),
        (
            VESSEL + 'id = "x-2" }\nset = { side = 1 }\n',
            "4:32: step 1: id 'x-2' is no number and no range such as \"0-16\"",
        ),
        (
            VESSEL + 'id = "9-3" }\nset = { side = 1 }\n',
            "4:32: step 1: id '9-3' is a range that ends before it begins",
        ),
        (
            VESSEL + 'words = "a or" }\nset = { side = 1 }\n',
            "4:32: step 1: words = 'a or': ends where a word should follow",
        ),
        (
            VESSEL + 'role = "enemysmall" }\nset = { side = 1 }\n',
            "4:32: step 1: there is no role 'enemysmall' (did you mean 'enemy-small'?); there are "
            "player, player-craft, enemy-craft, enemy-small, enemy-medium, enemy-large, ally, "
            "station, civilian",
        ),
        (
            '[[step]]\nselect = { xpath = "//vessel[" }\nset = { side = 1 }\n',
            "4:12: step 1: xpath: Invalid expression",
        ),
        (
            "[[step]]\nselect = { id = 1 }\nset = { side = 1 }\n",
            "4:1: step 1: say which: element or xpath is missing",
        ),
        (STEP + 'set = { damage = "lots" }\n', "5:9: step 1: damage must be a number"),
        (
            STEP + "set = { damage = 1 }\nmultiply = { damage = 1e39 }\n",
            '5:9: step 1: damage="1" would become 1.00e+39, which is beyond what '
            "the game can hold, 1.2e-38 to 3.4e+38 or 0",
        ),
        (STEP + "set = { damage = 1 }\nwhy = 5\n", "6:1: step 1: why must be a text in quotes"),
        (
            STEP + HAD + 'when = { dialect = "2.7" }\n',
            "6:10: step 1: there is no dialect '2.7'; there are 1.66, 2.1a, 2.1b, 2.6",
        ),
        (
            STEP + HAD + 'when = { game = "new" }\n',
            '6:10: step 1: game: \'new\' is no version such as "2.8" or ">=2.7.4"',
        ),
        (
            STEP + HAD + 'when.value = { damage = "> lots" }\n',
            "6:16: step 1: damage: '> lots' must compare with a number",
        ),
        (
            STEP + HAD + 'when = { option = "drones" }\n',
            "6:10: step 1: there is no parameter 'drones' that is true or false",
        ),
        (
            STEP + 'multiply = { damage = "$fator" }\n[parameter.factor]\ndefault = 1\n',
            "5:14: step 1: there is no parameter 'fator' (did you mean 'factor'?)",
        ),
        (
            STEP + "remove_element = true\n" + HAD,
            "5:1: step 1: what is removed cannot be changed as well",
        ),
        (
            STEP + "copy_element = { x = 3 }\n" + HAD,
            "5:1: step 1: what is copied cannot be changed as well",
        ),
        (
            STEP.replace("beam_port", "vessel") + "copy_element = { classname = 'Sister' }\n",
            "5:1: step 1: a copy of a vessel needs a uniqueID that no other has",
        ),
        (
            STEP.replace("beam_port", "vessel")
            + "copy_element = { uniqueID = 9, clasname = 'A' }\n",
            "5:32: step 1: <vessel> has no attribute 'clasname' (did you mean 'classname'?)",
        ),
        (
            "[[setting]]\nset = { torpEnergyValu = 1 }\n",
            "4:9: step 1: the game knows no setting 'torpEnergyValu' "
            "(did you mean 'torpEnergyValue'?)",
        ),
        (
            '[[setting]]\n\nset = { playerShieldRechargeRate = "fast" }\n',
            "5:9: step 1: playerShieldRechargeRate must be a number",
        ),
        (
            "steps = 1\n",
            "3:1: unknown key 'steps' (did you mean 'step'?); there are name, title, "
            "about, extends, with, dialects, parameter, step, setting",
        ),
        (
            "[parameter.x]\nabout = 'x'\n",
            "3:1: default is missing; it must be a number, a text, true or false",
        ),
        (
            "[[stp]]\nx = 1\n",
            "3:1: unknown key 'stp' (did you mean 'step'?); there are name, title, "
            "about, extends, with, dialects, parameter, step, setting",
        ),
        (
            "[parametre.x]\ndefault = 1\n",
            "3:1: unknown key 'parametre' (did you mean 'parameter'?); "
            "there are name, title, about, extends, with, dialects, parameter, step, setting",
        ),
        (
            "[parameter.x]\ndefault = nan\nleast = 0\n",
            "3:1: default is missing; it must be a number, a text, true or false",
        ),
        ('extends = "scale"\nwith = { factor = nan }\n', "4:10: factor must be a number"),
        (
            'extends = ["scale", "slow-beams"]\n',
            "3:1: two of these have a parameter 'factor', and each means its own; give them one after the other on the command line instead",
        ),
        (VESSEL + "id = [] }\nset = { side = 1 }\n", "4:32: step 1: id names nothing"),
        (VESSEL + 'name = "" }\nset = { side = 1 }\n', "4:32: step 1: name names nothing"),
        (
            VESSEL + "race = true }\nset = { side = 1 }\n",
            "4:32: step 1: race must be a name or an ID, or a list of such",
        ),
        (
            '[[step]]\nselect = { xpath = "//vessel[$of]" }\nset = { side = 1 }\n',
            "4:12: step 1: there is no parameter 'of'",
        ),
        (STEP + HAD + "when.value = { damage = [] }\n", "6:16: step 1: damage has no condition"),
        (STEP + "set = { damage = 1 }\nround = 1\n", "6:1: step 1: round needs multiply or add"),
        (STEP + "clamp = { damage = {} }\n", "5:11: step 1: least or most is missing"),
        (
            STEP + "clamp = { damage = { least = 2, most = 1 } }\n",
            "5:22: step 1: least is more than most",
        ),
        (
            "[[setting]]\nset = { damageTorp1 = 4 }\nmultiply = { damageTorpHom = 2 }\n",
            "5:14: step 1: damageTorp1 and damageTorpHom are names of one setting; use one of them",
        ),
        ("[parameter.x]\ndefault = 3\nmost = 2\n", "4:1: default must be 2 or less"),
        ('with = { x = 2 }\nextends = "tsn"\n', "3:10: no parameter 'x' is there"),
        (
            'extends = "../other.toml"\n',
            "3:1: '../other.toml' must be a recipe or a file beside this one",
        ),
        ('extends = "mine.toml"\n', "3:1: recipes extend each other without end"),
    ],
)
def test_a_mistake_in_a_recipe_is_named_with_what_would_be_right(
    tmp_path: Path, text: str, message: str
) -> None:
    assert complaint(tmp_path, HEAD + text) == f"mine.toml:{message}"


def test_a_recipe_without_a_name_is_not_taken(tmp_path: Path) -> None:
    assert complaint(tmp_path, 'title = "x"\n') == "mine.toml: name is missing; it must be a text"


def test_a_recipe_is_nested_only_so_deep(tmp_path: Path) -> None:
    deep = f"{HEAD}{STEP}set.{'a.' * 900}a = 1\n"
    assert complaint(tmp_path, deep) == "mine.toml: is nested too deeply"


def test_recipes_that_extend_one_another_many_times_are_read_once(tmp_path: Path) -> None:
    for number in range(9):
        extended = f"extends = {[f'r{number + 1}.toml'] * 7}\n".replace("'", '"')
        text = extended if number < 8 else STEP + HAD
        (tmp_path / f"r{number}.toml").write_text(f"{HEAD}{text}", "utf-8")
    assert len(load_recipe(str(tmp_path / "r0.toml")).steps) == 1


def test_a_recipe_that_is_no_toml_says_where(tmp_path: Path) -> None:
    assert complaint(tmp_path, "name = \n") == "mine.toml:1:8: is no TOML (Invalid value)"


def test_a_near_miss_of_a_recipe_name_is_suggested() -> None:
    with pytest.raises(ModkitError, match=r"'tns' is no recipe \(did you mean 'tsn'\?\)"):
        load_recipe("tns")


@pytest.mark.parametrize(("written", "text"), [("$$money", "$money"), ("$$", "$"), ("a$b", "a$b")])
def test_two_dollars_are_one_and_no_parameter(tmp_path: Path, written: str, text: str) -> None:
    path = tmp_path / "mine.toml"
    step = f'select = {{ element = "vessel" }}\nset = {{ classname = "{written}" }}'
    path.write_text(f'name = "mine"\ntitle = "Mine"\n[[step]]\n{step}\n', "utf-8")
    [found] = load_recipe(str(path)).steps
    assert found.values == {"classname": text}


def test_what_is_written_as_a_recipe_is_read_as_it_was_meant() -> None:
    names = ("a", "a-b_1", "a b", "a.b", "größe", "1", "", "a=b", '"', "\\")
    values: dict[str, object] = {
        "text": 'a "b" \\ ü',
        "list": [1, "2", True],
        "whole": 7,
        "exact": Decimal("0.10"),
        "small": 1e-05,
        "large": 123456.75,
        **{name: {name: number} for number, name in enumerate(names)},
    }
    text = toml_of("x", 'y "z"', [("step", values), ("setting", {})], about="why")
    head = {"name": "x", "title": 'y "z"', "about": "why"}
    assert tomllib.loads(text) == {**head, "step": [{**values, "exact": 0.1}], "setting": [{}]}


@given(st.floats(-1e9, 1e9))
def test_a_figure_is_written_without_an_exponent_and_keeps_what_the_game_can_tell(
    value: float,
) -> None:
    text = toml_of("x", "X", [("step", {"value": value})])
    assert tomllib.loads(text)["step"][0]["value"] == pytest.approx(value, rel=1e-8, abs=1e-9)
    assert abs(value) >= 1e9 or "e-" not in text


@pytest.mark.parametrize("name", ["tsn", "TSN", " Tsn style", "TSN-style"])
def test_a_shipped_recipe_has_its_name_in_any_capitals(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_recipe(name).name == "tsn"
