"""Files that editors, systems and this tool leave behind, in the folder of a release."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.files.leftovers import is_leftover


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
        if is_leftover(path):
            yield look.file(
                path,
                f"{path} looks like a leftover of an editor or the system; delete it, or leave it "
                "out of the release",
            )
