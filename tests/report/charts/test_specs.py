"""Specifications of charts: what every one of them must keep to."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

from artemis_modkit.report.charts import all_charts, charts_of_page, theme
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.charts.parts import LIGHT_ROLES, ROLES

NAMES = list(all_charts())


def filled(name: str, scene: Scene) -> dict[str, Any]:
    chart = all_charts()[name]
    return {
        **chart.spec(),
        "width": 500,
        "datasets": dict(chart.rows(scene)),
        "config": theme(dark=True),
    }


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from parts_of(one)


def test_the_charts_are_found_in_their_folder() -> None:
    assert {one.name for one in charts_of_page()} < set(NAMES)
    assert sorted(NAMES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_specification_is_valid_vega_lite_and_says_what_it_shows(name: str) -> None:
    spec = all_charts()[name].spec()
    checked = all_charts()[name].draw().to_dict(validate=True)
    assert {**checked, **spec}.keys() - spec.keys() == {"config"}
    assert spec["description"].startswith(all_charts()[name].title)
    assert spec["width"] == "container"
    assert "config" not in spec


@pytest.mark.parametrize("name", NAMES)
def test_a_specification_holds_no_rows_and_no_addresses(name: str) -> None:
    spec = all_charts()[name].spec()
    assert "datasets" not in spec
    sources = [one["data"] for one in parts_of(spec) if isinstance(one.get("data"), dict)]
    assert sources
    assert all(set(source) == {"name"} for source in sources)
    del spec["$schema"]
    assert "://" not in json.dumps(spec)


@pytest.mark.parametrize("name", NAMES)
def test_the_datasets_of_a_chart_are_those_that_its_rows_give(name: str, scene: Scene) -> None:
    drawn = {one["data"]["name"] for one in parts_of(all_charts()[name].spec()) if "data" in one}
    given = set(all_charts()[name].rows(scene))
    assert drawn == given


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_compiles_without_a_warning(
    name: str, scene: Scene, capfd: pytest.CaptureFixture[str]
) -> None:
    compiled = vl_convert.vegalite_to_vega(filled(name, scene), show_warnings=True)
    assert compiled["marks"]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_specification_is_the_same_each_time(name: str) -> None:
    chart = all_charts()[name]
    assert chart.spec() == chart.spec()


def test_every_role_has_a_colour_and_its_own_shape() -> None:
    spec = all_charts()["toughness"].spec()
    shapes = [one["shape"] for one in parts_of(spec) if isinstance(one.get("shape"), dict)]
    scales = [one["scale"] for one in shapes if "scale" in one]
    assert scales[0]["domain"] == [role.label for role in ROLES]
    assert len(set(scales[0]["range"])) == len(ROLES) == len(LIGHT_ROLES)
