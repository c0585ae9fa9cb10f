"""What two mods were both made from, and whether one of them goes back behind it.

Values tell, not dates or names. A base is good where few values of it are changed;
of the commits of ours, whose last ones hold our own changes, that nearest to theirs is it.
"""

from collections.abc import Hashable, Iterator

from msgspec import Struct

from artemis_modkit.changes.sides import UNITS, number_of
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.releases import releases
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.model.vessels import VesselData, kind_of, value_of
from artemis_modkit.parsers.errors import ModkitError

_LEAST_GOING_BACK = 3
_SHARE_GOING_BACK = 0.5
_FAR_BEHIND = 4
"""How much farther from a base than from each other two sides of it never are.

Edits of one and the same value count twice as much; whatever is beyond that both share.
"""

Values = dict[tuple[Hashable, ...], Hashable]


class ChosenBase(Struct, frozen=True):
    """A base and, in words, why it is that; `older` are states before it, the oldest first."""

    mod: Mod
    reason: str
    older: tuple[Mod, ...]


def chosen_base(spec: str | None, ours: Mod, theirs: Mod) -> ChosenBase:
    """The base as asked for: a mod, `auto`, or `None` for the stock that ours was built on.

    Raises `ModkitError` where a mod that is named cannot be opened.
    """
    if spec is None:
        stock = fitting_stock(ours)
        reason = f"no base was named: {stock.name} stands for it, so this is a merge of two"
        return ChosenBase(stock, reason, ())
    if spec != "auto":
        base = Mod.open(spec)
        return ChosenBase(base, "", tuple(_before(base, _history(ours))))
    return _best_base(ours, theirs)


def _history(ours: Mod) -> tuple[Mod, ...]:
    """The commits of the checkout that ours lies in, the oldest first; none without one."""
    try:
        return releases("HEAD", ours)
    except ModkitError:
        return ()


def _before(base: Mod, history: tuple[Mod, ...]) -> Iterator[Mod]:
    """The stock that a base was built on, and the commits before the one that it is."""
    if base.is_embedded_stock:
        return
    yield fitting_stock(base)
    values = values_of(base)
    at = next((at for at, mod in enumerate(history) if values_of(mod) == values), 0)
    yield from history[:at]


def _best_base(ours: Mod, theirs: Mod) -> ChosenBase:
    own, other = values_of(ours), values_of(theirs)

    kinds = {key[0] for key in (*own, *other)}

    def distances(mod: Mod) -> tuple[int, int]:
        values = {key: value for key, value in values_of(mod).items() if key[0] in kinds}
        return _apart(values, other), _apart(values, own)

    stocks = [Mod.open(f"stock:{version}") for version in STOCK_VERSIONS]
    best = min(reversed(stocks), key=lambda stock: sum(distances(stock)))
    history = _history(ours)
    if history:
        nearest = min(history, key=distances)
        if distances(nearest)[0] <= distances(best)[0]:
            best = nearest
    to_theirs, to_ours = distances(best)
    what = best.name if best.is_embedded_stock else f"commit {best.name}"
    reason = (
        f"the base is {what}, the best of {len(stocks)} stock versions and {len(history)} commits: "
        f"ours has {to_ours} values of its own, theirs {to_theirs}"
    )
    between = _apart(own, other)
    if to_theirs + to_ours > _FAR_BEHIND * between:
        reason += (
            f"; but the two differ from each other in {between} only, so they share something that "
            "is not among them: name what both were made from"
        )
    return ChosenBase(best, reason, tuple(_before(best, history)))


def going_back(name: str, mod: Mod, base: ChosenBase) -> Iterator[str]:
    """What a side that takes many values back to an older state looks like, in a sentence."""
    now, was = values_of(mod), values_of(base.mod)
    changed = [key for key, value in now.items() if key in was and was[key] != value]
    if len(changed) < _LEAST_GOING_BACK:
        return
    counts = []
    for older in base.older:
        values = values_of(older)
        counts.append((sum(values.get(key) == now[key] for key in changed), older.name))
    most, state = max(counts, default=(0, ""))
    if most >= _LEAST_GOING_BACK and most >= _SHARE_GOING_BACK * len(changed):
        yield (
            f"{name} takes {most} of the {len(changed)} values that it changed back to what they "
            f"were in {state}, before the base: it was probably made from an older state"
        )


def _apart(a: Values, b: Values) -> int:
    """How many values two mods do not share."""
    same = sum(key in b and b[key] == value for key, value in a.items())
    return len(a) + len(b) - 2 * same


def values_of(mod: Mod) -> Values:
    """Every value of a mod but sentences, by where it stands."""
    return mod.once(_values)


def _values(mod: Mod) -> Values:
    found: Values = {}
    if mod.vessel_data is not None:
        found.update(_ship_values(mod.vessel_data))
    if mod.settings is not None:
        for key, text in mod.settings.texts.items():
            number = read_decimal(text)
            found["setting", key] = text if number is None else number
    return found


def _ship_values(data: VesselData) -> Iterator[tuple[tuple[Hashable, ...], Hashable]]:
    for item in (*data.races, *data.vessels):
        unit = item.element
        if unit.name not in UNITS:
            continue
        where = unit.name, number_of(unit)
        counts: dict[str, int] = {}
        for element in (unit, *unit.children):
            at = counts[element.name] = counts.get(element.name, 0) + 1
            for name, text in element.attributes.items():
                if kind_of(element.name, name) is not Area.TEXT:
                    yield (*where, element.name, at, name), value_of(element.name, name, text)
