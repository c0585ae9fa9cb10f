"""What missions refer to: names of their own, and ships that the mod must have.

Capitals and blanks round a name do not count here: whether they do in the game is not known.

Words choose ships as the makers of the mission editor found by trying: the races that have most of
the words for races, then of each the ships that have most of the words for ships.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.model.missions import HullNumber, HullWords, Mission, said_of
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import switched_on
from artemis_modkit.model.vessels import HullRace, Vessel, VesselData
from artemis_modkit.parsers.xml import Element

PLAYER_SHIPS = (
    "Artemis", "Intrepid", "Aegis", "Horatio", "Excalibur", "Hera", "Ceres", "Diana",
)  # fmt: skip
"""What the ships of players are called where no mission names them."""

_OPEN = pattern(r"\{\{|\{%|\$\{|%\(")
"""What a program fills in, so that nobody knows the name yet."""


class NamedKind(Enum):
    """What has a name; the value is what it is called in sentences."""

    TIMER = "timer"
    VARIABLE = "variable"
    OBJECT = "object"


_GIVEN: Mapping[str, tuple[tuple[NamedKind, str], ...]] = {
    "set_timer": ((NamedKind.TIMER, "name"),),
    "set_variable": ((NamedKind.VARIABLE, "name"),),
    "create": ((NamedKind.OBJECT, "name"),),
    "set_ship_text": ((NamedKind.OBJECT, "newname"),),
    "set_player_carried_type": ((NamedKind.OBJECT, "name"), (NamedKind.OBJECT, "singleSeatName")),
    "set_player_station_carried": ((NamedKind.OBJECT, "singleSeatName"),),
}
"""By element, the attributes that give a name; `variable` gives one in each."""

_OBJECT = (NamedKind.OBJECT, "name")
_TWO_OBJECTS = ((NamedKind.OBJECT, "name1"), (NamedKind.OBJECT, "name2"))
_TO_TARGET = (_OBJECT, (NamedKind.OBJECT, "targetName"))
_ASKED: Mapping[str, tuple[tuple[NamedKind, str], ...]] = {
    "if_timer_finished": ((NamedKind.TIMER, "name"),),
    "if_variable": ((NamedKind.VARIABLE, "name"),),
    "if_distance": _TWO_OBJECTS,
    "copy_object_property": _TWO_OBJECTS,
    "set_relative_position": _TWO_OBJECTS,
    "add_ai": _TO_TARGET,
    "direct": _TO_TARGET,
    **dict.fromkeys(
        (
            *("if_exists", "if_not_exists", "if_docked", "if_in_nebula", "if_scan_level"),
            *("if_inside_box", "if_outside_box", "if_inside_sphere", "if_outside_sphere"),
            *("if_object_property", "if_player_is_targeting", "get_object_property"),
            *("set_object_property", "addto_object_property", "set_ship_text", "set_special"),
            *("set_side_value", "set_to_gm_position", "clear_ai", "destroy"),
        ),
        (_OBJECT,),
    ),
}
"""By element, the attributes that ask for what has a name."""


class NamedPlace(Struct, frozen=True):
    """A place that asks for something by its name."""

    element: Element
    attribute: str
    name: str


class Names(Struct, frozen=True):
    """The names of one kind of a mission: those that it gives, by themselves in small letters."""

    given: Mapping[str, str]
    asked: tuple[NamedPlace, ...]

    def unknown(self) -> Iterator[NamedPlace]:
        """Every place that asks by a name that nothing has."""
        return (one for one in self.asked if plain(one.name) not in self.given)

    @property
    def idle(self) -> Mapping[str, str]:
        """The names by which nothing asks, without the usual ones of ships of players."""
        used = {plain(one.name) for one in self.asked}.union(map(plain, PLAYER_SHIPS))
        return {key: name for key, name in self.given.items() if key not in used}


def plain(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(name.lower().split())


def names_of(mission: Mission, what: NamedKind) -> Names | None:
    """The names of one kind; `None` where they are not all known.

    They are not of a part of a mission (without `<start>`), of one that a program fills in, and of
    one whose XML nobody can read for certain.
    """
    document = mission.document
    if not any(True for _ in document.descendants("start")):
        return None
    if any(fault.blocks or not fault.repairable for fault in document.faults):
        return None
    given = list(_given(document.elements, what))
    if any(_OPEN.search(name) for name in given):
        return None
    asked = (
        NamedPlace(element, attribute, name.strip())
        for element in document.elements
        for kind, attribute in _ASKED.get(element.name, ())
        if kind is what and (name := said_of(element, attribute)).strip()
    )
    return Names(
        {plain(name): name.strip() for name in reversed(given)},
        tuple(one for one in asked if not _OPEN.search(one.name)),
    )


def _given(elements: Iterable[Element], what: NamedKind) -> Iterator[str]:
    if what is NamedKind.OBJECT:
        yield from PLAYER_SHIPS
    for element in elements:
        for kind, attribute in _GIVEN.get(element.name, ()):
            if kind is what:
                yield said_of(element, attribute)
        if what is NamedKind.VARIABLE:
            yield said_of(element, "variable")


_BASE = "base"


class Lack(Enum):
    """What of the words for a ship nothing matches."""

    RACE = "race"
    HULL = "hull"
    BASE = "base"


class Ships(Struct, frozen=True, dict=True):
    """The ships and races of one vesselData.xml as missions choose of them."""

    data: VesselData

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of all ships."""
        return frozenset(vessel.id for vessel in self.data.vessels if vessel.id is not None)

    @cached_property
    def race_words(self) -> frozenset[str]:
        """All words by which a race may be chosen."""
        return frozenset(word for race in self.data.races for word in _words_of_race(race))

    @cached_property
    def hull_words(self) -> frozenset[str]:
        """All words by which a ship may be chosen."""
        return frozenset(word for ship in self.data.vessels for word in _words_of_ship(ship))

    @cached_property
    def _by_race(self) -> dict[int | None, list[tuple[Vessel, frozenset[str]]]]:
        found: dict[int | None, list[tuple[Vessel, frozenset[str]]]] = {}
        for ship in self.data.vessels:
            found.setdefault(ship.side, []).append((ship, _words_of_ship(ship)))
        return found

    def lacks(self, asked: HullWords) -> Lack | None:
        """What of some words nothing matches, the race before the ship; `None` where all is well.

        Of words for ships with `base` among them, a ship that is none does not count.
        """
        rated = [(_rating(asked.races, _words_of_race(race)), race) for race in self.data.races]
        best = max((rating for rating, _ in rated), default=0)
        if asked.races and not best:
            return Lack.RACE
        if not asked.hulls:
            return None
        of_races = [self._by_race.get(race.id, []) for rating, race in rated if rating == best]
        winners = [ship for ships in of_races for ship in _best(asked.hulls, ships)]
        if not winners:
            return Lack.HULL
        if _BASE in asked.hulls and not any(_BASE in ship.words for ship in winners):
            return Lack.BASE
        return None


