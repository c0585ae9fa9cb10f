"""Lines of artemis.ini that the game does not read as settings."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.parsers.characters import CHARACTER_FAULTS


@Rule(
    title="a line of artemis.ini is no setting as the game wants it",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="artemis.ini says of itself that no blanks may stand round the equals sign. A line that "
    "is neither key=value nor a comment sets nothing, and the game's default applies.",
    repair="Write key=value without blanks, or begin the line with ';'. `audit --fix` writes a "
    "setting that is plainly meant (touchScreen: 1), puts ';' before comments, sections and "
    "sentences, and leaves every other line to you, because it may be a setting.",
    fires=settings("stationEnergy = 1000\n"),
    says="1:1 blanks round 'stationEnergy='; the game wants none: write stationEnergy=1000",
    mended=settings("stationEnergy=1000\n"),
    silent=settings("stationEnergy=1000\n; stationEnergy = 2000\n// a note\n"),
)
def ini_syntax(look: Look) -> Occurrences:
    if look.mod.settings is None:
        return
    document = look.mod.settings.document
    for fault in document.faults:
        if not fault.blocks and fault.code not in CHARACTER_FAULTS:
            yield look.fault(document.source, fault)
