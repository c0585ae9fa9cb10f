"""Changes in place: refused where anything is in doubt, and taken back byte for byte."""

import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.files.disk import OWN_FOLDER
from artemis_modkit.files.journal import replace_files
from artemis_modkit.files.restoring import hindrance, restore
from artemis_modkit.files.standing import State, state_of
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import make_link

OLD = {"dat/ships.xml": b"old ships\r\n", "game.ini": b"\xefold\n", "readme.txt": b""}
NEW = {**OLD, "dat/ships.xml": b"new ships\r\n", "game.ini": b"new", "new/notes.md": b"added"}
BACKUPS = Path(OWN_FOLDER, "backups")


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    folder = tmp_path / "mod"
    write(folder, OLD)
    return folder


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but those that are kept, and every folder as a path with `/`."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if name != OWN_FOLDER and not name.startswith(f"{OWN_FOLDER}/"):
            found[f"{name}/" if path.is_dir() else name] = (
                b"" if path.is_dir() else path.read_bytes()
            )
    return found


def kept_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / BACKUPS).glob("*"))


def with_folders(files: Mapping[str, bytes], *folders: str) -> dict[str, bytes]:
    return {**files, **dict.fromkeys(folders, b"")}


def test_files_are_changed_and_brought_back_with_their_folders(mod: Path) -> None:
    backup = replace_files(mod, OLD, NEW)
    assert backup is not None
    assert backup.files == ("dat/ships.xml", "game.ini", "new/notes.md")
    assert (backup.folder / "dat/ships.xml").read_bytes() == OLD["dat/ships.xml"]
    assert files_of(mod) == with_folders(NEW, "dat/", "new/")
    assert state_of(mod).sentence == "change 0001 is complete, 3 files changed"
    restored = restore(mod)
    assert restored.found.state is State.NEW
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
    assert restore(mod).found.state is State.UNTOUCHED
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
    (mod / "game.ini").chmod(0o444)
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
        "import sys; from pathlib import Path; from artemis_modkit.files.lock import locked\n"
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
    assert state_of(mod).state is State.MIXED
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


# What people did since ----------------------------------------------------------------------


