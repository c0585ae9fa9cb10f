"""The elements inside a vessel, in all dialects; "(old)" marks what only older files have.

Sources of meanings and units: the game's files, the community's protocol notes and wiki.
"""

from typing import ClassVar

from artemis_modkit.model.declarations import Area, Item, Type, attribute, count, figure
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
    front: float | None = figure(
        "front", "front shield; for single-seat craft their hit points", "damage"
    )
    back: float | None = figure("back", "rear shield; 0 on bases", "damage")
    player: float | None = figure(
        "player", "strength of a single-seat craft that a player flies", "damage"
    )


class Performance(Item, frozen=True, eq=False):
    """How a vessel moves, and what its systems use."""

    NAME: ClassVar[str] = "performance"
    turn_rate: float | None = figure(
        "turnrate", "turn rate; 0.004 is about 10 degrees a second", "2500 degrees a second"
    )
    top_speed: float | None = figure("topspeed", "impulse speed at full", "100 units a second")
    efficiency: float | None = figure(
        "efficiency", "(old) the higher, the less energy is used", "multiplier"
    )
    ship_efficiency: float | None = figure(
        "shipefficiency", "energy that systems use; below 1 is cheaper", "multiplier"
    )
    warp_efficiency: float | None = figure(
        "warpefficiency", "energy that warp uses; below 1 is cheaper", "multiplier"
    )
    jump_efficiency: float | None = figure(
        "jumpefficiency", "energy that jumps use; below 1 is cheaper", "multiplier"
    )


class Point(Item, frozen=True, eq=False):
    """A place on the hull. The bearing of a weapon's arc is the direction from the centre to it."""

    x: float | None = attribute("x", Type.DECIMAL, Area.ART, "sideways", unit="units of the mesh")
    y: float | None = attribute("y", Type.DECIMAL, Area.ART, "upwards", unit="units of the mesh")
    z: float | None = attribute("z", Type.DECIMAL, Area.ART, "to the bow", unit="units of the mesh")


class BeamPort(Point, frozen=True, eq=False):
    """A beam weapon."""

    NAME: ClassVar[str] = "beam_port"
    damage: float | None = figure(
        "damage",
        "damage a hit in the computer's hands, times difficulty; in old files in all hands",
        "damage",
    )
    player_damage: float | None = figure(
        "playerdamage", "damage a hit in a player's hands", "damage"
    )
    arc_width: float | None = figure(
        "arcwidth", "width of the arc; 0.4 is 144 degrees", "fraction of a circle"
    )
    cycle_time: float | None = figure("cycletime", "time between shots at 100 % power", "seconds")
    range: float | None = figure("range", "distance that the beam reaches", "units")


class Launcher(Point, frozen=True, eq=False):
    """Something that sends off a drone or a torpedo by itself."""

    damage: float | None = figure("damage", "damage of what it launches", "damage")
    cycle_time: float | None = figure("cycletime", "time between launches", "seconds")
    range: float | None = figure("range", "distance at which it launches", "units")


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
    amount: int | None = count("amount", "number at the start and at most", "torpedoes")

    @property
    def munition(self) -> Munition | None:
        """The kind of torpedo, by its new or old code; `None` for a code the game lacks."""
        return Munition.of(self.type or "")


class CarrierLoad(Item, frozen=True, eq=False):
    """Single-seat craft that a carrier holds."""

    NAME: ClassVar[str] = "carrierload"
    bay_count: int | None = count("baycount", "bays for single-seat craft", "craft")
    fighter: int | None = count("fighter", "(old) fighters", "craft")
    bomber: int | None = count("bomber", "bombers", "craft")


class Carrier(Item, frozen=True, eq=False):
    """(old) Fighters that a carrier of the computer holds."""

    NAME: ClassVar[str] = "carrier"
    complement: int | None = count("complement", "fighters", "craft")


class Production(Item, frozen=True, eq=False):
    """How fast a base builds torpedoes."""

    NAME: ClassVar[str] = "production"
    coefficient: float | None = figure("coeff", "speed of building torpedoes", "multiplier")


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
    commonality: float | None = figure(
        "commonality", "weight among the hulls of its race", "percent"
    )


class LongDescription(Item, frozen=True, eq=False):
    """The text that players read when they choose or scan a vessel."""

    NAME: ClassVar[str] = "long_desc"
    KIND: ClassVar[Area] = Area.TEXT
    text: str | None = attribute("text", Type.TEXT, Area.TEXT, "description; ^ begins a new line")
