"""vesselData.xml: its races and vessels, which hold all other elements, and what those say.

Their attributes are declared once, here and in `vessel_parts`: reader, writer, differ and
docs/model.md come from these declarations.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator
from functools import cache, cached_property, lru_cache
from typing import ClassVar

from msgspec import Struct

from artemis_modkit.model.declarations import (
    Area,
    Attribute,
    Item,
    Problem,
    Type,
    attribute,
    attributes_of,
    bind,
    child,
    children,
    children_of,
    descendants,
)
from artemis_modkit.model.dialect import DialectVerdict, detect_dialect
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_parts import (
    Art,
    BeamPort,
    Carrier,
    CarrierLoad,
    DronePort,
    EnginePort,
    FleetAi,
    ImpulsePoint,
    InternalData,
    LongDescription,
    ManeuverPoint,
    Performance,
    Production,
    Shields,
    TorpedoStationPort,
    TorpedoStorage,
    TorpedoTube,
)
from artemis_modkit.parsers.collection import collection_paused
from artemis_modkit.parsers.source import Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

NAMELESS = "without a class name"
"""How texts call a vessel that has no name."""


class Taunt(Item, frozen=True, eq=False):
    """An insult that comms can send to a race, and the trait of a captain who is immune."""

    NAME: ClassVar[str] = "taunt"
    KIND: ClassVar[Area] = Area.TEXT
    immunity: str | None = attribute(
        "immunity",
        Type.TEXT,
        Area.TEXT,
        "captain's trait, shown by science, that voids the taunt",
    )
    text: str | None = attribute("text", Type.TEXT, Area.TEXT, "what the comms officer sends")


class HullRace(Item, frozen=True, eq=False):
    """A race or side that vessels belong to."""

    NAME: ClassVar[str] = "hullRace"
    KIND: ClassVar[Area] = Area.IDENTITY
    id: int | None = attribute(
        "ID", Type.INTEGER, Area.IDENTITY, "number that vessels name as their side"
    )
    name: str | None = attribute("name", Type.TEXT, Area.IDENTITY, "name that players see")
    keys: str | None = attribute(
        "keys",
        Type.WORDS,
        Area.IDENTITY,
        "stance, role in fleets, behaviour; missions match them",
    )
    taunts: tuple[Taunt, ...] = children(Taunt)

    @property
    def words(self) -> tuple[str, ...]:
        """The keys, one by one, in small letters."""
        return tuple((self.keys or "").lower().split())


class Vessel(Item, frozen=True, eq=False):
    """A type of ship, station or craft."""

    NAME: ClassVar[str] = "vessel"
    KIND: ClassVar[Area] = Area.IDENTITY
    id: int | None = attribute(
        "uniqueID", Type.INTEGER, Area.IDENTITY, "number that missions and other files name"
    )
    side: int | None = attribute("side", Type.INTEGER, Area.IDENTITY, "ID of its race")
    class_name: str | None = attribute(
        "classname", Type.TEXT, Area.IDENTITY, "name of the class; missions match it"
    )
    broad_type: str | None = attribute(
        "broadType", Type.WORDS, Area.IDENTITY, "what it is, as words; missions match them"
    )
    art: tuple[Art, ...] = children(Art)
    internal_data: InternalData | None = child(InternalData)
    shields: Shields | None = child(Shields)
    performance: Performance | None = child(Performance)
    production: Production | None = child(Production)
    carrier_load: CarrierLoad | None = child(CarrierLoad)
    carrier: Carrier | None = child(Carrier)
    beam_ports: tuple[BeamPort, ...] = children(BeamPort)
    drone_ports: tuple[DronePort, ...] = children(DronePort)
    torpedo_station_ports: tuple[TorpedoStationPort, ...] = children(TorpedoStationPort)
    torpedo_tubes: tuple[TorpedoTube, ...] = children(TorpedoTube)
    torpedo_storages: tuple[TorpedoStorage, ...] = children(TorpedoStorage)
    engine_ports: tuple[EnginePort, ...] = children(EnginePort)
    impulse_points: tuple[ImpulsePoint, ...] = children(ImpulsePoint)
    maneuver_points: tuple[ManeuverPoint, ...] = children(ManeuverPoint)
    fleet_ai: FleetAi | None = child(FleetAi)
    long_description: LongDescription | None = child(LongDescription)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `broadType`, one by one, in small letters."""
        return tuple((self.broad_type or "").lower().split())

    @property
    def description(self) -> str:
        """The text of its `long_desc`; "" where it has none."""
        return (self.long_description and self.long_description.text) or ""

    @property
    def shown_name(self) -> str:
        """How messages name it: `20 Valkyrie`."""
        number = (self.element.attributes.get("uniqueID") or "?").strip() or "?"
        return f"{number} {self.class_name or NAMELESS}"


class VesselDataRoot(Item, frozen=True, eq=False):
    """The outermost element."""

    NAME: ClassVar[str] = "vessel_data"
    version: str | None = attribute(
        "version", Type.TEXT, Area.IDENTITY, "a label; it does not tell the version of the game"
    )
    races: tuple[HullRace, ...] = children(HullRace)
    vessels: tuple[Vessel, ...] = children(Vessel)


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
    for inner in children_of(item):
        _know(inner.item)


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


def key_of(element: Element) -> Hashable | None:
    """What tells an element from its siblings of one name; `None` where nothing does."""
    if element.name == TorpedoStorage.NAME:
        code = element.attributes.get("type", "").strip()
        munition = Munition.of(code)
        return munition.code if munition else code
    return element.name if element.name in _single_elements() else None


@cache
def _single_elements() -> frozenset[str]:
    return frozenset(
        child.item.NAME for child in children_of(KNOWN_ELEMENTS[Vessel.NAME]) if not child.is_many
    )


def content_of(element: Element) -> Hashable:
    """All that an element says, its values as what they are: equal for equal content."""
    return (
        element.name,
        _own_content(element.name, tuple(element.attributes.items())),
        tuple(map(content_of, element.children)),
    )


@lru_cache(maxsize=1 << 14)
def _own_content(name: str, attributes: tuple[tuple[str, str], ...]) -> Hashable:
    """The attributes of an element as values; many parts of ships say the same."""
    return frozenset((one, value_of(name, one, text)) for one, text in attributes)


def is_written_alike(a: Element, b: Element) -> bool:
    """Whether two elements without children have the same attributes, letter for letter."""
    return not a.children and not b.children and a.attributes == b.attributes


@lru_cache(maxsize=1 << 14)
def value_of(element: str, attribute: str, text: str) -> Hashable:
    """A value as what it is: `1` is `1.0`, the order of words does not count, nor outer blanks.

    What cannot be read as what it should be, and what nobody declared, is its text.
    """
    known = ATTRIBUTES.get(element, {}).get(attribute)
    if known is None or known.type in (Type.TEXT, Type.PATH):
        return text.strip()
    if known.type is Type.WORDS:
        return tuple(sorted(text.lower().split()))
    number: Hashable = known.read(text)
    return text.strip() if number is None else number


def kind_of(element: str, attribute: str | None = None) -> Area:
    """What an attribute, or an element as a whole, is about; balance where nobody declared it."""
    known = ATTRIBUTES.get(element, {}).get(attribute or "")
    if known is not None:
        return known.kind
    item = KNOWN_ELEMENTS.get(element)
    return Area.BALANCE if item is None else item.KIND
