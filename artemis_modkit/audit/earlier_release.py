"""What became of the vessels and races of a previous release: kept, renumbered, replaced or lost.

One decision: a vessel is the same if its number is and either its mesh or its class name, to
which words may have been added; of those left, one of the same class name and side is it under
another number, best with the same mesh.
"""

from collections.abc import Iterator
from enum import Enum

from artemis_modkit.audit.look import Look
from artemis_modkit.model.vessels import HullRace, Vessel

_LOOKED_AT = 100
"""Vessels of one class and side among which the one with the same mesh is looked for."""


class Fate(Enum):
    """What became of a vessel or race."""

    RENUMBERED = "renumbered"
    REPLACED = "replaced"
    LOST = "lost"


def fates(look: Look) -> Iterator[tuple[Vessel, Fate, Vessel | None]]:
    """Each vessel of the previous release that is not what it was, and the one it is now.

    A replaced vessel comes with what has its number now, a lost one with `None`.
    """
    previous = None if look.previous is None else look.previous.vessel_data
    if previous is None or look.mod.vessel_data is None:
        return
    now = _by_number(look.vessels)
    before = _by_number(previous.vessels)
    same = {number for number, old in before.items() if number in now and _alike(old, now[number])}
    left: dict[tuple[str, int | None], list[Vessel]] = {}
    for number, vessel in now.items():
        if number not in same and _marks(vessel)[1]:
            left.setdefault((_marks(vessel)[1], vessel.side), []).append(vessel)
    for number, old in before.items():
        if number in same:
            continue
        found = _successor(old, left)
        if found is not None:
            yield old, Fate.RENUMBERED, found
        elif number in now:
            yield old, Fate.REPLACED, now[number]
        else:
            yield old, Fate.LOST, None


def _by_number(vessels: tuple[Vessel, ...]) -> dict[int, Vessel]:
    """The vessels that have a number, in its order; of several the first."""
    found = {one.id: one for one in reversed(vessels) if one.id is not None}
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


def fates_of_races(look: Look) -> Iterator[tuple[HullRace, Fate, HullRace | None]]:
    """Each race of the previous release that is lost or has another ID, told by its name."""
    previous = None if look.previous is None else look.previous.vessel_data
    if previous is None or look.mod.vessel_data is None:
        return
    races = look.races
    names = {_name(race): race for race in reversed(races)}
    numbers = {race.id for race in races}
    kept = {(race.id, _name(race)) for race in races}
    for race in previous.races:
        if race.id is None or not _name(race) or (race.id, _name(race)) in kept:
            continue
        if _name(race) in names:
            yield race, Fate.RENUMBERED, names[_name(race)]
        elif race.id not in numbers:
            yield race, Fate.LOST, None


def _name(race: HullRace) -> str:
    return (race.name or "").strip().lower()
