"""A key of artemis.ini that is set twice."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.settings import same_value
from artemis_modkit.parsers.ini import IniSetting


@Rule(
    title="a setting stands twice",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Which of the two lines the game takes is not known, so nobody can tell what is set.",
    repair="Remove one of the lines. `audit --fix` turns the second into a comment where both say "
    "the same.",
    fires=settings("stationEnergy=1000\nstationEnergy=2000\n"),
    says="2:1 'stationEnergy' is set to '2000' here and to '1000' in line 1; keep one of the two",
    silent=settings("stationEnergy=1000\n;stationEnergy=2000\n"),
)
def duplicate_setting(look: Look) -> Occurrences:
    first_of: dict[str, IniSetting] = {}
    for setting in look.settings:
        first = first_of.setdefault(setting.key, setting)
        if first is setting:
            continue
        line = look.line_of(first)
        says = "the same" if same_value(first.value, setting.value) else f"'{first.value}'"
        yield look.setting(
            setting,
            f"'{setting.key}' is set to '{setting.value}' here and to {says} in line {line}; "
            "keep one of the two",
            span=setting.line,
            edits=[look.ini.commented_out(setting)] if says == "the same" else [],
        )
