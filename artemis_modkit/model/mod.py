"""A mod, opened from anything: a folder, a zip, one file, or `stock:2.8`."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.files.trees import (
    FileTree,
    best_match,
    folder_tree,
    memory_tree,
    single_file_tree,
)
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_copies import SCRIPTS
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.stock import NEWEST, STOCK_VERSIONS
from artemis_modkit.model.vessels import HullRace, Vessel, VesselData
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.xml import Element

if TYPE_CHECKING:
    from artemis_modkit.files.replacing import Backup

Computed = TypeVar("Computed")

VESSEL_FILE = "dat/vesselData.xml"
SETTINGS_FILE = "artemis.ini"
VESSEL_FILES = (VESSEL_FILE, "dat/vesselDataMOD.xml", "vesselData.xml", "vesselDataMOD.xml")
_AT_TOP = [path.lower() for path in VESSEL_FILES if "/" not in path]
_LONGEST_VERSION = 20
_COPIED = {".xml", ".ini", ".snt", ".txt", ".md", ".bat", ".csv"}
SETTINGS_FILES = (SETTINGS_FILE, "artemisMod.ini")
_MOST_NAMED = 5
_STOCK_SLIP = pattern(r"stock[ :_-]?([\d.]*)", re.IGNORECASE)
_ARCHIVES = {".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".cab", ".iso"}
_REMEDY = f"name its folder, a .zip, or {VESSEL_FILE} or {SETTINGS_FILE}"


MAX_TEXT_BYTES = 256 * 1024 * 1024
"""Greatest size of all text files of a mod together, in bytes. Large mods have 3 MB."""


class Mod(Struct, frozen=True, eq=False, dict=True):
    """A mod and its files. `name` is how it was opened, without its folders.

    `vessel_file` and `settings_file` are the paths of the two files that matter, `None`
    where the mod has no such file. `is_kit` where one of these is not in its place, but is put
    there by a batch file. `is_switched_on` where these are the copies by which players
    switch the mod on, in place of those in use. `is_embedded_stock` is true of the tool's own
    stock, whose sentences are not the game's.
    """

    name: str
    tree: FileTree
    vessel_file: str | None
    settings_file: str | None
    is_kit: bool = False
    is_switched_on: bool = False
    is_embedded_stock: bool = False

    @cached_property
    def _known(self) -> dict[Any, Any]:
        return {}

    def once(self, compute: "Callable[..., Computed]", *of: Hashable) -> Computed:
        """`compute(mod, *of)`, computed for the first that asks and kept as long as the mod."""
        if (compute, of) not in self._known:
            self._known[compute, of] = compute(self, *of)
        found: Computed = self._known[compute, of]
        return found

    @classmethod
    def open(cls, place: str | Path) -> "Mod":
        """Open a folder, a `.zip`, a single file, `stock` or `stock:VERSION`.

        Raises `ModkitError` where there is nothing to open or nothing of a mod in it.
        """
        spec = str(place)
        if spec == "stock" or spec.startswith("stock:"):
            return _open_stock(spec.removeprefix("stock").removeprefix(":") or NEWEST)
        if not spec.strip():
            raise ModkitError("no mod is named; name a folder, a .zip, a file or stock")
        path = Path(place)
        _check_exists(path, spec)
        if path.is_dir():
            return _open_tree(_shown(path), folder_tree(path))
        if path.suffix.lower() == ".zip":
            from artemis_modkit.files.zips import zip_tree

            return _open_tree(path.name, zip_tree(path))
        return _open_file(path)

    @classmethod
    def from_files(cls, name: str, files: Mapping[str, bytes]) -> "Mod":
        """A mod of files in memory, by path. Raises `ModkitError` for nothing of a mod."""
        return _open_tree(name, memory_tree(files))

    @property
    def is_dat(self) -> bool:
        """Whether its folder is what stands in the game's folder `dat`."""
        path = self.vessel_file or "/"
        return "/" not in path and not (self.is_kit and path.lower() not in _AT_TOP)

    def called(self, name: str) -> "Mod":
        """The same mod by another name; an empty one changes nothing."""
        return replace(self, name=name) if name else self

    def with_files(self, files: Mapping[str, bytes], ships: VesselData | None = None) -> "Mod":
        """The same mod with other bytes in some of its files; what was read of others stays read.

        `ships` are those of the new bytes, where someone has read them already.
        """
        made = replace(self, tree=self.tree.overlaid(files))
        for name, path in (("vessel_data", self.vessel_file), ("settings", self.settings_file)):
            if path not in files and name in self.__dict__:
                made.__dict__[name] = self.__dict__[name]
        if ships is not None:
            made.__dict__["vessel_data"] = ships
        return made

    def text_files(self) -> dict[str, bytes]:
        """Every file of the mod that a person can read or that the game reads as figures.

        Raises `TooBig` where they have more than `MAX_TEXT_BYTES` together.
        """
        files: dict[str, bytes] = {}
        size = 0
        for path in self.tree.paths:
            if is_text(path):
                files[path] = self.tree.read(path)
                size += len(files[path])
                if size > MAX_TEXT_BYTES:
                    raise TooBig(f"{self.name}: more than {MAX_TEXT_BYTES:,} bytes of text files")
        return files

    def other_files(self) -> list[str]:
        """The paths of all other files: meshes, pictures, sounds."""
        return [path for path in self.tree.paths if not is_text(path)]

    def replace_files(
        self, before: Mapping[str, bytes], after: Mapping[str, bytes], *, what: str
    ) -> "Backup | None":
        """Write changed files in place; the old ones are kept. `None` where nothing differs.

        Raises `ModkitError` for a mod that is no folder or file on disk, and as
        `parsers.journal.replace_files` does.
        """
        from artemis_modkit.files.replacing import replace_files

        folder = self.tree.folder
        if folder is None and after != before:
            raise ModkitError(f"{self.name}: only a folder or file can be changed in place")
        return None if folder is None else replace_files(folder, before, after, what=what)

    @cached_property
    def vessel_data(self) -> VesselData | None:
        """The races and vessels; `None` where the mod has no vesselData.xml."""
        if self.vessel_file is None:
            return None
        return VesselData.from_bytes(self.vessel_file, self.tree.read(self.vessel_file))

    @property
    def vessels(self) -> tuple[Vessel, ...]:
        """The vessels; none where the mod has no vesselData.xml."""
        return () if self.vessel_data is None else self.vessel_data.vessels

    @property
    def races(self) -> tuple[HullRace, ...]:
        """The races; none where the mod has no vesselData.xml."""
        return () if self.vessel_data is None else self.vessel_data.races

    @property
    def elements(self) -> Sequence[Element]:
        """Every element of vesselData.xml, in its order; none where the mod has none."""
        return () if self.vessel_data is None else self.vessel_data.document.elements

    @cached_property
    def settings(self) -> Settings | None:
        """The settings; `None` where the mod has no artemis.ini."""
        if self.settings_file is None:
            return None
        return Settings.from_bytes(self.settings_file, self.tree.read(self.settings_file))