def _best(asked: Sequence[str], ships: Iterable[tuple[Vessel, frozenset[str]]]) -> Iterator[Vessel]:
    """The ships that have most of the words; none where no ship has any."""
    rated = [(_rating(asked, words), ship) for ship, words in ships]
    best = max((rating for rating, _ in rated), default=0)
    return (ship for rating, ship in rated if rating == best and best)


def _rating(asked: Iterable[str], words: frozenset[str]) -> int:
    return sum(1 for word in asked if word in words)


def _words_of_race(race: HullRace) -> frozenset[str]:
    return frozenset((*(race.name or "").lower().split(), *race.words))


def _words_of_ship(ship: Vessel) -> frozenset[str]:
    return frozenset((*(ship.class_name or "").lower().split(), *ship.words))


class Fit(Struct, frozen=True, eq=False, dict=True):
    """The ships of a mod in each state that its batch files put it in: what any has is there.

    A mod that brings no ships is played with those of its stock.
    """

    states: tuple[Ships, ...]

    @cached_property
    def _known(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Lack | None]:
        return {}

    @classmethod
    def of(cls, mod: Mod, stock: Mod) -> "Fit":
        """Of a mod, which may bring no ships, and the stock under it."""
        every = [one.vessel_data for one in (mod, *switched_on(mod))]
        vessel_datas = [data for data in every if data is not None and data.vessels]
        if not vessel_datas and mod.vessel_data is None and stock.vessel_data is not None:
            vessel_datas = [stock.vessel_data]
        return cls(tuple(map(Ships, vessel_datas)))

    @property
    def is_known(self) -> bool:
        """Whether there are any ships; where there are none, nothing can be said."""
        return bool(self.states)

    def unknown(self, asked: HullNumber) -> list[int | float]:
        """The numbers, in order, that no ship has; negative ones mean none, and are left out."""
        return sorted(
            int(one) if one == int(one) else one
            for one in asked.numbers or ()
            if one >= 0 and not any(one in ships.numbers for ships in self.states)
        )

    def lacks(self, asked: HullWords) -> Lack | None:
        """What of some words nothing matches, in no state of the mod."""
        words = (asked.races, asked.hulls)
        if words not in self._known:
            lacks = [ships.lacks(asked) for ships in self.states]
            self._known[words] = None if None in lacks else lacks[0] if lacks else None
        return self._known[words]


class Fitting(Struct, frozen=True):
    """How a mission fits a mod: how many ships it asks for, and which of them are not there.

    `dangling` are the texts that ask for them, each with the number of places.
    """

    references: int
    dangling: dict[str, int]


def fitting(mission: Mission, fit: Fit) -> Fitting:
    """Hold a mission against the ships of a mod."""
    dangling: dict[str, int] = {}
    count = 0
    for number in mission.hull_numbers:
        count += 1
        if fit.unknown(number):
            text = f'{number.attribute}="{number.text}"'
            dangling[text] = dangling.get(text, 0) + 1
    for words in mission.hull_words:
        count += 1
        if fit.lacks(words) is not None:
            dangling[words.shown] = dangling.get(words.shown, 0) + 1
    return Fitting(count, dangling)
