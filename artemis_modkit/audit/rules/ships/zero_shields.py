"""Fighting ships without shields."""

from collections import Counter

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.ship_parts import lacking, living
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.descriptions.figures import says_no_shield
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import Shields
from artemis_modkit.model.vessels import Vessel

_LACKS = {
    "player": "it has no strength in a player's hands; write shields player= over 0",
    "station": "its front shield, the one that stations use, is 0; write its strength",
    "all": "it is armed and has no shields at all; write front and back over 0",
    "front": "its front shield is 0, the other one is not; write a strength over 0",
    "back": "its back shield is 0, the other one is not; write a strength over 0",
}
"""What a vessel can lack, and what to do about it."""

_OFTEN_MEANT = ("all", "back")
"""What authors like to give a ship for its character: a glass cannon, a raider that never turns."""

_SIDES = ("front", "back")
"""What is meant where it is so of several ships of a race, or of beasts: trolls turn no back."""


@Rule(
    title="a vessel has no shields where it needs some",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Shields are nearly all that a ship has against fire. Single-seat craft may have 0 in "
    "both, as long as player= gives those that players fly a strength, and bases use front alone. "
    "A ship without any, or without a rear one, may be meant so: that is a notice, and nothing "
    "where its text says so.",
    repair="Write the strength that is missing, or arm nothing on a ship that is to have none.",
    fires=ships(
        '<vessel uniqueID="1500" side="0" broadType="medium warship"><shields front="80" back="0"/>'
        '<performance turnrate="0.004" topspeed="0.6"/></vessel>'
    ),
    says="3:81 1500 without a class name: its back shield is 0, the other one is not; write a "
    "strength over 0",
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><shields front="400" back="0"/></vessel>'
        '<vessel uniqueID="2010" side="0" broadType="singleseat"><shields front="0" back="0"/>'
        '<performance turnrate="0.01" topspeed="1.2"/></vessel>'
    ),
)
def zero_shields(look: Look) -> Occurrences:
    lacks = {
        vessel.element: lack
        for vessel in look.vessels
        if vessel.shields and (lack := _lack(vessel, vessel.shields, look.role(vessel)))
    }
    of_race = Counter((one.side, lacks.get(one.element)) for one in look.vessels)
    beasts = look.once(living)
    for vessel in look.vessels:
        shields, lack = vessel.shields, lacks.get(vessel.element)
        is_meant = lack in _SIDES and (vessel.side in beasts or of_race[vessel.side, lack] > 1)
        is_meant |= lack in _OFTEN_MEANT and says_no_shield(vessel.description, back=lack == "back")
        if shields is not None and lack is not None and not is_meant:
            found = look.element(
                shields.element,
                f"{vessel.shown_name}: {_LACKS[lack]}",
                kind=lack,
                attribute=lack if lack in ("player", "back") else "front",
            )
            is_guess = lack in _OFTEN_MEANT
            yield replace(found, severity=Severity.NOTICE) if is_guess else found

    for vessel in lacking(look, _is_players_craft, _says_strength):
        assert vessel.shields is not None
        if vessel.element not in lacks:
            yield look.element(
                vessel.shields.element,
                f"{vessel.shown_name}: shields without player=, which the other craft of players "
                "have; write its strength in their hands",
                kind="unsaid",
            )


def _is_players_craft(look: Look, vessel: Vessel) -> bool:
    return vessel.shields is not None and look.role(vessel) is Role.PLAYER_CRAFT


def _says_strength(vessel: Vessel) -> bool:
    """Whether it has `player`, or an attribute one slip away, which another rule tells."""
    names = vessel.shields.element.attributes if vessel.shields else ()
    return any(name == "player" or is_one_slip(name, "player") for name in names)


def _lack(vessel: Vessel, shields: Shields, role: Role) -> str | None:
    """Which of `_LACKS` a vessel has; `None` where its shields are as they should be."""
    no_front, no_back = shields.front == 0, shields.back == 0
    if role is Role.ENEMY_CRAFT:
        return None
    if role is Role.PLAYER_CRAFT:
        has_none = shields.player == 0 or (shields.player is None and no_front)
        return "player" if has_none else None
    if role is Role.STATION:
        is_meant = "base" in vessel.words or _is_armed(vessel)
        return "station" if no_front and is_meant else None
    if no_front and no_back:
        return "all" if _is_armed(vessel) else None
    return "front" if no_front else "back" if no_back else None


def _is_armed(vessel: Vessel) -> bool:
    return bool(vessel.beam_ports or vessel.drone_ports or vessel.torpedo_tubes)
