"""Words of broadType and race keys one slip away from a word that the game knows."""

from collections.abc import Sequence
from itertools import pairwise

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.audit.spelling import RACE_KEYS, misspelt
from artemis_modkit.audit.wording import race_title
from artemis_modkit.model.roles import BROAD_TYPES
from artemis_modkit.model.vessels import HullRace, Vessel


@Rule(
    title="a word looks like a misspelt one of the game",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game passes over words that it does not know: a 'singelseat' fighter is no craft for "
    "a carrier's bays, a race of the 'enmy' attacks nobody.",
    together=2,
    repair="Write the word as the game does, or add that word if yours is meant for missions.",
    fires=ships('<vessel uniqueID="8000" side="0" broadType="singelseat fighter"/>'),
    says="3:34 8000 without a class name: the game has no word 'singelseat' for broadType; did "
    "you mean 'singleseat'?",
    silent=ships('<vessel uniqueID="8000" side="0" broadType="singleseat fighter sweeper"/>'),
)
def misspelt_word(look: Look) -> Occurrences:
    yield from _misspelt(look, look.races, "keys", RACE_KEYS)
    yield from _misspelt(look, look.vessels, "broadType", BROAD_TYPES)
    yield from _parted(look)


def _misspelt(
    look: Look, items: Sequence[HullRace | Vessel], attribute: str, known: frozenset[str]
) -> Occurrences:
    places: dict[str, list[HullRace | Vessel]] = {}
    for item in items:
        for word in dict.fromkeys(item.words):
            places.setdefault(word, []).append(item)
    for word, of_word in places.items():
        meant = misspelt(word, known)
        if meant is None or any(meant in item.words for item in of_word):
            continue
        for item in of_word:
            yield look.element(
                item.element,
                of_many(
                    f"{_title(item)}: the game has no word '{word}' for {attribute}",
                    f"; did you mean '{meant}'?",
                ),
                kind=(attribute, word),
                attribute=attribute,
            )


def _parted(look: Look) -> Occurrences:
    """Words of broadType that a blank came into."""
    for vessel in look.vessels:
        for one, other in pairwise((vessel.broad_type or "").lower().split()):
            is_lost = one not in BROAD_TYPES and other not in BROAD_TYPES
            if is_lost and one + other in BROAD_TYPES:
                yield look.element(
                    vessel.element,
                    f"{vessel.shown_name}: the game has no words '{one} {other}' for broadType; "
                    f"did you mean '{one}{other}'?",
                    kind=("broadType", one + other),
                    attribute="broadType",
                )


def _title(item: HullRace | Vessel) -> str:
    if isinstance(item, Vessel):
        return item.shown_name
    return race_title(item)
