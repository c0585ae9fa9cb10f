"""Files that the game reads by another name or in another folder than they have."""

from pathlib import PurePosixPath

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.mod import SETTINGS_FILES, VESSEL_FILES

_READ = {PurePosixPath(name).name.lower(): name for name in (*VESSEL_FILES, *SETTINGS_FILES)}
_ADDED = (".txt", ".xml", ".ini", ".htm", ".html", ".doc", ".docx", ".rtf")
"""What Windows hides and editors put behind a name."""

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
    there = {PurePosixPath(path.lower()).name for path in look.mod.tree.paths}
    for path in look.mod.tree.paths:
        name = PurePosixPath(path.lower()).name
        for ending in _ADDED:
            plain = name.removesuffix(ending)
            if plain != name and plain in _READ and plain not in there:
                right = PurePosixPath(_READ[plain]).name
                yield look.file(
                    path,
                    f"{path} looks like {right} with {ending} behind it, so the game does not read "
                    f"it; rename it to {right}",
                )
