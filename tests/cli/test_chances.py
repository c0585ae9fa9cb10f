"""No report of what two people made of one mod breaks off, whoever changed what."""

import json
from pathlib import Path

import pytest

from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod
from artemis_modkit.report.formats import render
from artemis_modkit.report.views.merge import merge_report
from tests.compare.chances import KINDS, WHO, by_chance, in_turn, three_mods
from tests.made import written
from tests.shell import Shell

FORMATS = ("terminal", "markdown", "bbcode", "json")
MIXED = {
    **{f"all, turn {turn}": in_turn(turn) for turn in range(len(WHO))},
    **{f"by chance {seed}": by_chance(seed) for seed in range(4)},
}

MADE_BY = {"both alike": {"both"}, "both otherwise": {"conflicts"}}
OTHERWISE: dict[tuple[str, str], set[str]] = {
    ("a beam added", "both otherwise"): {"ours", "theirs"},
    **{("a beam moved behind another", who): set() for who in WHO},
    ("a beam moved behind another", "both otherwise"): {"theirs"},
}
"""Both may add a beam; the order of beams is nothing, only what theirs has changed of them besides."""


def opened(changes: dict[str, str]) -> dict[str, Mod]:
    return {
        name: Mod.from_files(name, {path: text.encode() for path, text in files.items()})
        for name, files in three_mods(changes).items()
    }


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("kind", KINDS)
def test_each_change_is_told_as_made_by_whom_it_was_in_every_format(kind: str, who: str) -> None:
    mods = opened({kind: who})
    merged = merge_report(merge(mods["ours"], mods["theirs"], mods["base"]), [])
    told = {one for one, found in merged.payload["merged"].items() if found}
    told |= {"conflicts"} if merged.payload["conflicts"] else set()
    assert told == OTHERWISE.get((kind, who), MADE_BY.get(who, {who})), merged.payload
    for form in FORMATS:
        assert render(merged, form)


@pytest.mark.parametrize("case", MIXED)
def test_no_report_of_a_command_breaks_off(shell: Shell, tmp_path: Path, case: str) -> None:
    for name, files in three_mods(MIXED[case]).items():
        written(tmp_path / name, {path: text.encode() for path, text in files.items()})
    form = FORMATS[list(MIXED).index(case) % (len(FORMATS) - 1)]
    with shell.inside(tmp_path):
        merged = shell("merge", "--base", "base", "ours", "theirs", "-o", "merged", "-f", "json")
        told = json.loads(merged.out)
        assert (merged.code, merged.err) == (int(bool(told["conflicts"])), "")
        assert (tmp_path / "merged").is_dir()
        for command in (
            ("merge", "--base", "base", "ours", "theirs", "--dry-run", "--strategy", "theirs"),
            ("compare", "theirs", "ours", "--base", "base"),
            ("patch", "theirs", "-r", "scale", "--dry-run"),
        ):
            done = shell(*command, "--format", form)
            assert (done.code, done.err) in ((0, ""), (1, "")), command
            assert done.out
