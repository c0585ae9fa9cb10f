"""`report`: one HTML page with live pictures, to look at and to show to others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._balance import BalanceOptions
from artemis_modkit.cli._console import outcome, say
from artemis_modkit.cli._shared import ModArgument, PairOptions, StockOption, looked_at, measure_of
from artemis_modkit.parsers.errors import ModkitError

if TYPE_CHECKING:
    from artemis_modkit.model import Mod


def report(
    mod: ModArgument,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Write the page there.")
    ],
    against: Annotated[
        str | None, typer.Option(metavar="OTHER", help="Another mod, or an earlier release.")
    ] = None,
    png: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write the charts as pictures into a folder, and one to share."
        ),
    ] = None,
    fights: Annotated[
        bool, typer.Option(help="Add every player ship against every enemy.")
    ] = False,
    tuning: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add the film of a search: what tune --attempts kept."),
    ] = None,
    pairs: PairOptions,
    under: BalanceOptions,
    stock: StockOption = None,
    open: Annotated[
        bool, typer.Option(help="Show the page in the browser when it is written.")
    ] = False,
) -> int:
    """Write a page that shows a mod: sound, balanced, changed?

    The page needs no network. Its controls start at the conditions given here.

    Examples:
      artemis-modkit report MyMod -o report.html
      artemis-modkit report MyMod --against stock:2.8 -o report.html
      artemis-modkit report MyMod -o report.html --fights
      artemis-modkit report MyMod -o report.html --tuning attempts.jsonl
      artemis-modkit report MyMod -o report.html --png pictures --power 300 --mode manual
    """
    from artemis_modkit.files.outputs import check_output, write_output
    from artemis_modkit.model.baseline import with_ships
    from artemis_modkit.report.page.assembly import PAGE, page
    from artemis_modkit.report.page.payload import Subjects

    conditions, weights = under.conditions, under.weights
    if output.suffix.lower() in (".pdf", ".doc", ".docx", ".md"):
        raise ModkitError(f"{output}: report writes a page; call it {output.stem}.html")
    check_output(output, PAGE)
    own = under.opened(mod)
    if under.changes:
        own = own.called(f"{own.name} with {', '.join(under.changes)}")
    other = None if against is None else looked_at(against)
    if under.what_if is not None and other is None:
        other = under.what_if.before
    measure = _measure(own, other, stock)
    played = with_ships(own, measure)
    if not played.vessels:
        raise ModkitError(f"{own.name}: has no ships to show; audit looks at its files")
    subjects = Subjects(own, measure, conditions, weights, other, fights, pairs.told, tuning)
    paths = [output]
    made = page(subjects)
    if png is not None:
        from artemis_modkit.report.charts.chart import Scene
        from artemis_modkit.report.pictures import write_pictures
        from artemis_modkit.report.share import shared_picture, verdicts

        told = verdicts(subjects.payload)
        scene = Scene(subjects.assessment, (), subjects.play)
    with outcome.writing():
        if png is not None:
            more = {"share": lambda: shared_picture(scene, told, subjects.against_name)}
            paths += write_pictures(scene, png, more)
        write_output(output, made, PAGE)
    say(f"Written: {', '.join(path.as_posix() for path in paths)}.\n")
    if open:
        typer.launch(output.resolve().as_uri())
    return 0


def _measure(own: "Mod", other: "Mod | None", stock: str | None) -> "Mod":
    """The stock to measure by: as asked for, else the one that the mod, or both, were built on."""
    from artemis_modkit.model.baseline import common_stock

    if stock is None and other is not None:
        return common_stock(other, own)
    return measure_of(own, stock)
