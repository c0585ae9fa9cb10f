"""What is kept ready of pictures: it is what the libraries make, it is whole, it may be handed on."""

from pathlib import Path

import pytest

from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.page import vega

FOLDER = Path(vega.__file__).parent / "made"


def test_it_is_what_its_makers_make(update: bool) -> None:
    """Libraries of another version may bundle another Vega; what is kept stays good without them."""
    if not update and vega.kept_by() != vega.makers():
        assert vega.kept(vega.LIBRARY).count("window.vegaEmbed") == 1
        return
    made = vega.made()
    for name, text in made.items():
        if update:
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        assert vega.kept(name) == text, f"{name}: its makers make another; pytest --update"
    assert {path.name for path in FOLDER.iterdir()} == {*made, "LICENCES.txt"}


@pytest.mark.parametrize("look", vega.THEMES)
def test_every_chart_of_the_page_has_its_looks_without_rows_or_addresses(look: str) -> None:
    found = vega.looks()[look]
    assert list(found) == [chart.name for chart in charts_of_page()]
    for spec in found.values():
        assert not [data for data in spec["data"] if "values" in data or "url" in data]


@pytest.mark.parametrize(
    "part",
    ["Vega-Lite", "vega-embed", "vega-tooltip", "D3", "topojson-client", "Delaunator",
     "fast-json-patch", "json-stringify-pretty-compact", "semver"],
)  # fmt: skip
def test_the_licence_of_each_part_of_vega_goes_with_it(part: str) -> None:
    assert part in vega.kept("LICENCES.txt")
