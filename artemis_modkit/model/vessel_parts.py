"""The elements inside a vessel, in all dialects; "(old)" marks what only older files have.

Sources of meanings and units: the game's files, the community's protocol notes and wiki.
"""

from typing import ClassVar

from artemis_modkit.model.declarations import Area, Item, Type, attribute
from artemis_modkit.model.munitions import Munition


class Art(Item, frozen=True, eq=False):
    """The mesh of a vessel and its textures; stations may have several."""

    NAME: ClassVar[str] = "art"
    KIND: ClassVar[Area] = Area.ART
    mesh_file: str | None = attribute("meshfile", Type.PATH, Area.ART, "mesh (.dxs)")
    diffuse_file: str | None = attribute("diffuseFile", Type.PATH, Area.ART, "colour texture")
    glow_file: str | None = attribute("glowFile", Type.PATH, Area.ART, "texture that shines")
    specular_file: str | None = attribute("specularFile", Type.PATH, Area.ART, "gloss texture")
    scale: float | None = attribute(
        "scale", Type.DECIMAL, Area.ART, "size of the mesh", unit="multiplier"
    )
    push_radius: float | None = attribute(
        "pushRadius",
        Type.DECIMAL,
        Area.ART,
        "distance that others are pushed away to",
        unit="units",
    )


class InternalData(Item, frozen=True, eq=False):
    """The grid of systems inside a ship that players fly."""

    NAME: ClassVar[str] = "internal_data"
    KIND: ClassVar[Area] = Area.ART
    file: str | None = attribute("file", Type.PATH, Area.ART, "system grid (.snt)")


class Shields(Item, frozen=True, eq=False):
    """Shield strength; bases use `front` alone."""

    NAME: ClassVar[str] = "shields"
    front: float | None = attribute(
        "front",
        Type.DECIMAL,
        Area.BALANCE,
        "front shield; for single-seat craft their hit points",
        unit="damage",
    )
    back: float | None = attribute(
        "back", Type.DECIMAL, Area.BALANCE, "rear shield; 0 on bases", unit="damage"
    )
    player: float | None = attribute(
        "player",
        Type.DECIMAL,
        Area.BALANCE,
        "strength of a single-seat craft that a player flies",
        unit="damage",
    )


class Performance(Item, frozen=True, eq=False):
    """How a vessel moves, and what its systems use."""

    NAME: ClassVar[str] = "performance"
    turn_rate: float | None = attribute(
        "turnrate",
        Type.DECIMAL,
        Area.BALANCE,
        "turn rate; 0.004 is about 10 degrees a second",
        unit="2500 degrees a second",
    )
    top_speed: float | None = attribute(
        "topspeed", Type.DECIMAL, Area.BALANCE, "impulse speed at full", unit="100 units a second"
    )
    efficiency: float | None = attribute(
        "efficiency",
        Type.DECIMAL,
        Area.BALANCE,
        "(old) the higher, the less energy is used",
        unit="multiplier",
    )
    ship_efficiency: float | None = attribute(
        "shipefficiency",
        Type.DECIMAL,
        Area.BALANCE,
        "energy that systems use; below 1 is cheaper",
        unit="multiplier",
    )
    warp_efficiency: float | None = attribute(
        "warpefficiency",
        Type.DECIMAL,
        Area.BALANCE,
        "energy that warp uses; below 1 is cheaper",
        unit="multiplier",
    )
    jump_efficiency: float | None = attribute(
        "jumpefficiency",
        Type.DECIMAL,
        Area.BALANCE,
        "energy that jumps use; below 1 is cheaper",
        unit="multiplier",
    )


class Point(Item, frozen=True, eq=False):
    """A place on the hull. The bearing of a weapon's arc is the direction from the centre to it."""

    x: float | None = attribute("x", Type.DECIMAL, Area.ART, "sideways", unit="units of the mesh")
    y: float | None = attribute("y", Type.DECIMAL, Area.ART, "upwards", unit="units of the mesh")
    z: float | None = attribute("z", Type.DECIMAL, Area.ART, "to the bow", unit="units of the mesh")


class BeamPort(Point, frozen=True, eq=False):
    """A beam weapon."""

    NAME: ClassVar[str] = "beam_port"
    damage: float | None = attribute(
        "damage",
        Type.DECIMAL,
        Area.BALANCE,
        "damage a hit in the computer's hands, times difficulty; in old files in all hands",
        unit="damage",
    )
    player_damage: float | None = attribute(
        "playerdamage",
        Type.DECIMAL,
        Area.BALANCE,
        "damage a hit in a player's hands",
        unit="damage",
    )
    arc_width: float | None = attribute(
        "arcwidth",
        Type.DECIMAL,
        Area.BALANCE,
        "width of the arc; 0.4 is 144 degrees",
        unit="fraction of a circle",
    )
    cycle_time: float | None = attribute(
        "cycletime",
        Type.DECIMAL,
        Area.BALANCE,
        "time between shots at 100 % power",
        unit="seconds",
    )
    range: float | None = attribute(
        "range", Type.DECIMAL, Area.BALANCE, "distance that the beam reaches", unit="units"
    )


