"""`tune`: the smallest change with which a mod meets its goals, as a recipe."""

import re
from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions
from artemis_modkit.cli._console import Stopped
from artemis_modkit.cli._shared import FormatOption, ModArgument, StockOption, show, written
from artemis_modkit.parsers.errors import ModkitError


def tune(
    mod: ModArgument,
    *,
    goals: Annotated[Path, typer.Option(metavar="FILE", help="`goals init MOD` writes some.")],
    free: Annotated[
        list[str],
        typer.Option(
            metavar="WHAT",
            help='What may change: "0 shields.front", "race:Torgoth beam_port.damage"; repeatable.',
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Write the recipe there.")
    ],
    attempts: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep every attempt there, and go on from what is there."
        ),
    ] = None,
    study: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Search by Optuna for many factors, with others that name the same file.",
        ),
    ] = None,
    choose: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Of a --study: write attempt N of its front."),
    ] = None,
    most: Annotated[
        int, typer.Option(metavar="N", min=1, help="At most about so many attempts.")
    ] = 300,
    under: BalanceOptions,
    stock: StockOption = None,
    format: FormatOption = "terminal",
) -> int:
    """Find the smallest change that meets the goals, and write it as a recipe for patch.

    Each --free has one factor. Ctrl-C keeps what was found; with --attempts the same command goes
    on later, whatever ended it. The exit code is 1 where the goals
    cannot be met; then no recipe is written.

    Examples:
      artemis-modkit tune MyMod --goals balance.toml --free "0 shields.front" -o tuned.toml
      artemis-modkit tune MyMod --goals balance.toml --free "0 shields.front" \\
        --free "0 beam_port.damage" --study study.log -o tuned.toml
      artemis-modkit patch MyMod --recipe tuned.toml -o MyMod-tuned
    """
    from artemis_modkit.balance.goals.reading import goals_in
    from artemis_modkit.files.outputs import OutputKind, check_output
    from artemis_modkit.patcher.tuning import Study
    from artemis_modkit.report.views.goals import recipe_written, tune_report

    if study is None and choose is not None:
        raise ModkitError("--choose is of a front; name its --study FILE")
    kind = OutputKind("a recipe")
    check_output(output, kind)
    if output.exists():
        raise ModkitError(f"{output.as_posix()}: is there already; choose another file name")
    found = goals_in(goals)
    search = Study.of(under.assess(mod, stock), found, free)
    if attempts is not None:
        check_output(attempts, OutputKind("a list of attempts", re.compile(rb'{"number"|\Z')))
        if study is None:
            search.kept_in(attempts)
    shared = None
    if study is not None:
        from artemis_modkit.patcher.shared_study import SharedStudy

        check_output(study, OutputKind("a study of Optuna", re.compile(rb'\{"op_code"|\Z')))
        shared = SharedStudy(search, study)
    is_stopped = False
    try:
        if shared is not None and choose is not None:
            shared.choose(choose)
        else:
            (shared or search).search(most)
    except Stopped:
        if not search.attempts:
            raise
        is_stopped = True
    if study is not None and attempts is not None:
        search.kept_in(attempts)
    if search.found is not None and search.attempts[0] is not search.found:
        written(output, recipe_written(search, output.stem).encode(), kind)
    report = tune_report(
        search, output.as_posix(), is_stopped=is_stopped, has_front=shared is not None
    )
    return show(report, format)
