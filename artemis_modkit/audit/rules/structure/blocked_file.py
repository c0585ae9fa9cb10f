"""Half a merge, and what stands in the place of a text file: told once, never repaired."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.writable import blocked_files

_SHIP = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'


@rule(
    title="a file is no text file, or half a merge",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="An unresolved git merge holds two versions of the same lines; a picture, a web page, a "
    "note of Git LFS, NUL bytes after a power cut or nothing at all hold no figures. Whatever is "
    "made of such a file is wrong, so `patch`, `merge` and `audit --fix` refuse the whole mod.",
    repair="Choose one side of each conflict and delete the marker lines; copy any other such file "
    "again from where it was made. `audit --fix` never changes it.",
    fires=ships(f"<<<<<<< HEAD\n{_SHIP}\n=======\n>>>>>>> balance"),
    silent=ships(f"<!--\n=======\n-->\n{_SHIP}"),
)
def blocked_file(subject: Subject) -> Iterator[Hit]:
    for source, faults in blocked_files(subject.mod):
        for fault in faults:
            yield Hit(
                source.name,
                source.location(fault.span.start),
                fault.message,
                width=max(1, fault.span.end - fault.span.start),
            )
