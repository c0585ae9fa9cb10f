"""A metric that controls move and a chart are one file each, in the page too: it is really done."""

import json
from pathlib import Path

import pytest

from tests.house.copies import adding

_METRIC = '''"""How often a ship fires."""

from artemis_modkit.balance.metric import Example, metric
from artemis_modkit.balance.ship import Ship

_BEAM = '<beam_port x="0" z="9" playerdamage="12" arcwidth="0.5" cycletime="2" range="1000"/>'


@metric(title="shots", unit="shots a second", example=Example(_BEAM, 0.5))
def shots(ship: Ship) -> float | None:
    """Shots a second of its beams in the direction in which they do most."""
    return ship.best_volley.shots
'''

_CHART = '''"""`speeds`: how fast ships are. Dataset `speeds`: {id, name, speed, turn}, in units of metrics."""

import altair as alt

from artemis_modkit.report.charts.chart import CONTAINER, Chart, Place
from artemis_modkit.report.charts.chart import Rows


def draw() -> alt.TopLevelMixin:
    """A point for each ship."""
    points = alt.Chart(alt.NamedData("speeds")).mark_point()
    return points.encode(x="speed:Q", y="turn:Q").properties(width=CONTAINER, height=200)


CHART = Chart(
    name="speeds",
    title="Speed and turn rate",
    words="A point for each ship, by its speed and its turn rate.",
    draw=draw,
    datasets={"speeds": Rows("ships", "id, name, speed, turn", need="speed", by="speed")},
    place=Place.OVERVIEW,
    columns={"ship": "{row_ship}", "units a second": "{speed:0}", "degrees a second": "{turn:1}"},
    size=(640, 320),
)
'''

_ASKED = """
import json
from py_mini_racer import MiniRacer
from artemis_modkit.balance import Conditions, Weights, assess
from artemis_modkit.model import Mod
from artemis_modkit.report.charts import charts_of_page
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.page.assembly import engine
from artemis_modkit.report.page.payload import Subjects, as_script, payload
from artemis_modkit.report.sentences import conditions_figures
from artemis_modkit.report.pictures import picture

mod, conditions = Mod.open("stock:2.8"), Conditions(power=2.0)
page = MiniRacer()
page.eval(engine())
subjects = Subjects(mod, mod, Conditions(), Weights.standard())
page.eval(f"const world = new World({as_script(payload(subjects))})")
page.eval(f"world.compute({as_script(conditions_figures(conditions))}); undefined")
scene = Scene(assess(mod, mod, conditions))
ask = lambda asked: json.loads(page.eval(f"JSON.stringify({asked})"))
"""
_CLOSED = "\npage.close()"
"""Left to the end of Python, an engine waits for ever at times (tests/v8.py)."""


def test_a_metric_that_controls_move_is_in_the_page_and_says_that_it_stands_still(
    tmp_path: Path,
) -> None:
    pytest.importorskip("py_mini_racer")
    with adding("a metric", tmp_path) as copy:
        copy.add("artemis_modkit/balance/metrics/rates.py", _METRIC)
        copy.passes(
            "tests/balance/test_metrics.py", "tests/docs/test_generated_pages.py", "--update",
            "-k", "shots or page",
        )  # fmt: skip
        found = json.loads(copy.run("score", "stock:2.8", "--format", "json"))
        assert all("shots" in ship["metrics"] for ship in found["ships"])
        asked = copy.answers(
            _ASKED + "print(json.dumps(ask('[world.frozen, world.payload.metrics.shots.title,"
            " world.figures.every((one) => one.shots !== undefined)]')))" + _CLOSED
        )
        assert json.loads(asked) == [["shots"], "shots, as at the start", True]


def test_a_chart_is_in_the_page_and_among_the_pictures_with_the_same_rows(tmp_path: Path) -> None:
    pytest.importorskip("py_mini_racer")
    with adding("a chart", tmp_path) as copy:
        copy.add("artemis_modkit/report/charts/speeds.py", _CHART)
        copy.passes(
            "tests/report/charts/test_specs.py", "tests/report/page/test_vega.py", "--update",
            "-k", "speeds or found or makers",
        )  # fmt: skip
        asked = copy.answers(
            _ASKED + "chart = {one.name: one for one in charts_of_page()}['speeds']\n"
            "rows = chart.rows(scene)\n"
            "print(json.dumps([rows, ask('chartRows(\"speeds\", world)'),"
            " ask('world.payload.charts.about.speeds.place'),"
            " picture(chart, rows, 'stock')[1:4].decode()]))" + _CLOSED
        )
        rows, page, place, kind = json.loads(asked)
        assert len(page["speeds"]) > 40
        assert page == rows
        assert (place, kind) == ("overview", "PNG")
