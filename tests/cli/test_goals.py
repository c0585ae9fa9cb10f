"""`goals` as users and other programs meet it."""

import json
from pathlib import Path

import pytest

from tests.expected import as_expected
from tests.shell import Shell

EXPECTED = Path(__file__).parent / "expected"
GOALS = """[[goal]]
name = "a Cruiser takes a minute"
who = 0
against = "2000"
crew = "auto-100"
difficulty = 5
seconds = [50, 70]

[[goal]]
name = "a fleet of difficulty 4 can be beaten"
who = "0"
fleet = 4
crew = "auto-100"
result = "won"

[[goal]]
name = "a Torgoth is a fifth harder"
who = "race:Torgoth"
harder_than = { ship = "2001", by = 1.2 }

[[goal]]
name = "Kralien by size"
order = ["2000", "2001", "2002"]
"""


def test_goals_look_like_this(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "balance.toml").write_text(GOALS, "utf-8")
    outcome = shell("goals", "check", "stock:2.8", "--goals", tmp_path / "balance.toml")
    assert (outcome.code, outcome.err) == (1, "")
    as_expected(EXPECTED / "goals-check.txt", outcome.out, update=update)
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_the_json_of_goals_keeps_its_contract(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "balance.toml").write_text(GOALS, "utf-8")
    with shell.inside(tmp_path):
        found = json.loads(shell("goals", "check", "stock:2.8", "--format", "json").out)
    assert found["command"] == "goals"
    assert [goal["name"] for goal in found["goals"]] == [
        "a Cruiser takes a minute", "a fleet of difficulty 4 can be beaten",
        "a Torgoth is a fifth harder", "Kralien by size",
    ]  # fmt: skip
    assert [goal["met"] for goal in found["goals"]] == [False, True, False, True]
    assert all({"name", "value", "low", "high", "met"} <= set(goal) for goal in found["goals"])


def test_todays_goals_are_written_once_met_and_missed_after_a_change(
    shell: Shell, tmp_path: Path
) -> None:
    mod = tmp_path / "mod"
    assert shell("patch", "stock:2.8", "--recipe", "torpedoes-matter", "-o", mod).code == 0
    assert shell("goals", "init", mod).out == f"Written: {(mod / 'balance.toml').as_posix()}.\n"
    written = (mod / "balance.toml").read_bytes()
    again = shell("goals", "init", mod)
    assert (again.code, "balance.toml" in again.err) == (2, True)
    assert (mod / "balance.toml").read_bytes() == written
    assert shell("goals", "check", mod).code == 0
    assert shell("goals", "check", mod, "--with", "recipe:tsn").code == 1


def test_without_a_file_of_goals_it_says_how_to_get_one(shell: Shell, tmp_path: Path) -> None:
    with shell.inside(tmp_path):
        outcome = shell("goals", "check", "stock:2.8")
    assert (outcome.code, outcome.err) == (
        2,
        "artemis-modkit: balance.toml: there are no goals; `goals init` writes those that the mod "
        "meets today, --goals FILE names others\n",
    )
