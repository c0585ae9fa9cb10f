"""Ships that a mission makes by a number that no vessel has."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, mission, ships
from artemis_modkit.audit.missions import fit_of, spoken, told
from artemis_modkit.model.wording import listed

_SHIPS = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'
_CREATE = '<start><create type="enemy" hullID="{}" name="H1"/></start>'


@Rule(
    title="a mission makes a ship by a number that no vessel has",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="What the game makes of a number without a ship is not known: another ship, or none. "
    "Mostly the ship got another number in a later release than the mission was written for. Of "
    "variables all numbers count that the mission ever gives them.",
    repair="Write the number that the ship has now; `fits MISSION MOD...` tells which release of "
    "a mod a mission was written for.",
    fires={**ships(_SHIPS), **mission(_CREATE.format("7"))},
    says='dat/Missions/MISS_Marsh/MISS_Marsh.xml:2 hullID="7": no vessel has the number 7',
    silent={**ships(_SHIPS), **mission(_CREATE.format("1.0"))},
    together=2,
)
def mission_unknown_hull(look: Look) -> Occurrences:
    fit = look.once(fit_of)
    for one in look.missions if fit.is_known else ():
        for asked in one.hull_numbers:
            unknown = fit.unknown(asked)
            if unknown:
                written = f'{asked.attribute}="{asked.text}"'
                which = listed([*spoken(unknown)])
                may_be = "" if len(asked.numbers or ()) == 1 else ", which it may be"
                numbers = "number" if len(unknown) == 1 else "numbers"
                said = f": no vessel has the {numbers} {which}{may_be}"
                yield told(look, (one, asked.element, asked.attribute), written, said)
