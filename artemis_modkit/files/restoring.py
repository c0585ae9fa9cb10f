"""How the files of a change stand, and taking it back, complete or stopped in the middle.

The bytes of the files decide, not the journal, so that what is said holds after any crash and
whatever people did since. All that could refuse is asked before the first file is touched; from
then on there are only renames, and a restore that is stopped is taken up where it was.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import count
from pathlib import Path

from msgspec import Struct

from artemis_modkit.files.disk import OWN_FOLDER, digest, put_in_place, reason_of, write_new
from artemis_modkit.files.journal import (
    Entry,
    Generation,
    Phase,
    generations,
    locked,
    newest,
    remove_draft,
)
from artemis_modkit.parsers.errors import ModkitError


class FolderState(Enum):
    """What the files of a folder are, by the newest change that is kept of it."""

    UNTOUCHED = "untouched"
    """No change is kept."""
    OLD = "old"
    NEW = "new"
    MIXED = "mixed"
    EDITED = "edited"
    """Some file is neither as before nor as changed: someone has edited it."""


_PHASES = {
    Phase.SAVING: "was stopped before it touched a file",
    Phase.CHANGING: "was stopped in the middle",
    Phase.DONE: "is complete",
    Phase.RESTORING: "was stopped while it was being taken back",
}


_MOST_NAMED = 5


class Standing(Struct, frozen=True):
    """The newest change of a folder, and its files by what they hold.

    `number` and `phase` are `None` where no change is kept. `gone` are files that are not there.
    """

    number: int | None = None
    phase: Phase | None = None
    old: frozenset[str] = frozenset()
    new: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def state(self) -> FolderState:
        """All of it in one word."""
        if self.phase is None:
            return FolderState.UNTOUCHED
        if self.edited:
            return FolderState.EDITED
        if not self.new and not self.gone:
            return FolderState.OLD
        return FolderState.MIXED if self.old or self.gone else FolderState.NEW

    @property
    def is_complete(self) -> bool:
        """Whether the change came to its end, or there is none."""
        return self.phase in (None, Phase.DONE)

    @property
    def sentence(self) -> str:
        """All of it for people, without a full stop."""
        if self.number is None or self.phase is None:
            return "no change by this tool is kept here"
        return f"change {self.number:04} {_PHASES[self.phase]}, {self._files}"

    @property
    def _files(self) -> str:
        count = len(self.old) + len(self.new) + len(self.edited) + len(self.gone)
        of = f"{count} file" if count == 1 else f"{count} files"
        more = "".join(
            f"; {what}: {', '.join(paths[:_MOST_NAMED])}{', …' if len(paths) > _MOST_NAMED else ''}"
            for what, paths in (("edited since", self.edited), ("not there", self.gone))
            if paths
        )
        match self.state:
            case FolderState.OLD:
                return f"{of} as before it"
            case FolderState.NEW:
                return f"{of} changed"
            case _:
                return f"of {of} {len(self.new)} changed and {len(self.old)} as before it{more}"


def has_own_folder(folder: Path) -> bool:
    """Whether anything of this tool's is kept in a folder."""
    return (folder / OWN_FOLDER).is_dir()


def state_of(folder: Path) -> Standing:
    """How a folder stands: files as before the newest change, changed, or some of each.

    Raises `ModkitError` where the journal cannot be read.
    """
    try:
        return standing_of(newest(folder))
    except (OSError, RuntimeError) as error:
        raise ModkitError(f"{folder}: cannot be looked through ({reason_of(error)})") from None


def standing_of(generation: Generation | None) -> Standing:
    """How the files of a change stand. Raises `OSError`, `ModkitError`."""
    if generation is None:
        return Standing()
    held = [(entry, _current(generation.folder / entry.path)) for entry in generation.entries]
    changed = [(entry, now) for entry, now in held if now != entry.old]
    return Standing(
        generation.number,
        generation.phase,
        frozenset(entry.path for entry, now in held if now == entry.old),
        tuple(entry.path for entry, now in changed if now == entry.new),
        tuple(entry.path for entry, now in changed if now not in (None, entry.new)),
        tuple(entry.path for entry, now in changed if now is None and entry.new is not None),
    )


