"""`patch` on folders: what is written, what is kept, what is refused."""

import json
from pathlib import Path

import pytest

from tests.shell import Shell

SHIPS = (
    '<vessel_data>\r\n<vessel uniqueID="1" classname="Dart" broadType="player singleseat">\r\n'
    '<shields front="8" back="8" player="80"/>\r\n<beam_port damage="4"/>\r\n'
    '<torpedo_storage type="trp" amount="4"/>\r\n<torpedo_tube x="0" y="0" z="1"/>\r\n'
    '<long_desc text="Dart^1 beam.^Stores for 4 Homing."/>\r\n</vessel>\r\n</vessel_data>'
)
RECIPE = """name = "fewer"
title = "Fewer torpedoes"
[parameter.share]
default = 0.5
[[step]]
why = "fewer torpedoes"
select = { element = "torpedo_storage" }
multiply = { amount = "$share" }
round = 0
"""


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    (tmp_path / "mod/dat").mkdir(parents=True)
    (tmp_path / "mod/dat/vesselData.xml").write_text(SHIPS, newline="")
    (tmp_path / "mod/readme.txt").write_text("Read me.\n", newline="")
    (tmp_path / "mod/dat/hull.dxs").write_bytes(b"<scene></scene>")
    (tmp_path / "fewer.toml").write_text(RECIPE)
    return tmp_path


def ships(folder: Path) -> str:
    return (folder / "dat/vesselData.xml").read_bytes().decode()


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".artemis-modkit" not in path.parts
    }


def test_a_new_folder_holds_all_text_files_and_can_be_verified(shell: Shell, mod: Path) -> None:
    with shell.inside(mod):
        outcome = shell("patch", "mod", "-r", "fewer.toml", "-o", "new")
        assert outcome.code == 0
        assert shell("verify", "new").code == 0
        (mod / "new/readme.txt").write_text("Edited.\n")
        assert shell("verify", "new").code == 1
    assert ships(mod / "new") == SHIPS.replace('amount="4"', 'amount="2"')
    assert set(tree(mod / "new")) == {
        "CHANGES.md", "dat/vesselData.xml", "modkit-manifest.json", "readme.txt",
    }  # fmt: skip
    assert "Not copied: 1 other file" in outcome.out


def test_a_mod_changed_in_place_comes_back_whole(shell: Shell, mod: Path) -> None:
    before = tree(mod / "mod")
    with shell.inside(mod):
        outcome = shell("patch", "mod", "-r", "fewer.toml", "--in-place", "--set", "share=0.25")
        assert ships(mod / "mod") == SHIPS.replace('amount="4"', 'amount="1"')
        assert "artemis-modkit restore mod" in " ".join(outcome.out.split())
        assert shell("restore", "mod").code == 0
    assert tree(mod / "mod") == before


def test_false_descriptions_are_told_and_follow_where_asked(shell: Shell, mod: Path) -> None:
    with shell.inside(mod):
        told = shell("patch", "mod", "-r", "fewer.toml", "--dry-run")
        followed = shell("patch", "mod", "-r", "fewer.toml", "-o", "new", "--update-text")
        said = json.loads(shell("patch", "mod", "-r", "fewer.toml", "--dry-run", "-f", "json").out)
    assert "Descriptions that are false now: 1 (--update-text lets the numbers follow)" in told.out
    assert "false now" not in followed.out
    assert ships(mod / "new") == SHIPS.replace('amount="4"', 'amount="2"').replace("for 4", "for 2")
    assert [(one["vessel"], one["number"]) for one in said["stale_texts"]] == [(1, "2")]


def test_a_diff_is_written_beside_or_instead(shell: Shell, mod: Path) -> None:
    with shell.inside(mod):
        outcome = shell("patch", "mod", "-r", "fewer.toml", "--diff", "mine.diff")
        (mod / "letter.txt").write_text("Dear all")
        refused = shell("patch", "mod", "-r", "fewer.toml", "--diff", "letter.txt")
    assert "The diff is in mine.diff." in outcome.out
    assert (mod / "mine.diff").read_bytes() == (
        b"# Written by artemis-modkit; git apply and patch -p1 pass over this line.\n"
        b"--- a/dat/vesselData.xml\n+++ b/dat/vesselData.xml\n@@ -2,7 +2,7 @@\n"
        + b"".join(b" %s\n" % line.encode() for line in SHIPS.split("\n")[1:4])
        + b'-<torpedo_storage type="trp" amount="4"/>\r\n'
        + b'+<torpedo_storage type="trp" amount="2"/>\r\n'
        + b"".join(b" %s\n" % line.encode() for line in SHIPS.split("\n")[5:8])
    )
    assert ships(mod / "mod") == SHIPS
    assert refused.code == 2
    assert "letter.txt already exists and is not a diff of this tool" in refused.err


@pytest.mark.parametrize("ways", [(), ("--in-place", "--dry-run"), ("-o", "new", "--in-place")])
def test_one_thing_is_done_at_a_time(shell: Shell, mod: Path, ways: tuple[str, ...]) -> None:
    with shell.inside(mod):
        outcome = shell("patch", "mod", "-r", "fewer.toml", *ways)
    assert outcome.code == 2
    assert "say what to do" in outcome.err


def test_news_for_players_stand_above_older_ones(shell: Shell, mod: Path) -> None:
    (mod / "mod/Changes.md").write_text("\ufeff# Before\n\nAll was well.\n", "utf-8")
    with shell.inside(mod):
        assert shell("patch", "mod", "-r", "fewer.toml", "-o", "new").code == 0
    said = (mod / "new/Changes.md").read_text("utf-8")
    assert said.startswith("# Fewer torpedoes\n")
    assert said.endswith("\n# Before\n\nAll was well.\n")
    assert "homing torpedoes 4 -> 2" in said
