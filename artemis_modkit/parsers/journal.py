"""Changing several files of a folder in place, and taking that back, even after a crash.

One decision: nothing of the user's is touched before the old bytes and a journal of what is to
be done are on the disk, and no file is renamed before all new bytes are. Whatever stops a run,
every file is whole, and holds its old bytes or its new ones.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from artemis_modkit.parsers.disk import (
    cannot_write,
    put_in_place,
    reason_of,
    sync_folder,
    write_new,
)
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.generation import (
    Entry,
    Generation,
    Phase,
    backups_of,
    check_inside,
    digest,
    free_number,
    generations,
    newest,
)
from artemis_modkit.parsers.lock import locked
from artemis_modkit.parsers.standing import Standing, has_own_folder, standing_of


@dataclass(frozen=True, slots=True)
class Backup:
    """Where the old files of a change are kept, and which files were changed."""

    folder: Path
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What `restore` found, put back and removed, and how many older changes are still kept.

    `kept` are the copies of files that someone had edited since, beside them.
    """

    found: Standing
    files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    older: int = 0


def replace_files(
    folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Backup | None:
    """Write new bytes into files of a folder; the old ones are kept, `restore` brings them back.

    Paths are relative to the folder, with `/`. `before` holds what was read; a path that only
    `after` has is a new file. `None` where nothing differs; then nothing is written. Raises
    `ModkitError`, with all files as before, where a file has changed since it was read or cannot
    be written, another run is at work, or an earlier one was stopped in the middle.
    """
    changes = {path: data for path, data in after.items() if before.get(path) != data}
    if not changes:
        return None
    try:
        check_inside(folder, changes)
    except (OSError, RuntimeError) as error:
        raise cannot_write(folder, error) from None
    _check_unchanged(folder, before, changes)
    with locked(folder):
        try:
            generation = _begun(folder, before, changes)
        except (OSError, RuntimeError) as error:
            raise cannot_write(folder, error) from None
        _carry_out(generation, before, changes)
        return Backup(generation.backup, tuple(changes))


def _check_unchanged(
    folder: Path, before: Mapping[str, bytes], changes: Mapping[str, bytes]
) -> None:
    """Raise `ModkitError` unless every file is as it was read, and may be written."""
    for path in {**before, **changes}:
        target = folder / path
        try:
            if path not in before:
                if target.is_symlink() or target.exists():
                    raise ModkitError(f"{target}: is there already; it would be overwritten")
                continue
            current = target.read_bytes()
            is_writable = target.stat().st_mode & 0o222
        except OSError as error:
            raise cannot_write(target, error) from None
        if current != before[path]:
            raise ModkitError(
                f"{target}: the file has changed since it was read; run the command again"
            )
        if path in changes and target.is_symlink():
            raise ModkitError(f"{target}: is a link; only plain files are changed in place")
        if path in changes and not is_writable:
            raise ModkitError(f"{target}: is read-only; allow writing to it first")


def _begun(folder: Path, before: Mapping[str, bytes], changes: Mapping[str, bytes]) -> Generation:
    earlier = newest(folder)
    if earlier is not None and earlier.phase is Phase.SAVING:
        earlier.discard()
    elif earlier is not None and earlier.phase is not Phase.DONE:
        raise ModkitError(
            f"{folder}: {standing_of(earlier).sentence}; bring the files back first: "
            f"artemis-modkit restore {folder}"
        )
    _check_one_drive(folder, (folder / path for path in changes if path in before))
    entries = tuple(
        Entry(index, path, digest(before[path]) if path in before else None, digest(data))
        for index, (path, data) in enumerate(changes.items())
    )
    new = [path for path in changes if path not in before]
    made = tuple(_missing_folders(folder, new))
    generation = Generation(folder, free_number(folder), Phase.SAVING, entries, made)
    generation.begin()
    return generation


def _check_one_drive(folder: Path, targets: Iterable[Path]) -> None:
    """Raise `ModkitError` for a file that its kept bytes could not be renamed back to."""
    drive = backups_of(folder).parent.stat().st_dev
    for target in targets:
        if target.parent.stat().st_dev != drive:
            raise ModkitError(f"{target}: lies on another drive than {folder}; change it there")


def _missing_folders(folder: Path, paths: Iterable[str]) -> list[str]:
    """The folders of paths that are not there, outermost first. Raises `ModkitError`."""
    missing: dict[str, None] = {}
    for path in paths:
        for parent in reversed(PurePosixPath(path).parents[:-1]):
            if not (folder / parent).exists():
                missing[parent.as_posix()] = None
            elif not (folder / parent).is_dir():
                raise ModkitError(f"{folder / parent}: is a file where a folder should be")
    return list(missing)


def _carry_out(
    generation: Generation, before: Mapping[str, bytes], changes: Mapping[str, bytes]
) -> None:
    """Save, change, be done; or take everything back and say why."""
    folder = generation.folder
    begun: list[Entry] = []
    try:
        for entry in generation.entries:
            if entry.old is not None:
                generation.save(entry, before[entry.path])
        generation.sync_backup()
        generation = generation.passed_to(Phase.CHANGING)
        for path in generation.made:
            (folder / path).mkdir()
        for entry in generation.entries:
            mode_of = None if entry.old is None else folder / entry.path
            write_new(generation.temporary(entry), changes[entry.path], mode_of=mode_of)
        _check_unchanged(folder, before, changes)
        for entry in generation.entries:
            begun.append(entry)
            put_in_place(generation.temporary(entry), folder / entry.path)
        _sync(generation)
        generation.passed_to(Phase.DONE)
    except BaseException as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        _take_back(generation, begun, reason)
        if isinstance(error, OSError | ModkitError):
            raise ModkitError(
                f"{folder}: cannot be changed ({reason}); all files are as before"
            ) from None
        raise


def _take_back(generation: Generation, begun: Iterable[Entry], reason: str) -> None:
    try:
        found = standing_of(generation)
        if not {entry.path for entry in begun}.isdisjoint([*found.edited, *found.gone]):
            raise ModkitError(found.sentence)
        changed = set(found.new)
        _put_back(generation, [one for one in generation.entries if one.path in changed])
        generation.discard()
    except (OSError, ModkitError) as error:
        second = reason_of(error) if isinstance(error, OSError) else error
        raise ModkitError(
            f"{generation.folder}: cannot be changed ({reason}), nor all of it be taken back "
            f"({second}); when that is solved: artemis-modkit restore {generation.folder}"
        ) from None


def _put_back(generation: Generation, entries: Iterable[Entry]) -> None:
    """Rename kept files back to where they were, which no full disk hinders. Raises `OSError`."""
    for entry in entries:
        target = generation.folder / entry.path
        if entry.old is None:
            target.unlink(missing_ok=True)
        else:
            put_in_place(generation.backup / entry.path, target)
    _sync(generation)


def _sync(generation: Generation) -> None:
    paths = (*(entry.path for entry in generation.entries), *generation.made)
    for parent in dict.fromkeys((generation.folder / path).parent for path in paths):
        sync_folder(parent)


# Restoring ----------------------------------------------------------------------------------


def state_of(folder: Path) -> Standing:
    """How a folder stands: files as before the newest change, changed, or some of each.

    Raises `ModkitError` where the journal cannot be read.
    """
    try:
        return standing_of(newest(folder) if has_own_folder(folder) else None)
    except (OSError, RuntimeError) as error:
        raise ModkitError(f"{folder}: cannot be looked through ({reason_of(error)})") from None


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
    entries = [one for one in generation.entries if one.path not in found.old]
    _check_backup(generation, entries)
    edited = set(found.edited)
    kept = tuple(_set_aside(generation, one) for one in entries if one.path in edited)
    generation = generation.passed_to(Phase.RESTORING)
    _put_back(generation, entries)
    generation.discard()
    files = tuple(one.path for one in entries if one.old is not None)
    removed = tuple(one.path for one in entries if one.old is None)
    return Restored(found, files, removed, kept, older)


def _check_backup(generation: Generation, entries: Iterable[Entry]) -> None:
    for entry in entries:
        copy = generation.backup / entry.path
        if entry.old is None:
            continue
        if not copy.resolve().is_relative_to(generation.backup.parent.resolve()):
            raise ModkitError(f"{copy}: is a link that leads out; nothing is restored")
        if not copy.is_file() or digest(copy.read_bytes()) != entry.old:
            raise ModkitError(f"{copy}: is missing or damaged; nothing is restored")


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
