"""What a ship brings to a fight: guns, ammunition, shields, hull, energy and its wing.

All of it comes from the `Ship` under its conditions; how the two sides meet is an `Encounter`.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.conditions import Mode
from artemis_modkit.balance.game import Game
from artemis_modkit.balance.mounts import MOST_MOUNTS, SHORTEST, Beam, Launch, Mount
from artemis_modkit.balance.power import energy_drain
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import Role

DENSEST = 0.05
"""Seconds. Guns that fire more often are told in volleys of this length, so that no cycle of a
slip (0.000002 s) makes a fight endless; stock's quickest at 300 % by hand has 0.083 s."""

MOST_CRAFT = 100
"""Craft of a carrier that are looked at. Real ships have up to 24."""

LOADED = (Munition.HOMING, Munition.NUKE, Munition.MINE, Munition.PSHOCK, Munition.EMP)
"""What tubes fire. Inside of a fight a munition is its place here: an `Enum` as a key is slow."""


class Facing(Enum):
    """Where a ship has the other while it fires: dead ahead, where its beams do most, or all
    round alike."""

    AHEAD = "ahead"
    BEST = "best"
    AVERAGE = "average"


class Hit(Enum):
    """Which shield of a ship is hit."""

    FRONT = "front"
    BACK = "back"


class Torpedoes(Enum):
    """What a crew loads: whatever does most; that, but blasts only for two ships and more; homing
    torpedoes alone; nothing."""

    ALL = "all"
    GROUPS = "groups"
    HOMING = "homing"
    NONE = "none"


class Encounter(Struct, frozen=True):
    """How two sides meet, besides the `Conditions` of their ships.

    `facing` is `None` for what is usual: players turn to where they do most, the computer flies at
    its target. `is_loaded` says that every gun is ready when the fight begins. `is_endless` gives
    ammunition and energy without end. `closing` is by how many units a second the distance of the
    conditions shrinks.
    """

    facing: Facing | None = None
    hit: Hit = Hit.FRONT
    torpedoes: Torpedoes = Torpedoes.GROUPS
    is_loaded: bool = True
    is_endless: bool = False
    closing: float = 0.0
    has_wings: bool = True


class GunKind(Enum):
    """A kind of gun."""

    BEAM = "beam"
    TUBE = "tube"
    RAIL = "rail"
    LAUNCHER = "launcher"
    DRONE = "drone"


class Gun(Struct, frozen=True):
    """A gun, or `count` equal ones: `damage` and `hits` (broken nodes) of a shot, `cycle` seconds.

    It fires from the second `opens` on; what it fires flies `flight` seconds. A tube's damage is
    that of what is loaded into it.
    """

    kind: GunKind
    damage: float
    cycle: float
    opens: float = 0.0
    flight: float = 0.0
    hits: int = 1
    count: int = 1


class Blasts(Struct, frozen=True):
    """What blasts do: `ticks` of `damage` by kind, `step` seconds apart, to up to `targets`.

    They are for `least` targets or more; `emp_share` is what an EMP leaves of shields. `flight` is
    the seconds that what makes them flies. Kinds are in the order of `LOADED`.
    """

    damage: Sequence[float]
    flight: Sequence[float]
    ticks: int
    step: float
    least: int
    targets: int
    emp_share: float


NO_BLASTS = Blasts((), (), 0, 0.0, 0, 0, 0.0)
"""Those of a ship that has nothing for its tubes aboard."""


class Combatant(Struct, frozen=True, eq=False, dict=True):
    """A ship in a fight, or the `number` craft of a wing, each with the same figures.

    `pool` is the shield that is `hit`, or all that a craft can take; `hull` in damage behind it,
    `nodes` in hits instead for player ships; both `None` for craft. `slot` is the time between
    two beams that do not fire at once, 0 where they do. `energy` is `None` where none is used.
    `frequency` is what shields of the computer make of its beams' damage, `draw` the share of
    shots that craft draw from their carrier. It fires from the second `joins` on.
    """

    ship: Ship
    number: int
    guns: tuple[Gun, ...]
    stores: Mapping[Munition, int]
    pool: float
    recharge: float
    hull: float | None
    nodes: float | None
    repair: float
    slot: float
    energy: float | None
    drain: float
    shot_energy: float
    frequency: float
    draw: float
    blasts: Blasts
    hit: Hit
    wing: tuple["Combatant", ...] = ()
    joins: float = 0.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Combatant) and self._figures == other._figures

    def __hash__(self) -> int:
        return hash(self._figures)

    @cached_property
    def _figures(self) -> tuple[object, ...]:
        """All that it fights by: of which ship it is does not count."""
        return tuple(getattr(self, name) for name in self.__struct_fields__[1:])

    @cached_property
    def is_flown(self) -> bool:
        """Whether players fly it."""
        return self.ship.role.is_flown

    @cached_property
    def aboard(self) -> Sequence[int]:
        """What is aboard for its tubes, in the order of `LOADED`."""
        return tuple(self.stores.get(munition, 0) for munition in LOADED)

    @cached_property
    def in_turn(self) -> Sequence[Gun]:
        """The beams that fire one at a time, in the order of the file."""
        beams = [gun for gun in self.guns if gun.kind is GunKind.BEAM] if self.slot else ()
        return tuple(gun for gun in beams for _ in range(gun.count))

    @cached_property
    def worth(self) -> float:
        """How much it helps to kill it: damage a second by what it takes."""
        return self.dps / max(self.life, SHORTEST)

    @cached_property
    def is_craft(self) -> bool:
        """Whether it is single-seat craft, of which each is lost when its pool is."""
        return self.hull is None and self.nodes is None

    @property
    def life(self) -> float:
        """About how much damage it can take."""
        behind = self.hull if self.hull is not None else (self.nodes or 0.0)
        return (self.pool + behind) * self.number

    @property
    def dps(self) -> float:
        """About how much damage a second it does."""
        return self.number * sum(
            gun.damage * gun.count / gun.cycle for gun in self.guns if gun.cycle > 0
        )


