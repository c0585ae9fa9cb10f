"""`schema`: schemas for editors."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._console import say
from artemis_modkit.parsers.errors import ModkitError


def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Print one: ships, recipe, goals, project."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write all into this new folder."),
    ] = None,
) -> int:
    """Write schemas by which editors complete and check ships, recipes, goals and projects.

    docs/editors.md says how an editor is told of them; no file of the game is changed.

    Examples:
      artemis-modkit schema -o schemas
      artemis-modkit schema ships
    """
    from artemis_modkit.cli._console import outcome
    from artemis_modkit.files.disk import check_new_folder, write_folder
    from artemis_modkit.model.wording import in_brackets
    from artemis_modkit.report.schemas import SCHEMAS

    if (name is None) == (output is None):
        raise ModkitError(f"name one of {', '.join(SCHEMAS)}, or a new folder for all with -o DIR")
    if name is not None:
        if name not in SCHEMAS:
            known = ", ".join(SCHEMAS)
            raise ModkitError(f"there is no schema '{name}'{in_brackets(name, SCHEMAS)}; {known}")
        say(SCHEMAS[name][1]())
        return 0
    assert output is not None
    check_new_folder(output)
    files = {file: make().encode() for file, make in SCHEMAS.values()}
    with outcome.writing():
        write_folder(output, files)
    say(f"Written: {', '.join(f'{output.as_posix()}/{file}' for file in files)}.\n")
    return 0
