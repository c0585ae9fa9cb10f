"""Reports: what a command has to say, and the formats that it can be said in."""

from typing import TYPE_CHECKING

from artemis_modkit.lazy import names_of

if TYPE_CHECKING:
    from artemis_modkit.report.formats import check_format, format_names, render
    from artemis_modkit.report.report import Report

__all__ = ["Report", "check_format", "format_names", "render"]
__getattr__ = names_of(__name__, formats="check_format format_names render", report="Report")
