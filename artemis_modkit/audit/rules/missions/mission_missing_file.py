"""Meshes, pictures and sounds that a mission names and that are nowhere."""

from collections.abc import Iterable, Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.game_files import FileKind, GameTree
from artemis_modkit.audit.missions import told
from artemis_modkit.audit.references import stock_files, suggestions
from artemis_modkit.model.missions import Mission, MissionFile

_MISSIONS = "dat/missions/"
_MESH = '<start><create type="genericMesh" meshFileName="dat/Marsh/{}" name="M"/></start>'
_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/Marsh/buoy.dxs"/></vessel>'
)
_ART = {"dat/Marsh/buoy.dxs": b"<scene></scene>"}


@Rule(
    title="a mission names a file that is not there",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The mesh is not seen and the sound not heard. Only files are told that lie where the mod "
    "or the mission has others, or whose name is a slip for one that there is: the game brings "
    "art of its own that no list names in full.",
    repair="Add the file or correct the path. Since game 2.7 sounds are named from the folder of "
    "the game on, before that from the folder of the mission on; both count.",
    fires={**ships(_SHIP), **mission(_MESH.format("buoyy.dxs")), **_ART},
    says="dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 dat/Marsh/buoyy.dxs is missing; did you mean "
    "dat/Marsh/buoy.dxs?",
    silent={**ships(_SHIP), **mission(_MESH.format("buoy.dxs")), **_ART},
    together=2,
)
def mission_missing_file(look: Look) -> Occurrences:
    game = GameTree.of(look.mod)
    for one in look.missions:
        for file in one.files:
            missing = _missing(look, game, one, file)
            if missing is not None:
                path, hint = missing
                place = (one, file.element, file.attribute)
                yield told(look, place, path, f" is missing{hint}", kind=path.lower())


def _missing(
    look: Look, game: GameTree, mission: Mission, file: MissionFile
) -> tuple[str, str] | None:
    """The path of a file that is missing, and a hint; `None` where it is there or may be."""
    stock = look.once(stock_files)
    is_there = (
        game.find(one) or game.may_have(one) or mission.has(one) or one in stock
        for one in file.places
    )
    if not file.places or any(is_there):
        return None
    place = file.places[-1] if "/" not in file.places[0] else file.places[0]
    kind = FileKind.of(place)
    if kind is None:
        slip = next((found for found in _with_ending(place) if game.find(found)), None)
        slip = slip or next((found for found in _with_ending(place) if found in stock), None)
        return None if slip is None else (place, f"; did you mean {slip}?")
    near = stock.misspelt(place)
    if near is not None and "/" in place:
        return place, f"; did you mean {near}?"
    if kind not in {FileKind.of(path) for path in (*game.tree.paths, *mission.tree.paths)}:
        return None  # the tree has its text files alone
    if not _is_own(game, mission, place):
        return None
    own = f"{mission.game_folder}/{place.rpartition('/')[2]}"
    hint = f"there is {own}" if mission.has(own) else look.once(suggestions).hint(place, kind)
    return place, f"; {hint}" if hint else ""


def _is_own(game: GameTree, mission: Mission, place: str) -> bool:
    """Whether a path leads into a folder where the mod, or the mission, has art or sounds.

    Of what lies in `dat` itself, and of missions without their sounds, nothing can be said.
    """
    folder, _, name = place.lower().rpartition("/")
    if folder.startswith(_MISSIONS):
        is_here = folder == mission.game_folder.lower()
        own = mission.beside if is_here else ()
        moved = f"{mission.game_folder}/{name}"
        return _has_art(own) or _has_art(_below(game, folder)) or mission.has(moved)
    parts = folder.split("/")
    return len(parts) > 1 and any(_below(game, f"{parts[0]}/{parts[1]}"))


def _below(game: GameTree, folder: str) -> Iterator[str]:
    return (path for path in game.paths() if path.lower().startswith(f"{folder}/"))


def _has_art(paths: Iterable[str]) -> bool:
    return any(FileKind.of(path) is not None for path in paths)


def _with_ending(place: str) -> Iterator[str]:
    """A path with each ending that means something: `mine.dsx` may be `mine.dxs`."""
    stem = place.rpartition(".")[0] or place
    return (stem + ending for kind in FileKind for ending in kind.endings)
