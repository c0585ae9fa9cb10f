"""`compare`: two mods side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._shared import (
    PairOptions,
    ReportOptions,
    looked_at,
    opened,
    with_open_ends_told,
)
from artemis_modkit.model.declarations import Area
from artemis_modkit.parsers.collection import collection_paused
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.model import Mod
_NO_BASE = "none"


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The older or original mod.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The mod to compare with it.")],
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]", help="With --git, the mod's folder or file.", show_default=False
        ),
    ] = None,
    *,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="MOD",
            help="What both were built on: a mod, a version of "
            "stock, or none; else the stock that fits both best.",
        ),
    ] = None,
    only: Annotated[
        list[Area] | None, typer.Option(help="Only values of this kind; repeatable.")
    ] = None,
    ship: Annotated[
        list[int] | None, typer.Option(metavar="ID", help="All values of this vessel; repeatable.")
    ] = None,
    race: Annotated[
        list[str] | None,
        typer.Option(metavar="RACE", help="Only ships of this race: its name or ID."),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help="Only ships of this role, such as player or station."),
    ] = None,
    name_a: Annotated[
        str, typer.Option(metavar="NAME", help="What A is called, else its folder.")
    ] = "",
    name_b: Annotated[
        str, typer.Option(metavar="NAME", help="What B is called, else its folder.")
    ] = "",
    all: Annotated[
        bool, typer.Option(help="Every value in tables: art, coordinates and texts too.")
    ] = False,
    only_changed: Annotated[
        bool, typer.Option(help="With --all or --ship not what both have alike.")
    ] = False,
    summary: Annotated[bool, typer.Option(help="Only the big picture and play.")] = False,
    changelog: Annotated[
        bool, typer.Option(help="Release notes of B for players instead.")
    ] = False,
    why: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --changelog: a text to begin with.")
    ] = None,
    git: Annotated[
        bool, typer.Option(help="A and B are commits of the git checkout at PATH.")
    ] = False,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="CHANGE",
            help="What if B had this: 0:shields.front=120, recipe:NAME or a .toml file; nothing is "
            "written. May be repeated.",
        ),
    ] = None,
    pairs: PairOptions,
    to: ReportOptions,
) -> int:
    """Compare two mods in ships and settings, not in lines of text.

    Examples:
      artemis-modkit compare stock:2.8 MyMod
      artemis-modkit compare MyMod-1.0.zip MyMod --only balance --format json
      artemis-modkit compare MyMod-1.0 MyMod --changelog --format discord --why why.txt
      artemis-modkit compare --git v1.0 HEAD MyMod --summary
    """  # fmt: skip
    from artemis_modkit.compare import compare as run_compare
    from artemis_modkit.compare.focus import Focus, focused, role_called
    from artemis_modkit.report.views.compare import Depth, compare_report

    to.check("compare")
    if why is not None and not changelog:
        raise ModkitError("--why begins release notes; give --changelog too")
    with collection_paused():
        mod, other = _sides(a, b, path, is_git=git)
        mod, other = mod.called(name_a), other.called(name_b)
        if changes:
            from artemis_modkit.patcher.what_if import what_if

            other = what_if(other, changes).mod
            other = other.called(f"{other.name} with {', '.join(changes)}")
        focus = Focus(only or (), ship or (), race or (), list(map(role_called, role or ())))
        whole = run_compare(mod, other, _base(base, mod, other), pairs.told)
        result = focused(whole, focus)
        if changelog:
            from artemis_modkit.report.views.compare_told import changelog_report

            return to.show(changelog_report(result, "" if why is None else _text_of(why)))
        play = None
        if focus.has_balance and not result.is_empty:
            from artemis_modkit.compare.play import in_play

            found = in_play(whole)
            play = None if found is None else found.of(result)
        depth = Depth(
            summary,
            only_changed,
            is_all=all,
            is_full=bool(ship),
            is_part=focus.is_of_ships,
            has_base=base is not None,
        )
        return to.show(compare_report(result, play, depth))


def _text_of(file: Path) -> str:
    """A text that a person wrote. Raises `ModkitError` where there is none to read."""
    try:
        return file.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise ModkitError(f"--why {file}: is no text file in UTF-8 that can be read") from error


def _sides(a: str, b: str, path: str | None, *, is_git: bool) -> "tuple[Mod, Mod]":
    from artemis_modkit.model.mod import told_apart
    from artemis_modkit.model.releases import at_commit

    if not is_git:
        if path is not None:
            raise ModkitError(
                f"'{path}': compare takes two mods; with --git two commits and a path"
            )
        return told_apart(looked_at(a), looked_at(b), (a, b))
    folder = Path(path or ".")
    first, second = (with_open_ends_told(at_commit(folder, commit)) for commit in (a, b))
    return first, second


def _base(base: str | None, mod: "Mod", other: "Mod") -> "Mod | None":
    """The base that was asked for; raises `ModkitError` for one that cannot be opened."""
    from artemis_modkit.model.baseline import common_stock

    if base is None:
        return common_stock(mod, other)
    return None if base == _NO_BASE else opened(base)
