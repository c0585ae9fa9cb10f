"""What is kept of one change in place: the old bytes, and a journal of what is to be done.

How far a change has come stands in the name of its journal
(`0001.changing.json`), so a step forward is one rename: atomic, and possible on a full disk.
A journal is as untrusted as the mod that it lies in. One run at a time may change a folder: the
lock is one of the operating system's, which ends with the process that holds it. Its file stays;
that it is there says nothing.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from artemis_modkit.files.disk import (
    OWN_FOLDER,
    cannot_write,
    put_in_place,
    read_up_to,
    record_bytes,
    record_of,
    sync_folder,
    write_new,
)
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import ModkitError

_JOURNAL = pattern(r"([0-9]{4,})\.(saving|changing|done|restoring)\.json")
_KEPT = pattern(r"([0-9]{4,})(\..*)?", re.DOTALL)
_NOT_ON_WINDOWS = pattern(r"[\\:]")
_LONGEST_WORDS = 300
_DRAFT = "journal.tmp"
_MOST_BYTES = 64 * 1024 * 1024


class Phase(Enum):
    """How far a change has come: its journal has this in its name."""

    SAVING = "saving"
    """Old bytes are being copied; nothing of the user's has been touched."""
    CHANGING = "changing"
    """Old bytes are safe, files are being replaced."""
    DONE = "done"
    RESTORING = "restoring"
    """Old bytes are being put back."""


_Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class Entry(Struct, frozen=True):
    """A file that changes: SHA-256 of its old bytes, `None` if it is new, and of its new ones.

    `new` is `None` where the file is removed.
    """

    path: str
    old: _Digest | None
    new: _Digest | None

    def __post_init__(self) -> None:
        if self.old is None and self.new is None:
            raise ValueError


class _Journal(Struct, frozen=True, kw_only=True):
    """A change as its file says it; `folders` are those that it makes, outermost first."""

    journal: Literal[1] = 1
    what: str = ""
    files: tuple[Entry, ...]
    folders: tuple[str, ...]


class Generation(Struct, frozen=True, dict=True):
    """One change of a folder. `made` are the folders that it makes, outermost first.

    `what` says in words what it was, "" where that is not known.
    """

    folder: Path
    number: int
    phase: Phase
    entries: tuple[Entry, ...]
    made: tuple[str, ...]
    what: str = ""

    @property
    def name(self) -> str:
        """Its number as files have it: `0001`."""
        return f"{self.number:04}"

    @property
    def backup(self) -> Path:
        """Where the old files are kept."""
        return backups_of(self.folder) / self.name

    @property
    def journal(self) -> Path:
        """The file that says all this."""
        return backups_of(self.folder) / f"{self.name}.{self.phase.value}.json"

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {entry.path: at for at, entry in enumerate(self.entries)}

    def temporary(self, entry: Entry) -> Path:
        """The file beside that of an entry in which its next bytes wait."""
        name = f".modkit-{self.name}-{self._places[entry.path]}.tmp"
        return (self.folder / entry.path).with_name(name)

    def begin(self) -> None:
        """Put the journal on the disk, before anything else. Raises `OSError`."""
        backups = backups_of(self.folder)
        backups.mkdir(exist_ok=True)
        sync_folder(backups.parent)
        temporary = backups / _DRAFT
        temporary.unlink(missing_ok=True)
        try:
            said = _Journal(what=self.what, files=self.entries, folders=self.made)
            write_new(temporary, record_bytes(said))
            put_in_place(temporary, self.journal)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        sync_folder(backups)

    def passed_to(self, phase: Phase) -> "Generation":
        """The change one step on, as its journal then says. Raises `OSError`."""
        passed = replace(self, phase=phase)
        put_in_place(self.journal, passed.journal)
        sync_folder(self.journal.parent)
        return passed

    def save(self, entry: Entry, data: bytes) -> None:
        """Keep the old bytes of a file, and its mode. Raises `OSError`."""
        copy = self.backup / entry.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_new(copy, data, mode_of=self.folder / entry.path)

    def sync_backup(self) -> None:
        """Make the names of what was saved last."""
        for at, _, _ in os.walk(self.backup):
            sync_folder(Path(at))
        sync_folder(self.backup.parent)

    def put_back(self, entries: Iterable[Entry]) -> None:
        """Rename kept files to where they were, which no full disk hinders. Raises `OSError`."""
        for entry in entries:
            target = self.folder / entry.path
            if entry.old is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                put_in_place(self.backup / entry.path, target)
        self.sync_files()

    def sync_files(self) -> None:
        """Make the names beside those of changed files last."""
        paths = (*(entry.path for entry in self.entries), *self.made)
        for parent in dict.fromkeys((self.folder / path).parent for path in paths):
            sync_folder(parent)

    def discard(self) -> None:
        """Forget a change whose files are all as before it. Raises `OSError`."""
        for entry in self.entries:
            with suppress(FileNotFoundError, NotADirectoryError):
                self.temporary(entry).unlink()
        for path in reversed(self.made):
            with suppress(OSError):  # something of the user's lies in it
                (self.folder / path).rmdir()
        if self.backup.exists():
            shutil.rmtree(self.backup)
        self.journal.unlink()
        sync_folder(self.journal.parent)


