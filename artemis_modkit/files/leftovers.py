"""Files in the folder of a mod that are no part of it: what editors and systems leave."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

_LEFTOVERS = (
    "*.bak", "*.old", "*.orig", "*.rej", "*.tmp", "*.swp", "*~", "~$*", "*.edited", "*_log.txt",
    "copy of *", "* - copy.*", "thumbs.db", "desktop.ini", ".ds_store", "*.lnk",
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
