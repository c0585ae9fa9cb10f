"""Where the game is: the usual places, and the libraries of Steam."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from artemis_modkit.files.disk import OWN_FOLDER, new_folder
from artemis_modkit.lazy import pattern

APP = 247350
"""The game's number at Steam."""

_REGISTERED = r"Software\Valve\Steam"

_USUAL = ("Artemis", "Artemis SBS", "Artemis Spaceship Bridge Simulator")
_STEAM = (
    "Steam",
    ".steam/steam",
    ".local/share/Steam",
    ".var/app/com.valvesoftware.Steam/.local/share/Steam",
    "Library/Application Support/Steam",
)
_APPS = ("steamapps", "SteamApps")
_WORDS = pattern(r'"((?:[^"\\]|\\.)*)"|([{}])|//[^\n]*|([^\s"{}]+)')


def games(env: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """The folders of the game that are found on this machine."""
    roots = list(_roots(env))
    usual = (root / inner / name for root in roots for inner in ("", "Games") for name in _USUAL)
    steams = (*_registered(), *(root / name for root in roots for name in _STEAM))
    of_steam = (folder for steam in steams for folder in steam_games(steam))
    there = (path.resolve() for path in (*usual, *of_steam) if (path / "Artemis.exe").is_file())
    return tuple(dict.fromkeys(there))


def _roots(env: Mapping[str, str]) -> Iterator[Path]:
    for name in ("ProgramFiles(x86)", "ProgramFiles", "SystemDrive", "USERPROFILE", "HOME"):
        if env.get(name):
            yield Path(env[name] + ("\\" if name == "SystemDrive" else ""))


def _registered() -> Iterator[Path]:
    """Where Windows says that Steam is."""
    if sys.platform != "win32":
        return
    import winreg

    with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _REGISTERED) as key:
        yield Path(str(winreg.QueryValueEx(key, "SteamPath")[0]))


def steam_games(steam: Path) -> Iterator[Path]:
    """The folders of the game in all libraries that a Steam's folder lists."""
    libraries = {steam: None}
    for folder in (*_APPS, "config"):
        for way, key, value in _values(steam / folder / "libraryfolders.vdf"):
            # since 2021 each library has a table with its path; before it was a number and a path
            if key == "path" or (len(way) == 1 and key.isdecimal()):
                libraries[Path(value)] = None
    for library in libraries:
        for folder in _APPS:
            for _, key, value in _values(library / folder / f"appmanifest_{APP}.acf"):
                if key == "installdir":
                    yield library / folder / "common" / value


def _values(path: Path) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """All values in one of Steam's files, each with its tables and its key in small letters.

    None where the file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig", "replace")
    except OSError:
        return
    way: list[str] = []
    key = None
    for match in _WORDS.finditer(text):
        quoted, brace, plain = match.groups()
        if brace == "{":
            way.append(key or "")
            key = None
        elif brace is not None:
            del way[-1:]
        elif match.lastindex is not None:  # else it is a comment
            word = plain or re.sub(r"\\(.)", r"\1", quoted)
            if key is None:
                key = word.lower()
            else:
                yield tuple(way), key, word
                key = None


def is_of_steam(game: Path) -> bool:
    """Whether Steam looks after a folder, and would undo changes by 'verify files'."""
    return any(part.lower() == "steamapps" for part in game.resolve().parts)


def copy_of(game: Path, place: Path) -> None:
    """Copy the game's folder to a new one, all or nothing. Raises `ModkitError`."""
    with new_folder(place, "game", game) as copy:
        shutil.copytree(
            game,
            copy,
            symlinks=True,
            ignore=lambda at, _: [OWN_FOLDER] if Path(at) == game else [],
            dirs_exist_ok=True,
        )
        _make_writable(copy)


def _make_writable(copy: Path) -> None:
    """Let its owner write in a copy of what was read-only, such as a game on a disc."""
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
