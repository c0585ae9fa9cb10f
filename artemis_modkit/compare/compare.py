"""Two mods side by side: races and vessels by what they are, settings by key."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from artemis_modkit.balance.scale import scales
from artemis_modkit.changes.align import beside
from artemis_modkit.changes.delta import ALL_KINDS, Delta, setting_delta
from artemis_modkit.changes.pairing import (
    NOTHING_TOLD,
    Pairs,
    Told,
    aligned_races,
    aligned_vessels,
)
from artemis_modkit.changes.sides import Sides
from artemis_modkit.compare.comparison import Changed, Comparison, Item, name_of, vessels_of
from artemis_modkit.compare.notes import notes
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.errors import ModkitError

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
    items = vessels.items
    return Comparison(
        a,
        b,
        vessels,
        races,
        tuple(_settings(base, a, b)),
        tuple(notes(a, b)),
        base,
        *(
            scales([pair for one, other in sides for pair in vessels_of(one, other)])
            for sides in (
                [(item.a, item.b) for item in items],
                [(item.base, item.a) for item in items],
                [(item.base, item.b) for item in items],
            )
        ),
    )


def _changed(
    sides: Sides[Sequence[_Named]],
    align: Callable[[Sequence[_Named], Sequence[_Named], Told], Pairs[_Named]],
    told: Told,
    kinds: frozenset[Area],
    known: frozenset[Area],
) -> Changed:
    numbered = Sides(*(_numbered(side) for side in sides))
    trios = beside(
        numbered,
        lambda one, other: align(one, other, told if one is numbered.ours else NOTHING_TOLD),
    )
    found = [Item(*trio, kinds, known) for trio in trios if any(trio[1:])]
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
