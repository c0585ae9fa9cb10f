"""Variables that a mission takes for the number of a ship, or tests, and never sets."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import never_given, told
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.model.mission_names import Named

_SHIPS = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_CREATE = (
    '<start><set_variable name="herons" value="1"/><create type="enemy" hullID="{}" name="H1"/>'
    "</start>"
)


@Rule(
    title="a mission asks for a variable that it never sets",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Where the number of a ship is asked for, the game finds none, and what it makes of that "
    "is not known; an event that tests the variable never happens, or always. Mostly the name is "
    "misspelt at one of the two places. Where no variable may be meant, a test of it is a notice. "
    "Parts of missions and templates are not looked at.",
    repair="Write the name of the variable as where it is set, or set it.",
    fires={**ships(_SHIPS), **mission(_CREATE.format("heron"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 hullID="heron": the mission never sets the '
    "variable heron; did you mean herons?",
    silent={**ships(_SHIPS), **mission(_CREATE.format("Herons"))},
    together=2,
)
def mission_unset_variable(look: Look) -> Occurrences:
    for one in look.missions:
        if not any(True for _ in one.document.descendants("start")):
            continue  # a part of a mission, whose other parts may set it
        for asked in one.hull_numbers:
            for name in dict.fromkeys(one.unset(asked)):
                near = nearest(name, one.variables)
                hint = f"; did you mean {near}?" if near else ""
                written = f'{asked.attribute}="{asked.text}"'
                said = f": the mission never sets the variable {name}{hint}"
                yield told(look, (one, asked.element, asked.attribute), written, said)
    yield from never_given(look, Named.VARIABLE, "the mission tests it and never sets it")
