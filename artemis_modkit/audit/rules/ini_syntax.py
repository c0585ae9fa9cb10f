"""Lines of artemis.ini that the game does not read as settings."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject

_LINES = {"ini-line", "ini-blanks"}


@rule(
    title="a line of artemis.ini is no setting as the game wants it",
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    why="artemis.ini says of itself that no blanks may stand round the equals sign. A line that "
    "is neither key=value nor a comment sets nothing, and the game's default applies.",
    repair="Write key=value without blanks, or begin the line with ';'. `audit --fix` does both.",
    fires=settings("stationEnergy = 1000\n"),
    silent=settings("stationEnergy=1000\n; stationEnergy = 2000\n// a note\n"),
)
def ini_syntax(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    document = subject.settings.document
    for fault in document.faults:
        if fault.code in _LINES:
            yield subject.fault(document.source, fault)
