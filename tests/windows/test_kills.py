"""Runs that are ended in the middle by TerminateProcess, as by the task manager."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.windows.programs import contents, modkit, only_windows, surroundings

_STOPPED_AT = """
import os, sys, time
import artemis_modkit.files.journal as journal
calls = 0
real = getattr(journal, sys.argv[1])
def stopping(*arguments, **options):
    global calls
    calls += 1
    if calls == int(sys.argv[2]):
        print("here", flush=True)
        time.sleep(600)
    return real(*arguments, **options)
setattr(journal, sys.argv[1], stopping)
from artemis_modkit.cli import run
sys.exit(run(sys.argv[3:]))
"""


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("step", ["write_new", "put_in_place"])
@pytest.mark.parametrize(
    "command",
    [("patch", "-r", "torpedoes-matter", "--in-place"), ("audit", "--fix")],
    ids=["patch", "fix"],
)
def test_a_run_that_is_ended_in_the_middle_can_be_taken_back(
    mod: Path, command: tuple[str, ...], step: str, at: int
) -> None:
    before = contents(mod)
    name, *options = command
    program = subprocess.Popen(
        [sys.executable, "-c", _STOPPED_AT, step, str(at), name, str(mod), *options],
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert program.stdout is not None
    try:
        assert program.stdout.readline().strip() == b"here"
    finally:
        program.kill()
        program.communicate()
    assert program.returncode not in (0, 2, 3)
    left = contents(mod)
    assert before.keys() <= left.keys()
    again = modkit(name, mod, *options)
    assert again.code == 2
    assert again.complaint.endswith(f"artemis-modkit restore {mod}")
    assert modkit("restore", mod).code == 0
    assert contents(mod) == before
    assert modkit(name, mod, *options).code in (0, 1)
    assert contents(mod) != before


@only_windows
@pytest.mark.parametrize("option", [("-o", "out"), ("--dry-run", "--diff", "made.diff")])
def test_a_run_that_is_ended_while_it_writes_anew_leaves_the_mod_alone(
    mod: Path, option: tuple[str, ...]
) -> None:
    before = contents(mod)
    program = subprocess.Popen(
        [sys.executable, "-m", "artemis_modkit", "patch", str(mod), "-r", "tsn", *option],
        cwd=mod.parent,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        program.wait(0.7)
    except subprocess.TimeoutExpired:
        program.kill()
    program.communicate()
    assert contents(mod) == before
    assert modkit("patch", mod, "-r", "tsn", "-o", mod.parent / "later").code == 0
