"""`merge` as users meet it: files and folders in, one new file or folder out."""

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from artemis_modkit import __version__
from tests.conftest import FIXTURES, Git
from tests.shell import Shell

BASE = """<vessel_data>
  <vessel uniqueID="1" classname="Scout">
    <shields front="80" back="80"/>
    <long_desc text="A long story of a small ship that went out one day"/>
  </vessel>
</vessel_data>
"""
OURS = BASE.replace('front="80"', 'front="90"')
THEIRS = BASE.replace('front="80"', 'front="70"').replace('back="80"', 'back="60"')
MARK = '<!-- modkit: conflict: vessel[1].shields.front: base "80" ours "90" theirs "70" -->'
MERGED = OURS.replace('back="80"', 'back="60"').replace("<shields", f"{MARK}\n    <shields")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("base", BASE), ("ours", OURS), ("theirs", THEIRS)):
        (tmp_path / f"{name}.xml").write_bytes(text.encode())
    return tmp_path


def test_single_files_become_a_new_file_and_conflicts_make_the_exit_code_one(
    shell: Shell, files: Path
) -> None:
    with shell.inside(files):
        outcome = shell(
            "merge", "--base", "base.xml", "ours.xml", "theirs.xml", "-o", "out.xml", "-f", "json"
        )
    assert (files / "out.xml").read_bytes() == MERGED.encode()
    assert outcome.code == 1
    assert json.loads(outcome.out) == {
        "artemis_modkit": __version__,
        "schema": 1,
        "command": "merge",
        "base": "base.xml",
        "ours": "ours.xml",
        "theirs": "theirs.xml",
        "merged": {"ours": [], "theirs": ["vessel[1].shields.back"], "both": []},
        "conflicts": [
            {
                "path": "vessel[1].shields.front",
                "base": "80",
                "ours": "90",
                "theirs": "70",
                "file": "ours.xml",
                "ours_line": 3,
                "theirs_line": 3,
                "also": [],
                "why": "",
            }
        ],
        "settled": [],
        "notes": [],
        "written": ["out.xml"],
    }


def test_the_report_says_what_came_from_whom(shell: Shell, files: Path) -> None:
    with shell.inside(files):
        outcome = shell("merge", "--base", "base.xml", "ours.xml", "theirs.xml", "-o", "out.xml")
    assert outcome.out == (
        "\n"
        "theirs.xml (theirs) is merged into ours.xml (yours), base base.xml\n"
        "1 change taken from theirs:\n"
        "  #1 Scout: rear shield 80 -> 60.\n"
        "\n"
        "1 conflict, where yours stays until you choose\n"
        "#1 Scout: you changed front shield 80 to 90; they changed front shield 80 to 70 (line 3 of both).\n"
        "Written: out.xml.\n"
        "Next: search out.xml for “modkit: conflict” (line 3) and keep what is right; or merge again with\n"
        "--interactive to be asked, or with --strategy ours, theirs or base for all, --strategy\n"
        "'*.long_desc=theirs' for some.\n"
    )


def test_a_strategy_decides_and_the_exit_code_is_zero(shell: Shell, files: Path) -> None:
    command = ("merge", "--base", files / "base.xml", files / "ours.xml", files / "theirs.xml")
    outcome = shell(*command, "-o", files / "out.xml", "--strategy", "*.front=theirs")
    assert outcome.code == 0
    assert "1 conflict decided: 1 as theirs." in outcome.out
    assert (files / "out.xml").read_bytes() == THEIRS.encode()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ([], "name a new file or folder with -o OUT, or give --dry-run"),
        (["-o", "base.xml"], "base.xml already exists; choose another file name"),
        (["--dry-run", "--strategy", "mine"], "--strategy mine: write ours, theirs or both"),
        (["--dry-run", "--base", "none.xml"], "none.xml: no such file or folder"),
    ],
)
def test_what_cannot_be_done_is_said(
    shell: Shell, files: Path, options: list[str], complaint: str
) -> None:
    with shell.inside(files):
        outcome = shell("merge", "ours.xml", "theirs.xml", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"artemis-modkit: {complaint}")


