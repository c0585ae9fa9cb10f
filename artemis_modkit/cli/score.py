"""`score`: what every ship can do, measured by the ships of its role in stock."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions, CertainOption
from artemis_modkit.cli._console import say
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption, written
from artemis_modkit.parsers.errors import ModkitError


def score(
    mod: ModArgument,
    *,
    role: Annotated[
        list[str] | None, typer.Option(metavar="ROLE", help="Only ships of this role, e.g. player.")
    ] = None,
    race: Annotated[
        list[str] | None,
        typer.Option(metavar="RACE", help="Only ships of this race: its name or ID."),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="By this score or metric, the greatest first."),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Only the first N ships; without --sort, of each role."
        ),
    ] = None,
    certain: CertainOption = False,
    sweep: Annotated[
        str | None,
        typer.Option(
            metavar="RANGES",
            help="The figure of --sort, else threat, over power=100..300:50,difficulty=1..11.",
        ),
    ] = None,
    under: BalanceOptions,
    stock: StockOption = None,
    png: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the sweep there as a picture.")
    ] = None,
    to: ReportOptions,
) -> int:
    """Score every ship: offence, defence, mobility, logistics.

    100 is the median of the role in stock. docs/balance.md has every formula.

    Examples:
      artemis-modkit score stock:2.8
      artemis-modkit score MyMod --role player --sort beam_dps --top 10
      artemis-modkit score MyMod --power 300 --mode manual --focuser
      artemis-modkit score MyMod --with recipe:scale:factor=0.5 --with 0:shields.front=120
      artemis-modkit score MyMod --role player --sort beam_dps --sweep power=100..300:50
    """
    from artemis_modkit.report.views.score import Choice, score_report

    to.check("score")
    if png is not None:
        from artemis_modkit.files.outputs import check_output
        from artemis_modkit.report.png import PICTURE

        if sweep is None:
            raise ModkitError("--png draws a sweep; give --sweep power=100..300:50 too")
        check_output(png, PICTURE)
    choice = Choice(tuple(role or ()), tuple(race or ()), sort, top)
    if sweep is not None:
        from artemis_modkit.balance.sweep import ranges_of, swept_mod
        from artemis_modkit.report.views.sweep import mod_sweep_report

        ranges = ranges_of(sweep)
        swept = swept_mod(under.assess(mod, stock), ranges)
        if png is None:
            return to.show(under.with_changes(mod_sweep_report(swept, choice)))
        from artemis_modkit.report.pictures import mod_sweep_picture

        written(png, mod_sweep_picture(swept, choice), PICTURE)
        say(f"Written: {png.as_posix()}.\n")
        return 0
    assessment = under.assess(mod, stock)
    report = score_report(
        assessment,
        choice,
        with_fleets=to.format == "json",
        before=under.before(assessment),
        only_certain=certain,
    )
    return to.show(under.with_changes(report))
