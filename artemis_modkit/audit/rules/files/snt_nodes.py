"""System grids with nodes of kinds that the game does not have."""

from collections import Counter

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.grids import grids_in
from artemis_modkit.parsers.snt import GRID_BYTES, NodeKind

_SETTINGS = {"artemis.ini": b"stationEnergy=1000\n"}
_CODES = sorted(kind.value for kind in NodeKind)


@Rule(
    title="a system grid (.snt) has nodes of an unknown kind",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="The kinds are -2 to 7, and every grid known has no others. A file with others was damaged "
    "on its way or is no system grid.",
    repair="Copy the file again from where it was made, or make it anew.",
    fires={**_SETTINGS, "dat/heron.snt": b"\x63" * GRID_BYTES},
    says="dat/heron.snt:1 dat/heron.snt: 250 of its 250 nodes are of no kind that the game has "
    "(such as 1667457891); there are -2 to 7",
    silent={**_SETTINGS, "dat/heron.snt": bytes(GRID_BYTES)},
)
def snt_nodes(look: Look) -> Occurrences:
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
