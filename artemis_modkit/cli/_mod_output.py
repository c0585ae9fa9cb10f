"""Where `patch` and `merge` write the mod that they make: a new folder, or a zip for players."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._console import outcome

if TYPE_CHECKING:
    from artemis_modkit.model import Mod
    from artemis_modkit.patcher.recipe import Recipe

WithArtOption = Annotated[
    bool,
    typer.Option(help="Copy meshes, pictures and sounds into the folder too."),
]


def is_zip(output: Path | None) -> bool:
    """Whether a mod is to be written as a zip for players, not as a folder."""
    return output is not None and output.suffix.lower() == ".zip"


def check_mod_output(output: Path) -> None:
    """Raise `ModkitError` where a mod cannot be written: a zip of ours, or a new folder."""
    from artemis_modkit.files.disk import check_new_folder
    from artemis_modkit.files.outputs import check_output
    from artemis_modkit.release.packing import ZIP

    if is_zip(output):
        check_output(output, ZIP)
    else:
        check_new_folder(output)


def write_mod(
    output: Path,
    files: Mapping[str, bytes],
    made_from: "Mod",
    *,
    recipes: "Sequence[Recipe]" = (),
    art: "Mapping[str, Mod] | None" = None,
) -> tuple[str, ...]:
    """Write a mod as a new folder or a zip; the paths of its files there.

    `files` are its texts; `art` are its other files, each with the mod that it lies in. A zip
    has them always, a folder as told.
    """
    from artemis_modkit.files.disk import write_folder
    from artemis_modkit.model import Mod
    from artemis_modkit.release.packing import selected

    every = {**files, **{path: mod.tree.read(path) for path, mod in (art or {}).items()}}
    if is_zip(output):
        from artemis_modkit.cli._packing import about_of, written_zip
        from artemis_modkit.cli._shared import measure_of

        mod = Mod.from_files(output.stem, every)
        measure = measure_of(mod, None)
        made = selected(mod.tree)
        written_zip(output, mod, measure, about_of(output, measure), made, made_from, recipes)
        return (output.as_posix(),)
    with outcome.writing():
        write_folder(output, every, outside_of=made_from.tree.whole_folder)
    return tuple(f"{output.as_posix()}/{path}" for path in sorted(every))
