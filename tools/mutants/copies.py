"""Copies of the checkout, and processes that work in them, one in each at a time."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

Task = TypeVar("Task")
PROJECT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "artemis_modkit"
_PATIENCE = 600  # seconds of the clock, for what waits without working
_MOST_MEMORY = 8 << 30  # bytes of data, for what grows without end; V8 reserves far more room


def copied(folder: Path) -> Path:
    """The checkout's files, as git lists them, in a folder of their own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)
    return folder


def forked(
    tasks: Iterator[Task],
    copies: list[Path],
    run: Callable[[Path, Task], int],
    *,
    seconds: float,
    deadline: float = float("inf"),
) -> Iterator[tuple[Task, Path, bool]]:
    """Run each task in a process of its own; yields it, its copy, and whether `run` gave 0.

    A process has so many seconds of processor: an endless loop fails, on a busy machine as on an
    idle one. None begins after the deadline. A copy is used again once the caller goes on.
    """
    running: dict[int, tuple[Task, Path, float]] = {}
    free = list(copies)
    while True:
        while free and time.monotonic() < deadline:
            task = next(tasks, None)
            if task is None:
                break
            copy = free.pop()
            child = os.fork()
            if not child:
                _inside(copy, seconds, partial(run, copy, task))
            running[child] = task, copy, time.monotonic() + _PATIENCE
        if not running:
            return
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            for child, (_, _, until) in running.items():
                if time.monotonic() > until:
                    os.kill(child, signal.SIGKILL)
            time.sleep(0.01)
            continue
        task, copy, _ = running.pop(child)
        yield task, copy, status == 0
        free.append(copy)


def _inside(copy: Path, seconds: float, run: Callable[[], int]) -> None:
    """Test the copy, and only that, quietly and without the real files; does not return."""
    code = 1
    try:
        log = os.open(copy.parent / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        sys.dont_write_bytecode = False  # or all that is loaded is compiled for each mutant
        os.environ.pop("PYTEST_ADDOPTS", None)  # CI asks for the real files
        os.environ |= {"PYTHONPATH": str(copy), "ARTEMIS_CORPUS": str(copy / "absent")}
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
        code = run()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
