"""Runs that are ended in the middle by TerminateProcess, as by the task manager."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.windows.programs import contents, modkit, surroundings

_STOPPED_AT = """
import importlib, sys, time
module = importlib.import_module(f"artemis_modkit.files.{sys.argv[1]}")
calls = 0
real = getattr(module, sys.argv[2])
def stopping(*arguments, **options):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        print("here", flush=True)
        time.sleep(600)
    return real(*arguments, **options)
setattr(module, sys.argv[2], stopping)
from artemis_modkit.cli import run
sys.exit(run(sys.argv[4:]))
"""


def end_at(module: str, step: str, at: int, *command: str | Path, cwd: Path) -> None:
    """Begin a command, and end it as a function of a module of `files` is called a given time."""
    program = subprocess.Popen(
        [sys.executable, "-c", _STOPPED_AT, module, step, str(at), *map(str, command)],
        cwd=cwd,
        env=surroundings(PYTHONPATH=str(PROJECT)),
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
    end_at("replacing", step, at, name, mod, *options, cwd=mod.parent)
    left = contents(mod)
    assert before.keys() <= left.keys()
    again = modkit(name, mod, *options)
    assert again.code == 2
    assert again.complaint.endswith(f"artemis-modkit restore {mod}")
    assert modkit("restore", mod).code == 0
    assert contents(mod) == before
    assert modkit(name, mod, *options).code in (0, 1)
    assert contents(mod) != before


@pytest.mark.parametrize("step", [("write_new", 1), ("write_new", 3), ("put_in_place", 1)])
def test_a_run_that_is_ended_while_it_writes_a_folder_leaves_the_mod_and_no_half_of_a_folder(
    mod: Path, step: tuple[str, int]
) -> None:
    before = contents(mod)
    command = ("patch", mod, "-r", "tsn", "-o", "out")
    end_at("disk", *step, *command, cwd=mod.parent)
    assert contents(mod) == before
    assert not (mod.parent / "out").exists()
    assert modkit(*command, cwd=mod.parent).code == 0
    assert contents(mod.parent / "out").keys() > before.keys()


def test_a_run_that_is_ended_while_it_writes_a_file_leaves_the_one_that_was_there(
    mod: Path,
) -> None:
    command = ("audit", mod, "-f", "json", "-o", "found.json")
    assert modkit(*command, cwd=mod.parent).code == 1
    found = (mod.parent / "found.json").read_bytes()
    end_at("disk", "put_in_place", 1, *command, "--select", "unknown-race", cwd=mod.parent)
    assert (mod.parent / "found.json").read_bytes() == found
    assert modkit(*command, cwd=mod.parent).code == 1
