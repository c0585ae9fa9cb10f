"""Ships of a mod's own whose front and back shields are further apart than those of all others.

Those of ships of stock are held against stock, by ten-times-stock and uneven-scale.
"""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.vessels import Vessel

_FAR = 8.0
"""How many times one shield is the other, at least; real ships have up to 5."""

_MOST_ODD = 2
"""So many ships may be slips; where more are so, the mod means it."""


def _ship(front: int) -> str:
    return (
        f'<vessel uniqueID="1" side="0" broadType="player" classname="Heron"><shields '
        f'front="{front}" back="80"/></vessel>'
    )


@Rule(
    title="one shield of a ship is ten times the other",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Of all known ships of stock and of mods the stronger shield is at most five times the "
    "other. More than that is mostly a digit too many or too few.",
    repair="Correct the figure, or leave it if it is meant.",
    fires=ships(_ship(800)),
    says='3:68 1 Heron: shields front="800" back="80"; is a digit too many or too few?',
    silent=ships(_ship(400)),
)
def uneven_shields(look: Look) -> Occurrences:
    stock = {(one.id, one.class_name) for one in look.stock_look.vessels}
    own = [vessel for vessel in look.vessels if (vessel.id, vessel.class_name) not in stock]
    odd = [vessel for vessel in own if _times(vessel) >= _FAR]
    for vessel in odd if len(odd) <= _MOST_ODD else ():
        assert vessel.shields is not None
        front, back = (f"{one:g}" for one in (vessel.shields.front, vessel.shields.back))
        yield look.element(
            vessel.shields.element,
            f'{vessel.shown_name}: shields front="{front}" back="{back}"; is a digit too many or '
            "too few?",
            kind="shields",
            value=(front, back),
        )


def _times(vessel: Vessel) -> float:
    """How many times the weaker shield the stronger is; 0 where a vessel has not both."""
    both = (vessel.shields.front, vessel.shields.back) if vessel.shields else (0, 0)
    known = sorted(one for one in both if one is not None and one > 0)
    return known[-1] / known[0] if len(known) == len(both) else 0.0
