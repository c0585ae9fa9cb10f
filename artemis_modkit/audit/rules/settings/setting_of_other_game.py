"""Keys of artemis.ini that belong to an older or newer game than the rest of the file."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.model.settings import (
    GAMES_OF,
    SettingFact,
    setting_facts,
    stock_settings_text,
)

_OLD_KEY = "damageTorp1=20\n"


@Rule(
    title="a setting belongs to another version of the game",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Torpedo settings were numbered up to game 2.6, were gone in 2.7.1 and came back by name. "
    "A key that the player's game does not have changes nothing.",
    repair="Use the key of the game that the mod is made for; the message names it.",
    fires=settings(stock_settings_text("2.8") + _OLD_KEY),
    says="779:1 'damageTorp1' is a setting of game 2.4 to 2.6, the file is one of game 2.8; there "
    "it is damageTorpHom",
    silent=settings(stock_settings_text("2.4")),
)
def setting_of_other_game(look: Look) -> Occurrences:
    facts = setting_facts()
    generation = look.generation
    for setting in look.settings:
        fact = facts.get(setting.key)
        if fact is not None and not fact.is_in(generation):
            yield look.setting(
                setting,
                f"'{setting.key}' is a setting of {_games(fact)}, the file is one of game "
                f"{GAMES_OF[generation]}{_instead(fact, generation)}",
                span=setting.key_span,
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
