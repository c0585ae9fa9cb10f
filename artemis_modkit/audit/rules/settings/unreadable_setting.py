"""Settings whose value is not of the kind that the key wants."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.numbers import beyond_sense
from artemis_modkit.model.readings import likely_number, meant_by
from artemis_modkit.model.settings import accepted_values
from artemis_modkit.parsers.faults import shortened


@Rule(
    title="the value of a setting cannot be read",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game reads the digits up to the first character it does not know: of 0,4 it takes 0, "
    "and shields no longer recharge; of 30,000 it takes 30. What it makes of a figure that its "
    "numbers cannot hold (1e308) is not known.",
    repair="Write a value of the kind that the message names, with a decimal point and without "
    "marks between thousands.",
    fires=settings("playerShieldRechargeRate=0,4\n"),
    says="1:26 playerShieldRechargeRate=0,4 is not a number; decimals are written with a point: "
    "0.4 (stock has 0.4, accepted are 0.02 to 2.0)",
    silent=settings("playerShieldRechargeRate=0.4\n"),
)
def unreadable_setting(look: Look) -> Occurrences:
    for setting, fact in look.unreadable_settings:
        accepted = accepted_values(fact)
        advice = f"stock has {fact.default}" + (f", accepted are {accepted}" if accepted else "")
        meant = meant_by(setting.value, fact.distance) if fact.holds_number else None
        if meant is not None:
            advice = f"{meant} ({advice})"
        why = (fact.holds_number and beyond_sense(setting.value)) or f"is not {fact.type.shown}"
        shown = shortened(setting.value, most=60)
        number = likely_number(setting.value, fact.distance) if fact.holds_number else None
        likely = [look.ini.changed(setting, number)] if number else []
        yield look.setting(setting, f"{setting.key}={shown} {why}; {advice}", likely=likely)
