"""`recipes`: the recipes that come with the tool."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._console import say
from artemis_modkit.cli._shared import FormatOption, show, written
from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.parsers.errors import ModkitError

_TEMPLATE = """\
# A recipe of your own: steps run in order, each says why. docs/recipes.md has all that a step can
# do, docs/model.md every element and attribute. See it: artemis-modkit recipes {file}
# Try it: artemis-modkit patch MyMod --recipe {file} --dry-run
name = "{name}"
title = "What it does, in a line"

# A figure that people may set: patch --set front=1.5
[parameter.front]
about = "factor for shields in front"
default = 1.2

[[step]]
why = "why this is better for play"
select = {{ element = "shields", race = "Torgoth" }}
multiply = {{ front = "$front" }}
round = 0

# [[step]]
# why = "a ship by its number"
# select = {{ element = "performance", id = 1000 }}
# set = {{ topspeed = 0.7 }}

# [[setting]]
# why = "a torpedo is worth less as a battery"
# set = {{ torpEnergyValue = 50 }}
"""


def recipes(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Explain this one, or a .toml file.")
    ] = None,
    new: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="Begin a recipe of your own in this file."),
    ] = None,
    source: Annotated[
        bool, typer.Option(help="Print the recipe as its file is, to begin with.")
    ] = False,
    format: FormatOption = "terminal",
) -> int:
    """List the recipes for `patch`, or explain one.

    Examples:
      artemis-modkit recipes
      artemis-modkit recipes tsn
      artemis-modkit recipes --new my-rules.toml
      artemis-modkit recipes tsn --source
    """
    from artemis_modkit.patcher import load_recipe, shipped_recipes
    from artemis_modkit.patcher.library import recipe_source
    from artemis_modkit.report.views.patch import recipe_report, recipes_report

    if new is not None:
        return _begin(new)
    if source:
        if name is None:
            raise ModkitError("--source is of one recipe; name it")
        say(recipe_source(name))
        return 0
    if name is None:
        return show(recipes_report(shipped_recipes()), format)
    return show(recipe_report(load_recipe(name)), format)


def _begin(path: Path) -> int:
    """Write the template of a recipe. Raises `ModkitError` where something is there."""
    if path.suffix.lower() != ".toml":
        raise ModkitError(f"{path}: a recipe is a .toml file; call it {path.stem}.toml")
    text = _TEMPLATE.format(name=path.stem, file=path.name)
    written(path, text.encode(), OutputKind("a recipe"))
    say(f"Written: {path.as_posix()}.\n")
    return 0
