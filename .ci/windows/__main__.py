"""The project on Windows, as far as Wine is one: from nothing to a table of what passed.

    python .ci/windows

Left out with a sentence and exit code 77 where Wine cannot be had; MODKIT_REQUIRE_WINDOWS=1 makes
that an error. A part not done after MODKIT_WINDOWS_SECONDS (840), counted from the start, is left
out too, with exit code 78 where all others passed: a slow machine is no fault of the project.
MODKIT_CACHE names a folder in which what was downloaded is kept. Wine is not Windows: what passes
here has run on a Windows CPython, and on no Windows.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import PROJECT, CannotBeHad, Machine, NotInTime

OWN = "tests/windows/"
PARTS = (
    ("the three jobs", [f"{OWN}test_transcripts.py"]),
    ("as on this system", [f"{OWN}test_same_as_elsewhere.py"]),
    ("open files, kills", [f"{OWN}test_open_files.py", f"{OWN}test_kills.py"]),
    ("paths", [f"{OWN}test_paths.py"]),
    ("consoles and pipes", [f"{OWN}test_consoles.py"]),
    ("files and the journal", ["tests/files/test_disk.py", "tests/files/test_journal.py"]),
    ("mods and zips", ["tests/model/test_mod.py", "tests/files/test_zip.py"]),
    ("outputs", ["tests/cli/test_outputs.py", "tests/cli/test_exit_codes.py"]),
    ("taking back", ["tests/cli/test_restore.py", "tests/cli/test_verify.py"]),
)
"""What differs on Windows; what matters most comes first, should the time be over.

Tests of Windows itself may skip only for what Wine lacks.
"""

LEFT_OUT, IN_PART = 77, 78
SECONDS = float(os.environ.get("MODKIT_WINDOWS_SECONDS", "840"))


def main():
    """Make it, compare it with this system, run the parts; 0 where all is well."""
    end = time.monotonic() + SECONDS
    cache = os.environ.get("MODKIT_CACHE")
    with tempfile.TemporaryDirectory(prefix="modkit-windows-", ignore_cleanup_errors=True) as name:
        machine = Machine(Path(name), end, cache)
        try:
            for step, make in machine.steps():
                _timed(step, lambda make=make, step=step: _made(step, make))
            return _all_parts(machine, end)
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


def _all_parts(machine, end):
    record = machine.folder / "record.json"
    _timed("every command on this system", lambda: _record(record, end))
    rows = [(name, *_part(machine, tests, record)) for name, tests in PARTS]
    print("\nseconds  part                    result")
    for name, seconds, how, told in rows:
        print(f"{seconds:7.0f}  {name:22}  {how}: {told}")
    outcomes = {how for _, _, how, _ in rows}
    return 1 if "FAILED" in outcomes else IN_PART if "left out" in outcomes else 0


def _part(machine, tests, record):
    """Run the tests of one part: seconds, how it went, and in which words."""
    began = time.monotonic()
    only = ["--skip-only", "Wine"] if tests[0].startswith(OWN) else []
    try:
        code, said = machine.run(
            "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *only, *tests,
            MODKIT_RECORD=_as_windows_path(record), PYTHONDONTWRITEBYTECODE="1",
        )  # fmt: skip
        ended = _last(said).strip("= ")
        how = "passed" if code == 0 else "FAILED"
    except NotInTime as late:
        said, ended = late.said, str(late)
        how = "FAILED" if _SHOWN_FAILURE.search(said) else "left out"
    print(f"\n---- {' '.join(tests)}\n{said}", flush=True)
    return time.monotonic() - began, how, ended


_SHOWN_FAILURE = re.compile(r"^[.sxX]*[FE][.sxXFE]*(?: +\[ *\d+%\])?$", re.MULTILINE)
"""A line of pytest's dots with a failure in it."""


def _last(said):
    return next((line for line in reversed(said.splitlines()) if line.strip()), "without a word")


def _record(path, end):
    """Do on this system what is then done and compared under Wine."""
    command = [sys.executable, "-m", "tests.windows.runs", str(path)]
    try:
        subprocess.run(command, cwd=PROJECT, check=True, timeout=max(1, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise NotInTime from None


def _as_windows_path(path):
    """How Wine names a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


def _timed(name, make):
    began = time.monotonic()
    make()
    print(f"{time.monotonic() - began:6.0f} s  {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
