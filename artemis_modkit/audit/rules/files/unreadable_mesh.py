"""Mesh files that are not meshes."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import FileKind, is_hollow
from artemis_modkit.audit.rule import FEW
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.dxs import mesh_fault
from artemis_modkit.parsers.faults import Fault

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art meshfile="dat/heron.dxs"/></vessel>'


@Rule(
    title="a mesh (.dxs) cannot be read",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="A mesh is an XML scene. Of a file that is something else, or that was cut short on its "
    "way, the game shows no ship or stops.",
    repair="Export the mesh again, or copy it again from where it was made.",
    fires={**ships(_SHIP), "dat/heron.dxs": b'<scene version="1.6"><primitives><primi'},
    says="dat/heron.dxs:1 dat/heron.dxs is cut short: the end of its <scene> is missing",
    silent={**ships(_SHIP), "dat/heron.dxs": b'<scene version="1.6"><primitives/></scene>'},
)
def unreadable_mesh(look: Look) -> Occurrences:
    tree = look.mod.tree
    alike: dict[str, list[tuple[str, Fault]]] = {}
    for path in tree.paths:
        if FileKind.of(path) is FileKind.MESH:
            data = tree.read(path)
            fault = None if is_hollow(data) else mesh_fault(path, data)
            if fault is not None:
                alike.setdefault(fault.code, []).append((path, fault))
    for found in alike.values():
        first, fault = found[0]
        if len(found) < FEW:  # more were made by one program, or copied in one way
            for path, fault in found:
                yield look.file(path, fault.message)
        else:
            shown = listed([path for path, _ in found], most=4)
            yield look.file(first, f"{len(found)} meshes cannot be read ({shown}): {fault.message}")
