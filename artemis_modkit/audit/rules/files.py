"""Files in the folder of a mod: what the game does not read, cannot read, or should not get."""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.game_files import Asset, GameTree, is_hollow
from artemis_modkit.audit.references import Reference, named_files, occurrence_at, whose
from artemis_modkit.audit.rule import FEW, meshed, ship, ships
from artemis_modkit.files.trees import is_leftover, normal_path
from artemis_modkit.groups import grouped
from artemis_modkit.model.grids import grids_in
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.model.writable import unread_files
from artemis_modkit.parsers.dxs import mesh_fault
from artemis_modkit.parsers.snt import GRID_BYTES, Room, SystemGrid
from artemis_modkit.parsers.xml import Element

_SETTINGS = b"networkPort=2010\n"
_SHIPS = b"<vessel_data/>"


@Rule(
    title="a file of the game lies where the game does not read it",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="The game reads dat/vesselData.xml and artemis.ini. Of the same file in another folder, or "
    "under a name with a slip, it knows nothing: it plays stock's ships, and nothing says why.",
    repair="Move or rename the file.",
    fires={"artemis.ini": _SETTINGS, "data/vesselData.xml": _SHIPS},
    says="data/vesselData.xml:1 the game does not read data/vesselData.xml; move it to "
    "dat/vesselData.xml",
    silent={"artemis.ini": _SETTINGS, "dat/vesselData.xml": _SHIPS},
)
def misplaced_file(look: Look) -> Occurrences:
    """Files of the game in a folder, or under a slip of a name, that it does not read."""
    for file in unread_files(look.mod):
        if not file.ending:
            yield look.file(file.path, file.words)


@Rule(
    title="a file of the game has one ending too many",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="Windows hides known endings, so vesselData.xml.txt looks right in a folder; the game does "
    "not read it, plays stock's ships, and nothing says why.",
    repair="Rename it; in Windows' Explorer switch on View, File name extensions first.",
    fires={"artemis.ini": _SETTINGS, "dat/vesselData.xml.txt": b"<vessel_data/>"},
    says="dat/vesselData.xml.txt:1 dat/vesselData.xml.txt looks like vesselData.xml with .txt "
    "behind it, so the game does not read it; rename it to vesselData.xml",
    silent={"artemis.ini": _SETTINGS, "dat/notes.txt": b"Of a mod."},
)
def hidden_extension(look: Look) -> Occurrences:
    """Files of the game with one ending too many: vesselData.xml.txt."""
    for file in unread_files(look.mod):
        if file.ending:
            yield look.file(file.path, file.words)


@Rule(
    title="two files of a mod differ only in the capitals of their names",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="On Windows they are one file: of the two only one arrives, and nobody can say which.",
    repair="Keep the one that is meant, or give the other another name.",
    fires={**ships(""), "dat/heron.png": b"\x89PNG 1", "dat/Heron.png": b"\x89PNG 2"},
    says="dat/Heron.png:1 dat/Heron.png and dat/heron.png are one file on Windows; only one of "
    "them arrives",
    silent={**ships(""), "dat/heron.png": b"\x89PNG 1", "dat/Heron2.png": b"\x89PNG 2"},
)
def case_twins(look: Look) -> Occurrences:
    """Files whose paths differ in capitals only."""
    alike = grouped((path.lower(), path) for path in look.mod.tree.paths)
    for paths in alike.values():
        if len(paths) > 1:
            said = f"{listed(paths)} are one file on Windows; only one of them arrives"
            yield look.file(paths[0], said)


@Rule(
    title="a file was left behind by an editor or the system",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Backups, logs and hidden files make a download larger, and players who find two files of "
    "almost one name do not know which is the mod's.",
    repair="Delete it before the release, or leave it out of the archive.",
    fires={**ships(""), "dat/vesselData.xml.bak": b"<vessel_data/>"},
    says="dat/vesselData.xml.bak:1 dat/vesselData.xml.bak looks like a leftover of an editor or "
    "the system; delete it, or leave it out of the release",
    silent={**ships(""), "readme.txt": b"A mod of one ship."},
)
def leftover_file(look: Look) -> Occurrences:
    """Files that editors, systems and this tool leave behind, in the folder of a release."""
    for path in look.mod.tree.paths:
        if is_leftover(path):
            yield look.file(
                path,
                f"{path} looks like a leftover of an editor or the system; delete it, or leave it "
                "out of the release",
            )


