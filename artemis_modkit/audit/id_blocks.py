"""Ships that stand on another side than all others of their block of numbers."""

from collections import Counter
from itertools import chain

from msgspec import Struct

from artemis_modkit.audit.look import Look
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_BLOCK = 100
"""Numbers of a block: mods give each race a hundred, as stock gives it a thousand."""

_FEWEST_OTHERS = 5
"""Other ships of a block, all of one side, that it takes to call one of another side odd."""


class Stray(Struct, frozen=True):
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
    counts = {at: Counter(one.side for one in ships) for at, ships in blocks.items()}
    whole = [*chain.from_iterable(one for one in counts.values() if len(one) == 1)]
    of_bases = {at for at, ships in blocks.items() if all("base" in one.words for one in ships)}
    mixed = sum(len(one) > 1 for at, one in counts.items() if at not in of_bases)
    of_sides = Counter(one.side for one in look.vessels if "base" in one.words)
    for number, vessels in blocks.items():
        (usual, count), *others = counts[number].most_common()
        if [one for _, one in others] != [1]:
            continue
        # A short block says something where all others are of one side each, one of them its own.
        is_only = mixed == 1 and len(whole) >= _FEWEST_OTHERS and others[0][0] in whole
        if count >= (2 if is_only else _FEWEST_OTHERS):
            odd = next(vessel for vessel in vessels if vessel.side != usual)
            if "base" in odd.words and of_sides[odd.side] == 1:
                continue  # bases are numbered together, and it is the one of its race
            first = number * _BLOCK
            found[odd.element] = Stray(odd, usual, count, first, first + _BLOCK - 1)
    return found
