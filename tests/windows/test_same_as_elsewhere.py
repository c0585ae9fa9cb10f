"""The same commands on the same mods give the same bytes as on another system.

The other system's record is made by `python -m tests.windows.runs FILE`; MODKIT_RECORD names it.
`.ci/windows` makes one on Linux and compares under Wine.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from artemis_modkit.files.disk import OWN_FOLDER
from tests.windows.runs import Came, Outcome, Run, all_runs, came_of, read_record

_RECORD = os.environ.get("MODKIT_RECORD", "")

pytestmark = pytest.mark.skipif(
    not _RECORD, reason="MODKIT_RECORD names no record to compare Windows with"
)

_FRACTION = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


@cache
def recorded() -> dict[str, Outcome]:
    return read_record(Path(_RECORD))


def with_rounded_figures(text: str) -> str:
    """A page whose fractions are rounded, 4.0 as 3.9999999999999996 is: the last digit is the system's own `pow`, `sin`."""
    return _FRACTION.sub(lambda found: f"{float(found[0]):.9g}", text)


def comparable(came: Came) -> tuple[str, int, str, str]:
    r"""All of it, but for the lines of `--help` and the separator of paths in complaints.

    Help is laid out one column narrower on Windows; a user there knows folders with `\`.
    """
    out = came.out
    if came.command.endswith("--help"):
        out = re.sub(r"\W|_", "", out.encode("latin-1").decode("utf-8"))
    return came.command, came.code, out, came.err.replace("\\", "/")


def kept(outcome: Outcome) -> list[str]:
    """The files that must be there on both; the file of the lock stays on some systems only."""
    return [path for path in outcome.files if not f"/{path}".endswith(f"/{OWN_FOLDER}/lock")]


@pytest.mark.parametrize("run", all_runs(), ids=lambda run: run.name)
def test_a_run_prints_and_writes_the_same_bytes(run: Run) -> None:
    here, there = came_of(run), recorded()[run.name]
    for mine, theirs in zip(here.commands, there.commands, strict=True):
        assert comparable(mine) == comparable(theirs)
    assert kept(here) == kept(there)
    for path in kept(here):
        written = here.files[path]
        other = there.files[path]
        if path.endswith(".png"):
            continue  # dots are rounded by the system's own arithmetic; that they are there counts
        if path.endswith(".html"):
            assert written.text is not None and other.text is not None
            assert with_rounded_figures(written.text) == with_rounded_figures(other.text), path
            continue
        assert written == other, path


def test_every_run_of_the_record_is_done_here_too() -> None:
    assert [run.name for run in all_runs()] == list(recorded())