def _current(path: Path) -> str | None:
    """The digest of what a file holds; `None` if it is not there."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ModkitError(f"{path}: is no plain file any more; move it away first")
    except (FileNotFoundError, NotADirectoryError):
        return None
    return digest(path.read_bytes())


# Taking back ---------------------------------------------------------------------------------


class Restored(Struct, frozen=True):
    """What `restore` found, put back and removed, and how many older changes are still kept.

    `kept` are the copies of files that someone had edited since, beside them.
    """

    found: Standing
    files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    older: int = 0


def restore(folder: Path, *, force: bool = False) -> Restored:
    """Take the newest change of a folder back; a second time, the one before it.

    After a change that was stopped in the middle, it takes back what there is of it. Raises
    `ModkitError`, with nothing changed, where someone has edited a file since, unless `force`:
    then a copy of the edited file is kept beside it.
    """
    if not has_own_folder(folder):
        return Restored(standing_of(None))
    with locked(folder):
        try:
            remove_draft(folder)
            generation = newest(folder)
            standing = standing_of(generation)
            if generation is None:
                return Restored(standing)
            return _restored(generation, standing, force=force)
        except (OSError, RuntimeError) as error:
            raise ModkitError(
                f"{folder}: cannot be restored ({reason_of(error)}); {state_of(folder).sentence}; "
                "when that is solved, run the command again"
            ) from None


def hindrance(folder: Path) -> str | None:
    """Why the newest change of a folder cannot be taken back; `None` where nothing hinders it.

    Edited files are no hindrance. Raises `ModkitError` where the journal cannot be read.
    """
    try:
        generation = newest(folder)
        standing = standing_of(generation)
        if generation is not None and generation.phase is not Phase.SAVING:
            _check_backup(generation, _changed(generation, standing))
    except ModkitError as error:
        return str(error)
    except (OSError, RuntimeError) as error:
        return f"{folder}: cannot be looked through ({reason_of(error)})"
    return None


def _changed(generation: Generation, standing: Standing) -> list[Entry]:
    """The files that are not as before the change."""
    return [entry for entry in generation.entries if entry.path not in standing.old]


def _restored(generation: Generation, standing: Standing, *, force: bool) -> Restored:
    folder = generation.folder
    older = len(generations(folder)) - 1
    if generation.phase is Phase.SAVING:
        generation.discard()
        return Restored(standing, older=older)
    if standing.edited and not force:
        raise ModkitError(
            f"{folder / standing.edited[0]}: has been edited since it was changed; with --force "
            "its old bytes are brought back and the edited file is kept beside it"
        )
    entries = _changed(generation, standing)
    _check_backup(generation, entries)
    edited = set(standing.edited)
    kept = tuple(_set_aside(generation, entry) for entry in entries if entry.path in edited)
    generation = generation.passed_to(Phase.RESTORING)
    generation.put_back(entries)
    generation.discard()
    files = tuple(entry.path for entry in entries if entry.old is not None)
    removed = tuple(entry.path for entry in entries if entry.old is None)
    return Restored(standing, files, removed, kept, older)


def _check_backup(generation: Generation, entries: Iterable[Entry]) -> None:
    for entry in entries:
        copy = generation.backup / entry.path
        if entry.old is None:
            continue
        if not copy.resolve().is_relative_to(generation.backup.parent.resolve()):
            raise ModkitError(f"{copy}: is a link that leads out; nothing is restored")
        if not copy.is_file() or digest(copy.read_bytes()) != entry.old:
            raise ModkitError(
                f"{copy}: is missing or damaged; nothing is restored. To give this change up and "
                f"reach those before it, delete {generation.journal}"
            )


def _set_aside(generation: Generation, entry: Entry) -> str:
    """Keep a copy of an edited file beside it, and the path of that. Raises `OSError`."""
    folder = generation.folder
    edited = (folder / entry.path).read_bytes()
    for kept in names_beside(entry.path):
        if not os.path.lexists(folder / kept):
            break
        if (folder / kept).is_file() and (folder / kept).read_bytes() == edited:
            return kept
    temporary = generation.temporary(entry)
    temporary.unlink(missing_ok=True)
    write_new(temporary, edited, mode_of=folder / entry.path)
    put_in_place(temporary, folder / kept)
    return kept


def names_beside(path: str) -> Iterator[str]:
    """Names for a copy of an edited file beside it: `x.edited`, `x.edited-2` and so on."""
    yield f"{path}.edited"
    yield from (f"{path}.edited-{number}" for number in count(2))
