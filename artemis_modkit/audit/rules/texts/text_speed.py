"""Top speeds that a text gives, against that of the vessel."""

from collections.abc import Sequence

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.promises import REPAIR
from artemis_modkit.audit.text_figures import contradictions
from artemis_modkit.descriptions.figures import Figure, Measure
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessels import Vessel


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
    yield from contradictions(look, Measure.SPEED, values=_speed)


def _speed(_: Look, vessel: Vessel, __: Figure) -> tuple[Sequence[float], Sequence[Item]]:
    performance = vessel.performance
    if performance is None or performance.top_speed is None:
        return (), ()
    return (performance.top_speed,), (performance,)
