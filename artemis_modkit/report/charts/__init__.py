"""The charts of reports: what each is drawn from and how it looks, as Vega-Lite.

A chart never holds rows, only the names of datasets. So the page and the pictures
draw the same specification; the page fills it while controls move, `pictures` once.
A chart is one file in this folder with a `CHART`, which also says where the page has it; adding
one touches no other file.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from artemis_modkit.report.charts.chart import Chart
from artemis_modkit.report.charts.parts import theme

__all__ = ["all_charts", "charts_of_page", "theme"]


@cache
def all_charts() -> Mapping[str, Chart]:
    """Every chart by its name, found by looking into this folder."""
    charts = {}
    for module in pkgutil.iter_modules(__path__):
        chart = getattr(importlib.import_module(f"{__name__}.{module.name}"), "CHART", None)
        if isinstance(chart, Chart):
            charts[chart.name] = chart
    return charts


def charts_of_page() -> list[Chart]:
    """The charts that the page has, in their order in each of its places."""
    return sorted(
        (chart for chart in all_charts().values() if chart.place is not None),
        key=lambda chart: (chart.turn, chart.name),
    )
