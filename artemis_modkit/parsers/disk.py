"""Writing to disk so that nothing is lost and nothing is ever half-written.

One decision: bytes go into a temporary file beside the target, to the disk, and only then
into place by one rename, which is atomic on every system that players have.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from artemis_modkit.parsers.errors import ModkitError


def write_file(path: Path, data: bytes) -> None:
    """Put bytes into a file, all or nothing. Raises `ModkitError` where that cannot be done."""
    temporary = _temporary_beside(path, data)
    try:
        temporary.replace(path)
    except OSError as error:
        _remove(temporary)
        raise _cannot_write(path, error) from None


def _temporary_beside(path: Path, data: bytes) -> Path:
    """A temporary file with the bytes, on the disk, in the folder of a path."""
    try:
        handle, name = tempfile.mkstemp(prefix=".modkit-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            temporary.chmod(0o644)
    except OSError as error:
        _remove(temporary)
        raise _cannot_write(path, error) from None
    return temporary


def _remove(temporary: Path) -> None:
    with suppress(OSError):
        temporary.chmod(0o644)  # a read-only file cannot be removed on Windows
        temporary.unlink()


def replace_files(
    folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes], backup: Path
) -> None:
    """Write new bytes into files of a folder, with the old bytes kept below `backup` first.

    Paths are relative to the folder. Everything is on the disk before the first file is
    renamed into place; should a rename fail, those before it are taken back. Raises
    `ModkitError`, before anything is written, where a file no longer has the bytes of
    `before` or the backup would lie outside of the folder.
    """
    for path, data in before.items():
        try:
            current = (folder / path).read_bytes()
        except OSError as error:
            raise _cannot_write(folder / path, error) from None
        if current != data:
            raise ModkitError(
                f"{folder / path}: the file has changed since it was read; run the command again"
            )
    if not backup.resolve().is_relative_to(folder.resolve()):
        raise ModkitError(f"{backup}: is a link that leads out of {folder}; remove it first")
    for path, data in before.items():
        _make_folder((backup / path).parent)
        write_file(backup / path, data)
    _rename_all(folder, before, after, backup)


def _rename_all(
    folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes], backup: Path
) -> None:
    ready: dict[str, Path] = {}
    renamed: list[str] = []
    try:
        for path, data in after.items():
            ready[path] = _temporary_beside(folder / path, data)
        for path, temporary in ready.items():
            temporary.replace(folder / path)
            renamed.append(path)
    except (OSError, ModkitError) as error:
        for path in renamed:
            write_file(folder / path, before[path])
        reason = error.strerror if isinstance(error, OSError) else error
        raise ModkitError(
            f"{folder}: cannot be changed ({reason}); all files are as before, copies of them "
            f"lie in {backup}"
        ) from None
    finally:
        for path, temporary in ready.items():
            if path not in renamed:
                _remove(temporary)


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files: it is built beside its place and then put there.

    Raises `ModkitError` where the folder is there already and not empty, or a path leads out.
    """
    try:
        is_there = out.exists()
        if is_there and (not out.is_dir() or any(out.iterdir())):
            raise ModkitError(f"{out}: is there already and not empty; name a new folder")
        _make_folder(out.resolve().parent)
        temporary = Path(tempfile.mkdtemp(prefix=".modkit-", dir=out.resolve().parent))
    except OSError as error:
        raise _cannot_write(out, error) from None
    try:
        for path, data in files.items():
            target = temporary / path
            if not target.resolve().is_relative_to(temporary.resolve()):
                raise ModkitError(f"{path}: leads out of {out}; it is not written")
            _make_folder(target.parent)
            write_file(target, data)
        temporary.chmod(0o755)
        if is_there:
            for child in temporary.iterdir():
                child.replace(out / child.name)
        else:
            temporary.replace(out)
    except OSError as error:
        raise _cannot_write(out, error) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def free_numbered(folder: Path) -> Path:
    """The first of `folder/0001`, `folder/0002`, … that does not exist."""
    number = 1
    while (folder / f"{number:04}").exists():
        number += 1
    return folder / f"{number:04}"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from None


def _cannot_write(path: Path, error: OSError) -> ModkitError:
    return ModkitError(f"{path}: cannot be written ({error.strerror or error})")
