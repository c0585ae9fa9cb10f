"""vesselData.xml as races and vessels.

Races and vessels are found wherever they stand, so that a file that a strict
parser refuses, or a fragment without its root, still shows all of its ships.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from artemis_modkit.model.declarations import (
    Attribute,
    Item,
    Problem,
    attributes_of,
    bind,
    children_of,
    descendants,
)
from artemis_modkit.model.dialect import DialectVerdict, detect_dialect
from artemis_modkit.model.vessels import HullRace, Vessel, VesselDataRoot
from artemis_modkit.parsers.collection import collection_paused
from artemis_modkit.parsers.source import Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument


class VesselData(Struct, frozen=True, dict=True):
    """The races and vessels of a file, in its order, and the values that cannot be read."""

    document: XmlDocument
    root: VesselDataRoot | None
    races: tuple[HullRace, ...]
    vessels: tuple[Vessel, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "VesselData":
        """Read any bytes. Raises `TooBig` above the limits of size and depth."""
        with collection_paused():
            return cls.read(XmlDocument.from_bytes(name, data))

    @classmethod
    def from_source(cls, source: Source) -> "VesselData":
        """Read a source. Raises `TooBig` above the limit of depth."""
        with collection_paused():
            return cls.read(XmlDocument.read(source))

    @classmethod
    def read(cls, document: XmlDocument) -> "VesselData":
        """The typed view of a document."""
        problems: list[Problem] = []
        races = tuple(
            bind(HullRace, document, element, problems)
            for element in document.descendants(HullRace.NAME)
        )
        vessels = tuple(
            bind(Vessel, document, element, problems)
            for element in document.descendants(Vessel.NAME)
        )
        root = None
        if document.root is not None and document.root.name == VesselDataRoot.NAME:
            attributes = document.root.attributes
            root = VesselDataRoot(
                document, document.root, attributes.get("version"), races, vessels
            )
        return cls(document, root, races, vessels, tuple(problems))

    @cached_property
    def dialect(self) -> DialectVerdict:
        """Which game's dialect the file is written in, by what is in it."""
        return detect_dialect(self.document.elements)

    @cached_property
    def _owners(self) -> dict[Element, Vessel]:
        return {vessel.element: vessel for vessel in self.vessels}

    def owner(self, element: Element) -> Vessel | None:
        """The vessel that an element is or stands in; `None` outside any."""
        found = (self._owners[one] for one in element.lineage if one in self._owners)
        return next(found, None)

    @cached_property
    def _vessel_spans(self) -> list[tuple[Span, Vessel]]:
        in_source = self.document.in_source
        return [(in_source(vessel.element.span), vessel) for vessel in self.vessels]

    def vessel_at(self, offset: int) -> Vessel | None:
        """The vessel around an offset of the file as it is on disk; `None` outside any."""
        spans = self._vessel_spans
        at = bisect_right(spans, offset, key=lambda pair: pair[0].start) - 1
        if at < 0 or offset > spans[at][0].end:
            return None
        return spans[at][1]

    def items(self) -> Iterator[Item]:
        """Every race, vessel and declared element inside them, in the order of the file."""
        for item in (*self.races, *self.vessels):
            yield from descendants(item)


KNOWN_ELEMENTS: dict[str, type[Item]] = {}


def _know(item: type[Item]) -> None:
    KNOWN_ELEMENTS[item.NAME] = item
    for child in children_of(item):
        _know(child.item)


_know(VesselDataRoot)

ATTRIBUTES: dict[str, dict[str, Attribute]] = {
    name: {attribute.name: attribute for attribute in attributes_of(item)}
    for name, item in KNOWN_ELEMENTS.items()
}
"""The declarations of the attributes of each element, by their names in the file."""

KNOWN_ATTRIBUTES: dict[str, frozenset[str]] = {
    name: frozenset(attributes) for name, attributes in ATTRIBUTES.items()
}
"""The attributes that each element of vesselData.xml may have, by their names in the file."""
