"""One thing in three files, base, ours and theirs, and how paths name it."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from artemis_modkit.model.vessels import HullRace, Vessel, key_of
from artemis_modkit.parsers.xml import Element

UNITS = {HullRace.NAME: "ID", Vessel.NAME: "uniqueID"}
"""The elements that a file is made of, and the attribute that tells them apart."""

_T = TypeVar("_T")


class Side(Enum):
    """One of three files; the value is its place in `Sides`."""

    BASE = 0
    OURS = 1
    THEIRS = 2


class Sides(NamedTuple, Generic[_T]):
    """One thing three times."""

    base: _T
    ours: _T
    theirs: _T

    def of(self, side: Side) -> _T:
        """That of a side."""
        return self[side.value]


Trio = Sides[Element | None]
NO_TRIO: Trio = Sides(None, None, None)


def some(trio: Trio) -> Element:
    """The first of a trio that is there."""
    return next(element for element in trio if element is not None)


def number_of(element: Element) -> str:
    """The ID of a race or vessel as it is written; "" without one."""
    return element.attributes.get(UNITS.get(element.name, ""), "").strip()


def part_names(elements: Sequence[Element]) -> dict[Element, str]:
    """How paths name each child: `shields`, `beam_port[2]`, `torpedo_storage[trp]`."""
    found: dict[Element, str] = {}
    counts: Counter[object] = Counter()
    for element in elements:
        key = key_of(element)
        counts[element.name, key] += 1
        number = counts[element.name, key]
        if key is None:
            found[element] = f"{element.name}[{number}]"
        elif key == element.name:
            found[element] = element.name if number == 1 else f"{element.name}[{number}]"
        else:
            found[element] = f"{element.name}[{key}{'' if number == 1 else f' again {number}'}]"
    return found
