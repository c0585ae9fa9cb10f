"""What players call ships, their parts and values, and what a setting is about.

Ships are told a few by name, more by race, role or type. What has no name here is called what the
file calls it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from artemis_modkit.compare.gathering import Line
from artemis_modkit.descriptions.words import plural
from artemis_modkit.groups import grouped
from artemis_modkit.model.numbers import same_number
from artemis_modkit.model.roles import BROAD_TYPES, STATION_WORDS, Role, roles_of
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessel_parts import Art, InternalData
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.words import capital, counted, short

THINGS = {
    "beam_port": ("beam", "beams"),
    "drone_port": ("drone launcher", "drone launchers"),
    "torpedo_station_port": ("torpedo launcher", "torpedo launchers"),
    "torpedo_tube": ("torpedo tube", "torpedo tubes"),
    "impulse_point": ("impulse engine", "impulse engines"),
    "maneuver_point": ("thruster", "thrusters"),
}
"""What players call the parts of a ship; parts without a name here are looks or single figures."""

LOOKS = (Art.NAME, InternalData.NAME)
"""The elements of the kind art that are looks; the others hold coordinates."""

OWNERS = {
    "drone_port": "ships that launch drones",
    "torpedo_station_port": "stations that launch torpedoes",
    "torpedo_storage": "ships with torpedoes",
    "carrierload": "carriers",
    "carrier": "carriers",
    "production": "stations that build torpedoes",
}
"""What players call ships that have a part which only some have."""

FIGURES = {
    "damage": "damage",
    "playerdamage": "damage in players' hands",
    "arcwidth": "arc",
    "cycletime": "recharge time",
    "range": "range",
    "turnrate": "turn rate",
    "topspeed": "top speed",
    "efficiency": "efficiency",
    "shipefficiency": "ship efficiency",
    "warpefficiency": "warp efficiency",
    "jumpefficiency": "jump efficiency",
    "baycount": "bays",
    "complement": "fighters",
    "fighter": "fighters",
    "bomber": "bombers",
    "coeff": "torpedo production",
    "commonality": "frequency in fleets",
    "player": "hit points",
    "broadType": "type",
    "side": "race",
    "uniqueID": "number",
}
"""What players call the values of ships, by attribute."""

_UNKNOWN = "unknown to the game"


def group_of(key: str) -> str:
    """What a setting is about: `torpedoes`, `sounds`."""
    fact = setting_facts().get(key)
    return _UNKNOWN if fact is None else fact.group


def ships_of_role(role: Role) -> str:
    """Several ships of a role: `player ships`, `allies`."""
    if role.is_craft:
        return role.shown
    return plural(role.shown)


# Ships --------------------------------------------------------------------------------------

MOST_NAMED = 5
"""So many ships are named; of more it is said how many there are of a race or role."""

_MOST_RUNS = 8
"""So many runs of numbers are listed."""

TYPE_WORDS = BROAD_TYPES | STATION_WORDS
"""The words of a type that are told; others are tags of a mod's own, by which missions choose."""

_TYPES = {
    "singleseat": "single-seat craft",
    "carrier": "carriers",
    "fighter": "fighters",
    "bomber": "bombers",
    "shuttle": "shuttles",
}
"""What players call ships by a word of their type."""

Called = Callable[[Vessel], str]


