"""From a report to a text, in a format that is named. A format is one file beside this one."""

from importlib import import_module

from artemis_modkit.report.report import Report

FORMATS = ("terminal", "json")
"""Formats in which every command can report; each is a module of this package with `render`."""


def render(report: Report, format: str, *, color: bool = False, width: int = 100) -> str:
    """The text of a report. `color` and `width` (columns) count on terminals only."""
    module = import_module(f"artemis_modkit.report.{format}")
    text = module.render(report, color=color, width=width)
    assert isinstance(text, str)
    return text
