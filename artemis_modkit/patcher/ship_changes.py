"""What a patch did to each ship, value by value.

One decision: ships are looked at before and after, not step by step, so that a value which two
steps changed is told once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.matching import matched_children, matched_vessels, value_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_data import ATTRIBUTES, KNOWN_ELEMENTS, VesselData
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of value: an attribute of an element, of one kind of torpedo where there are several.

    `attribute` is empty for the number of such elements. `also` are attributes that went the
    same way, such as the damage of a beam in players' hands.
    """

    element: str
    attribute: str
    munition: Munition | None = None
    also: tuple[str, ...] = ()

    @property
    def attributes(self) -> tuple[str, ...]:
        """All attributes, in the order of their declaration."""
        return (self.attribute, *self.also)


@dataclass(frozen=True, slots=True)
class ShipChange:
    """A value of a ship before and after, as written; `None` where it was or is not there.

    `vessel` is that of the mod before. `part` is the element's place in the ship, from 0.
    """

    vessel: Vessel
    figure: Figure
    part: int
    kind: Kind
    before: str | None
    after: str | None


def ship_changes(before: VesselData, after: VesselData) -> Iterator[ShipChange]:
    """What differs in the ships that both have, value by value, in the order of the file."""
    for old, new in matched_vessels(before.vessels, after.vessels):
        if old is None or new is None:
            continue
        yield from _values(old, old.element, new.element, 0)
        yield from _inner(old, old.element.children, new.element.children)


def _inner(
    vessel: Vessel, before: Sequence[Element], after: Sequence[Element]
) -> Iterator[ShipChange]:
    counts: dict[str, list[int]] = {}
    for part, (old, new) in enumerate(matched_children(before, after)):
        if old is not None and new is not None:
            if old.attributes != new.attributes:
                yield from _values(vessel, old, new, part)
        elif store := _store(vessel, old, new, part):
            yield store
        else:
            one = old or new
            assert one is not None
            counts.setdefault(one.name, [0, 0])[old is None] += 1
    for name, (gone, come) in counts.items():
        number = sum(one.name == name for one in before)
        texts = (str(count) if count else None for count in (number, number - gone + come))
        kind = KNOWN_ELEMENTS[name].KIND if name in KNOWN_ELEMENTS else Kind.BALANCE
        yield ShipChange(vessel, Figure(name, ""), 0, kind, *texts)


def _values(vessel: Vessel, old: Element, new: Element, part: int) -> Iterator[ShipChange]:
    known = ATTRIBUTES.get(old.name, {})
    for name in dict.fromkeys((*known, *old.attributes, *new.attributes)):
        before, after = old.attributes.get(name), new.attributes.get(name)
        values = [
            None if one is None else (value_of(old.name, name, one),) for one in (before, after)
        ]
        if values[0] == values[1]:
            continue
        munition = _munition(old)
        if munition is not None and name == "type":
            continue
        element = KNOWN_ELEMENTS.get(old.name)
        kind = known[name].kind if name in known else element.KIND if element else Kind.BALANCE
        yield ShipChange(vessel, Figure(old.name, name, munition), part, kind, before, after)


def _munition(element: Element) -> Munition | None:
    if element.name != TorpedoStorage.NAME:
        return None
    return Munition.of(element.attributes.get("type", ""))


def _store(
    vessel: Vessel, old: Element | None, new: Element | None, part: int
) -> ShipChange | None:
    """A store that came or went, as its amount."""
    one = old or new
    if one is None or (munition := _munition(one)) is None:
        return None
    amounts = [None if side is None else side.attributes.get("amount") for side in (old, new)]
    figure = Figure(one.name, "amount", munition)
    return ShipChange(vessel, figure, part, Kind.BALANCE, amounts[0], amounts[1])
