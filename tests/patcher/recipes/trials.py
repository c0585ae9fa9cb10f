"""Recipes tried on mods, once each for all tests."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from artemis_modkit.audit import Severity, audit
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.numbers import same_number
from artemis_modkit.patcher import PatchResult, apply, load_recipes
from artemis_modkit.patcher.library import shipped_names
from tests.conftest import FIXTURES, PROJECT, corpus_files, shown
from tests.made import made
from tests.patcher.recipes.ledger import Account, balance_of

Trial = tuple[str, str]
"""A mod and a recipe."""
SHIPPED = shipped_names()
SHIPS = "dat/vesselData.xml"


EMBEDDED = ("2.1", "2.4", "2.8")
"""Stock that is tried as it is embedded: the game's own has the same figures."""


def _sources() -> list[str]:
    """Every mod, stock and stray ship file: embedded, of the fixtures, and the real ones."""
    real = [path.parent.parent for path in corpus_files("vesselData.xml") if path.is_file()]
    mods = [mod for mod in real if mod.parent.name != "stock" or mod.name not in EMBEDDED]
    strays = [*corpus_files("broken/*.xml"), *corpus_files("merge/starry-2019/theirs.xml")]
    return [
        *(f"stock:{version}" for version in EMBEDDED),
        *("made:2.1-loose", "made:2.4-windows", "made:2.7.1-loose"),
        *(str(path.parent.parent) for path in sorted((FIXTURES / "mods").rglob("vesselData.xml"))),
        *(str(path) for path in (*mods, *strays) if "history" not in path.parts and path.exists()),
    ]


SOURCES = _sources()


def trials(sources: Sequence[str] = SOURCES, recipes: Sequence[str] = SHIPPED) -> list[Trial]:
    """Recipes with what they are tried on: all of them on each mod of ours, on a real one a third.

    Each recipe meets a third of the real mods so, and each real mod a third of the recipes.
    """
    return [
        (source, recipe)
        for at, source in enumerate(sources)
        for place, recipe in enumerate(recipes)
        if not is_real(source) or (at + place) % 3 == 0
    ]


def is_real(source: str) -> bool:
    """Whether a mod is one of the corpus."""
    path = Path(source)
    return path.is_absolute() and not path.is_relative_to(PROJECT)


def title(source: str) -> str:
    """The name of a mod in the name of a test."""
    path = Path(source)
    if path.is_relative_to(PROJECT):
        return path.relative_to(PROJECT).as_posix()
    return shown(path) if path.exists() else source


@cache
def mod_of(source: str | Path) -> Mod:
    """A mod, opened once; `made:` and a name of `MADE` is one of those."""
    kind, _, name = str(source).partition(":")
    return made(name) if kind == "made" else Mod.open(str(source))


@cache
def patched(source: str | Path, recipe: str, *settings: str) -> PatchResult:
    """What a recipe does to a mod; `settings` are as after `--set`."""
    return apply(mod_of(source), load_recipes([recipe], settings))


@cache
def after(source: str | Path, recipe: str, *settings: str) -> Mod:
    """The mod after a recipe; the very same where it changes nothing."""
    result = patched(source, recipe, *settings)
    return result.mod.with_files(result.after) if result.after else result.mod


@cache
def account(source: str) -> Account:
    """How often each value stands in the ships of a mod."""
    data = mod_of(source).vessel_data
    assert data is not None
    return balance_of(data)


@cache
def complaints(source: str, recipe: str | None = None) -> dict[Severity, set[tuple[str, str]]]:
    """What an audit of a mod, after a recipe if one is named, says: rules and vessels."""
    if recipe is not None and not patched(source, recipe).after:
        return complaints(source)
    mod = mod_of(source) if recipe is None else after(source, recipe)
    found: dict[Severity, set[tuple[str, str]]] = {severity: set() for severity in Severity}
    for finding in audit(mod, fitting_stock(mod)).findings:
        found[finding.severity].add((finding.rule, str(finding.vessel)))
    return found


Place = tuple[int | None, str, int, str]
"""Vessel, element, which of its name, attribute."""

Texts = dict[Place, str]
COUNTED = {
    "shields", "performance", "beam_port", "drone_port", "torpedo_station_port", "torpedo_tube",
    "torpedo_storage", "carrierload", "production",
}  # fmt: skip


def texts(data: VesselData | None, ids: set[int | None]) -> Texts:
    """Every counted attribute by vessel, element, position and name."""
    found: Texts = {}
    assert data is not None
    for vessel in data.vessels:
        positions: dict[str, int] = {}
        for element in vessel.element.children:
            if vessel.id in ids and element.name in COUNTED:
                positions[element.name] = positions.get(element.name, -1) + 1
                for name, value in element.attributes.items():
                    found[vessel.id, element.name, positions[element.name], name] = value
    return found


def pairs(ours: Mod, theirs: Mod, ids: set[int | None]) -> dict[Place, tuple[str, str]]:
    """The counted attributes of both, text by text; "" where one does not have it."""
    one, other = texts(ours.vessel_data, ids), texts(theirs.vessel_data, ids)
    return {key: (one.get(key, ""), other.get(key, "")) for key in one.keys() | other.keys()}


def ids_of(mod: Mod) -> set[int | None]:
    """The uniqueIDs of a mod's vessels."""
    assert mod.vessel_data is not None
    return {vessel.id for vessel in mod.vessel_data.vessels}


def equal(pair: tuple[str, str]) -> bool:
    """Whether two values are the same number, or the same text."""
    return pair[0] == pair[1] or same_number(*pair)
