"""Two mods side by side: races and vessels by what they are, settings by key, and what differs.

A is ours and B is theirs. The two are compared with each other; their base only stands beside them,
so that a comparison says the same with and without one. What a base adds is computed when it is
asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.balance.scale import Scale, scales
from artemis_modkit.changes.align import Beside, Unit, beside
from artemis_modkit.changes.delta import (
    ALL_KINDS,
    Delta,
    Differ,
    Who,
    deltas_between,
    setting_delta,
)
from artemis_modkit.changes.pairing import (
    NOTHING_TOLD,
    Pairs,
    Told,
    aligned_races,
    aligned_vessels,
    alike,
)
from artemis_modkit.changes.sides import Sides
from artemis_modkit.lazy import Later
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.missions import missions_that_take
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import HullRace, Vessel, VesselData
from artemis_modkit.parsers.errors import ModkitError

_BothIds = tuple[int, int]
"""One of A and one of B, by what they are in memory."""


class Matched(Struct, frozen=True, eq=False, dict=True):
    """A race or vessel of A and of B; `None` where one lacks it.

    `kinds` are those of the values that are compared, `known` those of which the base has what
    both began with. `bases` has what stands beside each pair, and finds it when it is first asked.
    """

    a: Unit | None
    b: Unit | None
    kinds: frozenset[Area]
    known: frozenset[Area]
    bases: "Callable[[], Mapping[_BothIds, Unit | None]]"

    @property
    def base(self) -> Unit | None:
        """That of their base; `None` where it lacks it."""
        return self.bases().get((id(self.a), id(self.b)))

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
        return any(delta.kind in self.known for delta in found)

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

    items: tuple[Matched, ...]
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
    def changed(self) -> tuple[Matched, ...]:
        """Those that both have and that differ."""
        return tuple(item for item in self.items if item.changes)

    @cached_property
    def moved(self) -> tuple[Matched, ...]:
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
    scale_of_a: Sequence[Scale] = ()
    scale_of_b: Sequence[Scale] = ()

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
        if self.base is None:
            return False
        numbers = {Vessel: {vessel.id for vessel in self.base.vessels},
                   HullRace: {race.id for race in self.base.races}}  # fmt: skip
        items = [item for part in (self.races, self.vessels) for item in part.items]
        own = (item.a for item in items if item.a is not None)
        is_new = any(one.id not in numbers[type(one)] for one in own)  # needs no base of any
        return is_new or any(item.differs_from_base for item in items)


def vessels_of(one: Unit | None, other: Unit | None) -> Iterator[tuple[Vessel, Vessel]]:
    """Two vessels as a pair, if both are there."""
    if isinstance(one, Vessel) and isinstance(other, Vessel):
        yield one, other


def notes(a: Mod, b: Mod) -> Iterator[str]:
    """What is not compared of two mods, and why; of differing form one line."""
    for title, left, right in (
        ("vesselData.xml", a.vessel_file, b.vessel_file),
        ("artemis.ini", a.settings_file, b.settings_file),
    ):
        if (left is None) != (right is None):
            has, lacks = (a, b) if right is None else (b, a)
            yield f"only {has.name} has {title}; {lacks.name} has none to compare it with"
    found: dict[str, dict[str, None]] = {}
    for mod in (a, b):
        for said in _unusable(mod):
            found.setdefault(said, {})[mod.name] = None
    yield from (f"{' and '.join(names)}: {said}" for said, names in found.items())
    if a.vessel_data is not None and b.vessel_data is not None:
        if a.is_embedded_stock or b.is_embedded_stock:
            yield "descriptions and taunts are not compared: this tool's stock has its own"
        differing = _differing_form(a.vessel_data, b.vessel_data)
        if differing:
            yield f"not counted: {', '.join(differing)}"


def _unusable(mod: Mod) -> Iterator[str]:
    data = mod.vessel_data
    if data is None:
        return
    if data.document.faults:
        yield (
            f"the XML is broken in places ({len(data.document.faults)}) and was "
            "repaired in memory; `audit` shows them"
        )
    for title, items in (("vessels", data.vessels), ("races", data.races)):
        nameless = sum(item.id is None for item in items)
        doubled = len(items) - nameless - len({item.id for item in items if item.id is not None})
        if nameless:
            yield f"of {title} those without an id are not compared ({nameless})"
        if doubled:
            yield f"of {title} with the same id only the first is compared ({doubled})"


def _differing_form(left: VesselData, right: VesselData) -> list[str]:
    forms = [_form(data) for data in (left, right)]
    return [title for title in forms[0] if forms[0][title] != forms[1][title]]


def _form(data: VesselData) -> dict[str, object]:
    document = data.document
    text = document.source.text
    return {
        "line ends": "\r\n" in text,
        "byte order mark": text.startswith("\ufeff"),
        "comments": [document.text[span.start : span.end] for span in document.comments],
    }


_Named = TypeVar("_Named", HullRace, Vessel)


def compare(a: Mod, b: Mod, base: Mod | None = None, told: Told = NOTHING_TOLD) -> Comparison:
    """Compare two mods, and beside them their base, such as the stock that both were built on.

    `told` says which ships of A and B are one, where the user knows better.
    A file that only one of them has is noted, not counted as changes. Sentences are left out
    where one side is the embedded stock, which has its own. Raises `ModkitError` where the two
    have no kind of file in common.
    """
    if not (a.vessel_file and b.vessel_file) and not (a.settings_file and b.settings_file):
        raise ModkitError(
            f"{a.name} and {b.name} have nothing in common: one has ships, the other settings"
        )
    vessels, races = Changed((), {}), Changed((), {})
    if a.vessel_file and b.vessel_file:
        is_ours = a.is_embedded_stock or b.is_embedded_stock
        sentences = frozenset({Area.TEXT})
        kinds = ALL_KINDS - sentences if is_ours else ALL_KINDS
        known = ALL_KINDS - sentences if base and base.is_embedded_stock else ALL_KINDS
        ships, sides = ((), ()) if base is None else (base.vessels, base.races)
        by_number = Told(by_number=told.by_number)
        vessels = _changed(Sides(ships, a.vessels, b.vessels), aligned_vessels, told, kinds, known)
        races = _changed(Sides(sides, a.races, b.races), aligned_races, by_number, kinds, known)

    def scaled(side: str, other: str) -> tuple[Scale, ...]:
        pairs = ((getattr(item, side), getattr(item, other)) for item in vessels.items)
        return scales([pair for one, two in pairs for pair in vessels_of(one, two)])

    return Comparison(
        a,
        b,
        vessels,
        races,
        tuple(_settings(base, a, b)),
        tuple(notes(a, b)),
        base,
        scaled("a", "b"),
        Later(lambda: scaled("base", "a")),
        Later(lambda: scaled("base", "b")),
    )


def _changed(
    sides: Sides[Sequence[_Named]],
    align: Callable[[Sequence[_Named], Sequence[_Named], Told], Pairs[_Named]],
    told: Told,
    kinds: frozenset[Area],
    known: frozenset[Area],
) -> Changed:
    numbered = Sides(*(_numbered(side) for side in sides))
    pairs = align(numbered.ours, numbered.theirs, told)

    @cache
    def bases() -> Mapping[_BothIds, Unit | None]:
        trios = beside(
            numbered,
            lambda one, other: pairs if one is numbered.ours else align(one, other, NOTHING_TOLD),
        )
        return {(id(trio.ours), id(trio.theirs)): trio.base for trio in trios}

    found = [Matched(one, other, kinds, known, bases) for one, other in pairs]
    names = [{one.id: name_of(one) for one in side if one.id is not None} for side in numbered[1:]]
    return Changed(tuple(sorted(found, key=lambda item: item.id)), names[0] | names[1], names[0])


def _numbered(units: Sequence[_Named]) -> Sequence[_Named]:
    """Races or vessels that have a number; of several with one number the first."""
    found: dict[int, _Named] = {}
    for unit in units:
        if unit.id is not None:
            found.setdefault(unit.id, unit)
    return list(found.values())


def _settings(base: Mod | None, a: Mod, b: Mod) -> Iterator[Delta]:
    if a.settings is None or b.settings is None:
        return
    left, right = a.settings.texts, b.settings.texts
    origin = None if base is None or base.settings is None else base.settings.texts
    for key in dict.fromkeys((*left, *right)):
        texts = Sides((origin or {}).get(key), left.get(key), right.get(key))
        delta = setting_delta(key, texts, has_base=origin is not None)
        if delta.differs:
            yield delta