def test_an_edited_file_is_not_lost(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    write(mod, {"game.ini": b"hand-made", "new/notes.md": b"mine", "game.ini.edited": b"other"})
    edited = files_of(mod)
    with pytest.raises(ModkitError, match=r"game\.ini: has been edited since .* with --force"):
        restore(mod)
    assert files_of(mod) == edited
    assert restore(mod, force=True).kept == ("game.ini.edited-2", "new/notes.md.edited")
    kept = {
        "game.ini.edited": b"other",
        "game.ini.edited-2": b"hand-made",
        "new/notes.md.edited": b"mine",
    }
    assert files_of(mod) == with_folders({**OLD, **kept}, "dat/", "new/")


def test_a_file_that_was_deleted_since_comes_back(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    (mod / "game.ini").unlink()
    (mod / "new/notes.md").unlink()
    assert state_of(mod).sentence == (
        "change 0001 is complete, of 3 files 1 changed and 1 as before it; not there: game.ini"
    )
    restore(mod)
    assert files_of(mod) == with_folders(OLD, "dat/")


def test_a_new_file_that_was_deleted_since_is_no_hindrance(mod: Path) -> None:
    replace_files(mod, {}, {"new.txt": b"new", "newer.txt": b"newer"})
    (mod / "new.txt").unlink()
    restore(mod)
    assert files_of(mod) == with_folders(OLD, "dat/")


def test_files_that_are_back_already_need_no_backup(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    write(mod, OLD)
    (mod / "new/notes.md").unlink()
    (mod / BACKUPS / "0001/game.ini").unlink()
    assert restore(mod).files == ()
    assert files_of(mod) == with_folders(OLD, "dat/")


@pytest.mark.parametrize("damage", [b"", b"old!", None])
def test_a_damaged_backup_is_never_put_in_place(mod: Path, damage: bytes | None) -> None:
    replace_files(mod, OLD, NEW)
    copy = mod / BACKUPS / "0001/game.ini"
    copy.unlink() if damage is None else copy.write_bytes(damage)
    said = (
        f"{copy}: is missing or damaged; nothing is restored. To give this change up and reach "
        f"those before it, delete {mod / BACKUPS / '0001.done.json'}"
    )
    assert hindrance(mod) == said
    with pytest.raises(ModkitError) as caught:
        restore(mod)
    assert str(caught.value) == said
    assert files_of(mod) == with_folders(NEW, "dat/", "new/")


def test_a_change_that_is_given_up_leads_to_the_one_before(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    replace_files(mod, NEW, {**NEW, "game.ini": b"newer"})
    assert hindrance(mod) is None
    (mod / BACKUPS / "0002/game.ini").unlink()
    assert hindrance(mod) is not None
    (mod / BACKUPS / "0002.done.json").unlink()
    restore(mod, force=True)
    assert files_of(mod) == with_folders({**OLD, "game.ini.edited": b"newer"}, "dat/")


def test_the_draft_of_a_killed_run_goes_with_the_next_restore(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    (mod / BACKUPS / "journal.tmp").write_bytes(b'{"jour')
    restore(mod)
    assert kept_in(mod) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(mod: Path) -> None:
    (mod / "game.ini").unlink()
    os.mkfifo(mod / "game.ini")
    with pytest.raises(ModkitError, match=r"cannot be written \(it is no plain file\)"):
        replace_files(mod, OLD, NEW)


def test_a_folder_in_place_of_a_file_is_named(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    (mod / "game.ini").unlink()
    (mod / "game.ini").mkdir()
    with pytest.raises(ModkitError, match=r"game\.ini: is no plain file any more; move it away"):
        restore(mod)


# Journals that nobody of ours wrote ---------------------------------------------------------


def journal(*files: tuple[object, object, object], **changes: object) -> bytes:
    entries = [{"path": path, "old": old, "new": new} for path, old, new in files]
    return json.dumps({"journal": 1, "files": entries, "folders": [], **changes}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"1" * 5000, b'{"files": 3}',
        journal(("game.ini", "00", "00")),
        journal(("game.ini", None, None)),
        journal(("game.ini", "00", "0" * 64)),
        journal(("game.ini", None, "00")),
        journal(("game.ini", None, "0" * 63 + "A")),
        journal((3, None, "0" * 64)),
        journal(("game.ini", None, "0" * 64), ("game.ini", None, "0" * 64)),
        journal(journal=2),
        journal(folders=7),
    ],
)  # fmt: skip
def test_a_journal_that_is_none_is_named_in_a_sentence(mod: Path, content: bytes) -> None:
    write(mod / BACKUPS, {"0003.changing.json": content})
    for act in (restore, state_of):
        with pytest.raises(ModkitError, match="cannot be understood as a journal of this tool"):
            act(mod)
    with pytest.raises(ModkitError, match="cannot be understood as a journal of this tool"):
        replace_files(mod, OLD, NEW)
    assert files_of(mod) == with_folders(OLD, "dat/")


@pytest.mark.parametrize("path", ["../victim", "/victim", "dat/../../victim", "C:/victim", "a\0"])
@pytest.mark.parametrize("key", ["files", "folders"])
def test_a_journal_cannot_name_what_lies_outside(
    mod: Path, tmp_path: Path, path: str, key: str
) -> None:
    write(tmp_path, {"victim": b""})
    content = journal((path, None, "0" * 64)) if key == "files" else journal(folders=[path])
    write(mod / BACKUPS, {"0003.changing.json": content})
    with pytest.raises(ModkitError, match="is no path inside of"):
        restore(mod, force=True)
    assert (tmp_path / "victim").exists()


def test_a_journal_cannot_fetch_what_lies_outside(mod: Path, tmp_path: Path) -> None:
    write(tmp_path, {"outside/game.ini": b"secret"})
    replace_files(mod, {}, {"x": b"x"})
    secret = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
    content = journal(("game.ini", secret, "0" * 64))
    write(mod / BACKUPS, {"0003.done.json": content})
    make_link(mod / BACKUPS / "0003", tmp_path / "outside")
    with pytest.raises(ModkitError, match="is a link that leads out; nothing is restored"):
        restore(mod, force=True)
    assert (mod / "game.ini").read_bytes() == OLD["game.ini"]
    assert (tmp_path / "outside/game.ini").read_bytes() == b"secret"


# Whatever the files are ---------------------------------------------------------------------

NAMES = st.sampled_from(["a", "b.ini", "dat/a.xml", "dat/deep/b", "Ünï cödé", "x/y/z", "-"])
FILES = st.dictionaries(NAMES, st.binary(max_size=40), max_size=6)


@settings(max_examples=60, deadline=None)
@given(old=FILES, new=FILES, newer=FILES)
def test_any_change_of_any_files_comes_back(
    old: dict[str, bytes], new: dict[str, bytes], newer: dict[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        mod = Path(place)
        write(mod, old)
        first = files_of(mod)
        is_changed = replace_files(mod, old, new) is not None
        now = {**old, **new}
        second = files_of(mod)
        assert {path: data for path, data in second.items() if path[-1] != "/"} == now
        if replace_files(mod, now, newer) is not None:
            assert restore(mod).found.state is State.NEW
        assert files_of(mod) == second
        if is_changed:
            restore(mod)
        assert files_of(mod) == first
        assert restore(mod).found.state is State.UNTOUCHED
