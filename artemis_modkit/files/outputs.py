"""What a command may write where: one answer for every file that users name as output.

A file that is there is replaced only where it begins with our mark of the same
kind, for what else it is no program can know: textures of mods are PNGs as our pictures are, and
the list of accepted findings is JSON as every report is. No more than its beginning is read.
"""

import re
import stat
from pathlib import Path

from msgspec import Struct

from artemis_modkit.files.disk import OWN_FOLDER, beginning_of, cannot_write, write_file
from artemis_modkit.files.trees import is_device
from artemis_modkit.parsers.errors import ModkitError

_HEAD = 4096
"""Bytes in which a mark must stand."""

_MARKS_OF_A_MOD = (("artemis.ini",), ("dat", "vesseldata.xml"), ("dat", "vesseldatamod.xml"))
_DEVICE_FOLDERS = ("/dev/", "/proc/")
_AGAIN = "choose another file name"


class OutputKind(Struct, frozen=True):
    """A kind of file that this tool writes, in words: "a picture of this tool".

    `mark` is what each one begins with; without one, none is ever replaced. `is_art` if a mod has
    files that look like it, which the game would take for its own.
    """

    words: str
    mark: re.Pattern[bytes] | None = None
    is_art: bool = False


def check_output(path: Path, kind: OutputKind, *, with_folder: bool = False) -> None:
    """Raise `ModkitError` where a file of a kind may not be written; nothing is written yet.

    To be asked before the work and before any change, so that a slip costs nothing. `with_folder`
    if the folder that it goes into is made with it.
    """
    _check_place(path, kind)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not with_folder and not path.parent.is_dir():
            raise ModkitError(
                f"{path} cannot be written: there is no folder {path.parent}"
            ) from None
        return
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from None
    if stat.S_ISLNK(mode):
        raise ModkitError(f"{path} is a link, and links are not written through; {_AGAIN}")
    if stat.S_ISDIR(mode):
        raise ModkitError(f"{path} is a folder; {_AGAIN}")
    if not stat.S_ISREG(mode):
        raise ModkitError(f"{path} is no plain file; {_AGAIN}")
    if kind.mark is None:
        raise ModkitError(f"{path} already exists; {_AGAIN}")
    if not kind.mark.match(beginning_of(path, _HEAD)):
        raise ModkitError(f"{path} already exists and is not {kind.words}; {_AGAIN}")
    if not mode & 0o222:
        raise ModkitError(f"{path} is read-only; allow writing to it first, or {_AGAIN}")


def write_output(path: Path, data: bytes, kind: OutputKind) -> None:
    """Write a file that a user has named, all or nothing. Raises `ModkitError`."""
    check_output(path, kind)
    write_file(path, data)


def _check_place(path: Path, kind: OutputKind) -> None:
    """Raise `ModkitError` for a path where no such file may be, whatever is there."""
    if str(path) == "-" or path.as_posix().startswith(_DEVICE_FOLDERS):
        raise ModkitError(f"{path} is no plain file; {_AGAIN}, or leave the option out to print")
    if is_device(path.name):
        raise ModkitError(f"{path} is the name of a device on Windows; {_AGAIN}")
    if OWN_FOLDER in (part.lower() for part in path.parts):
        raise ModkitError(f"{path} lies where the old files of a mod are kept; {_AGAIN}")
    if kind.is_art and (mod := _mod_around(path.parent)):
        raise ModkitError(
            f"{path} would lie among the files of the mod in {mod}; write pictures elsewhere"
        )


def _mod_around(folder: Path) -> Path | None:
    """The mod's folder that a folder is or lies in; `None` if it is in none."""
    try:
        for path in (whole := folder.resolve(), *whole.parents):
            if any(_holds(path, names) for names in _MARKS_OF_A_MOD):
                return path
    except (OSError, RuntimeError, ValueError) as error:
        raise cannot_write(folder, error) from None
    return None


def _holds(folder: Path, names: tuple[str, ...]) -> bool:
    """Whether a path is there as Windows sees it, whatever its case."""
    if not names:
        return True
    try:
        paths = [path for path in folder.iterdir() if path.name.lower() == names[0]]
    except OSError:  # no folder, or none of ours to look into
        return False
    return any(_holds(path, names[1:]) for path in paths)
