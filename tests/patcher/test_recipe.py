"""Recipes are checked whole when they are loaded; a mistake is named with what would be right."""

from decimal import Decimal
from pathlib import Path

import pytest

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import load_recipe, shipped_recipes

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
    assert recipe.steps[0].factors == {"damage": Decimal("0.10")}
    assert recipe.settings[0].values == {"energyCoeffBeams": "10.0", "torpEnergyValue": "50"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + STEP.replace("beam_port", "beamport") + "multiply = { damage = 2 }\n",
            "mine.toml: step 1: the game knows no element 'beamport' (did you mean 'beam_port'?)",
        ),
        (
            HEAD + STEP + "multiply = { damge = 2 }\n",
            "mine.toml: step 1: <beam_port> has no attribute 'damge' (did you mean 'damage'?)",
        ),
        (
            HEAD + STEP + "multipy = { damage = 2 }\n",
            "mine.toml: step 1: unknown key 'multipy' (did you mean 'multiply'?); there are why, "
            "select, multiply, set, round, optional",
        ),
        (HEAD + STEP, "mine.toml: step 1: changes nothing; add multiply or set"),
        (
            HEAD + STEP + 'multiply = { damage = "2" }\n',
            "mine.toml: step 1: multiply damage must be a number",
        ),
        (
            HEAD + STEP + "multiply = { damage = 2 }\nround = -1\n",
            "mine.toml: step 1: round must be a number of decimals from 0 to 9",
        ),
        (
            HEAD + '[[step]]\nselect = { element = "vessel", id = "x-2" }\nset = { side = 1 }\n',
            "mine.toml: step 1: id 'x-2' is no number and no range such as \"0-16\"",
        ),
        (
            HEAD
            + '[[step]]\nselect = { element = "vessel", words = "a or" }\nset = { side = 1 }\n',
            "mine.toml: step 1: words = 'a or': ends where a word should follow",
        ),
        (
            HEAD + "[[setting]]\nset = { torpEnergyValu = 1 }\n",
            "mine.toml: setting 1: the game knows no setting 'torpEnergyValu' "
            "(did you mean 'torpEnergyValue'?)",
        ),
        (
            HEAD + STEP + "multiply = { damage = nan }\n",
            "mine.toml: step 1: multiply damage must be a number",
        ),
        (
            HEAD + STEP + 'set = { damage = "lots" }\n',
            "mine.toml: step 1: set damage must be a number",
        ),
        (
            HEAD + STEP + "set = { damage = 1 }\nmultiply = { damage = 2 }\n",
            "mine.toml: step 1: damage cannot both be multiplied and set",
        ),
        (
            HEAD + STEP + "set = { damage = 1 }\nwhy = 5\n",
            "mine.toml: step 1: why is missing; it must be a text in quotes",
        ),
        (
            HEAD + '[[step]]\nselect = { element = "vessel", id = "9-3" }\nset = { side = 1 }\n',
            "mine.toml: step 1: id '9-3' is a range that ends before it begins",
        ),
        (
            HEAD + '[[setting]]\nset = { playerShieldRechargeRate = "fast" }\n',
            "mine.toml: setting 1: playerShieldRechargeRate must be a number",
        ),
        ('title = "x"\n', "mine.toml: name is missing; it must be a text in quotes"),
    ],
)
def test_a_mistake_in_a_recipe_is_named_with_what_would_be_right(
    tmp_path: Path, text: str, message: str
) -> None:
    assert complaint(tmp_path, text) == message


def test_a_recipe_that_is_no_toml_says_where(tmp_path: Path) -> None:
    assert complaint(tmp_path, "name = \n").startswith("mine.toml: is no TOML (")


def test_a_near_miss_of_a_recipe_name_is_suggested() -> None:
    with pytest.raises(ModkitError, match=r"'tns' is no recipe \(did you mean 'tsn'\?\)"):
        load_recipe("tns")
