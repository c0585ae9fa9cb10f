"""Files in the folder of a mod that the game does not read, or should not get."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.game_files import Asset, GameTree
from artemis_modkit.audit.rule import ships
from artemis_modkit.files.trees import is_leftover, normal_path
from artemis_modkit.groups import grouped
from artemis_modkit.model.wording import listed
from artemis_modkit.model.writable import unread_files

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
    """Files of the game without any content, all in one finding."""
    game = look.mod.once(GameTree.of)
    hollow = [path for path in game.paths() if Asset.of(path) and game.is_hollow(path)]
    if hollow:
        verb = "has" if len(hollow) == 1 else "have"
        said = f"{listed(hollow, most=4)} {verb} no content"
        yield look.file(hollow[0].removeprefix(game.root), said)
