"""From the text of a recipe to what it says, every name and number of it checked.

A recipe is checked whole before it runs. A name that is not known, of a key, an
element, an attribute, a setting or a parameter, is an error with its place and the nearest known
one.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from artemis_modkit.changes.sides import UNITS
from artemis_modkit.model.declarations import Type
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.model.vessels import ATTRIBUTES
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.patcher.reading_selection import (
    Chosen,
    check_attribute,
    check_element,
    read_selection,
    read_when,
)
from artemis_modkit.patcher.recipe import (
    ROUNDING_MODES,
    Arithmetic,
    Between,
    SettingStep,
    Step,
    When,
)
from artemis_modkit.patcher.selection import with_literals

_PROSE = ("why", "comment", "xpath")
"""Keys whose texts may begin with a `$` that is no parameter."""

_ELEMENT_KEYS = ("rename_element", "add_element", "copy_element", "remove_element")
_ATTRIBUTE_KEYS = ("copy", "set", "multiply", "add", "clamp", "replace", "rename", "remove")
STEP_KEYS = ("why", "select", "when", *_ATTRIBUTE_KEYS, *_ELEMENT_KEYS, "round", "optional")
_CHANGING = (*_ATTRIBUTE_KEYS, *_ELEMENT_KEYS)
_SETTING_CHANGES = ("set", "multiply", "add", "clamp", "rename", "remove")
SETTING_KEYS = (
    "why", "when", *_SETTING_CHANGES, "round", "comment", "note_original", "optional",
)  # fmt: skip

_StepCheck = Callable[..., None]
"""Raises `ModkitError` for a name in a table that is not known, told at a key where not there."""


def read_step(table: TomlTable, chosen: Chosen) -> Step:
    """A step. `chosen` are the values of the recipe's parameters. Raises `ModkitError`."""
    table = _checked(table, chosen, STEP_KEYS, _CHANGING)
    when = table.table("when")
    when.check_keys(("option", "dialect", "game", "value"))
    selection = read_selection(table.table("select"), when.table("value"), chosen)
    element = selection.element
    removes_element = table.flag("remove_element")
    for alone, done in (("remove_element", "removed"), ("copy_element", "copied")):
        is_used = removes_element if alone == "remove_element" else table.has(alone)
        if is_used and any(table.has(key) for key in _CHANGING if key != alone):
            raise table.error(f"what is {done} cannot be changed as well", alone)

    def check(table: TomlTable, name: str, key: str = "") -> None:
        check_attribute(table, name, element, key)

    said = _said(table, when, chosen, _values(table.table("set"), element), check)
    copies = _texts(table, "copy", check)
    new_name = table.string("rename_element", "") or None
    if new_name is not None:
        check_element(table, new_name, "rename_element")
    for name in table.table("rename").values.values():
        check_attribute(table.table("rename"), name, new_name or element)
    for name in copies.values():
        check(table.table("copy"), name)
    replaced = table.table("replace")
    return Step(
        *said,
        selection,
        copies,
        {name: _replacements(replaced.table(name), element, name) for name in replaced.values},
        new_name,
        tuple(_new_element(one) for one in table.tables("add_element")),
        tuple(_twin(one, element) for one in table.tables("copy_element")),
        removes_element,
    )


def read_setting(table: TomlTable, chosen: Chosen) -> SettingStep:
    """A step for artemis.ini. Raises `ModkitError`."""
    table = _checked(table, chosen, SETTING_KEYS, _SETTING_CHANGES)
    when = table.table("when")
    when.check_keys(("option", "game"))
    values = table.table("set")
    for key in values.values:
        _check_setting(values, key)
        fact = setting_facts()[key]
        if not fact.accepts_type_of(values.written(key)):
            raise values.error(f"{key} must be {fact.type.shown}", key)
    _check_one_name(table)
    for key, new in _texts(table, "rename", _check_setting).items():
        _check_setting(table.table("rename"), new, key)
    given = {key: values.written(key) for key in values.values}
    return SettingStep(
        *_said(table, when, chosen, given, _check_setting),
        table.written("comment").lstrip(";/ ") if table.has("comment") else "",
        table.flag("note_original"),
    )


