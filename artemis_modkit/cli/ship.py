"""`ship`: everything about one ship, on a card."""

import sys
from pathlib import Path
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
    show,
)


def ship(
    mod: ModArgument,
    which: Annotated[str, typer.Argument(metavar="ID", help="Its uniqueID or class name.")],
    why: Annotated[
        bool, typer.Option("--why", help="Expand every score into what it is made of.")
    ] = False,
    power: PowerOption = 100,
    mode: ModeOption = ModeChoice.AUTO,
    focuser: FocuserOption = False,
    difficulty: DifficultyOption = 10,
    manual_model: ManualModelOption = ManualChoice.MEASURED,
    distance: RangeOption = None,
    spread: SpreadOption = 1,
    setting: SetOption = None,
    stock: StockOption = None,
    png: Annotated[
        Path | None,
        typer.Option("--png", metavar="FILE", help="Write a picture of it there instead."),
    ] = None,
    format: FormatOption = "terminal",
    output: ReportOption = None,
) -> int:
    """Show a ship: weapons and arcs, shields, what kills it and what it kills.

    Examples:
      artemis-modkit ship stock:2.8 0
      artemis-modkit ship MyMod "Missile Cruiser" --why
      artemis-modkit ship MyMod 20 --power 300 --mode manual --format markdown
      artemis-modkit ship MyMod 20 --png valkyrie.png
    """
    conditions, weights = conditions_of(
        power, mode, focuser, difficulty, manual_model, distance, spread, setting
    )
    assessment = assessed(mod, stock, conditions, weights)
    found = assessment.fleet.find(which)
    if png is not None:
        from artemis_modkit.parsers.disk import write_file
        from artemis_modkit.report.pictures import check_replaceable, ship_picture

        check_replaceable(png)
        write_file(png, ship_picture(assessment, found))
        sys.stdout.write(f"Written: {png.as_posix()}.\n")
        return 0
    from artemis_modkit.report.views.ship import ship_report

    return show(ship_report(assessment, found, with_reasons=why), format, output)
