"""Whether the ships that missions ask for are in a mod.

Words choose as the makers of the mission editor found by trying: the races that have most of the
words for races, then of each the ships that have most of the words for ships.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct

from artemis_modkit.model.missions import HullNumber, HullWords, Mission
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import switched_on
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import HullRace, Vessel

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
        return frozenset(one.id for one in self.data.vessels if one.id is not None)

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
        found = [data for data in every if data is not None and data.vessels]
        if not found and mod.vessel_data is None and stock.vessel_data is not None:
            found = [stock.vessel_data]
        return cls(tuple(map(Ships, found)))

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
