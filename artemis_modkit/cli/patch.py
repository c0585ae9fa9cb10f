"""`patch`: write a rebalanced mod by a recipe."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._shared import FormatOption, ModArgument, show
from artemis_modkit.parsers.errors import ModkitError


def patch(
    mod: ModArgument,
    recipe: Annotated[
        list[str],
        typer.Option("--recipe", "-r", metavar="NAME|FILE", help="See `recipes`; may be repeated."),
    ],
    set: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A parameter; may be repeated."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="A new folder for the patched mod."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the changes as a diff, write nothing.")
    ] = False,
    format: FormatOption = "terminal",
) -> int:
    """Write a rebalanced mod; every byte that the recipe does not speak of stays as it is.

    Examples:
      artemis-modkit patch stock:2.8 --recipe tsn -o TSN-style
      artemis-modkit patch MyMod --recipe my-rules.toml --dry-run
    """
    from artemis_modkit.model import Mod
    from artemis_modkit.parsers.disk import write_folder
    from artemis_modkit.patcher import apply, load_recipes
    from artemis_modkit.report.views.patch import patch_report

    if (output is None) != dry_run:
        raise ModkitError("name a new folder with -o OUT, or give --dry-run to write nothing")
    result = apply(Mod.open(mod), load_recipes(recipe, set or ()))
    written: list[str] = []
    if output is not None:
        files = {**result.mod.text_files(), **result.after}
        write_folder(output, files)
        written = [f"{output.as_posix()}/{path}" for path in sorted(files)]
    return show(patch_report(result, written, with_diff=dry_run), format)
