"""Reports: what a command has to say, and the formats that it can be said in."""

from artemis_modkit.report.rendering import check_format, format_names, render
from artemis_modkit.report.report import Report

__all__ = ["Report", "check_format", "format_names", "render"]
