"""Recipes by name: those that come with the tool, and those in files.

A recipe that extends others is read as one, whose steps are theirs and then its
own. So nothing that runs recipes knows of extending.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import or_
from pathlib import Path
from typing import Any, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.files.disk import open_plain
from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal, read_integer
from artemis_modkit.model.tables import TomlTable, is_finite
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.blocking import blocking_faults
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Source
from artemis_modkit.patcher.reading import read_setting, read_step, with_values
from artemis_modkit.patcher.reading_selection import read_dialects
from artemis_modkit.patcher.recipe import Parameter, ParameterValue, Recipe, SettingStep, Step

RECIPE_KEYS = (
    "name", "title", "about", "extends", "with", "dialects", "parameter", "step", "setting",
)  # fmt: skip
_STEPS = ("step", "setting")
PARAMETER_KEYS = ("about", "default", "least", "most", "choices")
_NAME = pattern(r"[A-Za-z][\w.-]*", re.ASCII)
_SHIPPED = Path(__file__).with_name("recipes")
_MOST_BYTES = 1_000_000
_DEEPEST = 10
_MOST_FILES = 50
_MOST_STEPS = 1_000
"""Greatest number of steps in a recipe; each looks at every element of a mod."""


def shipped_names() -> list[str]:
    """The names of the recipes that come with the tool."""
    names = (file.name for file in _SHIPPED.iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def shipped_recipes() -> dict[str, Recipe]:
    """The recipes that come with the tool, by name, with the defaults of their parameters."""
    return {name: load_recipe(name) for name in shipped_names()}


def load_recipe(name: str, chosen: Mapping[str, str] | None = None) -> Recipe:
    """A shipped recipe by its name, or one from a `.toml` file.

    `chosen` are values for its parameters as texts. Raises `ModkitError` for a recipe that is
    not there or not sound, and for a value that a parameter does not take.
    """
    return _bound(_read(name), chosen or {})


def flat_steps(name: str, texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The steps of a recipe with values in place of its parameters, each with its kind.

    Those that an option leaves out are not there. Raises `ModkitError` as `load_recipe` does.
    """
    read = _read(name)
    chosen = _bound(read, texts).chosen
    for table in read.tables:
        for kind in _STEPS:
            for step in table.tables(kind):
                values = with_values(step, chosen)
                if values is not None:
                    yield kind, values


def recipe_of(table: TomlTable) -> Recipe:
    """A recipe of a table in memory, which extends nothing. Raises `ModkitError` as above."""
    return _bound(_Read(table.string("name"), (table,), {}), {})


def load_recipes(names: Sequence[str], settings: Iterable[str]) -> list[Recipe]:
    """Several recipes with values of parameters as users give them: `factor=0.5`,
    `tsn.factor=0.5`.

    Raises `ModkitError` as `load_recipe` does, and for a value that is for none of them.
    """
    read = [_read(name) for name in names]
    chosen: list[dict[str, str]] = [{} for _ in read]
    special: list[dict[str, str]] = [{} for _ in read]
    for setting in settings:
        key, sign, value = setting.partition("=")
        places = [
            (at, parameter, key.strip() != parameter.name)
            for at, each in enumerate(read)
            for parameter in each.parameters.values()
            if key.strip() in (parameter.name, f"{each.name}.{parameter.name}")
        ]
        if not places:
            raise ModkitError(f"--set {setting}: {_no_parameter(key.strip(), read)}")
        if not sign and not all(isinstance(parameter.default, bool) for _, parameter, _ in places):
            raise ModkitError(f"--set {setting}: write it as NAME=VALUE")
        for at, parameter, is_of_one in places:
            (special if is_of_one else chosen)[at][parameter.name] = (
                value.strip() if sign else "true"
            )
    return [_bound(*each) for each in zip(read, map(or_, chosen, special), strict=True)]


# Reading -----------------------------------------------------------------------------------------


class _Read(Struct, frozen=True):
    """A recipe whose steps wait for the values of its parameters; `tables` are its own last."""

    name: str
    tables: tuple[TomlTable, ...]
    parameters: Mapping[str, Parameter]


_COMMA = pattern(r"\d*,\d+")


def _read(name: str) -> _Read:
    return _extended(_table(name), Path(name).parent, {}, ())


def recipe_source(name: str) -> str:
    """The text of a shipped recipe, or of a file. Raises `ModkitError`."""
    return _table(name).text


