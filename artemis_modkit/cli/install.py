"""`install`: put mods into the game, or into a copy of it."""

from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._console import outcome
from artemis_modkit.cli._shared import FormatOption, GameOption, game_of, show
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.model import Mod


def install(
    mods: Annotated[
        list[str],
        typer.Argument(metavar="ZIP|MOD...", help="Mods in their order; the last one wins."),
    ],
    *,
    game: GameOption = None,
    copy_to: Annotated[
        Path | None,
        typer.Option(metavar="NEW", help="Install into a copy of the game, in this new folder."),
    ] = None,
    in_place: Annotated[bool, typer.Option(help="Change the game's own folder.")] = False,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What `uninstall` shall call it.")
    ] = None,
    format: FormatOption = "terminal",
) -> int:
    """Install mods into a copy of the game, so that the game itself stays as it is.

    The copy lies beside the game, or where --copy-to says; --in-place changes the game itself.

    Into a folder that has mods already, more are installed in place.

    `uninstall` takes any of them out again, byte for byte.

    Examples:
      artemis-modkit install MyMod-1.2.zip
      artemis-modkit install TSN.zip MyFixes.zip --game "C:/Games/Artemis" --copy-to "D:/Event"
      artemis-modkit install MyMod --game "D:/Event" --in-place
    """
    from artemis_modkit.model import Mod
    from artemis_modkit.release.games import copy_of, is_of_steam
    from artemis_modkit.release.installing import install_all, installed_in
    from artemis_modkit.report.views.release import install_report

    if copy_to is not None and in_place:
        raise ModkitError("--copy-to and --in-place say two things; use one of them")
    if name is not None and len(mods) > 1:
        raise ModkitError("--name is of one mod; several have their own names")
    opened = [(name or _called(Path(one).resolve()), Mod.open(one)) for one in mods]
    place = game_of(game)
    for called, mod in opened:
        if mod.tree.whole_folder is not None and mod.tree.whole_folder.resolve() == place.resolve():
            raise ModkitError(f"{called}: is the game itself; name a mod, and the game by --game")
    has_mods = bool(installed_in(place))
    doubts = () if has_mods else _of_other_games(opened, place)
    target = place
    if not in_place and (copy_to is not None or not has_mods):
        shown = " + ".join(one for one, _ in opened)
        target = copy_to or place.resolve().parent / f"{place.resolve().name} - {shown}"
        copy_of(place, target)
    try:
        with outcome.change() if target == place else outcome.writing():
            done = install_all(opened, target)
    except BaseException:
        if target != place:
            rmtree(target, ignore_errors=True)
        raise
    hint = is_of_steam(target) and target == place
    report = install_report(target, done, doubts, is_copy=target != place, is_of_steam=hint)
    return show(report, format)


def _called(path: Path) -> str:
    """The name of a mod: of its folder, or of its zip without the ending."""
    return path.name if path.is_dir() else path.stem


def _of_other_games(mods: "Sequence[tuple[str, Mod]]", game: Path) -> tuple[str, ...]:
    """Which mods are written for another version of the game, as far as files tell."""
    from artemis_modkit.model import Mod
    from artemis_modkit.model.baseline import told_version

    try:
        of_game = told_version(Mod.open(str(game)))
    except ModkitError:
        return ()
    told = [(called, told_version(mod)) for called, mod in mods]
    return tuple(
        f"{called} is written as for game {own}, and the one in {game} is {of_game}: look for its "
        "release for that game, or try it before the event."
        for called, own in told
        if own is not None and of_game is not None and own != of_game
    )
