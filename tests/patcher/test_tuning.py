"""The tuner finds the smallest change that meets the goals, or says that there is none."""

import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.goals.checking import Checked, check, threat_of
from artemis_modkit.balance.goals.reading import goals_of
from artemis_modkit.model import Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply
from artemis_modkit.patcher.library import recipe_of
from artemis_modkit.patcher.tuning import Factors, Study, minimise, miss, patched, recipe_text

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


def prepared(*goals: str, free: tuple[str, ...], of: Mod = MOD) -> Study:
    text = "".join(f'[[goal]]\nname = "goal {at}"\n{one}\n' for at, one in enumerate(goals, 1))
    assessment = assess(of, of, Conditions())
    return Study.of(assessment, goals_of(TomlTable.parsed("balance.toml", text)), free)


def study(*goals: str, free: tuple[str, ...], most: int = 250, of: Mod = MOD) -> Study:
    found = prepared(*goals, free=free, of=of)
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
    result = apply(MOD, recipe_of(TomlTable.parsed("tuned.toml", text)))
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


def test_a_rule_is_kept_whatever_the_goals() -> None:
    alike = Mod.from_files("m", {"vesselData.xml": SHIPS.replace(b"enemy large", b"enemy small")})
    threat = threat_of(assess(alike, alike, Conditions()).fleet.find("3"))
    assert threat is not None
    stronger, ranks = f"who = 3\nthreat = [{threat * 1.2}, {threat * 9}]", 'keeps = "ranks"'
    maw, both = ("3 beam_port.damage",), ("race:Reavers beam_port.damage",)
    assert study(stronger, free=maw, of=alike).found is not None
    assert study(stronger, ranks, free=maw, of=alike, most=30).found is None
    assert study(stronger, ranks, free=both, of=alike).found is not None


def test_limits_of_the_game_are_what_was_within_them_before() -> None:
    rule = goals_of(TomlTable.parsed("g", '[[goal]]\nname = "limits"\nkeeps = "limits"\n'))[0]
    found = {}
    for value, damage in ((1500, 6), (3000, 6), (1500, 9)):
        ships = SHIPS.replace(b'damage="1" arcwidth', b'damage="%d" arcwidth' % damage)
        settings = b"stationEnergy=%d\nbeamDamageCap=7\n" % value
        mod = Mod.from_files("m", {"vesselData.xml": ships, "artemis.ini": settings})
        found[value, damage] = assess(mod, mod, Conditions())
    before = found[1500, 6].fleet
    assert {key: check(rule, one, before).value for key, one in found.items()} == {
        (1500, 6): 0.0,
        (3000, 6): 1.0,
        (1500, 9): 2.0,
    }
    assert check(rule, found[3000, 6], found[3000, 6].fleet).met


def test_figures_of_another_mod_find_the_factors_that_made_it() -> None:
    """Held to the threats after times 0.25, beams and shields are found at it."""
    ships = SHIPS.replace(b'front="50" back="50"', b'front="80" back="0"', 1)
    ships = ships.replace(b'front="50" back="50"', b'front="4000" back="0"')
    mod = Mod.from_files("m", {"vesselData.xml": ships, "artemis.ini": INI})
    free = ("race:Reavers beam_port.damage", "race:Reavers shields.front")
    targets = prepared("torpedo_to_beam = [0, 9]", free=free, of=mod).free
    after = assess(patched(mod, targets, (0.25, 0.25)), mod, Conditions()).fleet
    goals = []
    for which in ("2", "3"):
        threat = threat_of(after.find(which))
        assert threat is not None
        goals.append(f"who = {which}\nthreat = [{threat * 0.998}, {threat * 1.002}]")
    found = study(*goals, free=free, of=mod).found
    assert found is not None
    assert found.factors == pytest.approx((0.25, 0.25), rel=0.02)


def test_what_would_help_is_named() -> None:
    done = study(HARDER, free=("1 shields.front",), most=6)
    assert done.found is None
    knobs = done.other_knobs(0)
    assert {"3 beam_port.damage", "2 beam_port.damage"} <= set(knobs)
    assert not any(knob.startswith("1 ") for knob in knobs)


def test_the_same_question_gets_the_same_answer_attempt_by_attempt() -> None:
    free = ("3 beam_port.damage", "3 shields.front")
    assert study(HARDER, free=free, most=30).attempts == study(HARDER, free=free, most=30).attempts


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


def test_the_simplex_finds_the_bottom_of_a_bent_valley_in_as_many_steps_as_its_paper_says() -> None:
    """Nelder and Mead, 1965: 150 values for this valley."""
    asked: list[Factors] = []

    def valley(point: Factors) -> float:
        asked.append(point)
        x, y = point
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2

    x, y = minimise(valley, (-1.2, 1.0), 0.5, 400)
    assert math.dist((x, y), (1, 1)) < 0.01
    assert len(asked) <= 160


def asked_of(loss: Callable[[Factors], float], start: Factors, most: int) -> list[Factors]:
    """The points that a search asks for, in their order."""
    asked: list[Factors] = []

    def noted(point: Factors) -> float:
        asked.append(point)
        return loss(point)

    minimise(noted, start, 1.0, most)
    return asked