def _shipped(name: str) -> str | None:
    """The shipped recipe of a name, whatever its capitals: `TSN`, `TSN style`, `TSN-style`."""
    known = shipped_names()
    if name in known:
        return name
    if Path(name).exists():
        return None
    plain = name.strip().lower().replace(" ", "-").removesuffix("-style")
    return plain if plain in known else None


def _table(name: str) -> TomlTable:
    shipped = _shipped(name)
    if shipped is not None:
        own_file = _SHIPPED / f"{shipped}.toml"
        return TomlTable.parsed(own_file.name, own_file.read_text("utf-8"))
    path = Path(name)
    if path.suffix.lower() != ".toml" and Path(f"{name}.toml").is_file():
        path = Path(f"{name}.toml")
    if path.suffix.lower() != ".toml":
        known = shipped_names()
        _check_is_no_text_file(path)
        raise ModkitError(
            f"'{name}' is no recipe{in_brackets(name, known)}; there are {', '.join(known)}, or a "
            ".toml file"
        )
    try:
        with open_plain(path) as file:
            data = file.read(_MOST_BYTES + 1)
        _check_is_text(name, data)
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        _check_is_no_text_file(path)
        own = (error.strerror or str(error)) if isinstance(error, OSError) else None
        reason = own or "it is not UTF-8 text"
        raise ModkitError(f"{name}: the recipe cannot be read ({reason})") from None
    if len(data) > _MOST_BYTES:
        raise ModkitError(f"{name}: is too big for a recipe, over {_MOST_BYTES:,} bytes")
    return TomlTable.parsed(path.name, text)


def _check_is_no_text_file(path: Path) -> None:
    """Raise `ModkitError` where a recipe is there as `NAME.toml.txt`, as Notepad saves it."""
    for one in (path, Path(f"{path}.txt"), Path(f"{path}.toml.txt")):
        if one.name.lower().endswith(".toml.txt") and one.is_file():
            raise ModkitError(f"{one}: rename it to {one.name[:-4]}; an editor added .txt")


def _check_is_text(name: str, data: bytes) -> None:
    """Raise `ModkitError` for half a merge, and for what is no text: a picture, a web page."""
    source = Source.from_bytes(name, data)
    for fault in blocking_faults(source):
        line = source.location(fault.span.start).line
        raise ModkitError(f"{name}:{line}: {fault.message}")


def _extended(
    table: TomlTable, folder: Path, known: dict[str, "_Read"], around: tuple[str, ...]
) -> _Read:
    """A recipe with those that it extends, each once; `around` are those that extend it."""
    table.check_keys(RECIPE_KEYS)
    name = table.string("name")
    tables: list[TomlTable] = []
    parameters: dict[str, Parameter] = {}
    for string in table.strings("extends"):
        if string not in shipped_names() and Path(string).name != string:
            raise table.error(f"'{string}' must be a recipe or a file beside this one", "extends")
        if string in around or len(around) > _DEEPEST:
            raise table.error("recipes extend each other without end", "extends")
        if len(known) > _MOST_FILES:
            raise table.error(f"extends more than {_MOST_FILES} recipes", "extends")
        if string not in known:
            inner = _table(string if string in shipped_names() else str(folder / string))
            known[string] = _extended(inner, folder, known, (*around, string))
        tables += [inner for inner in known[string].tables if inner not in tables]
        for key, parameter in known[string].parameters.items():
            if parameters.setdefault(key, parameter) != parameter:
                raise table.error(
                    f"two of these have a parameter '{key}', and each means its own; give them one "
                    "after the other on the command line instead",
                    "extends",
                )
    other = table.table("with")
    for key in other.values:
        if key not in parameters:
            raise other.error(f"no parameter '{key}' is there{in_brackets(key, parameters)}", key)
        parameters[key] = _with_default(parameters[key], other, key)
    for key in table.table("parameter").values:
        parameters[key] = _parameter(table.table("parameter"), key)
    return _Read(name, (*tables, table), parameters)


