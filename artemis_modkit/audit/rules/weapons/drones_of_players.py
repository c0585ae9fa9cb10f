"""Drone ports of ships that players fly."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.roles import roles_of

_SHIP = (
    '<vessel uniqueID="2" side="0" broadType="{}"><performance turnrate="0.004" topspeed="0.6"/>'
    '<drone_port x="0" y="8" z="250" damage="20" cycletime="30" range="5000"/></vessel>'
)


@rule(
    title="player ships have drone ports",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="Only the computer launches drones, from ships and bases of its own. In a ship that "
    "players fly a drone_port does nothing, and nobody at the consoles finds it.",
    repair="Remove the drone ports, or make a second vessel with them for the computer to fly.",
    fires=ships(_SHIP.format("player")),
    silent=ships(_SHIP.format("warship")),
)
def drones_of_players(subject: Subject) -> Iterator[Hit]:
    data = subject.vessel_data
    if data is None:
        return
    roles = roles_of(data.races)
    ports = [
        (vessel, port.element)
        for vessel in data.vessels
        if vessel.drone_ports and roles.of(vessel).is_flown
        for port in vessel.drone_ports
    ]
    if ports:
        (vessel, first), *others = ports
        count = f" ({len(ports):,} such ports in player ships)" if others else ""
        yield subject.element(
            first,
            f"{vessel.shown_name}: players fly it, and only ships of the computer launch drones"
            f"{count}; remove the drone_port",
            also=[port for _, port in others],
        )
