"""Craft of stations that a mission asks for by number, which the game does not take."""

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import told
from artemis_modkit.model.missions import STATION_CARRIED, hull_attribute, said_of

_SHIPS = (
    '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>\n'
    '<vessel uniqueID="2" side="0" classname="Gnat" broadType="singleseat"/>'
)
_CARRIED = '<start><set_player_station_carried name="DS1" {}/></start>'


@Rule(
    title="a mission gives a station craft by number",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="The authors of a large mission tried it: set_player_station_carried takes its craft by "
    "raceKeys and hullKeys alone. Without them the game is said to stop.",
    repair="Write raceKeys and hullKeys that match the craft.",
    fires={**ships(_SHIPS), **mission(_CARRIED.format('hullID="2"'))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 set_player_station_carried: hullID="2" does '
    "not work here; write raceKeys and hullKeys",
    silent={**ships(_SHIPS), **mission(_CARRIED.format('raceKeys="TSN" hullKeys="singleseat"'))},
    together=2,
)
def mission_station_carried_by_number(look: Look) -> Occurrences:
    for one in look.missions:
        for element in one.elements:
            name = hull_attribute(element)
            if element.name == STATION_CARRIED and name is not None:
                written = f'{STATION_CARRIED}: {name}="{element.attributes[name]}"'
                words = (said_of(element, word) for word in ("raceKeys", "hullKeys"))
                has_words = all(map(str.strip, words))
                instead = "its words decide" if has_words else "write raceKeys and hullKeys"
                said = f" does not work here; {instead}"
                found = told(look, (one, element, name), written, said)
                yield replace(found, severity=Severity.WARNING if has_words else None)
