"""How fast files are read and ships scored: reported, never asserted; growth is in test_linear.

Run with `python -m pytest tests/benchmarks --benchmark-enable`; the groups put the strict
reader of lxml beside ours on the same bytes.
"""

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
@pytest.mark.parametrize("times", [1, 10])
def test_the_typed_model_grows_with_the_file(
    benchmark: Benchmark, largest: bytes, times: int
) -> None:
    data = repeated(largest, times)
    run = (VesselData.from_bytes, ("x", data))
    found = benchmark.pedantic(run[0], args=run[1], rounds=1 if times > 1 else 3)
    assert len(found.vessels) == 189 * times


@pytest.mark.benchmark(group="patching stock")
def test_the_tsn_recipe_runs_on_stock(benchmark: Benchmark) -> None:
    recipe = load_recipe("tsn")
    assert len(benchmark(lambda: apply(Mod.open("stock"), recipe)).changes) == 310


@pytest.mark.benchmark(group="scoring")
@pytest.mark.parametrize("times", [1, 5])
def test_every_ship_is_scored(benchmark: Benchmark, largest: bytes, times: int) -> None:
    stock = Mod.open("stock")
    mod = Mod.from_files("large", {"vesselData.xml": repeated(largest, times)})
    found = benchmark.pedantic(assess, args=(mod, stock, Conditions()), rounds=1)
    assert len(found.scored) >= 189 * times
