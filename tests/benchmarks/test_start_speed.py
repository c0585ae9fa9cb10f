"""What a start costs, beside the packages that it stands on: reported, never asserted.

Run with `python -m pytest tests/benchmarks/test_start_speed.py --benchmark-enable -s`. The figures
are seconds of processor of whole processes, medians of eleven rounds in which all commands take
turns, so that a machine that slows down slows all of them. What holds a start without a clock is
tests/cli/test_start.py.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIXTURES

resource = pytest.importorskip("resource")

DEMO = str(FIXTURES / "mods" / "nebula-patrol")
_OURS = ("-m", "artemis_modkit")
_BESIDE = "-c", "import typer, rich.console, lxml.etree"
COMMANDS = {
    "what it stands on": _BESIDE,
    "--version": (*_OURS, "--version"),
    "a slip": (*_OURS, "audti"),
    "--help": (*_OURS, "--help"),
    "audit": (*_OURS, "audit", DEMO),
    "score": (*_OURS, "score", "stock:2.8"),
    "compare": (*_OURS, "compare", f"{DEMO}-1.0", DEMO),
    "patch --dry-run": (*_OURS, "patch", "stock:2.8", "--recipe", "tsn", "--dry-run"),
}
_ROUNDS = 11


def seconds_of(arguments: tuple[str, ...], compiled: Path) -> float:
    """Seconds of processor that a process takes, of the system too, with its modules compiled."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def test_starts(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    is_enabled = pytestconfig.getoption("--benchmark-enable")
    commands = COMMANDS if is_enabled else dict([*COMMANDS.items()][:2])  # that it works at all
    for arguments in commands.values():
        seconds_of(arguments, tmp_path)  # compiles the modules
    rounds = [
        {name: seconds_of(arguments, tmp_path) for name, arguments in commands.items()}
        for _ in range(_ROUNDS if is_enabled else 1)
    ]
    medians = {name: statistics.median(one[name] for one in rounds) for name in commands}
    unit = medians["what it stands on"]
    for name, seconds in medians.items():
        print(f"\n{name:20}{1000 * seconds:6.0f} ms {seconds / unit:6.2f}", end="")
    print()
