"""Words in missions that are one slip of the pen away from one that a race or ship has."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import NearWords, fit_of, lacking_words, told
from artemis_modkit.model.mission_fit import Lack

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
    if not look.once(fit_of).states or not look.missions:
        return
    near = look.once(NearWords)
    lacking = {
        (words.element, "raceKeys" if lack is Lack.RACE else "hullKeys")
        for _, words, lack in look.once(lacking_words)
    }
    for one in look.missions:
        for words in one.hull_words:
            for name, given in (("raceKeys", words.races), ("hullKeys", words.hulls)):
                for word in dict.fromkeys(given) if (words.element, name) not in lacking else ():
                    meant = near.meant(name, word)
                    if meant is not None:
                        said = f'; did you mean "{meant}"?'
                        yield told(look, (one, words.element, name), f'{name}: "{word}"', said)
