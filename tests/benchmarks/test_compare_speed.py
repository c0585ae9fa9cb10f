"""How fast mods are compared, beside `xmldiff` on the same files in the same run.

Needs the extra `bench` and the real files; ratios are shown, and asserted far below what they are.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from tests.shell import Shell

PAIRS = [
    ("stock/2.8", "mods/tsn-3.1", 40),
    ("mods/tsn-2.010", "mods/tsn-2.011", 5),
]
_IMPORTS = "import typer, rich.console, lxml.etree"


def best_of(run: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


@pytest.mark.parametrize(("a", "b", "least"), PAIRS)
def test_a_comparison_is_many_times_faster_than_a_tree_diff(
    corpus: Path, capsys: pytest.CaptureFixture[str], a: str, b: str, least: int
) -> None:
    xmldiff = pytest.importorskip("xmldiff.main")
    paths = [corpus / name / "dat/vesselData.xml" for name in (a, b)]
    ours = best_of(lambda: compare(Mod.open(paths[0]), Mod.open(paths[1])), 5)
    theirs = best_of(lambda: xmldiff.diff_files(*map(str, paths)), 1)
    with capsys.disabled():
        print(
            f"\n{a} and {b}: ours {ours * 1000:.0f} ms, xmldiff {theirs * 1000:.0f} ms, "
            f"{theirs / ours:.0f} times as long"
        )
    assert theirs / ours > least


def test_a_summary_has_no_more_lines_than_ships_changed(corpus: Path, shell: Shell) -> None:
    a, b = corpus / "stock/2.8", corpus / "mods/tsn-3.1"
    changed = len(compare(Mod.open(a), Mod.open(b)).vessels.changed)
    assert len(shell("compare", a, b, "--summary").out.splitlines()) <= changed == 58


def test_the_whole_command_costs_a_few_times_its_imports(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shows the ratios; the aim is 3, and the clock of a busy machine is no judge."""

    def run(*arguments: str | Path) -> float:
        command = [sys.executable, *map(str, arguments)]
        return best_of(lambda: subprocess.run(command, check=True, capture_output=True), 5)

    mods = corpus / "stock/2.8", corpus / "mods/tsn-3.1"
    imports = run("-c", _IMPORTS)
    summary = run("-m", "artemis_modkit", "compare", *mods, "--summary")
    whole = run("-m", "artemis_modkit", "compare", *mods)
    with capsys.disabled():
        print(
            f"\nimports {imports * 1000:.0f} ms; compare --summary {summary / imports:.1f} times, "
            f"compare {whole / imports:.1f} times as long"
        )
    assert summary < 10 * imports