def test_nobody_is_asked_where_nobody_is(
    shell: Shell, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("t\n"))
    command = ("merge", "--base", files / "base.xml", files / "ours.xml", files / "theirs.xml")
    outcome = shell(*command, "-o", files / "out.xml", "--interactive")
    assert (outcome.code, outcome.err) == (1, "")
    assert "Note: nobody was asked about conflicts: the input is not a terminal." in outcome.out
    assert (files / "out.xml").read_bytes() == MERGED.encode()


@pytest.mark.parametrize(
    ("answers", "code", "text"),
    [("t\n", 0, THEIRS), ("what?\nBASE\n", 0, BASE.replace('back="80"', 'back="60"')), ("\n", 1, MERGED), ("", 1, MERGED),
     ("e\n75\n", 0, THEIRS.replace('"70"', '"75"')), ("e\n\n\n", 1, MERGED), ("+\nt\n", 0, THEIRS)],
)  # fmt: skip
def test_on_a_terminal_each_conflict_is_asked_about(
    shell: Shell, files: Path, monkeypatch: pytest.MonkeyPatch, answers: str, code: int, text: str
) -> None:
    terminal = io.StringIO(answers)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    command = ("merge", "--base", files / "base.xml", files / "ours.xml", files / "theirs.xml")
    outcome = shell(*command, "-o", files / "out.xml", "--interactive")
    assert outcome.code == code
    assert "1 Scout: front shield (vessel[1].shields.front)" in outcome.err
    assert (files / "out.xml").read_bytes() == text.encode()


