"""Recipes from strangers end soon, in one sentence: none needs a clock to be stopped by.

The sizes are such that anything quadratic would take minutes; nothing here is timed.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError, Slip
from artemis_modkit.patcher import PatchResult, apply, load_recipe
from artemis_modkit.patcher.xpath_cost import MOST_PLACES, Shape, places
from tests.patcher.hostile_recipes import HARMLESS, HEAD, REFUSED, SHIELDS
from tests.patcher.test_apply import SHIPS
from tests.shell import Shell

SIZE = 50_000
MANY = f"<vessel_data>{'<vessel><shields/><beam_port/></vessel>' * 200}</vessel_data>"


def run(folder: Path, recipe: str, ships: str = SHIPS) -> PatchResult:
    path = folder / "far.toml"
    path.write_text(recipe, "utf-8")
    return apply(Mod.from_files("m", {"vesselData.xml": ships.encode()}), load_recipe(str(path)))


@pytest.mark.parametrize("size", [2_000, SIZE])
@pytest.mark.parametrize("name", REFUSED)
def test_a_recipe_that_goes_too_far_is_refused(tmp_path: Path, name: str, size: int) -> None:
    recipe, sentence = REFUSED[name]
    with pytest.raises(ModkitError) as raised:
        run(tmp_path, recipe(size), MANY if "XPath" in name else SHIPS)
    assert sentence in str(raised.value)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_recipe_that_is_only_long_runs(tmp_path: Path, name: str) -> None:
    run(tmp_path, HARMLESS[name](SIZE))


def test_a_recipe_is_no_longer_than_a_megabyte(tmp_path: Path) -> None:
    with pytest.raises(ModkitError, match="is too big for a recipe, over 1,000,000 bytes"):
        run(tmp_path, f"# {'x' * 1_000_000}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_only_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    for name, why in (("folder", "it is a folder"), ("pipe", "it is no plain file")):
        with pytest.raises(ModkitError, match=rf"the recipe cannot be read \({why}\)"):
            load_recipe(str(tmp_path / f"{name}.toml"))


def test_recipes_may_extend_in_chains_and_diamonds_but_not_for_ever(tmp_path: Path) -> None:
    def written(at: int, extends: str) -> Path:
        path = tmp_path / f"r{at}.toml"
        path.write_text(f'name = "r{at}"\ntitle = "R"\n{extends}', "utf-8")
        return path

    written(0, f"{SHIELDS}add = {{ front = 1 }}\n")
    for at in range(1, 9):
        twice = f'"r{at - 1}.toml", "r{max(0, at - 2)}.toml"'
        last = written(at, f"extends = [{twice}]\n")
    assert len(load_recipe(str(last)).steps) == 1
    for at in range(9, 15):
        last = written(at, f'extends = "r{at - 1}.toml"\n')
    with pytest.raises(ModkitError, match="extend each other without end"):
        load_recipe(str(last))
    for at in range(100, 160):
        written(at, "")
    wide = ", ".join(f'"r{at}.toml"' for at in range(100, 160))
    with pytest.raises(ModkitError, match="extends more than 50 recipes"):
        load_recipe(str(written(999, f"extends = [{wide}]\n")))


def test_steps_on_one_value_read_the_file_anew_only_so_often(tmp_path: Path) -> None:
    ships = SHIPS.replace("<vessel_data", f"<!-- {'x' * 500_000} --><vessel_data", 1)
    step = f"{SHIELDS}add = {{ front = 1 }}\n"
    assert run(tmp_path, HEAD + step * 20, ships).changes
    with pytest.raises(ModkitError, match=r"far, step 3\d: would make the tool read more than 16"):
        run(tmp_path, HEAD + step * 100, ships)


def test_steps_on_ship_after_ship_do_not_read_the_file_anew(tmp_path: Path) -> None:
    ships = SHIPS.replace("<vessel_data", f"<!-- {'x' * 500_000} --><vessel_data", 1)
    steps = "".join(
        f'[[step]]\nselect = {{ element = "shields", id = {1 + at % 2} }}\nset = {{ front = 9 }}\n'
        for at in range(2)
    )
    unread = '[[step]]\nselect = { element = "shields", id = 77 }\nadd = { front = 1 }\noptional = true\n'
    assert len(run(tmp_path, HEAD + steps + unread * 200, ships).changes) == 2


def test_a_refused_recipe_writes_nothing(tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "vesselData.xml").write_bytes(SHIPS.encode())
    (tmp_path / "far.toml").write_text(REFUSED["no number of the game"][0](1))
    for way in (["-o", "out"], ["--in-place"], ["--dry-run"], ["--diff", "d"]):
        with shell.inside(tmp_path):
            outcome = shell("patch", "vesselData.xml", "-r", "far.toml", *way)
        assert (outcome.code, outcome.out) == (2, "")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["far.toml", "vesselData.xml"]
    assert (tmp_path / "vesselData.xml").read_bytes() == SHIPS.encode()


# What an XPath costs ---------------------------------------------------------------------------


SHIP = '<vessel uniqueID="1" side="2" classname="C"><shields front="1"/><beam_port/><beam_port/></vessel>'


def shape(vessels: int) -> Shape:
    """That of a file of so many ships, each with shields and two beams."""
    mod = Mod.from_files("m", {"vesselData.xml": f"<r>{SHIP * vessels}</r>".encode()})
    assert mod.vessel_data is not None
    return Shape.of(mod.vessel_data.document.elements, 0, 0)


@pytest.mark.parametrize(
    "written",
    [
        "//vessel",
        "/*/vessel[3]/beam_port[last()]",
        "//vessel[beam_port][not(shields/@front > 5 or shields[@back = '1'])]",
        "//vessel[.//beam_port]",
        "//vessel[count(beam_port) > 1]/beam_port[position() < 2 and @damage]",
        "//vessel[contains(concat(@classname, ' ', @broadType), 'x')]/*[self::shields]",
        "//vessel[- 1 + 2 * 3 div 4 mod 5 = -$x]",
        "//vessel[translate(@classname, 'ABC', 'abc') = 'x']",
        "//vessel[ancestor::*]",
    ],
)
def test_what_looks_at_a_ship_and_what_is_in_it_costs_by_the_ship(written: str) -> None:
    small, large = places(written, shape(50)), places(written, shape(800))
    assert large < 20 * small
    assert large < MOST_PLACES


@pytest.mark.parametrize(
    "written",
    ["(//vessel)[5]/* | //shields", "//vessel[beam_port/@damage > shields/@front]", "//shields/.."],
)
def test_what_brings_nodes_together_costs_no_more_than_the_square(written: str) -> None:
    small, large = places(written, shape(50)), places(written, shape(800))
    assert large < 400 * small
    assert large < MOST_PLACES


@pytest.mark.parametrize(
    ("written", "power"),
    [
        ("//vessel[@side = //hullRace/@ID]", 2),
        ("//vessel[following::vessel]", 2),
        ("//vessel[preceding-sibling::vessel[preceding-sibling::vessel]]", 3),
        ("//*[count(//*) > 0]", 2),
        ("//*[contains(/, 'x')]", 2),
        ("//*[string(//vessel[last()])]", 2),
        ("//*[count(//*[count(//*) > 0]) > 0]", 3),
        ("//vessel[../*[../*[../*]]]", 4),
        ("//*[@* = //@*]", 2),
    ],
)
def test_what_looks_at_all_of_the_file_from_everywhere_costs_powers_of_it(
    written: str, power: int
) -> None:
    small, large = places(written, shape(50)), places(written, shape(800))
    assert 16**power / 2 < large / small < 16**power * 2


AXES = (
    "child", "attribute", "self", "parent", "descendant", "descendant-or-self", "ancestor",
    "ancestor-or-self", "following-sibling", "preceding-sibling", "following", "preceding",
)  # fmt: skip
trees = st.recursive(
    st.just("<a/>"),
    lambda inner: st.builds(
        '<{0} x="1"{2}>{3}{1}{3}</{0}>'.format,
        st.sampled_from("ab"),
        st.lists(inner, max_size=4).map("<!---->".join),
        st.sampled_from(["", ' y=""', ' y="2" z="3"']),
        st.sampled_from(["", "text"]),
    ),
    max_leaves=20,
)


def looked_at(tree: Any, steps: Sequence[tuple[str, str]]) -> int:
    """The places that a path looks at from all elements: of each node all on the axis, once."""
    found, seen = tree.xpath("//*"), 0
    for axis, wanted in steps:
        seen += sum(int(one.xpath(f"count({axis}::node())")) for one in found)
        if axis == "attribute":
            return seen + sum(len(one.xpath("@*")) for one in found)
        found = list(dict.fromkeys(it for one in found for it in one.xpath(f"{axis}::{wanted}")))
    return seen


def cost(text: str, written: str) -> int:
    mod = Mod.from_files("m", {"vesselData.xml": text.encode()})
    assert mod.vessel_data is not None
    tree: Any = etree.fromstring(text)
    signs = len("".join(tree.itertext()))
    comments = len(tree.xpath("//comment()"))
    return places(written, Shape.of(mod.vessel_data.document.elements, signs, comments))


@settings(max_examples=40)
@given(
    trees,
    st.lists(st.tuples(st.sampled_from(AXES), st.sampled_from("*ab")), min_size=1, max_size=3),
)
def test_a_path_never_looks_at_more_places_than_is_said(
    text: str, steps: list[tuple[str, str]]
) -> None:
    path = "/".join(f"{axis}::{wanted}" for axis, wanted in steps)
    needed = looked_at(etree.fromstring(f"<r>{text}</r>"), steps)
    assert needed <= cost(f"<r>{text}</r>", f"//*/{path}")
    assert needed <= cost(f"<r>{text}</r>", f"//*[count({path}) > 0]")


def test_many_attributes_of_one_element_are_places_too() -> None:
    text = "".join(f' a{number}="1"' for number in range(300))
    assert 300 <= cost(f"<r{text}/>", "/r/@*") < 25 * 300


@pytest.mark.parametrize("axis", AXES)
def test_nor_is_said_to_look_at_many_more_where_ships_are_alike(axis: str) -> None:
    text = f"<r>{SHIP * 30}</r>"
    needed = looked_at(etree.fromstring(text), [(axis, "*")])
    assert cost(text, f"//*/{axis}::*") < 25 * needed


def test_looking_up_a_race_is_no_trouble_in_any_mod_that_there_is() -> None:
    assert places("//vessel[@side = //hullRace[@name = 'TSN']/@ID]", shape(1_000)) < MOST_PLACES


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("//vessel[", "ends too early"),
        ("count(", "ends too early"),
        ("//vessel shields", "'shields' is one too many"),
        ("//vessel]", "']' is one too many"),
        ("//vessel[@]", "']' stands where a name should"),
        ("//vessel[#]", "cannot be understood at '#]'"),
        ("up::vessel", "there is no axis 'up'"),
        ("1 | //vessel", "'|' joins nodes only"),
        ("not(//vessel", "')' is missing before ''"),
        ("'x'/vessel", "a path must begin with nodes"),
        ("//vessel" + "[x" * 31 + "]" * 31, "has more than 30 brackets inside each other"),
        ("//vessel" + " " * 4_000, "is longer than 4,000 characters"),
    ],
)
def test_what_is_no_xpath_is_told(written: str, why: str) -> None:
    with pytest.raises(Slip) as raised:
        places(written, Shape())
    assert str(raised.value) == why
