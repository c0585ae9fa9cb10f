"""Words for races in missions of which no race has any."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import NearWords, lacking_words, told
from artemis_modkit.model.mission_fit import Lack

_SHIPS = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_CREATE = '<start><create type="player" raceKeys="{}" hullKeys="heron"/></start>'


@Rule(
    title="a mission asks for a race that is not there",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game takes the race that most of the words match. Where none does, it takes a ship of "
    "any race, and the mission goes on with the wrong one. Mostly the mod gave the race another "
    "name. A word that nothing matches beside one that something does is no fault.",
    repair="Write the words of the race as vesselData.xml has them now, in its name and keys.",
    fires={**ships(_SHIPS), **mission(_CREATE.format("Moor"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 raceKeys="Moor" hullKeys="heron": no race has '
    "any of the words moor",
    silent={**ships(_SHIPS), **mission(_CREATE.format("Moor player"))},
    together=2,
)
def mission_keys_no_race(look: Look) -> Occurrences:
    for one, words, lack in look.once(lacking_words):
        if lack is Lack.RACE:
            said = f": no race has any of the words {', '.join(dict.fromkeys(words.races))}"
            said += look.once(NearWords).hint("raceKeys", words.races)
            yield told(look, (one, words.element, "raceKeys"), words.shown, said)
