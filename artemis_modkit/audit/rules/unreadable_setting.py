"""Settings whose value is not of the kind that the key wants."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.numbers import DECIMAL_COMMA
from artemis_modkit.model.settings import accepted_values


@rule(
    title="the value of a setting cannot be read",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads the digits up to the first character it does not know: of 0,4 it takes 0, "
    "and shields no longer recharge.",
    repair="Write a value of the kind that the message names, with a decimal point.",
    fires=settings("playerShieldRechargeRate=0,4\n"),
    silent=settings("playerShieldRechargeRate=0.4\n"),
)
def unreadable_setting(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    for setting, fact in subject.settings.unreadable():
        accepted = accepted_values(fact)
        stock = f"stock has {fact.default}" + (f", accepted are {accepted}" if accepted else "")
        if DECIMAL_COMMA.fullmatch(setting.value):
            right = setting.value.replace(",", ".")
            stock = f"decimals are written with a point: {right} ({stock})"
        yield subject.setting(
            setting.value_span,
            f"{setting.key}={setting.value} is not {fact.type.shown}; {stock}",
        )
