"""Files that editors, systems and this tool leave behind, in the folder of a release."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships

_LEFTOVERS = (
    "*.bak", "*.old", "*.orig", "*.rej", "*.tmp", "*.swp", "*~", "~$*", "*.edited", "*_log.txt",
    "copy of *", "* - copy.*", "thumbs.db", "desktop.ini", ".ds_store", "*.lnk",
    "*.backup", "*.autosave",
)  # fmt: skip
"""Names in small letters."""

_FOLDERS = frozenset({"__macosx", ".vs", ".vscode", ".idea"})


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
    for path in look.mod.tree.paths:
        if _is_leftover(PurePosixPath(path.lower())):
            yield look.file(
                path,
                f"{path} looks like a leftover of an editor or the system; delete it, or leave it "
                "out of the release",
            )


def _is_leftover(path: PurePosixPath) -> bool:
    if not _FOLDERS.isdisjoint(path.parts[:-1]):
        return True
    return any(fnmatchcase(path.name, pattern) for pattern in _LEFTOVERS)
