"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

Each says its place in its words too, for the log of a run shows nothing else.
"""

from typing import Any

from artemis_modkit.report.report import Report, path_below
from artemis_modkit.report.text import visible

ONLY_FOR = ("audit",)


def render(report: Report, *, color: bool, width: int) -> str:
    """A line for each finding, and one that counts them."""
    counts = report.payload["summary"]
    summary = ", ".join(f"{name}: {count}" for name, count in counts.items())
    lines = (_command(report.base, finding) for finding in report.payload["findings"])
    return "\n".join((*lines, f"Findings: {summary}", ""))


def _command(base: str, finding: dict[str, Any]) -> str:
    file, line, column = (finding[name] for name in ("file", "line", "column"))
    path = path_below(base, file)
    properties = {"file": path, "line": line, "col": column, "title": finding["rule"]}
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    also = len(finding["also"])
    more = f" (and {also} more {'place' if also == 1 else 'places'})" if also else ""
    return f"::{finding['severity']} {shown}::" + _words(
        f"{path}:{line}:{column}: {finding['message']}{more}"
    )


def _words(text: str) -> str:
    """Text that no line break ends; what would be one is visible instead."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _words(text).replace(":", "%3A").replace(",", "%2C")