class Launcher(Point, frozen=True, eq=False):
    """Something that sends off a drone or a torpedo by itself."""

    damage: float | None = attribute(
        "damage", Type.DECIMAL, Area.BALANCE, "damage of what it launches", unit="damage"
    )
    cycle_time: float | None = attribute(
        "cycletime", Type.DECIMAL, Area.BALANCE, "time between launches", unit="seconds"
    )
    range: float | None = attribute(
        "range", Type.DECIMAL, Area.BALANCE, "distance at which it launches", unit="units"
    )


class DronePort(Launcher, frozen=True, eq=False):
    """A launcher of drones, for ships of the computer."""

    NAME: ClassVar[str] = "drone_port"


class TorpedoStationPort(Launcher, frozen=True, eq=False):
    """A torpedo launcher of a friendly base."""

    NAME: ClassVar[str] = "torpedo_station_port"


class TorpedoTube(Point, frozen=True, eq=False):
    """A torpedo tube."""

    NAME: ClassVar[str] = "torpedo_tube"


class TorpedoStorage(Item, frozen=True, eq=False):
    """How many of a kind of torpedo a ship carries, at the start and at most."""

    NAME: ClassVar[str] = "torpedo_storage"
    type: str | None = attribute(
        "type",
        Type.TEXT,
        Area.BALANCE,
        "kind of torpedo: trp nuk min emp shk bea pro tag; (old) 0-4",
    )
    amount: int | None = attribute(
        "amount", Type.INTEGER, Area.BALANCE, "number at the start and at most", unit="torpedoes"
    )

    @property
    def munition(self) -> Munition | None:
        """The kind of torpedo, by its new or old code; `None` for a code the game lacks."""
        return Munition.of(self.type or "")


class CarrierLoad(Item, frozen=True, eq=False):
    """Single-seat craft that a carrier holds."""

    NAME: ClassVar[str] = "carrierload"
    bay_count: int | None = attribute(
        "baycount", Type.INTEGER, Area.BALANCE, "bays for single-seat craft", unit="craft"
    )
    fighter: int | None = attribute(
        "fighter", Type.INTEGER, Area.BALANCE, "(old) fighters", unit="craft"
    )
    bomber: int | None = attribute("bomber", Type.INTEGER, Area.BALANCE, "bombers", unit="craft")


class Carrier(Item, frozen=True, eq=False):
    """(old) Fighters that a carrier of the computer holds."""

    NAME: ClassVar[str] = "carrier"
    complement: int | None = attribute(
        "complement", Type.INTEGER, Area.BALANCE, "fighters", unit="craft"
    )


class Production(Item, frozen=True, eq=False):
    """How fast a base builds torpedoes."""

    NAME: ClassVar[str] = "production"
    coefficient: float | None = attribute(
        "coeff", Type.DECIMAL, Area.BALANCE, "speed of building torpedoes", unit="multiplier"
    )


class EnginePort(Point, frozen=True, eq=False):
    """Where the glow of an engine starts."""

    NAME: ClassVar[str] = "engine_port"
    KIND: ClassVar[Area] = Area.ART


class ImpulsePoint(Point, frozen=True, eq=False):
    """Where the impulse engines of a computer's ship can be targeted."""

    NAME: ClassVar[str] = "impulse_point"
    KIND: ClassVar[Area] = Area.ART


class ManeuverPoint(Point, frozen=True, eq=False):
    """Where the thrusters of a computer's ship can be targeted."""

    NAME: ClassVar[str] = "maneuver_point"
    KIND: ClassVar[Area] = Area.ART


class FleetAi(Item, frozen=True, eq=False):
    """How often a hull is chosen for a fleet of its race."""

    NAME: ClassVar[str] = "fleet_ai"
    commonality: float | None = attribute(
        "commonality",
        Type.DECIMAL,
        Area.BALANCE,
        "weight among the hulls of its race",
        unit="percent",
    )


class LongDescription(Item, frozen=True, eq=False):
    """The text that players read when they choose or scan a vessel."""

    NAME: ClassVar[str] = "long_desc"
    KIND: ClassVar[Area] = Area.TEXT
    text: str | None = attribute("text", Type.TEXT, Area.TEXT, "description; ^ begins a new line")
