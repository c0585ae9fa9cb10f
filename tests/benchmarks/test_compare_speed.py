"""How fast mods are compared, beside `xmldiff` on the same files: reported, never asserted.

Run with `python -m pytest tests/benchmarks --benchmark-enable`; xmldiff is in the extra `bench`.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from tests.shell import Shell

Benchmark = Any

PAIRS = [("stock/2.8", "mods/tsn-3.1"), ("mods/tsn-2.010", "mods/tsn-2.011")]
_IMPORTS = ("-c", "import typer, rich.console, lxml.etree")
_COMMAND = ("-m", "artemis_modkit", "compare", "stock/2.8", "mods/tsn-3.1")


@pytest.mark.benchmark(group="comparing")
@pytest.mark.parametrize("pair", PAIRS)
def test_ours_compares(benchmark: Benchmark, corpus: Path, pair: tuple[str, str]) -> None:
    a, b = (corpus / name / "dat/vesselData.xml" for name in pair)
    assert benchmark(lambda: compare(Mod.open(a), Mod.open(b))).vessels.changed


@pytest.mark.benchmark(group="comparing")
@pytest.mark.parametrize("pair", PAIRS)
def test_xmldiff_compares(benchmark: Benchmark, corpus: Path, pair: tuple[str, str]) -> None:
    xmldiff = pytest.importorskip("xmldiff.main")
    a, b = (str(corpus / name / "dat/vesselData.xml") for name in pair)
    assert benchmark.pedantic(xmldiff.diff_files, args=(a, b), rounds=1)


@pytest.mark.benchmark(group="a whole command, beside what it imports")
@pytest.mark.parametrize("arguments", [_IMPORTS, _COMMAND, (*_COMMAND, "--summary")])
def test_a_command_starts_and_ends(
    benchmark: Benchmark, corpus: Path, arguments: tuple[str, ...]
) -> None:
    command = [sys.executable, *arguments]
    run = {"cwd": corpus, "check": True, "capture_output": True}
    benchmark.pedantic(subprocess.run, args=(command,), kwargs=run, rounds=5)


def test_a_summary_has_no_more_lines_than_ships_changed_or_came(corpus: Path, shell: Shell) -> None:
    a, b = corpus / "stock/2.8", corpus / "mods/tsn-3.1"
    vessels = compare(Mod.open(a), Mod.open(b)).vessels
    assert (len(vessels.changed), len(vessels.added)) == (58, 131)
    lines = shell("compare", a, b, "--summary").out.splitlines()
    assert len(lines) <= len(vessels.changed) + len(vessels.added) / 4