def combatant(
    ship: Ship, how: Encounter, number: int = 1, like: Combatant | None = None
) -> Combatant:
    """A ship ready for a fight; with its wing, where it carries craft.

    Its guns and stores are those of `like`, the same ship under other figures of the game, or in a
    player's hands at another difficulty: no figure that has a span changes them, and of blasts only
    how many ships they catch.
    """
    game = ship.game
    mechanics = game.conditions.mechanics
    is_player = ship.role is Role.PLAYER
    back = how.hit is Hit.BACK and ship.role is not Role.STATION
    front_shield, back_shield = ship.shields
    pool = ship.hit_points if ship.role.is_craft else (back_shield if back else front_shield)
    rate = 0.0 if ship.role.is_craft else game.shield_recharge(is_flown=is_player) or 0.0
    by_hand = is_player and game.conditions.mode is Mode.MANUAL
    slot = mechanics["hand_fire_seconds"] if by_hand else game.beam_delay if is_player else 0.0
    slot = slot if slot >= SHORTEST else 0.0
    if like is None:
        guns = tuple(_single_guns(ship, how) if slot > 0 else _guns(ship, how))
        stores = dict(_stores(ship, how))
        blasts = _blasts(game, how) if any(stores.values()) else NO_BLASTS
    else:
        guns, stores, blasts = like.guns, dict(like.stores), like.blasts
        if blasts is not NO_BLASTS:
            blasts = replace(blasts, targets=round(mechanics["targets_in_blast"]))
    return Combatant(
        ship,
        number,
        guns,
        stores,
        max(pool or 0.0, 0.0),
        rate * mechanics["shield_recharge_unit"],
        ship.hull,
        ship.fatal_hits,
        mechanics["node_repair"] if is_player else 0.0,
        slot,
        mechanics["start_energy"] if is_player and not how.is_endless else None,
        energy_drain(ship) if is_player else 0.0,
        game.shot_energy,
        mechanics["frequency_factor"] if ship.role.is_flown else 1.0,
        mechanics["craft_draw_fire"] if ship.role.is_craft else 0.0,
        blasts,
        Hit.BACK if back else Hit.FRONT,
        tuple(_wing(ship, how, like)) if how.has_wings else (),
    )


def _blasts(game: Game, how: Encounter) -> Blasts:
    mechanics = game.conditions.mechanics
    tick = {
        Munition.NUKE: game.torpedo_damage("nuke damage"),
        Munition.MINE: game.torpedo_damage("mine damage"),
        Munition.PSHOCK: game.torpedo_damage("plasma shock damage"),
    }
    damage = tuple(tick.get(kind, 0.0) for kind in LOADED)
    distance = game.conditions.distance or 0.0
    flight = tuple(distance / game.torpedo_speed(kind) for kind in LOADED)
    ticks = round(mechanics["blast_ticks"])
    step = 1 / mechanics["ticks_a_second"]
    least = 2 if how.torpedoes is Torpedoes.GROUPS else 1
    most = round(mechanics["targets_in_blast"])
    return Blasts(damage, flight, ticks, step, least, most, mechanics["emp_share"])


def _stores(ship: Ship, how: Encounter) -> Iterator[tuple[Munition, int]]:
    for kind, amount in ship.stores.items():
        is_loaded = kind is Munition.HOMING or how.torpedoes in (Torpedoes.ALL, Torpedoes.GROUPS)
        if kind.is_weapon and is_loaded and how.torpedoes is not Torpedoes.NONE:
            yield kind, int(amount)


