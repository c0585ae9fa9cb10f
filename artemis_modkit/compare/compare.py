"""Two mods side by side: races and vessels by what they are, settings by key."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from artemis_modkit.balance.scale import Scale, scales
from artemis_modkit.compare.comparison import (
    Changed,
    Comparison,
    ItemChanges,
    SettingChange,
    Trio,
    name_of,
    vessels_of,
)
from artemis_modkit.compare.differ import marked
from artemis_modkit.compare.notes import notes
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.matching import Pairs, matched_races, matched_vessels
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import same_value
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.errors import ModkitError

_NOTHING = Changed((), (), (), {})
_Named = TypeVar("_Named", HullRace, Vessel)


def compare(a: Mod, b: Mod, base: Mod | None = None) -> Comparison:
    """Compare two mods, and beside them their base, such as the stock that both were built on.

    A file that only one of them has is noted, not counted as changes. Sentences are left out
    where one side is the embedded stock, which has its own. Raises `ModkitError` where the two
    have no kind of file in common.
    """
    if not (a.vessel_file and b.vessel_file) and not (a.settings_file and b.settings_file):
        raise ModkitError(
            f"{a.name} and {b.name} have nothing in common: one has ships, the other settings"
        )
    vessels, races = _NOTHING, _NOTHING
    scale: tuple[Scale, ...] = ()
    left, right = a.vessel_data, b.vessel_data
    if left is not None and right is not None:
        is_ours = a.is_embedded_stock or b.is_embedded_stock
        kinds = frozenset(Kind) - ({Kind.TEXT} if is_ours else set())
        texts = kinds, base is None or not base.is_embedded_stock
        origin = None if base is None else base.vessel_data
        ships, sides = ((), ()) if origin is None else (origin.vessels, origin.races)
        vessels = _changed(ships, left.vessels, right.vessels, matched_vessels, texts)
        races = _changed(sides, left.races, right.races, matched_races, texts)
        scale = scales([pair for one in vessels.trios for pair in vessels_of(one.a, one.b)])
    settings = tuple(_settings(base, a, b))
    return Comparison(a, b, vessels, races, settings, scale, tuple(notes(a, b)), base)


def _changed(
    base: Sequence[_Named],
    a: Sequence[_Named],
    b: Sequence[_Named],
    match: Callable[[Sequence[_Named], Sequence[_Named]], Pairs[_Named]],
    texts: tuple[frozenset[Kind], bool],
) -> Changed:
    base, a, b = (_numbered(side) for side in (base, a, b))
    origin = {
        id(one): ours for side in (b, a) for ours, one in match(base, side) if one is not None
    }
    trios = [
        Trio(origin.get(id(left)) or origin.get(id(right)), left, right, *texts)
        for left, right in match(a, b)
    ]
    trios.sort(key=_number)
    pairs = [one for one in trios if one.a is not None and one.b is not None]
    items = [ItemChanges(_number(one), one.name, one.changes(), one) for one in pairs]
    return Changed(
        tuple(_number(one) for one in trios if one.a is None),
        tuple(_number(one) for one in trios if one.b is None),
        tuple(one for one in items if one.changes),
        {one.id: name_of(one) for one in (*a, *b) if one.id is not None},
        tuple(
            (one.a.id, one.b.id)
            for one in pairs
            if one.a is not None and one.b is not None
            if one.a.id is not None and one.b.id is not None and one.a.id != one.b.id
        ),
        tuple(trios),
    )


def _numbered(units: Sequence[_Named]) -> list[_Named]:
    """Races or vessels that have a number; of several with one number the first."""
    found: dict[int, _Named] = {}
    for one in units:
        if one.id is not None:
            found.setdefault(one.id, one)
    return list(found.values())


def _number(trio: Trio) -> int:
    return trio.shown.id or 0


def _settings(base: Mod | None, a: Mod, b: Mod) -> Iterator[SettingChange]:
    if a.settings is None or b.settings is None:
        return
    left, right = a.settings.texts, b.settings.texts
    origin = None if base is None or base.settings is None else base.settings.texts
    for key in dict.fromkeys((*left, *right)):
        values = left.get(key), right.get(key)
        if values[0] is None or values[1] is None or not same_value(values[0], values[1]):
            if origin is None:
                yield SettingChange(key, *values)
            else:
                ours = origin.get(key)
                yield SettingChange(key, *values, ours, marked(ours, *values, same_value))
