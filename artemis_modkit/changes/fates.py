"""What became of vessels and races of an earlier release: kept, renumbered, replaced or lost."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TypeVar

from artemis_modkit.changes.pairing import (
    NOTHING_TOLD,
    Pairs,
    Told,
    aligned_races,
    aligned_vessels,
)
from artemis_modkit.model.vessels import HullRace, Vessel

_U = TypeVar("_U", HullRace, Vessel)


class Fate(Enum):
    """What became of a vessel or race."""

    RENUMBERED = "renumbered"
    REPLACED = "replaced"
    LOST = "lost"


def fates(
    before: Sequence[Vessel], now: Sequence[Vessel], told: Told = NOTHING_TOLD
) -> Iterator[tuple[Vessel, Fate, Vessel | None]]:
    """Each vessel of an earlier release that is not what it was, and the one it is now.

    By number. A replaced vessel comes with what has its number now, a lost one with `None`.
    """
    before, now = _first_of_each_number(before), _first_of_each_number(now)
    yield from _of_pairs(aligned_vessels(before, now, told), now)


def fates_of_races(
    before: Sequence[HullRace], now: Sequence[HullRace], told: Told = NOTHING_TOLD
) -> Iterator[tuple[HullRace, Fate, HullRace | None]]:
    """The same of each race that has a name."""
    before = [race for race in before if race.name and race.id is not None]
    yield from _of_pairs(aligned_races(before, now, told), now)


def _first_of_each_number(vessels: Sequence[Vessel]) -> list[Vessel]:
    found = {vessel.id: vessel for vessel in reversed(vessels) if vessel.id is not None}
    return [vessel for _, vessel in sorted(found.items())]


def _of_pairs(pairs: Pairs[_U], now: Sequence[_U]) -> Iterator[tuple[_U, Fate, _U | None]]:
    numbers = {one.id: one for one in reversed(now)}
    for old, new in pairs:
        if old is None or (new is not None and new.id == old.id):
            continue
        if new is not None:
            yield old, Fate.RENUMBERED, new
        elif old.id in numbers:
            yield old, Fate.REPLACED, numbers[old.id]
        else:
            yield old, Fate.LOST, None
