"""Files of a mod that lead out of it, or that nobody can read."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.source import Location


@rule(
    title="a file of the mod is not safe to install",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="A path with '..' or a link can overwrite files outside of the game when the mod is "
    "unpacked. Such files are never read here.",
    repair="Pack the mod again from a plain folder.",
    fires={"../autoexec.bat": b"", **ships("")},
    silent={"autoexec.bat": b"", **ships("")},
)
def refused_file(subject: Subject) -> Iterator[Hit]:
    for refused in subject.mod.tree.refused:
        yield Hit(refused.path, Location(1, 1), f"{refused.path}: {refused.reason}; it is not read")
