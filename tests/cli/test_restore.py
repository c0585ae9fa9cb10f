"""`restore` as users meet it."""

import json
import shutil
from pathlib import Path

import pytest

from artemis_modkit import __version__
from artemis_modkit.files.disk import OWN_FOLDER
from artemis_modkit.files.replacing import replace_files
from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    folder = tmp_path / "Patrol"
    shutil.copytree(DEMO, folder)
    return folder


def changed(mod: Path, text: bytes = b"new") -> bytes:
    """Change the readme and add a file; the readme before."""
    before = (mod / "readme.txt").read_bytes()
    replace_files(mod, {"readme.txt": before}, {"readme.txt": text, f"new/{text!r}.txt": text})
    return before


def test_a_fix_is_taken_back_byte_for_byte(shell: Shell, mod: Path) -> None:
    before = {path: path.read_bytes() for path in mod.rglob("*") if path.is_file()}
    shell("audit", mod, "--fix")
    outcome = shell("restore", mod)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "Found in Patrol: change 0001 is complete, 2 files changed.\n"
        "Taken back: audit --fix.\n"
        "file                 what was done\n"
        "──────────────────────────────────\n"
        "artemis.ini          brought back\n"
        "dat/vesselData.xml   brought back\n"
        "All its files are as they were before it.\n"
    )
    assert {path: path.read_bytes() for path in before} == before


def test_the_json_of_a_restore_keeps_its_contract(shell: Shell, mod: Path) -> None:
    changed(mod)
    changed(mod, b"newer")
    assert json.loads(shell("restore", mod, "--format", "json").out) == {
        "artemis_modkit": __version__,
        "schema": 1,
        "command": "restore",
        "mod": "Patrol",
        "change": 2,
        "found": "new",
        "complete": True,
        "restored": ["readme.txt"],
        "removed": ["new/b'newer'.txt"],
        "kept": [],
        "older": 1,
    }
    assert (mod / "readme.txt").read_bytes() == b"new"


def test_each_restore_says_that_there_is_another(shell: Shell, mod: Path) -> None:
    changed(mod)
    changed(mod, b"newer")
    assert (
        "Kept: 1 older change; `restore` again takes the next one back."
        in shell("restore", mod).out
    )
    assert "older change" not in shell("restore", mod).out
    outcome = shell("restore", mod)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith(
        "there is nothing to restore; no change by this tool is kept here\n"
    )


def test_a_dry_restore_says_how_the_files_stand(shell: Shell, mod: Path) -> None:
    changed(mod)
    (mod / "readme.txt").write_bytes(b"edited")
    outcome = shell("restore", mod, "--dry-run")
    assert outcome.code == 0
    assert outcome.out.startswith(
        "Patrol: change 0001 is complete, of 2 files 1 changed and 0 as before it; edited since: "
        "readme.txt.\n"
    )
    assert "`restore --force` would bring the old files back" in outcome.out
    assert (mod / "readme.txt").read_bytes() == b"edited"


def test_an_edited_file_needs_force_and_is_kept(shell: Shell, mod: Path) -> None:
    before = changed(mod)
    (mod / "readme.txt").write_bytes(b"edited")
    outcome = shell("restore", mod)
    assert outcome.code == 2
    assert "readme.txt: has been edited since it was changed; with --force" in outcome.err
    assert "readme.txt.edited" in shell("restore", mod, "--force").out
    assert (mod / "readme.txt").read_bytes() == before
    assert (mod / "readme.txt.edited").read_bytes() == b"edited"


def test_a_change_that_was_stopped_is_named_as_such(shell: Shell, mod: Path) -> None:
    before = changed(mod)
    backups = mod / OWN_FOLDER / "backups"
    (backups / "0001.done.json").rename(backups / "0001.changing.json")
    (mod / "readme.txt").write_bytes(before)
    refused = shell("audit", mod, "--fix")
    assert refused.code == 2
    assert f"bring the files back first: artemis-modkit restore {mod}" in refused.err
    found = json.loads(shell("restore", mod, "--format", "json").out)
    assert (found["found"], found["complete"]) == ("mixed", False)
    assert found["removed"] == ["new/b'new'.txt"]


def test_the_folder_that_a_mod_lies_in_will_do(shell: Shell, mod: Path) -> None:
    before = changed(mod)
    assert shell("restore", mod.parent).code == 0
    assert (mod / "readme.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("place", "complaint"),
    [("none", "no such folder"), ("readme.txt", "is a file; name the folder of it")],
)
def test_a_place_that_is_no_folder_is_refused(
    shell: Shell, mod: Path, place: str, complaint: str
) -> None:
    outcome = shell("restore", mod / place)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"artemis-modkit: {mod / place}: {complaint}\n"


def test_a_patch_in_place_is_verified_and_taken_back(shell: Shell, mod: Path) -> None:
    before = {path: path.read_bytes() for path in mod.rglob("*") if path.is_file()}
    assert shell("patch", mod, "--recipe", "tsn", "--in-place").code == 0
    assert shell("verify", mod).code == 0
    assert shell("restore", mod).code == 0
    assert {path: path.read_bytes() for path in before} == before
    assert shell("verify", mod).code == 2


@pytest.mark.parametrize("command", [("patch", "--recipe", "tsn"), ("merge", "--base", DEMO, DEMO)])
def test_a_new_folder_is_not_put_into_the_mod(
    shell: Shell, mod: Path, command: tuple[str | Path, ...]
) -> None:
    outcome = shell(command[0], mod, *command[1:], "-o", mod / "out")
    assert outcome.code == 2
    assert outcome.err.endswith("out: lies inside of the mod itself; name a folder elsewhere\n")
    assert not (mod / "out").exists()


def test_a_file_beside_the_new_folder_is_no_mod_that_it_lies_in(shell: Shell, mod: Path) -> None:
    assert shell("patch", mod / "artemis.ini", "--recipe", "tsn", "-o", mod / "out").code == 0
