"""Steps of one run do what they do one at a time, each on the file that the last one left."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.model import Mod
from artemis_modkit.patcher import apply, load_recipe

SHIPS = """<vessel_data version="2.6">
  <hullRace ID="0" name="Guild" keys="player"/>
  <hullRace ID="1" name="Reavers" keys="enemy elite loner"/>
  <vessel uniqueID="1" side="0" classname="Lantern" broadType="player">
    <shields front="81.5" back="64"/> <!-- <shields front="2"/> -->
    <performance turnrate="0.004" topspeed="0.6"/>
    <beam_port damage="1.35" playerdamage="13" cycletime="6.0"/>
    <beam_port damage="2" cycletime= "4"/>
  </vessel>
  <vessel uniqueID="2" side="1" classname="Gnat" broadType="enemy singleseat">
    <shields front="5" back="0.0"/><beam_port damage=".5"/>
    <performance topspeed="2.2"/>
  </vessel>
  <vessel uniqueID="3" side="1" classname="Maw" broadType="enemy carrier">
    <shields front="0" back="40"/><performance topspeed="0.4"/>
  </vessel>
</vessel_data>
"""
INI = "playerShieldRechargeRate=0.4\n;enemyShieldRechargeRate=1\ntorpEnergyValue=100\ndamageTorpHom=25\n"

WHERE = [
    "",
    ", id = 1",
    ', id = "2-3"',
    ', race = "Guild"',
    ', race = "Reavers"',
    ', stance = "enemy"',
    ', stance = "friendly"',
    ', words = "player"',
    ', words = "enemy and not singleseat"',
    ', name = "*a*"',
    ', role = "enemy-small"',
]
SEEN_ANEW = [', name = "Gn*"', ', role = "station"']
SHIP_CHANGES = [
    "set = { side = 0 }",
    "set = { side = 1 }",
    "set = { uniqueID = 2 }",
    'set = { classname = "Gnat" }',
    'set = { broadType = "player carrier" }',
    'replace = { broadType = { enemy = "player" } }',
    'replace = { classname = { a = "aa" } }',
    'rename = { classname = "broadType" }',
    'add_element = { element = "shields", front = 7 }',
    "remove_element = true",
]
RACE_CHANGES = [
    'replace = { keys = { elite = "friendly", enemy = "friendly" } }',
    'replace = { keys = { player = "enemy" } }',
    'set = { name = "Reavers" }',
    "set = { ID = 1 }",
    "remove = ['keys']",
]
SHIELD_CHANGES = [
    "multiply = { front = 0.25, back = 0.5 }\nround = 0",
    "add = { front = 3 }",
    "add = { front = 0.26 }\nround = 1",
    "multiply = { front = 3 }\nclamp = { front = { most = 90, least = 6 } }",
    "set = { front = 60 }",
    'copy = { back = "front" }',
    'rename = { back = "front" }',
    "remove = ['front']",
    'when = { value = { front = ">50" } }\nset = { back = 1 }',
    'when = { value = { back = "absent" } }\nset = { back = 2 }',
    "remove_element = true",
]
BEAM_CHANGES = [
    "multiply = { damage = 0.25, playerdamage = 0.25 }\nround = 2",
    "multiply = { cycletime = 2 }",
    'copy = { playerdamage = "damage" }',
    'when = { value = { damage = "<1" } }\nset = { cycletime = 9 }',
    'rename_element = "drone_port"',
]
FOUND_BY_PATH = [
    ("//vessel[shields/@front > 60]/beam_port", "multiply = { damage = 2 }"),
    ("//beam_port[1]", "remove_element = true"),
    ("//vessel[not(shields)]", "set = { side = 0 }"),
    ("//*[@front]", "add = { front = 1 }"),
]
SETTING_CHANGES = [
    "multiply = { playerShieldRechargeRate = 0.5 }",
    "add = { playerShieldRechargeRate = 0.26 }\nround = 1",
    "set = { playerShieldRechargeRate = 0.3, enemyShieldRechargeRate = 0.2 }",
    "multiply = { enemyShieldRechargeRate = 3, damageTorpHom = 2 }",
    'rename = { damageTorpHom = "damageTorp1" }',
    "remove = ['torpEnergyValue']",
    "set = { torpEnergyValue = 50 }\nnote_original = true",
    "set = { torpEnergyCostValue = 75 }\ncomment = 'cheap'",
]


def step(element: str, where: str, change: str) -> str:
    return f'[[step]]\nselect = {{ element = "{element}"{where} }}\noptional = true\n{change}\n'


def found(path: str, change: str) -> str:
    return f'[[step]]\nselect = {{ xpath = "{path}" }}\noptional = true\n{change}\n'


STEPS = st.one_of(
    st.builds(step, st.just("vessel"), st.sampled_from(WHERE), st.sampled_from(SHIP_CHANGES)),
    st.builds(step, st.just("hullRace"), st.just(""), st.sampled_from(RACE_CHANGES)),
    st.builds(step, st.just("shields"), st.sampled_from(WHERE), st.sampled_from(SHIELD_CHANGES)),
    st.builds(step, st.just("beam_port"), st.sampled_from(WHERE), st.sampled_from(BEAM_CHANGES)),
    st.sampled_from(FOUND_BY_PATH).map(lambda one: found(*one)),
    st.sampled_from(SETTING_CHANGES).map(lambda one: f"[[setting]]\noptional = true\n{one}\n"),
)


def run(folder: Path, mod: Mod, steps: Sequence[str]) -> Mod:
    path = folder / "mine.toml"
    path.write_text(f'name = "mine"\ntitle = "Mine"\n{"".join(steps)}', "utf-8")
    return mod.with_files(apply(mod, load_recipe(str(path))).after)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recipes")


MOVES = [
    *(step("vessel", "", change) for change in SHIP_CHANGES),
    *(step("hullRace", "", change) for change in RACE_CHANGES),
    step("performance", "", "set = { topspeed = 0 }"),
    step("performance", "", "remove_element = true"),
    *(
        step("shields", ", id = 2", change)
        for change in (
            "set = { front = 61 }",
            "remove = ['front']",
            'rename = { back = "front" }',
            "remove_element = true",
        )
    ),
    step("beam_port", "", 'rename_element = "drone_port"'),
    step("beam_port", "", "copy_element = { damage = 9 }"),
    step("vessel", ", id = 2", 'copy_element = { uniqueID = 9, classname = "Gnat" }'),
    found("//beam_port[1]", "remove_element = true"),
    found("//*[@front]", "add = { front = 1 }"),
]
"""Steps that change what other steps go by: each thing that ships are chosen by, and elements."""

LOOKS = [
    *(step("shields", where, "add = { front = 3 }") for where in WHERE),
    *(step("shields", "", change) for change in SHIELD_CHANGES[5:]),
    *(step("shields", where, "add = { front = 3 }") for where in SEEN_ANEW),
    step("vessel", ", id = 2", "remove_element = true"),
    *(step("beam_port", "", change) for change in BEAM_CHANGES[1:3]),
    *(found(*one) for one in FOUND_BY_PATH),
]
"""Steps that find other things, or do otherwise, after such a change."""


@pytest.mark.parametrize("first", MOVES, ids=lambda one: one.splitlines()[-1])
def test_a_step_sees_what_the_one_before_it_changed(folder: Path, first: str) -> None:
    before = Mod.from_files("m", {"dat/vesselData.xml": SHIPS.encode()})
    moved = run(folder, before, [first])
    for second in LOOKS:
        together, apart = run(folder, before, [first, second]), run(folder, moved, [second])
        assert together.text_files() == apart.text_files(), second


@settings(deadline=None, max_examples=25)
@given(steps=st.lists(STEPS, min_size=2, max_size=6))
def test_steps_together_are_steps_one_by_one(folder: Path, steps: list[str]) -> None:
    # of one recipe, those of the settings go last
    steps = sorted(steps, key=lambda one: one.startswith("[[setting]]"))
    mod = Mod.from_files("m", {"dat/vesselData.xml": SHIPS.encode(), "artemis.ini": INI.encode()})
    together = run(folder, mod, steps)
    for one in steps:
        mod = run(folder, mod, [one])
    assert together.text_files() == mod.text_files()
