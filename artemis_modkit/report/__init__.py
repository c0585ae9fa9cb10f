"""Reports: what a command has to say, and the formats that it can be said in."""

from artemis_modkit.report.rendering import FORMATS, render
from artemis_modkit.report.report import Report

__all__ = ["FORMATS", "Report", "render"]
