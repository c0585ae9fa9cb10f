"""Ships that stand on another side than all others of their block of numbers."""

from collections import Counter
from dataclasses import dataclass

from artemis_modkit.audit.look import Look
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_BLOCK = 100
"""Numbers of a block: mods give each race a hundred, as stock gives it a thousand."""

_FEWEST_OTHERS = 5
"""Other ships of a block, all of one side, that it takes to call one of another side odd."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A ship of another side than the `count` others from `first` to `last`, all of `side`."""

    vessel: Vessel
    side: int | None
    count: int
    first: int
    last: int


def strays(look: Look) -> dict[Element, Stray]:
    """The ships that stand alone on a side in their block; their role may be another's too."""
    blocks: dict[int, list[Vessel]] = {}
    for vessel in look.vessels:
        if vessel.id is not None and vessel.side is not None and vessel.id >= _BLOCK:
            blocks.setdefault(vessel.id // _BLOCK, []).append(vessel)
    found: dict[Element, Stray] = {}
    for number, vessels in blocks.items():
        (usual, count), *others = Counter(vessel.side for vessel in vessels).most_common()
        if count >= _FEWEST_OTHERS and [one for _, one in others] == [1]:
            odd = next(vessel for vessel in vessels if vessel.side != usual)
            first = number * _BLOCK
            found[odd.element] = Stray(odd, usual, count, first, first + _BLOCK - 1)
    return found
