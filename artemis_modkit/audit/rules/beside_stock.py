"""Figures of ships of stock that are off by a factor."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import ExampleFiles, ship, ships
from artemis_modkit.audit.ship_parts import class_of
from artemis_modkit.audit.typical_values import power_of_ten, times
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import (
    Area,
    Attribute,
    Item,
    Type,
    attributes_of,
    children_of,
)
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_MOST_ALIKE = 3
"""So many values of one kind may be off by one factor before it is how the mod is made."""

_PLACES = frozenset("xyz")
_Shifted = tuple[Vessel, Element, Attribute, float, float]


def _cruiser(front: str) -> ExampleFiles:
    shields = f'<shields front="{front}" back="80"/>'
    return ship(shields, "player", "Light Cruiser", number=0)


@Rule(
    title="a figure is ten times that of the same ship in stock",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A figure that is just ten or a hundred times stock's, or a tenth of it, for the same ship "
    "of the same number, is mostly a lost or doubled digit, or a slipped decimal point.",
    repair="Write stock's figure, or leave it if it is meant.",
    fires=_cruiser("800"),
    says='3:85 0 Light Cruiser: front="800" is just 10 times stock\'s 80; is the decimal point '
    "right?",
    silent=_cruiser("90"),
)
def ten_times_stock(look: Look) -> Occurrences:
    """Figures that are ten or a hundred times stock's for the same ship, or a tenth of them."""
    slips = list(_slips(look))
    alike = Counter((known.name, factor) for _, _, known, _, factor in slips)
    for vessel, element, known, value, factor in slips:
        if alike[known.name, factor] <= _MOST_ALIKE:
            yield look.element(
                element,
                f'{vessel.shown_name}: {known.name}="{element.attributes[known.name].strip()}" is '
                f"just {times(factor)} stock's {value:g}; is the decimal point right?",
                attribute=known.name,
                kind=(element.name, known.name, factor),
            )


def _slips(look: Look) -> Iterator[_Shifted]:
    data = look.stock.vessel_data
    if data is None or data.dialect.dialect is not look.data.dialect.dialect:
        return  # old dialects keep what players' beams do in another attribute
    for vessel, original in look.once(_of_stock):
        for own, stocks in _parts(vessel, original):
            for known in attributes_of(type(own)):
                factor = _factor(own, stocks, known)
                if factor is not None:
                    yield vessel, own.element, known, getattr(stocks, known.field), factor


def _of_stock(look: Look) -> list[tuple[Vessel, Vessel]]:
    """The ships that stock has too, under the same number and class name, with stock's."""
    known = {(vessel.id, class_of(vessel)): vessel for vessel in reversed(look.stock.vessels)}
    own = (vessel for vessel in look.vessels if vessel.id is not None)
    return [
        (vessel, known[key]) for vessel in own if (key := (vessel.id, class_of(vessel))) in known
    ]


def _parts(vessel: Vessel, original: Vessel) -> Iterator[tuple[Item, Item]]:
    """The parts of two ships that belong together: those of a kind in their order, if as many."""
    for child in children_of(Vessel):
        own, stocks = getattr(vessel, child.field), getattr(original, child.field)
        if not child.is_many:
            own, stocks = ([item] if item is not None else [] for item in (own, stocks))
        if len(own) == len(stocks):
            yield from zip(own, stocks, strict=True)


def _factor(own: Item, stocks: Item, known: Attribute) -> float | None:
    """By which power of ten a figure is off; `None` where it is not, or is a place."""
    is_figure = known.type in (Type.INTEGER, Type.DECIMAL) and known.kind is Area.BALANCE
    if not is_figure or known.name in _PLACES:
        return None
    value, stock = getattr(own, known.field), getattr(stocks, known.field)
    if not value or not stock or (known.name == "arcwidth" and value > 1):  # another rule's
        return None
    return power_of_ten(value / stock)


_FEWEST = 10
"""Figures by which the factor of a mod is known."""

_NEARLY_ALL = 0.75
"""Share of the figures that must have the factor, since some ships of a mod are its own."""

_ALIKE = 1.2
"""How far ratios may lie from the factor, because figures are rounded."""

_OTHER = 1.5
"""How far a ratio lies from the factor, at least, that is none of it."""

_STEPS = (10.0, 5.0, 1.0, 0.5, 0.1, 0.05, 0.01)
"""To what authors round figures."""

_ROUNDED = 0.9
"""Share of the figures that are rounded so, since a slip may be none."""

_PartsOf = Callable[[Vessel], Sequence[Item]]


def _shields(vessel: Vessel) -> Sequence[Item]:
    return () if vessel.shields is None else (vessel.shields,)


