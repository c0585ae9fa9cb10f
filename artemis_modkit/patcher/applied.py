"""Whether a recipe is about to run on top of itself: quarters of quarters that nobody meant.

What matters is what the run would do. A recipe is on top of itself where steps that
go on from the value that they find (times a half, two more) would change something, and the mod
was made with it already. What only sets values may run as often as one likes.

A mod was made with a recipe if its manifest says so, except for a file that is again what the
recipe found in it. Without that, the ships tell: most values that the recipe would change in the
stock that the mod was built on are as it would have made them.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_decimal, same_number
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.library import shipped_names
from artemis_modkit.patcher.manifest import (
    OWN_MANIFEST_FILE,
    Manifest,
    RecipeFile,
    RecipeMark,
    manifest_in,
    manifest_of,
)
from artemis_modkit.patcher.recipe import Recipe, SettingStep, Step
from artemis_modkit.patcher.run import Change

_LEAST_MAJORITY = 4
"""So many more values must be as a recipe makes them than are not: of five loads of craft, three
are at a half in Ben's mod, which no recipe made."""


def check_first_time(result: PatchResult) -> None:
    """Raise `ModkitError` where a recipe ran on what it had been run on before."""
    seen: list[RecipeMark] = []
    manifest = manifest_of(result.mod)
    for at, recipe in enumerate(result.recipes):
        changes = _changes_going_on(result, at)
        name = recipe.name
        if any(_is_of(one, step, recipe, mark) for one, step in changes for mark in seen):
            raise ModkitError(
                f"{name} would run on top of itself: it is asked for twice, or is part of another "
                "recipe of this run; name it once, or say --again"
            )
        if manifest is not None and _is_noted(result.mod, manifest, recipe, changes):
            raise _refusal(result.mod, name, "its manifest says so", restorable=True)
        if changes and (why := _scale(result.mod, recipe)):
            raise _refusal(result.mod, name, why, restorable=False)
        seen.append(RecipeMark.of(recipe))


def _refusal(mod: Mod, name: str, why: str, *, restorable: bool) -> ModkitError:
    first = ""
    if restorable and mod.tree.folder is not None:
        found = manifest_in(mod.tree)
        first = ", `restore` it first" if found and found[0] == OWN_MANIFEST_FILE else ""
    return ModkitError(
        f"{mod.name}: was made with {name} already ({why}), and would be changed by it twice; "
        f"patch the original{first}, or say --again"
    )


# By what is noted --------------------------------------------------------------------------------

_Going = Sequence[tuple[Change, Step | SettingStep]]


def _changes_going_on(result: PatchResult, at: int) -> _Going:
    """The changes of a recipe of the run that would be made once more by every further run."""
    first = sum(len(one.steps) + len(one.settings) for one in result.recipes[:at])
    recipe = result.recipes[at]
    own: list[Step | SettingStep] = [*recipe.steps, *recipe.settings]
    steps = dict(enumerate(own, first + 1))
    return [
        (change, steps[change.step])
        for change in result.changes
        if change.step in steps and _names(change) & steps[change.step].goes_on
    ]


def _names(change: Change) -> set[str | None]:
    """The name of what was changed; of a setting also those that other games have for it."""
    name = change.attribute
    if change.element is not None or name is None:
        return {name}
    facts = setting_facts()
    return {
        name,
        facts[name].replaced_by,
        *(key for key in facts if facts[key].replaced_by == name),
    }


def _is_noted(mod: Mod, manifest: Manifest, recipe: Recipe, changes: _Going) -> bool:
    """Whether a manifest names the recipe for a file that is not what it was before."""
    files = {change.file for change, _ in changes}
    back = {path for path in files if manifest.is_as_before(path, mod.tree.read(path))}
    return any(
        _is_of(change, step, recipe, mark)
        for change, step in changes
        for mark in (
            *manifest.earlier,
            *(() if change.file in back else manifest.recipes),
        )
    )


def _is_of(change: Change, step: Step | SettingStep, recipe: Recipe, mark: RecipeMark) -> bool:
    """Whether a noted recipe is this one, or has the step from the same file as this one."""
    if mark.name == recipe.name:
        return True
    own = RecipeFile.of(step.origin, recipe.texts[step.origin])
    is_shipped = step.origin.removesuffix(".toml") in shipped_names()
    return any(
        one.sha256 == own.sha256 or (is_shipped and one.name == own.name) for one in mark.files
    )


# By the ships ------------------------------------------------------------------------------------


def _scale(mod: Mod, recipe: Recipe) -> str:
    """How a mod's ships are what a recipe makes of their stock; empty if they are not."""
    if mod.is_embedded_stock or mod.vessel_data is None:
        return ""
    from artemis_modkit.balance.scale import follows
    from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels

    stock = fitting_stock(mod)
    try:
        made = apply(stock, recipe)
    except ModkitError:
        return ""
    factors: dict[tuple[str, str], set[Decimal]] = {}
    for change, step in _changes_going_on(made, 0):
        if change.element is not None and change.attribute is not None:
            known = factors.setdefault((change.element, change.attribute), set())
            factor = step.arithmetic.factors.get(change.attribute)
            if factor is not None and change.attribute not in step.arithmetic.summands:
                known.add(factor)
    changed = aligned_vessels(stock.vessels, made.made.vessels, BY_NUMBER)
    partner = {one.element: other for one, other in changed if one and other}
    like = of = 0
    for one, own in aligned_vessels(stock.vessels, mod.vessel_data.vessels):
        if one is None or own is None or one.element not in partner:
            continue
        for (element, attribute), known in factors.items():
            ships = (one, partner[one.element], own)
            for before, wanted, actual in _values(ships, element, attribute):
                of += 1
                like += same_number(wanted, actual) or any(
                    follows(Decimal(before.strip()), Decimal(actual.strip()), factor)
                    for factor in known
                )
    if like - (of - like) < _LEAST_MAJORITY:
        return ""
    return f"{like} of {of} values are what it makes of {stock.name}"


def _values(
    ships: Iterable[Vessel], element: str, attribute: str
) -> Iterator[tuple[str, str, str]]:
    """What a recipe changes of a ship of stock: the value before and after, and the mod's own."""
    from artemis_modkit.changes.align import parts_of_both

    before, after, own = (
        [child for child in vessel.element.children if child.name == element] for vessel in ships
    )
    made = dict(parts_of_both(before, after))
    for one, other in parts_of_both(before, own):
        was, wanted, actual = (_number(each, attribute) for each in (one, made.get(one), other))
        if was and wanted and actual and not same_number(was, wanted):
            yield was, wanted, actual


def _number(element: Element | None, attribute: str) -> str | None:
    text = None if element is None else element.attributes.get(attribute)
    return text if text is not None and read_decimal(text) is not None else None
