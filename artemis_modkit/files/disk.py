"""Reading plain files, and writing so that nothing is lost and nothing is ever half-written.

Two decisions: bytes go into a temporary file beside the target, to the disk, and only then
into place by one rename, which is atomic on every system that players have. And only plain files
are read, for a pipe or a device may never end, nor even begin.
"""

import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct, convert, to_builtins

from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.source import MAX_FILE_BYTES

OWN_FOLDER = ".artemis-modkit"
"""Where this tool keeps backups inside a mod; never part of the mod itself."""

_IN_USE = {32, 33}
_DENIED = 5
"""Numbers of errors of Windows: a sharing or lock violation, and access denied."""

_CLOSE = "close the program that has it open"
_RIGHTS = "run as administrator, or copy the mod to your documents"

_LONGEST_ON_WINDOWS = 259
"""Characters of a path with its drive that programs can open, unless made for longer ones."""

_WAITS = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between tries to rename: on Windows a virus scanner holds new files for a moment."""


_OPENING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened before it is known to be a plain one: a pipe without a writer would wait."""


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file for reading. Raises `OSError`, also for whatever is no plain file."""
    _check_plain(path.stat().st_mode)
    handle = os.open(path, _OPENING)
    try:
        _check_plain(os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_up_to(file: BinaryIO, count: int) -> bytes:
    """The first bytes of an open file, as many as are there. Raises `OSError`.

    Memory of `count` bytes is made ready before a read, which for 64 MiB takes longer than the
    file: a tenth of a second under Wine. So no more is asked for than the file holds.
    """
    held = min(count, os.fstat(file.fileno()).st_size + 1)
    data = file.read(held)
    return data if len(data) < held else data + file.read(count - held)


def _check_plain(mode: int) -> None:
    """Raise `OSError` for what is no plain file: to open a device may be harm enough."""
    if not stat.S_ISREG(mode):
        raise OSError("it is a folder" if stat.S_ISDIR(mode) else "it is no plain file")


def read_file(path: Path, shown: str) -> bytes:
    """All bytes of a plain file. Raises `ModkitError` where it cannot be read, `TooBig`."""
    data = beginning_of(path, MAX_FILE_BYTES + 1, shown)
    if len(data) > MAX_FILE_BYTES:
        raise TooBig(f"{shown}: files up to {MAX_FILE_BYTES:,} bytes are read; this one is larger")
    return data


def beginning_of(path: Path, count: int, shown: str = "") -> bytes:
    """The first bytes of a plain file. Raises `ModkitError` where it cannot be read."""
    try:
        with open_plain(path) as file:
            return read_up_to(file, count)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ModkitError(f"{shown or path}: the file cannot be read ({reason})") from None


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


_Record = TypeVar("_Record", bound=Struct)


def record_of(data: bytes, kind: type[_Record]) -> _Record:
    """What a file of this tool's own says. Raises `ValueError` for what is none of its kind."""
    import json

    try:
        return convert(json.loads(data), kind)
    except RecursionError as error:
        raise ValueError(str(error)) from None


def record_bytes(record: Struct, indent: int = 2) -> bytes:
    """A record as such a file has it: JSON in ASCII, the same for the same content."""
    import json

    return f"{json.dumps(to_builtins(record), indent=indent)}\n".encode("ascii")


def write_file(path: Path, data: bytes) -> None:
    """Put bytes into a file, all or nothing. Raises `ModkitError` where that cannot be done."""
    temporary = path.parent / f".modkit-{os.urandom(8).hex()}.tmp"
    try:
        is_there = path.exists()
        write_new(temporary, data, mode_of=path if is_there else None)
        if not is_there:
            temporary.chmod(0o644)
        put_in_place(temporary, path)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            temporary.chmod(0o644)  # a read-only file cannot be removed on Windows
            temporary.unlink()
    sync_folder(path.parent)


def write_new(path: Path, data: bytes, *, mode_of: Path | None = None) -> None:
    """Write a file that is not there yet, down to the disk, with the mode of another one.

    Raises `OSError`, also where the file is there. What it then leaves is for the caller to remove.
    """
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        if mode_of is not None:
            shutil.copymode(mode_of, path)
        os.fsync(file.fileno())


def put_in_place(temporary: Path, path: Path) -> None:
    """Rename a file to its place, over the one that is there. Raises `OSError`."""
    for wait in _WAITS:
        try:
            temporary.replace(path)
            return
        except PermissionError:
            time.sleep(wait)
    temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, where the system can: Windows does it by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some network drives cannot
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_lengths(place: Path, files: Iterable[str]) -> None:
    """Raise `ModkitError` for what could be written and renamed into place, and then not be read.

    A folder is built under a short name, so Windows itself would refuse no name of a file in it.
    """
    if os.name != "nt":
        return
    for path in files:
        whole = str(place / path).removeprefix("\\\\?\\")
        if len(whole) > _LONGEST_ON_WINDOWS:
            raise ModkitError(
                f"{place}: {path} would have a path of {len(whole)} characters there, and most "
                f"programs on Windows open no more than {_LONGEST_ON_WINDOWS}; name a shorter one"
            )


