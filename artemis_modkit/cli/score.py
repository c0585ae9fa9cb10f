"""`score`: what every ship can do, measured by the ships of its role in stock."""

from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions
from artemis_modkit.cli._fight import CertainOption
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption


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
            "--top",
            metavar="N",
            min=1,
            help="Only the first N ships; without --sort, of each role.",
        ),
    ] = None,
    certain: CertainOption = False,
    under: BalanceOptions,
    stock: StockOption = None,
    to: ReportOptions,
) -> int:
    """Score every ship: offence, defence, mobility, logistics.

    100 is the median of the role in stock. docs/balance.md has every formula.

    Examples:
      artemis-modkit score stock:2.8
      artemis-modkit score MyMod --role player --sort beam_dps --top 10
      artemis-modkit score MyMod --power 300 --mode manual --focuser
      artemis-modkit score MyMod --with recipe:scale:factor=0.5 --with 0:shields.front=120
    """
    from artemis_modkit.report.views.score import Choice, score_report

    to.check("score")
    assessment = under.assess(mod, stock)
    choice = Choice(tuple(role or ()), tuple(race or ()), sort, top)
    report = score_report(
        assessment,
        choice,
        with_fleets=to.format == "json",
        before=under.before(assessment),
        only_certain=certain,
    )
    return to.show(under.told(report))
