"""What if: a mod with changes made in memory, by the very edits that `patch` would write."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.tables import Table
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.applied import check_first_time
from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.library import load_recipe, recipe_of
from artemis_modkit.patcher.recipe import Recipe
from artemis_modkit.patcher.targets import target_of

_RECIPE = re.compile(r"recipe:(?P<name>.+?)(?::(?P<values>[^:=]+=.*))?")
_VALUE = re.compile(r"(?P<who>.+):(?P<path>[^:=]+)=(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True)
class WhatIf:
    """A mod as it was (`before`) and with the changes made.

    `values` are how many values each change made other ones; `doubt` says why `patch` would refuse,
    empty where it would not.
    """

    before: Mod
    mod: Mod
    changes: tuple[str, ...]
    values: tuple[int, ...]
    doubt: str


def what_if(mod: Mod, changes: Sequence[str]) -> WhatIf:
    """The mod with changes, each on what the one before left.

    A change is `WHO:PATH=VALUE` (see `targets.target_of`), `recipe:NAME` or
    `recipe:NAME:factor=0.5,other=1`, or a recipe's `.toml` file. Raises `ModkitError` for what is
    none, and where it finds nothing to change.
    """
    recipes = [_recipe(mod, change) for change in changes]
    result = apply(mod, recipes)
    of_step = [at for at, recipe in enumerate(recipes) for _ in (*recipe.steps, *recipe.settings)]
    for skipped in result.skipped:
        at = of_step[skipped.step - 1] if skipped.step else 0
        if _VALUE.fullmatch(changes[at]) and not changes[at].startswith("recipe:"):
            raise ModkitError(f"--with {changes[at]}: {skipped.reason}")
    counts = Counter(of_step[change.step - 1] for change in result.changes)
    return WhatIf(
        mod,
        replace(mod.with_files(result.after), is_embedded_stock=False),
        tuple(changes),
        tuple(counts[at] for at in range(len(changes))),
        _doubt(result),
    )


def _recipe(mod: Mod, change: str) -> Recipe:
    if named := _RECIPE.fullmatch(change):
        values = dict(_pairs(change, named["values"] or ""))
        return load_recipe(named["name"], values)
    if change.lower().endswith(".toml"):
        return load_recipe(change)
    found = _VALUE.fullmatch(change)
    if found is None:
        raise ModkitError(
            f"--with {change}: is no change; write 0:shields.front=120, "
            "recipe:scale:factor=0.5 or a .toml file"
        )
    try:
        target = target_of(mod, found["who"], found["path"])
    except ModkitError as error:
        raise ModkitError(f"--with {change}: {error}") from None
    step = target.step({"set": found["value"].strip()})
    steps = {"setting": step} if target.is_setting else {"step": {**step, "optional": True}}
    where = f"--with {change}"
    return recipe_of(Table(where, "", {"name": where, "title": change, **steps}))


def _pairs(change: str, values: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, values.split(",")):
        name, sign, value = pair.partition("=")
        if not sign:
            raise ModkitError(f"--with {change}: write the values as name=value,name=value")
        yield name.strip(), value.strip()


def _doubt(result: PatchResult) -> str:
    try:
        check_first_time(result)
    except ModkitError as error:
        return str(error)
    return ""