_FIGURES: dict[str, tuple[_PartsOf, dict[str, str]]] = {
    "beam damage": (lambda vessel: vessel.beam_ports, {"damage": "damage"}),
    "beam playerdamage": (lambda vessel: vessel.beam_ports, {"playerdamage": "player_damage"}),
    "drone damage": (lambda vessel: vessel.drone_ports, {"damage": "damage"}),
    "shields": (_shields, {"front": "front", "back": "back"}),
}
"""What is scaled: the elements that have it, and their attributes with the fields of the model."""


class _BesideStock(Struct, frozen=True):
    """A figure of a vessel, here and in stock, both over 0."""

    vessel: Vessel
    item: Item
    attribute: str
    here: float
    ratio: float

    def is_rounded(self, factor: float, step: float) -> bool:
        """Whether it is rounded and less than a step from what the factor makes of stock's."""
        is_near = abs(self.here - self.here / self.ratio * factor) < step
        return is_near and _is_multiple(self.here, step)


_SHIPS = (
    (0, "Light Cruiser", 40, 40),
    (1, "Scout", 30, 30),
    (2, "Battleship", 125, 75),
    (3, "Missile Cruiser", 55, 40),
)
"""Ships of stock with half of their shields."""


def _example(last: int) -> ExampleFiles:
    """Halved ships of stock, the last of them with front and back shields of its own."""
    every = (*_SHIPS, (4, "Dreadnought", last, last))
    return ships(
        "\n".join(
            f'<vessel uniqueID="{number}" side="0" classname="{name}" broadType="player">'
            f'<shields front="{front}" back="{back}"/></vessel>'
            for number, name, front, back in every
        )
    )


@Rule(
    title="a ship of stock is not scaled like the rest of the mod",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="This mod multiplies a figure of nearly all ships of stock by one factor. A ship that was "
    "forgotten, or changed twice, is far stronger or weaker beside the others than it was.",
    repair="Give it the factor of the others, or leave it if it is meant.",
    fires=_example(200),
    says="7:83 4 Dreadnought: shields 200 is 1 times that of stock, in nearly all other ships it "
    "is 0.5 times; was it left out, or changed twice?",
    silent=_example(100),
)
def uneven_scale(look: Look) -> Occurrences:
    """Ships of stock whose figures were not changed by the factor of all others.

    Only a mod that multiplies nearly all of its stock ships by one factor has a scale
    that a ship can fall out of; what is renamed or has other ports is a ship of the mod's own.
    """
    for shown, (items, fields) in _FIGURES.items():
        pairs = list(_pairs(look, items, fields))
        factor = _factor_of(pairs)
        if factor is None:
            continue
        step = _rounding_of([pair.here for pair in pairs])
        odd = grouped(
            (pair.vessel.element, pair)
            for pair in pairs
            if not _is_near(pair.ratio, factor, _OTHER) and not pair.is_rounded(factor, step)
        )
        for first, *others in odd.values():
            is_tenfold = any(_is_near(first.ratio, factor * ten, _ALIKE) for ten in (0.1, 10.0))
            cause = "was it left out, or changed twice?"
            yield look.element(
                first.item.element,
                f"{first.vessel.shown_name}: {shown} {first.here:g} is {first.ratio:.3g} times "
                f"that of stock, in nearly all other ships it is {factor:.3g} times; "
                f"{'is the decimal point right?' if is_tenfold else cause}",
                attribute=first.attribute,
                also=[other.item.element for other in others if other.item is not first.item],
                kind=shown,
            )


def _pairs(look: Look, items: _PartsOf, fields: Mapping[str, str]) -> Iterator[_BesideStock]:
    for vessel, twin in look.once(_of_stock):
        if len(items(vessel)) != len(items(twin)):
            continue
        for item, other in zip(items(vessel), items(twin), strict=True):
            for name, field in fields.items():
                value, usual = getattr(item, field), getattr(other, field)
                if value and usual and value > 0 and usual > 0:
                    yield _BesideStock(vessel, item, name, value, value / usual)


def _factor_of(pairs: Sequence[_BesideStock]) -> float | None:
    """The factor of nearly all figures; `None` without one, or where they are those of stock."""
    if len(pairs) < _FEWEST:
        return None
    [(factor, _)] = Counter(float(f"{pair.ratio:.3g}") for pair in pairs).most_common(1)
    near = sum(_is_near(pair.ratio, factor, _ALIKE) for pair in pairs)
    is_plain = _is_near(1.0, factor, _ALIKE)
    return None if is_plain or near < _NEARLY_ALL * len(pairs) else factor


def _rounding_of(figures: Sequence[float]) -> float:
    """The largest step to which nearly all figures are rounded; 0 without one."""
    for step in _STEPS:
        if sum(_is_multiple(figure, step) for figure in figures) >= _ROUNDED * len(figures):
            return step
    return 0.0


def _is_multiple(number: float, step: float) -> bool:
    return abs(number / step - round(number / step)) < 1e-6


def _is_near(ratio: float, factor: float, times: float) -> bool:
    return factor / times < ratio < factor * times
