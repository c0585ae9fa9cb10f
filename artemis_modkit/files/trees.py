"""A mod's files, wherever they lie: a folder, a zip, one file, or the embedded stock.

A mod is untrusted. Nothing outside of it is ever read: links and paths that
lead out are refused and remembered, sizes are bounded before anything is unpacked.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.files.disk import OWN_FOLDER, read_file
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import ModkitError, TooBig

MAX_FILES = 100_000
"""Greatest number of files in a mod. The largest mod known has 400."""

SKIPPED_FOLDERS = {OWN_FOLDER, ".git", "__MACOSX"}
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"),
}
_FORBIDDEN_ON_WINDOWS = pattern('[\x00-\x1f<>:"|?*]')
LEADS_OUT = "a path that leads out of the mod or that Windows does not allow"


class Refused(Struct, frozen=True):
    """A file of a mod that is never read, or not packed, and why."""

    path: str
    reason: str


Reader = Callable[[str], bytes]
"""Gives the bytes of a file by its path, with `/`. Raises `ModkitError` where it cannot."""


class FileTree(Struct, frozen=True, dict=True):
    """The files of a mod by their paths (relative, with `/`), in order.

    `folder` is where they lie on disk, `None` for a zip and for the embedded stock. `is_one_file`
    if only one of the files there was opened. `beside` are files of ours in the reader that are no
    part of the mod.
    """

    reader: Reader
    paths: tuple[str, ...]
    refused: tuple[Refused, ...] = ()
    folder: Path | None = None
    prefix: str = ""
    is_one_file: bool = False
    beside: frozenset[str] = frozenset()

    @property
    def whole_folder(self) -> Path | None:
        """The folder on disk of which these are all files; `None` if they are no such."""
        return None if self.is_one_file else self.folder

    def read(self, path: str) -> bytes:
        """All bytes of a file. Raises `ModkitError` where they cannot be had."""
        return self.reader(self.prefix + path)

    def holds(self, path: str) -> bool:
        """Whether a file can be read by exactly this path: of the mod, or of ours beside it."""
        return path in self.paths or self.prefix + path in self.beside

    @cached_property
    def _by_lower(self) -> Mapping[str, str]:
        return {path.lower(): path for path in reversed(self.paths)}

    def resolve(self, reference: str) -> str | None:
        """The path of the file that a reference in a mod names on Windows; `None` without one.

        `\\` counts as `/`, case does not count, nor do doubled slashes and blanks or dots at
        the end of a name.
        """
        normal = normal_path(reference)
        return None if normal is None else self._by_lower.get(normal.lower())

    def overlaid(self, files: Mapping[str, bytes]) -> "FileTree":
        """The tree with other bytes in some of its files."""
        over = {self.prefix + path: data for path, data in files.items()}
        below = self.reader
        return replace(self, reader=lambda path: over[path] if path in over else below(path))

    def below(self, prefix: str) -> "FileTree":
        """The part of the tree in a folder, e.g. `"TSN Mod/"`, as a tree of its own."""
        inside = tuple(path.removeprefix(prefix) for path in self.paths if path.startswith(prefix))
        folder = None if self.folder is None else self.folder / prefix
        return replace(self, paths=inside, folder=folder, prefix=self.prefix + prefix)


def normal_path(reference: str) -> str | None:
    """A path as Windows understands it, relative, with `/`.

    `None` if it leads out of the mod, names a device (`NUL`, `com1.txt`) or is not allowed.
    """
    parts: list[str] = []
    slashed = reference.replace("\\", "/").strip()
    if slashed.startswith("/") or _FORBIDDEN_ON_WINDOWS.search(slashed):
        return None
    for part in slashed.split("/"):
        name = part.rstrip(" .")
        if is_device(name):
            return None
        if part.strip() == "..":
            if not parts:
                return None
            parts.pop()
        elif name:
            parts.append(name)
    return "/".join(parts) if parts else None


def is_device(name: str) -> bool:
    """Whether a file of this name is a device on Windows: `NUL`, `com1.txt`."""
    return name.split(".")[0].rstrip().upper() in _DEVICES


# Folders ------------------------------------------------------------------------------------


def folder_tree(folder: Path) -> FileTree:
    """The files of a folder. Links that lead out of it are refused."""
    paths: list[str] = []
    refused: list[Refused] = []
    for path, reason in _walk(folder):
        if reason:
            refused.append(Refused(path, reason))
        else:
            paths.append(path)
        if len(paths) > MAX_FILES:
            raise TooBig(f"{folder}: more than {MAX_FILES:,} files; is this really one mod?")

    def read(path: str) -> bytes:
        return read_file(folder / path, path)

    return FileTree(read, tuple(sorted(paths)), tuple(refused), folder)


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    root = folder.resolve()
    for at, folders, names in os.walk(folder, onerror=_refuse_folder):
        base = Path(at)
        kept = []
        for name in sorted(folders):
            path = base / name
            shown = path.relative_to(folder).as_posix()
            if path.resolve() != root / shown:
                yield shown, "a folder that is a link"
            elif name not in SKIPPED_FOLDERS:
                kept.append(name)
        folders[:] = kept
        for name in names:
            path = base / name
            yield path.relative_to(folder).as_posix(), _file_refusal(path, root)


def _file_refusal(path: Path, root: Path) -> str:
    """Why a file of a folder is not read; empty where it is."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "a link that leads out of the mod"
        return "" if stat.S_ISREG(path.stat().st_mode) else "no plain file"
    except (OSError, RuntimeError):
        return "a link that leads nowhere"


