"""Lines of artemis.ini that the game does not read as settings."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.characters import CHARACTER_FAULTS
from artemis_modkit.parsers.source import Location


@rule(
    title="a line of artemis.ini is no setting as the game wants it",
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    why="artemis.ini says of itself that no blanks may stand round the equals sign. A line that "
    "is neither key=value nor a comment sets nothing, and the game's default applies.",
    repair="Write key=value without blanks, or begin the line with ';'. `audit --fix` writes a "
    "setting that is plainly meant (touchScreen: 1), puts ';' before comments, sections and "
    "sentences, and leaves every other line to you, because it may be a setting.",
    fires=settings("stationEnergy = 1000\n"),
    silent=settings("stationEnergy=1000\n; stationEnergy = 2000\n// a note\n"),
)
def ini_syntax(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    document = subject.settings.document
    for fault in document.faults:
        if not fault.blocks and fault.code not in CHARACTER_FAULTS:
            yield subject.fault(document.source, fault)
    # The second opinion is on what was repaired: lines that are sound are read alike by everything
    # (tests/parsers hold that on any bytes), and to load configupdater costs as much as a file.
    refused = document.faults and document.verdict()
    if refused:
        yield Hit(
            document.source.name,
            Location(1, 1),
            f"another reader of such files reads it differently: {refused}",
        )
