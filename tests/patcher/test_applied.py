"""A recipe that goes on from the values it finds does not run on its own results unasked."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import PatchResult, Recipe, apply, load_recipe, load_recipes
from artemis_modkit.patcher.manifest import MANIFEST_FILE, Manifest, check_first_time
from tests.patcher.recipes.trials import SHIPPED, mod_of, patched

GOING_ON = [name for name in SHIPPED if any(one.goes_on for one in load_recipe(name).steps)]
SHIPS = """<vessel_data version="2.6">
  <hullRace ID="0" name="Guild" keys="player"/>
  <vessel uniqueID="900" side="0" classname="Lantern" broadType="player">
    <shields front="81" back="64"/>
    <beam_port damage="1" playerdamage="13" cycletime="6.0"/>
  </vessel>
</vessel_data>
"""


def noted(result: PatchResult) -> Mod:
    """The mod that a run makes, as it lies in a folder: with its manifest."""
    files = {**result.mod.text_files(), **result.after}
    manifest = Manifest.of(result.mod, result.recipes, files).to_bytes()
    return Mod.from_files("made", {**files, MANIFEST_FILE: manifest})


def unnoted(result: PatchResult) -> Mod:
    """The same without a manifest, as someone passes it on."""
    return Mod.from_files("made", {**result.mod.text_files(), **result.after})


def refused(mod: Mod, *recipes: Recipe) -> bool:
    try:
        check_first_time(apply(mod, recipes))
    except ModkitError as error:
        assert "--again" in str(error)
        return True
    return False


def small(ships: str = SHIPS) -> Mod:
    return Mod.from_files("guild", {"dat/vesselData.xml": ships.encode()})


def own_recipe(folder: Path, steps: str, name: str = "mine") -> Recipe:
    path = folder / f"{name}.toml"
    path.write_text(f'name = "{name}"\ntitle = "Mine"\n{steps}', "utf-8")
    return load_recipe(str(path))


def test_recipes_that_go_on_are_found() -> None:
    assert sorted(set(SHIPPED) - set(GOING_ON)) == ["allies-2.4"]


@pytest.mark.parametrize(
    ("stock", "name"), [("stock:2.1", "upgrade"), *(("stock:2.8", name) for name in GOING_ON)]
)
def test_a_shipped_recipe_runs_once_and_a_second_time_only_where_it_would_change_nothing(
    stock: str, name: str
) -> None:
    recipe = load_recipe(name)
    first = patched(stock, name)
    check_first_time(first)
    second = apply(noted(first), recipe)
    assert refused(noted(first), recipe) == bool(second.changes)


@pytest.mark.parametrize("name", [name for name in GOING_ON if name != "upgrade"])
def test_without_a_manifest_the_ships_tell(name: str) -> None:
    assert refused(unnoted(patched("stock:2.8", name)), load_recipe(name))


def test_again_is_the_recipe_on_the_patched_files() -> None:
    recipe = load_recipe("scale")
    once = apply(mod_of("stock:2.8"), recipe)
    assert apply(noted(once), recipe).after == apply(unnoted(once), recipe).after


@pytest.mark.parametrize("noting", [noted, unnoted])
def test_another_recipe_may_follow(noting: type[Mod]) -> None:
    made = noting(apply(mod_of("stock:2.8"), load_recipe("tsn")))  # type: ignore[call-arg, arg-type]
    assert not refused(made, load_recipe("torpedoes-matter"))
    assert not refused(made, load_recipe("allies-2.4"))


def test_what_is_made_of_a_recipe_is_on_top_of_it_too(tmp_path: Path) -> None:
    once = noted(apply(small(), load_recipe("tsn")))
    assert refused(once, load_recipe("tsn-3.1"))
    assert refused(once, own_recipe(tmp_path, 'extends = "tsn"\n'))


def test_a_recipe_is_known_below_others(tmp_path: Path) -> None:
    more = own_recipe(tmp_path, '[[step]]\nselect = { element = "shields" }\nadd = { front = 1 }\n')
    second = noted(apply(noted(apply(small(), load_recipe("scale"))), more))
    assert refused(second, load_recipe("scale"))
    assert refused(second, more)
    assert not refused(second, load_recipe("tsn"))


def test_other_parameters_are_still_the_same_recipe() -> None:
    once = noted(apply(small(), load_recipe("scale")))
    assert refused(once, load_recipe("scale", {"factor": "0.25"}))
    assert not refused(once, load_recipe("scale", {"factor": "1"}))


def test_a_file_that_was_put_back_may_be_patched_once_more() -> None:
    made = noted(apply(small(), load_recipe("scale")))
    crlf = SHIPS.replace("\n", "\r\n").encode()
    assert not refused(made.with_files({"dat/vesselData.xml": crlf}), load_recipe("scale"))


def test_a_file_that_was_edited_since_is_still_made_with_the_recipe() -> None:
    made = noted(apply(small(), load_recipe("scale")))
    edited = made.tree.read("dat/vesselData.xml").replace(b"Lantern", b"Lamp")
    assert refused(made.with_files({"dat/vesselData.xml": edited}), load_recipe("scale"))


def test_a_manifest_that_makes_no_sense_says_nothing() -> None:
    for nonsense in (b"", b"{", b"[1]", b'{"modkit_manifest": 1}', b"[" * 100_000):
        mod = Mod.from_files("m", {"vesselData.xml": SHIPS.encode(), MANIFEST_FILE: nonsense})
        assert not refused(mod, load_recipe("scale"))


def test_what_only_sets_may_run_again(tmp_path: Path) -> None:
    sets = own_recipe(tmp_path, '[[step]]\nselect = { element = "shields" }\nset = { front = 9 }\n')
    edited = noted(apply(small(), sets)).with_files({"dat/vesselData.xml": SHIPS.encode()})
    assert not refused(edited, sets)
    nothing = own_recipe(
        tmp_path, '[[step]]\nselect = { element = "shields" }\nmultiply = { front = 0 }\n'
    )
    assert not refused(noted(apply(small(), nothing)), nothing)


@pytest.mark.parametrize(
    "step",
    [
        "add = { front = -1 }",
        'replace = { front = { 8 = "88" } }',
        'add_element = { element = "beam_port", damage = 1 }',
        "multiply = { front = 1.5 }\nclamp = { front = { most = 1000 } }",
    ],
)
def test_every_step_that_goes_on_counts(tmp_path: Path, step: str) -> None:
    xpath = '[[step]]\nselect = { xpath = "//vessel | //shields" }\n'
    recipe = own_recipe(tmp_path, f"{xpath}{step}\n")
    assert refused(noted(apply(small(), recipe)), recipe)


def test_a_bound_that_is_reached_ends_it(tmp_path: Path) -> None:
    recipe = own_recipe(
        tmp_path,
        '[[step]]\nselect = { element = "shields" }\nmultiply = { front = 2 }\n'
        "clamp = { front = { most = 100 } }\n",
    )
    assert not refused(noted(apply(small(), recipe)), recipe)


def test_four_values_more_as_it_makes_them_than_otherwise_tell_a_recipe(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "shields" }\nmultiply = { front = 0.5 }\n'
    halves, stock = own_recipe(tmp_path, step), mod_of("stock:2.8")
    whole, halved = (
        [mod.vessel_data.document.text[one.element.start : one.element.close_end]
         for one in mod.vessel_data.vessels if one.shields and one.shields.front]
        for mod in (stock, stock.with_files(apply(stock, halves).after)) if mod.vessel_data
    )  # fmt: skip
    told = [
        (many, few)
        for many, few in ((3, 0), (4, 0), (4, 1), (5, 1))
        if refused(
            small("\n".join(["<r>", *halved[:many], *whole[many : many + few], "</r>"])), halves
        )
    ]
    assert told == [(4, 0), (5, 1)]


def test_settings_count_by_the_manifest() -> None:
    mod = Mod.from_files("ini", {"artemis.ini": b"playerShieldRechargeRate=0.4\n"})
    assert refused(noted(apply(mod, load_recipe("scale"))), load_recipe("scale"))


@pytest.mark.parametrize("names", [("scale", "scale"), ("tsn", "tsn-3.1")])
def test_one_run_does_not_take_a_recipe_twice(names: tuple[str, ...]) -> None:
    with pytest.raises(ModkitError, match="is asked for twice"):
        check_first_time(apply(small(), load_recipes(names, [])))


@settings(deadline=None, max_examples=5)
@given(factor=st.decimals("0.01", "9", places=2).filter(lambda factor: factor != 1))
def test_any_factor_is_known_again(factor: object) -> None:
    recipe = load_recipe("scale", {"factor": str(factor), "round": "none"})
    once = apply(mod_of("stock:2.1"), recipe)
    assert refused(noted(once), recipe)
    assert refused(unnoted(once), recipe)
