"""`.snt`: the systems inside a ship, as a grid of nodes that damage-control teams walk.

A file of the wrong size is read as far as whole nodes go; the size is a fault.
Source of the format: the game's own files, all of which have exactly 8000 bytes.
"""

import math
import struct
from enum import Enum

from msgspec import Struct

from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Span

GRID_SHAPE = (5, 5, 10)
"""Nodes along x, y and z; in the file x runs slowest and z fastest."""

_NODE = struct.Struct("<3fi16x")
GRID_BYTES = math.prod(GRID_SHAPE) * _NODE.size
"""Size of a whole file, in bytes."""


class Room(Enum):
    """What a node of the grid is; the number is what the file says."""

    VOID = -2
    HALLWAY = -1
    BEAMS = 0
    TORPEDOES = 1
    SENSORS = 2
    MANEUVER = 3
    IMPULSE = 4
    WARP = 5
    FRONT_SHIELD = 6
    REAR_SHIELD = 7


class Node(Struct, frozen=True):
    """A node: its place in units of the ship's mesh, its kind as number and, if known, by name."""

    x: float
    y: float
    z: float
    code: int

    @property
    def kind(self) -> Room | None:
        """The kind; `None` for a number that the game does not know."""
        return _KINDS.get(self.code)


_KINDS = {kind.value: kind for kind in Room}


class SystemGrid(Struct, frozen=True):
    """The nodes of a ship, 250 in a sound file, in the order of the file."""

    name: str
    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "SystemGrid":
        """Read any bytes; a size other than `GRID_BYTES` is a fault."""
        whole = data[: min(len(data) - len(data) % _NODE.size, GRID_BYTES)]
        nodes = tuple(Node(*fields) for fields in _NODE.iter_unpack(whole))
        faults = () if len(data) == GRID_BYTES else (_wrong_size(name, len(data)),)
        return cls(name, nodes, faults)

    def count(self, kind: Room) -> int:
        """How many nodes are of a kind."""
        return sum(node.code == kind.value for node in self.nodes)


def _wrong_size(name: str, size: int) -> Fault:
    return Fault(
        "snt-size",
        Span(0, 0),
        f"{name} has {size:,} bytes; a ship's system grid has exactly {GRID_BYTES:,}",
    )
