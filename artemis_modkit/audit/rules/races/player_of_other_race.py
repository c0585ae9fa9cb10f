"""Ships for players in a race that players do not fly."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.model.mod import VESSEL_FILE

_PLAYER = "player"


def _mod(words: str) -> dict[str, bytes]:
    text = (
        '<vessel_data version="2.6">\n<hullRace ID="2" name="Moor" keys="enemy standard"/>\n'
        f'<vessel uniqueID="2000" side="2" classname="Adder" broadType="{words}"/>\n'
        "</vessel_data>"
    )
    return {VESSEL_FILE: text.encode()}


@Rule(
    title="a ship for players is of a race that they do not fly",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game offers ships with the word player in broadType, and takes their race from side. "
    "Where that race's keys lack the word too, the crew flies a ship of the enemy.",
    repair="Correct side, take player out of broadType, or add player to the keys of the race.",
    fires=_mod("player"),
    says="3:25 2000 Adder: players fly it, and the keys of its race (2 Moor) are enemy standard, "
    "without player",
    silent=_mod("small"),
)
def player_of_other_race(look: Look) -> Occurrences:
    races = {race.id: race for race in reversed(look.races)}
    for vessel in look.vessels:
        race = races.get(vessel.side)
        if race is None or not race.words or _PLAYER not in vessel.words:
            continue
        if _PLAYER not in race.words:
            yield look.element(
                vessel.element,
                f"{vessel.shown_name}: players fly it, and the keys of its race ({vessel.side} "
                f"{race.name or ''}) are {' '.join(sorted(race.words))}, without player",
                attribute="side",
                kind=vessel.side,
                beside=race.element,
            )
