"""Words in missions that are one slip of the pen away from one that a race or ship has."""

from collections.abc import Collection

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import fit_of, told
from artemis_modkit.audit.spelling import RACE_KEYS, misspelt
from artemis_modkit.model.mission_fit import Ships
from artemis_modkit.model.roles import BROAD_TYPES

_SHIPS = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_CREATE = '<start><create type="player" raceKeys="TSN" hullKeys="player {}"/></start>'


@Rule(
    title="a word of a mission is a letter off",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game does not match it. As long as another word does, the mission plays, but not with "
    "the ship that was meant.",
    repair="Write the word as vesselData.xml has it.",
    fires={**ships(_SHIPS), **mission(_CREATE.format("Heronn"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 hullKeys: "heronn"; did you mean "heron"?',
    silent={**ships(_SHIPS), **mission(_CREATE.format("Herons"))},
    together=2,
)
def mission_near_miss_word(look: Look) -> Occurrences:
    states = look.once(fit_of).states
    if not states or not look.missions:
        return
    every = (*states, Ships(look.stock.vessel_data)) if look.stock.vessel_data else states
    known = {
        "raceKeys": RACE_KEYS.union(*(one.race_words for one in every)),
        "hullKeys": BROAD_TYPES.union(*(one.hull_words for one in every)),
    }
    near: dict[tuple[str, str], str | None] = {}
    for one in look.missions:
        for words in one.hull_words:
            for name, given in (("raceKeys", words.races), ("hullKeys", words.hulls)):
                for word in dict.fromkeys(given):
                    key = (name, word)
                    if key not in near:
                        near[key] = _meant(word, known[name])
                    if near[key] is not None:
                        said = f'; did you mean "{near[key]}"?'
                        yield told(look, (one, words.element, name), f'{name}: "{word}"', said)


def _meant(word: str, known: Collection[str]) -> str | None:
    """The word that is meant; other digits are another type, not a slip."""
    meant = misspelt(word, known)
    return None if meant is None or _letters(meant) == _letters(word) else meant


def _letters(word: str) -> str:
    return "".join(letter for letter in word if not letter.isdigit())
