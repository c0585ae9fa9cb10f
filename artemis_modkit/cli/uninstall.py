"""`uninstall`: take a mod out of the game again."""

from typing import Annotated

import typer

from artemis_modkit.cli._console import outcome
from artemis_modkit.cli._shared import FormatOption, GameOption, game_of, show


def uninstall(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which mod; without it all are listed.")
    ] = None,
    *,
    game: GameOption = None,
    force: Annotated[
        bool, typer.Option(help="Also where files were edited since; those are kept beside.")
    ] = False,
    format: FormatOption = "terminal",
) -> int:
    """Take a mod out of the game's folder; what lay under it comes back, byte for byte.

    Mods that were installed over it stay.

    Without a name the installed mods are listed.

    Examples:
      artemis-modkit uninstall --game "D:/Event"
      artemis-modkit uninstall MyMod-1.2 --game "D:/Event"
    """
    from artemis_modkit.release.installing import installed_in
    from artemis_modkit.release.installing import uninstall as run_uninstall
    from artemis_modkit.report.views.release import installed_report, uninstall_report

    place = game_of(game)
    if name is None:
        return show(installed_report(place, installed_in(place)), format)
    with outcome.change():
        done = run_uninstall(name, place, force=force)
    return show(uninstall_report(place, done, installed_in(place)), format)
