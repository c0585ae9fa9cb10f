"""The system grids of a mod: all of them, and that of a vessel."""

from collections.abc import Iterator

from artemis_modkit.model.mod import MAX_TEXT_BYTES, Mod
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.snt import SystemGrid


def grids_in(mod: Mod) -> Iterator[SystemGrid]:
    """Every system grid of a mod, one after the other.

    Raises `TooBig` where they have more than `MAX_TEXT_BYTES` together.
    """
    size = 0
    for path in mod.tree.paths:
        if path.lower().endswith(".snt"):
            data = mod.tree.read(path)
            size += len(data)
            if size > MAX_TEXT_BYTES:
                raise TooBig(f"{mod.name}: system grids of over {MAX_TEXT_BYTES:,} bytes")
            yield SystemGrid.from_bytes(path, data)


def grid_of(mod: Mod, vessel: Vessel) -> SystemGrid | None:
    """The grid that a vessel names, read once; `None` where the mod has none that can be read."""
    named = vessel.internal_data.file if vessel.internal_data else None
    path = mod.tree.resolve(named) if named else None
    return None if path is None else mod.once(_grid_at, path)


def _grid_at(mod: Mod, path: str) -> SystemGrid | None:
    try:
        return SystemGrid.from_bytes(path, mod.tree.read(path))
    except ModkitError:
        return None
