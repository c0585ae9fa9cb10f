"""`compare`: two mods side by side."""

from typing import Annotated

import typer

from artemis_modkit.cli._shared import FormatOption, ReportOption, show


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The older or original mod.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The mod to compare with it.")],
    format: FormatOption = "terminal",
    output: ReportOption = None,
) -> int:
    """Compare two mods in ships and settings, not in lines of text.

    Examples:
      artemis-modkit compare stock:2.8 MyMod
      artemis-modkit compare MyMod-1.0.zip MyMod --format json
    """
    from artemis_modkit.compare import compare as run_compare
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.compare import compare_report

    return show(compare_report(run_compare(Mod.open(a), Mod.open(b))), format, output)