def _bound(read: _Read, texts: Mapping[str, str]) -> Recipe:
    for key in texts:
        if key not in read.parameters:
            raise ModkitError(f"{key}: {_no_parameter(key, [read])}")
    chosen = {
        name: _chosen(parameter, texts[name]) if name in texts else parameter.default
        for name, parameter in read.parameters.items()
    }
    if sum(len(one.listed(key)) for one in read.tables for key in _STEPS) > _MOST_STEPS:
        raise ModkitError(f"{read.name}: has more than {_MOST_STEPS:,} steps")
    steps: list[Step] = []
    settings: list[SettingStep] = []
    dialects = frozenset(read_dialects(read.tables[-1], "dialects"))
    of_vessels = sum(len(one.listed("step")) for one in read.tables)
    for one in read.tables:
        table = replace(one, steps={"step": len(steps), "setting": of_vessels + len(settings)})
        steps += [read_step(step, chosen) for step in table.tables("step")]
        settings += [read_setting(step, chosen) for step in table.tables("setting")]
        dialects = dialects or read_dialects(table, "dialects")
    own = read.tables[-1]
    return Recipe(
        read.name,
        own.string("title"),
        own.string("about", ""),
        read.parameters,
        chosen,
        dialects,
        tuple(steps),
        tuple(settings),
        {table.file: table.text for table in read.tables},
    )


# Parameters --------------------------------------------------------------------------------------


def _parameter(table: TomlTable, name: str) -> Parameter:
    inner = table.table(name)
    inner.check_keys(PARAMETER_KEYS)
    if not _NAME.fullmatch(name):
        raise table.error(f"'{name}' is no name; write letters, numbers and hyphens", name)
    default = inner.values.get("default")
    if not _is_value(default):
        raise inner.error("default is missing; it must be a number, a text, true or false")
    is_number = isinstance(default, str) and read_decimal(default) is not None
    if is_number and not inner.has("choices"):
        hint = f"default = {str(default).strip()}"
        raise inner.error(
            f"the default of '{name}' is a text; take the quotes off: {hint}", "default"
        )
    choices = tuple(inner.listed("choices"))
    if not all(_is_value(choice) and _kind(choice) == _kind(default) for choice in choices):
        raise inner.error("choices must be of the kind of the default", "choices")
    parameter = Parameter(
        name,
        inner.string("about", ""),
        default,
        inner.number("least"),
        inner.number("most"),
        tuple(filter(_is_value, choices)),
    )
    if complaint := _complaint(parameter, default):
        raise inner.error(f"default {complaint}", "default")
    return parameter


def _with_default(parameter: Parameter, table: TomlTable, key: str) -> Parameter:
    value = table.values[key]
    if not _is_value(value) or _kind(value) != _kind(parameter.default):
        raise table.error(f"{key} must be {_kind(parameter.default)}", key)
    if complaint := _complaint(parameter, value):
        raise table.error(f"{key} {complaint}", key)
    return replace(parameter, default=value)


def _chosen(parameter: Parameter, text: str) -> ParameterValue:
    """The value that a user's text means. Raises `ModkitError`."""
    value: ParameterValue | None = text
    if isinstance(parameter.default, bool):
        value = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
            text.lower()
        )
    elif isinstance(parameter.default, int | Decimal):
        integer, number = read_integer(text), read_decimal(text)
        value = integer if integer is not None else None if number is None else Decimal(text)
    if value is None:
        hint = f"; decimals are written with a point: {text.replace(',', '.')}"
        hint = hint if _COMMA.fullmatch(text) else ""
        kind = _kind(parameter.default)
        raise ModkitError(f"--set {parameter.name}={text}: must be {kind}{hint}")
    if complaint := _complaint(parameter, value):
        raise ModkitError(f"--set {parameter.name}={text}: {complaint}")
    return value


def _is_value(value: object) -> TypeGuard[ParameterValue]:
    return isinstance(value, str) or (isinstance(value, int | Decimal) and is_finite(value))


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, int | Decimal) else "a text"


def _complaint(parameter: Parameter, value: ParameterValue) -> str:
    """What is wrong with a value; empty where nothing is."""
    if parameter.choices and value not in parameter.choices:
        shown = ", ".join(map(str, parameter.choices))
        return f"must be one of {shown}{in_brackets(str(value), map(str, parameter.choices))}"
    if isinstance(value, str | bool):
        return ""
    if parameter.least is not None and value < parameter.least:
        return f"must be {parameter.least} or more"
    if parameter.most is not None and value > parameter.most:
        return f"must be {parameter.most} or less"
    return ""


def _no_parameter(key: str, read: Sequence[_Read]) -> str:
    known = list(dict.fromkeys(name for one in read for name in one.parameters))
    whose = " and ".join(one.name for one in read)
    if not known:
        return f"{whose} has no parameters"
    return (
        f"{whose} has no parameter '{key}'{in_brackets(key, known)}; there are {', '.join(known)}"
    )
