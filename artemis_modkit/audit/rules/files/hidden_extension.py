"""Files of the game with one ending too many: vesselData.xml.txt."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.unread import unread_files

_SETTINGS = b"networkPort=2010\n"


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
    for file in unread_files(look.mod):
        if file.ending:
            yield look.file(file.path, file.words)
