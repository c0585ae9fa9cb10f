"""`tune` as users and other programs meet it."""

import json
from pathlib import Path

import pytest

from tests.expected import as_expected
from tests.shell import Shell

EXPECTED = Path(__file__).parent / "expected"
GOAL = '[[goal]]\nname = "a Torgoth is a fifth harder"\nwho = "4000"\n'
GOAL += 'harder_than = { ship = "2001", by = 1.2 }\n'
BY_HAND = '[[goal]]\nname = "by hand no more than three times"\nmanual_to_auto = [0, 3]\n'


def said(shell: Shell, folder: Path, goals: str, *more: str) -> tuple[int, str]:
    (folder / "balance.toml").write_text(goals, "utf-8")
    with shell.inside(folder):
        outcome = shell(
            "tune", "stock:2.8", "--goals", "balance.toml", "--free",
            "race:Torgoth beam_port.damage", "-o", "tuned.toml", *more,
        )  # fmt: skip
    return outcome.code, outcome.out + outcome.err


@pytest.mark.parametrize(
    ("name", "goals"), [("tune-found", GOAL), ("tune-never", BY_HAND)], ids=["found", "never"]
)
def test_a_search_looks_like_this(
    name: str, goals: str, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    update: bool,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    code, text = said(shell, tmp_path, goals, "--most", "30")
    written = tmp_path / "tuned.toml"
    text += written.read_text("utf-8") if written.exists() else ""
    assert (code, written.exists()) == ((0, True) if goals == GOAL else (1, False))
    as_expected(EXPECTED / f"{name}.txt", text, update=update)


def test_the_recipe_patches_and_the_goals_of_the_patched_mod_are_met(
    shell: Shell, tmp_path: Path
) -> None:
    assert said(shell, tmp_path, GOAL, "--attempts", "tries.jsonl")[0] == 0
    lines = (tmp_path / "tries.jsonl").read_text("utf-8").splitlines()
    tries = [json.loads(line) for line in lines]
    assert [one["number"] for one in tries] == list(range(1, len(tries) + 1))
    assert {"number", "knobs", "figures", "loss", "seed"} <= set(tries[0])
    with shell.inside(tmp_path):
        assert shell("patch", "stock:2.8", "--recipe", "tuned.toml", "-o", "new").code == 0
        assert shell("goals", "check", "new", "--goals", "balance.toml").code == 0


def test_the_json_of_a_search_keeps_its_contract(shell: Shell, tmp_path: Path) -> None:
    found = json.loads(said(shell, tmp_path, GOAL, "--format", "json")[1])
    assert {"recipe", "attempts", "goals", "change"} <= set(found)
    assert (found["recipe"], found["goals"][0]["met"]) == ("tuned.toml", True)
    (change,) = found["change"]
    assert (change["path"], change["before"]) == ("race:Torgoth beam_port.damage", 1.0)


def test_it_never_writes_over_a_file(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "tuned.toml").write_text("mine", "utf-8")
    code, text = said(shell, tmp_path, GOAL)
    assert (code, "tuned.toml" in text) == (2, True)
    assert (tmp_path / "tuned.toml").read_text("utf-8") == "mine"
