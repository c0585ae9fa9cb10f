"""Objects that a mission asks for by a name that it gives to none."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import never_given
from artemis_modkit.model.mission_names import Named

_MAKES = (
    '<start><create type="genericMesh" name="Lone Buoy"/></start>\n'
    '<event><if_not_exists name="{}"/><big_message title="It is gone"/></event>'
)


@Rule(
    title="a mission asks for an object of a name that it gives to none",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Nothing happens to the object that was meant, and a test of it always has one "
    "answer: what is not there counts as destroyed from the start. The ships of players have their "
    "usual names where the mission gives none. Where no object may be meant, it is a notice. Parts "
    "of missions and templates are not looked at.",
    repair="Write the name as where the object is made, or take out what speaks of it.",
    fires={**ships(""), **mission(_MAKES.format("Lone Bouy"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:3 object "Lone Bouy": the mission makes none of '
    'that name; did you mean "Lone Buoy"?',
    silent={**ships(""), **mission(_MAKES.format("lone buoy"))},
    together=2,
)
def mission_unknown_name(look: Look) -> Occurrences:
    yield from never_given(look, Named.OBJECT, "the mission makes none of that name")
