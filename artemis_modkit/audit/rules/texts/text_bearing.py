"""Weapons that the text has look to a side, where the ship has none that can fire there."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import at_claim
from artemis_modkit.balance.arcs import Arc, bearing
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import ARMS, DIRECTIONS, Direction, Thing
from artemis_modkit.model.vessel_parts import BeamPort

_BEARINGS = {
    Direction.FORE: (0,),
    Direction.AFT: (180,),
    Direction.PORT: (270,),
    Direction.STARBOARD: (90,),
    Direction.BROADSIDE: (90, 270),
}
"""Degrees; either of two."""
_WIDTHS = {Direction.BROADSIDE: 120.0}
_HALF = 180.0
"""Degrees round a side in which a port looks there, whatever its arc: half of the hull, and for a
broadside not the ports near bow and stern."""


@Rule(
    title="the text promises weapons on a side that has none",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Captains turn the side to an enemy that their text calls the armed one. A text that was "
    "copied, or a port with the wrong sign, leaves them without a weapon there.",
    repair="Correct the text, or the places of the beam ports.",
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="10" z="90" arcwidth="0.2"/><beam_port x="-10" z="90" arcwidth="0.2"/>'
        '<long_desc text="1 forward beam, 1 rear beam"/></vessel>'
    ),
    says="3:165 20 Lantern: the text says '1 rear beam', no beam can fire aft; correct the text "
    "or the beam ports",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="10" z="90" arcwidth="0.2"/><beam_port x="-10" z="-90" arcwidth="0.2"/>'
        '<long_desc text="1 forward beam, 1 rear beam"/></vessel>'
    ),
)
def text_bearing(look: Look) -> Occurrences:
    for vessel in look.vessels:
        if vessel.long_description is None or not vessel.beam_ports:
            continue
        directions = {
            direction: claim
            for claim in claims_of(vessel.description)
            for direction in _directions(claim)
        }
        for direction, claim in directions.items():
            if not any(_may_fire(port, direction) for port in vessel.beam_ports):
                found = look.element(
                    vessel.long_description.element,
                    f"{vessel.shown_name}: the text says '{claim.words}', no beam can fire "
                    f"{direction.value}; correct the text or the beam ports",
                    attribute="text",
                    value=direction.name,
                    also=[port.element for port in vessel.beam_ports],
                )
                yield at_claim(look, vessel, [claim], found)


def _directions(claim: Claim) -> set[Direction]:
    """Where the weapons of a claim look; nowhere if it names no side, or several."""
    if claim.thing not in (Thing.BEAMS, *ARMS) or not claim.least:
        return set()
    found = {DIRECTIONS[word] for word in claim.described if word in DIRECTIONS}
    return found if len(found) == 1 else set()


def _may_fire(port: BeamPort, direction: Direction) -> bool:
    centre = bearing(port.x, port.z)
    if centre is None or port.arc_width is None:
        return True
    arcs = Arc(centre, _WIDTHS.get(direction, _HALF)), Arc.of_fraction(centre, port.arc_width)
    return any(arc.covers(side) for arc in arcs for side in _BEARINGS[direction])
