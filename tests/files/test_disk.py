"""Writing is all or nothing, and never over something that was not expected."""

import io
import os
import re
import stat
import tracemalloc
from pathlib import Path

import pytest

from artemis_modkit.files.disk import (
    beginning_of,
    check_new_folder,
    lies_in,
    make_folders,
    read_file,
    read_up_to,
    reason_of,
    remove_empty,
    write_file,
    write_folder,
)
from artemis_modkit.parsers.errors import ModkitError, TooBig
from tests.conftest import make_link


def test_a_small_file_is_read_with_the_memory_of_a_small_file(tmp_path: Path) -> None:
    (tmp_path / "lantern.snt").write_bytes(b"x" * 100_000)
    tracemalloc.start()
    try:
        assert read_file(tmp_path / "lantern.snt", "it") == b"x" * 100_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path) -> None:
    """As the files of Linux's own `/proc` do, which say that they hold nothing."""
    path = tmp_path / "artemis.ini"
    path.write_bytes(b"")
    with path.open("rb") as file, path.open("ab", buffering=0) as growing:
        told = file.fileno()

        class Grown(io.BufferedReader):
            def read(self, size: int | None = -1, /) -> bytes:
                growing.write(b"warpFactor=1\n")
                return super().read(size)

        assert read_up_to(Grown(io.FileIO(told, closefd=False)), 20) == b"warpFactor=1\nwarpFac"


