"""Words for ships in missions of which no ship of the race has any."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import NearWords, lacking_words, told
from artemis_modkit.model.mission_fit import Lack

_SHIPS = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_CREATE = '<start><create type="player" raceKeys="TSN" hullKeys="{}"/></start>'


@Rule(
    title="a mission asks for a ship that its race has not",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Of the race the game takes the ship that most of the words match. Where none does it "
    "takes some ship of the race, and the mission goes on with the wrong one. Where they ask for a "
    "base, a ship that is none is turned into the ship of number 0.",
    repair="Write words that stand in classname or broadType of a ship of that race.",
    fires={**ships(_SHIPS), **mission(_CREATE.format("crane"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 raceKeys="TSN" hullKeys="crane": no ship of '
    "the race has any of the words crane",
    silent={**ships(_SHIPS), **mission(_CREATE.format("crane heron"))},
    together=2,
)
def mission_keys_no_hull(look: Look) -> Occurrences:
    for one, words, lack in look.once(lacking_words):
        if lack is Lack.RACE:
            continue
        race = "the race" if words.races else "any race"
        said = f"no ship of {race} has any of the words {', '.join(dict.fromkeys(words.hulls))}"
        said += look.once(NearWords).hint("hullKeys", words.hulls)
        if lack is Lack.BASE:
            said = "what most of these words match is no base, and the game makes it the ship 0"
        yield told(look, (one, words.element, "hullKeys"), words.shown, f": {said}")