@Rule(
    title="a file of the mod is not safe to install",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A path with '..' or a link can overwrite files outside of the game when the mod is "
    "unpacked. Such files are never read here.",
    repair="Pack the mod again from a plain folder.",
    fires={"../autoexec.bat": b"", **ships("")},
    says="../autoexec.bat:1 ../autoexec.bat: a path that leads out of the mod or that Windows "
    "does not allow; it is not read",
    silent={"autoexec.bat": b"", **ships("")},
)
def refused_file(look: Look) -> Occurrences:
    """Files of a mod that lead out of it, or that nobody can read."""
    for refused in look.mod.tree.refused:
        yield look.file(refused.path, f"{refused.path}: {refused.reason}; it is not read")
    for path in look.mod.tree.paths:
        if normal_path(path) != path:  # in a folder of another system
            yield look.file(path, f"{path}: Windows can have no file of that name; rename it")


_GLOWING = ship('<art glowFile="dat/heron.png"/>', name="Heron")


@Rule(
    title="files of the mod have no content",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="A mesh, picture, system grid or sound without content is as good as missing. It comes "
    "from a copy that broke off, or from Git LFS, which leaves a note where the file should be.",
    repair="Copy the files again; of a Git LFS checkout with `git lfs pull`.",
    fires={**_GLOWING, "dat/heron.png": b""},
    says="dat/heron.png:1 dat/heron.png has no content",
    silent={**_GLOWING, "dat/heron.png": b"\x89PNG"},
)
def empty_file(look: Look) -> Occurrences:
    """Files of the game without any content, all in one finding."""
    game = look.mod.once(GameTree.of)
    hollow = [path for path in game.paths() if Asset.of(path) and game.is_hollow(path)]
    if hollow:
        verb = "has" if len(hollow) == 1 else "have"
        said = f"{listed(hollow, most=4)} {verb} no content"
        yield look.file(hollow[0].removeprefix(game.root), said)


_INI = {"artemis.ini": b"stationEnergy=1000\n"}


@Rule(
    title="a system grid (.snt) has the wrong size",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game reads exactly 8000 bytes of it. A file cut short or saved by a text editor "
    "leaves engineering without a ship, or crashes it.",
    repair="Copy the file again from where it was made, in binary form.",
    fires={**_INI, "dat/scout.snt": bytes(GRID_BYTES - 1)},
    says="dat/scout.snt:1 dat/scout.snt has 7,999 bytes; a ship's system grid has exactly 8,000",
    silent={**_INI, "dat/scout.snt": bytes(GRID_BYTES)},
)
def snt_size(look: Look) -> Occurrences:
    """Grids that do not have the size of one; those without any content are `empty_file`'s."""
    game = look.mod.once(GameTree.of)
    for grid in grids_in(look.mod):
        for fault in grid.faults:
            if not game.is_hollow(game.root + grid.name):
                yield look.file(grid.name, fault.message)


_CODES = sorted(kind.value for kind in Room)


@Rule(
    title="a system grid (.snt) has nodes of an unknown kind",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="The kinds are -2 to 7, and every grid known has no others. A file with others was damaged "
    "on its way or is no system grid.",
    repair="Copy the file again from where it was made, or make it anew.",
    fires={**_INI, "dat/heron.snt": b"\x63" * GRID_BYTES},
    says="dat/heron.snt:1 dat/heron.snt: 250 of its 250 nodes are of no kind that the game has "
    "(such as 1667457891); there are -2 to 7",
    silent={**_INI, "dat/heron.snt": bytes(GRID_BYTES)},
)
def snt_nodes(look: Look) -> Occurrences:
    """System grids with nodes of kinds that the game does not have."""
    for grid in grids_in(look.mod):
        unknown = Counter(node.code for node in grid.nodes if node.kind is None)
        if unknown and not grid.faults:
            code, _ = min(unknown.items(), key=lambda pair: (-pair[1], pair[0]))
            count = sum(unknown.values())
            yield look.file(
                grid.name,
                f"{grid.name}: {count} of its {len(grid.nodes)} nodes are of no kind that the "
                f"game has (such as {code}); there are {_CODES[0]} to {_CODES[-1]}",
            )


_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron" broadType="player">'
    '<internal_data file="dat/Marsh/heron.snt"/>{}</vessel>'
)
_SLOWEST = 0.1
"""Top speed below which a ship counts as one that stands, a third of stock's slowest ship."""

_SHOWN = {
    Room.BEAMS: "beams",
    Room.TORPEDOES: "torpedoes",
    Room.SENSORS: "sensors",
    Room.MANEUVER: "maneuvering",
    Room.IMPULSE: "impulse",
    Room.WARP: "warp or jump",
    Room.FRONT_SHIELD: "front shield",
    Room.REAR_SHIELD: "rear shield",
}


