"""Taking changes back: whatever people did since, and whatever a journal says."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.files.replacing import replace_files
from artemis_modkit.files.restoring import FolderState, hindrance, restore, state_of
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import make_link
from tests.files.conftest import BACKUPS, NEW, OLD, files_of, kept_in, with_folders, write

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
    kept = mod / BACKUPS / "0003"
    for act in (restore, state_of, lambda folder: replace_files(folder, OLD, NEW)):
        with pytest.raises(ModkitError) as refusal:
            act(mod)
        assert str(refusal.value).partition("0003.changing.json: ")[2] == (
            "cannot be understood as a journal of this tool; the files as they were lie in "
            f"{kept}, to be copied back by hand; then delete both"
        )
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
            assert restore(mod).found.state is FolderState.NEW
        assert files_of(mod) == second
        if is_changed:
            restore(mod)
        assert files_of(mod) == first
        assert restore(mod).found.state is FolderState.UNTOUCHED
