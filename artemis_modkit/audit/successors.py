"""What became of the vessels of a previous release: kept, renumbered, replaced or lost.

One decision: a vessel is the same if number and any of mesh, class and side agree; of those
left, if mesh, class and side all agree, else class and side. So a renumbered ship is no loss.
"""

from collections.abc import Iterator
from enum import Enum

from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.vessels import Vessel


class Fate(Enum):
    """What became of a vessel."""

    RENUMBERED = "renumbered"
    REPLACED = "replaced"
    LOST = "lost"


def fates(subject: Subject) -> Iterator[tuple[Vessel, Fate, Vessel | None]]:
    """Each vessel of the previous release that is not what it was, and the one it is now.

    A replaced vessel comes with what has its number now, a lost one with `None`.
    """
    previous = None if subject.previous is None else subject.previous.vessel_data
    if previous is None or subject.vessel_data is None:
        return
    now = {vessel.id: vessel for vessel in reversed(subject.vessel_data.vessels)}
    before = {vessel.id: vessel for vessel in reversed(previous.vessels)}
    same = {number for number, old in before.items() if number in now and _alike(old, now[number])}
    left = [vessel for number, vessel in now.items() if number not in same]
    for number, old in sorted(before.items(), key=lambda item: (item[0] is None, item[0] or 0)):
        if number in same:
            continue
        found = _successor(old, left)
        if found is not None:
            left.remove(found)
            yield old, Fate.RENUMBERED, found
        elif number in now:
            yield old, Fate.REPLACED, now[number]
        else:
            yield old, Fate.LOST, None


def _alike(old: Vessel, new: Vessel) -> bool:
    return any(a == b for a, b in zip(_marks(old), _marks(new), strict=True) if a)


def _marks(vessel: Vessel) -> tuple[str, str]:
    """Mesh and class name, in small letters."""
    mesh = vessel.art[0].mesh_file if vessel.art else None
    return ((mesh or "").strip().lower(), (vessel.class_name or "").strip().lower())


def _successor(old: Vessel, left: list[Vessel]) -> Vessel | None:
    mesh, class_name = _marks(old)
    same_class = [
        one for one in left if class_name and _marks(one)[1] == class_name and one.side == old.side
    ]
    same_mesh = [one for one in same_class if _marks(one)[0] == mesh]
    return next(iter(same_mesh or same_class), None)
