"""Taking the newest change of a folder back, complete or stopped in the middle.

All that could refuse is asked before the first file is touched; from then on there
are only renames, and a restore that is stopped is taken up where it was.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from artemis_modkit.files.disk import put_in_place, reason_of, write_new
from artemis_modkit.files.generation import (
    Entry,
    Generation,
    Phase,
    digest,
    generations,
    newest,
    remove_draft,
)
from artemis_modkit.files.lock import locked
from artemis_modkit.files.standing import Standing, has_own_folder, standing_of, state_of
from artemis_modkit.parsers.errors import ModkitError


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
            found = standing_of(generation)
            if generation is None:
                return Restored(found)
            return _restored(generation, found, force=force)
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
        generation = newest(folder) if has_own_folder(folder) else None
        found = standing_of(generation)
        if generation is not None and generation.phase is not Phase.SAVING:
            _check_backup(generation, _changed(generation, found))
    except ModkitError as error:
        return str(error)
    except (OSError, RuntimeError) as error:
        return f"{folder}: cannot be looked through ({reason_of(error)})"
    return None


def _changed(generation: Generation, found: Standing) -> list[Entry]:
    """The files that are not as before the change."""
    return [entry for entry in generation.entries if entry.path not in found.old]


def _restored(generation: Generation, found: Standing, *, force: bool) -> Restored:
    folder = generation.folder
    older = len(generations(folder)) - 1
    if generation.phase is Phase.SAVING:
        generation.discard()
        return Restored(found, older=older)
    if found.edited and not force:
        raise ModkitError(
            f"{folder / found.edited[0]}: has been edited since it was changed; with --force its "
            "old bytes are brought back and the edited file is kept beside it"
        )
    entries = _changed(generation, found)
    _check_backup(generation, entries)
    edited = set(found.edited)
    kept = tuple(_set_aside(generation, entry) for entry in entries if entry.path in edited)
    generation = generation.passed_to(Phase.RESTORING)
    generation.put_back(entries)
    generation.discard()
    files = tuple(entry.path for entry in entries if entry.old is not None)
    removed = tuple(entry.path for entry in entries if entry.old is None)
    return Restored(found, files, removed, kept, older)


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
    kept = f"{entry.path}.edited"
    number = 1
    while os.path.lexists(folder / kept):
        if (folder / kept).is_file() and (folder / kept).read_bytes() == edited:
            return kept
        number += 1
        kept = f"{entry.path}.edited-{number}"
    temporary = generation.temporary(entry)
    temporary.unlink(missing_ok=True)
    write_new(temporary, edited, mode_of=folder / entry.path)
    put_in_place(temporary, folder / kept)
    return kept
