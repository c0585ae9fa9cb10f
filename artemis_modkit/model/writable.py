"""What keeps a mod from being read or written: the one place that patch, merge and --fix ask.

A mod with half a merge in it, or with a picture in the place of its ships, is
refused as a whole. To write its other files would hide that it is broken. A file that the game
would read, were it called and placed as it wants (vesselData.xml.txt), makes half a mod, too.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.files.trees import is_leftover
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import SETTINGS_FILE, SETTINGS_FILES, VESSEL_FILE, VESSEL_FILES, Mod
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.switching import all_documents, copies, text_of
from artemis_modkit.model.wording import nearest
from artemis_modkit.parsers.blocking import refuse_blocked
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Source

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
    installed = {PurePosixPath(copy.source.replace("\\", "/").lower()).name for copy in copies(mod)}
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


def check_writable(mod: Mod, who: str = "") -> None:
    """Raise `ModkitError` where a file that the game reads must not be written at all.

    `who` begins the message where several mods are read, as `ours: `.
    """
    for source, faults in blocked_files(mod):
        refuse_blocked(source, faults, who)


def check_understood(mod: Mod, who: str = "") -> None:
    """Raise `ModkitError` as `check_writable` does, and for what was not read, or not for certain.

    `patch` and `merge` ask it, for they write what was read. A file that the game does not read
    (vesselData.xml.txt) would make theirs half a mod. What stands around a fault without a certain
    repair (a lost start tag, an attribute with two values) may not be what its author meant;
    `--fix` leaves such a place alone. Of settings each line stands alone, so a strange one hinders
    none.
    """
    check_writable(mod, who)
    for file in unread_files(mod):
        raise ModkitError(f"{who}{file.words}; nothing is written")
    if mod.vessel_data is None:
        return
    document = mod.vessel_data.document
    uncertain = [fault for fault in document.faults if not fault.repairable]
    if uncertain:
        cause = min(uncertain, key=lambda fault: fault.is_beside)
        line = document.source.location(cause.span.start).line
        more = f" (and {len(uncertain) - 1} more of the kind)" if len(uncertain) > 1 else ""
        raise ModkitError(
            f"{who}{document.source.name}:{line}: {cause.message}{more}; no repair of it is "
            "certain, so mend it first (`audit` tells all); nothing is written"
        )


def blocked_files(mod: Mod) -> Iterator[tuple[Source, tuple[Fault, ...]]]:
    """The files of ships and settings that must not be written, each with the faults that say why.

    Copies that a mod keeps for switching (vesselDataMOD.xml) are looked at like those in use.
    """
    for document in all_documents(mod):
        if blocking := tuple(fault for fault in document.faults if fault.blocks):
            yield document.source, blocking
