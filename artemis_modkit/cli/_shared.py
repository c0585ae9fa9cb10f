"""What commands share: options, and how a report leaves the program."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from artemis_modkit.cli._progress import sign_of_life
from artemis_modkit.parsers.disk import write_file
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report import Report, check_format, render

if TYPE_CHECKING:
    from artemis_modkit.model import Mod

_WIDTH_OF_A_PIPE = 100
_OWN_JSON = b'{\n  "artemis_modkit": '


def _check_format(context: typer.Context, format: str) -> str:
    check_format(format, context.info_name or "")
    return format


ModArgument = Annotated[
    str, typer.Argument(metavar="MOD", help="Folder, .zip, single file, or stock[:VERSION].")
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        callback=_check_format,
        help="terminal, json, markdown, bbcode or csv; for audit also sarif and github.",
    ),
]
ReportOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report there.")
]
StockOption = Annotated[
    str | None,
    typer.Option(
        "--stock",
        metavar="MOD",
        help="Stock to measure by: a version or a folder; else the one the mod was built on.",
    ),
]


def measure_of(mod: "Mod", stock: str | None) -> "Mod":
    """The stock that a mod is measured by: as asked for, else the one that it was built on."""
    from artemis_modkit.model import Mod
    from artemis_modkit.model.baseline import fitting_stock
    from artemis_modkit.model.stock import STOCK_VERSIONS

    if stock is None:
        return fitting_stock(mod)
    return Mod.open(f"stock:{stock}" if stock in STOCK_VERSIONS else stock)


def show(report: Report, format: str, output: Path | None = None) -> int:
    """Print a report, or write it to a file; the exit code of the command."""
    if output is not None:
        if output.exists() and not output.read_bytes().startswith(_OWN_JSON):
            raise ModkitError(f"{output}: is there already; name a new file for the report")
        write_file(output, render(report, format).encode("utf-8", "backslashreplace"))
    else:
        is_terminal = sys.stdout.isatty()
        if format != "terminal" and not is_terminal:
            _write_utf8()
        color = is_terminal and not os.environ.get("NO_COLOR") and _knows_colours()
        text = render(report, format, color=color, width=_width(is_terminal))
        sign_of_life.stop()
        sys.stdout.write(_writable(text, sys.stdout.encoding))
        sys.stdout.flush()
    return report.exit_code


def _write_utf8() -> None:
    """What goes on to other programs is UTF-8 on every system, as it is in a file."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


def _knows_colours() -> bool:
    """Whether the terminal reads colour codes; the console of old Windows shows them as text."""
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def _writable(text: str, encoding: str) -> str:
    """The text without our own signs where a console or pipe (of old Windows) lacks them."""
    try:
        "─…".encode(encoding)
    except UnicodeEncodeError:
        return text.replace("─", "-").replace("…", "...")
    return text


def _width(is_terminal: bool) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) >= 40:
        return int(given)
    return os.get_terminal_size().columns if is_terminal else _WIDTH_OF_A_PIPE
