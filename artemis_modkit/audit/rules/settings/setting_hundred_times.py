"""Settings that are just a hundred or a thousand times stock's, or a hundredth of it."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import setting_facts

_POWERS = (0.001, 0.01, 100.0, 1000.0)
_NEAR = 1e-6
"""How far from the power of ten, as a share of it, a setting may be: what floats lose."""


@Rule(
    title="a setting is just a hundred times stock's",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="People double a setting, or make it ten times as large. Just a hundred times, with the "
    "same digits, is mostly a lost decimal point.",
    repair="Put the decimal point where it was, or leave the setting if it is meant.",
    fires=settings("damageTorpNuk=160\n"),
    says="1:15 damageTorpNuk=160 is just 100 times stock's 1.6; is the decimal point right?",
    silent=settings("damageTorpNuk=150\n"),
)
def setting_hundred_times(look: Look) -> Occurrences:
    facts = setting_facts()
    for setting in look.settings:
        fact = facts.get(setting.key)
        value = read_decimal(setting.value) if fact else None
        stock = read_decimal(str(fact.default)) if fact else None
        if not fact or not value or not stock or not fact.accepts_number(value):
            continue  # out of its range another rule tells it
        power = next((one for one in _POWERS if abs(value / stock / one - 1) < _NEAR), None)
        if power is not None and not _is_round(stock):
            times = f"{power:g} times" if power > 1 else f"1/{1 / power:g} of"
            yield look.setting(
                setting,
                f"{setting.key}={setting.value} is just {times} stock's {fact.default}; is the "
                "decimal point right?",
            )


def _is_round(number: float) -> bool:
    """Whether a figure is a 1 with noughts: a hundred times that is a round number too."""
    return f"{number:e}".startswith("1.000000e")
