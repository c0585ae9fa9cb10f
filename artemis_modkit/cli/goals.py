"""`goals`: what a mod's balance is held to."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions
from artemis_modkit.cli._console import say
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption, written
from artemis_modkit.parsers.errors import ModkitError


class Action(Enum):
    """What is done with goals."""

    CHECK = "check"
    INIT = "init"


def goals(
    action: Annotated[Action, typer.Argument(help="Hold the mod to its goals, or write some.")],
    mod: ModArgument,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--goals", metavar="FILE", help="The goals; else balance.toml in the mod's folder."
        ),
    ] = None,
    under: BalanceOptions,
    stock: StockOption = None,
    to: ReportOptions,
) -> int:
    """Hold a mod to what its balance.toml wants; init writes today's state as goals.

    The exit code is 1 where a goal is missed. docs/goals.md says what can be wanted.

    Examples:
      artemis-modkit goals init MyMod
      artemis-modkit goals check MyMod
      artemis-modkit goals check MyMod --goals balance.toml --with recipe:scale:factor=0.5
    """
    from artemis_modkit.balance.goals.checking import check
    from artemis_modkit.balance.goals.reading import GOALS_FILE, goals_in
    from artemis_modkit.balance.goals.today import goals_today
    from artemis_modkit.report.views.goals import goals_report

    to.check("goals")
    place = Path(mod)
    path = file or (place if place.is_dir() else Path()) / GOALS_FILE
    if action is Action.INIT:
        from artemis_modkit.files.outputs import OutputKind, check_output

        kind = OutputKind("a file of goals")
        check_output(path, kind)
        if path.exists():
            raise ModkitError(f"{path.as_posix()}: is there already; name another by --goals FILE")
        written(path, goals_today(under.assess(mod, stock)).encode(), kind)
        say(f"Written: {path.as_posix()}.\n")
        return 0
    found = goals_in(path)
    assessment = under.assess(mod, stock)
    before = under.before(assessment)
    fleet = None if before is None else before.fleet
    report = goals_report(assessment, [check(goal, assessment, fleet) for goal in found])
    return to.show(under.with_changes(report))
