"""Recipes: TOML files that say what to change in a mod, and why. docs/recipes.md explains them.

One decision: a recipe is checked whole when it is loaded. A name that is not known, of a
key, an element or an attribute, is an error that gives the nearest known one.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessel_data import ATTRIBUTES, KNOWN_ATTRIBUTES
from artemis_modkit.parsers.characters import is_dirty
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.selection import Selection, WordsError, words_test

_RECIPE_KEYS = ("name", "title", "about", "step", "setting")
_STEP_KEYS = ("why", "select", "multiply", "set", "round", "optional")
_SELECT_KEYS = ("element", "id", "race", "words", "name")
_SETTING_KEYS = ("why", "set", "optional")


@dataclass(frozen=True, slots=True)
class Step:
    """A change of attributes: which elements, times what or to what, to how many decimals.

    `digits` is `None` where products are not rounded. A step that selects nothing is an
    error unless it `is_optional`.
    """

    why: str
    selection: Selection
    factors: Mapping[str, Decimal]
    values: Mapping[str, str]
    digits: int | None
    is_optional: bool


@dataclass(frozen=True, slots=True)
class SettingStep:
    """A change of artemis.ini: keys and the texts that they get.

    A key that the file does not have is added, unless the step `is_optional`: then only keys
    that the file has are changed.
    """

    why: str
    values: Mapping[str, str]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named list of changes; its steps run in order, then those of the settings."""

    name: str
    title: str
    about: str = ""
    steps: tuple[Step, ...] = ()
    settings: tuple[SettingStep, ...] = field(default=())


def shipped_recipes() -> dict[str, Recipe]:
    """The recipes that come with the tool, by name."""
    folder = resources.files("artemis_modkit.patcher").joinpath("recipes")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name
    )
    recipes = (_parsed(file.read_text("utf-8"), file.name) for file in files)
    return {recipe.name: recipe for recipe in recipes}


def load_recipe(name: str) -> Recipe:
    """A shipped recipe by its name, or one from a `.toml` file.

    Raises `ModkitError` for a recipe that is not there or not sound.
    """
    shipped = shipped_recipes()
    if name in shipped:
        return shipped[name]
    path = Path(name)
    if path.suffix.lower() != ".toml":
        known = ", ".join(shipped)
        raise ModkitError(
            f"'{name}' is no recipe{_nearest(name, shipped)}; there are {known}, or a .toml file"
        )
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ModkitError(f"{name}: the recipe cannot be read ({reason})") from None
    return _parsed(text, path.name)


def _parsed(text: str, file: str) -> Recipe:
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ModkitError(f"{file}: is no TOML ({error})") from None
    except RecursionError:
        raise ModkitError(f"{file}: is nested too deeply") from None
    _check_keys(table, _RECIPE_KEYS, file)
    name = _text(table, "name", file)
    return Recipe(
        name,
        _text(table, "title", file),
        _text(table, "about", file, default=""),
        tuple(
            _step(one, f"{file}: step {number}")
            for number, one in enumerate(_tables(table, "step", file), 1)
        ),
        tuple(
            _setting(one, f"{file}: setting {number}")
            for number, one in enumerate(_tables(table, "setting", file), 1)
        ),
    )


