"""`tune --study`: a front to choose from, in a file that other processes and later runs share."""

import json
import re
from itertools import product
from pathlib import Path

import pytest

from artemis_modkit.balance.goals.checking import Checked
from artemis_modkit.balance.goals.reading import Goal, goals_in
from artemis_modkit.patcher.attempts import Attempt
from artemis_modkit.patcher.shared_study import front
from tests.shell import Outcome, Shell

pytest.importorskip("optuna", reason="Optuna is not installed")

SHIP = (
    '<vessel uniqueID="{}" side="{}" classname="{}" broadType="{}"><shields front="80" back="80"/>'
    '<performance turnrate="0.004" topspeed="0.6"/><beam_port x="0" y="0" z="9" damage="12" '
    'playerdamage="12" arcwidth="0.4" cycletime="6" range="1000"/></vessel>'
)
SHIPS = (
    '<vessel_data version="2.6"><hullRace ID="0" name="TSN" keys="player"/>'
    '<hullRace ID="1" name="Moor" keys="enemy"/>'
    f"{SHIP.format(0, 0, 'Heron', 'player')}{SHIP.format(1, 1, 'Rook', 'medium')}"
    f"{SHIP.format(2, 1, 'Crow', 'medium')}</vessel_data>"
)
GOALS = (
    '[[goal]]\nname = "a Rook is a fifth harder"\nwho = "1"\n'
    'harder_than = { ship = "2", by = 1.2 }\n'
    '[[goal]]\nname = "and no more than it was"\nwho = "1"\nthreat = [200, 220]\n'
    '[[goal]]\nname = "limits"\nkeeps = "limits"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mod" / "dat").mkdir(parents=True)
    (tmp_path / "mod" / "dat" / "vesselData.xml").write_text(SHIPS, "utf-8")
    (tmp_path / "balance.toml").write_text(GOALS, "utf-8")
    return tmp_path


def tuned(shell: Shell, folder: Path, *more: str, free: str = "1 beam_port.damage") -> Outcome:
    with shell.inside(folder):
        return shell("tune", "mod", "--goals", "balance.toml", "--free", free, "--free",
                     "1 shields.front", *more)  # fmt: skip


def test_a_study_gives_the_same_front_again_and_its_recipes_patch(
    shell: Shell, folder: Path
) -> None:
    said = [
        json.loads(tuned(shell, folder, "--study", f"{name}.log", "-o", f"{name}.toml", "--most",
                         "4", "-f", "json").out)
        for name in "ab"
    ]  # fmt: skip
    assert said[0]["front"] == said[1]["front"]
    assert len(said[0]["front"]) > 1
    number = str(said[0]["front"][1]["number"])
    chosen = tuned(shell, folder, "--study", "a.log", "--choose", number, "-o", "chosen.toml")
    assert "To choose from" in chosen.out and (folder / "chosen.toml").exists()
    with shell.inside(folder):
        assert shell("patch", "mod", "--recipe", "chosen.toml", "-o", "out").code == 0
    none = tuned(shell, folder, "--study", "a.log", "--choose", "1", "-o", "c.toml")
    assert (none.code, "--choose 1: no change on the front; there are" in none.err) == (2, True)


def test_a_study_that_was_killed_goes_on_with_what_it_had(shell: Shell, folder: Path) -> None:
    def attempts(most: int) -> int:
        options = ("--most", str(most), "--attempts", f"{most}.jsonl")
        out = tuned(shell, folder, "--study", "a.log", "-o", f"{most}.toml", *options).out
        found = re.search(r"^(\d+) attempts", out, re.MULTILINE)
        assert found is not None
        assert len((folder / f"{most}.jsonl").read_text().splitlines()) == int(found[1])
        return int(found[1])

    first = attempts(3)
    journal = folder / "a.log"
    journal.write_bytes(journal.read_bytes() + b'{"op_code": 4, "work')
    assert attempts(first + 4) > first


@pytest.mark.parametrize(
    ("study", "more", "said"),
    [
        (b"mine", (), "already exists and is not a study of Optuna; choose another file name"),
        (b'{"op_code": 99}\n{"op_code": "x"}\n', (), "cannot be read as a study of Optuna"),
        (None, ("--choose", "2"), "--choose is of a front; name its --study FILE"),
    ],
)
def test_what_is_no_study_is_refused(
    study: bytes | None, more: tuple[str, ...], said: str, shell: Shell, folder: Path
) -> None:
    if study is not None:
        (folder / "a.log").write_bytes(study)
        more = ("--study", "a.log")
    outcome = tuned(shell, folder, "-o", "a.toml", *more)
    assert (outcome.code, said in outcome.err) == (2, True)


def test_a_study_of_something_else_is_refused_and_so_is_one_without_optuna(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--study", "a.log", "-o", "a.toml", "--most", "1")
    tuned(shell, folder, *options)
    other = tuned(shell, folder, *options[:3], "b.toml", free="2 beam_port.damage")
    assert (other.code, "keeps a search of another mod, of other goals" in other.err) == (2, True)
    monkeypatch.setitem(__import__("sys").modules, "optuna", None)
    without = tuned(shell, folder, *options[:3], "b.toml")
    assert (without.code, "pip install 'artemis-modkit[study]'" in without.err) == (2, True)


def test_on_the_front_is_what_nothing_beats_in_everything(folder: Path) -> None:
    rook, _, limits = goals_in(folder / "balance.toml")

    def tried(number: int, factor: float, value: float, *, keeps: bool) -> Attempt:
        def checked(goal: Goal, value: float, *, met: bool) -> Checked:
            return Checked(goal, value, value, value, 1.0, 1.1, met=met)

        both = (checked(rook, value, met=value <= 1.1), checked(limits, 1.0, met=keeps))
        return Attempt(number, (factor,), both, 0.0)

    every = [
        tried(at, *one, keeps=at != 1)
        for at, one in enumerate(product((1.0, 1.5, 2.0), (2.0, 1.5, 1.2)), 1)
    ]
    assert [one.number for one in front(every)] == [2 + 1]
    assert [one.number for one in front(every[3:])] == [6]
    worse = [every[1], tried(10, 1.5, 1.15, keeps=True), tried(11, 2.0, 1.05, keeps=True)]
    assert [one.number for one in front(worse)] == [2, 10, 11]
