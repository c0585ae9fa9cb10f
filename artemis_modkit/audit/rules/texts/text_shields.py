"""Strengths of shields that a text gives, against those of the vessel."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR
from artemis_modkit.audit.text_figures import contradictions
from artemis_modkit.descriptions.figures import Figure, Measure
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.roles import Role
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