def told_apart(a: Mod, b: Mod, places: tuple[str, str]) -> tuple[Mod, Mod]:
    """Two mods of one name, by the versions that they state, else by their paths: `old/MyMod`.

    `places` are what they were opened by. Others, and one and the same, keep their names.
    """
    if a.name != b.name or a.is_embedded_stock:
        return a, b
    versions = [_stated_version(mod) for mod in (a, b)]
    if all(versions) and versions[0] != versions[1]:
        return a.called(f"{a.name} {versions[0]}"), b.called(f"{b.name} {versions[1]}")
    parts = [Path(place).resolve().parts for place in places]
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*parts, strict=False)))
    if parts[0] == parts[1]:
        return a, b
    start = min(alike, *(len(part) - 1 for part in parts))
    return a.called("/".join(parts[0][start:])), b.called("/".join(parts[1][start:]))


def _stated_version(mod: Mod) -> str:
    """The version that the description for Artemis Manager states; empty without one."""
    import json

    for path in mod.tree.paths:
        if "/" in path or not path.lower().endswith(".json"):
            continue
        try:
            said = json.loads(mod.tree.read(path))
        except (ValueError, RecursionError, ModkitError):
            continue
        if isinstance(said, dict) and isinstance(version := said.get("Version"), str):
            return version.strip()[:_LONGEST_VERSION]
    return ""


def is_text(path: str) -> bool:
    """Whether a file is one that a person can read or that the game reads as figures."""
    return PurePosixPath(path).suffix.lower() in _COPIED


@cache
def _open_stock(version: str) -> Mod:
    """An embedded stock, read once in a run: it measures mods, and is compared and patched too."""
    stock = STOCK_VERSIONS.get(version)
    if stock is None:
        known = ", ".join(STOCK_VERSIONS)
        raise ModkitError(f"stock:{version}: no such stock version; there are {known}")
    mod = _open_tree(f"stock:{version}", memory_tree(stock.files()))
    return replace(mod, is_embedded_stock=True)


def _check_exists(path: Path, spec: str) -> None:
    try:
        if path.exists():
            return
        siblings = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    except (OSError, ValueError):
        siblings = []
    if slip := _STOCK_SLIP.fullmatch(spec):
        meant = f"stock:{slip[1] or NEWEST}"
        raise ModkitError(f"{spec}: no such file or folder; did you mean {meant}?")
    near = nearest(path.name, siblings)
    hint = did_you_mean(near and str(path.with_name(near)))
    raise ModkitError(f"{spec}: no such file or folder{hint}")


def _shown(path: Path) -> str:
    named = "" if path.name == ".." else path.name
    return named or path.resolve().name or str(path)