def lies_in(path: Path, folder: Path) -> bool:
    r"""Whether a path leads into a folder, or is it, in whatever way the two are spelt.

    The system knows that `\\?\C:\mod`, a drive made by `subst` and a share are one folder; names
    do not tell. Raises `OSError` where it cannot be asked.
    """
    place = path.resolve()
    return any(one.exists() and one.samefile(folder) for one in (place, *place.parents))


def check_new_folder(out: Path) -> None:
    """Raise `ModkitError` for what is no place for a new folder: it must be new, or empty."""
    try:
        if out.is_symlink():
            raise ModkitError(f"{out}: is a link; name a new folder")
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise ModkitError(f"{out}: is there already and not empty; name a new folder")
    except (OSError, ValueError) as error:
        raise cannot_write(out, error) from None


def write_folder(out: Path, files: Mapping[str, bytes], *, outside_of: Path | None = None) -> None:
    """Write a new folder of files, as `new_folder` makes one; `outside_of` is the mod that is read.

    Raises `ModkitError`, with nothing left behind, also where a path leads out of it.
    """
    with new_folder(out, "mod", outside_of) as temporary:
        _check_lengths(out.resolve(), files)
        for path, data in files.items():
            _write_below(temporary, path, data, out)


@contextmanager
def new_folder(out: Path, what: str, outside_of: Path | None) -> Iterator[Path]:
    """A folder `.modkit-…` that is to be filled and then is put in place as a new folder.

    An empty folder that is there is filled, file after folder. Raises `ModkitError`, with nothing
    left behind, where the folder is there and not empty, cannot be written, or lies in `outside_of`
    (`what` says what that is).
    """
    import tempfile

    made: list[Path] = []
    temporary: Path | None = None
    is_filled = False
    try:
        place = out.resolve()
        if outside_of is not None and lies_in(place, outside_of):
            raise ModkitError(f"{out}: lies inside of the {what} itself; name a folder elsewhere")
        check_new_folder(out)
        is_there = out.exists()
        made = make_folders(place.parent)
        parent = place if is_there else place.parent
        temporary = Path(tempfile.mkdtemp(prefix=".modkit-", dir=parent))
        temporary.chmod(0o755)
        yield temporary
        if is_there:
            is_filled = True
            for child in sorted(temporary.iterdir()):
                put_in_place(child, place / child.name)
        else:
            put_in_place(temporary, place)
        sync_folder(parent)
    except BaseException as error:
        if is_filled:
            _empty(place)
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        remove_empty(made)
        if isinstance(error, OSError | ValueError):
            raise cannot_write(out, error) from None
        raise
    if is_there:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_below(folder: Path, path: str, data: bytes, out: Path) -> None:
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise ModkitError(f"{path}: leads out of {out}; it is not written")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_new(target, data)
    except FileExistsError:
        raise ModkitError(
            f"{path}: there are two files of this name, of which this system can keep one"
        ) from None


def _empty(folder: Path) -> None:
    """Remove what lies in a folder that was empty before."""
    for child in folder.iterdir():
        if child.is_dir():
            shutil.rmtree(child, ignore_errors=True)
        else:
            child.unlink(missing_ok=True)


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; the ones made, outermost first. Raises `OSError`."""
    missing = []
    at = folder
    while not at.exists() and at != at.parent:
        missing.append(at)
        at = at.parent
    missing.reverse()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        remove_empty(missing)
        raise
    for path in missing:
        sync_folder(path.parent)
    return missing


def remove_empty(folders: list[Path]) -> None:
    """Remove folders that `make_folders` made, as far as nothing lies in them."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def cannot_write(path: Path, error: Exception) -> ModkitError:
    """What to say of a file that could not be written, and why."""
    return ModkitError(f"{path}: cannot be written ({reason_of(error)})")


def reason_of(error: Exception) -> str:
    """What the system says, in its words; on Windows also what to do about it."""
    said = getattr(error, "strerror", None) or str(error)
    advice = _advice(error) if isinstance(error, OSError) else ""
    return f"{said}; {advice}" if advice else said


def _advice(error: OSError) -> str:
    """What helps against an error of Windows, by its number; empty for others.

    To rename over a file that a program holds open is "denied" there, as it is without rights.
    """
    code = getattr(error, "winerror", None)
    if code in _IN_USE:
        return _CLOSE
    if code != _DENIED:
        return ""
    target = error.filename if error.filename2 is None else error.filename2
    if isinstance(target, str) and _is_read_only(Path(target)):
        return "it is read-only, so allow writing to it first"
    if error.filename2 is not None:
        return f"{_CLOSE}; if none has, {_RIGHTS}"
    return _RIGHTS


def _is_read_only(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) and not mode & 0o222
