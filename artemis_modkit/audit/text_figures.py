"""Strengths, speeds and ranges that a text gives, held against those of its vessel."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.promises import at_place
from artemis_modkit.descriptions.figures import Figure, Measure, figures_of
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessels import Vessel

OF_ANOTHER_MEASURE = 3
"""Texts that are off by one factor, from which on they mean another thing by the figure: a strength
after a game's factor, a speed in a unit of the mod's own."""

Values = Callable[[Look, Vessel, Figure], tuple[Sequence[float], Sequence[Item]]]
"""What a vessel has of what a figure measures, any of which keeps the text, and where it stands.

Nothing where that cannot be said.
"""


class _Unlike(Struct, frozen=True):
    """A figure of a text that fits nothing of what its vessel `has`."""

    vessel: Vessel
    figure: Figure
    has: tuple[float, ...]
    items: tuple[Item, ...]

    @property
    def factor(self) -> float | None:
        """What the text is off by; `None` for a figure of 0."""
        return round(self.has[0] / self.figure.value, 3) if self.figure.value else None


def contradictions(look: Look, *measures: Measure, values: Values) -> Iterator[Occurrence]:
    """The figures of texts that fit nothing of their vessel; those of one phrase together."""
    unlike: dict[tuple[Vessel, str], list[_Unlike]] = {}
    for vessel in look.vessels:
        for figure in figures_of(vessel.description):
            if figure.measure in measures:
                has, items = values(look, vessel, figure)
                if has and not any(figure.fits(one) for one in has):
                    one = _Unlike(vessel, figure, tuple(dict.fromkeys(has)), tuple(items))
                    unlike.setdefault((vessel, figure.words), []).append(one)
    factors = Counter(factor for some in unlike.values() for factor in {one.factor for one in some})
    for some in unlike.values():
        if all(factors[one.factor] < OF_ANOTHER_MEASURE for one in some):
            yield _told(look, some)


def _told(look: Look, some: Sequence[_Unlike]) -> Occurrence:
    vessel, figure = some[0].vessel, some[0].figure
    assert vessel.long_description is not None
    has = ", ".join(
        f"its {one.figure.measure.value} is {' or '.join(f'{value:g}' for value in one.has)}"
        for one in some
    )
    elements = [item.element for item in some[0].items]
    found = look.element(
        vessel.long_description.element,
        f"{vessel.shown_name}: the text says '{figure.words}', {has}; correct the text or the data",
        attribute="text",
        value=tuple((one.figure.measure.name, one.figure.value) for one in some),
        also=elements,
    )
    return at_place(look, vessel, figure.span, found, elements)
