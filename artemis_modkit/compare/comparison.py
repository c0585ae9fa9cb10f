"""What a comparison of two mods says: races, vessels and settings that differ, and by how much.

A is ours and B is theirs. The two are compared with each other; their base only stands beside them,
so that a comparison says the same with and without one. What a base adds is computed when it is
asked for.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.balance.scale import Scale
from artemis_modkit.changes.align import Beside, Unit
from artemis_modkit.changes.delta import ALL_KINDS, Delta, Differ, Who, deltas_between
from artemis_modkit.changes.pairing import alike
from artemis_modkit.changes.sides import Sides
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.missions import missions_that_take
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import Vessel


class Item(Struct, frozen=True, eq=False, dict=True):
    """A race or vessel of A and of B, and that of their base; `None` where one lacks it.

    `kinds` are those of the values that are compared, `known` those of which the base has what
    both began with.
    """

    base: Unit | None
    a: Unit | None
    b: Unit | None
    kinds: frozenset[Area] = ALL_KINDS
    known: frozenset[Area] = ALL_KINDS

    @property
    def shown(self) -> Unit:
        """That of B, or of A where B has none."""
        one = self.b or self.a or self.base
        assert one is not None
        return one

    @property
    def id(self) -> int:
        """The ID, that of B if it has one."""
        return self.shown.id or 0

    @property
    def name(self) -> str:
        """The class name of a vessel, the name of a race; that of B."""
        return name_of(self.shown)

    @cached_property
    def alike(self) -> tuple[str, ...]:
        """Why that of A and that of B are one ship: what they have alike; nothing of races."""
        if isinstance(self.a, Vessel) and isinstance(self.b, Vessel):
            return alike(self.a, self.b)
        return ()

    @cached_property
    def changes(self) -> tuple[Delta, ...]:
        """What differs from A to B; nothing where one lacks it."""
        if self.a is None or self.b is None:
            return ()
        return self._of_kinds(deltas_between(self.a.element, self.b.element))

    @property
    def differs_from_base(self) -> bool:
        """Whether that of A has another value than that of the base, or the base has none."""
        return self.a is not None and self.is_changed(self.a)

    def is_changed(self, side: Unit | None) -> bool:
        """Whether that of A or of B is not what the base has, as far as the base can be asked."""
        if self.base is None or side is None:
            return self.base is not side
        found = deltas_between(self.base.element, side.element)
        return any(one.kind in self.known for one in found)

    @cached_property
    def rows(self) -> tuple[Delta, ...]:
        """Every value, the same ones too, with who changed it; unknown without a base."""
        sides = Sides(
            *(None if one is None else one.element for one in (self.base, self.a, self.b))
        )
        known = frozenset[Area]() if self.base is None else self.known
        rows = self._of_kinds(Differ(Beside(), known, every=True).inside("", sides))
        return rows if self.base is None else tuple(map(self._judged, rows))

    def _of_kinds(self, deltas: Iterable[Delta]) -> tuple[Delta, ...]:
        return tuple(delta for delta in deltas if delta.kind in self.kinds)

    def _judged(self, row: Delta) -> Delta:
        """A row without what the base says, where that is not what both began with."""
        if row.kind in self.known:
            return row
        return replace(row, base=None, who=Who.UNKNOWN if row.differs else Who.NOBODY)

    def based(self) -> list[Delta]:
        """The changes with who made them, and what both mods changed alike."""
        return [row for row in self.rows if row.who is not Who.NOBODY]


def name_of(unit: Unit) -> str:
    """The class name of a vessel, the name of a race; empty without one."""
    return (unit.class_name if isinstance(unit, Vessel) else unit.name) or ""


class Changed(Struct, frozen=True, dict=True):
    """Races or vessels that either mod has, by number.

    `names` are those of all by number, those of B where both have it; `names_in_a` are those of A.
    """

    items: tuple[Item, ...]
    names: dict[int, str]
    names_in_a: dict[int, str] = field(default_factory=dict)

    @cached_property
    def added(self) -> tuple[int, ...]:
        """IDs that only B has."""
        return tuple(item.id for item in self.items if item.a is None)

    @cached_property
    def removed(self) -> tuple[int, ...]:
        """IDs that only A has."""
        return tuple(item.id for item in self.items if item.b is None)

    @cached_property
    def changed(self) -> tuple[Item, ...]:
        """Those that both have and that differ."""
        return tuple(item for item in self.items if item.changes)

    @cached_property
    def moved(self) -> tuple[Item, ...]:
        """Those that both have, under another number."""
        return tuple(
            item
            for item in self.items
            if item.a is not None and item.b is not None
            if item.a.id is not None and item.b.id is not None and item.a.id != item.b.id
        )

    @property
    def renumbered(self) -> tuple[tuple[int, int], ...]:
        """The IDs in A and in B of what has another one."""
        return tuple((item.a.id or 0, item.b.id or 0) for item in self.moved if item.a and item.b)

    @cached_property
    def replaced(self) -> tuple[int, ...]:
        """The IDs that in B are those of other things, while what had them is gone."""
        return tuple(sorted(set(self.added) & set(self.names_in_a)))

    def alike_under(self, number: int) -> tuple[str, ...]:
        """What the ship that has a number in B has alike with the one that had it in A."""
        a = next((item.a for item in self.items if item.a and item.a.id == number), None)
        b = next((item.b for item in self.items if item.b and item.b.id == number), None)
        return alike(a, b) if isinstance(a, Vessel) and isinstance(b, Vessel) else ()


class Comparison(Struct, frozen=True, dict=True):
    """What differs from A to B. `notes` name what was left out of it on purpose.

    Scales are those of whole mods: from A to B, from the base to A and from the base to B.
    """

    a: Mod
    b: Mod
    vessels: Changed
    races: Changed
    settings: tuple[Delta, ...]
    notes: tuple[str, ...]
    base: Mod | None = None
    scale: tuple[Scale, ...] = ()
    scale_of_a: tuple[Scale, ...] = ()
    scale_of_b: tuple[Scale, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        parts = (self.vessels, self.races)
        return not self.settings and not any(
            part.added or part.removed or part.changed for part in parts
        )

    @cached_property
    def missions(self) -> dict[str, list[int]]:
        """The missions of both that take ships by numbers that moved or went, with the numbers."""
        moved = [item.a.id for item in self.vessels.moved if item.a is not None]
        numbers = {one for one in (*moved, *self.vessels.removed) if one is not None}
        return missions_that_take((self.a, self.b), numbers)

    @cached_property
    def has_own_base(self) -> bool:
        """Whether there is a base that says something else of ships than A."""
        return self.base is not None and any(
            item.differs_from_base for part in (self.races, self.vessels) for item in part.items
        )


def vessels_of(one: Unit | None, other: Unit | None) -> Iterator[tuple[Vessel, Vessel]]:
    """Two vessels as a pair, if both are there."""
    if isinstance(one, Vessel) and isinstance(other, Vessel):
        yield one, other
