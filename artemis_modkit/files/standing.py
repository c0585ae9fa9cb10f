"""How the files of a change stand: as before, changed, or some of each.

The bytes of the files decide, not the journal, so that what is said holds after
any crash and whatever people did since.
"""

import stat
from enum import Enum
from pathlib import Path

from msgspec import Struct

from artemis_modkit.files.disk import OWN_FOLDER, reason_of
from artemis_modkit.files.generation import Generation, Phase, digest, newest
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
        return standing_of(newest(folder) if has_own_folder(folder) else None)
    except (OSError, RuntimeError) as error:
        raise ModkitError(f"{folder}: cannot be looked through ({reason_of(error)})") from None


def standing_of(generation: Generation | None) -> Standing:
    """How the files of a change stand. Raises `OSError`, `ModkitError`."""
    if generation is None:
        return Standing()
    old: list[str] = []
    new: list[str] = []
    edited: list[str] = []
    gone: list[str] = []
    for entry in generation.entries:
        current = _current(generation.folder / entry.path)
        if current == entry.old:
            old.append(entry.path)
        elif current == entry.new:
            new.append(entry.path)
        else:
            (gone if current is None else edited).append(entry.path)
    return Standing(
        generation.number, generation.phase, frozenset(old), tuple(new), tuple(edited), tuple(gone)
    )


def _current(path: Path) -> str | None:
    """The digest of what a file holds; `None` if it is not there."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ModkitError(f"{path}: is no plain file any more; move it away first")
    except (FileNotFoundError, NotADirectoryError):
        return None
    return digest(path.read_bytes())
