"""`recipes`: the recipes that come with the tool."""

from typing import Annotated

import typer

from artemis_modkit.cli._shared import FormatOption, show


def recipes(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Explain this one, or a .toml file.")
    ] = None,
    format: FormatOption = "terminal",
) -> int:
    """List the recipes for `patch`, or explain one.

    Examples:
      artemis-modkit recipes
      artemis-modkit recipes tsn
    """
    from artemis_modkit.patcher import load_recipe, shipped_recipes
    from artemis_modkit.report.views.patch import recipe_report, recipes_report

    if name is None:
        return show(recipes_report(shipped_recipes()), format)
    return show(recipe_report(load_recipe(name)), format)