def _grid(*codes: int) -> bytes:
    """The bytes of a grid that has nodes of some kinds."""
    nodes = [bytes(12) + code.to_bytes(4, "little", signed=True) + bytes(16) for code in codes]
    return b"".join(nodes * GRID_BYTES)[:GRID_BYTES]


_WITHOUT_TORPEDOES = {"dat/Marsh/heron.snt": _grid(0, 2, 3, 4, 5)}


@Rule(
    title="the system grid (.snt) of a player ship lacks a system that the ship has",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="A system without any node in the grid cannot be hit, so it is never damaged and never "
    "repaired. Grids of stock and of most mods have every system; those of unarmed ships may lack "
    "weapons.",
    repair="Give the system a node, or leave it so if the ship is meant to be invulnerable there.",
    fires={**ships(_SHIP.format("<torpedo_tube/>")), **_WITHOUT_TORPEDOES},
    says="3:83 1 Heron: the grid dat/Marsh/heron.snt has no node for torpedoes, which can never "
    "be damaged there",
    silent={**ships(_SHIP.format("")), **_WITHOUT_TORPEDOES},
)
def snt_missing_system(look: Look) -> Occurrences:
    """System grids of player ships that lack a system which the ship has."""
    game = look.mod.once(GameTree.of)
    for file in look.once(named_files).present:
        if file.kind is not Asset.GRID or file.found is None:
            continue
        grid = SystemGrid.from_bytes(file.found, game.read(file.found))
        lacking = {kind for kind in _SHOWN if grid.count(kind) == 0}
        if grid.faults or not lacking or any(node.kind is None for node in grid.nodes):
            continue
        users = [(place, _systems_of(look, place) & lacking) for place in file.references]
        places = [place for place, systems in users if systems]
        if places:
            missed = set().union(*(systems for _, systems in users))
            shown = [_SHOWN[kind] for kind in _SHOWN if kind in missed]
            yield occurrence_at(
                look,
                places,
                f"{whose(look, places)}the grid {file.found} has no node for {listed(shown)}, "
                "which can never be damaged there",
                kind=tuple(kind.name for kind in _SHOWN if kind in missed),
            )


def _systems_of(look: Look, reference: Reference) -> set[Room]:
    """The systems of the vessel that names a grid; none for what players do not fly."""
    assert isinstance(reference.place, Element)
    vessel = look.data.owner(reference.place)
    if vessel is None or "player" not in vessel.words:
        return set()
    return {kind for kind, has in _systems(vessel) if has}


def _systems(vessel: Vessel) -> Iterator[tuple[Room, bool]]:
    moves, shields = vessel.performance, vessel.shields
    yield Room.BEAMS, bool(vessel.beam_ports)
    yield Room.TORPEDOES, bool(vessel.torpedo_tubes)
    yield Room.SENSORS, True
    yield Room.MANEUVER, moves is not None and (moves.turn_rate or 0) > 0
    yield Room.IMPULSE, moves is not None and (moves.top_speed or 0) >= _SLOWEST
    yield Room.WARP, moves is not None and (moves.top_speed or 0) >= _SLOWEST
    yield Room.FRONT_SHIELD, shields is not None and (shields.front or 0) > 0
    yield Room.REAR_SHIELD, shields is not None and (shields.back or 0) > 0


_HERON = meshed("dat/heron.dxs")


@Rule(
    title="a mesh (.dxs) cannot be read",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="A mesh is an XML scene. Of a file that is something else, or that was cut short on its "
    "way, the game shows no ship or stops.",
    repair="Export the mesh again, or copy it again from where it was made.",
    fires={**_HERON, "dat/heron.dxs": b'<scene version="1.6"><primitives><primi'},
    says="dat/heron.dxs:1 dat/heron.dxs is cut short: the end of its <scene> is missing",
    silent={**_HERON, "dat/heron.dxs": b'<scene version="1.6"><primitives/></scene>'},
)
def unreadable_mesh(look: Look) -> Occurrences:
    """Mesh files that are not meshes."""
    tree = look.mod.tree
    meshes = ((path, tree.read(path)) for path in tree.paths if Asset.of(path) is Asset.MESH)
    alike = grouped(
        (fault.code, (path, fault))
        for path, data in meshes
        if not is_hollow(data) and (fault := mesh_fault(path, data)) is not None
    )
    for found in alike.values():
        first, fault = found[0]
        if len(found) < FEW:  # more were made by one program, or copied in one way
            for path, fault in found:
                yield look.file(path, fault.message)
        else:
            shown = listed([path for path, _ in found], most=4)
            yield look.file(first, f"{len(found)} meshes cannot be read ({shown}): {fault.message}")
