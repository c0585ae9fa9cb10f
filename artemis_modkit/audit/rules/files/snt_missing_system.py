"""System grids of player ships that lack a system which the ship has."""

from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import FileKind, GameTree
from artemis_modkit.audit.references import Reference, named_files, occurrence_at, whose
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.snt import GRID_BYTES, NodeKind, SystemGrid
from artemis_modkit.parsers.xml import Element

_SHIP = (
    '<vessel uniqueID="1" side="0" classname="Heron" broadType="player">'
    '<internal_data file="dat/Marsh/heron.snt"/>{}</vessel>'
)
_SLOWEST = 0.1
"""Top speed below which a ship counts as one that stands, a third of stock's slowest ship."""

_SHOWN = {
    NodeKind.BEAMS: "beams",
    NodeKind.TORPEDOES: "torpedoes",
    NodeKind.SENSORS: "sensors",
    NodeKind.MANEUVER: "maneuvering",
    NodeKind.IMPULSE: "impulse",
    NodeKind.WARP: "warp or jump",
    NodeKind.FRONT_SHIELD: "front shield",
    NodeKind.REAR_SHIELD: "rear shield",
}


def _grid(*codes: int) -> bytes:
    """The bytes of a grid that has nodes of some kinds."""
    nodes = [bytes(12) + code.to_bytes(4, "little", signed=True) + bytes(16) for code in codes]
    return b"".join(nodes * GRID_BYTES)[:GRID_BYTES]


@Rule(
    title="the system grid (.snt) of a player ship lacks a system that the ship has",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="A system without any node in the grid cannot be hit, so it is never damaged and never "
    "repaired. Grids of stock and of most mods have every system; those of unarmed ships may lack "
    "weapons.",
    repair="Give the system a node, or leave it so if the ship is meant to be invulnerable there.",
    fires={**ships(_SHIP.format("<torpedo_tube/>")), "dat/Marsh/heron.snt": _grid(0, 2, 3, 4, 5)},
    says="3:83 1 Heron: the grid dat/Marsh/heron.snt has no node for torpedoes, which can never "
    "be damaged there",
    silent={**ships(_SHIP.format("")), "dat/Marsh/heron.snt": _grid(0, 2, 3, 4, 5)},
)
def snt_missing_system(look: Look) -> Occurrences:
    game = GameTree.of(look.mod)
    for one in look.once(named_files).present:
        if one.kind is not FileKind.GRID or one.found is None:
            continue
        grid = SystemGrid.from_bytes(one.found, game.read(one.found))
        lacking = {kind for kind in _SHOWN if grid.count(kind) == 0}
        if grid.faults or not lacking or any(node.kind is None for node in grid.nodes):
            continue
        users = [(place, _systems_of(look, place) & lacking) for place in one.references]
        places = [place for place, systems in users if systems]
        if places:
            missed = set().union(*(systems for _, systems in users))
            shown = [_SHOWN[kind] for kind in _SHOWN if kind in missed]
            yield occurrence_at(
                look,
                places,
                f"{whose(look, places)}the grid {one.found} has no node for {listed(shown)}, "
                "which can never be damaged there",
                kind=tuple(kind.name for kind in _SHOWN if kind in missed),
            )


def _systems_of(look: Look, reference: Reference) -> set[NodeKind]:
    """The systems of the vessel that names a grid; none for what players do not fly."""
    assert isinstance(reference.place, Element)
    vessel = look.data.owner(reference.place)
    if vessel is None or "player" not in vessel.words:
        return set()
    return {kind for kind, has in _systems(vessel) if has}


def _systems(vessel: Vessel) -> Iterator[tuple[NodeKind, bool]]:
    moves, shields = vessel.performance, vessel.shields
    yield NodeKind.BEAMS, bool(vessel.beam_ports)
    yield NodeKind.TORPEDOES, bool(vessel.torpedo_tubes)
    yield NodeKind.SENSORS, True
    yield NodeKind.MANEUVER, moves is not None and (moves.turn_rate or 0) > 0
    yield NodeKind.IMPULSE, moves is not None and (moves.top_speed or 0) >= _SLOWEST
    yield NodeKind.WARP, moves is not None and (moves.top_speed or 0) >= _SLOWEST
    yield NodeKind.FRONT_SHIELD, shields is not None and (shields.front or 0) > 0
    yield NodeKind.REAR_SHIELD, shields is not None and (shields.back or 0) > 0
