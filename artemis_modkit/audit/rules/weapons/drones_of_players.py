"""Drone ports of ships that players fly."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships

_SHIP = (
    '<vessel uniqueID="2" side="0" broadType="{}"><performance turnrate="0.004" topspeed="0.6"/>'
    '<drone_port x="0" y="8" z="250" damage="20" cycletime="30" range="5000"/></vessel>'
)


@Rule(
    title="player ships have drone ports",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Only the computer launches drones, from ships and bases of its own. In a ship that "
    "players fly a drone_port does nothing, and nobody at the consoles finds it.",
    together=2,
    repair="Remove the drone ports, or make a second vessel with them for the computer to fly.",
    fires=ships(_SHIP.format("player")),
    says="3:96 2 without a class name: players fly it, and only ships of the computer launch "
    "drones; remove the drone_port",
    silent=ships(_SHIP.format("warship")),
)
def drones_of_players(look: Look) -> Occurrences:
    for vessel in look.vessels:
        if vessel.drone_ports and look.role(vessel).is_flown:
            for port in vessel.drone_ports:
                yield look.element(
                    port.element,
                    of_many(
                        f"{vessel.shown_name}: players fly it, and only ships of the computer "
                        "launch drones",
                        "; remove the drone_port",
                        more=" ({count:,} such ports in player ships)",
                    ),
                    kind="drones",
                )
