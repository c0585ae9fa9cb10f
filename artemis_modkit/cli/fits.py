"""`fits`: which mods, or which releases of one, a mission fits."""

from typing import Annotated

import typer

from artemis_modkit.cli._shared import ReportOptions, StockOption, measure_of, opened
from artemis_modkit.parsers.errors import ModkitError


def fits(
    mission: Annotated[
        str, typer.Argument(metavar="MISSION", help="A mission, or a folder or zip of them.")
    ],
    mods: Annotated[
        list[str], typer.Argument(metavar="MOD...", help="Mods, or releases of one; 2.8 is stock.")
    ],
    *,
    stock: StockOption = None,
    to: ReportOptions,
) -> int:
    """Tell which mods a mission fits: whether the ships that it asks for are in them.

    Exit code 1 where one fits none of the mods.

    Examples:
      artemis-modkit fits MISS_Siege MyMod-1.0.zip MyMod-1.1.zip
      artemis-modkit fits "C:/Games/Artemis/dat/Missions" MyMod stock:2.8
    """
    from artemis_modkit.model.mission_names import Fit, fitting
    from artemis_modkit.model.missions import open_missions
    from artemis_modkit.report.views.fits_and_conflicts import fits_report

    to.check("fits")
    missions = open_missions(mission)
    for one in missions:
        if one.unread is not None:
            raise ModkitError(f"{one.file}: {one.unread}")
    names = list(dict.fromkeys(mods))
    books = [Fit.of(mod, measure_of(mod, stock)) for mod in map(opened, names)]
    rows = {one.file: [fitting(one, fit) for fit in books] for one in missions}
    return to.show(fits_report(names, rows))
