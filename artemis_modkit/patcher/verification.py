"""Whether a mod holds the files that it should: those of its manifest, or those of another mod.

The server and every client of a game must hold the same files. One decision: art that nothing is
known of (a manifest of `patch` marks none) is only counted.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path

from msgspec import Struct

from artemis_modkit.files.disk import read_file
from artemis_modkit.files.trees import FileTree, folder_tree, is_for_players
from artemis_modkit.files.zips import zip_tree
from artemis_modkit.model.mod import Mod, is_text
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.manifest import MANIFEST_FILE, FileMark, Manifest, manifest_in


class Mismatch(Enum):
    """How a file is not what it should be."""

    MISSING = "missing"
    CHANGED = "changed"
    LINE_ENDS = "line_ends"
    EXTRA = "extra"


_WORDS = {
    Mismatch.MISSING: "is missing",
    Mismatch.CHANGED: "differs",
    Mismatch.LINE_ENDS: "differs in its line ends only; Git or an editor may have changed them",
    Mismatch.EXTRA: "is only here",
}


class Deviation(Struct, frozen=True):
    """A file that is not what it should be."""

    path: str
    mismatch: Mismatch

    @property
    def message(self) -> str:
        """What is wrong, without the path."""
        return _WORDS[self.mismatch]


class Verification(Struct, frozen=True):
    """What a check found. `against` names what was checked by; `manifest` is `None` for a mod.

    `unchecked` is the number of other files: meshes, pictures, sounds.
    """

    mod: str
    against: str
    manifest: Manifest | None
    equal: int
    deviations: tuple[Deviation, ...]
    unchecked: int


def verify(place: str, against: str | None = None) -> Verification:
    """Check a mod by its manifest, or by another manifest or mod.

    Raises `ModkitError` where one of them cannot be read or there is no manifest.
    """
    name, tree = _opened(place)
    manifest: Manifest | None = None
    is_installed = False
    if against is None:
        found = manifest_in(tree)
        if found is None:
            raise ModkitError(
                f"{place}: has no {MANIFEST_FILE}; `patch` writes one, and --against OTHER "
                "compares with another mod"
            )
        shown, data = found
        manifest = Manifest.read(shown, data)
        expected = manifest.outputs
    elif against.lower().endswith(".json"):
        shown = Path(against).name
        manifest = Manifest.read(against, read_file(Path(against), against))
        expected = manifest.outputs
    else:
        shown, other = _opened(against)
        is_installed = _is_game(tree) and not _is_game(other)
        expected = tuple(
            FileMark.of(path, other.read(path))
            for path in other.paths
            if path != MANIFEST_FILE and not (is_installed and is_for_players(path))
        )
    deviations = tuple(deviations_of(expected, tree))
    lacking = tuple(
        deviation for deviation in deviations if deviation.mismatch is not Mismatch.EXTRA
    )
    equal = len(expected) - len(lacking)
    marked = {tree.resolve(mark.path) for mark in expected}
    unchecked = sum(
        not is_text(path) and path not in marked and path != MANIFEST_FILE for path in tree.paths
    )
    shown_ones = lacking if is_installed else deviations
    return Verification(name, shown, manifest, equal, shown_ones, unchecked)


def deviations_of(expected: Iterable[FileMark], tree: FileTree) -> Iterator[Deviation]:
    """What of a tree is not as marked, in order of the paths; names count as Windows has them."""
    mismatches: dict[str, Mismatch] = {}
    known: set[str] = set()
    for mark in expected:
        resolved = tree.resolve(mark.path)
        if resolved is None:
            mismatches[mark.path] = Mismatch.MISSING
            continue
        known.add(resolved)
        if mismatch := _mismatch(mark, tree.read(resolved)):
            mismatches[mark.path] = mismatch
    extra = (path for path in tree.paths if is_text(path) and path not in known)
    mismatches |= dict.fromkeys(extra, Mismatch.EXTRA)
    for path in sorted(mismatches):
        yield Deviation(path, mismatches[path])


def _mismatch(mark: FileMark, data: bytes) -> Mismatch | None:
    actual = FileMark.of(mark.path, data)
    if actual.sha256 == mark.sha256:
        return None
    is_same_text = actual.text_sha256 == mark.text_sha256
    return Mismatch.LINE_ENDS if is_same_text and is_text(mark.path) else Mismatch.CHANGED


def _is_game(tree: FileTree) -> bool:
    """Whether files are a whole game: of those of a mod in it nothing else is to be said."""
    return tree.resolve("Artemis.exe") is not None


def _opened(place: str) -> tuple[str, FileTree]:
    """The name and files of a mod, even if the files that make it a mod are lost."""
    path = Path(place)
    if path.is_dir():
        tree = folder_tree(path)
    elif path.suffix.lower() == ".zip" and path.is_file():
        tree = zip_tree(path)
    else:
        mod = Mod.open(place)
        if mod.tree.folder is not None:
            raise ModkitError(f"{place}: is a single file; name a folder or a .zip")
        return mod.name, mod.tree
    if manifest_in(tree) is None:
        try:
            mod = Mod.open(place)
            return mod.name, mod.tree
        except ModkitError:
            pass
    return path.name or path.resolve().name, tree
