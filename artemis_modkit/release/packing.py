"""What of a mod goes into its zip, and in which order; the same files give the same bytes.

The order serves both loaders that players use. Artemis Manager takes a zip for a mission unless
something in `dat/` comes before its own description, which it takes to be the first .json; so
`dat/` comes first, then the description, then the other .json files.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.files.trees import SKIPPED_FOLDERS, FileTree, Refused, is_leftover, normal_path
from artemis_modkit.lazy import pattern
from artemis_modkit.model.project import PROJECT_FILE
from artemis_modkit.model.stock.texts import version_of_text

_SOURCES = (".psd", ".xcf", ".blend", ".blend1", ".kra", ".ai", ".max", ".ms3d", ".lwo", ".aep")
_PROGRAMS = (".exe", ".dll", ".msi", ".scr", ".com", ".ps1", ".vbs", ".jar")
_IN_USE = ("vesseldata.xml", "artemis.ini")
"""What players of a mod have, also where it is the game's own."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the earliest that a zip can hold."""
_LONGEST_PATH = 240
"""Letters of a path. Windows has 259, of which the shortest folder of a game takes some."""

READ_ME = "READ ME.txt"
DESCRIPTION = "artemis-manager.json"

ZIP = OutputKind(
    "a zip of pack",
    pattern(
        rb"PK\x03\x04\x14\x00\x00[\x00\x08]\x08\x00\x00\x00\x21\x00.{12}"
        rb".\x00\x00\x00([^\x00/]{1,200}/)?(?i:READ ME\.txt)",
        re.DOTALL,
    ),
)
"""Known again by its first file, and by its time, which no other program gives."""

MANIFEST = "modkit-manifest.json"
OWN_FILES = frozenset({MANIFEST, DESCRIPTION})
"""What this tool wrote into the folder, and writes anew into the zip."""

_NO_FILE_NAME = pattern(r'[\x00-\x1f<>:"/\\|?*]+')


class Contents(Struct, frozen=True):
    """The files of a mod that are packed, by their places in the game, and those that are not."""

    files: Mapping[str, str]
    left_out: tuple[Refused, ...]


def selected(tree: FileTree, game: FileTree | None = None) -> Contents:
    """What of a mod is packed; of `game`, where it is at hand, equal files are left out."""
    files: dict[str, str] = {}
    left_out = list(tree.refused)
    if tree.folder is not None:
        skipped = (name for name in sorted(SKIPPED_FOLDERS) if (tree.folder / name).is_dir())
        left_out += (
            Refused(f"{name}/", "kept by git, by a zip or by this tool") for name in skipped
        )
    root = _root_in_game(tree.paths)
    folders = {str(parent).lower() for path in tree.paths for parent in PurePosixPath(path).parents}
    first: dict[str, str] = {}
    batches = (path for path in tree.paths if path.lower().endswith((".bat", ".cmd")))
    scripts = b"\n".join(map(tree.read, batches)).lower()
    for path in tree.paths:
        place = root + path
        if place.lower().startswith("dat/"):
            place = f"dat/{place[4:]}"  # as Artemis Manager looks for it
        reason = _reason(path) or _reason_of_twin(path, folders, first)
        twin = None if game is None or reason else game.resolve(place)
        if game is not None and twin is not None and game.read(twin) == tree.read(path):
            reason = "the same as in the game"
        if reason := reason or _reason_of_stock(tree, path, scripts):
            left_out.append(Refused(path, reason))
        else:
            files[place] = path
    return Contents(files, tuple(left_out))


def _root_in_game(paths: Iterable[str]) -> str:
    """Where in the game the mod's folder lies: in `dat/` if it is what stands in there."""
    lower = {path.lower() for path in paths}
    has_root = "artemis.ini" in lower or any(path.startswith("dat/") for path in lower)
    return "dat/" if "vesseldata.xml" in lower and not has_root else ""


def _reason_of_twin(path: str, folders: set[str], first: dict[str, str]) -> str:
    """Why a file cannot lie beside another on Windows; what is seen is put into `first`."""
    lower = path.lower()
    if lower in folders:
        return "Windows can have no file beside a folder of the same name"
    twin = first.setdefault(lower, path)
    return "" if twin == path else f"to Windows the same file as {twin}, which is packed"


def _reason(path: str) -> str:
    if path.encode("utf-8", "ignore").decode("utf-8") != path:
        return "its name is no text to Windows; rename it"
    name = PurePosixPath(path).name.lower()
    suffix = PurePosixPath(name).suffix
    if name == PROJECT_FILE:
        return "what the mod is built by, which players do not need"
    if path in OWN_FILES:
        return "written anew"
    if len(path) > _LONGEST_PATH:
        return f"a path of {len(path)} letters, too long for Windows; shorten it"
    if normal_path(path) != path:
        return "Windows can have no file of that name; rename it"
    if name == "artemis.exe":
        return "the game itself, which only its author may hand on"
    if suffix in _PROGRAMS:
        return "a program: players should not have to trust it"
    if suffix in _SOURCES:
        return "the source of art, not what the game reads"
    if any(part.startswith(".") for part in PurePosixPath(path).parts):
        return "hidden"
    return "left behind by an editor or the system" if is_leftover(path) else ""


def _reason_of_stock(tree: FileTree, path: str, scripts: bytes) -> str:
    """Why a copy of the game's own text does not go along, unless a script of the mod needs it.

    `vesselDataOriginal.xml` is right for one version of the game alone. `scripts` is the text of
    all batch files, in small letters.
    """
    name = PurePosixPath(path).name.lower()
    if name in _IN_USE or not name.endswith((".xml", ".ini")) or name.encode() in scripts:
        return ""
    version = version_of_text(tree.read(path))
    return "" if version is None else f"the game's own file, of {version} alone"


def zipped(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """A zip of files by their paths, in this order; the same files give the same bytes.

    `folder` is a folder with `/` at its end that all lie in, "" for none.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(folder + path, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # as on Windows, so that every system makes the same bytes
            entry.external_attr = 0
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def file_name(name: str) -> str:
    """A name of a mod as that of a file, also on Windows."""
    return _NO_FILE_NAME.sub("-", name).strip(" .") or "mod"


def in_order(paths: Iterable[str]) -> list[str]:
    """Paths as loaders want them: the read-me, `dat/`, all else, and what ends in .json last.

    Of those the description of the mod comes first, and the manifest of this tool last.
    """
    return sorted(
        paths,
        key=lambda path: (
            path.lower() != READ_ME.lower(),
            path == MANIFEST,
            path.lower().endswith(".json") and path != DESCRIPTION,
            path == DESCRIPTION,
            not path.lower().startswith("dat/"),
            path.lower(),
            path,
        ),
    )
