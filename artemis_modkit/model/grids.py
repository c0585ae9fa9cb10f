"""The system grid of a vessel, as the mod has it."""

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.snt import SystemGrid


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
