"""The embedded stock that a mod was built on, told by what is in the mod.

The dialect of the ships decides, since it is what games cannot mix up; only the
newest dialect has several stocks, and there the settings decide or, without a whole file of
them, the figures of those ships that they have otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import Settings, keys_of
from artemis_modkit.model.stock import NEWEST, STOCK_VERSIONS
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element, XmlDocument

_BY_DIALECT = {Dialect.V1_66: "2.1", Dialect.V2_1A: "2.1", Dialect.V2_1B: "2.4"}
_BY_SETTINGS = {"2.4": "2.7.1", "2.7.1": "2.7.1", "2.7.4": "2.7.4", "2.8": "2.8"}
"""Stock by generation of artemis.ini, for ships of the newest dialect.

Game 2.6 has settings of the first and ships of the newest; its figures are those of 2.7.1.
"""

_OLDER = "2.7.1"
"""The other stock of the newest dialect that has ships of its own."""

_SHIP = "<vessel "

_ShipFigures = dict[tuple[str, int, str], set[tuple[str, str]]]


def fitting_stock(mod: Mod) -> Mod:
    """The embedded stock that a mod was built on; the newest where nothing tells."""
    if mod.is_embedded_stock:
        return mod
    if not mod.vessels:
        generation = NEWEST if mod.settings is None else mod.settings.generation
        return Mod.open(f"stock:{generation}")
    if (told := told_version(mod)) is not None:
        return Mod.open(f"stock:{told}")
    return Mod.open(f"stock:{_OLDER if _is_older(mod) else NEWEST}")


def with_ships(mod: Mod, stock: Mod) -> Mod:
    """A mod that has settings alone as it is played: with the ships of a stock; else as it is."""
    has_settings = mod.settings is not None and bool(mod.settings.document.settings)
    if mod.vessel_data is not None or not has_settings or stock.vessel_file is None:
        return mod
    return mod.with_files(
        {stock.vessel_file: stock.tree.read(stock.vessel_file)}, stock.vessel_data
    )


def told_version(mod: Mod) -> str | None:
    """The version of the game that ships of an older dialect or a whole artemis.ini tell of.

    `None` where only figures of ships could, which mods take from any version.
    """
    data, settings = mod.vessel_data, mod.settings
    if data is not None and data.vessels and data.dialect.dialect in _BY_DIALECT:
        return _BY_DIALECT[data.dialect.dialect]
    if settings is not None and _is_whole(settings):
        return _BY_SETTINGS[settings.generation]
    return None


def common_stock(a: Mod, b: Mod) -> Mod:
    """The embedded stock that two mods were built on: of the stocks of both the one whose
    figures they share most; of two as good the older.
    """
    mods = {stock.name: stock for stock in (fitting_stock(a), fitting_stock(b))}
    if len(mods) == 1:
        return next(iter(mods.values()))
    own = [_figures(mod.elements) for mod in (a, b)]

    def shared(name: str) -> int:
        figures = _figures(mods[name].elements)
        return sum(_shared(figures, one) for one in own)

    return mods[max(sorted(mods), key=shared)]


def _is_whole(settings: Settings) -> bool:
    """Whether a file of settings has most keys of its generation; a few tell nothing."""
    own = keys_of(settings.generation)
    return 2 * sum(map(settings.has, own)) > len(own)


def _is_older(mod: Mod) -> bool:
    """Whether a mod shares more figures with the ships of 2.7.1 than with those of the newest.

    Only the ships that these two have otherwise are held against it, so neither is read whole.
    """
    texts = (STOCK_VERSIONS[version].ships.split(_SHIP)[1:] for version in (NEWEST, _OLDER))
    apart = zip(*(pair for pair in zip(*texts, strict=True) if len({*pair}) > 1), strict=True)
    newest, older = (_figures(_elements(ships)) for ships in apart)
    numbers = {number for number, _, _ in newest}
    own = _figures(
        element for element in mod.elements if element.attributes.get("uniqueID") in numbers
    )
    return _shared(own, older) > _shared(own, newest)


def _elements(ships: Iterable[str]) -> Sequence[Element]:
    text = "".join(["<vessel_data>", *(_SHIP + ship for ship in ships), "</vessel_data>"])
    return XmlDocument.from_bytes("stock", text.encode("ascii")).elements


def _figures(elements: Iterable[Element]) -> _ShipFigures:
    """Every attribute inside the vessels among them, by uniqueID, place in it and element."""
    found: _ShipFigures = defaultdict(set)
    for vessel in elements:
        if vessel.name != Vessel.NAME:
            continue
        number = vessel.attributes.get("uniqueID", "")
        for at, element in enumerate(vessel.children):
            values = {name: value.strip() for name, value in element.attributes.items()}
            found[number, at, element.name].update(values.items())
    return found


def _shared(one: _ShipFigures, other: _ShipFigures) -> int:
    """How many attributes two mods have alike."""
    return sum(len(one[place] & other[place]) for place in one.keys() & other.keys())
