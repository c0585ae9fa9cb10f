"""Files in the folder of a mod that are no part of it: what editors and systems leave."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

_LEFTOVERS = (
    "*.bak", "*.old", "*.orig", "*.rej", "*.tmp", "*.swp", "*~", "~$*", "*.edited", "*_log.txt",
    "copy of *", "* - copy.*",
    "* - copy (*).*", "* - kopie*.*", "* - copie*.*", "* - copia*.*", "kopie von *",
    "copie de *", "copia de *", "thumbs.db", "desktop.ini", ".ds_store", "*.lnk",
    "*.backup", "*.autosave",
)  # fmt: skip
"""Names in small letters."""

_FOLDERS = frozenset({"__macosx", ".vs", ".vscode", ".idea"})


def is_leftover(path: str) -> bool:
    """Whether a file, by its path with `/`, looks left behind by an editor or the system."""
    lower = PurePosixPath(path.lower())
    if not _FOLDERS.isdisjoint(lower.parts[:-1]):
        return True
    return any(fnmatchcase(lower.name, pattern) for pattern in _LEFTOVERS)


_FOR_PLAYERS = {"read me.txt", "artemis-manager.json", "modkit-manifest.json"}
_SWITCHES = {"enable.bat", "disable.bat"}


def is_for_players(path: str) -> bool:
    """Whether a file of a zip of `pack` is for players and loaders, not for the game's folder."""
    name = path.lower()
    return name in _FOR_PLAYERS | _SWITCHES or ("/" not in name and name.endswith(".aml"))
