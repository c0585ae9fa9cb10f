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
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
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
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise _cannot_write(path, error) from None


def replace_files(
    folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes], backup: Path
) -> None:
    """Write new bytes into files of a folder, with the old bytes kept below `backup` first.

    Paths are relative to the folder. Raises `ModkitError`, before anything is written, where
    a file no longer has the bytes of `before`.
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
    for path, data in before.items():
        _make_folder((backup / path).parent)
        write_file(backup / path, data)
    for path, data in after.items():
        write_file(folder / path, data)


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files, all or nothing.

    Raises `ModkitError` where the folder is there already and not empty, or a path leads out.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ModkitError(f"{out}: is there already and not empty; name a new folder")
    _make_folder(out.parent)
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise _cannot_write(out, error) from None
    try:
        for path, data in files.items():
            target = (temporary / path).resolve()
            if not target.is_relative_to(temporary.resolve()):
                raise ModkitError(f"{path}: leads out of {out}; it is not written")
            _make_folder(target.parent)
            write_file(target, data)
        temporary.chmod(0o755)
        if out.exists():
            out.rmdir()
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
