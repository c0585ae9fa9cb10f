"""What draws the pictures of a page: Vega, and their looks, made once and kept as files in `made/`.

To make them takes longer than all else of a page. `pytest --update` makes them anew, and a test
tells where the libraries that made them, in those versions, would make others.
"""

import json
from functools import cache
from importlib import metadata, resources
from typing import Any

from artemis_modkit.lazy import pattern
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.parts import theme

LIBRARY, LOOKS = "vega.js", "looks.json"
THEMES = ("light", "dark")
_USED = "window.vegaEmbed = vegaEmbed;"
"""What the page uses of Vega, in words of its bundler."""
_VIEW = pattern(r"view_[0-9a-f]{16}")
"""Altair's own name of a view, another one in each of its releases."""


@cache
def library() -> str:
    """Vega with its interpreter and tooltips as one script."""
    return kept(LIBRARY)


@cache
def looks() -> dict[str, dict[str, Any]]:
    """By theme and name the looks of each chart of the page, as Vega without rows."""
    found = json.loads(kept(LOOKS))
    return {look: found[look] for look in THEMES}


def kept_by() -> dict[str, str]:
    """The libraries that made what is kept, with their versions."""
    found: dict[str, str] = json.loads(kept(LOOKS))["makers"]
    return found


def kept(name: str) -> str:
    """The text of a file of `made/`."""
    return resources.files(__package__).joinpath("made", name).read_text("utf-8")


def makers() -> dict[str, str]:
    """The libraries that make what is kept, with the versions that are installed."""
    return {name: metadata.version(name) for name in ("altair", "vl-convert-python")}


def made() -> dict[str, str]:
    """The texts of all files that are kept, as the libraries make them now; it takes seconds."""
    import vl_convert

    bundle: str = vl_convert.javascript_bundle(_USED)
    script = bundle.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    drawn = {
        look: {
            chart.name: _numbered(
                vl_convert.vegalite_to_vega(chart.spec(), config=theme(dark=look == "dark"))
            )
            for chart in charts_of_page()
        }
        for look in THEMES
    }
    return {LIBRARY: script, LOOKS: _by_lines(drawn)}


def _by_lines(drawn: dict[str, dict[str, Any]]) -> str:
    """JSON with a line for each chart, so that a difference is one of a chart."""
    parts = (
        f'"{look}": {{\n'
        + ",\n".join(f'"{name}": {json.dumps(spec)}' for name, spec in charts.items())
        + "\n}"
        for look, charts in drawn.items()
    )
    return "{\n" + ",\n".join([f'"makers": {json.dumps(makers())}', *parts]) + "\n}\n"


def _numbered(spec: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(spec)
    names = list(dict.fromkeys(_VIEW.findall(text)))
    found: dict[str, Any] = json.loads(_VIEW.sub(lambda name: f"view_{names.index(name[0])}", text))
    return found
