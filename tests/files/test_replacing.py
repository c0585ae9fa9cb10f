"""Changes in place: refused where anything is in doubt, and taken back byte for byte."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from artemis_modkit.files.disk import OWN_FOLDER
from artemis_modkit.files.replacing import replace_files
from artemis_modkit.files.restoring import FolderState, restore, state_of
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import make_link
from tests.files.conftest import BACKUPS, NEW, OLD, files_of, kept_in, with_folders, write


def test_files_are_changed_and_brought_back_with_their_folders(mod: Path) -> None:
    backup = replace_files(mod, OLD, NEW)
    assert backup is not None
    assert backup.files == ("dat/ships.xml", "game.ini", "new/notes.md")
    assert (backup.folder / "dat/ships.xml").read_bytes() == OLD["dat/ships.xml"]
    assert files_of(mod) == with_folders(NEW, "dat/", "new/")
    assert state_of(mod).sentence == "change 0001 is complete, 3 files changed"
    restored = restore(mod)
    assert restored.found.state is FolderState.NEW
    assert restored.files == ("dat/ships.xml", "game.ini")
    assert restored.removed == ("new/notes.md",)
    assert files_of(mod) == with_folders(OLD, "dat/")
    assert kept_in(mod) == []


def test_a_folder_that_someone_put_files_into_stays(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    write(mod, {"new/mine.txt": b"mine"})
    restore(mod)
    assert files_of(mod) == with_folders({**OLD, "new/mine.txt": b"mine"}, "dat/", "new/")


def test_each_restore_takes_one_change_back(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    newer = {**NEW, "game.ini": b"newer"}
    replace_files(mod, NEW, newer)
    assert kept_in(mod) == ["0001", "0001.done.json", "0002", "0002.done.json"]
    assert restore(mod).older == 1
    assert files_of(mod) == with_folders(NEW, "dat/", "new/")
    assert restore(mod).older == 0
    assert files_of(mod) == with_folders(OLD, "dat/")
    assert restore(mod).found.state is FolderState.UNTOUCHED
    assert files_of(mod) == with_folders(OLD, "dat/")


def test_nothing_is_written_where_nothing_differs(mod: Path) -> None:
    assert replace_files(mod, OLD, OLD) is None
    assert not (mod / OWN_FOLDER).exists()


def test_a_backup_of_an_earlier_version_of_the_tool_is_left_alone(mod: Path) -> None:
    write(mod / BACKUPS, {"0007/game.ini": b"ancient"})
    replace_files(mod, OLD, NEW)
    assert kept_in(mod) == ["0007", "0008", "0008.done.json"]
    restore(mod)
    assert kept_in(mod) == ["0007"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_the_mode_of_a_file_stays_and_comes_back(mod: Path) -> None:
    (mod / "game.ini").chmod(0o640)
    replace_files(mod, OLD, NEW)
    assert stat.S_IMODE((mod / "game.ini").stat().st_mode) == 0o640
    (mod / "game.ini").chmod(0o600)
    restore(mod)
    assert stat.S_IMODE((mod / "game.ini").stat().st_mode) == 0o640


# What is refused ----------------------------------------------------------------------------


def refused(mod: Path, after: Mapping[str, bytes] = NEW, before: Mapping[str, bytes] = OLD) -> str:
    """The complaint of a change, of which nothing may be left but a lock."""
    found = files_of(mod)
    with pytest.raises(ModkitError) as refusal:
        replace_files(mod, before, after)
    assert files_of(mod) == found
    assert kept_in(mod) == []
    return without_place(str(refusal.value), mod)


def without_place(sentence: str, mod: Path) -> str:
    """A sentence with `MOD` for the folder of the mod, and with `/` in paths on Windows too."""
    return sentence.replace(str(mod), "MOD").replace(mod.as_posix(), "MOD").replace(os.sep, "/")


def test_a_file_that_changed_since_it_was_read_is_refused(mod: Path) -> None:
    write(mod, {"readme.txt": b"hello"})
    assert refused(mod) == (
        "MOD/readme.txt: the file has changed since it was read; run the command again"
    )


def test_a_new_file_never_overwrites_one(mod: Path) -> None:
    write(mod, {"new/notes.md": b"mine"})
    assert refused(mod) == "MOD/new/notes.md: is there already; it would be overwritten"


def test_a_file_that_changes_while_others_are_written_is_refused(
    mod: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        if any(mod.glob(".modkit-*")):
            (mod / "game.ini").write_bytes(b"edited in an editor")

    monkeypatch.setattr("os.fsync", meanwhile)
    with pytest.raises(ModkitError, match=r"game\.ini: the file has changed since it was read"):
        replace_files(mod, OLD, NEW)
    assert files_of(mod) == with_folders({**OLD, "game.ini": b"edited in an editor"}, "dat/")
    assert kept_in(mod) == []


@pytest.mark.parametrize(
    "path",
    ["../out.ini", "/out.ini", "dat/../../out.ini", "", ".", "dat//a", "C:/out.ini", "a\0b",
     f"{OWN_FOLDER}/lock", f"{OWN_FOLDER}/backups/0001.done.json", f"{OWN_FOLDER}"],
)  # fmt: skip
def test_a_path_that_leads_out_or_to_what_is_kept_is_refused(mod: Path, path: str) -> None:
    assert refused(mod, {**NEW, path: b"bad"}).endswith(
        "is no path inside of MOD; nothing is written"
    )


def test_a_file_of_our_own_may_change_with_the_mod(mod: Path) -> None:
    own = f"{OWN_FOLDER}/modkit-manifest.json"
    replace_files(mod, OLD, {**NEW, own: b"{}"})
    assert (mod / own).read_bytes() == b"{}"
    restore(mod)
    assert not (mod / own).exists()


def test_a_folder_where_a_file_should_be_is_refused(mod: Path) -> None:
    (mod / "new/notes.md").mkdir(parents=True)
    assert refused(mod) == "MOD/new/notes.md: is there already; it would be overwritten"
    (mod / "game.ini").unlink()
    (mod / "game.ini").mkdir()
    assert refused(mod).startswith("MOD/game.ini: cannot be written (")


def test_a_file_where_a_folder_should_be_is_refused(mod: Path) -> None:
    write(mod, {"new": b"a file"})
    assert refused(mod) == "MOD/new: is a file where a folder should be"


def test_a_name_that_is_too_long_is_refused(mod: Path) -> None:
    assert "cannot be" in refused(mod, {**NEW, "x" * 300: b"new"})


def test_a_read_only_file_is_refused(mod: Path) -> None:
    for mode in (0o444, 0o555):
        (mod / "game.ini").chmod(mode)
        assert refused(mod) == "MOD/game.ini: is read-only; allow writing to it first"


def test_a_read_only_folder_is_refused(mod: Path) -> None:
    (mod / "dat").chmod(0o555)
    if os.access(mod / "dat", os.W_OK):
        pytest.skip("this user, or this system, writes into read-only folders")
    try:
        assert "cannot be changed (Permission denied); all files are as before" in refused(mod)
    finally:
        (mod / "dat").chmod(0o755)


def test_links_are_refused(mod: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, {"notes.md": b"theirs", "ships.xml": OLD["dat/ships.xml"]})
    make_link(mod / "new", outside)
    assert refused(mod) == "new/notes.md: leads out of MOD by a link; nothing is written"
    (mod / "new").unlink()
    (mod / "game.ini").unlink()
    make_link(mod / "game.ini", outside / "ships.xml")
    before = {**OLD, "game.ini": OLD["dat/ships.xml"]}
    assert refused(mod, before=before) == (
        "MOD/game.ini: is a link; only plain files are changed in place"
    )
    assert files_of(outside) == {"notes.md": b"theirs", "ships.xml": OLD["dat/ships.xml"]}


@pytest.mark.parametrize("place", ["", "backups", "lock", "backups/journal.tmp"])
def test_what_is_kept_never_goes_by_a_link(mod: Path, tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    write(outside, {"secret": b"secret"})
    own = mod / OWN_FOLDER / place
    own.parent.mkdir(parents=True, exist_ok=True)
    is_file = place.endswith(("lock", ".tmp"))
    make_link(own, outside / "secret" if is_file else outside)
    if place == "backups/journal.tmp":
        replace_files(mod, OLD, NEW)
        restore(mod)
    else:
        with pytest.raises(ModkitError):
            replace_files(mod, OLD, NEW)
        with pytest.raises(ModkitError):
            restore(mod)
    assert files_of(outside) == {"secret": b"secret"}
    assert files_of(mod) == with_folders(OLD, "dat/")


def test_a_lock_that_another_run_holds_is_respected_until_it_ends(mod: Path) -> None:
    holder = (
        "import sys; from pathlib import Path; from artemis_modkit.files.journal import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, mod], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        complaint = "MOD: another run is changing this folder; try again when it has ended"
        assert refused(mod) == complaint
        with pytest.raises(ModkitError, match="another run is changing this folder"):
            restore(mod)
        other.kill()
    assert replace_files(mod, OLD, NEW) is not None
    restore(mod)
    assert files_of(mod) == with_folders(OLD, "dat/")


Failing = Callable[[str, int, int], list[int]]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Make one call of `os.NAME` fail; the list that it gives holds the number of calls."""

    def arm(name: str, at: int, code: int) -> list[int]:
        real = getattr(os, name)
        calls = [0]

        def call(*arguments: object, **options: object) -> object:
            calls[0] += 1
            if calls[0] == at:
                raise OSError(code, os.strerror(code))
            return real(*arguments, **options)

        monkeypatch.setattr(os, name, call)
        return calls

    return arm


