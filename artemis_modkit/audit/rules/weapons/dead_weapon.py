"""Weapons without range, or without time between shots."""

from collections.abc import Hashable, Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessel_parts import BeamPort, Launcher


@rule(
    title="a weapon cannot fire",
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    why="A weapon with a range of 0 reaches nothing, and one with a cycletime of 0 has no time "
    "between its shots. Crew and text count on a weapon that is not there.",
    repair="Write the value that is 0, or remove the weapon.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6" range="0"/></vessel>'),
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6" range="1000"/></vessel>'),
)
def dead_weapon(subject: Subject) -> Iterator[Hit]:
    yield from habits(_hits(subject))


def _hits(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None:
        return
    for vessel in data.vessels:
        weapons: tuple[BeamPort | Launcher, ...] = (
            *vessel.beam_ports,
            *vessel.drone_ports,
            *vessel.torpedo_station_ports,
        )
        for weapon in weapons:
            values = {"range": weapon.range, "cycletime": weapon.cycle_time}
            zero = [name for name, value in values.items() if value == 0]
            if zero:
                yield (
                    (weapon.NAME, *zero),
                    subject.element(
                        weapon.element,
                        f"{vessel.shown_name}: this {weapon.NAME} has {' and '.join(zero)} 0, "
                        "so it cannot fire; write more than 0",
                        attribute=zero[0],
                    ),
                )
