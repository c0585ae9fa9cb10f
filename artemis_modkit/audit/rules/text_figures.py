"""Strengths, speeds and ranges that a text gives."""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.promises import REPAIR, in_text
from artemis_modkit.audit.rule import saying
from artemis_modkit.audit.ship_parts import weapons_of
from artemis_modkit.descriptions.figures import Measure, Quantity, figures_of
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel

_OF_ANOTHER_MEASURE = 3
"""Texts that are off by one factor, from which on they mean another thing by the figure: a strength
after a game's factor, a speed in a unit of the mod's own."""

_Carried = tuple[Sequence[float], Sequence[Item]]
"""What a vessel has of what a figure measures, any of which keeps the text, and where it stands.

Nothing where that cannot be said.
"""


@Rule(
    title="the text gives another strength of shields",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship, and captains an enemy's weak side, by the figures of the text. One "
    "that does not fit is a change that was made in one place only, or two digits in the wrong "
    "order.",
    repair=REPAIR,
    fires=saying('<shields front="180" back="175"/>', "Shields 180 front, 157 rear."),
    says="3:115 20 Lantern: the text says 'Shields 180 front, 157 rear', its rear shield is 175; "
    "correct the text or the data",
    silent=saying('<shields front="180" back="175"/>', "Shields 180 front, 175 rear."),
)
def text_shields(look: Look) -> Occurrences:
    """Strengths of shields that a text gives, against those of the vessel."""
    of_shields = (Measure.FRONT, Measure.BACK, Measure.SHIELD)
    yield from _contradictions(look, *of_shields, values=_strengths)


def _strengths(look: Look, vessel: Vessel, figure: Quantity) -> _Carried:
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


_MOVES = '<performance turnrate="0.004" topspeed="0.83"/>'


@Rule(
    title="the text gives another top speed",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players choose a ship by the figures of its text. One that does not fit is a change that "
    "was made in one place only, or two digits in the wrong order.",
    repair=REPAIR,
    fires=saying(_MOVES, "A scout with a top speed of 0.93"),
    says="3:129 20 Lantern: the text says 'top speed of 0.93', its top speed is 0.83; correct the "
    "text or the data",
    silent=saying(_MOVES, "A scout with a top speed of 0.83, warp speed 0.5"),
)
def text_speed(look: Look) -> Occurrences:
    """Top speeds that a text gives, against that of the vessel."""
    yield from _contradictions(look, Measure.SPEED, values=_speed)


def _speed(_: Look, vessel: Vessel, __: Quantity) -> _Carried:
    performance = vessel.performance
    if performance is None or performance.top_speed is None:
        return (), ()
    return (performance.top_speed,), (performance,)


_BEAMS = '<beam_port x="1" range="2400"/><beam_port x="9" range="1000"/>'


@Rule(
    title="the text gives another range",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A captain holds the distance that the text of a ship, or of its enemy, tells. A range "
    "that none of its weapons has is a change that was made in one place only.",
    repair=REPAIR,
    fires=saying(_BEAMS, "A heavy beam with a reach of 2800"),
    says="3:144 20 Lantern: the text says 'reach of 2800', its range is 2400 or 1000; correct the "
    "text or the data",
    silent=saying(_BEAMS, "A heavy beam with a reach of 2400, sensor range 40000"),
)
def text_range(look: Look) -> Occurrences:
    """Ranges of weapons that a text gives, against those of the vessel."""
    yield from _contradictions(look, Measure.RANGE, values=_ranges)


def _ranges(_: Look, vessel: Vessel, __: Quantity) -> _Carried:
    weapons = weapons_of(vessel)
    ranges = [weapon.range for weapon in weapons if weapon.range is not None]
    return (ranges, weapons) if len(ranges) == len(weapons) else ((), ())


class _Unlike(Struct, frozen=True):
    """A figure of a text that fits nothing of what its vessel `has`."""

    figure: Quantity
    has: tuple[float, ...]
    items: Sequence[Item]

    @property
    def factor(self) -> float | None:
        """What the text is off by; `None` for a figure of 0."""
        return round(self.has[0] / self.figure.value, 3) if self.figure.value else None


def _contradictions(
    look: Look, *measures: Measure, values: Callable[[Look, Vessel, Quantity], _Carried]
) -> Occurrences:
    """The figures of texts that fit nothing of their vessel; those of one phrase together."""
    said = (
        (vessel, figure, *values(look, vessel, figure))
        for vessel in look.vessels
        for figure in figures_of(vessel.description)
        if figure.measure in measures
    )
    unlike = grouped(
        ((vessel, figure.words), _Unlike(figure, tuple(dict.fromkeys(has)), items))
        for vessel, figure, has, items in said
        if has and not any(figure.fits(one) for one in has)
    )
    factors = Counter(factor for some in unlike.values() for factor in {one.factor for one in some})
    for (vessel, words), some in unlike.items():
        if any(factors[one.factor] >= _OF_ANOTHER_MEASURE for one in some):
            continue
        told = ", ".join(
            f"its {one.figure.measure.value} is {' or '.join(f'{value:g}' for value in one.has)}"
            for one in some
        )
        elements = [item.element for item in some[0].items]
        yield in_text(
            look,
            vessel,
            f"{vessel.shown_name}: the text says '{words}', {told}; correct the text or the data",
            some[0].figure.span,
            items=elements,
            value=tuple((one.figure.measure.name, one.figure.value) for one in some),
            also=elements,
        )
