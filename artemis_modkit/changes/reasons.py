"""Why two ships are held for one, or not: what they have alike."""

from artemis_modkit.changes.evidence import Ship
from artemis_modkit.model.vessels import Vessel

ALL_ALIKE = "all but the number"


def alike(a: Vessel, b: Vessel) -> tuple[str, ...]:
    """What two ships have in common, e.g. `mesh`, `12 of 14 values`; nothing where nothing is.

    Ships that say the same but for their number have `ALL_ALIKE` in common.
    """
    one, other = Ship(a), Ship(b)
    if one.content == other.content:
        return (ALL_ALIKE,)
    shared = {
        "class name": bool(one.name) and one.name == other.name,
        "mesh": bool(one.mesh) and one.mesh == other.mesh,
        "race": a.side is not None and a.side == b.side,
        "type": bool(a.words) and set(a.words) == set(b.words),
        "text": bool(one.text) and one.text == other.text,
    }
    of = max(len(one.values), len(other.values))
    both = len(one.values & other.values)
    values = (f"{both} of {of} values",) if both else ()
    return (*(name for name, is_so in shared.items() if is_so), *values)
