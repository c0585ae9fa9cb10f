"""Files of the game without any content, all in one finding."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.game_files import FileKind, GameTree
from artemis_modkit.model.wording import listed

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron"><art glowFile="dat/heron.png"/></vessel>'


@Rule(
    title="files of the mod have no content",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="A mesh, picture, system grid or sound without content is as good as missing. It comes "
    "from a copy that broke off, or from Git LFS, which leaves a note where the file should be.",
    repair="Copy the files again; of a Git LFS checkout with `git lfs pull`.",
    fires={**ships(_SHIP), "dat/heron.png": b""},
    says="dat/heron.png:1 dat/heron.png has no content",
    silent={**ships(_SHIP), "dat/heron.png": b"\x89PNG"},
)
def empty_file(look: Look) -> Occurrences:
    game = GameTree.of(look.mod)
    hollow = [path for path in game.paths() if FileKind.of(path) and game.is_hollow(path)]
    if hollow:
        verb = "has" if len(hollow) == 1 else "have"
        yield look.file(
            hollow[0].removeprefix(game.root),
            f"{listed(hollow, most=4)} {verb} no content",
        )
