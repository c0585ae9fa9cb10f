"""The files of a mod and of the game as the game finds them, and what may be meant by others.

What the embedded stock names counts as there, of every version, because a mod
never ships it; a real installation that is the measure adds all of its files.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache, cached_property
from pathlib import PurePosixPath
from posixpath import splitext

from msgspec import Struct

from artemis_modkit.audit.spelling import is_one_slip, letters
from artemis_modkit.files.trees import FileTree
from artemis_modkit.groups import grouped
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_copies import SCRIPTS
from artemis_modkit.model.declarations import Type
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE, Mod
from artemis_modkit.model.settings import SettingType, setting_facts
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.model.switching import text_of
from artemis_modkit.model.vessels import ATTRIBUTES

PATHS = {
    element: names
    for element, attributes in ATTRIBUTES.items()
    if (
        names := tuple(
            name for name, attribute in attributes.items() if attribute.type is Type.PATH
        )
    )
}
"""The attributes that name files, by element."""

_PATH_OF_STOCK = pattern(r'="(dat/[^"]+)"')
_GIT_LFS = b"version https://git-lfs"
_LARGEST_NOTE = 1024
"""Size that a note of Git LFS never exceeds, in bytes, by its specification."""

_LIKENESS = 0.88
"""Likeness of names, without their endings, from which on one may be meant by the other."""

_MOST_COMPARED = 20
"""Missing names that are compared with all others; each comparison costs as much as a file has."""


def is_hollow(data: bytes) -> bool:
    """Whether bytes are no content: none at all, or the note that Git LFS leaves for a file."""
    return not data or (len(data) <= _LARGEST_NOTE and data.startswith(_GIT_LFS))


class Asset(Enum):
    """What the game reads from a file, and the endings that such files have."""

    MESH = ("meshes", (".dxs",))
    PICTURE = ("pictures", (".png", ".jpg", ".jpeg", ".tga", ".bmp", ".dds", ".tif", ".tiff"))
    GRID = ("system grids", (".snt",))
    SOUND = ("sounds", (".wav", ".ogg", ".mp3"))

    def __init__(self, shown: str, endings: tuple[str, ...]) -> None:
        self.shown = shown
        self.endings = endings

    @classmethod
    def of(cls, path: str) -> "Asset | None":
        """The kind that the ending of a path tells; `None` for all other files."""
        return _KINDS.get(splitext(path.lower())[1])


_ART_OF_MISSIONS = ("asteroid", "asteroid7", "asteroid8", "mine", "wreck1", "jelly-body")
_PICTURES_OF_MISSIONS = (
    *("asteroidTexture", "asteroid_7_ao", "asteroid_8_ao", "mine1", "black32", "monster5_spec"),
    *("electricNoise2", "electricNoise3", "electricNoise5"),
)
"""Art of the game in `dat` that no vessel names and that missions of several authors use."""

_KINDS = {ending: kind for kind in Asset for ending in kind.endings}


class GameTree(Struct, frozen=True):
    """The files of a mod by their paths in the game's folder, even where the mod is its `dat`.

    `put_anywhere` are the names, in small letters, of files that batch files may put anywhere.
    """

    tree: FileTree
    root: str
    spellings: frozenset[str]
    put_anywhere: frozenset[str] = frozenset()

    @classmethod
    def of(cls, mod: Mod) -> "GameTree":
        """The tree of a mod; one with vesselData.xml at its top is the game's folder `dat`."""
        root = "dat/" if mod.is_dat and (mod.settings_file is None or mod.is_kit) else ""
        spellings = frozenset(root + path for path in mod.tree.paths)
        names = (path.rpartition("/")[2].lower() for path in mod.tree.paths if mod.is_kit)
        return cls(mod.tree, root, spellings, frozenset(names))

    @property
    def is_whole_mod(self) -> bool:
        """Whether there is more than one file: a single one says nothing about others."""
        return len(self.tree.paths) > 1

    def paths(self) -> Iterator[str]:
        """Every path, as the game sees it."""
        return (self.root + path for path in self.tree.paths)

    def find(self, normal: str) -> str | None:
        """The file that a normal path names on Windows, as it is spelt; `None` without one."""
        if normal in self.spellings:
            return normal
        if not normal.lower().startswith(self.root):
            return None
        found = self.tree.resolve(normal[len(self.root) :])
        return None if found is None else self.root + found

    def may_have(self, normal: str) -> bool:
        """Whether a batch file may put a file of the mod there."""
        return normal.lower().rpartition("/")[2] in self.put_anywhere

    def read(self, path: str) -> bytes:
        """All bytes of one of the paths. Raises `ModkitError` where they cannot be had."""
        return self.tree.read(path[len(self.root) :])

    def is_hollow(self, path: str) -> bool:
        """Whether a file has no content of its own: no bytes, or only a note of Git LFS.

        Of files in a folder only the size is asked for, since art has hundreds of megabytes.
        """
        inner = path[len(self.root) :]
        if self.tree.folder is not None:
            try:
                size = (self.tree.folder / inner).stat().st_size
            except OSError:
                return False
            if size > _LARGEST_NOTE:
                return False
        return is_hollow(self.tree.read(inner))


