"""What two mods both touch, and which of them to install last so that least is lost.

A mod is installed by copying its files over the game's: of a file that both bring, that of the last
one counts, with all ships or settings in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from artemis_modkit.compare.compare import compare
from artemis_modkit.compare.comparison import Comparison
from artemis_modkit.files.leftovers import is_leftover
from artemis_modkit.model.mod import Mod

_Name = TypeVar("_Name", int, str)


@dataclass(frozen=True)
class Loss:
    """What of the `first` mod is lost when the `last` one is installed over it."""

    first: Mod
    last: Mod
    vessels: tuple[int, ...]
    settings: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def size(self) -> int:
        """How much that is: ships, settings and other files, each counting one."""
        return len(self.vessels) + len(self.settings) + len(self.files)


@dataclass(frozen=True)
class Clashes:
    """What two mods both bring or both change, each in its own way. `orders` are both, best first.

    `files` are paths, `vessels` uniqueIDs, `settings` keys.
    """

    files: tuple[str, ...]
    vessels: tuple[int, ...]
    settings: tuple[str, ...]
    orders: tuple[Loss, Loss]


def clashes(a: Mod, b: Mod, base: Mod) -> Clashes:
    """What two mods both touch of the game that they are for.

    Raises `ModkitError` for a file that cannot be read.
    """
    files = tuple(
        path
        for path in a.tree.paths
        if not is_leftover(path)
        and (twin := b.tree.resolve(path)) is not None
        and a.tree.read(path) != b.tree.read(twin)
    )
    ships = _touched(a, b, base, "vessel_file", _vessels)
    settings = _touched(a, b, base, "settings_file", _settings)
    known = {a.vessel_file, a.settings_file, b.vessel_file, b.settings_file}
    other = tuple(path for path in files if path not in known)

    def loss(first: Mod, last: Mod) -> Loss:
        return Loss(
            first,
            last,
            ships.lost(is_a_first=first is a),
            settings.lost(is_a_first=first is a),
            other,
        )

    orders = sorted((loss(a, b), loss(b, a)), key=lambda one: one.size)
    return Clashes(files, ships.both, settings.both, (orders[0], orders[1]))


@dataclass(frozen=True)
class _Touched(Generic[_Name]):
    """What each of two mods changes or adds of the game, and what is not the same in both."""

    by_a: frozenset[_Name]
    by_b: frozenset[_Name]
    unlike: frozenset[_Name]

    @property
    def both(self) -> tuple[_Name, ...]:
        """What both touch, each in its own way."""
        return tuple(sorted(self.by_a & self.by_b & self.unlike))

    def lost(self, *, is_a_first: bool) -> tuple[_Name, ...]:
        """What the first of them touches and the other has not."""
        return tuple(sorted((self.by_a if is_a_first else self.by_b) & self.unlike))


def _touched(
    a: Mod, b: Mod, base: Mod, file: str, differing: Callable[[Comparison], frozenset[_Name]]
) -> _Touched[_Name]:
    if not all(getattr(mod, file) for mod in (a, b, base)):
        return _Touched(frozenset(), frozenset(), frozenset())
    return _Touched(*(differing(compare(*two)) for two in ((base, a), (base, b), (a, b))))


def _vessels(found: Comparison) -> frozenset[int]:
    vessels = found.vessels
    changed = (item.id for item in vessels.changed)
    return frozenset((*changed, *vessels.added, *vessels.removed))


def _settings(found: Comparison) -> frozenset[str]:
    return frozenset(delta.attribute or "" for delta in found.settings)
