"""Ships that a mission makes without saying which."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import told

_SHIPS = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_CREATE = '<start><create type="enemy" name="H1" raceKeys="TSN"{}/></start>'
_NEEDS_ONE = frozenset({"enemy", "neutral", "station"})
"""What players fly they may have chosen themselves."""


@Rule(
    title="a mission makes a ship without saying which",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="With neither hullID nor hullKeys the game makes the ship of number 0, or stops: those who "
    "made the mission editor report both.",
    repair="Write hullKeys that match a ship of the race, or its hullID.",
    fires={**ships(_SHIPS), **mission(_CREATE.format(""))},
    says="dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 H1: neither hullID nor hullKeys says which ship "
    "this enemy is",
    silent={**ships(_SHIPS), **mission(_CREATE.format(' hullKeys="heron"'))},
    together=2,
)
def mission_no_hull(look: Look) -> Occurrences:
    for one in look.missions:
        for element in one.elements:
            kind = element.attributes.get("type", "").strip().lower()
            written = {name.lower() for name, text in element.attributes.items() if text.strip()}
            if element.name == "create" and kind in _NEEDS_ONE and written.isdisjoint(_HULLS):
                name = element.attributes.get("name", "").strip() or "a ship without a name"
                said = f": neither hullID nor hullKeys says which ship this {kind} is"
                yield told(look, (one, element, "type"), name, said, kind=kind)


_HULLS = frozenset({"hullid", "hullkeys", "hulltype"})
