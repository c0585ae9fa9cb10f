"""Files of the game without any content, all in one finding."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.game_files import FileKind, GameTree
from artemis_modkit.audit.references import listed
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.source import Location

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art glowFile="dat/heron.png"/></vessel>'


@rule(
    title="files of the mod have no content",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="A mesh, picture, system grid or sound without content is as good as missing. It comes "
    "from a copy that broke off, or from Git LFS, which leaves a note where the file should be.",
    repair="Copy the files again; of a Git LFS checkout with `git lfs pull`.",
    fires={**ships(_SHIP), "dat/heron.png": b""},
    silent={**ships(_SHIP), "dat/heron.png": b"\x89PNG"},
)
def empty_file(subject: Subject) -> Iterator[Hit]:
    game = GameTree.of(subject.mod)
    hollow = [path for path in game.paths() if FileKind.of(path) and game.is_hollow(path)]
    if hollow:
        verb = "has" if len(hollow) == 1 else "have"
        yield Hit(
            hollow[0].removeprefix(game.root),
            Location(1, 1),
            f"{listed(hollow, most=4)} {verb} no content",
        )
