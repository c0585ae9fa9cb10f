"""Settings outside of what artemis.ini itself calls acceptable."""

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import accepted_values, setting_facts

_NEAR = 2.5
"""Times outside of the range up to which a value is a house rule; a lost point is ten times."""


@Rule(
    title="a setting is outside its range",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The stock artemis.ini names the range of many settings. The game does not refuse a value "
    "outside of it, and nobody has tried what it does then.",
    repair="Write a value within the range that the message names.",
    fires=settings("stationEnergy=3000\n"),
    says="1:15 stationEnergy=3000 is outside of what the game's file calls acceptable: 500 to "
    "2000 energy (stock has 1000)",
    silent=settings("stationEnergy=2000\n"),
)
def setting_out_of_range(look: Look) -> Occurrences:
    facts = setting_facts()
    for setting in look.settings:
        fact = facts.get(setting.key)
        if fact is None or not fact.accepts_type_of(setting.value):
            continue
        number = read_decimal(setting.value)
        if number is not None and not fact.accepts_number(number):
            told = look.setting(
                setting,
                f"{setting.key}={setting.value} is outside of what the game's file calls "
                f"acceptable: {accepted_values(fact)} (stock has {fact.default})",
            )
            is_near = fact.distance(number) <= _NEAR
            yield replace(told, severity=Severity.NOTICE if is_near else None)
