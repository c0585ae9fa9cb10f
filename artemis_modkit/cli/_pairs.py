"""Options that say which ship of one mod is which of another, where the user knows better."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from artemis_modkit.model.numbers import read_integer
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.changes.pairing import Told
    from artemis_modkit.changes.sides import Sides


class PairBy(Enum):
    """What pairs ships: all that they are, or their number alone."""

    CONTENT = "content"
    ID = "id"


class PairOptions(Struct, frozen=True):
    """How ships are paired."""

    pair: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=ID",
            help="The ship of the first number is that of the second in the later mod; repeatable.",
        ),
    ] = None
    pair_by: Annotated[
        PairBy, typer.Option(help="Pair ships by all that they are, or by number.")
    ] = PairBy.CONTENT

    @property
    def told(self) -> "Told":
        """For two mods. Raises `ModkitError` for what is no pair of numbers."""
        return self._told(2)[0]

    @property
    def told_of_three(self) -> "Sides[Told]":
        """For a merge: `BASE=OURS=THEIRS`, of which one of the latter may be left out."""
        from artemis_modkit.changes.pairing import NOTHING_TOLD
        from artemis_modkit.changes.sides import Sides

        return Sides(NOTHING_TOLD, *self._told(3))

    def _told(self, mods: int) -> "list[Told]":
        from artemis_modkit.changes.pairing import Told

        found: list[list[tuple[int, int]]] = [[] for _ in range(mods - 1)]
        for text in self.pair or ():
            first, *others = text.split("=")
            known = [read_integer(part) for part in (first, *filter(str.strip, others))]
            wanted = "24=25" if mods == 2 else "24=25=26 for base, ours and theirs, 24=25 or 24==26"
            if not 1 <= len(others) < mods or len(known) < 2 or None in known:
                raise ModkitError(f"--pair {text}: write the numbers of one ship, like {wanted}")
            for pairs, other in zip(found, others, strict=False):
                if other.strip():
                    pairs.append((int(float(first)), int(float(other))))
        is_by_number = self.pair_by is PairBy.ID
        return [Told(tuple(pairs), by_number=is_by_number) for pairs in found]
