"""The project on Windows, as far as Wine is one: from nothing to a table of what passed.

    python .ci/windows

Left out with a sentence and exit code 77 where Wine cannot be had; MODKIT_REQUIRE_WINDOWS=1 makes
that an error. A part not done after MODKIT_WINDOWS_SECONDS (720), counted from the start, is left
out too, with exit code 78 where all others passed: a slow machine is no fault of the project.
MODKIT_CACHE names a folder in which what was downloaded is kept. Wine is not Windows: what passes
here has run on a Windows CPython, and on no Windows.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from machine import PROJECT, CannotBeHad, Machine, NotInTime, windows_path
from outcomes import outcomes_of, without_progress

OWN = "tests/windows/"
PARTS = {
    "the three jobs": (f"{OWN}test_transcripts.py",),
    "as on this system": (f"{OWN}test_same_as_elsewhere.py",),
    "open files, kills": (f"{OWN}test_open_files.py", f"{OWN}test_kills.py"),
    "paths": (f"{OWN}test_paths.py",),
    "consoles and pipes": (f"{OWN}test_consoles.py",),
    "files and the journal": (
        "tests/files/test_disk.py",
        "tests/files/test_replacing.py",
        "tests/files/test_restoring.py",
    ),
    "mods and zips": ("tests/model/test_mod.py", "tests/files/test_zip.py"),
    "outputs": ("tests/cli/test_outputs.py", "tests/cli/test_exit_codes.py"),
    "taking back": ("tests/cli/test_restore.py", "tests/cli/test_verify.py"),
}
"""What differs on Windows; what matters most comes first, should the time be over.

One pytest runs them all: each start of a Python costs seconds under Wine.
"""

LACKED = (
    "Wine", "named pipes", "devices are no files", "keeps no such modes", "read-only folders",
    "makes no links", "git is not installed", "no sh that closes", "device that is full",
)  # fmt: skip
"""For what a test may skip here: what Wine or Windows has not. Another reason is a failure."""

LEFT_OUT, IN_PART = 77, 78
SECONDS = float(os.environ.get("MODKIT_WINDOWS_SECONDS", "720"))


def main():
    """Make it, compare it with this system, run the parts; 0 where all is well."""
    began = time.monotonic()
    cache = os.environ.get("MODKIT_CACHE")
    with tempfile.TemporaryDirectory(prefix="modkit-windows-", ignore_cleanup_errors=True) as name:
        machine = Machine(Path(name), began + SECONDS, cache)
        record = machine.folder / "record.json"
        try:
            with _recording(record) as recorded:
                for step, make in machine.steps():
                    _timed(step, lambda make=make, step=step: _made(step, make))
                _timed("every command on this system", lambda: recorded(began + SECONDS))
            return _all_parts(machine, record, began)
        except (CannotBeHad, NotInTime) as why:
            print(f"Windows is left out: {why}.", flush=True)
            return 1 if os.environ.get("MODKIT_REQUIRE_WINDOWS") else LEFT_OUT
        finally:
            machine.stop()


def _made(step, make):
    try:
        make()
    except (OSError, subprocess.SubprocessError) as error:  # of the machine, not of the project
        raise CannotBeHad(f"{step} cannot be had here ({error})") from None


@contextmanager
def _recording(path):
    """Do on this system, meanwhile, what is then done and compared under Wine.

    Gives what waits for it until a time. Raises `NotInTime`, or `CalledProcessError`.
    """
    command = [sys.executable, "-m", "tests.windows.runs", str(path)]
    recorder = subprocess.Popen(command, cwd=PROJECT, start_new_session=True)

    def recorded(end):
        try:
            code = recorder.wait(max(1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise NotInTime from None
        if code != 0:
            raise subprocess.CalledProcessError(code, command)

    try:
        yield recorded
    finally:
        if recorder.poll() is None:
            os.killpg(recorder.pid, signal.SIGKILL)
            recorder.wait()


def _all_parts(machine, record, began):
    """Run the tests of all parts and tell of each; the exit code."""
    log = machine.folder / "log.jsonl"
    files = [file for part in PARTS.values() for file in part]
    try:
        code, said = machine.run(
            "-m", "pytest", "-v", "-n", "2", "--maxschedchunk", "1", "-p", "no:cacheprovider",
            "--durations", "15", "--skip-only", "|".join(LACKED),
            "--report-log", windows_path(log), *files, MODKIT_RECORD=windows_path(record),
        )  # fmt: skip
    except NotInTime as late:
        code, said = None, late.said
    print(f"\n{without_progress(said)}", flush=True)
    outcomes = outcomes_of(PARTS, log, said)
    print("\nseconds  part                    passed  failed  left out")
    for one in outcomes:
        counts = f"{one.passed:6}  {one.failed:6}"
        print(f"{one.seconds:7.0f}  {one.part:22}  {counts}  {one.left_out}")
    how = "in two processes" if code is not None else "cut off there"
    print(f"{time.monotonic() - began:7.0f}  all, from nothing, {how}")
    if code not in (0, None) or any(one.failed for one in outcomes):
        return 1
    return IN_PART if code is None else 0


def _timed(name, make):
    began = time.monotonic()
    make()
    print(f"{time.monotonic() - began:6.0f} s  {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
