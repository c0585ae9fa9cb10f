"""What a comparison of two mods says: races, vessels and settings that differ, and by how much.

One decision: A and B are compared with each other; their base only stands beside them, so that a
comparison says the same with and without one. What a base adds is computed when it is asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from artemis_modkit.balance.scale import Scale, scales
from artemis_modkit.compare.differ import Change, Mark, changes_between, rows_of, values_of
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import HullRace, Vessel

Unit = HullRace | Vessel


@dataclass(frozen=True)
class Trio:
    """A race or vessel of A and of B, and that of their base; `None` where one lacks it.

    `kinds` are those that are compared; `has_base_texts` is false where the base has sentences
    of its own, which nobody changed.
    """

    base: Unit | None
    a: Unit | None
    b: Unit | None
    kinds: frozenset[Kind] = frozenset(Kind)
    has_base_texts: bool = True

    @property
    def shown(self) -> Unit:
        """That of B, or of A where B has none."""
        one = self.b or self.a or self.base
        assert one is not None
        return one

    @property
    def name(self) -> str:
        """The class name of a vessel, the name of a race; that of B."""
        return name_of(self.shown)

    def changes(self) -> tuple[Change, ...]:
        """What differs from A to B; nothing where one lacks it."""
        if self.a is None or self.b is None:
            return ()
        found = changes_between(self.a.element, self.b.element)
        return tuple(one for one in found if one.kind in self.kinds)

    @property
    def differs_from_base(self) -> bool:
        """Whether that of A has another value than that of the base, or the base has none."""
        if self.a is None or self.base is None:
            return self.a is not None
        found = changes_between(self.base.element, self.a.element)
        return any(self.has_base_texts or one.kind is not Kind.TEXT for one in found)

    @cached_property
    def rows(self) -> list[Change]:
        """Every value with its mark, the same ones too; without a base no marks but `SAME`."""
        a, b = (None if one is None else one.element for one in (self.a, self.b))
        if self.base is None:
            rows = values_of(a, b)
        else:
            rows = rows_of(self.base.element, a, b)
        return [self._judged(row) for row in rows if row.kind in self.kinds]

    def _judged(self, row: Change) -> Change:
        if self.has_base_texts or row.kind is not Kind.TEXT or self.base is None:
            return row
        return replace(row, base=None, mark=None if row.differs else Mark.SAME)


def name_of(unit: Unit) -> str:
    """The class name of a vessel, the name of a race; empty without one."""
    return (unit.class_name if isinstance(unit, Vessel) else unit.name) or ""


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """A race or vessel that both mods have, and what differs. `id` and `name` are those of B."""

    id: int
    name: str
    changes: tuple[Change, ...]
    trio: Trio = field(default=Trio(None, None, None), compare=False, repr=False)

    def based(self) -> list[Change]:
        """The changes with their base and marks, and what both mods changed alike."""
        return [row for row in self.trio.rows if row.mark is not Mark.SAME]


@dataclass(frozen=True, slots=True)
class Changed:
    """Races or vessels: IDs that only B has, that only A has, and those that differ.

    `renumbered` are the IDs in A and in B of what has another one; `trios` all that either has.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    changed: tuple[ItemChanges, ...]
    names: dict[int, str]
    renumbered: tuple[tuple[int, int], ...] = ()
    trios: tuple[Trio, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A key with its values, `None` where a mod does not set it; without a base no mark."""

    key: str
    a: str | None
    b: str | None
    base: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class Comparison:
    """What differs from A to B. `notes` name what was left out of it on purpose."""

    a: Mod
    b: Mod
    vessels: Changed
    races: Changed
    settings: tuple[SettingChange, ...]
    scale: tuple[Scale, ...]
    notes: tuple[str, ...]
    base: Mod | None = None
    has_balance: bool = True
    """Whether figures are compared; a selection may leave them out."""

    has_all_ships: bool = True
    """Whether no ship is left out by a selection; scales are those of a whole mod."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        parts = (self.vessels, self.races)
        return not self.settings and not any(
            part.added or part.removed or part.changed for part in parts
        )

    @cached_property
    def has_own_base(self) -> bool:
        """Whether there is a base that says something else of ships than A."""
        return self.base is not None and any(
            one.differs_from_base for part in (self.races, self.vessels) for one in part.trios
        )

    @cached_property
    def scale_of_a(self) -> tuple[Scale, ...]:
        """The factors from the base to A; empty without a base."""
        return self._scales(one.a for one in self.vessels.trios)

    @cached_property
    def scale_of_b(self) -> tuple[Scale, ...]:
        """The factors from the base to B; empty without a base."""
        return self._scales(one.b for one in self.vessels.trios)

    def _scales(self, side: Iterable[Unit | None]) -> tuple[Scale, ...]:
        if not self.has_all_ships or not self.has_balance:
            return ()
        pairs = zip((one.base for one in self.vessels.trios), side, strict=True)
        return scales([pair for one in pairs for pair in vessels_of(*one)])


def vessels_of(one: Unit | None, other: Unit | None) -> Iterator[tuple[Vessel, Vessel]]:
    """Two vessels as a pair, if both are there."""
    if isinstance(one, Vessel) and isinstance(other, Vessel):
        yield one, other
