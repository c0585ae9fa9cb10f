"""What two mods both touch, and which of them to install last so that least is lost.

A mod is installed by copying its files over the game's: of a file that both bring, that of the last
one counts, with all ships or settings in it.
"""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from artemis_modkit.changes.delta import Who
from artemis_modkit.compare.comparison import Matched, compare
from artemis_modkit.files.trees import is_leftover
from artemis_modkit.model.mod import Mod

_Name = TypeVar("_Name", int, str)


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
    comparison = compare(a, b, base) if both_have else None
    items = () if comparison is None else comparison.vessels.items
    ships = _touched((item.id, *_by_whom(item)) for item in items)
    settings = _touched(
        (delta.attribute or "", delta.who in _BY_A, delta.who in _BY_B)
        for delta in (() if comparison is None else comparison.settings)
    )
    known = {a.vessel_file, a.settings_file, b.vessel_file, b.settings_file}
    other = tuple(path for path in files if path not in known)

    losses = (
        Loss(first, last, tuple(sorted(ships[side])), tuple(sorted(settings[side])), other)
        for side, (first, last) in enumerate(((a, b), (b, a)))
    )
    best, other_way = sorted(losses, key=lambda loss: loss.size)
    both_ships, both_settings = sorted(ships[0] & ships[1]), sorted(settings[0] & settings[1])
    return Overlap(files, tuple(both_ships), tuple(both_settings), (best, other_way))


_BY_A = (Who.OURS, Who.CONFLICT)
_BY_B = (Who.THEIRS, Who.CONFLICT)


def _touched(known: Iterable[tuple[_Name, bool, bool]]) -> tuple[set[_Name], set[_Name]]:
    """What A and what B changes or adds of the game, where the two are not the same."""
    every = list(known)
    return {name for name, by_a, _ in every if by_a}, {name for name, _, by_b in every if by_b}


def _by_whom(item: Matched) -> tuple[bool, bool]:
    """Whether A and whether B made a ship that is not the same in both what it is."""
    if item.a is not None and item.b is not None and not item.changes:
        return False, False
    return item.is_changed(item.a), item.is_changed(item.b)
