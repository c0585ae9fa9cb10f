"""Files of the game in a folder, or under a slip of a name, that it does not read."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.unread import unread_files

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
    for file in unread_files(look.mod):
        if not file.ending:
            yield look.file(file.path, file.words)
