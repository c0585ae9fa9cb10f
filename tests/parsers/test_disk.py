"""Writing is all or nothing, and never over something that was not expected."""

from pathlib import Path

import pytest

from artemis_modkit.parsers.disk import free_numbered, replace_files, write_file, write_folder
from artemis_modkit.parsers.errors import ModkitError


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


def test_files_are_not_replaced_when_one_has_changed_since(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "b").write_bytes(b"changed")
    before, after = {"a": b"old", "b": b"old"}, {"a": b"new", "b": b"new"}
    with pytest.raises(ModkitError, match="has changed since it was read"):
        replace_files(tmp_path, before, after, tmp_path / "backup")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert not (tmp_path / "backup").exists()


def test_the_old_bytes_are_kept_before_new_ones_are_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    backup = free_numbered(tmp_path / "backups")
    replace_files(tmp_path, {"a": b"old"}, {"a": b"new"}, backup)
    assert (backup / "a").read_bytes() == b"old"
    assert (tmp_path / "a").read_bytes() == b"new"
    assert free_numbered(tmp_path / "backups").name == "0002"


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModkitError, match="leads out of"):
        write_folder(tmp_path / "out", {"a.txt": b"", "../b.txt": b""})
    assert list(tmp_path.iterdir()) == []
    write_folder(tmp_path / "out", {"dat/a.txt": b"a"})
    assert (tmp_path / "out/dat/a.txt").read_bytes() == b"a"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_there_must_be_empty(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write_folder(out, {"a.txt": b"a"})
    with pytest.raises(ModkitError, match="is there already and not empty; name a new folder"):
        write_folder(out, {"a.txt": b"b"})
    assert (out / "a.txt").read_bytes() == b"a"


def test_a_change_that_fails_in_the_middle_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = {"a": b"old a", "b": b"old b"}, {"a": b"new a", "b": b"new b"}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    rename = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "b" and "backup" not in target.parts:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(ModkitError, match="all files are as before, copies of them lie in"):
        replace_files(tmp_path, before, after, tmp_path / "backup")
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "backup"]


def test_a_backup_folder_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    mod, outside = tmp_path / "mod", tmp_path / "outside"
    mod.mkdir()
    outside.mkdir()
    (mod / "a").write_bytes(b"old")
    (mod / "own").symlink_to(outside)
    with pytest.raises(ModkitError, match="leads out of"):
        replace_files(mod, {"a": b"old"}, {"a": b"new"}, mod / "own" / "0001")
    assert (mod / "a").read_bytes() == b"old"
    assert list(outside.iterdir()) == []