class Fleets(Struct, frozen=True, dict=True):
    """The ships before, with the races that they and those after are of; how texts name one."""

    ships: Sequence[Vessel]
    races: Sequence[HullRace]
    later_races: Sequence[HullRace]
    called: Called
    later: Mapping[Element, Vessel] = field(default_factory=dict)
    """The ships after by those before, where they may have other numbers."""

    @cached_property
    def _roles(self) -> dict[Element, Role]:
        roles = roles_of(self.races)
        return {ship.element: roles.of(ship) for ship in self.ships}

    @cached_property
    def _of_role(self) -> Counter[Role]:
        return Counter(self._roles.values())

    @cached_property
    def _of_word(self) -> dict[str, list[Element]]:
        words = ((ship, TYPE_WORDS.intersection(ship.words)) for ship in self.ships)
        return grouped((word, ship.element) for ship, own in words for word in own)

    def is_of_craft(self, chosen: Iterable[Vessel]) -> bool:
        """Whether all are craft that players fly, whose shields only the computer has."""
        return all(self._roles[vessel.element] is Role.PLAYER_CRAFT for vessel in chosen)

    @cached_property
    def _of_race(self) -> Counter[int | None]:
        return Counter(ship.side for ship in self.ships)

    def subject(self, chosen: Iterable[Vessel]) -> str:
        """Who: a few ships by name, more by their race or roles, and whole races as such.

        Where those are not all of a race or role, their numbers stand behind.
        """
        vessels = list({vessel.element: vessel for vessel in chosen}.values())
        if len(vessels) <= MOST_NAMED:
            return ", ".join(map(self.called, vessels))
        roles = Counter(self._roles[vessel.element] for vessel in vessels)
        sides = {vessel.side for vessel in vessels}
        chosen_ones = {vessel.element for vessel in vessels}
        is_whole = all(count == self._of_role[role] > 1 for role, count in roles.items())
        if len(sides) == 1 and not (is_whole and len(roles) == 1):
            (side,) = sides
            if name := race_name(self.races, side):
                ships = f"{len(vessels)} {short(name)} ships"
                is_all = len(vessels) == self._of_race[side]
                return f"All {ships}" if is_all else f"{ships}{self._numbers(vessels)}"
        of_type = [word for word, own in sorted(self._of_word.items()) if {*own} == chosen_ones]
        if of_type and not is_whole:
            return f"All {len(vessels)} {_TYPES.get(of_type[0], f'ships of type {of_type[0]}')}"
        said = [
            f"all {ships_of_role(role)}"
            if roles[role] == self._of_role[role] > 1
            else counted(roles[role], role.shown, ships_of_role(role))
            for role in Role
            if roles[role]
        ]
        return capital(listed(said, most=None)) + ("" if is_whole else self._numbers(vessels))

    def but(self, line: Line) -> str:
        """The ships that alone keep a line from being of all; empty where others do, or many."""
        own = {vessel.element for vessel in line.vessels}
        parts = {
            ship: sum(
                element.name == line.figure.element
                and not same_number(element.attributes.get(line.figure.attribute, "0"), "0")
                for element in (ship.element, *ship.element.children)
            )
            for ship in self.ships
            if ship.element not in own
        }
        rest = [ship for ship, count in parts.items() if count]
        if not rest or line.parts + sum(parts.values()) != line.of:
            return ""
        said = self.subject(rest)
        is_whole = said.startswith("All ")
        return f"the {said.removeprefix('All ')}" if is_whole else said * (len(rest) <= MOST_NAMED)

    def _numbers(self, vessels: Iterable[Vessel]) -> str:
        """` (1000-1002, 1008)`, the numbers of ships now; of many the first."""
        known = {self.later.get(vessel.element, vessel).id for vessel in vessels}
        numbers = sorted(one for one in known if one is not None and one >= 0)
        runs = ranges([*map(str, numbers)]).split(",")
        return f" ({listed(runs, most=_MOST_RUNS)})"


def by_name(ships: Sequence[Vessel], races: Sequence[HullRace]) -> Called:
    """How players are told of ships: `Escort (1500)`; with the race where names are shared."""
    sides = {((ship.class_name or "").strip(), ship.side) for ship in ships}
    counts = Counter(name for name, _ in sides)

    def called(vessel: Vessel) -> str:
        name = (vessel.class_name or "").strip()
        race = race_name(races, vessel.side) if counts[name] > 1 else ""
        said = short(f"{race} {name}".strip() if name else "") or "a ship without a name"
        return said if vessel.id is None else f"{said} ({vessel.id})"

    return called


def race_name(races: Sequence[HullRace], side: int | None) -> str:
    """The name of a race by its ID; empty where there is none."""
    return next((race.name or "" for race in races if race.id == side), "")


def ranges(numbers: Sequence[str]) -> str:
    """Numbers in few words: `1-3,5`."""
    runs: list[list[int]] = []
    for number in map(int, filter(None, numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
