"""Weapons without range, or without time between shots."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.vessel_parts import BeamPort, Launcher


@Rule(
    title="a weapon cannot fire",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A weapon with a range of 0 reaches nothing, and one with a cycletime of 0 has no time "
    "between its shots. Crew and text count on a weapon that is not there.",
    repair="Write the value that is 0, or remove the weapon.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6" range="0"/></vessel>'),
    says="3:56 1 without a class name: this beam_port has range 0, so it cannot fire; write more "
    "than 0",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6" range="1000"/></vessel>'),
)
def dead_weapon(look: Look) -> Occurrences:
    for vessel in look.vessels:
        weapons: tuple[BeamPort | Launcher, ...] = (
            *vessel.beam_ports,
            *vessel.drone_ports,
            *vessel.torpedo_station_ports,
        )
        for weapon in weapons:
            values = {"range": weapon.range, "cycletime": weapon.cycle_time}
            zero = [name for name, value in values.items() if value == 0]
            if zero:
                yield look.element(
                    weapon.element,
                    f"{vessel.shown_name}: this {weapon.NAME} has {' and '.join(zero)} 0, "
                    "so it cannot fire; write more than 0",
                    attribute=zero[0],
                    kind=(weapon.NAME, *zero),
                )
