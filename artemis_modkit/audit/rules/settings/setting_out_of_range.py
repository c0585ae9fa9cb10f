"""Settings outside of what artemis.ini itself calls acceptable."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import accepted_values, setting_facts


@rule(
    title="a setting is outside its range",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="The stock artemis.ini names the range of many settings. The game does not refuse a value "
    "outside of it, and nobody has tried what it does then.",
    repair="Write a value within the range that the message names.",
    fires=settings("stationEnergy=3000\n"),
    silent=settings("stationEnergy=2000\n"),
)
def setting_out_of_range(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    facts = setting_facts()
    for setting in subject.settings.document.settings:
        fact = facts.get(setting.key)
        if fact is None or not fact.accepts_type_of(setting.value):
            continue
        number = read_decimal(setting.value)
        if number is not None and not fact.accepts_number(number):
            yield subject.setting(
                setting.value_span,
                f"{setting.key}={setting.value} is outside of what the game's file calls "
                f"acceptable: {accepted_values(fact)} (stock has {fact.default})",
            )
