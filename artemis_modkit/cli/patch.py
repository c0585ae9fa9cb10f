"""`patch`: write a rebalanced mod by recipes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from artemis_modkit.cli._console import outcome
from artemis_modkit.cli._mod_output import WithArtOption, check_mod_output, is_zip, write_mod
from artemis_modkit.cli._shared import FormatOption, ModArgument, show
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.patcher import PatchResult
    from artemis_modkit.report.views.patch import Written


def patch(
    mod: ModArgument,
    recipe: Annotated[
        list[str],
        typer.Option(
            "--recipe",
            "-r",
            metavar="NAME|FILE",
            help="`recipes` lists some; repeatable.",
        ),
    ],
    set: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A parameter; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="A new folder for the mod, or a .zip for players."
        ),
    ] = None,
    with_art: WithArtOption = False,
    in_place: Annotated[
        bool, typer.Option(help="Change the mod itself; `restore` takes it back.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option(help="Show the changes as a diff, write nothing.")
    ] = False,
    diff: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the diff, for git apply or patch -p1."),
    ] = None,
    update_text: Annotated[
        bool, typer.Option(help="Let the numbers in descriptions follow.")
    ] = False,
    again: Annotated[
        bool, typer.Option(help="Also on a mod that was made with the recipe already.")
    ] = False,
    format: FormatOption = "terminal",
) -> int:
    """Write a rebalanced mod; every byte that the recipe does not speak of stays as it is.

    Examples:
      artemis-modkit patch stock:2.8 --recipe tsn -o TSN-style
      artemis-modkit patch MyMod --recipe tsn -o MyMod-TSN-1.2.zip
      artemis-modkit patch MyMod --recipe scale --set factor=0.5 --dry-run
      artemis-modkit patch MyMod --recipe tsn --recipe my-rules.toml --in-place --update-text
    """
    from artemis_modkit.files.outputs import check_output
    from artemis_modkit.model import Mod
    from artemis_modkit.patcher import apply, load_recipes
    from artemis_modkit.patcher.manifest import check_first_time
    from artemis_modkit.report.diff import DIFF
    from artemis_modkit.report.views.patch import Written, patch_report

    ways = [output is not None, in_place, dry_run]
    if sum(ways) > 1 or not (any(ways) or diff is not None):
        raise ModkitError(
            "say what to do: -o OUT writes a new folder, --in-place changes the mod, --dry-run "
            "shows the diff and writes nothing"
        )
    if diff is not None:
        check_output(diff, DIFF)
    if output is not None:
        check_mod_output(output)
    result = apply(Mod.open(mod), load_recipes(recipe, set or ()), updates_texts=update_text)
    if not again:
        check_first_time(result)
    if not result.after:
        return show(patch_report(result, Written(), with_diff=dry_run), format)
    written = Written(diff="" if diff is None else _write_diff(result, diff))
    if output is not None:
        written = replace(written, files=_write_new(result, output, with_art))
    elif in_place:
        written = _write_in_place(result, written)
    return show(patch_report(result, written, with_diff=dry_run), format)


def _write_new(result: "PatchResult", output: Path, with_art: bool) -> tuple[str, ...]:
    from artemis_modkit.report.views.changes import release_files

    mod = result.mod
    art = dict.fromkeys(mod.other_files(), mod) if with_art or is_zip(output) else None
    return write_mod(output, release_files(result), mod, recipes=result.recipes, art=art)


def _write_in_place(result: "PatchResult", written: "Written") -> "Written":
    from artemis_modkit.patcher.manifest import with_manifest

    mod = result.mod
    with outcome.change():
        both = with_manifest(mod, result.recipes, result.before, result.after)
        backup = mod.replace_files(*both, what=_words_of(result))
    if backup is None:
        return written
    folder = mod.tree.folder
    assert folder is not None
    files = tuple((folder / path).as_posix() for path in backup.files if path in result.after)
    backup_folder = backup.folder.as_posix()
    return replace(written, files=files, backup=backup_folder, folder=folder.as_posix())


def _words_of(result: "PatchResult") -> str:
    """What a patch was, for the list of changes: `patch scale, factor 0.5`."""
    said = []
    for recipe in result.recipes:
        values = (
            f"{name} {value}"
            for name, value in sorted(recipe.chosen.items())
            if value != recipe.parameters[name].default
        )
        said.append(", ".join((recipe.name, *values)))
    return f"patch {'; '.join(said)}"


def _write_diff(result: "PatchResult", path: Path) -> str:
    from artemis_modkit.files.outputs import write_output
    from artemis_modkit.report.diff import DIFF, exact_diff

    write_output(path, exact_diff(result.before, result.after), DIFF)
    return path.as_posix()