def _refuse_folder(error: OSError) -> None:
    raise ModkitError(f"{error.filename}: the folder cannot be read ({error.strerror})")


def single_file_tree(path: Path) -> FileTree:
    """A tree of one file."""
    read = partial(read_file, path)
    return FileTree(read, (path.name,), folder=path.parent, is_one_file=True)


# In memory ----------------------------------------------------------------------------------


def memory_tree(files: Mapping[str, bytes]) -> FileTree:
    """A tree of files in memory, e.g. of the embedded stock. Unsafe paths are refused."""
    safe = {path: data for path, data in files.items() if normal_path(path) == path}
    refused = tuple(Refused(path, LEADS_OUT) for path in sorted(files.keys() - safe.keys()))
    return FileTree(safe.__getitem__, tuple(sorted(safe)), refused)


def best_match(paths: Iterable[str], *wanted: str) -> str | None:
    """The first of several wanted paths that is there, whatever its case; `None` if none is."""
    by_lower = {path.lower(): path for path in sorted(paths, reverse=True)}
    return next((by_lower[one.lower()] for one in wanted if one.lower() in by_lower), None)


# What is no part of a mod --------------------------------------------------------------------

_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_BEGINNINGS = ("~$", "copy of ", "kopie von ", "copie de ", "copia de ")
_ENDINGS = (
    ".bak", ".old", ".orig", ".rej", ".tmp", ".swp", "~", ".edited", "_log.txt", ".lnk",
    ".backup", ".autosave",
)  # fmt: skip
_COPY = pattern(r" - (?:copy(?: \(.*\))?|(?:kopie|copie|copia).*)\.", re.DOTALL)
"""What stands in a name that a system gave a copy, in small letters like all names here."""

_FOLDERS = frozenset({"__macosx", ".vs", ".vscode", ".idea"})


def is_leftover(path: str) -> bool:
    """Whether a file, by its path with `/`, looks left behind by an editor or the system."""
    lower = PurePosixPath(path.lower())
    if not _FOLDERS.isdisjoint(lower.parts[:-1]):
        return True
    name = lower.name
    return (
        name in _NAMES
        or name.startswith(_BEGINNINGS)
        or name.endswith(_ENDINGS)
        or (" - " in name and _COPY.search(name) is not None)
    )


_FOR_PLAYERS = {
    "read me.txt", "artemis-manager.json", "modkit-manifest.json", "enable.bat", "disable.bat",
}  # fmt: skip


def is_for_players(path: str) -> bool:
    """Whether a file of a zip of `pack` is for players and loaders, not for the game's folder."""
    name = path.lower()
    return name in _FOR_PLAYERS or ("/" not in name and name.endswith(".aml"))
