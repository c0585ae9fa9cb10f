"""Files that the game would read, were they called and placed as it wants: vesselData.xml.txt."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.files.leftovers import is_leftover
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import SETTINGS_FILE, SETTINGS_FILES, VESSEL_FILE, VESSEL_FILES, Mod
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.switching import copies, text_of
from artemis_modkit.model.wording import nearest

_ADDED = (".txt", ".xml", ".ini", ".htm", ".html", ".doc", ".docx", ".rtf")
"""What Windows hides and editors put behind a name."""

_LIKE = 0.85
"""How like a name is to the game's to be a slip of it: vesselDta 0.95, vesselDataEasy 0.83."""

_MOST_LETTERS_OFF = 3
_NO_LETTER = pattern(r"[^a-z]+|copy|kopie")
_BEGINNING = 20_000


class Unread(Struct, frozen=True):
    """A file of a mod that the game does not read.

    `right` is the path at which it would; `ending` is what stands behind the name that it wants,
    empty where the name is another or the folder is.
    """

    path: str
    right: str
    ending: str = ""

    @property
    def words(self) -> str:
        """What is wrong and what to do, in one sentence."""
        right = PurePosixPath(self.right).name
        if self.ending:
            return (
                f"{self.path} looks like {right} with {self.ending} behind it, so the game does "
                f"not read it; rename it to {right}"
            )
        if PurePosixPath(self.path).name.lower() == right.lower():
            return f"the game does not read {self.path}; move it to {self.right}"
        return f"{self.path} is no name that the game reads; rename it to {self.right}"


def unread_files(mod: Mod) -> tuple[Unread, ...]:
    """The misnamed and misplaced files of ships, where none is read, and so of settings.

    None is one that a batch file of the mod puts in place, or that an editor left behind.
    """
    return mod.once(_unread_files)


def _unread_files(mod: Mod) -> tuple[Unread, ...]:
    if mod.is_embedded_stock:
        return ()
    wanted = [] if mod.vessel_file else [_SHIPS]
    wanted += [] if mod.settings_file else [_SETTINGS]
    installed = {PurePosixPath(one.source.replace("\\", "/").lower()).name for one in copies(mod)}
    found: list[Unread] = []
    for path in mod.tree.paths:
        file = PurePosixPath(path.lower())
        if file.name in installed or is_leftover(path):
            continue
        for meant in wanted:
            plain = file.stem in meant.names and file.suffix in _ADDED
            if plain or (meant.is_like(file) and meant.holds(text_of(mod, path)[:_BEGINNING])):
                found.append(Unread(path, meant.right, file.suffix if plain else ""))
    return tuple(found)


class _Meant(Struct, frozen=True):
    """A file of the game: where it reads it, what it is called, and what shows that one is it."""

    right: str
    names: frozenset[str]
    endings: frozenset[str]
    holds: Callable[[str], bool]

    def is_like(self, file: PurePosixPath) -> bool:
        """Whether a path in small letters is this file's, but for a slip of name or folder."""
        stem = PurePosixPath(self.right).stem.lower()
        letters = _NO_LETTER.sub("", file.stem)
        return (
            file.suffix in self.endings
            and abs(len(letters) - len(stem)) <= _MOST_LETTERS_OFF
            and nearest(letters, [stem], cutoff=_LIKE) is not None
        )


def _holds_ships(text: str) -> bool:
    return re.search(r"<(?:vessel_data|hullRace|vessel)\b", text) is not None


def _holds_settings(text: str) -> bool:
    keys = re.findall(r"^\s*([a-z]\w+)\s*=", text, re.IGNORECASE | re.MULTILINE)
    return not _known_keys().isdisjoint(key.lower() for key in keys)


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(key.lower() for key in setting_facts())


def _last_parts(paths: tuple[str, ...]) -> frozenset[str]:
    return frozenset(PurePosixPath(path.lower()).name for path in paths)


_SHIPS = _Meant(
    VESSEL_FILE,
    _last_parts(VESSEL_FILES),
    frozenset(("", ".txt", ".xml", ".xm", ".xlm")),
    _holds_ships,
)
_SETTINGS = _Meant(
    SETTINGS_FILE,
    _last_parts(SETTINGS_FILES),
    frozenset(("", ".txt", ".ini", ".in", ".inf")),
    _holds_settings,
)
