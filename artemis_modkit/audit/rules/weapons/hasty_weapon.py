"""Weapons that fire many times a second: a slip in a cycletime."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.vessel_parts import BeamPort, Launcher

_SHORTEST = 0.1
"""Seconds between two shots. The shortest of stock is 1, the shortest of six mods 0.25; the game
moves ships some ten times a second, so nothing fires more often than that."""
_SHORTEST_LAUNCH = 1.0
"""Seconds between two launches of drones. The shortest of six mods is 2, that of stock 9."""


@Rule(
    title="a weapon fires many times a second",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A cycletime under a tenth of a second is less than the game's own beat. It is a slip of "
    "the decimal point, and every figure that is made of it is beyond sense. A launcher that sends "
    "more than a drone a second buries whatever it meets.",
    repair="Write the seconds between two shots, such as 6.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="0.000002"/></vessel>'),
    says="3:42 1 without a class name: this beam_port has cycletime 0.000002, over ten shots a "
    "second; write the seconds between two shots",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="0.25"/></vessel>'),
)
def hasty_weapon(look: Look) -> Occurrences:
    for vessel in look.vessels:
        weapons: tuple[BeamPort | Launcher, ...] = (
            *vessel.beam_ports,
            *vessel.drone_ports,
            *vessel.torpedo_station_ports,
        )
        for weapon in weapons:
            cycle = weapon.cycle_time
            written = weapon.element.attributes.get("cycletime", "")
            is_launcher = isinstance(weapon, Launcher)
            shortest = _SHORTEST_LAUNCH if is_launcher else _SHORTEST
            if cycle is not None and 0 < cycle < shortest:
                often = "over ten shots" if cycle < _SHORTEST else "more than a launch"
                yield look.element(
                    weapon.element,
                    f"{vessel.shown_name}: this {weapon.NAME} has cycletime "
                    f"{written.strip()[:20]}, {often} "
                    "a second; write the seconds between two shots",
                    attribute="cycletime",
                    kind=(weapon.NAME, "cycletime"),
                )
