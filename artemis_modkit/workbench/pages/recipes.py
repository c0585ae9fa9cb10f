"""Recipes: their parameters as sliders and boxes, and what they would do, before they do it."""

from collections.abc import Mapping

from starlette.responses import Response

from artemis_modkit.balance import assess
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.library import load_recipe, shipped_recipes
from artemis_modkit.patcher.recipe import Recipe
from artemis_modkit.patcher.what_if import what_if
from artemis_modkit.report.diff import unified_diff
from artemis_modkit.report.report import Block
from artemis_modkit.report.views.patch import Written, patch_report
from artemis_modkit.report.views.ships import ships_before_and_after
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.pages._frame import Asked, part, report_blocks, shown, to

_UNFIT = set(",:\n\r")


def recipes(bench: Bench, asked: Asked) -> Response:
    """All recipes, and the one that was chosen."""
    name = asked.text("recipe")
    recipe = load_recipe(name) if name else None
    return shown(
        bench, asked, "recipes.html", "Recipes", recipes=shipped_recipes(), recipe=recipe,
        name=name, values=asked.fields,
    )  # fmt: skip


def change_of(asked: Asked) -> str:
    """The recipe with the values of the form, as `--with` takes it. Raises `ModkitError`."""
    name = asked.text("recipe")
    recipe = load_recipe(name)
    values = _values(recipe, asked.fields)
    load_recipe(name, values)
    if bad := next((one for one, text in values.items() if _UNFIT & set(text)), None):
        raise ModkitError(f"{bad}: write it without commas and colons")
    pairs = ",".join(f"{one}={text}" for one, text in values.items())
    if name.lower().endswith(".toml"):
        if pairs:
            raise ModkitError(f"{name}: take its values as they are, or change them in the file")
        return name
    return f"recipe:{name}:{pairs}" if pairs else f"recipe:{name}"


def _values(recipe: Recipe, fields: Mapping[str, str]) -> dict[str, str]:
    """The values that are others than the recipe's own."""
    found = {}
    for name, parameter in recipe.parameters.items():
        text = fields.get(name, "").strip()
        if text and text.lower() != str(parameter.default).lower():
            found[name] = text
    return found


def preview(bench: Bench, asked: Asked) -> Response:
    """What the recipe would do on top of the changes: figures before and after, and the diff."""
    change = change_of(asked)
    found = what_if(bench.mod, [*bench.changes, change])
    figures: list[Block] = []
    if bench.has_ships:
        after = assess(found.mod, bench.stock, bench.conditions)
        figures += ships_before_and_after(bench.assessment.scored, after.scored)
    report = patch_report(found.result, Written(), with_diff=False)
    diff = unified_diff(found.result.before, found.result.after)
    return part(
        bench, asked, "recipe_preview.html", diff=diff, change=change, doubt=found.doubt,
        blocks=[*figures, *report_blocks(report, without_title=True)],
    )  # fmt: skip


def use(bench: Bench, asked: Asked) -> Response:
    """Put a recipe among the changes."""
    bench.change(change_of(asked))
    return to(asked, "/changes")


BENCH_PAGES = {"/recipes": recipes, "/recipes/preview": preview, "/do/recipe": use}
