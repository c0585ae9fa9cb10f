"""A part of a comparison: some kinds of values, some ships, the ships of some races."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from artemis_modkit.compare.comparison import Changed, Comparison, ItemChanges, Trio
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of a comparison; what is empty chooses all. `races` are names or IDs."""

    kinds: Sequence[Kind] = ()
    ships: Sequence[int] = ()
    races: Sequence[str] = ()

    @property
    def is_of_ships(self) -> bool:
        """Whether only some ships are wanted."""
        return bool(self.ships or self.races)


def selected(whole: Comparison, wanted: Selection) -> Comparison:
    """The part of a comparison that is wanted; settings count as balance.

    Raises `ModkitError` for a ship or race that neither mod has.
    """
    _check_ships(whole, wanted.ships)
    kinds = frozenset(wanted.kinds or Kind)
    sides = _sides(whole, wanted.races)
    has_balance = Kind.BALANCE in kinds
    ships = [one for one in whole.vessels.trios if _is_wanted(one, wanted, sides)]
    return replace(
        whole,
        vessels=_part(whole.vessels, ships, kinds),
        races=_part(whole.races, [] if wanted.is_of_ships else whole.races.trios, kinds),
        settings=whole.settings if has_balance and not wanted.is_of_ships else (),
        scale=whole.scale if has_balance and not wanted.is_of_ships else (),
        has_balance=has_balance,
        has_all_ships=not wanted.is_of_ships,
    )


def _is_wanted(trio: Trio, wanted: Selection, sides: frozenset[int]) -> bool:
    found = [one for one in (trio.a, trio.b) if isinstance(one, Vessel)]
    if wanted.ships and not any(one.id in wanted.ships for one in found):
        return False
    return not wanted.races or any(one.side in sides for one in found)


def _part(whole: Changed, trios: Sequence[Trio], kinds: frozenset[Kind]) -> Changed:
    numbers = {(one.a and one.a.id, one.b and one.b.id) for one in trios}
    narrowed = tuple(replace(one, kinds=one.kinds & kinds) for one in trios)
    kept = {id(one.shown): one for one in narrowed}
    items = [
        ItemChanges(
            one.id,
            one.name,
            tuple(change for change in one.changes if change.kind in kinds),
            kept[id(one.trio.shown)],
        )
        for one in whole.changed
        if id(one.trio.shown) in kept
    ]
    return Changed(
        tuple(one for one in whole.added if (None, one) in numbers),
        tuple(one for one in whole.removed if (one, None) in numbers),
        tuple(one for one in items if one.changes),
        whole.names,
        tuple(pair for pair in whole.renumbered if pair in numbers),
        narrowed,
    )


def _check_ships(whole: Comparison, ships: Sequence[int]) -> None:
    known = sorted(whole.vessels.names)
    for number in ships:
        if number not in whole.vessels.names:
            near = sorted(sorted(known, key=lambda one: abs(one - number))[:3])
            hint = f"; near it are {', '.join(map(str, near))}" if near else ""
            raise ModkitError(
                f"neither {whole.a.name} nor {whole.b.name} has a vessel {number}{hint}"
            )


def _sides(whole: Comparison, races: Sequence[str]) -> frozenset[int]:
    """The IDs of races by their names or IDs."""
    names = _race_names(whole.a) | _race_names(whole.b)
    found: set[int] = set()
    for race in races:
        numbers = names.get(race.strip().lower(), set())
        if not numbers:
            close = get_close_matches(race.lower(), names, n=1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            raise ModkitError(
                f"neither {whole.a.name} nor {whole.b.name} has a race '{race}'{hint}"
            )
        found |= numbers
    return frozenset(found)


def _race_names(mod: Mod) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for race in () if mod.vessel_data is None else mod.vessel_data.races:
        if race.id is not None:
            for name in (str(race.id), (race.name or "").strip().lower()):
                found.setdefault(name, set()).add(race.id)
    return found
