"""What may be written where: onto nothing, and onto what this tool wrote before."""

import os
import re
from pathlib import Path

import pytest

from artemis_modkit.files.outputs import OutputKind, check_output, write_output
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import make_link

OURS = OutputKind("a note of this tool", re.compile(rb"note: [0-9]+\n"))
UNMARKED = OutputKind("a table")
PICTURE = OutputKind("a picture", re.compile(b"picture"), is_art=True)


def refusal(path: Path, kind: OutputKind = OURS, **how: bool) -> str | None:
    """Why a file may not be written, without its path; `None` where it may."""
    try:
        check_output(path, kind, **how)
    except ModkitError as error:
        return str(error).removeprefix(str(path)).lstrip(": ")
    return None


@pytest.mark.parametrize(
    ("held", "is_ours"),
    [
        (b"note: 1\n", True),
        (b"note: 1\nmore", True),
        (b"note: " + b"7" * 4089 + b"\n", True),
        (b"note: " + b"7" * 4090 + b"\n", False),
        (b" note: 1\n", False),
        (b"note: x\n", False),
        (b"", False),
    ],
)
def test_only_what_begins_with_our_mark_is_replaced(
    tmp_path: Path, held: bytes, is_ours: bool
) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(held)
    said = "already exists and is not a note of this tool; choose another file name"
    assert refusal(path) == (None if is_ours else said)
    assert refusal(path, UNMARKED) == "already exists; choose another file name"
    if is_ours:
        write_output(path, b"note: 2\n", OURS)
        assert path.read_bytes() == b"note: 2\n"
    else:
        with pytest.raises(ModkitError):
            write_output(path, b"note: 2\n", OURS)
        assert path.read_bytes() == held


def test_a_new_file_is_written_into_a_folder_that_is_there_or_is_made_with_it(
    tmp_path: Path,
) -> None:
    for kind in (OURS, UNMARKED, PICTURE):
        assert refusal(tmp_path / "new", kind) is None
    inside = tmp_path / "folder" / "new"
    assert refusal(inside) == f"cannot be written: there is no folder {tmp_path / 'folder'}"
    assert refusal(inside, with_folder=True) is None


def test_what_is_no_plain_file_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path / "folder") == "is a folder; choose another file name"
    (tmp_path / "note.txt").write_bytes(b"note: 1\n")
    make_link(tmp_path / "link", tmp_path / "note.txt")
    assert refusal(tmp_path / "link") == (
        "is a link, and links are not written through; choose another file name"
    )
    assert refusal(tmp_path / "note.txt" / "new") is not None
    assert (refusal(tmp_path / "a\0b") or "").startswith("cannot be written (")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "is no plain file; choose another file name"


@pytest.mark.parametrize(
    "path", ["-", "/dev/stdout", "/dev/null", "/proc/self/fd/1", "/dev/no/such"]
)
def test_a_device_is_no_place_for_a_file(path: str) -> None:
    assert refusal(Path(path)) == (
        "is no plain file; choose another file name, or leave the option out to print"
    )


@pytest.mark.parametrize("name", ["NUL", "con.txt", "Com1.png", "lpt9"])
def test_nor_is_what_windows_takes_for_one(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == (
        "is the name of a device on Windows; choose another file name"
    )


@pytest.mark.parametrize("name", ["null", "icon.txt", "com.txt", "com10.png", "lpt"])
def test_a_name_like_that_of_a_device_is_none(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) is None


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_file_that_is_read_only_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"note: 1\n")
    path.chmod(mode)
    said = "is read-only; allow writing to it first, or choose another file name"
    assert refusal(path) == said
    path.chmod(0o644)
    assert refusal(path) is None


@pytest.mark.parametrize("name", [".artemis-modkit", ".Artemis-Modkit"])
def test_nothing_is_written_where_old_files_are_kept(tmp_path: Path, name: str) -> None:
    for path in (tmp_path / name, tmp_path / name / "new", tmp_path / name / "a" / "new"):
        said = refusal(path, with_folder=True)
        assert said == "lies where the old files of a mod are kept; choose another file name"


@pytest.mark.parametrize(
    "mark", ["artemis.ini", "Artemis.INI", "dat/vesselData.xml", "DAT/VESSELDATAMOD.XML"]
)
def test_pictures_go_nowhere_into_a_mod_and_all_else_may(tmp_path: Path, mark: str) -> None:
    mod = tmp_path / "mod"
    (mod / "art" / "deep").mkdir(parents=True)
    (mod / mark).parent.mkdir(exist_ok=True)
    (mod / mark).write_bytes(b"")
    for folder in (mod, mod / "art", mod / "art" / "deep", mod / "absent"):
        said = refusal(folder / "new.png", PICTURE, with_folder=True)
        assert said == (
            f"would lie among the files of the mod in {mod.resolve()}; write pictures elsewhere"
        )
        assert refusal(folder / "new.png", OURS, with_folder=True) is None
    assert refusal(tmp_path / "new.png", PICTURE) is None


@pytest.mark.parametrize("other", ["artemis.ini.txt", "vesselData.xml", "dat/other.xml", "dat"])
def test_a_folder_without_the_files_of_a_mod_is_none(tmp_path: Path, other: str) -> None:
    (tmp_path / other).parent.mkdir(exist_ok=True)
    (tmp_path / other).write_bytes(b"")
    assert refusal(tmp_path / "new.png", PICTURE) is None
