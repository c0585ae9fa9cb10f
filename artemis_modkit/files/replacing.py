"""Changing several files of a folder in place, so that it can be taken back even after a crash.

Nothing of the user's is touched before the old bytes and a journal of what is to
be done are on the disk, and no file is renamed before all new bytes are. Whatever stops a run,
every file is whole, and holds its old bytes or its new ones.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from artemis_modkit.files.disk import (
    cannot_write,
    digest,
    open_plain,
    put_in_place,
    reason_of,
    write_new,
)
from artemis_modkit.files.journal import (
    Entry,
    Generation,
    Phase,
    backups_of,
    check_inside,
    free_number,
    locked,
    newest,
)
from artemis_modkit.files.restoring import standing_of
from artemis_modkit.parsers.errors import ModkitError


class Backup(Struct, frozen=True):
    """Where the old files of a change are kept, and which files were changed."""

    folder: Path
    files: tuple[str, ...]


def replace_files(
    folder: Path,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes | None],
    *,
    what: str = "",
) -> Backup | None:
    """Write new bytes into files of a folder; the old ones are kept, `restore` brings them back.

    Paths are relative to the folder, with `/`. `before` holds what was read; a path that only
    `after` has is a new file, one that is `None` there is removed. `None` where nothing differs;
    then nothing is written. `what` is for people who take it back. Raises `ModkitError`, with all
    files as before, where a file has changed since it was read or cannot be written, another run
    is at work, or an earlier one was stopped in the middle.
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
            generation = _begun(folder, before, changes, what)
        except (OSError, RuntimeError) as error:
            raise cannot_write(folder, error) from None
        _carry_out(generation, before, changes)
        return Backup(generation.backup, tuple(changes))


def _check_unchanged(
    folder: Path, before: Mapping[str, bytes], changes: Mapping[str, bytes | None]
) -> None:
    """Raise `ModkitError` unless every file is as it was read, and may be written."""
    for path in {**before, **changes}:
        target = folder / path
        try:
            if path not in before:
                if target.is_symlink() or target.exists():
                    raise ModkitError(f"{target}: is there already; it would be overwritten")
                continue
            with open_plain(target) as file:
                current = file.read()
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


def _begun(
    folder: Path, before: Mapping[str, bytes], changes: Mapping[str, bytes | None], what: str
) -> Generation:
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
        Entry(path, *(None if data is None else digest(data) for data in (before.get(path), new)))
        for path, new in changes.items()
    )
    new = [path for path in changes if path not in before]
    made = tuple(_missing_folders(folder, new))
    generation = Generation(folder, free_number(folder), Phase.SAVING, entries, made, what)
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
    generation: Generation, before: Mapping[str, bytes], changes: Mapping[str, bytes | None]
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
            if (data := changes[entry.path]) is not None:
                write_new(generation.temporary(entry), data, mode_of=mode_of)
        _check_unchanged(folder, before, changes)
        for entry in generation.entries:
            begun.append(entry)
            if entry.new is None:
                (folder / entry.path).unlink()
            else:
                put_in_place(generation.temporary(entry), folder / entry.path)
        generation.sync_files()
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
        standing = standing_of(generation)
        if not {entry.path for entry in begun}.isdisjoint([*standing.edited, *standing.gone]):
            raise ModkitError(standing.sentence)
        changed = set(standing.new)
        generation.put_back(entry for entry in generation.entries if entry.path in changed)
        generation.discard()
    except (OSError, ModkitError) as error:
        second = reason_of(error) if isinstance(error, OSError) else error
        raise ModkitError(
            f"{generation.folder}: cannot be changed ({reason}), nor all of it be taken back "
            f"({second}); when that is solved: artemis-modkit restore {generation.folder}"
        ) from None
