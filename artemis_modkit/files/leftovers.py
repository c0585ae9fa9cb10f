"""Files in the folder of a mod that are no part of it: what editors and systems leave."""

import re
from pathlib import PurePosixPath

from artemis_modkit.lazy import pattern

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


_FOR_PLAYERS = {"read me.txt", "artemis-manager.json", "modkit-manifest.json"}
_SWITCHES = {"enable.bat", "disable.bat"}


def is_for_players(path: str) -> bool:
    """Whether a file of a zip of `pack` is for players and loaders, not for the game's folder."""
    name = path.lower()
    return name in _FOR_PLAYERS | _SWITCHES or ("/" not in name and name.endswith(".aml"))
