"""What a vessel is for: the role that scores are measured in and that rules judge by.

Only words decide, those of `broadType` and the keys of the race, because the
game and its missions match nothing else. Words of a mod's own mean nothing here, and a race
whose keys name no stance has that of the race of the same name, if there is one.
"""

from collections.abc import Iterable
from enum import Enum
from functools import cached_property

from msgspec import Struct

from artemis_modkit.model.vessels import HullRace, Vessel

SINGLE_SEAT_WORDS = frozenset({"singleseat", "fighter", "bomber", "shuttle"})
STATION_WORDS = frozenset({"base", "station", "starbase", "static"})
_BASES = frozenset({"base", "station", "starbase"})
UNBREAKABLE = 10_000.0
"""Damage. What has more of a shield is scenery: stock's strongest base has 800, and its usual
ships, ten of which come in the hardest fleet, do some 5 damage a second."""

CIVILIAN_WORDS = frozenset({"cargo", "luxury", "science", "transport"})
STANCES = ("player", "friendly", "enemy")
_SIZES = {
    "tiny": "small", "small": "small", "medium": "medium", "large": "large", "command": "large",
    "flagship": "large",
}  # fmt: skip
"""What words of a type say of size; mods call their greatest ships command or flagship."""

_OF_FLEETS = ("standard", "support", "loner")
"""Race keys of those that the game makes enemies' fleets of."""
BROAD_TYPES = frozenset(
    {"player", "base", "carrier", "warship", *_SIZES}
    | {"asteroideater", "anomalyeater", "sentient"}
    | SINGLE_SEAT_WORDS
    | CIVILIAN_WORDS
)
"""The words of `broadType` that mean something to the game; a mod may have others of its own."""


class Role(Enum):
    """A kind of vessel; `label` is its name in outputs, `shown` how texts call it."""

    PLAYER = ("player", "player ship")
    PLAYER_CRAFT = ("player-craft", "player single-seat craft")
    ENEMY_CRAFT = ("enemy-craft", "single-seat craft of the computer")
    ENEMY_SMALL = ("enemy-small", "small enemy")
    ENEMY_MEDIUM = ("enemy-medium", "medium enemy")
    ENEMY_LARGE = ("enemy-large", "large enemy")
    ALLY = ("ally", "ally")
    STATION = ("station", "station")
    CIVILIAN = ("civilian", "civilian")

    def __init__(self, label: str, shown: str) -> None:
        self.label = label
        self.shown = shown

    @property
    def is_flown(self) -> bool:
        """Whether players fly it, so that what is theirs (power, `playerdamage`) counts."""
        return self in (Role.PLAYER, Role.PLAYER_CRAFT)

    @property
    def is_craft(self) -> bool:
        """Whether it seats one."""
        return self in (Role.PLAYER_CRAFT, Role.ENEMY_CRAFT)

    @property
    def is_enemy(self) -> bool:
        """Whether it is one that players fight."""
        return self is Role.ENEMY_CRAFT or self.is_enemy_ship

    @property
    def is_enemy_ship(self) -> bool:
        """Whether it is one that players fight and that seats more than one."""
        return self in (Role.ENEMY_SMALL, Role.ENEMY_MEDIUM, Role.ENEMY_LARGE)


class Group(Enum):
    """A part of a role whose ships are like each other: ranks and scores are told within it.

    `label` is its name in outputs, `shown` how texts call it.
    """

    PLAYER = (Role.PLAYER, "", "player ship")
    PLAYER_FIGHTER = (Role.PLAYER_CRAFT, "player-fighter", "player fighter or bomber")
    PLAYER_SHUTTLE = (Role.PLAYER_CRAFT, "player-shuttle", "player shuttle")
    ENEMY_FIGHTER = (Role.ENEMY_CRAFT, "enemy-fighter", "fighter or bomber of the computer")
    ENEMY_SHUTTLE = (Role.ENEMY_CRAFT, "enemy-shuttle", "shuttle of the computer")
    ENEMY_SMALL = (Role.ENEMY_SMALL, "", "small enemy")
    ENEMY_MEDIUM = (Role.ENEMY_MEDIUM, "", "medium enemy")
    ENEMY_LARGE = (Role.ENEMY_LARGE, "", "large enemy")
    ALLY_SMALL = (Role.ALLY, "ally-small", "small ally")
    ALLY_MEDIUM = (Role.ALLY, "ally-medium", "medium ally")
    ALLY_LARGE = (Role.ALLY, "ally-large", "large ally")
    BASE = (Role.STATION, "base", "base")
    PLATFORM = (Role.STATION, "platform", "armed platform")
    SCENERY = (Role.STATION, "scenery", "scenery")
    CIVILIAN = (Role.CIVILIAN, "", "civilian")

    def __init__(self, role: Role, label: str, shown: str) -> None:
        self.role = role
        self.label = label or role.label
        self.shown = shown


