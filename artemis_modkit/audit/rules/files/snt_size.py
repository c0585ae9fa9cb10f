"""System grids that do not have the size of one; those without any content are `empty_file`'s."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.game_files import GameTree
from artemis_modkit.audit.rule import rule
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.snt import GRID_BYTES
from artemis_modkit.parsers.source import Location


@rule(
    title="a system grid (.snt) has the wrong size",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads exactly 8000 bytes of it. A file cut short or saved by a text editor "
    "leaves engineering without a ship, or crashes it.",
    repair="Copy the file again from where it was made, in binary form.",
    fires={"artemis.ini": b"stationEnergy=1000\n", "dat/scout.snt": bytes(GRID_BYTES - 1)},
    silent={"artemis.ini": b"stationEnergy=1000\n", "dat/scout.snt": bytes(GRID_BYTES)},
)
def snt_size(subject: Subject) -> Iterator[Hit]:
    game = GameTree.of(subject.mod)
    for grid in subject.mod.grids():
        for fault in grid.faults:
            if not game.is_hollow(game.root + grid.name):
                yield Hit(grid.name, Location(1, 1), fault.message)