class StockFiles(Struct, frozen=True, dict=True):
    """The files that any embedded stock names, and those of the stock that is the measure.

    `named` are the paths that vesselData.xml and artemis.ini of stock name, as they are spelt
    there, by themselves in small letters.
    """

    tree: FileTree | None
    named: Mapping[str, str]

    @classmethod
    def of(cls, stock: Mod, named: Iterable[str]) -> "StockFiles":
        """The files of a stock; of the embedded one, which has no tree, what it names."""
        own = {path.lower(): path for path in named}
        return cls(None if stock.is_embedded_stock else stock.tree, {**_embedded(), **own})

    def __contains__(self, normal: str) -> bool:
        return self.spelling(normal) is not None

    def misspelt(self, normal: str) -> str | None:
        """The file of stock that a path misses by one slip; `None` where it is none's.

        `dat/artemis.dsx`, a file of `dat` without its folder, an ending that is lost or doubled. A
        digit more is no slip: mods number their variants of stock's files.
        """
        folder, _, name = normal.lower().rpartition("/")
        if not folder:
            return self.spelling(f"dat/{name}")
        if name in self._names.get(folder, ()):
            return None
        for known in self._names.get(folder, ()):
            stem, ending = PurePosixPath(known).stem, PurePosixPath(known).suffix
            is_near = is_one_slip(name, known) and letters(name) != letters(known)
            if is_near or name in (stem, known + ending):
                return f"{folder}/{known}"
        return None

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """The names of the files that are known, by folder, in small letters."""
        parts = (path.rpartition("/") for path in self.named)
        return grouped((folder, name) for folder, _, name in parts)

    def spelling(self, normal: str) -> str | None:
        """How stock spells a path, whatever its capitals; `None` for one that it has not."""
        found = None if self.tree is None else self.tree.resolve(normal)
        return self.named.get(normal.lower()) if found is None else found


@cache
def _embedded() -> Mapping[str, str]:
    facts = setting_facts().values()
    names = {fact.default for fact in facts if fact.type is SettingType.FILE}
    names |= {VESSEL_FILE, SETTINGS_FILE}
    names |= {f"dat/{name}.dxs" for name in _ART_OF_MISSIONS}
    names |= {f"dat/{name}.png" for name in _PICTURES_OF_MISSIONS}
    for stock in {stock.vessel_file: stock for stock in STOCK_VERSIONS.values()}.values():
        names.update(_PATH_OF_STOCK.findall(stock.ships))
    return {name.lower(): name for name in sorted(names)}


