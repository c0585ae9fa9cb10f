"""Strengths, speeds and ranges that a text gives."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR
from artemis_modkit.audit.text_figures import contradictions
from artemis_modkit.descriptions.figures import Figure, Measure
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessel_parts import BeamPort, Launcher
from artemis_modkit.model.vessels import Vessel


@Rule(
    title="the text gives another strength of shields",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship, and captains an enemy's weak side, by the figures of the text. One "
    "that does not fit is a change that was made in one place only, or two digits in the wrong "
    "order.",
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<shields front="180" back="175"/>'
        '<long_desc text="Shields 180 front, 157 rear."/></vessel>'
    ),
    says="3:115 20 Lantern: the text says 'Shields 180 front, 157 rear', its rear shield is 175; "
    "correct the text or the data",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<shields front="180" back="175"/>'
        '<long_desc text="Shields 180 front, 175 rear."/></vessel>'
    ),
)
def text_shields(look: Look) -> Occurrences:
    """Strengths of shields that a text gives, against those of the vessel."""
    of_shields = (Measure.FRONT, Measure.BACK, Measure.SHIELD)
    yield from contradictions(look, *of_shields, values=_strengths)


def _strengths(
    look: Look, vessel: Vessel, figure: Figure
) -> tuple[Sequence[float], Sequence[Item]]:
    shields = vessel.shields
    if shields is None or shields.front is None or shields.back is None:
        return (), ()
    front, back = shields.front, shields.back
    if figure.measure is not Measure.SHIELD:
        return (front if figure.measure is Measure.FRONT else back,), (shields,)
    if look.role(vessel) is Role.PLAYER_CRAFT and shields.player is None:
        return (), ()
    hands = () if shields.player is None else (shields.player,)
    both = (front + back,) if front and back else ()
    return [one for one in (*hands, front, back, *both) if one], (shields,)


@Rule(
    title="the text gives another top speed",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by the figures of its text. One that does not fit is a change that "
    "was made in one place only, or two digits in the wrong order.",
    repair=REPAIR,
    fires=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<performance turnrate="0.004" topspeed="0.83"/>'
        '<long_desc text="A scout with a top speed of 0.93"/></vessel>'
    ),
    says="3:129 20 Lantern: the text says 'top speed of 0.93', its top speed is 0.83; correct the "
    "text or the data",
    silent=ships(
        '<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">'
        '<performance turnrate="0.004" topspeed="0.83"/>'
        '<long_desc text="A scout with a top speed of 0.83, warp speed 0.5"/></vessel>'
    ),
)
def text_speed(look: Look) -> Occurrences:
    """Top speeds that a text gives, against that of the vessel."""
    yield from contradictions(look, Measure.SPEED, values=_speed)


def _speed(_: Look, vessel: Vessel, __: Figure) -> tuple[Sequence[float], Sequence[Item]]:
    performance = vessel.performance
    if performance is None or performance.top_speed is None:
        return (), ()
    return (performance.top_speed,), (performance,)


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
    """Ranges of weapons that a text gives, against those of the vessel."""
    yield from contradictions(look, Measure.RANGE, values=_ranges)


def _ranges(_: Look, vessel: Vessel, __: Figure) -> tuple[Sequence[float], Sequence[Item]]:
    weapons: tuple[BeamPort | Launcher, ...] = (
        *vessel.beam_ports,
        *vessel.drone_ports,
        *vessel.torpedo_station_ports,
    )
    ranges = [one.range for one in weapons if one.range is not None]
    return (ranges, weapons) if len(ranges) == len(weapons) else ((), ())