def test_of_two_texts_both_can_be_taken(
    shell: Shell, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = "A long story of a small ship that went out one day"
    for name, text in (("ours", "Ours."), ("theirs", "Theirs.")):
        (files / f"{name}.xml").write_bytes(BASE.replace(story, text).encode())
    terminal = io.StringIO("+\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    command = ("merge", "--base", files / "base.xml", files / "ours.xml", files / "theirs.xml")
    outcome = shell(*command, "-o", files / "out.xml", "--interactive")
    assert "1 conflict decided: 1 as edited." in outcome.out
    assert (files / "out.xml").read_bytes() == BASE.replace(story, "Ours. Theirs.").encode()


@pytest.mark.parametrize(
    ("answer", "code", "numbers"),
    [("+\n", 0, {"7": "Gong", "8": "Horn"}), ("o\n", 0, {"7": "Gong"}), ("t\n", 0, {"7": "Horn"}),
     ("b\n\n", 1, {"7": "Gong"}), ("", 1, {"7": "Gong"})],
)  # fmt: skip
def test_of_two_ships_at_one_number_both_can_be_taken(
    shell: Shell, files: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int,
    numbers: dict[str, str],
) -> None:  # fmt: skip
    for name, ship in (("ours", "Gong"), ("theirs", "Horn")):
        added = (
            f'<vessel uniqueID="7" side="0" classname="{ship}"><art meshfile="{ship}"/></vessel>'
        )
        text = BASE.replace("</vessel_data>", f"{added}\n</vessel_data>")
        (files / f"{name}.xml").write_bytes(text.encode())
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    command = ("merge", "--base", files / "base.xml", files / "ours.xml", files / "theirs.xml")
    outcome = shell(*command, "-o", files / "out.xml", "--interactive")
    assert outcome.code == code
    assert "both gave this number to a ship: ours Gong, theirs Horn; 8 is free" in outcome.err
    assert outcome.err.count("[+] both, theirs as 8") == (2 if answer.startswith("b") else 1)
    text = (files / "out.xml").read_text()
    assert (
        dict(re.findall(r'<vessel uniqueID="([78])" side="0" classname="(\w+)"', text)) == numbers
    )


# Folders ----------------------------------------------------------------------------------------


def test_folders_become_a_new_folder_with_the_text_files_of_both(
    shell: Shell, tmp_path: Path
) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    for folder in (base, ours, theirs):
        shutil.copytree(FIXTURES / "mods" / "nebula-patrol-1.0", folder)
    ini = (ours / "artemis.ini").read_bytes()
    (theirs / "dat" / "new.snt").write_bytes(bytes(32))
    (theirs / "DAT2").mkdir()
    (theirs / "dat" / "new.dxs").write_bytes(b"mesh")
    (base / "notes.txt").write_text("old")
    (ours / "notes.txt").write_text("old")
    (theirs / "notes.txt").write_text("new")
    (ours / "own.txt").write_text("a")
    (theirs / "own.txt").write_text("b")
    outcome = shell("merge", "--base", base, ours, theirs, "-o", tmp_path / "out")
    out = tmp_path / "out"
    assert outcome.code == 0
    assert (out / "artemis.ini").read_bytes() == ini
    assert (out / "dat" / "new.snt").read_bytes() == bytes(32)
    assert not (out / "dat" / "new.dxs").exists()
    assert [(out / name).read_text() for name in ("notes.txt", "own.txt")] == ["new", "a"]
    notes = " ".join(outcome.out.split())
    assert "Note: own.txt differs between the two; yours is kept." in notes
    assert (
        "Note: not in the result: 1 file of theirs that you have not (meshes, pictures, sounds), "
        "such as dat/new.dxs; copy what the ships need."
    ) in notes
    assert shell("merge", "--base", base, ours, theirs, "-o", out).code == 2


# The base ---------------------------------------------------------------------------------------


def ships(*fronts: int) -> str:
    vessels = "".join(
        f'  <vessel uniqueID="{at}" classname="S{at}">\n    <shields front="{front}"/>\n  </vessel>\n'
        for at, front in enumerate(fronts)
    )
    return f"<vessel_data>\n{vessels}</vessel_data>\n"


@pytest.fixture
def checkout(tmp_path: Path, git: Git) -> Path:
    """A mod whose ships became stronger from commit to commit."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    git(folder, "init", "-q")
    for fronts in ((1, 1, 1, 1, 1, 1), (1, 2, 2, 2, 1, 1), (1, 2, 2, 2, 3, 1), (1, 2, 2, 2, 3, 3)):
        (folder / "vesselData.xml").write_text(ships(*fronts), newline="\n")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "stronger")
    return folder


def test_the_commit_that_theirs_was_made_from_is_the_base(
    shell: Shell, checkout: Path, tmp_path: Path
) -> None:
    theirs, out = tmp_path / "theirs.xml", tmp_path / "out.xml"
    theirs.write_text(ships(9, 2, 2, 2, 1, 1), newline="\n")
    outcome = shell("merge", "--base", "auto", checkout / "vesselData.xml", theirs, "-o", out)
    assert outcome.code == 0
    assert "Note: the base is commit " in outcome.out
    assert out.read_text() == ships(9, 2, 2, 2, 3, 3)


def test_a_stale_upload_is_noticed(shell: Shell, checkout: Path, tmp_path: Path) -> None:
    base, theirs, out = (tmp_path / name for name in ("base.xml", "theirs.xml", "out.xml"))
    base.write_text(ships(1, 2, 2, 2, 1, 1), newline="\n")
    theirs.write_text(ships(9, 1, 1, 1, 1, 1), newline="\n")
    ours = checkout / "vesselData.xml"
    outcome = shell("merge", "--base", base, ours, theirs, "-o", out)
    notes = " ".join(outcome.out.split())
    assert "Note: theirs takes 3 of the 4 values that it changed back to what they were in" in notes


def test_the_nearest_stock_is_found(shell: Shell, tmp_path: Path) -> None:
    from artemis_modkit.model import Mod

    text = Mod.open("stock:2.4").tree.read("dat/vesselData.xml").decode()
    for name, change in (("ours", 'front="81"'), ("theirs", 'front="82"')):
        (tmp_path / f"{name}.xml").write_text(text.replace('front="80"', change, 1), newline="\n")
    with shell.inside(tmp_path):
        outcome = shell("merge", "--base", "auto", "ours.xml", "theirs.xml", "--dry-run")
    assert outcome.code == 1
    assert "the base is stock:2.4, the best of 5 stock versions and 0 commits" in outcome.out
    assert "name what both were made from" not in outcome.out


def test_a_base_that_fits_neither_side_is_told(shell: Shell, tmp_path: Path) -> None:
    for name, one in (("ours", 8), ("theirs", 9)):
        (tmp_path / f"{name}.xml").write_text(ships(7, 7, 7, 7, 7, one), newline="\n")
    with shell.inside(tmp_path):
        outcome = shell("merge", "--base", "auto", "ours.xml", "theirs.xml", "--dry-run")
    assert "name what both were made from" in " ".join(outcome.out.split())