def backups_of(folder: Path) -> Path:
    """Where the backups of a mod's folder lie."""
    return folder / OWN_FOLDER / "backups"


def remove_draft(folder: Path) -> None:
    """Remove the journal that a killed run had not put in place yet. Raises `OSError`."""
    (backups_of(folder) / _DRAFT).unlink(missing_ok=True)


def free_number(folder: Path) -> int:
    """The number after that of the newest thing kept. Raises `OSError`."""
    return max((int(name[1]) for name in _names(folder, _KEPT)), default=0) + 1


def generations(folder: Path) -> list[int]:
    """The numbers of all changes that are kept, oldest first. Raises `OSError`."""
    return sorted({int(name[1]) for name in _names(folder, _JOURNAL)})


def newest(folder: Path) -> Generation | None:
    """The newest change that is kept of a folder. Raises `ModkitError`, `OSError`."""
    return next(kept(folder), None)


def kept(folder: Path) -> Iterator[Generation]:
    """Every change that is kept of a folder, the newest first. Raises `ModkitError`, `OSError`."""
    for found in sorted(_names(folder, _JOURNAL), key=lambda match: -int(match[1])):
        yield _read(folder, found)


def _read(folder: Path, match: re.Match[str]) -> Generation:
    journal = backups_of(folder) / match[0]
    try:
        if journal.is_symlink() or not journal.is_file():
            raise ValueError
        with journal.open("rb") as file:
            said = record_of(read_up_to(file, _MOST_BYTES), _Journal)
        paths = [entry.path for entry in said.files]
        if len(set(paths)) < len(paths):
            raise ValueError
    except ValueError:
        raise ModkitError(
            f"{journal}: cannot be understood as a journal of this tool; the files as they were "
            f"lie in {journal.with_name(match[1])}, to be copied back by hand; then delete both"
        ) from None
    check_inside(folder, [*paths, *said.folders])
    what = said.what[:_LONGEST_WORDS]
    return Generation(folder, int(match[1]), Phase(match[2]), said.files, said.folders, what)


def _names(folder: Path, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    backups = backups_of(folder)
    if not backups.is_dir():
        return
    if not backups.resolve().is_relative_to(folder.resolve()):
        raise ModkitError(f"{backups}: is a link that leads out of {folder}; remove it first")
    for path in backups.iterdir():
        if match := pattern.fullmatch(path.name):
            yield match


def check_inside(folder: Path, paths: Iterable[str]) -> None:
    """Raise `ModkitError` for a path that leads out of a folder, or to what is kept in it.

    Of this tool's own folder only `.json` files that lie right in it may change with the mod.
    """
    root = folder.resolve()
    parents: dict[Path, str] = {}
    for path in paths:
        if not _is_plain(path):
            raise ModkitError(f"{path!r}: is no path inside of {folder}; nothing is written")
        parents.setdefault((folder / path).parent, path)
    for parent, path in parents.items():
        if not parent.resolve().is_relative_to(root):
            raise ModkitError(f"{path}: leads out of {folder} by a link; nothing is written")


def _is_plain(path: str) -> bool:
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        return False
    if PureWindowsPath(path).drive or (os.name == "nt" and _NOT_ON_WINDOWS.search(path)):
        return False
    is_own = parts[0].lower() == OWN_FOLDER
    return not is_own or (len(parts) == 2 and path.endswith(".json"))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a mod's folder. Raises `ModkitError` where another run holds it."""
    from filelock import FileLock, Timeout

    own = folder / OWN_FOLDER
    try:
        own.mkdir(exist_ok=True)
        if own.resolve() != folder.resolve() / OWN_FOLDER:
            raise ModkitError(f"{own}: is a link that leads out of {folder}; remove it first")
        lock = FileLock(own / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise ModkitError(
            f"{folder}: another run is changing this folder; try again when it has ended"
        ) from None
    except OSError as error:
        raise cannot_write(own, error) from None
    try:
        yield
    finally:
        lock.release()