def test_the_simplex_mirrors_the_worst_corner_goes_on_where_that_is_best_and_halves_where_not() -> (
    None
):
    """Towards 10: from 0 and 1 it looks at 2, the mirror of 0, and at 3, twice as far."""
    line = asked_of(lambda point: abs(point[0] - 10), (0.0,), 14)
    # 11 is kept, for 15 is worse; 15 is no better than 7, so it looks half way, at 9
    assert [x for (x,) in line] == [0, 1, 2, 3, 5, 7, 11, 15, 15, 9, 7, 10, 11, 9.5]
    plane = asked_of(lambda point: math.dist(point, (3, -2)), (0.0, 0.0), 8)
    # the mirror is over the middle of all corners but the worst
    assert plane[:5] == [(0, 0), (1, 0), (0, 1), (1, -1), (1.5, -2)]
    assert plane[5:7] == [(2.5, -2), (3.75, -3)]


def test_where_no_look_helps_all_corners_come_half_way_to_the_best() -> None:
    worse = {0.0: 1.0, 1.0: 2.0, -1.0: 5.0, 0.5: 3.0}
    line = asked_of(lambda point: worse.get(point[0], 9.0), (0.0,), 5)
    assert [x for (x,) in line] == [0, 1, -1, 0.5, 0.5]


def test_the_simplex_ends_when_it_is_small_or_has_asked_enough() -> None:
    def slope(point: Factors) -> float:
        return -sum(point)

    for most in range(3, 20):
        assert most <= len(asked_of(slope, (0.0, 0.0), most)) <= most + 2
    assert len(asked_of(lambda point: abs(point[0] - 10), (0.0,), 10_000)) < 40


wishes = st.floats(0.01, 100)


@given(value=wishes, least=wishes, times=st.floats(1.01, 9), inside=st.floats(0, 0.4))
def test_a_miss_is_below_0_for_too_little_and_says_by_what_factor(
    value: float, least: float, times: float, inside: float
) -> None:
    goal = prepared(f"who = 3\nthreat = [{least}, {least * times}]", free=("3 vessel.side",)).goals[
        0
    ]
    most = least * times
    found = Checked(goal, value, value, value, least, most, met=least <= value <= most)
    inner = least * times**inside, most / times**inside
    wanted = math.log(value / min(max(value, inner[0]), inner[1]))
    assert miss(found, inside) == pytest.approx(wanted, abs=1e-9)
    assert (miss(found) == 0) == found.met


@pytest.mark.parametrize(
    ("value", "bounds", "wanted"),
    [
        (None, (1, 2), 10), ("won", (0, 0), 1), (0, (1, 2), -10), (math.inf, (1, 2), 10),
        (1e-9, (1, 2), -10), (1e9, (1, 2), 10), (3, (-2, 0), 10), (5, (1, math.inf), 0),
        (0.5, (1, math.inf), math.log(0.5)), (3, (0, 2), math.log(1.5)),
    ],
)  # fmt: skip
def test_what_has_no_factor_is_missed_by_far(
    value: float | str | None, bounds: tuple[float, float], wanted: float
) -> None:
    goal = prepared(HARDER, free=("3 vessel.side",)).goals[0]
    assert miss(Checked(goal, value, value, value, *bounds, met=wanted == 0)) == wanted


def test_a_search_that_was_ended_goes_on_with_what_it_had(tmp_path: Path) -> None:
    """Also with half a line at the end of its file, which is what a killed process leaves."""
    whole, file = prepared(HARDER, free=("3 beam_port.damage",)), tmp_path / "tries.jsonl"
    whole.kept_in(file)
    whole.search(250)
    lines = file.read_bytes().splitlines(keepends=True)
    for cut in (0, len(lines[0]) - 3, len(b"".join(lines[:4])), len(b"".join(lines)) - 9):
        file.write_bytes(b"".join(lines)[:cut])
        again = prepared(HARDER, free=("3 beam_port.damage",))
        again.kept_in(file)
        assert again.file is not None
        known = len(again.file.known)
        assert known == b"".join(lines)[:cut].count(b"\n")
        again.search(250)
        assert file.read_bytes() == b"".join(lines)
        assert [one.factors for one in again.attempts] == [one.factors for one in whole.attempts]


def test_attempts_of_another_search_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "tries.jsonl"
    one = prepared(HARDER, free=("3 beam_port.damage",))
    one.kept_in(file)
    one.search(3)
    before = file.read_bytes()
    with pytest.raises(ModkitError, match="another mod, of other goals or other --free"):
        prepared(HARDER, free=("2 beam_port.damage",)).kept_in(file)
    assert file.read_bytes() == before


def test_a_folder_is_no_file_of_attempts(tmp_path: Path) -> None:
    with pytest.raises(ModkitError) as refusal:
        prepared(HARDER, free=("3 beam_port.damage",)).kept_in(tmp_path)
    assert str(refusal.value).startswith(f"{tmp_path.as_posix()}: ")


def test_a_killed_process_goes_on(tmp_path: Path) -> None:
    """Killed by the system while it searches, it begins with what it had."""
    (tmp_path / "balance.toml").write_text(f'[[goal]]\nname = "a"\n{BY_HAND}\n', "utf-8")
    for name, data in (("vesselData.xml", SHIPS), ("artemis.ini", INI)):
        (tmp_path / name).write_bytes(data)
    command = [
        sys.executable, "-m", "artemis_modkit", "tune", str(tmp_path), "--goals",
        str(tmp_path / "balance.toml"), "--free", "3 beam_port.damage", "-o",
        str(tmp_path / "tuned.toml"), "--attempts", str(tmp_path / "tries.jsonl"),
    ]  # fmt: skip
    file = tmp_path / "tries.jsonl"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not (file.exists() and file.read_bytes().count(b"\n") > 3):
            pass
        process.kill()
    had = file.read_bytes()
    had = had[: had.rfind(b"\n") + 1]
    assert had.count(b"\n") > 3
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    assert file.read_bytes().startswith(had)
