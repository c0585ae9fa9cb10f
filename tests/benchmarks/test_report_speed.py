"""How fast a report is written, and its page answers: reported, never asserted by the clock.

Run with `python -m pytest tests/benchmarks/test_report_speed.py --benchmark-enable`. What a page
answers in is measured in the browser, from the event of a control to the next picture.
"""

from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.report.page.assembly import page
from tests.report.page.conftest import Opened, subjects_of

Benchmark = Any

_MOVE = """
async (percent) => {
  const power = document.getElementById("power");
  power.value = percent;
  power.dispatchEvent(new Event("change"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
"""


@pytest.fixture
def written(corpus: Path, tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    file.write_bytes(page(subjects_of(Mod.open(corpus / "mods/tsn-3.1"))))
    return file


def test_a_report_of_189_ships_is_written(benchmark: Benchmark, corpus: Path) -> None:
    subjects = subjects_of(Mod.open(corpus / "mods/tsn-3.1"))
    assert len(benchmark(page, subjects)) < 3_000_000


@pytest.mark.benchmark(group="first picture")
def test_the_first_picture_appears(benchmark: Benchmark, chromium: Any, written: Path) -> None:
    opened = Opened(chromium.new_page(), written)

    def first_picture() -> None:
        opened.go()
        opened.tab.locator("canvas").first.wait_for()

    benchmark.pedantic(first_picture, rounds=5)


@pytest.mark.benchmark(group="a control answers")
@pytest.mark.parametrize("view", ["overview", "ships", "card"])
def test_a_control_answers(benchmark: Benchmark, chromium: Any, written: Path, view: str) -> None:
    opened = Opened(chromium.new_page(), written).go(f"#view={view}")
    opened.settle()
    powers = iter(range(1, 300))
    benchmark.pedantic(lambda: opened.tab.evaluate(_MOVE, str(next(powers))), rounds=30)