_Said = tuple[
    str, str, When, dict[str, str], Arithmetic, dict[str, str], tuple[str, ...], bool
]  # fmt: skip
"""The fields of `AnyStep`."""


def _said(
    table: TomlTable, when: TomlTable, chosen: Chosen, values: dict[str, str], check: _StepCheck
) -> _Said:
    """What steps of both kinds say alike; `values` are those that are set."""
    for name in table.strings("remove"):
        check(table, name, "remove")
    return (
        table.file,
        table.string("why", ""),
        read_when(when, chosen),
        *_calculated(table, values, check),
        _texts(table, "rename", check),
        tuple(table.strings("remove")),
        table.flag("optional"),
    )


def _check_one_name(table: TomlTable) -> None:
    """Refuse two names of one setting, those of different games, in one step."""
    seen: dict[str, str] = {}
    for change in ("set", "multiply", "add", "clamp"):
        for key in table.table(change).values:
            fact = setting_facts().get(key)
            own = (fact and fact.replaced_by) or key
            if seen.setdefault(own, key) != key:
                raise table.error(
                    f"{seen[own]} and {key} are names of one setting; use one of them", change, key
                )


# Parameters ----------------------------------------------------------------------------------


def _checked(
    table: TomlTable, chosen: Chosen, known: Iterable[str], changing: Iterable[str]
) -> TomlTable:
    """A step with values in place of parameters, all keys known, and something that it changes."""
    table = _resolved(table, chosen)
    table.check_keys(known)
    if not any(table.has(key) for key in changing):
        raise table.error(f"changes nothing; add one of {', '.join(changing)}")
    return table


