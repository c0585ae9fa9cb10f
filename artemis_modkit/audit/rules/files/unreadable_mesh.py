"""Meshes that are none."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.game_files import FileKind, is_hollow
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.dxs import mesh_fault
from artemis_modkit.parsers.source import Location

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/heron.dxs"/></vessel>'


@rule(
    title="a mesh (.dxs) cannot be read",
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    why="A mesh is an XML scene. Of a file that is something else, or that was cut short on its "
    "way, the game shows no ship or stops.",
    repair="Export the mesh again, or copy it again from where it was made.",
    fires={**ships(_SHIP), "dat/heron.dxs": b'<scene version="1.6"><primitives><primi'},
    silent={**ships(_SHIP), "dat/heron.dxs": b'<scene version="1.6"><primitives/></scene>'},
)
def unreadable_mesh(subject: Subject) -> Iterator[Hit]:
    tree = subject.mod.tree
    for path in tree.paths:
        if FileKind.of(path) is FileKind.MESH:
            data = tree.read(path)
            fault = None if is_hollow(data) else mesh_fault(path, data)
            if fault is not None:
                yield Hit(path, Location(1, 1), fault.message)
