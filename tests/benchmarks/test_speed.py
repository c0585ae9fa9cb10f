"""How fast files are read, as ratios in one run: reported, never asserted by the clock.

Run with `python -m pytest tests/benchmarks --benchmark-enable`; the groups put the strict
reader of lxml beside ours on the same bytes.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.parsers.xml import XmlDocument
from artemis_modkit.patcher import apply, load_recipe

Benchmark = Any


@pytest.fixture(scope="module")
def largest(corpus: Path) -> bytes:
    return (corpus / "mods/tsn-3.1/dat/vesselData.xml").read_bytes()


def repeated(data: bytes, times: int) -> bytes:
    """The file with its vessels so many times."""
    start, end = data.index(b"<vessel "), data.index(b"</vessel_data>")
    return data[:start] + data[start:end] * times + data[end:]


@pytest.mark.benchmark(group="reading 260 kB")
def test_lxml_reads_the_file(benchmark: Benchmark, largest: bytes) -> None:
    assert len(benchmark(etree.fromstring, largest)) == 254


@pytest.mark.benchmark(group="reading 260 kB")
def test_the_document_reads_the_file(benchmark: Benchmark, largest: bytes) -> None:
    assert len(benchmark(XmlDocument.from_bytes, "x", largest).elements) == 3128


@pytest.mark.benchmark(group="reading 260 kB")
def test_the_typed_model_reads_the_file(benchmark: Benchmark, largest: bytes) -> None:
    assert len(benchmark(VesselData.from_bytes, "x", largest).vessels) == 189


@pytest.mark.benchmark(group="growing")
@pytest.mark.parametrize("times", [1, 10, 100])
def test_the_typed_model_grows_with_the_file(
    benchmark: Benchmark, largest: bytes, times: int
) -> None:
    data = repeated(largest, times)
    run = (VesselData.from_bytes, ("x", data))
    found = benchmark.pedantic(run[0], args=run[1], rounds=1 if times > 10 else 3)
    assert len(found.vessels) == 189 * times


@pytest.mark.benchmark(group="patching stock")
def test_the_tsn_recipe_runs_on_stock(benchmark: Benchmark) -> None:
    recipe = load_recipe("tsn")
    assert len(benchmark(lambda: apply(Mod.open("stock"), recipe)).changes) == 310


def test_the_cost_of_reading_is_linear_and_within_ten_times_that_of_lxml(
    largest: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shows the ratios; fails only where growth is far from linear."""
    small, large = repeated(largest, 2), repeated(largest, 20)
    ours = [best_of(partial(VesselData.from_bytes, "x", data)) for data in (small, large)]
    lxml = best_of(partial(etree.fromstring, small))
    with capsys.disabled():
        print(
            f"\ntyped model / lxml: {ours[0] / lxml:.1f}; "
            f"ten times the file costs {ours[1] / ours[0]:.1f} times as much"
        )
    assert ours[1] / ours[0] < 30


def test_scoring_costs_at_most_three_times_the_loading_and_grows_with_the_ships(
    largest: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shows the ratios; fails only where growth is far from linear or the cost far too high."""
    stock = Mod.open("stock")
    load = best_of(partial(VesselData.from_bytes, "x", largest))
    costs = [best_of(partial(score_all, opened(largest, times), stock)) for times in (1, 5, 53)]
    with capsys.disabled():
        print(
            f"\nscoring / loading of 189 vessels: {costs[0] / load:.1f}; 10,017 vessels cost "
            f"{costs[2] / costs[1]:.1f} times as much as 945 (10.6 times fewer)"
        )
    assert costs[0] / load < 10
    assert costs[2] / costs[1] < 30


def opened(data: bytes, times: int) -> Mod:
    mod = Mod.from_files("large", {"vesselData.xml": repeated(data, times)})
    assert mod.vessel_data is not None
    return mod


def score_all(mod: Mod, stock: Mod) -> None:
    assert len(assess(mod, stock, Conditions()).scored) >= 189


def best_of(run: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)