class Suggestions(Struct, dict=True):
    """What may be meant by paths that name no file: the same name elsewhere, or a near one."""

    game: GameTree
    stock: StockFiles
    compared: int = 0

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return grouped(
            (PurePosixPath(path.lower()).name, path)
            for path in (*sorted(self.stock.named.values()), *self.game.paths())
        )

    @cached_property
    def _by_stem(self) -> dict[Asset | None, dict[str, str]]:
        stems: dict[Asset | None, dict[str, str]] = {}
        for name, paths in self._by_name.items():
            stems.setdefault(Asset.of(name), {})[PurePosixPath(name).stem] = paths[-1]
        return stems

    def hint(self, normal: str, kind: Asset) -> str:
        """What may be meant, in words; empty without an idea."""
        meant = self.meant(normal, kind)
        if meant is None:
            return ""
        is_same = PurePosixPath(meant.lower()).name == PurePosixPath(normal.lower()).name
        return f"there is {meant}" if is_same else f"did you mean {meant}?"

    def meant(self, normal: str, kind: Asset) -> str | None:
        """The file that may be meant by a normal path of none; `None` without an idea."""
        path = PurePosixPath(normal.lower())
        same = self._by_name.get(path.name)
        if same:
            return same[-1]
        self.compared += 1
        if self.compared > _MOST_COMPARED:
            return None
        stems = self._by_stem.get(kind, {})
        close = get_close_matches(path.stem, stems, n=1, cutoff=_LIKENESS)
        return stems[close[0]] if close else None


_TEXTS = (
    *SCRIPTS,
    *(".ps1", ".sh", ".py", ".lua", ".txt", ".md", ".rtf", ".htm", ".html", ".nfo"),
    *(".xml", ".ini", ".csv", ".json"),
)
_ENDINGS = "|".join(ending[1:] for kind in Asset for ending in kind.endings)
_ENDING = pattern(rf"\.(?:{_ENDINGS}|\*)(?!\w)", re.IGNORECASE)
_LONGEST_NAME = 160
"""Characters before an ending in which the name of a file is looked for; longer ones are text."""

_BREAKS = pattern(r"""[\s"'<>|:/\\=,;()\[\]{}`%]""")
_MOST_PATTERNS = 200
"""Patterns of scripts that are kept, since each is tried on each file; real mods have a few."""


class Mentions(Struct, frozen=True):
    """The names that a mod's texts mention, in small letters, and the patterns of its scripts.

    A name counts wherever it stands and whatever folder stands before it. Who mentions a file knows
    of it, and a file that is wrongly taken for unused does more harm than one that is overlooked.
    """

    names: frozenset[str]
    patterns: tuple[str, ...]

    @classmethod
    def of(cls, mod: Mod, beside: Iterable[str] = ()) -> "Mentions":
        """Read every text of a mod, and those beside it; one that cannot be read says nothing."""
        names = {name for text in beside for name in _names(text)}
        patterns: dict[str, None] = {}
        for path in mod.tree.paths:
            if path.lower().endswith(_TEXTS):
                for name in _names(text_of(mod, path)):
                    if "*" not in name and "?" not in name:
                        names.add(name)
                    elif path.lower().endswith(SCRIPTS) and name.strip("*?.") != "":
                        patterns[name] = None
        return cls(frozenset(names), tuple(patterns)[:_MOST_PATTERNS])

    def __contains__(self, path: str) -> bool:
        name = PurePosixPath(path.lower()).name
        return not self.names.isdisjoint({name, *name.split()[-1:]}) or any(
            fnmatchcase(name, pattern) for pattern in self.patterns
        )


def _names(text: str) -> Iterator[str]:
    """Everything in a text that looks like the name of a mesh, picture, grid or sound."""
    small = text.replace("%20", " ").lower()
    for ending in _ENDING.finditer(small):
        before = small[max(0, ending.start() - _LONGEST_NAME) : ending.start()]
        yield _BREAKS.split(before)[-1] + ending[0]
