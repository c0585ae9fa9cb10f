"""A format of reports is one file: it is really done."""

from pathlib import Path

from tests.house.copies import adding

_FORMAT = r'''"""Reports as one table with tabs between its cells."""

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.report import Report
from artemis_modkit.report.text import visible


def render(report: Report, *, color: bool, width: int) -> str:
    """The rows of a report; raises `ModkitError` for one that is no table."""
    if report.rows is None:
        raise ModkitError(f"{report.command} is no single table; tsv is for tables")
    rows = (report.rows.columns, *report.rows.rows)
    return "".join("\t".join(map(visible, row)) + "\n" for row in rows)
'''


def test_a_format_is_found_told_and_said_in(tmp_path: Path) -> None:
    with adding("a report format", tmp_path) as copy:
        copy.add("artemis_modkit/report/formats/tsv.py", _FORMAT)
        head, first, *_ = copy.run("score", "stock:2.8", "--format", "tsv").splitlines()
        assert head.startswith("id\tclass\trace\trole\trank\toverall\t")
        assert first.startswith("7\tJuggernaut\tTSN\tplayer\t1\t")
        assert "tsv" in copy.run("score", "--help")
        copy.passes("tests/report/test_formats.py", "-k", "found or refused or help")
