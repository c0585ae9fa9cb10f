"""Words of broadType and race keys one slip away from a word that the game knows."""

from collections.abc import Iterator, Sequence

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.audit.vocabulary import BROAD_TYPES, RACE_KEYS, misspelt, race_title
from artemis_modkit.model.vessels import HullRace, Vessel


@rule(
    title="a word looks like a misspelt one of the game",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="The game passes over words that it does not know: a 'singelseat' fighter is no craft for "
    "a carrier's bays, a race of the 'enmy' attacks nobody.",
    repair="Write the word as the game does, or add that word if yours is meant for missions.",
    fires=ships('<vessel uniqueID="8000" side="0" broadType="singelseat fighter"/>'),
    silent=ships('<vessel uniqueID="8000" side="0" broadType="singleseat fighter sweeper"/>'),
)
def misspelt_word(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    yield from _misspelt(subject, data.races, "keys", RACE_KEYS)
    yield from _misspelt(subject, data.vessels, "broadType", BROAD_TYPES)


def _misspelt(
    subject: Subject, items: Sequence[HullRace | Vessel], attribute: str, known: frozenset[str]
) -> Iterator[Hit]:
    places: dict[str, list[HullRace | Vessel]] = {}
    for item in items:
        for word in dict.fromkeys(item.words):
            places.setdefault(word, []).append(item)
    for word, of_word in places.items():
        meant = misspelt(word, known)
        if meant is None or any(meant in item.words for item in of_word):
            continue
        count = f" ({len(of_word)} places)" if len(of_word) > 1 else ""
        yield subject.element(
            of_word[0].element,
            f"{_title(of_word[0])}: the game has no word '{word}' for {attribute}{count}; "
            f"did you mean '{meant}'?",
            attribute=attribute,
            also=[item.element for item in of_word[1:]],
        )


def _title(item: HullRace | Vessel) -> str:
    if isinstance(item, Vessel):
        return item.shown_name
    return race_title(item)
