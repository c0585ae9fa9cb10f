"""Races and vessels, the elements of vesselData.xml that hold all others.

Their attributes are declared once, here and in `vessel_parts`: reader, writer, differ and
docs/model.md come from these declarations.
"""

from typing import ClassVar

from artemis_modkit.model.declarations import Area, Item, Type, attribute, child, children
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
