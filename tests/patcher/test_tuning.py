"""The tuner finds the smallest change that meets the goals, or says that there is none."""

import math

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.goals.checking import check
from artemis_modkit.balance.goals.reading import goals_of
from artemis_modkit.model import Mod
from artemis_modkit.model.tables import Table
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply
from artemis_modkit.patcher.library import recipe_of
from artemis_modkit.patcher.simplex import Point, minimise
from artemis_modkit.patcher.tuning import Study, recipe_text

SHIPS = b"""<vessel_data version="2.6">
<hullRace ID="0" name="Guild" keys="player"/>
<hullRace ID="1" name="Reavers" keys="enemy standard"/>
<vessel uniqueID="1" side="0" classname="Lantern" broadType="player">
  <shields front="80" back="80"/>
  <beam_port x="0" y="0" z="9" damage="1" playerdamage="4" arcwidth="0.4" cycletime="6" range="1000"/>
</vessel>
<vessel uniqueID="2" side="1" classname="Gnat" broadType="enemy small">
  <shields front="50" back="50"/>
  <beam_port x="0" y="0" z="9" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>
</vessel>
<vessel uniqueID="3" side="1" classname="Maw" broadType="enemy large">
  <shields front="50" back="50"/>
  <beam_port x="0" y="0" z="9" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>
</vessel>
</vessel_data>
"""
INI = b"damageTorpHom=20\ntorpedoTubeLoadingCoeff=1\n"
MOD = Mod.from_files("m", {"vesselData.xml": SHIPS, "artemis.ini": INI})
HARDER = "who = 3\nharder_than = { ship = 2, by = [1.2, 1.3] }"
WEAPONS = "torpedo_to_beam = [3, 4]"
BY_HAND = "manual_to_auto = [0, 3]"


def study(*goals: str, free: tuple[str, ...], most: int = 250) -> Study:
    text = "".join(f'[[goal]]\nname = "goal {at}"\n{one}\n' for at, one in enumerate(goals, 1))
    assessment = assess(MOD, MOD, Conditions())
    found = Study.of(assessment, goals_of(Table.parsed("balance.toml", text)), free)
    found.search(most)
    return found


def test_one_factor_is_the_least_that_meets_the_goal() -> None:
    found = study(HARDER, free=("3 beam_port.damage",)).found
    assert found is not None
    # threat is the root of damage by what it takes: 1.2 times that is 1.44 times the damage
    assert found.factors[0] == pytest.approx(1.44, rel=0.005)
    assert found.is_met


def test_it_looks_to_both_sides() -> None:
    found = study(
        "who = 3\nharder_than = { ship = 2, by = [0.5, 0.6] }", free=("3 beam_port.damage",)
    )
    assert found.found is not None
    assert found.found.factors[0] == pytest.approx(0.36, rel=0.005)


def test_two_factors_share_what_is_to_be_done() -> None:
    free = ("3 beam_port.damage", "artemis.ini damageTorpHom")
    found = study(HARDER, WEAPONS, free=free).found
    assert found is not None
    damage, torpedo = found.factors
    assert damage == pytest.approx(1.44, rel=0.01)
    assert 20 * torpedo / 15.2 / (4 / 6) == pytest.approx(3, rel=0.01)


def test_the_recipe_that_is_written_does_what_was_tried() -> None:
    done = study(HARDER, free=("race:Reavers shields.front", "3 beam_port.damage"))
    assert done.found is not None
    text = recipe_text(done.free, done.found.factors, 'odd "name"', "why: \\ and ü")
    result = apply(MOD, recipe_of(Table.parsed("tuned.toml", text)))
    after = assess(MOD.with_files(result.after), MOD, Conditions())
    assert [check(goal, after) for goal in done.goals] == list(done.found.checked)
    assert all(one.met for one in done.found.checked)


def test_what_is_met_already_is_left_alone() -> None:
    done = study("who = 3\nharder_than = { ship = 2, by = 1 }", free=("3 beam_port.damage",))
    assert (len(done.attempts), done.found) == (1, done.attempts[0])


def test_what_no_file_can_change_is_not_found() -> None:
    done = study(BY_HAND, free=("1 beam_port.playerdamage",), most=10)
    assert done.found is None
    assert not done.nearest.is_met
    assert {one.checked[0].value for one in done.attempts} <= {18.0, 18.000000000000004}


def test_the_same_question_gets_the_same_answer_attempt_by_attempt() -> None:
    free = ("3 beam_port.damage", "3 shields.front")
    assert study(HARDER, free=free).attempts == study(HARDER, free=free).attempts


@pytest.mark.parametrize(
    ("free", "complaint"),
    [
        ("shields.front", "--free shields.front: write it as '0 shields.front'"),
        ("9 shields.front", "m: no vessel has the uniqueID 9"),
        ("1 shields", "'shields' names no attribute; write e.g. shields.front"),
    ],
)
def test_what_cannot_be_free_is_refused(free: str, complaint: str) -> None:
    with pytest.raises(ModkitError) as refused:
        study(HARDER, free=(free,))
    assert str(refused.value) == complaint


def test_the_simplex_finds_the_bottom_of_a_bent_valley() -> None:
    asked: list[Point] = []

    def valley(point: Point) -> float:
        asked.append(point)
        x, y = point
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2

    x, y = minimise(valley, (-1.2, 1.0), 0.5, 400)
    assert math.dist((x, y), (1, 1)) < 0.01
    assert len(asked) <= 410
