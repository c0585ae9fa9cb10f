"""`conflicts`: what two mods both touch, and in which order to install them."""

from typing import Annotated

import typer

from artemis_modkit.cli._shared import ReportOptions, StockOption, measure_of, opened


def conflicts(
    a: Annotated[str, typer.Argument(metavar="A", help="A mod.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another mod for the same game.")],
    *,
    stock: StockOption = None,
    to: ReportOptions,
) -> int:
    """Tell which files, ships and settings two mods both touch, and which to install last.

    Exit code 1 where there is such. `merge` puts the work of both together.

    Examples:
      artemis-modkit conflicts MyMod OtherMod
      artemis-modkit conflicts MyMod.zip OtherMod.zip --stock 2.8
    """
    from artemis_modkit.compare.overlap import overlap
    from artemis_modkit.report.views.fits_and_conflicts import conflicts_report

    to.check("conflicts")
    mod, other = opened(a), opened(b)
    return to.show(conflicts_report(mod, other, overlap(mod, other, measure_of(mod, stock))))
