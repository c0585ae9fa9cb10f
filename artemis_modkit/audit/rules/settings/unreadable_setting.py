"""Settings whose value is not of the kind that the key wants."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.numbers import beyond_sense
from artemis_modkit.model.readings import meant_by
from artemis_modkit.model.settings import accepted_values
from artemis_modkit.parsers.faults import shortened


@rule(
    title="the value of a setting cannot be read",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads the digits up to the first character it does not know: of 0,4 it takes 0, "
    "and shields no longer recharge; of 30,000 it takes 30. What it makes of a figure that its "
    "numbers cannot hold (1e308) is not known.",
    repair="Write a value of the kind that the message names, with a decimal point and without "
    "marks between thousands.",
    fires=settings("playerShieldRechargeRate=0,4\n"),
    silent=settings("playerShieldRechargeRate=0.4\n"),
)
def unreadable_setting(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    for setting, fact in subject.settings.unreadable():
        accepted = accepted_values(fact)
        advice = f"stock has {fact.default}" + (f", accepted are {accepted}" if accepted else "")
        meant = meant_by(setting.value, fact.distance) if fact.holds_number else None
        if meant is not None:
            advice = f"{meant} ({advice})"
        why = (fact.holds_number and beyond_sense(setting.value)) or f"is not {fact.type.shown}"
        shown = shortened(setting.value, most=60)
        yield subject.setting(setting.value_span, f"{setting.key}={shown} {why}; {advice}")
