"""`ship`: everything about one ship, on a card."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions
from artemis_modkit.cli._console import say
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption, written


def ship(
    mod: ModArgument,
    which: Annotated[str, typer.Argument(metavar="ID", help="Its uniqueID or class name.")],
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Expand every score into what it is made of.")
    ] = False,
    under: BalanceOptions,
    stock: StockOption = None,
    png: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a picture of it there instead.")
    ] = None,
    to: ReportOptions,
) -> int:
    """Show a ship: weapons and arcs, shields, what kills it and what it kills.

    Examples:
      artemis-modkit ship stock:2.8 0
      artemis-modkit ship MyMod "Missile Cruiser" --why
      artemis-modkit ship MyMod 20 --power 300 --mode manual --format markdown
      artemis-modkit ship MyMod 20 --png valkyrie.png
    """
    to.check("ship")
    if png is not None:
        from artemis_modkit.files.outputs import check_output
        from artemis_modkit.report.png import PICTURE

        check_output(png, PICTURE)
    assessment = under.assess(mod, stock)
    found = assessment.fleet.find(which)
    if png is not None:
        from artemis_modkit.report.pictures import ship_picture

        written(png, ship_picture(assessment, found), PICTURE)
        say(f"Written: {png.as_posix()}.\n")
        return 0
    from artemis_modkit.report.views.ship import ship_report

    return to.show(under.told(ship_report(assessment, found, with_reasons=why)))
