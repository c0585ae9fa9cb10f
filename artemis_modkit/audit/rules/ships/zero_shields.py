"""Fighting ships without shields."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import Role, roles_of
from artemis_modkit.model.vessel_parts import Shields
from artemis_modkit.model.vessels import Vessel


@rule(
    title="a vessel has no shields where it needs some",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Shields are nearly all that a ship has against fire. Single-seat craft may have 0 in "
    "both, as long as player= gives those that players fly a strength, and bases use front alone.",
    repair="Write the strength that is missing, or arm nothing on a ship that is to have none.",
    fires=ships(
        '<vessel uniqueID="1500" side="0" broadType="medium warship"><shields front="80" back="0"/>'
        '<performance turnrate="0.004" topspeed="0.6"/></vessel>'
    ),
    silent=ships(
        '<vessel uniqueID="1000" side="0" broadType="base"><shields front="400" back="0"/></vessel>'
        '<vessel uniqueID="2010" side="0" broadType="singleseat"><shields front="0" back="0"/>'
        '<performance turnrate="0.01" topspeed="1.2"/></vessel>'
    ),
)
def zero_shields(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    for vessel in data.vessels:
        shields = vessel.shields
        missing = _missing(vessel, shields, roles.of(vessel)) if shields else None
        if shields is not None and missing is not None:
            attribute, lack = missing
            yield (
                lack,
                subject.element(
                    shields.element, f"{vessel.shown_name}: {lack}", attribute=attribute
                ),
            )


def _missing(vessel: Vessel, shields: Shields, role: Role) -> tuple[str, str] | None:
    """The attribute that is 0 and what to do about it; `None` where that is as it should be."""
    if role is Role.ENEMY_CRAFT:
        return None
    if role is Role.PLAYER_CRAFT:
        if shields.player == 0 or (shields.player is None and shields.front == 0):
            return "player", "it has no strength in a player's hands; write shields player= over 0"
        return None
    if role is Role.STATION:
        if shields.front == 0 and ("base" in vessel.words or _is_armed(vessel)):
            return "front", "its front shield, the one that stations use, is 0; write its strength"
        return None
    if shields.front == 0 and shields.back == 0:
        if not _is_armed(vessel):
            return None
        return "front", "it is armed and has no shields at all; write front and back over 0"
    if shields.front == 0 or shields.back == 0:
        side = "front" if shields.front == 0 else "back"
        return side, f"its {side} shield is 0, the other one is not; write a strength over 0"
    return None


def _is_armed(vessel: Vessel) -> bool:
    return bool(vessel.beam_ports or vessel.drone_ports or vessel.torpedo_tubes)
