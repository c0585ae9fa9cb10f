"""What became of the vessels and races of an earlier release: kept, renumbered, replaced or lost.

A vessel is the same if its number is and either its mesh or its class name, to
which words may have been added; of those left, one of the same class name and side is it under
another number, best with the same mesh.
"""

from collections.abc import Iterator, Sequence
from enum import Enum

from artemis_modkit.model.vessels import HullRace, Vessel

_LOOKED_AT = 100
"""Vessels of one class and side among which the one with the same mesh is looked for."""


class Fate(Enum):
    """What became of a vessel or race."""

    RENUMBERED = "renumbered"
    REPLACED = "replaced"
    LOST = "lost"


def fates(
    before: Sequence[Vessel], now: Sequence[Vessel]
) -> Iterator[tuple[Vessel, Fate, Vessel | None]]:
    """Each vessel of an earlier release that is not what it was, and the one it is now.

    A replaced vessel comes with what has its number now, a lost one with `None`.
    """
    known, own = _by_number(before), _by_number(now)
    same = {number for number, old in known.items() if number in own and _alike(old, own[number])}
    left: dict[tuple[str, int | None], list[Vessel]] = {}
    for number, vessel in own.items():
        if number not in same and _marks(vessel)[1]:
            left.setdefault((_marks(vessel)[1], vessel.side), []).append(vessel)
    for number, old in known.items():
        if number in same:
            continue
        found = _successor(old, left)
        if found is not None:
            yield old, Fate.RENUMBERED, found
        elif number in own:
            yield old, Fate.REPLACED, own[number]
        else:
            yield old, Fate.LOST, None


def _by_number(vessels: Sequence[Vessel]) -> dict[int, Vessel]:
    """The vessels that have a number, in its order; of several the first."""
    found = {vessel.id: vessel for vessel in reversed(vessels) if vessel.id is not None}
    return dict(sorted(found.items()))


def _alike(old: Vessel, new: Vessel) -> bool:
    before, after = _marks(old), _marks(new)
    if before == after or (before[0] and before[0] == after[0]):
        return True
    words, others = set(before[1].split()), set(after[1].split())
    return bool(words and others) and (words <= others or others <= words)


def _marks(vessel: Vessel) -> tuple[str, str]:
    """Mesh and class name, in small letters."""
    mesh = vessel.art[0].mesh_file if vessel.art else None
    return (mesh or "").strip().lower(), (vessel.class_name or "").strip().lower()


def _successor(old: Vessel, left: dict[tuple[str, int | None], list[Vessel]]) -> Vessel | None:
    """The vessel that an old one is now, which then is no longer left."""
    mesh, class_name = _marks(old)
    alike = left.get((class_name, old.side), [])
    if not alike:
        return None
    at = next((at for at, one in enumerate(alike[:_LOOKED_AT]) if _marks(one)[0] == mesh), 0)
    return alike.pop(at)


def fates_of_races(
    before: Sequence[HullRace], now: Sequence[HullRace]
) -> Iterator[tuple[HullRace, Fate, HullRace | None]]:
    """Each race of an earlier release that is lost or has another ID, told by its name."""
    names = {_name(race): race for race in reversed(now)}
    numbers = {race.id for race in now}
    kept = {(race.id, _name(race)) for race in now}
    for race in before:
        if race.id is None or not _name(race) or (race.id, _name(race)) in kept:
            continue
        if _name(race) in names:
            yield race, Fate.RENUMBERED, names[_name(race)]
        elif race.id not in numbers:
            yield race, Fate.LOST, None


def _name(race: HullRace) -> str:
    return (race.name or "").strip().lower()
