"""What two mods both touch, and which of them to install last so that least is lost.

A mod is installed by copying its files over the game's: of a file that both bring, that of the last
one counts, with all ships or settings in it.
"""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from artemis_modkit.changes.delta import Who
from artemis_modkit.compare.comparison import Item, compare
from artemis_modkit.files.trees import is_leftover
from artemis_modkit.model.mod import Mod

_Name = TypeVar("_Name", int, str)
_T = TypeVar("_T")


class Loss(Struct, frozen=True):
    """What of the `first` mod is lost when the `last` one is installed over it."""

    first: Mod
    last: Mod
    vessels: tuple[int, ...]
    settings: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many ships and settings that are; other files are the same in either order."""
        return len(self.vessels) + len(self.settings)


class Overlap(Struct, frozen=True):
    """What two mods both bring or both change, each in its own way. `orders` are both, best first.

    `files` are paths, `vessels` uniqueIDs, `settings` keys.
    """

    files: tuple[str, ...]
    vessels: tuple[int, ...]
    settings: tuple[str, ...]
    orders: tuple[Loss, Loss]


def overlap(a: Mod, b: Mod, base: Mod) -> Overlap:
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
    both_have = any(
        all(getattr(mod, kind) for mod in (a, b)) for kind in ("vessel_file", "settings_file")
    )
    found = compare(a, b, base) if both_have else None
    ships = _touched(() if found is None else found.vessels.items, _by_whom, lambda one: one.id)
    settings = _touched(
        () if found is None else found.settings,
        lambda one: (one.who in _BY_A, one.who in _BY_B),
        lambda one: one.attribute or "",
    )
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
    return Overlap(files, ships.both, settings.both, (orders[0], orders[1]))


class _Touched(Struct, Generic[_Name], frozen=True):
    """What each of two mods changes or adds of the game, where the two are not the same."""

    by_a: frozenset[_Name]
    by_b: frozenset[_Name]

    @property
    def both(self) -> tuple[_Name, ...]:
        """What both touch, each in its own way."""
        return tuple(sorted(self.by_a & self.by_b))

    def lost(self, *, is_a_first: bool) -> tuple[_Name, ...]:
        """What the first of them touches and the other has not."""
        return tuple(sorted(self.by_a if is_a_first else self.by_b))


_BY_A = (Who.OURS, Who.CONFLICT)
_BY_B = (Who.THEIRS, Who.CONFLICT)


def _touched(
    things: Iterable[_T], by_whom: Callable[[_T], tuple[bool, bool]], name: Callable[[_T], _Name]
) -> _Touched[_Name]:
    known = [(name(thing), by_whom(thing)) for thing in things]
    return _Touched(
        frozenset(name for name, (by_a, _) in known if by_a),
        frozenset(name for name, (_, by_b) in known if by_b),
    )


def _by_whom(item: Item) -> tuple[bool, bool]:
    """Whether A and whether B made a ship that is not the same in both what it is."""
    if item.a is not None and item.b is not None and not item.changes:
        return False, False
    return item.is_changed(item.a), item.is_changed(item.b)
