"""What if: a mod with changes made in memory, by the very edits that `patch` would write.

A change on the command line (`0:shields.front=5`, `race:Torgoth beam_port.damage`) is written as
the step of a recipe, so that whatever runs recipes does the rest; what was found or done is kept
as a recipe's text, a file that people read and change.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import SETTINGS_FILE, Mod
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.model.vessels import ATTRIBUTES
from artemis_modkit.model.wording import names_meant
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.library import flat_steps, load_recipe, recipe_of
from artemis_modkit.patcher.manifest import check_first_time
from artemis_modkit.patcher.recipe import Recipe

_SELECTORS = ("id", "race", "role", "stance", "words", "name")
_SELECTED = pattern(rf"({'|'.join(_SELECTORS)})\s*[:\s]\s*(.+)", re.DOTALL)
_PATH = pattern(r"(?P<element>\w+)(?:\[(?P<part>\w+)\])?\.(?P<attribute>\w+)")


# What a change is about ----------------------------------------------------------------------


class Target(Struct, frozen=True):
    """An attribute of some ships, or a key of artemis.ini; `written` is how a user has it."""

    written: str
    select: Mapping[str, Any]
    when: Mapping[str, Any]
    name: str

    @property
    def is_setting(self) -> bool:
        """Whether it is a key of artemis.ini."""
        return not self.select

    @property
    def digits(self) -> int:
        """Decimals that a multiplied value is rounded to: none for shields and whole numbers."""
        element = self.select.get("element")
        known = ATTRIBUTES.get(element or "", {}).get(self.name)
        is_whole = element == "shields" or (known is not None and known.read("0.5") is None)
        return 0 if is_whole else 3

    def step(self, change: Mapping[str, Any]) -> dict[str, Any]:
        """The step of a recipe that does a change, such as `{"set": 5}`, to it."""
        done = {key: {self.name: value} for key, value in change.items()}
        if self.is_setting:
            return done
        return {
            "select": dict(self.select),
            **({"when": dict(self.when)} if self.when else {}),
        } | done


def target_of(mod: Mod, who: str, path: str, *, coming: Sequence[Mapping[str, str]] = ()) -> Target:
    """The target of a ship, a selection or `artemis.ini`, and the path of an attribute or a key.

    `who` is a uniqueID, a class name, or a word of a recipe's `select` with what is selected
    (`race:Torgoth`); `path` is `shields.front`, `beam_port[2].damage` (counted from 1),
    `torpedo_storage[trp].amount`. `coming` are attributes of ships that earlier changes make.
    Raises `ModkitError` for a ship that there is not.
    """
    who, path = who.strip(), path.strip()
    written = f"{who} {path}"
    if who.lower() == SETTINGS_FILE:
        return Target(written, {}, {}, path)
    match = _PATH.fullmatch(path)
    if match is None:
        raise ModkitError(f"'{path}' names no attribute; write e.g. shields.front")
    element, part, attribute = match["element"], match["part"], match["attribute"]
    select: dict[str, Any] = {"element": element, **_selected(mod, who, coming)}
    when: dict[str, Any] = {}
    if part is not None and part.isdecimal():
        select["xpath"] = f"//vessel/{element}[{int(part)}]"
    elif part is not None:
        when["value"] = {"type": part}
    return Target(written, select, when, attribute)


def _selected(mod: Mod, who: str, coming: Sequence[Mapping[str, str]]) -> dict[str, str]:
    chosen = _SELECTED.fullmatch(who)
    if chosen is not None:
        return {chosen[1]: chosen[2].strip()}
    if who.isdecimal():
        numbers = {vessel.id for vessel in mod.vessels}
        numbers |= {read_integer(one.get("uniqueID", "")) for one in coming}
        if int(who) not in numbers:
            raise ModkitError(f"{mod.name}: no vessel has the uniqueID {who}")
        return {"id": who}
    names = [vessel.class_name for vessel in mod.vessels if vessel.class_name]
    names += [one["classname"] for one in coming if "classname" in one]
    if who.lower() not in map(str.lower, names):
        hint = names_meant(who, names) or "; `score` lists all"
        raise ModkitError(f"{mod.name}: no ship is called '{who}'{hint}")
    return {"name": re.sub(r"([*?\[])", r"[\1]", who)}


# Recipes as text -----------------------------------------------------------------------------

_BARE = pattern(r"[A-Za-z0-9_-]+")


def toml_of(
    name: str, title: str, steps: Iterable[tuple[str, Mapping[str, Any]]], about: str = ""
) -> str:
    """A recipe of steps, each with its kind: `step` or `setting`."""
    lines = [f"name = {_written(name)}", f"title = {_written(title)}"]
    lines += [f"about = {_written(about)}"] if about else []
    for kind, step in steps:
        lines += ["", f"[[{kind}]]"]
        lines += [f"{_key(key)} = {_written(value)}" for key, value in step.items()]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """A value as TOML has it: a text, a number, a list or a table in one line."""
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + " }"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float):
        return f"{value:.9g}" if abs(value) >= 1e-4 else f"{value:.9f}"
    kept = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _written(name)


# Changes -------------------------------------------------------------------------------------

_RECIPE = pattern(r"recipe:(?P<name>.+?)(?::(?P<values>[^:=]+=.*))?")
_TIMES = pattern(r"\*\s*(?P<factor>\d+(?:\.\d+)?)")
_VALUE = pattern(r"(?P<who>.+):(?P<path>[^:=]+)=(?P<value>.*)", re.DOTALL)
_NEXT_PAIR = pattern(r",(?=\s*\w+\s*=|\s*$)")
_PART = pattern(
    r"(?P<who>.+?):(?P<sign>[+-])(?P<element>\w+)(?P<which>\[\w+\])?(?::(?P<values>.*))?", re.DOTALL
)


class WhatIf(Struct, frozen=True):
    """A mod as it was (`before`) and with the changes made.

    `values` are how many values each change made other ones; `doubt` says why `patch` would refuse,
    empty where it would not. `result` is what the changes did to the files.
    """

    before: Mod
    mod: Mod
    changes: tuple[str, ...]
    values: tuple[int, ...]
    doubt: str
    result: PatchResult


def what_if(mod: Mod, changes: Sequence[str]) -> WhatIf:
    """The mod with changes, each on what the one before left.

    A change is `WHO:PATH=VALUE` (see `target_of`), where `*1.2` as the value multiplies,
    `WHO:+beam_port:damage=5,range=900` or `WHO:-beam_port[2]` for a part that comes or goes,
    `WHO:+vessel:uniqueID=900,classname=Sister` for a copy of a ship,
    `recipe:NAME` or `recipe:NAME:factor=0.5,other=1`, or a recipe's `.toml` file. Raises
    `ModkitError` for what is none, and where it finds nothing to change.
    """
    recipes = [recipe for _, recipe in _recipes(mod, changes)]
    result = apply(mod, recipes)
    of_step = [at for at, recipe in enumerate(recipes) for _ in (*recipe.steps, *recipe.settings)]
    for skipped in result.skipped:
        at = of_step[skipped.step - 1] if skipped.step else 0
        if _named(changes[at]) is None:
            raise ModkitError(f"--with {changes[at]}: {skipped.reason}")
    counts = Counter(of_step[change.step - 1] for change in result.changes)
    return WhatIf(
        mod,
        result.made,
        tuple(changes),
        tuple(counts[at] for at in range(len(changes))),
        _doubt(result),
        result,
    )


def kept(mod: Mod, changes: Sequence[str], name: str) -> str:
    """The text of one recipe that does what `what_if` does, for later releases of the mod.

    Raises `ModkitError` as `what_if` does.
    """
    steps = (step for steps, _ in _recipes(mod, changes) for step in steps)
    return toml_of(name, f"Changes of {mod.name}", steps)


_StepTable = tuple[str, dict[str, Any]]
"""A step with its kind, as a recipe's text has it."""

