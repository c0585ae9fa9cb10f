"""Ranges of weapons that a text gives, against those of the vessel."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR
from artemis_modkit.audit.text_figures import contradictions
from artemis_modkit.descriptions.figures import Figure, Measure
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessel_parts import BeamPort, Launcher
from artemis_modkit.model.vessels import Vessel


@Rule(
    title="the text gives another range",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A captain holds the distance that the text of a ship, or of its enemy, tells. A range "
    "that none of its weapons has is a change that was made in one place only.",
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="1" range="2400"/><beam_port x="9" range="1000"/>'
        '<long_desc text="A heavy beam with a reach of 2800"/></vessel>'
    ),
    says="3:144 20 Lantern: the text says 'reach of 2800', its range is 2400 or 1000; correct the "
    "text or the data",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<beam_port x="1" range="2400"/><beam_port x="9" range="1000"/>'
        '<long_desc text="A heavy beam with a reach of 2400, sensor range 40000"/></vessel>'
    ),
)
def text_range(look: Look) -> Occurrences:
    yield from contradictions(look, Measure.RANGE, values=_ranges)


def _ranges(_: Look, vessel: Vessel, __: Figure) -> tuple[Sequence[float], Sequence[Item]]:
    weapons: tuple[BeamPort | Launcher, ...] = (
        *vessel.beam_ports,
        *vessel.drone_ports,
        *vessel.torpedo_station_ports,
    )
    ranges = [one.range for one in weapons if one.range is not None]
    return (ranges, weapons) if len(ranges) == len(weapons) else ((), ())
