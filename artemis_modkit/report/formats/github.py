"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

Each says its place in its words too, for the log of a run shows nothing else.
"""

from typing import Any

from artemis_modkit.report.report import Report, path_below
from artemis_modkit.report.text import visible
from artemis_modkit.report.words import counted

ONLY_FOR = ("audit",)


def render(report: Report, *, color: bool, width: int) -> str:
    """A line for each finding, and one that counts them."""
    counts = report.payload["summary"]
    summary = ", ".join(f"{name}: {count}" for name, count in counts.items())
    lines = (_command(report.base, finding) for finding in report.payload["findings"])
    return "\n".join((*lines, f"Findings: {summary}", ""))


def _command(base: str, finding: dict[str, Any]) -> str:
    path, line, column = path_below(base, finding["file"]), finding["line"], finding["column"]
    properties = {"file": path, "line": line, "col": column, "title": finding["rule"]}
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    also = len(finding["also"])
    more = f" (and {counted(also, 'more place')})" if also else ""
    words = _words(f"{path}:{line}:{column}: {finding['message']}{more}")
    return f"::{finding['severity']} {shown}::{words}"


def _words(text: str) -> str:
    """Text that no line break ends; what would be one is visible instead."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _words(text).replace(":", "%3A").replace(",", "%2C")