def _step(table: dict[str, Any], where: str) -> Step:
    _check_keys(table, _STEP_KEYS, where)
    select = _table(table, "select", where)
    _check_keys(select, _SELECT_KEYS, f"{where}, select")
    element = _text(select, "element", f"{where}, select")
    if element not in KNOWN_ATTRIBUTES:
        near = _nearest(element, KNOWN_ATTRIBUTES)
        raise ModkitError(f"{where}: the game knows no element '{element}'{near}")
    factors, values = _table(table, "multiply", where), _table(table, "set", where)
    for attribute in (*factors, *values):
        if attribute not in KNOWN_ATTRIBUTES[element]:
            near = _nearest(attribute, KNOWN_ATTRIBUTES[element])
            raise ModkitError(f"{where}: <{element}> has no attribute '{attribute}'{near}")
    if not factors and not values:
        raise ModkitError(f"{where}: changes nothing; add multiply or set")
    for attribute, factor in factors.items():
        if (
            isinstance(factor, bool)
            or not isinstance(factor, int | Decimal)
            or not _is_finite(factor)
        ):
            raise ModkitError(f"{where}: multiply {attribute} must be a number")
        if attribute in values:
            raise ModkitError(f"{where}: {attribute} cannot both be multiplied and set")
    for attribute, value in values.items():
        known = ATTRIBUTES[element][attribute]
        if known.read(_written(value, where)) is None:
            raise ModkitError(f"{where}: set {attribute} must be a {known.type.value}")
    digits = table.get("round")
    if digits is not None and (not isinstance(digits, int) or not 0 <= digits <= 9):
        raise ModkitError(f"{where}: round must be a number of decimals from 0 to 9")
    return Step(
        _text(table, "why", where, default=""),
        _selection(select, element, where),
        {name: Decimal(factor) for name, factor in factors.items()},
        {name: _written(value, where) for name, value in values.items()},
        digits,
        bool(table.get("optional", False)),
    )


def _selection(select: dict[str, Any], element: str, where: str) -> Selection:
    try:
        test = words_test(str(select.get("words", "")))
    except WordsError as error:
        raise ModkitError(f"{where}: words = '{select['words']}': {error}") from None
    return Selection(
        element,
        _ids(select.get("id"), where),
        tuple(str(race) for race in _listed(select.get("race"))),
        test,
        _text(select, "name", where, default="") or None,
    )


def _ids(value: object, where: str) -> tuple[range, ...]:
    found = []
    for one in _listed(value):
        first, _, last = str(one).partition("-")
        if not first.isdecimal() or not (last or first).isdecimal():
            raise ModkitError(f"{where}: id '{one}' is no number and no range such as \"0-16\"")
        if int(last or first) < int(first):
            raise ModkitError(f"{where}: id '{one}' is a range that ends before it begins")
        found.append(range(int(first), int(last or first) + 1))
    return tuple(found)


def _setting(table: dict[str, Any], where: str) -> SettingStep:
    _check_keys(table, _SETTING_KEYS, where)
    values = _table(table, "set", where)
    if not values:
        raise ModkitError(f"{where}: changes nothing; add set")
    for key in values:
        if key not in setting_facts():
            near = _nearest(key, setting_facts())
            raise ModkitError(f"{where}: the game knows no setting '{key}'{near}")
    texts = {key: _written(value, where) for key, value in values.items()}
    for key, text in texts.items():
        fact = setting_facts()[key]
        if not fact.accepts_type_of(text):
            raise ModkitError(f"{where}: {key} must be {fact.type.shown}")
    return SettingStep(
        _text(table, "why", where, default=""), texts, bool(table.get("optional", False))
    )


def _written(value: object, where: str) -> str:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not isinstance(value, str) and not is_number:
        raise ModkitError(f"{where}: {value!r} is no value; write a number or a text in quotes")
    text = format(value, "f") if isinstance(value, Decimal) and _is_finite(value) else str(value)
    if is_dirty(text) or "\n" in text or "\r" in text:
        raise ModkitError(f"{where}: {text!r} has characters that no file may hold")
    return text


def _is_finite(number: int | Decimal) -> bool:
    return isinstance(number, int) or (number.is_finite() and abs(number.adjusted()) < 300)


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _tables(table: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ModkitError(f"{where}: write each {key} as [[{key}]]")
    return found


def _table(table: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise ModkitError(f"{where}: {key} must be a table such as {{ name = value }}")
    return found


def _text(table: dict[str, Any], key: str, where: str, *, default: str | None = None) -> str:
    found = table.get(key, default)
    if not isinstance(found, str) or (not found and default is None):
        raise ModkitError(f"{where}: {key} is missing; it must be a text in quotes")
    return found


def _check_keys(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in table:
        if key not in known:
            near = _nearest(key, known)
            raise ModkitError(f"{where}: unknown key '{key}'{near}; there are {', '.join(known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""
