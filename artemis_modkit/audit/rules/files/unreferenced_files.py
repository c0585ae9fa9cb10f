"""Meshes, pictures, grids and sounds that nothing in the mod names, by folder and family."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import FileKind, GameTree
from artemis_modkit.audit.mentioned_files import Mentions
from artemis_modkit.audit.references import named_files, stock_files, suggestions
from artemis_modkit.model.wording import listed

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/Marsh/heron.dxs"/></vessel>'
)
_ART = {"dat/Marsh/heron.dxs": b"<scene></scene>", "dat/Bog/crane.dxs": b"<scene></scene>"}
_BY_FIXED_NAMES = {"missions", "planets"}
"""Folders whose files the game or a mission finds without vesselData.xml."""

_DOCUMENTS = {"doc", "docs", "documentation", "manual", "readme", "screenshots"}
_MISSION = "miss_"


@Rule(
    title="nothing in the mod names some of its files",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Such files are left from ships that are gone, or belong to ships that were forgotten; "
    "every player downloads them. Files in missions, of planets and in the place of the game's "
    "own are not counted, nor what a mission, batch file or read-me mentions.",
    repair="Remove the files, or add the ship that they were made for.",
    fires={**ships(_SHIP), **_ART, "readme.txt": b"A mod of one ship."},
    says="dat/Bog/crane.dxs:1 dat/Bog: its only file is named by no ship, setting, mission, batch "
    "file or read-me: crane.dxs",
    silent={**ships(_SHIP), **_ART, "readme.txt": b"Missions may use crane.dxs."},
)
def unreferenced_files(look: Look) -> Occurrences:
    if look.mod.vessel_data is None:
        return
    game = GameTree.of(look.mod)
    folders: dict[str, list[str]] = {}
    for path in _unnamed(look, game):
        folders.setdefault(_folder(path), []).append(path)
    if not folders:
        return
    mentions = Mentions.of(look.mod, (mission.document.text for mission in look.missions))
    stock_folders = {_folder(path) for path in look.once(stock_files).named}
    sizes = Counter(_folder(path) for path in game.paths() if FileKind.of(path))
    for folder, paths in folders.items():
        left = [path for path in paths if path not in mentions]
        families = _families(left)
        if folder.lower() in stock_folders:
            families = {name: family for name, family in families.items() if _is_ship(family)}
            left = [path for family in families.values() for path in family]
        if left:
            yield look.file(
                left[0].removeprefix(game.root),
                f"{folder}: {_count(len(left), sizes[folder])} named by no ship, setting, "
                f"mission, batch file or read-me: {_shown(families)}",
            )


def _unnamed(look: Look, game: GameTree) -> Iterator[str]:
    """Files that vessels would have to name, in folders of art, and that none does."""
    named = look.once(named_files)
    near = look.once(suggestions)
    used = {file.found for file in named.present}
    used |= {near.meant(one.path, one.kind) for one in named.missing}
    roots = {"dat", *(path.split("/")[0].lower() for path in used if path and "/" in path)}
    stock = look.once(stock_files)
    for path in game.paths():
        *folders, _ = path.lower().split("/")
        if (
            FileKind.of(path)
            and path not in used
            and folders
            and folders[0] in roots
            and not (_BY_FIXED_NAMES | _DOCUMENTS).intersection(folders)
            and not any(folder.startswith(_MISSION) for folder in folders)
            and path not in stock
        ):
            yield path


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _families(paths: list[str]) -> dict[str, list[str]]:
    """Files by what they belong to: a mesh whose name theirs begins with, else themselves."""
    stem_of = {path: PurePosixPath(path).stem for path in paths}
    meshes = {
        stem.lower(): stem for path, stem in stem_of.items() if FileKind.of(path) is FileKind.MESH
    }
    families: dict[str, list[str]] = {}
    for path, stem in stem_of.items():
        starts = (stem[:end].lower() for end in range(len(stem), 0, -1))
        mesh = next((meshes[start] for start in starts if start in meshes), None)
        families.setdefault(mesh or PurePosixPath(path).name, []).append(path)
    return families


def _is_ship(family: list[str]) -> bool:
    """Whether a family is a mesh with textures of its own."""
    return {FileKind.MESH, FileKind.PICTURE} <= {FileKind.of(path) for path in family}


def _count(count: int, size: int) -> str:
    if count == size:
        return {1: "its only file is", 2: "both of its files are"}.get(
            size, f"all of its {size} files are"
        )
    return f"{count} of its {size} files {'is' if count == 1 else 'are'}"


def _shown(families: dict[str, list[str]]) -> str:
    names = [
        f"{name} ({len(family)} files)" if len(family) > 1 else PurePosixPath(family[0]).name
        for name, family in families.items()
    ]
    return listed(names, most=10)
