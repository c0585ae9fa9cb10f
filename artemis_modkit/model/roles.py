"""What a vessel is for: the role that scores are measured in and that rules judge by.

Only words decide, those of `broadType` and the keys of the race, because the
game and its missions match nothing else. Words of a mod's own mean nothing here, and a race
whose keys name no stance has that of the race of the same name, if there is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from artemis_modkit.model.vessels import HullRace, Vessel

SINGLE_SEAT_WORDS = frozenset({"singleseat", "fighter", "bomber", "shuttle"})
STATION_WORDS = frozenset({"base", "station", "starbase", "static"})
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
        return self in (Role.ENEMY_CRAFT, Role.ENEMY_SMALL, Role.ENEMY_MEDIUM, Role.ENEMY_LARGE)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A role and, in a few words, what decided it; `is_told` is false where no word did."""

    role: Role
    reason: str
    is_told: bool = True


@dataclass(frozen=True)
class Roles:
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
            role = Role.PLAYER_CRAFT if is_craft else Role.PLAYER
            return Assigned(role, _said("broadType", {"player"} | is_craft))
        if found := words & STATION_WORDS:
            return Assigned(Role.STATION, _said("broadType", found))
        return self._of_the_computer(vessel, words)

    def _of_the_computer(self, vessel: Vessel, words: set[str]) -> Assigned:
        if found := words & SINGLE_SEAT_WORDS:
            return Assigned(Role.ENEMY_CRAFT, f"{_said('broadType', found)}, not player")
        if not is_mobile(vessel):
            return Assigned(Role.STATION, "it does not move", is_told=False)
        stance = self.stance(vessel)
        whose = f"race is {stance}" if stance else "race has no stance"
        found = words & CIVILIAN_WORDS
        if found and "warship" not in words and stance != "enemy":
            return Assigned(Role.CIVILIAN, _said("broadType", found))
        if stance in ("friendly", "player"):
            return Assigned(Role.ALLY, whose)
        sizes = [word for word in _SIZES if word in words]
        size = _SIZES[sizes[-1]] if sizes else "medium"
        said = _said("broadType", {sizes[-1]}) if sizes else "broadType names no size"
        return Assigned(Role[f"ENEMY_{size.upper()}"], f"{said}; {whose}", is_told=bool(sizes))


def roles_of(races: Iterable[HullRace]) -> Roles:
    """The roles of the vessels of these races."""
    return Roles(tuple(races))


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
