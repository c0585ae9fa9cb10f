"""Files that another program has open, that are read-only, or that another run is changing."""

import errno
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from artemis_modkit.files.disk import reason_of
from tests.windows.programs import (
    SHARES_NOTHING,
    SHARES_READING,
    contents,
    held_open,
    modkit,
    only_windows,
)

FIX = ("audit", "--fix", "--fail-on", "error")
PATCH = ("patch", "-r", "torpedoes-matter", "--in-place")


def changed_by(command: tuple[str, ...], mod: Path) -> int:
    name, *options = command
    return modkit(name, mod, *options).code


@only_windows
@pytest.mark.parametrize("command", [PATCH, FIX], ids=["patch", "fix"])
@pytest.mark.parametrize("held", ["artemis.ini", "dat/vesselData.xml"])
def test_a_file_that_an_editor_has_open_is_refused_and_nothing_is_changed(
    mod: Path, command: tuple[str, ...], held: str
) -> None:
    before = contents(mod)
    name, *options = command
    with held_open(mod / held, SHARES_READING):
        refused = modkit(name, mod, *options)
        assert refused.code == 2
        assert "close the program that has it open" in refused.complaint
        assert contents(mod) == before
    assert modkit(name, mod, *options).code in (0, 1)
    assert contents(mod) != before
    assert modkit("restore", mod).code == 0
    assert contents(mod) == before


@only_windows
def test_a_file_that_cannot_even_be_read_is_named(mod: Path) -> None:
    with held_open(mod / "artemis.ini", SHARES_NOTHING):
        refused = modkit("audit", mod)
    assert refused.code == 2
    assert "artemis.ini" in refused.complaint


@only_windows
def test_a_change_is_taken_back_once_the_file_is_closed(mod: Path) -> None:
    before = contents(mod)
    assert changed_by(PATCH, mod) == 0
    changed = contents(mod)
    with held_open(mod / "artemis.ini", SHARES_READING):
        refused = modkit("restore", mod)
        assert refused.code == 2
        assert "close the program that has it open" in refused.complaint
        between = contents(mod)
        assert all(data in (before.get(path), changed[path]) for path, data in between.items())
    assert modkit("restore", mod).code == 0
    assert contents(mod) == before


@only_windows
def test_a_new_folder_and_a_report_do_not_disturb_open_files(mod: Path, tmp_path: Path) -> None:
    with held_open(mod / "dat" / "vesselData.xml", SHARES_READING):
        assert modkit("patch", mod, "-r", "tsn", "-o", tmp_path / "out").code == 0
        assert modkit("audit", mod, "-f", "json", "-o", tmp_path / "found.json").code == 1
    before = (tmp_path / "found.json").read_bytes()
    with held_open(tmp_path / "found.json", SHARES_READING):
        refused = modkit("audit", mod, "-f", "json", "-o", tmp_path / "found.json")
        assert refused.code == 2
        assert "close the program that has it open" in refused.complaint
    assert (tmp_path / "found.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found.json", "mod", "out"]


@only_windows
@pytest.mark.parametrize("command", [PATCH, FIX], ids=["patch", "fix"])
def test_a_read_only_file_stays_as_it_is(mod: Path, command: tuple[str, ...]) -> None:
    before = contents(mod)
    (mod / "artemis.ini").chmod(stat.S_IREAD)
    name, *options = command
    refused = modkit(name, mod, *options)
    assert refused.code == 2
    assert "artemis.ini: is read-only; allow writing to it first" in refused.complaint
    assert contents(mod) == before
    (mod / "artemis.ini").chmod(stat.S_IWRITE | stat.S_IREAD)
    assert modkit(name, mod, *options).code in (0, 1)


@only_windows
def test_read_only_files_come_along_into_a_new_folder_writable(mod: Path, tmp_path: Path) -> None:
    for path in mod.rglob("*.*"):
        if path.is_file():
            path.chmod(stat.S_IREAD)
    assert modkit("patch", mod, "-r", "tsn", "-o", tmp_path / "out").code == 0
    assert changed_by(PATCH, tmp_path / "out") == 0
    assert modkit("restore", tmp_path / "out").code == 0


_LOCKER = """
import sys
from pathlib import Path
from artemis_modkit.files.journal import locked
with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.readline()
"""


def test_of_two_runs_one_changes_the_folder(mod: Path) -> None:
    """On every system: the lock is the system's, and goes with its holder however that ends."""
    before = contents(mod)
    holder = subprocess.Popen(
        [sys.executable, "-c", _LOCKER, str(mod)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline().strip() == "locked"
        for name, *options in (PATCH, FIX):
            refused = modkit(name, mod, *options)
            assert refused.code == 2
            assert refused.complaint.endswith(
                "another run is changing this folder; try again when it has ended"
            )
        assert modkit("audit", mod).code == 1
        assert contents(mod) == before
    finally:
        holder.kill()
        holder.communicate()
    assert changed_by(PATCH, mod) == 0


@only_windows
@pytest.mark.parametrize("code", [32, 33])
def test_only_what_is_in_use_is_to_be_closed(code: int) -> None:
    in_use = OSError(errno.EACCES, "in use", "artemis.ini", code)
    assert "close the program that has it open" in reason_of(in_use)


@only_windows
def test_where_rights_are_missing_no_program_is_blamed() -> None:
    """A game under `C:\\Program Files (x86)` lets nobody write beside it."""
    denied = OSError(errno.EACCES, "Access is denied", "mod", 5)
    assert isinstance(denied, PermissionError)
    assert "close the program" not in reason_of(denied)