class Assigned(Struct, frozen=True):
    """A group of a role and what decided it, in a few words; `is_told` is false where none did."""

    group: Group
    reason: str
    is_told: bool = True

    @property
    def role(self) -> Role:
        """The role that the group is a part of."""
        return self.group.role


class Roles(Struct, frozen=True, dict=True):
    """The roles of the vessels of one file, by its races."""

    races: tuple[HullRace, ...]

    @cached_property
    def _stances(self) -> dict[int | None, str | None]:
        by_name = {_name(race): _stance(race) for race in reversed(self.races) if _stance(race)}
        found = {}
        for race in reversed(self.races):
            found[race.id] = _stance(race) or by_name.get(_name(race))
        return found

    def stance(self, vessel: Vessel) -> str | None:
        """`player`, `friendly` or `enemy`; `None` where neither race nor a namesake says so."""
        return self._stances.get(vessel.side)

    def of(self, vessel: Vessel) -> Role:
        """The role of a vessel."""
        return self.assigned(vessel).role

    def assigned(self, vessel: Vessel) -> Assigned:
        """The role of a vessel, and why that one."""
        words = set(vessel.words)
        is_craft = words & SINGLE_SEAT_WORDS
        if "player" in words and not words & STATION_WORDS:
            group = Group[f"PLAYER_{_craft(words)}"] if is_craft else Group.PLAYER
            return Assigned(group, _said("broadType", {"player"} | is_craft))
        if found := words & STATION_WORDS:
            return _station(vessel, _said("broadType", found))
        return self._of_the_computer(vessel, words)

    def _of_the_computer(self, vessel: Vessel, words: set[str]) -> Assigned:
        if found := words & SINGLE_SEAT_WORDS:
            group = Group[f"ENEMY_{_craft(words)}"]
            return Assigned(group, f"{_said('broadType', found)}, not player")
        if not is_mobile(vessel):
            return _station(vessel, "it does not move", is_told=False)
        stance = self.stance(vessel)
        whose = f"race is {stance}" if stance else "race has no stance"
        is_friend = stance in ("friendly", "player")
        found = words & CIVILIAN_WORDS
        if found and "warship" not in words and (is_friend or not is_armed(vessel)):
            return Assigned(Group.CIVILIAN, _said("broadType", found))
        sizes = [word for word in _SIZES if word in words]
        size = _SIZES[sizes[-1]] if sizes else "medium"
        said = _said("broadType", {sizes[-1]}) if sizes else "broadType names no size"
        group = Group[f"{'ALLY' if is_friend else 'ENEMY'}_{size.upper()}"]
        return Assigned(group, f"{said}; {whose}", is_told=bool(sizes))


def _craft(words: set[str]) -> str:
    return "SHUTTLE" if "shuttle" in words and not words & {"fighter", "bomber"} else "FIGHTER"


def _station(vessel: Vessel, said: str, *, is_told: bool = True) -> Assigned:
    """Bases are called so, or build; what only shoots is a platform, what does neither scenery.

    Nor is there a way to fight what no fleet shoots down (planets of mods are bases by name), or
    what is called a base, but flies and does nothing.
    """
    words = set(vessel.words)
    builds = (vessel.production is not None and vessel.production.coefficient) or 0
    group, does = Group.SCENERY, "it neither builds nor shoots"
    if ((vessel.shields and vessel.shields.front) or 0) >= UNBREAKABLE:
        does = f"no fleet breaks a shield of {UNBREAKABLE:g} or more"
    elif builds or (words & _BASES and (is_armed(vessel) or not is_mobile(vessel))):
        group, does = Group.BASE, "it builds" if builds and not words & _BASES else ""
    elif is_armed(vessel):
        group, does = Group.PLATFORM, "it shoots, and builds nothing"
    return Assigned(group, "; ".join(filter(None, (said, does))), is_told)


def roles_of(races: Iterable[HullRace]) -> Roles:
    """The roles of the vessels of these races."""
    return Roles(tuple(races))


def is_armed(vessel: Vessel) -> bool:
    """Whether it has anything to fire with, or bays for craft that have."""
    mounts = (vessel.beam_ports, vessel.drone_ports, vessel.torpedo_station_ports)
    return any(mounts) or bool(vessel.torpedo_tubes or vessel.carrier_load)


def is_mobile(vessel: Vessel) -> bool:
    """Whether it has a top speed over 0."""
    return bool(vessel.performance and (vessel.performance.top_speed or 0) > 0)


def _stance(race: HullRace) -> str | None:
    """The first stance that its keys name; of several an enemy where they name a kind of fleet."""
    if "enemy" in race.words and any(word in race.words for word in _OF_FLEETS):
        return "enemy"
    return next((stance for stance in STANCES if stance in race.words), None)


def _name(race: HullRace) -> str:
    return (race.name or "").strip().lower()


def _said(where: str, words: Iterable[str]) -> str:
    return f"{where} says {' '.join(sorted(words))}"
