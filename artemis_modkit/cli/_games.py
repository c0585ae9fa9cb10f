"""Which folder of the game a command is about."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.parsers.errors import ModkitError

GameOption = Annotated[
    Path | None,
    typer.Option("--game", metavar="DIR", help="The game's folder; else the one that is found."),
]


def game_of(given: Path | None) -> Path:
    """The game's folder: as given, else the only one there is. Raises `ModkitError`."""
    from artemis_modkit.release.games import games
    from artemis_modkit.release.installing import check_game

    if given is not None:
        if given.name.lower() == "artemis.exe":
            given = given.parent
        check_game(given)
        return given
    found = games()
    if len(found) == 1:
        return found[0]
    if found:
        raise ModkitError(
            f"the game is in several folders ({', '.join(map(str, found))}); name one by --game DIR"
        )
    raise ModkitError(
        "the game is in none of the usual folders and in no library of Steam; name its folder by "
        "--game DIR"
    )
