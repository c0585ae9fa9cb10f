"""`ship`: everything about one ship, on a card."""

from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions, CertainOption
from artemis_modkit.cli._console import say
from artemis_modkit.cli._shared import ModArgument, ReportOptions, StockOption, written
from artemis_modkit.parsers.errors import ModkitError


def ship(
    mod: ModArgument,
    which: Annotated[str, typer.Argument(metavar="ID", help="Its uniqueID or class name.")],
    *,
    why: Annotated[bool, typer.Option(help="Expand every score into what it is made of.")] = False,
    sensitivity: Annotated[
        bool, typer.Option(help="What a tenth more or less of each figure does.")
    ] = False,
    sweep: Annotated[
        str | None,
        typer.Option(metavar="RANGES", help="Its figures over power=100..300:50,difficulty=1..11."),
    ] = None,
    certain: CertainOption = False,
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
      artemis-modkit ship MyMod 20 --sensitivity
      artemis-modkit ship MyMod 20 --sweep power=100..300:50,difficulty=1..11 --format csv
    """
    to.check("ship")
    if png is not None:
        from artemis_modkit.files.outputs import check_output
        from artemis_modkit.report.png import PICTURE

        check_output(png, PICTURE)
    if sweep is not None:
        from artemis_modkit.balance.sweep import ranges_of, swept_ship
        from artemis_modkit.report.views.sweep import sweep_report
    assessment = under.assess(mod, stock)
    found = assessment.fleet.find(which)
    if sensitivity and (sweep is not None or png is not None):
        raise ModkitError("--sensitivity goes with neither --sweep nor --png")
    swept = None if sweep is None else swept_ship(assessment, found, ranges_of(sweep))
    if png is not None:
        from artemis_modkit.report.pictures import ship_picture, sweep_picture

        drawn = ship_picture(assessment, found) if swept is None else sweep_picture(swept)
        written(png, drawn, PICTURE)
        say(f"Written: {png.as_posix()}.\n")
        return 0
    if swept is not None:
        return to.show(under.with_changes(sweep_report(swept)))
    if sensitivity:
        from artemis_modkit.patcher.sensitivity import sensitivities
        from artemis_modkit.report.views.sweep import sensitivity_report

        return to.show(under.with_changes(sensitivity_report(sensitivities(assessment, found))))
    from artemis_modkit.report.views.ship import ship_report
    from artemis_modkit.report.views.ships import ships_before_and_after

    report = ship_report(assessment, found, with_reasons=why, only_certain=certain)
    before = under.before(assessment)
    if before is None:
        return to.show(report)
    sides = [
        [one for one in side.scored if one.ship.id == found.id][:1] for side in (before, assessment)
    ]
    return to.show(under.with_changes(report, tuple(ships_before_and_after(*sides))))
