"""Figures that are ten or a hundred times those of the same ship in stock, or a tenth of them."""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.declarations import (
    Attribute,
    Item,
    Kind,
    Type,
    attributes_of,
    children_of,
)
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_POWERS = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
_NEAR = 1e-6
"""How far from the power of ten, as a share of it: what figures lose when they are divided."""

_MOST_ALIKE = 3
"""So many values of one kind may be off by one factor before it is how the mod is made."""

_PLACES = frozenset("xyz")
_Slip = tuple[Vessel, Element, Attribute, float, float]


def _cruiser(front: str) -> str:
    return (
        '<vessel uniqueID="0" side="0" classname="Light Cruiser" broadType="player">'
        f'<shields front="{front}" back="80"/></vessel>'
    )


@Rule(
    title="a figure is ten times that of the same ship in stock",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="A figure that is just ten or a hundred times stock's, or a tenth of it, for the same ship "
    "of the same number, is mostly a lost or doubled digit, or a slipped decimal point.",
    repair="Write stock's figure, or leave it if it is meant.",
    fires=ships(_cruiser("800")),
    says='3:85 0 Light Cruiser: front="800" is just 10 times stock\'s 80; is the decimal point '
    "right?",
    silent=ships(_cruiser("90")),
)
def ten_times_stock(look: Look) -> Occurrences:
    slips = list(_slips(look))
    alike = Counter((known.name, factor) for _, _, known, _, factor in slips)
    for vessel, element, known, value, factor in slips:
        if alike[known.name, factor] <= _MOST_ALIKE:
            times = f"{factor:g} times" if factor > 1 else f"1/{1 / factor:g} of"
            yield look.element(
                element,
                f'{vessel.shown_name}: {known.name}="{element.attributes[known.name].strip()}" is '
                f"just {times} stock's {value:g}; is the decimal point right?",
                attribute=known.name,
                kind=(element.name, known.name, factor),
            )


def _slips(look: Look) -> Iterator[_Slip]:
    data = look.stock.vessel_data
    if data is None or look.mod.vessel_data is None:
        return
    if data.dialect.dialect is not look.data.dialect.dialect:
        return  # old dialects keep what players' beams do in another attribute
    originals = {(vessel.id, _class(vessel)): vessel for vessel in reversed(data.vessels)}
    for vessel in look.vessels:
        original = originals.get((vessel.id, _class(vessel)))
        if original is not None and vessel.id is not None:
            for own, stocks in _parts(vessel, original):
                for known in attributes_of(type(own)):
                    factor = _factor(own, stocks, known)
                    if factor is not None:
                        yield vessel, own.element, known, getattr(stocks, known.field), factor


def _class(vessel: Vessel) -> str:
    return (vessel.class_name or "").strip().lower()


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
    is_figure = known.type in (Type.INTEGER, Type.DECIMAL) and known.kind is Kind.BALANCE
    if not is_figure or known.name in _PLACES:
        return None
    value, stock = getattr(own, known.field), getattr(stocks, known.field)
    if not value or not stock or (known.name == "arcwidth" and value > 1):  # another rule's
        return None
    return next((power for power in _POWERS if abs(value / stock / power - 1) < _NEAR), None)