def test_a_file_is_written_whole_and_leaves_nothing_else(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", b"one")
    write_file(tmp_path / "a.txt", b"two")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"two"}


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "a.txt", b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ModkitError, match=r"a\.txt: cannot be written \(No space left on device\)"):
        write_file(tmp_path / "a.txt", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModkitError, match="leads out of"):
        write_folder(tmp_path / "out", {"a.txt": b"", "../b.txt": b""})
    assert list(tmp_path.iterdir()) == []
    write_folder(tmp_path / "out", {"dat/a.txt": b"a", "dat/art/deep/b.txt": b"b"})
    assert (tmp_path / "out/dat/a.txt").read_bytes() == b"a"
    assert (tmp_path / "out/dat/art/deep/b.txt").read_bytes() == b"b"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_there_must_be_empty(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write_folder(out, {"a.txt": b"a"})
    with pytest.raises(ModkitError, match="is there already and not empty; name a new folder"):
        write_folder(out, {"a.txt": b"b"})
    assert (out / "a.txt").read_bytes() == b"a"


def test_a_folder_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = iter([None, OSError(28, "No space left on device")])

    def soon_full(handle: int) -> None:
        if error := next(written, None):
            raise error

    monkeypatch.setattr("os.fsync", soon_full)
    out = tmp_path / "new" / "out"
    with pytest.raises(ModkitError, match=r"out: cannot be written \(No space left on device\)"):
        write_folder(out, {"a.txt": b"a", "b.txt": b"b"})
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_that_cannot_be_filled_is_empty_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(ModkitError, match="cannot be written"):
        write_folder(tmp_path, {"a/a.txt": b"a", "b.txt": b"b"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["", "out", "dat/out", "dat/../out"])
def test_a_folder_is_not_written_into_the_mod_that_is_read(tmp_path: Path, place: str) -> None:
    mod = tmp_path / "mod"
    (mod / "dat").mkdir(parents=True)
    with pytest.raises(ModkitError, match="lies inside of the mod itself; name a folder elsewhere"):
        write_folder(mod / place, {"a.txt": b"a"}, outside_of=mod)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["dat", "mod"]
    write_folder(tmp_path / "mod2", {"a.txt": b"a"}, outside_of=mod)


@pytest.mark.parametrize(
    "files",
    [
        {"a": b"", "a/b": b""},
        {"a/b": b"", "a": b""},
        {"x" * 300: b""},
        {"a": b"", "../b": b""},
        {"a": b"", "/b": b""},
        {"a\0b": b""},
        {"a": b"", "./a": b""},
    ],
)
def test_paths_that_cannot_be_files_leave_no_folder(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    with pytest.raises(ModkitError):
        write_folder(tmp_path / "out", files)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(ModkitError, match="cannot be written"):
        write_folder(tmp_path / "file" / "out", {"a": b""})
    assert (tmp_path / "file").read_bytes() == b"mine"


# Reading ------------------------------------------------------------------------------------


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    with pytest.raises(ModkitError, match=r"^here: the file cannot be read \(it is a folder\)$"):
        read_file(tmp_path, "here")
    with pytest.raises(FileNotFoundError) as told:
        (tmp_path / "absent").stat()
    reason = re.escape(f"cannot be read ({told.value.strerror})")
    with pytest.raises(ModkitError, match=f"{reason}$"):
        read_file(tmp_path / "absent", "absent")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(ModkitError, match=r"cannot be read \(it is no plain file\)$"):
            read_file(tmp_path / name, name)


@pytest.mark.skipif(os.name == "nt", reason="devices are no files there")
def test_a_device_is_not_read() -> None:
    with pytest.raises(ModkitError, match="it is no plain file"):
        read_file(Path("/dev/zero"), "zero")


# What Windows says --------------------------------------------------------------------------


class WindowsError(PermissionError):
    """An error as Windows makes it: with a number of its own."""

    def __init__(self, code: int, path: Path, onto: Path | None = None) -> None:
        super().__init__(13, "Access is denied", str(path), None, onto and str(onto))
        self.winerror = code


RIGHTS = "run as administrator, or copy the mod to your documents"


@pytest.mark.parametrize("code", [32, 33])
def test_a_file_in_use_is_to_be_closed(code: int, tmp_path: Path) -> None:
    said = reason_of(WindowsError(code, tmp_path / "a.ini"))
    assert said == "Access is denied; close the program that has it open"


def test_a_folder_that_denies_access_wants_rights(tmp_path: Path) -> None:
    assert reason_of(WindowsError(5, tmp_path)) == f"Access is denied; {RIGHTS}"
    assert reason_of(WindowsError(5, tmp_path / "new.ini")) == f"Access is denied; {RIGHTS}"


def test_a_file_that_denies_to_be_renamed_over_may_be_open(tmp_path: Path) -> None:
    (tmp_path / "a.ini").write_bytes(b"")
    assert reason_of(WindowsError(5, tmp_path / "tmp", tmp_path / "a.ini")) == (
        f"Access is denied; close the program that has it open; if none has, {RIGHTS}"
    )


def test_a_read_only_file_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.ini"
    path.write_bytes(b"")
    said = "Access is denied; it is read-only, so allow writing to it first"
    for mode in (0o444, 0o555):
        path.chmod(mode)
        for error in (WindowsError(5, path), WindowsError(5, tmp_path / "tmp", path)):
            assert reason_of(error) == said
    path.chmod(0o644)


def test_other_systems_speak_for_themselves() -> None:
    assert reason_of(PermissionError(13, "Permission denied")) == "Permission denied"
    assert reason_of(OSError(28, "No space left on device")) == "No space left on device"
    assert reason_of(ValueError("embedded null byte")) == "embedded null byte"


def test_a_beginning_is_as_long_as_asked_or_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert [beginning_of(tmp_path / "a", count) for count in (0, 2, 3, 9)] == [
        b"", b"ab", b"abc", b"abc",
    ]  # fmt: skip


def test_a_new_folder_is_no_link_and_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for name in ("new", "empty", "deep/new"):
        check_new_folder(tmp_path / name)
    with pytest.raises(ModkitError, match="is there already and not empty"):
        check_new_folder(tmp_path / "file")
    make_link(tmp_path / "link", tmp_path / "empty")
    with pytest.raises(ModkitError, match="link: is a link; name a new folder"):
        check_new_folder(tmp_path / "link")


def test_a_folder_is_known_whatever_way_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "mod" / "dat").mkdir(parents=True)
    mod = tmp_path / "mod"
    for inside in ("", "dat", "new/deep", "dat/.."):
        assert lies_in(mod / inside, mod)
    for outside in ("..", "../mod2", "../new/mod"):
        assert not lies_in(mod / outside, mod)
    make_link(tmp_path / "link", mod)
    assert lies_in(tmp_path / "link" / "new", mod)


def test_folders_that_are_made_are_told_outermost_first_and_go_where_they_stay_empty(
    tmp_path: Path,
) -> None:
    made = make_folders(tmp_path / "a" / "b" / "c")
    assert made == [tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "c"]
    assert make_folders(tmp_path / "a" / "b") == []
    (tmp_path / "a" / "kept").write_bytes(b"")
    remove_empty(made)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["kept"]


def test_a_file_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("artemis_modkit.files.disk.MAX_FILE_BYTES", 10)
    (tmp_path / "file").write_bytes(b"x" * 10)
    assert read_file(tmp_path / "file", "file") == b"x" * 10
    (tmp_path / "file").write_bytes(b"x" * 11)
    with pytest.raises(TooBig, match="file: files up to 10 bytes are read; this one is larger"):
        read_file(tmp_path / "file", "file")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_what_is_written_can_be_read_by_others_and_keeps_its_mode(tmp_path: Path) -> None:
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    write_file(tmp_path / "new", b"x")
    assert mode(tmp_path / "new") == 0o644
    (tmp_path / "new").chmod(0o640)
    write_file(tmp_path / "new", b"y")
    assert mode(tmp_path / "new") == 0o640
    write_folder(tmp_path / "folder", {"dat/a": b"x"})
    assert mode(tmp_path / "folder") == 0o755