def _wing(ship: Ship, how: Encounter, like: Combatant | None) -> Iterator[Combatant]:
    """The craft of a ship's bays, shared evenly among the kinds that its race has."""
    if not ship.wing or not ship.bays or ship.bays < 0:
        return
    bays = min(ship.bays, MOST_CRAFT)
    kinds = ship.wing[:bays]
    conditions, how = ship.game.conditions, replace(how, has_wings=False)
    for place, craft in enumerate(kinds):
        share = bays // len(kinds) + (place < bays % len(kinds))
        twin = like.wing[place] if like is not None else None
        launched = combatant(craft.under(conditions), how, share, twin)
        yield replace(launched, joins=conditions.mechanics["craft_launch_seconds"])


def _guns(ship: Ship, how: Encounter) -> Iterator[Gun]:
    """All guns that can ever fire, equal ones as one."""
    found: dict[Gun, int] = defaultdict(int)
    for gun in _single_guns(ship, how):
        found[gun] += 1
    yield from (gun if count == 1 else replace(gun, count=count) for gun, count in found.items())


def _single_guns(ship: Ship, how: Encounter) -> Iterator[Gun]:
    for beam, share in _bearing(ship, how):
        if beam.dps > 0 and share > 0:
            yield from _gun(ship, how, GunKind.BEAM, beam, 1 / (beam.rate * share))
    mechanics = ship.game.conditions.mechanics
    segments = ship.game.settings and ship.game.settings.number("droneDamageSegmentCount")
    for drone in ship.drones:
        if drone.dps > 0:
            hits = max(1, int(segments or 1))
            speed = ship.game.drone_speed
            yield from _gun(ship, how, GunKind.DRONE, drone, 1 / drone.rate, speed=speed, hits=hits)
    speed, reach = ship.game.torpedo_speed(Munition.HOMING), mechanics["torpedo_reach"]
    for launch in ship.station_launchers:
        if launch.dps > 0:
            yield from _gun(ship, how, GunKind.LAUNCHER, launch, 1 / launch.rate, speed=speed)
    homing = ship.game.homing_damage
    if ship.role is Role.PLAYER_CRAFT and ship.stores[Munition.HOMING]:
        reload = mechanics["craft_missile_reload"]
        rail = Launch(homing, reload, reach)
        yield from _gun(ship, how, GunKind.RAIL, rail, reload, speed=speed)
    load = ship.game.tube_load
    if SHORTEST <= load < math.inf:
        for _ in range(min(ship.tubes, MOST_MOUNTS)):
            tube = Launch(homing * ship.game.conditions.spread, load, reach)
            yield from _gun(ship, how, GunKind.TUBE, tube, load, speed=speed)


def _bearing(ship: Ship, how: Encounter) -> Iterator[tuple[Beam, float]]:
    """The beams that bear on the target, and for which share of the time."""
    facing = how.facing or (Facing.BEST if ship.role.is_flown else Facing.AHEAD)
    if ship.role is Role.STATION and how.facing is None:
        facing = Facing.BEST
    arcs = [(beam, beam.arc) for beam in ship.beams if beam.arc is not None and beam.arc.width > 0]
    if facing is Facing.AVERAGE:
        yield from ((beam, arc.width / 360) for beam, arc in arcs)
        return
    degrees = 0.0
    if facing is Facing.BEST:
        near = ship.under(replace(ship.game.conditions, distance=None)) if how.closing else ship
        if near.fire:
            degrees = max(near.fire, key=lambda sector: sector.value).middle
    yield from ((beam, 1.0) for beam, arc in arcs if arc.covers(degrees))


def _gun(
    ship: Ship,
    how: Encounter,
    kind: GunKind,
    weapon: Mount,
    cycle: float,
    *,
    speed: float = 0.0,
    hits: int = 1,
) -> Iterator[Gun]:
    opens = _opens(ship, how, weapon)
    if opens == math.inf:
        return
    distance = ship.game.conditions.distance or 0.0
    volley = max(1, math.ceil(DENSEST / cycle)) if kind in (GunKind.BEAM, GunKind.LAUNCHER) else 1
    yield Gun(
        kind,
        (weapon.damage or 0.0) * volley,
        cycle * volley,
        opens if how.is_loaded else opens + cycle,
        distance / speed if speed else 0.0,
        hits * volley,
    )


def _opens(ship: Ship, how: Encounter, weapon: Mount) -> float:
    """The second at which the target is in reach; infinite if it never is."""
    distance = ship.game.conditions.distance
    if weapon.reaches(distance):
        return 0.0
    if how.closing <= 0 or weapon.range is None or distance is None:
        return math.inf
    return (distance - weapon.range) / how.closing
