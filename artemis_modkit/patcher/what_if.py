"""What if: a mod with changes made in memory, by the very edits that `patch` would write."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.tables import Table
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.applied import check_first_time
from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.library import flat_steps, load_recipe, recipe_of
from artemis_modkit.patcher.recipe import Recipe
from artemis_modkit.patcher.targets import target_of
from artemis_modkit.patcher.writing import toml_of

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

    A change is `WHO:PATH=VALUE` (see `targets.target_of`), where `*1.2` as the value multiplies,
    `WHO:+beam_port:damage=5,range=900` or `WHO:-beam_port[2]` for a part that comes or goes,
    `WHO:+vessel:uniqueID=900,classname=Sister` for a copy of a ship,
    `recipe:NAME` or `recipe:NAME:factor=0.5,other=1`, or a recipe's `.toml` file. Raises
    `ModkitError` for what is none, and where it finds nothing to change.
    """
    recipes: list[Recipe] = []
    for change in changes:
        recipes.append(_recipe(mod, change, _coming(recipes)))
    result = apply(mod, recipes)
    of_step = [at for at, recipe in enumerate(recipes) for _ in (*recipe.steps, *recipe.settings)]
    for skipped in result.skipped:
        at = of_step[skipped.step - 1] if skipped.step else 0
        if _named(changes[at]) is None:
            raise ModkitError(f"--with {changes[at]}: {skipped.reason}")
    counts = Counter(of_step[change.step - 1] for change in result.changes)
    return WhatIf(
        mod,
        _made(result),
        tuple(changes),
        tuple(counts[at] for at in range(len(changes))),
        _doubt(result),
        result,
    )


def kept(mod: Mod, changes: Sequence[str], name: str) -> str:
    """The text of one recipe that does what `what_if` does, for later releases of the mod.

    Raises `ModkitError` as `what_if` does.
    """
    steps: list[tuple[str, Mapping[str, Any]]] = []
    recipes: list[Recipe] = []
    for change in changes:
        recipe = _named(change)
        if recipe is not None:
            steps += flat_steps(*recipe)
        else:
            steps.append(_step(mod, change, _coming(recipes)))
        recipes.append(_recipe(mod, change, _coming(recipes)))
    return toml_of(name, f"Changes of {mod.name}", steps)


_Coming = Sequence[Mapping[str, str]]
"""What the ships are called that earlier changes make: their attributes."""


def _coming(recipes: Sequence[Recipe]) -> _Coming:
    return [twin for recipe in recipes for step in recipe.steps for twin in step.twins]


def _recipe(mod: Mod, change: str, coming: _Coming) -> Recipe:
    recipe = _named(change)
    if recipe is not None:
        return load_recipe(*recipe)
    kind, step = _step(mod, change, coming)
    where = f"--with {change}"
    return recipe_of(Table(where, "", {"name": where, "title": change, kind: step}))


def _named(change: str) -> tuple[str, dict[str, str]] | None:
    """The name of a recipe, or its file, and values for it; `None` for a change of a value."""
    if named := _RECIPE.fullmatch(change):
        return named["name"], dict(_pairs(change, named["values"] or ""))
    return (change, {}) if change.lower().endswith(".toml") else None


def _step(mod: Mod, change: str, coming: _Coming) -> tuple[str, dict[str, Any]]:
    """A change of a value as a step: its kind, and what it says. Raises `ModkitError`."""
    if part := _PART.fullmatch(change):
        return "step", _part_step(mod, change, part, coming)
    found = _VALUE.fullmatch(change)
    if found is None:
        raise ModkitError(
            f"--with {change}: is no change; write 0:shields.front=120, "
            "recipe:scale:factor=0.5 or a .toml file"
        )
    try:
        target = target_of(mod, found["who"], found["path"], coming=coming)
    except ModkitError as error:
        raise ModkitError(f"--with {change}: {error}") from None
    value = found["value"].strip()
    if times := _TIMES.fullmatch(value):
        step = target.step({"multiply": Decimal(times["factor"])}) | {"round": target.digits}
    else:
        step = target.step({"set": value})
    return ("setting", step) if target.is_setting else ("step", {**step, "optional": True})


def _part_step(mod: Mod, change: str, part: re.Match[str], coming: _Coming) -> dict[str, Any]:
    """A part that comes to a ship or goes, or a copy of the ship. Raises `ModkitError`."""
    comes = part["sign"] == "+"
    path = "vessel.uniqueID" if comes else f"{part['element']}{part['which'] or ''}.x"
    try:
        target = target_of(mod, part["who"], path, coming=coming)
    except ModkitError as error:
        raise ModkitError(f"--with {change}: {error}") from None
    found: dict[str, Any] = {"select": dict(target.select), "optional": True}
    if target.when:
        found["when"] = dict(target.when)
    if comes:
        values = dict(_pairs(change, part["values"] or ""))
        if part["element"] == "vessel":
            return found | {"copy_element": values}
        return found | {"add_element": {"element": part["element"], **values}}
    return found | {"remove_element": True}


def _pairs(change: str, values: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, _NEXT_PAIR.split(values)):
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise ModkitError(f"--with {change}: write the values as name=value,name=value")
        yield name.strip(), value.strip()


def _made(result: PatchResult) -> Mod:
    """The mod after a patch; what the patch has read of it need not be read again."""
    ships = result.ships if result.mod.vessel_file in result.after else None
    mod = result.mod
    if mod.is_embedded_stock:
        mod = replace(mod, is_embedded_stock=False)
    return mod.with_files(result.after, ships)


def _doubt(result: PatchResult) -> str:
    try:
        check_first_time(result)
    except ModkitError as error:
        return str(error)
    return ""
