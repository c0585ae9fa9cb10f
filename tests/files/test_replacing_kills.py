"""A run may be killed at any moment: every file is whole, and what was can be brought back.

The runs are programs of their own (`killed.py`), which are killed for good at each call that
changes the disk in turn: before it, with a write half done, and after it. After one call is
before the next, since nothing else changes the disk.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.files.disk import OWN_FOLDER
from artemis_modkit.files.journal import Phase
from artemis_modkit.files.replacing import replace_files
from artemis_modkit.files.restoring import FolderState, restore, state_of
from artemis_modkit.parsers.errors import ModkitError
from tests.files.conftest import files_of, kept_in, write

PROGRAM = Path(__file__).with_name("killed.py")
_CAN_FORK = hasattr(os, "fork")
EARLIEST = {"dat/ships.xml": b"earliest ships", "game.ini": b"earliest", "readme.txt": b"read me"}
OLD = {"dat/ships.xml": b"old ships\r\n" * 9, "game.ini": b"\xefold\n", "readme.txt": b"read me"}
NEW = {**OLD, "dat/ships.xml": b"new ships" * 7, "game.ini": b"new\n", "new/a/notes.md": b"added"}
EDITED = {"game.ini": b"hand-made", "game.ini.edited": b"hand-made"}


def changing(folder: Path) -> None:
    """A mod that nobody has changed yet."""
    write(folder, OLD)


def changing_again(folder: Path) -> None:
    """A mod with one change that is complete."""
    write(folder, EARLIEST)
    replace_files(folder, EARLIEST, OLD)


def restoring(folder: Path) -> None:
    """A mod whose change is complete and is to be taken back."""
    write(folder, OLD)
    replace_files(folder, OLD, NEW)


def restoring_the_middle(folder: Path) -> None:
    """A mod whose change was stopped in the middle."""
    restoring(folder)
    backups = folder / OWN_FOLDER / "backups"
    (backups / "0001.done.json").rename(backups / "0001.changing.json")
    write(folder, {"game.ini": OLD["game.ini"], ".modkit-0001-1.tmp": b"half of th"})


def restoring_edited(folder: Path) -> None:
    """A mod of which someone has edited a file since its change."""
    restoring(folder)
    write(folder, {"game.ini": EDITED["game.ini"]})


class Jobs:
    """The program that does jobs and dies of them; the next one starts while one is at work."""

    def __init__(self) -> None:
        self._ready = [self._started() for _ in range(1 if _CAN_FORK else 3)]

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-S", PROGRAM, json.dumps(sys.path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip

    def run(
        self, folder: Path, prepare: Callable[[Path], None], at: int, moment: str, held: str
    ) -> list[str]:
        """Run a job that dies at a call; the names of all calls where it lives."""
        is_change = prepare in (changing, changing_again)
        job = {
            "folder": str(folder),
            "at": at,
            "moment": moment,
            "held": held,
            "before": {path: data.hex() for path, data in OLD.items()} if is_change else None,
            "after": {path: data.hex() for path, data in NEW.items()},
        }
        return self.do(job)

    def do(self, job: dict[str, Any]) -> list[str]:
        """Do a job; the names of all calls where it lives."""
        program = self._ready[0]
        assert program.stdin is not None and program.stdout is not None
        print(json.dumps(job), file=program.stdin, flush=True)
        answer = program.stdout.readline()
        if not _CAN_FORK:
            self._ready.append(self._started())
            self._end(self._ready.pop(0))
        if not answer and not _CAN_FORK and program.returncode == signal.SIGTERM:
            return []
        names = json.loads(answer)
        if names == "killed":
            return []
        assert isinstance(names, list)
        return names

    def end(self) -> None:
        for program in self._ready:
            self._end(program)

    @staticmethod
    def _end(program: subprocess.Popen[str]) -> None:
        with program:
            pass  # its input is closed, it ends, and is waited for


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    started = Jobs()
    yield started
    started.end()


def points(names: list[str]) -> Iterator[tuple[int, str]]:
    """Every call by its number from 1 (from one that fails on), and the moments to die at it."""
    first = names.index("refused") + 1 if "refused" in names else 1
    for at, name in enumerate(names[first - 1 :], first):
        yield at, "before"
        if name == "write":
            yield at, "half"
    yield len(names), "after"


def survive(folder: Path, prepare: Callable[[Path], None]) -> str:
    """Hold what is left to its promises and bring it back; what it was said to be."""
    is_edited = prepare is restoring_edited
    found = {path: data for path, data in files_of(folder).items() if path[-1] != "/"}
    whole = {path: data for path, data in found.items() if ".modkit-" not in path}
    for path, data in whole.items():
        allowed = (OLD.get(path), NEW.get(path), EDITED.get(path) if is_edited else None)
        assert data in allowed or path == "game.ini.edited", f"{path} is neither old nor new"
    assert whole.keys() >= OLD.keys(), "a file is missing"

    standing = state_of(folder)
    is_old = all(whole.get(path) == OLD.get(path) for path in NEW)
    is_new = all(whole.get(path) == NEW.get(path) for path in NEW)
    match standing.state:
        case FolderState.UNTOUCHED | FolderState.OLD:
            assert is_old
        case FolderState.NEW:
            assert is_new or standing.number == 1
        case FolderState.EDITED:
            assert is_edited
        case FolderState.MIXED:
            assert not is_old and not is_new
    if standing.phase in (Phase.CHANGING, Phase.RESTORING):
        with pytest.raises(ModkitError, match=re.escape(f"artemis-modkit restore {folder}")):
            replace_files(folder, {}, {"probe": b""})
    if prepare is not changing_again or standing.number == 2:
        restore(folder, force=is_edited)
    is_left = {path: data for path, data in files_of(folder).items() if path != "game.ini.edited"}
    assert is_left == {**OLD, "dat/": b""}, "not all is back"
    if is_edited and "game.ini.edited" in files_of(folder):
        assert (folder / "game.ini.edited").read_bytes() == EDITED["game.ini"]

    if prepare is changing_again:
        assert set(kept_in(folder)) - {"journal.tmp"} == {"0001", "0001.done.json"}
        restore(folder)
        assert {path: (folder / path).read_bytes() for path in EARLIEST} == EARLIEST
        write(folder, OLD)
    assert restore(folder).found.state is FolderState.UNTOUCHED
    assert set(kept_in(folder)) <= {"journal.tmp"}
    assert replace_files(folder, OLD, NEW) is not None, "the lock is free"
    return f"{standing.state.value} ({standing.phase.value if standing.phase else 'no journal'})"


_CHANGES = {"mkdir", "create", "write", "fsync", "replace"}
_TAKES_BACK = {"replace", "unlink", "rmdir"} | ({"fsync"} if hasattr(os, "O_DIRECTORY") else set())


@pytest.mark.parametrize(
    ("prepare", "held", "met"),
    [
        (changing, "", _CHANGES),
        (changing_again, "", _CHANGES),
        (changing, "notes.md", _CHANGES | {"refused"} | _TAKES_BACK),
        (restoring, "", _TAKES_BACK),
        (restoring_the_middle, "", _TAKES_BACK),
        (restoring_edited, "", _TAKES_BACK | {"create", "write", "fsync"}),
    ],
    ids=["change", "second-change", "change-refused-midway", "restore", "restore-of-the-middle",
         "restore-of-edited"],
)  # fmt: skip
def test_a_run_killed_at_any_call_loses_nothing(
    tmp_path: Path,
    jobs: Jobs,
    prepare: Callable[[Path], None],
    held: str,
    met: set[str],
) -> None:
    ready = tmp_path / "ready"
    prepare(ready)

    def copy(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(ready, folder)
        return folder

    names = jobs.run(copy("alive"), prepare, 0, "", held)
    outcomes: Counter[str] = Counter()
    for at, moment in points(names):
        folder = copy(f"{at}-{moment}")
        assert jobs.run(folder, prepare, at, moment, held) == [], "it was not killed"
        try:
            outcomes[survive(folder, prepare)] += 1
        except (AssertionError, ModkitError) as error:
            raise AssertionError(f"killed {moment} call {at} ({names[at - 1]}): {error}") from error
    print(f"{sum(outcomes.values())} kills at {len(names)} calls: {outcomes}")
    assert met <= set(names), "a call of this kind is no longer met, or no longer seen"
