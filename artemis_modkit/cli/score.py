"""`score`: what every ship can do, measured by the ships of its role in stock."""

from typing import Annotated

import typer

from artemis_modkit.cli._balance import (
    DifficultyOption,
    FocuserOption,
    ManualChoice,
    ManualModelOption,
    ModeChoice,
    ModeOption,
    PowerOption,
    RangeOption,
    SetOption,
    SpreadOption,
    assessed,
    conditions_of,
)
from artemis_modkit.cli._shared import (
    FormatOption,
    ModArgument,
    ReportOption,
    StockOption,
    check_report_output,
    show,
)


def score(
    mod: ModArgument,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ROLE", help="Only ships of this role, e.g. player."),
    ] = None,
    race: Annotated[
        list[str] | None,
        typer.Option("--race", metavar="RACE", help="Only ships of this race: its name or ID."),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="NAME", help="By this score or metric, the greatest first."),
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
    power: PowerOption = 100,
    mode: ModeOption = ModeChoice.AUTO,
    focuser: FocuserOption = False,
    difficulty: DifficultyOption = 10,
    manual_model: ManualModelOption = ManualChoice.MEASURED,
    distance: RangeOption = None,
    spread: SpreadOption = 1,
    setting: SetOption = None,
    stock: StockOption = None,
    format: FormatOption = "terminal",
    output: ReportOption = None,
) -> int:
    """Score every ship: offence, defence, mobility, logistics.

    100 is the median of the role in stock. docs/balance.md has every formula.

    Examples:
      artemis-modkit score stock:2.8
      artemis-modkit score MyMod --role player --sort beam_dps --top 10
      artemis-modkit score MyMod --power 300 --mode manual --focuser
    """
    from artemis_modkit.report.views.score import Choice, score_report

    check_report_output(output, format, "score")
    conditions, weights = conditions_of(
        power, mode, focuser, difficulty, manual_model, distance, spread, setting
    )
    assessment = assessed(mod, stock, conditions, weights)
    choice = Choice(tuple(role or ()), tuple(race or ()), sort, top)
    return show(score_report(assessment, choice), format, output)
