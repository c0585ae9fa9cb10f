"""Recipes with parameters, recipes that extend others, and several at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import Recipe, apply, load_recipes

BASE = """name = "base"
title = "Base"
[parameter.factor]
about = "times what"
default = 0.5
least = 0
most = 4
[parameter.round]
default = "half-up"
choices = ["half-up", "none"]
[parameter.drones]
default = false
[[step]]
why = "beams"
select = { element = "beam_port" }
multiply = { damage = "$factor" }
round = { digits = 0, mode = "$round" }
[[step]]
why = "drones"
when = { option = "drones" }
select = { element = "drone_port" }
multiply = { damage = "$factor" }
"""
SHIPS = (
    '<vessel_data><vessel uniqueID="1"><beam_port damage="5"/><drone_port damage="8"/></vessel>'
    "</vessel_data>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.toml").write_text(BASE, "utf-8")
    return tmp_path


def damages(recipes: list[Recipe]) -> list[str | None]:
    mod = Mod.from_files("demo", {"dat/vesselData.xml": SHIPS.encode()})
    return [change.after for change in apply(mod, recipes).changes]


def run(
    folder: Path, *settings: str, recipes: tuple[str, ...] = ("base.toml",)
) -> list[str | None]:
    return damages(load_recipes([str(folder / one) for one in recipes], settings))


def test_parameters_have_defaults_that_users_may_set(folder: Path) -> None:
    assert run(folder) == ["3"]
    assert run(folder, "factor=0.7", "round=none") == ["3.5"]
    assert run(folder, "drones=true", "base.factor = 2") == ["10", "16"]


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("factor", "--set factor: write it as NAME=VALUE"),
        ("facto=2", "--set facto=2: base has no parameter 'facto' (did you mean 'factor'?); "
         "there are factor, round, drones"),
        ("factor=lots", "--set factor=lots: must be a number"),
        ("factor=5", "--set factor=5: must be 4 or less"),
        ("factor=-1", "--set factor=-1: must be 0 or more"),
        ("round=hal-up", "--set round=hal-up: must be one of half-up, none (did you mean 'half-up'?)"),
        ("drones=maybe", "--set drones=maybe: must be true or false"),
    ],
)  # fmt: skip
def test_a_value_that_a_parameter_does_not_take_is_refused(
    folder: Path, setting: str, complaint: str
) -> None:
    with pytest.raises(ModkitError) as caught:
        run(folder, setting)
    assert str(caught.value) == complaint


def test_a_recipe_extends_another_with_other_defaults(folder: Path) -> None:
    (folder / "more.toml").write_text(
        'name = "more"\ntitle = "More"\nextends = "base.toml"\n'
        "with = { factor = 2, drones = true }\n"
        '[[step]]\nselect = { element = "drone_port" }\nadd = { damage = 1 }\n',
        "utf-8",
    )
    assert run(folder, recipes=("more.toml",)) == ["10", "16", "17"]
    assert run(folder, "factor=1", recipes=("more.toml",)) == ["9"]


def test_several_recipes_run_in_order_and_may_be_set_apart(folder: Path) -> None:
    (folder / "add.toml").write_text(
        'name = "add"\ntitle = "Add"\n[parameter.factor]\ndefault = 1\n'
        '[[step]]\nselect = { element = "beam_port" }\nadd = { damage = "$factor" }\n',
        "utf-8",
    )
    both = ("base.toml", "add.toml")
    assert run(folder, recipes=both) == ["3", "4"]
    assert run(folder, recipes=both[::-1]) == ["6", "3"]
    assert run(folder, "factor=2", recipes=both) == ["10", "12"]
    assert run(folder, "add.factor=7", recipes=both) == ["3", "10"]


def test_numbers_of_parameters_are_exact(folder: Path) -> None:
    [recipe] = load_recipes([str(folder / "base.toml")], ["factor=0.10"])
    assert recipe.chosen["factor"] == Decimal("0.10")


def test_a_value_for_one_recipe_goes_before_a_value_for_all(folder: Path) -> None:
    assert run(folder, "base.factor=2", "factor=3") == ["10"]


def test_choices_may_be_numbers_of_any_kind(folder: Path) -> None:
    (folder / "pick.toml").write_text(
        'name = "pick"\ntitle = "Pick"\n[parameter.n]\ndefault = 2\nchoices = [2, 2.5]\n'
        '[[step]]\nselect = { element = "beam_port" }\nmultiply = { damage = "$n" }\n',
        "utf-8",
    )
    assert run(folder, "n=2.5", recipes=("pick.toml",)) == ["12.5"]


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ('[[step]]\nselect = { element = "shields" }\n', "mine.toml:4:1: step 3: changes nothing"),
        ("[[setting]]\nset = { speed = 3 }\n", "mine.toml:5:9: step 3: the game knows no setting"),
        (
            '[[step]]\nselect = { element = "beam_port", race = "Nobody" }\nset = { damage = 1 }\n',
            "mine, step 3: ",
        ),
    ],
)
def test_steps_are_numbered_through_as_they_are_listed(folder: Path, slip: str, said: str) -> None:
    (folder / "mine.toml").write_text(
        f'name = "mine"\ntitle = "Mine"\nextends = "base.toml"\n{slip}', "utf-8"
    )
    with pytest.raises(ModkitError) as caught:
        run(folder, recipes=("mine.toml",))
    assert str(caught.value).startswith(said)


def test_what_is_set_and_calculated_is_set_to_the_result(folder: Path) -> None:
    (folder / "set.toml").write_text(
        'name = "set"\ntitle = "Set"\n[parameter.factor]\ndefault = 0.5\n'
        '[[step]]\nselect = { element = "beam_port" }\nset = { damage = 12 }\n'
        'multiply = { damage = "$factor" }\n',
        "utf-8",
    )
    assert run(folder, recipes=("set.toml", "set.toml")) == ["6"]
