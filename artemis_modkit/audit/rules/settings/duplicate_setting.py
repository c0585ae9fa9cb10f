"""A key of artemis.ini that is set twice."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.settings import same_value
from artemis_modkit.parsers.ini import IniSetting


@rule(
    title="a setting stands twice",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="Which of the two lines the game takes is not known, so nobody can tell what is set.",
    repair="Remove one of the lines. `audit --fix` turns the second into a comment where both say "
    "the same.",
    fires=settings("stationEnergy=1000\nstationEnergy=2000\n"),
    silent=settings("stationEnergy=1000\n;stationEnergy=2000\n"),
)
def duplicate_setting(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    document = subject.settings.document
    first_of: dict[str, IniSetting] = {}
    for setting in document.settings:
        first = first_of.setdefault(setting.key, setting)
        if first is setting:
            continue
        line = document.source.location(first.line.start).line
        says = "the same" if same_value(first.value, setting.value) else f"'{first.value}'"
        yield subject.setting(
            setting.line,
            f"'{setting.key}' is set to '{setting.value}' here and to {says} in line {line}; "
            "keep one of the two",
            edits=[document.commented_out(setting)] if says == "the same" else [],
        )
