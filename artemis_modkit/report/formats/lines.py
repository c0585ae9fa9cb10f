"""Findings a line each, `file:line:column: severity: words [rule]`, which editors read as problems.

The file is named from where the command was run, so that an editor opens it.
"""

from typing import Any

from artemis_modkit.report.report import Report, path_below
from artemis_modkit.report.text import visible

ONLY_FOR = ("audit",)


def render(report: Report, *, color: bool, width: int) -> str:
    """A line for each finding, and nothing where there is none."""
    return "".join(_line(report.base, finding) for finding in report.payload["findings"])


def _line(base: str, finding: dict[str, Any]) -> str:
    place = f"{path_below(base, finding['file'])}:{finding['line']}:{finding['column']}"
    words = visible(finding["message"])
    return f"{place}: {finding['severity']}: {words} [{finding['rule']}]\n"