_Coming = Sequence[Mapping[str, str]]
"""What the ships are called that earlier changes make: their attributes."""


def _recipes(mod: Mod, changes: Sequence[str]) -> Iterator[tuple[Iterable[_StepTable], Recipe]]:
    """Each change as steps, and as a recipe. Raises `ModkitError`."""
    coming: list[Mapping[str, str]] = []
    for change in changes:
        where = f"--with {change}"
        try:
            named = _named(change)
            own = [] if named else [_step(mod, change, coming)]
        except ModkitError as error:
            raise ModkitError(f"{where}: {error}") from None
        if named:
            recipe = load_recipe(*named)
        else:
            table: dict[str, Any] = {"name": where, "title": change, **dict(own)}
            recipe = recipe_of(TomlTable(where, "", table))
        coming += [twin for step in recipe.steps for twin in step.twins]
        yield flat_steps(*named) if named else own, recipe


def _named(change: str) -> tuple[str, dict[str, str]] | None:
    """The name of a recipe, or its file, and values for it; `None` for a change of a value."""
    if named := _RECIPE.fullmatch(change):
        return named["name"], dict(_pairs(named["values"] or ""))
    return (change, {}) if change.lower().endswith(".toml") else None


def _step(mod: Mod, change: str, coming: _Coming) -> _StepTable:
    """A change of a value as a step: its kind, and what it says. Raises `ModkitError`."""
    if part := _PART.fullmatch(change):
        return "step", _part_step(mod, part, coming)
    match = _VALUE.fullmatch(change)
    if match is None:
        raise ModkitError(
            "is no change; write 0:shields.front=120, recipe:scale:factor=0.5 or a .toml file"
        )
    target = target_of(mod, match["who"], match["path"], coming=coming)
    value = match["value"].strip()
    if times := _TIMES.fullmatch(value):
        step = target.step({"multiply": Decimal(times["factor"])}) | {"round": target.digits}
    else:
        step = target.step({"set": value})
    return ("setting", step) if target.is_setting else ("step", {**step, "optional": True})


def _part_step(mod: Mod, part: re.Match[str], coming: _Coming) -> dict[str, Any]:
    """A part that comes to a ship or goes, or a copy of the ship. Raises `ModkitError`."""
    comes = part["sign"] == "+"
    path = "vessel.uniqueID" if comes else f"{part['element']}{part['which'] or ''}.x"
    target = target_of(mod, part["who"], path, coming=coming)
    found: dict[str, Any] = {"select": dict(target.select), "optional": True}
    if target.when:
        found["when"] = dict(target.when)
    if comes:
        values = dict(_pairs(part["values"] or ""))
        if part["element"] == "vessel":
            return found | {"copy_element": values}
        return found | {"add_element": {"element": part["element"], **values}}
    return found | {"remove_element": True}


def _pairs(values: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, _NEXT_PAIR.split(values)):
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise ModkitError("write the values as name=value,name=value")
        yield name.strip(), value.strip()


def _doubt(result: PatchResult) -> str:
    try:
        check_first_time(result)
    except ModkitError as error:
        return str(error)
    return ""
