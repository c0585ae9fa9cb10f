"""Reports as one table of comma-separated values (RFC 4180), for spreadsheets.

It begins with a byte-order mark, without which Excel on Windows reads names wrong,
and no text of a mod is ever a formula.
"""

import csv
from io import StringIO

from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import Report
from artemis_modkit.report.text import visible

_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def render(report: Report, *, color: bool, width: int) -> str:
    """The rows of a report; raises `ModkitError` for one that is no table."""
    if report.rows is None:
        raise ModkitError(f"{report.command} is no single table; csv is for tables")
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(report.rows.columns)
    writer.writerows([_cell(cell) for cell in row] for row in report.rows.rows)
    return _MARK + out.getvalue()


def _cell(text: str) -> str:
    shown = visible(text)
    if shown.startswith(_STARTS_A_FORMULA) and read_decimal(shown) is None:
        return f"'{shown}"
    return shown
