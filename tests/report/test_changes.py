"""CHANGES.md: what players read of a patch, and nothing of a mod in it is markup."""

from pathlib import Path

import pytest

from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.patcher import PatchResult, apply, load_recipe
from artemis_modkit.report.views.changes import changes_page
from tests.conftest import FIXTURES
from tests.effort import lines_run
from tests.expected import as_expected
from tests.made import made

EXPECTED = Path(__file__).parent / "expected"
DEMO = FIXTURES / "mods" / "nebula-patrol"


def check(text: str, name: str, *, update: bool) -> None:
    as_expected(EXPECTED / name, text, update=update)


def section(text: str, title: str) -> list[str]:
    """The lines of a section; none where it is not there."""
    _, _, found = text.partition(f"## {title}\n\n")
    return found.split("\n\n")[0].splitlines()


def patched(tmp_path: Path, body: str, recipe: str, *, updates_texts: bool = False) -> PatchResult:
    path = tmp_path / "own.toml"
    path.write_text(f'name = "own"\ntitle = "Our own"\nabout = "Ours."\n{recipe}', "utf-8")
    mod = Mod.from_files("mod", ships(body))
    return apply(mod, load_recipe(str(path)), updates_texts=updates_texts)


def ship(number: int, name: str, parts: str, kind: str = "player") -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="{name}" broadType="{kind}">'
        f'<performance turnrate="0.004" topspeed="0.6"/>{parts}</vessel>\n'
    )


@pytest.mark.parametrize("recipe", ["tsn", "tsn-3.1"])
def test_the_page_of_tsn_on_stock(recipe: str, update: bool) -> None:
    text = changes_page(apply(Mod.open("stock:2.8"), load_recipe(recipe), updates_texts=True))
    check(text, f"changes-{recipe}.md", update=update)


def test_the_page_of_a_broken_mod_names_its_repairs(update: bool) -> None:
    result = apply(Mod.open(DEMO), [load_recipe("scale"), load_recipe("torpedoes-matter")])
    check(changes_page(result), "changes-demo.md", update=update)


def test_values_that_two_steps_changed_are_told_once(tmp_path: Path) -> None:
    body = "".join(ship(n, f"Otter {n}", '<beam_port damage="12"/>') for n in range(8))
    steps = """
[[step]]
why = "beams bite less"
select = { element = "beam_port" }
multiply = { damage = 0.25 }
[[step]]
why = "but one keeps its lance"
select = { element = "beam_port", id = 3 }
set = { damage = 9 }
"""
    assert section(changes_page(patched(tmp_path, body, steps)), "Ships") == [
        "- All beams but those of Otter 3 (3): damage 12 -> 3. *Beams bite less.*",
        "- Otter 3 (3): beam damage 12 -> 9. *But one keeps its lance.*",
    ]


def test_up_to_five_ships_are_named_and_more_are_counted(tmp_path: Path) -> None:
    stores = '<torpedo_storage type="trp" amount="{}"/>'
    body = "".join(ship(n, "Otter", stores.format(n + 4)) for n in range(7))
    body += "".join(ship(n, "Depot", stores.format(20), "base") for n in range(20, 40))
    steps = """
[[step]]
why = "stores for all"
select = { element = "torpedo_storage", id = "0-5" }
set = { amount = 3 }
[[step]]
why = "and for three"
select = { element = "torpedo_storage", id = "20-22" }
set = { amount = 9 }
"""
    assert section(changes_page(patched(tmp_path, body, steps)), "Ships") == [
        "- 6 TSN ships (0-5): homing torpedoes now 3 (before 4 to 9). *Stores for all.*",
        "- Depot (20), Depot (21), Depot (22): homing torpedoes 20 -> 9. *And for three.*",
    ]


def test_elements_that_come_and_go_are_counted(tmp_path: Path) -> None:
    body = ship(1, "Otter", '<beam_port x="1"/><beam_port x="2"/><carrierload bomber="2"/>')
    steps = """
[[step]]
why = "one more"
select = { element = "vessel" }
add_element = { element = "beam_port", x = 3 }
[[step]]
why = "no craft"
select = { element = "carrierload" }
remove_element = true
"""
    assert section(changes_page(patched(tmp_path, body, steps)), "Ships") == [
        "- Otter (1): 1 beam added. *One more.*",
        "- Otter (1): bombers 2 -> none. *No craft.*",
    ]


def test_texts_that_were_not_updated_are_said_to_be_false(tmp_path: Path) -> None:
    parts = '<torpedo_storage type="trp" amount="8"/><long_desc text="Stores for 8 homing"/>'
    steps = """
[[step]]
why = "fewer"
select = { element = "torpedo_storage" }
set = { amount = 6 }
"""
    mod = ship(1, "Otter", parts)
    assert section(changes_page(patched(tmp_path, mod, steps)), "Descriptions") == [
        "- Otter (1): the description still says '8 homing' (now 6 homing torpedoes)."
    ]
    text = changes_page(patched(tmp_path, mod, steps, updates_texts=True))
    assert section(text, "Descriptions") == ["- Otter (1): 8 homing -> 6 homing."]
    assert section(text, "Ships") == ["- Otter (1): homing torpedoes 8 -> 6. *Fewer.*"]


def test_the_same_patch_gives_the_same_changes_page() -> None:
    mod, recipe = Mod.open("stock:2.8"), load_recipe("tsn-3.1")
    assert changes_page(apply(mod, recipe)) == changes_page(apply(mod, recipe))


RECIPES = ("tsn", "scale", "slow-beams", "torpedoes-matter")


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("name", ["2.8-plain", "2.4-loose"])
def test_every_shipped_recipe_makes_a_page_of_a_game(name: str, recipe: str) -> None:
    makes_a_page(made(name), recipe)


def test_every_shipped_recipe_makes_a_page_of_a_real_mod(corpus: Path) -> None:
    for folder in ("mods/bens-4.2", "mods/tsn-3.1"):
        for name in RECIPES:
            makes_a_page(Mod.open(corpus / folder), name)


def makes_a_page(mod: Mod, recipe: str) -> None:
    text = changes_page(apply(mod, load_recipe(recipe)))
    assert section(text, "Ships")
    assert max(map(len, section(text, "Ships"))) < 1000


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("[x](http://y)", "- \\[x\\](http:\u200b//y) (1)"),
        ("1. Otter", "- 1\\. Otter (1)"),
        ("- *Otter*", "- \\- \\*Otter\\* (1)"),
        ("&lt;b>", "- \\<b\\> (1)"),
        ("", "- a ship without a name (1)"),
    ],
)
def test_no_name_of_a_ship_is_markup(tmp_path: Path, name: str, shown: str) -> None:
    steps = """
[[step]]
why = "weaker"
select = { element = "shields" }
set = { front = 20 }
"""
    result = patched(tmp_path, ship(1, name, '<shields front="80" back="60"/>'), steps)
    assert section(changes_page(result), "Ships") == [f"{shown}: front shield 80 -> 20. *Weaker.*"]


def test_the_cost_of_a_page_grows_with_the_ships() -> None:
    def run(count: int) -> int:
        body = "".join(
            ship(n, f"Otter {n}", f'<shields front="{n}" back="{n * 7}"/>' * 2)
            for n in range(count)
        )
        mod = Mod.from_files("mod", ships(body))
        result = apply(mod, load_recipe("scale"))
        return lines_run(lambda: changes_page(result))

    assert run(800) < 5 * run(200)