@pytest.mark.parametrize("name", ["fsync", "replace", "mkdir", "chmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_whatever_call_fails_all_files_are_as_before(
    mod: Path, name: str, code: int, monkeypatch: pytest.MonkeyPatch, failing: Failing
) -> None:
    at = 0
    while True:
        at += 1
        calls = failing(name, at, code)
        try:
            replace_files(mod, OLD, NEW)
        except ModkitError as error:
            assert os.strerror(code) in str(error)
            assert files_of(mod) == with_folders(OLD, "dat/")
            assert kept_in(mod) == []
        monkeypatch.undo()
        restore(mod)
        if calls[0] < at:
            break
    assert at > 3


@pytest.mark.parametrize("name", ["replace", "unlink"])
def test_a_restore_that_fails_can_be_run_again(
    mod: Path, name: str, monkeypatch: pytest.MonkeyPatch, failing: Failing
) -> None:
    at = 0
    while True:
        at += 1
        replace_files(mod, OLD, NEW)
        calls = failing(name, at, errno.EACCES)
        try:
            restore(mod)
        except ModkitError as error:
            assert "when that is solved, run the command again" in str(error)
            monkeypatch.undo()
            restore(mod)
        monkeypatch.undo()
        assert files_of(mod) == with_folders(OLD, "dat/")
        assert kept_in(mod) == []
        if calls[0] < at:
            break
    assert at > 3


def test_where_not_even_taking_back_works_the_way_out_is_named(
    mod: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "game.ini" or (
            target.name == "ships.xml" and self.parent != target.parent
        ):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held)
        with pytest.raises(
            ModkitError, match=r"when that is solved: artemis-modkit restore .*mod$"
        ):
            replace_files(mod, OLD, NEW)
    assert state_of(mod).state is FolderState.MIXED
    again = "change 0001 was stopped in the middle, of 3 files 1 changed and 2 as before it; bring"
    with pytest.raises(ModkitError, match=f"{again} the files back first: artemis-modkit restore"):
        replace_files(mod, {}, {"other.txt": b""})
    restore(mod)
    assert files_of(mod) == with_folders(OLD, "dat/")
    assert kept_in(mod) == []


def test_a_stop_by_the_user_takes_all_back(mod: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.replace

    def stopped(self: Path, target: Path) -> Path:
        if target.name == "game.ini" and OWN_FOLDER not in self.parts:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        replace_files(mod, OLD, NEW)
    assert files_of(mod) == with_folders(OLD, "dat/")
    assert kept_in(mod) == []
