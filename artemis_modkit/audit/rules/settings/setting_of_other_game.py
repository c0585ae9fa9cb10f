"""Keys of artemis.ini that belong to an older or newer game than the rest of the file."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.settings import (
    GAMES_OF,
    SettingFact,
    setting_facts,
    stock_settings_text,
)

_OLD_KEY = "damageTorp1=20\n"


@rule(
    title="a setting belongs to another version of the game",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Torpedo settings were numbered up to game 2.6, were gone in 2.7.1 and came back by name. "
    "A key that the player's game does not have changes nothing.",
    repair="Use the key of the game that the mod is made for; the message names it.",
    fires=settings(stock_settings_text("2.8") + _OLD_KEY),
    silent=settings(stock_settings_text("2.4")),
)
def setting_of_other_game(subject: Subject) -> Iterator[Hit]:
    if subject.settings is None:
        return
    facts = setting_facts()
    generation = subject.settings.generation
    for setting in subject.settings.document.settings:
        fact = facts.get(setting.key)
        if fact is not None and not fact.is_in(generation):
            yield subject.setting(
                setting.key_span,
                f"'{setting.key}' is a setting of {_games(fact)}, the file is one of game "
                f"{GAMES_OF[generation]}{_instead(fact, generation)}",
            )


def _games(fact: SettingFact) -> str:
    if fact.since is None:
        return "games before 2.4"
    if fact.until is None:
        return f"game {fact.since} and later"
    return f"game {GAMES_OF[fact.until]}"


def _instead(fact: SettingFact, generation: str) -> str:
    facts = setting_facts()
    if fact.replaced_by is not None and facts[fact.replaced_by].is_in(generation):
        return f"; there it is {fact.replaced_by}"
    for older in facts.values():
        if older.replaced_by == fact.key and older.is_in(generation):
            return f"; there it is {older.key}"
    return "; there is nothing in its place"