def _resolved(table: TomlTable, chosen: Chosen) -> TomlTable:
    """The table with `"$name"` replaced by the value of the parameter."""

    def resolved(value: Any, *way: str | int) -> Any:
        if isinstance(value, dict):
            return {key: resolved(inner, *way, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [resolved(inner, *way, at) for at, inner in enumerate(value)]
        if not isinstance(value, str) or not value.startswith("$") or way[-1] in _PROSE:
            return value
        if value.startswith("$$"):
            return value[1:]
        if value[1:] not in chosen:
            near = in_brackets(value[1:], chosen)
            raise table.error(f"there is no parameter '{value[1:]}'{near}", *way)
        return chosen[value[1:]]

    return replace(table, values=resolved(dict(table.values)))


def with_values(table: TomlTable, chosen: Chosen) -> dict[str, Any] | None:
    """What a step says with values in place of parameters; `None` where an option leaves it out."""
    values = dict(_resolved(table, chosen).values)
    when = dict(values.pop("when", {}))
    if when and not read_when(table.table("when"), chosen).is_on:
        return None
    when.pop("option", None)
    select = dict(values.get("select", {}))
    if isinstance(select.get("xpath"), str):
        values["select"] = select | {"xpath": with_literals(select["xpath"], chosen)}
    return values | ({"when": when} if when else {})


# What happens --------------------------------------------------------------------------------


def _check_setting(table: TomlTable, name: str, key: str = "") -> None:
    if name not in setting_facts():
        near = in_brackets(name, setting_facts())
        raise table.error(f"the game knows no setting '{name}'{near}", key or name)


def _texts(table: TomlTable, key: str, check: _StepCheck) -> dict[str, str]:
    """Names by names; only the first are checked."""
    inner = table.table(key)
    for name in inner.values:
        check(inner, name)
    return {name: inner.string(name) for name in inner.values}


def _values(table: TomlTable, element: str | None) -> dict[str, str]:
    for name in table.values:
        check_attribute(table, name, element)
        known = ATTRIBUTES.get(element or "", {}).get(name)
        if known is not None and known.read(table.written(name)) is None:
            raise table.error(f"{name} must be a {known.type.value}", name)
    return {name: table.written(name) for name in table.values}


def _calculated(
    table: TomlTable, values: dict[str, str], check: _StepCheck
) -> tuple[dict[str, str], Arithmetic]:
    """The values that are set, and the arithmetic of a step.

    What is both set and calculated is set to the result: 0.4, times a parameter.
    """
    factors, summands = (_numbers(table.table(key), check) for key in ("multiply", "add"))
    clamped = table.table("clamp")
    clamps = {name: _clamp(clamped, name, check) for name in clamped.values}
    if table.has("round") and not (factors or summands):
        raise table.error("round needs multiply or add", "round")
    arithmetic = Arithmetic(factors, summands, clamps, _rounding(table))
    both = [name for name in arithmetic.names if name in values]
    for name in both:
        try:
            result = arithmetic.written(name, values[name])
        except Slip as error:
            raise table.error(str(error), "set", name) from None
        if result is None:
            raise table.error(f"{name} must be a number, to be calculated with", "set", name)
        values[name] = result
    for each in (factors, summands, clamps):
        for name in both:
            each.pop(name, None)
    return values, Arithmetic(factors, summands, clamps, arithmetic.rounding)


def _numbers(table: TomlTable, check: _StepCheck) -> dict[str, Decimal]:
    for name, found in table.values.items():
        check(table, name)
        if isinstance(found, str) and found.isidentifier():
            hint = f'a parameter of that name is written "${found}"'
            raise table.error(f"{name} must be a number; {hint}", name)
    return {name: table.number(name) or Decimal() for name in table.values}


def _clamp(table: TomlTable, name: str, check: _StepCheck) -> Between:
    check(table, name)
    inner = table.table(name)
    inner.check_keys(("least", "most"))
    least, most = inner.number("least"), inner.number("most")
    if least is None and most is None:
        raise inner.error("least or most is missing")
    if least is not None and most is not None and least > most:
        raise inner.error("least is more than most", "least")
    return least, most


def _rounding(table: TomlTable) -> tuple[int, str] | None:
    if not isinstance(table.values.get("round"), dict):
        return (_digits(table, "round"), "half-up") if table.has("round") else None
    inner = table.table("round")
    inner.check_keys(("digits", "mode"))
    digits, mode = _digits(inner, "digits"), inner.string("mode", "half-up")
    if mode not in ROUNDING_MODES:
        near = in_brackets(mode, ROUNDING_MODES)
        raise inner.error(
            f"there is no mode '{mode}'{near}; there are {', '.join(ROUNDING_MODES)}", "mode"
        )
    return digits, mode


def _digits(table: TomlTable, key: str) -> int:
    digits = table.number(key) if table.has(key) else Decimal(0)
    if digits is None or digits != int(digits) or not 0 <= digits <= 9:
        raise table.error(f"{key} must be a number of decimals from 0 to 9", key)
    return int(digits)


def _replacements(table: TomlTable, element: str | None, name: str) -> dict[str, str]:
    check_attribute(table, name, element)
    if not table.values:
        raise table.error('names nothing to replace; write { old = "new" }')
    known = next(
        attributes[name]
        for key, attributes in ATTRIBUTES.items()
        if name in attributes and element in (None, key)
    )
    for old in table.values:
        if not old or (known.type is Type.WORDS and len(old.split()) != 1):
            raise table.error(f"'{old}' cannot be looked for; name one word or a text", old)
    return {old: table.written(old) for old in table.values}


def _new_element(table: TomlTable) -> tuple[str, tuple[tuple[str, str], ...]]:
    name = table.string("element")
    check_element(table, name, "element")
    values = {key: value for key, value in table.values.items() if key != "element"}
    return name, tuple(_values(replace(table, values=values), name).items())


def _twin(table: TomlTable, element: str | None) -> dict[str, str]:
    """The values that a copy of an element has of its own."""
    number = UNITS.get(element or "")
    if number is not None and not table.has(number):
        raise table.error(f"a copy of a {element} needs a {number} that no other has")
    return _values(table, element)
