"""System grids that do not have the size of one; those without any content are `empty_file`'s."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.game_files import GameTree
from artemis_modkit.model.grids import grids_in
from artemis_modkit.parsers.snt import GRID_BYTES


@Rule(
    title="a system grid (.snt) has the wrong size",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game reads exactly 8000 bytes of it. A file cut short or saved by a text editor "
    "leaves engineering without a ship, or crashes it.",
    repair="Copy the file again from where it was made, in binary form.",
    fires={"artemis.ini": b"stationEnergy=1000\n", "dat/scout.snt": bytes(GRID_BYTES - 1)},
    says="dat/scout.snt:1 dat/scout.snt has 7,999 bytes; a ship's system grid has exactly 8,000",
    silent={"artemis.ini": b"stationEnergy=1000\n", "dat/scout.snt": bytes(GRID_BYTES)},
)
def snt_size(look: Look) -> Occurrences:
    game = GameTree.of(look.mod)
    for grid in grids_in(look.mod):
        for fault in grid.faults:
            if not game.is_hollow(game.root + grid.name):
                yield look.file(grid.name, fault.message)