def _open_tree(name: str, tree: FileTree) -> Mod:
    tree = tree.below(_mod_folder(name, tree))
    vessel_file = best_match(tree.paths, *VESSEL_FILES)
    settings_file = best_match(tree.paths, *SETTINGS_FILES)
    kept = _kept(tree, vessel_file, settings_file)
    if vessel_file is None and settings_file is None and kept == (None, None):
        refused = "".join(f"; {one.path!r} is not read: {one.reason}" for one in tree.refused[:1])
        raise ModkitError(
            f"{name}: there is neither {VESSEL_FILE} nor {SETTINGS_FILE} in it"
            f"{refused or _what_is_there(tree)}"
        )
    if vessel_file is None and kept[0] is None:
        _check_depth(name, tree)
    return Mod(name, tree, vessel_file or kept[0], settings_file or kept[1], kept != (None, None))


def _kept(
    tree: FileTree, vessel_file: str | None, settings_file: str | None
) -> tuple[str | None, str | None]:
    """The first files that batch files put in the place of those that are not there: a kit's."""
    if (vessel_file and settings_file) or not _has_scripts(tree):
        return None, None
    from artemis_modkit.model.batch_installs import kept_in

    ships = [] if vessel_file else kept_in(tree, VESSEL_FILE)
    settings = [] if settings_file else kept_in(tree, SETTINGS_FILE)
    return next(iter(ships), None), next(iter(settings), None)


def _mod_folder(name: str, tree: FileTree) -> str:
    """The folder of a tree that is the mod: "" or e.g. "TSN Mod/", as archives often have."""
    wanted = (VESSEL_FILE.lower(), SETTINGS_FILE.lower())
    if best_match(tree.paths, *VESSEL_FILES, *SETTINGS_FILES):
        return ""
    found = {
        path[: len(path) - len(one)]
        for path in tree.paths
        for one in wanted
        if path.lower().endswith(f"/{one}")
    }
    if not found:
        return ""
    outermost: list[str] = []
    for folder in sorted(found):
        if not outermost or not folder.startswith(outermost[-1]):
            outermost.append(folder)
    if len(outermost) > 1 and not _installs_each(tree, outermost):
        shown = ", ".join(repr(folder.rstrip("/")) for folder in outermost[:_MOST_NAMED])
        more = len(outermost) - _MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        remedy = "open one of them" if tree.folder is not None else "unpack it and name one of them"
        raise ModkitError(f"{name}: holds several mods ({shown}{rest}); {remedy}")
    if len(outermost) > 1:
        return ""
    if PurePosixPath(outermost[0]).name.lower() == "dat":
        _check_depth(name, tree)
    return outermost[0]


def _installs_each(tree: FileTree, folders: list[str]) -> bool:
    """Whether batch files install something of each of some folders: these are variants of one."""
    if not _has_scripts(tree):
        return False
    from artemis_modkit.model.batch_installs import kept_in

    kept = (*kept_in(tree, VESSEL_FILE), *kept_in(tree, SETTINGS_FILE))
    return all(any(path.startswith(folder) for path in kept) for folder in folders)


def _has_scripts(tree: FileTree) -> bool:
    return any(path.lower().endswith(SCRIPTS) for path in tree.paths)


def _check_depth(name: str, tree: FileTree) -> None:
    """Raise `ModkitError` for `dat/dat`, where an archive that is unpacked in dat puts it."""
    if lost := best_match(tree.paths, f"dat/{VESSEL_FILE}"):
        raise ModkitError(
            f"{name}: {lost} lies one folder too deep for the game; move it to {VESSEL_FILE}"
        )


def _what_is_there(tree: FileTree) -> str:
    """What may have been meant by a folder or archive in which there is no mod."""
    for path in tree.paths:
        name = PurePosixPath(path).name
        for right in (VESSEL_FILE, SETTINGS_FILE):
            plain = PurePosixPath(right).name
            if name.lower().startswith(f"{plain.lower()}."):
                return f"; rename {path} to {plain}"
        if name.lower().endswith(".zip"):
            return f"; it holds {path}: unpack that first"
    from artemis_modkit.model.batch_installs import likely_meant

    return likely_meant(tree, VESSEL_FILE, SETTINGS_FILE)


def _open_file(path: Path) -> Mod:
    if not path.is_file():
        raise ModkitError(f"{path}: is neither a folder nor a plain file")
    tree = single_file_tree(path)
    match path.suffix.lower():
        case ".ini":
            if path.name.lower() == "controls.ini":
                raise ModkitError(f"{path.name}: is written in another way than {SETTINGS_FILE}")
            return Mod(path.name, tree, None, path.name)
        case ".snt":
            return Mod(path.name, tree, None, None)
        case ".xml":
            return Mod(path.name, tree, path.name, None)
        case _:
            mod = Mod(path.name, tree, path.name, None)
            _check_is_ships(mod)
            return mod


def _check_is_ships(mod: Mod) -> None:
    """Raise `ModkitError` for a file of another name that holds no ships either."""
    data = mod.vessel_data
    if data is None or data.vessels or data.races or b"<vessel" in mod.tree.read(mod.name):
        return
    ending = PurePosixPath(mod.name).suffix.lower()
    remedy = "unpack it and name the folder" if ending in _ARCHIVES else _REMEDY
    raise ModkitError(f"{mod.name}: is no mod; {remedy}")
