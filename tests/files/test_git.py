"""What git says of a checkout: files as they were, and one sentence where it cannot say."""

import os
from hashlib import sha1
from pathlib import Path

import pytest

from artemis_modkit.files import git as asked
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import Git

FILES = [b"", b"\n", b"one\ntwo\n", b"no end", bytes(range(256)) * 40, b"a b c\n" * 3]


def name_of(data: bytes) -> str:
    """The name that git gives to a file's bytes."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@pytest.fixture
def checkout(tmp_path: Path, git: Git) -> Path:
    git(tmp_path, "init", "-q")
    for number, data in enumerate(FILES):
        (tmp_path / f"{number}.bin").write_bytes(data)
    git(tmp_path, "config", "core.autocrlf", "false")
    git(tmp_path, "add", ".")
    return tmp_path


def test_files_come_by_their_names_all_at_once_and_those_that_are_lost_are_left_out(
    checkout: Path,
) -> None:
    names = {name_of(data): data for data in FILES}
    every = [*names, *(name for one in names for name in (one, "0" * 40))]
    assert asked.blobs(checkout, "mod", every) == names
    assert asked.blobs(checkout, "mod", []) == {}


def test_a_file_comes_by_its_name_unless_it_is_lost_or_larger_than_any_that_is_read(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in FILES:
        assert asked.blob(checkout, "mod", name_of(data)) == data
    assert asked.blob(checkout, "mod", "0" * 40) is None
    largest = max(FILES, key=len)
    monkeypatch.setattr(asked, "MAX_FILE_BYTES", len(largest))
    assert asked.blob(checkout, "mod", name_of(largest)) == largest
    monkeypatch.setattr(asked, "MAX_FILE_BYTES", len(largest) - 1)
    assert asked.blob(checkout, "mod", name_of(largest)) is None


def test_what_git_refuses_is_said_in_its_first_line(tmp_path: Path, checkout: Path) -> None:
    with pytest.raises(ModkitError) as refusal:
        asked.ask(checkout, "mod", "cat-file", "blob", "nowhere")
    assert str(refusal.value) == "mod: git says: fatal: Not a valid object name nowhere"


# Another program in git's place -----------------------------------------------------------------


def refusal_of(folder: Path, script: str, path: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said where a script of this name is found by a PATH, as in a folder of a mod."""
    program = folder / "mod" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", path)
    with pytest.raises(ModkitError) as refusal:
        asked.ask(folder, "mod", "log")
    return str(refusal.value)


@pytest.mark.parametrize("path", ["", "elsewhere", "mod", "./mod"])
def test_only_a_git_that_is_installed_is_asked(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refusal_of(tmp_path, "echo log", path, monkeypatch)
    assert said == "mod: git is not installed, so its commits cannot be read"


@pytest.mark.skipif(os.name == "nt", reason="Windows runs no scripts of a shell")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "git says: it said nothing"),
        ("echo 'fatal: one' >&2; echo 'hint: two' >&2; exit 128", "git says: fatal: one"),
        ("exec /bin/sleep 60", "git did not answer in 0.5 s"),
    ],
)
def test_a_git_that_fails_or_never_ends_is_told(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "_SECONDS", 0.5)
    path = str(tmp_path / "mod")
    assert refusal_of(tmp_path, script, path, monkeypatch) == f"mod: {said}"
