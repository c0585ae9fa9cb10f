"""A copy of the project to add things to, and the table of docs/design.md that says where."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import PROJECT

_COPIED = ("artemis_modkit", "docs", "fixtures", "tests", "README.md", "pyproject.toml")
_ROW = re.compile(r"^\| (?P<what>[^|]+?) \| (?P<touch>[^|]+?) \|$", re.MULTILINE)
_PATH = re.compile(r"`([\w./-]*[/.][\w./-]*)`")
_ELSEWHERE = ("docs/", "tests/", "fixtures/", "tools/", "README.md")


class Copy:
    """A copy of the project in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Compiled files go along, so that hardly one is compiled anew; not those half written.
        ignored = shutil.ignore_patterns("*.pyc.*", ".*")
        for name in _COPIED:
            if (PROJECT / name).is_dir():
                shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
            else:
                shutil.copy(PROJECT / name, folder / name)
        self._before = dict(self._files())

    def add(self, path: str, text: str) -> None:
        """Write a new file, its path from the top of the project."""
        target = self.folder / path
        assert not target.exists()
        target.write_text(text, "utf-8", newline="\n")

    def insert(self, path: str, after: str, text: str) -> None:
        """Put text behind a passage that stands once in a file."""
        target = self.folder / path
        whole = target.read_text("utf-8")
        assert whole.count(after) == 1
        target.write_text(whole.replace(after, after + text), "utf-8", newline="\n")

    def run(self, *arguments: str, code: int = 0) -> str:
        """What `artemis-modkit` of the copy prints, with the exit code that is expected."""
        return self._python("-m", "artemis_modkit", *arguments, code=code)

    def passes(self, *arguments: str) -> str:
        """Run tests of the copy, which must all pass; what pytest prints."""
        return self._python("-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)

    def answers(self, code: str) -> str:
        """What lines of Python print that import the copy."""
        return self._python("-c", code)

    def touched(self) -> set[str]:
        """The files that are new or no longer what they were, from the top of the project."""
        return {path for path, data in self._files() if self._before.get(path) != data}

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for path in self.folder.rglob("*"):
            if path.is_file() and path.suffix != ".pyc" and ".hypothesis" not in path.parts:
                yield path.relative_to(self.folder).as_posix(), path.read_bytes()

    def _python(self, *arguments: str, code: int = 0) -> str:
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "COLUMNS": "100",
            "ARTEMIS_CORPUS": str(self.folder / "no" / "real" / "files"),
        }
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


def named(what: str) -> set[str]:
    """The files that docs/design.md names for what is added, from the top of the project.

    A folder, with `/` at its end, stands for one new file somewhere in it.
    """
    page = (PROJECT / "docs/design.md").read_text("utf-8")
    rows = {row["what"]: row["touch"] for row in _ROW.finditer(page)}
    return {
        path if path.startswith(_ELSEWHERE) else f"artemis_modkit/{path}"
        for path in _PATH.findall(rows[what])
    }


@contextmanager
def adding(what: str, folder: Path) -> Iterator[Copy]:
    """A copy to add something to; in the end, the files that were named are those touched."""
    places = named(what)
    copy = Copy(folder)
    yield copy
    found = {path: _place_of(path, places) for path in copy.touched()}
    assert {path for path, place in found.items() if place is None} == set()
    assert set(found.values()) == places
    assert len(found) == len(places), "one file in each folder"


def _place_of(path: str, places: set[str]) -> str | None:
    return next(
        (one for one in places if path == one or (one.endswith("/") and path.startswith(one))), None
    )
