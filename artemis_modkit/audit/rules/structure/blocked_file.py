"""Half a merge, and what stands in the place of a text file: told once, never repaired."""

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.writable import blocked_files

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'


@Rule(
    title="a file is no text file, or half a merge",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="An unresolved git merge holds two versions of the same lines, and where `merge` left a "
    "conflict nobody has decided yet; a picture, a web page, a "
    "note of Git LFS, NUL bytes after a power cut or nothing at all hold no figures. Whatever is "
    "made of such a file is wrong, so `patch`, `merge` and `audit --fix` refuse the whole mod.",
    repair="Choose one side of each conflict and delete its marker lines or its comment; copy any "
    "other such file again from where it was made. `audit --fix` never changes it.",
    fires=ships(f"<<<<<<< HEAD\n{_SHIP}\n=======\n>>>>>>> balance"),
    says="3:1 an unresolved git merge, lines 3 to 6; choose one side and delete the marker lines",
    silent=ships(f"<!--\n=======\n-->\n{_SHIP}"),
)
def blocked_file(look: Look) -> Occurrences:
    for source, faults in blocked_files(look.mod):
        for fault in faults:
            found = look.text(source, fault.span, fault.message, element=fault.code)
            yield replace(found, owner="", vessel=None)
