"""The project on Windows, as far as Wine is one: from nothing to a table of what passed.

    python .ci/windows

Left out with a sentence and exit code 77 where Wine cannot be had; MODKIT_REQUIRE_WINDOWS=1 makes
that an error. MODKIT_CACHE names a folder in which what was downloaded is kept. Wine is not
Windows: what passes here has run on a Windows CPython, and on no Windows.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import PROJECT, CannotBeHad, Machine

PARTS = (
    ("Windows' own", ["tests/windows"]),
    ("files and the journal", ["tests/parsers/test_disk.py", "tests/parsers/test_journal.py"]),
    ("mods, paths and zips", ["tests/model/test_mod.py", "tests/model/test_zip.py"]),
    ("commands", ["tests/cli"]),
    ("manifests", ["tests/patcher/test_manifest.py"]),
    ("reading and repairing", ["tests/parsers/test_broken_files.py", "tests/parsers/test_ini.py"]),
    ("formats", ["tests/report/test_formats.py", "tests/report/test_terminal.py"]),
)
"""The parts of the suite where Windows differs. tests/windows may leave nothing out there."""


def main():
    """Make it, compare it with this system, run the parts; 0 where all is well."""
    cache = os.environ.get("MODKIT_CACHE")
    with tempfile.TemporaryDirectory(prefix="modkit-windows-", ignore_cleanup_errors=True) as name:
        machine = Machine(Path(name), cache)
        try:
            for step, make in machine.steps():
                _timed(step, make)
        except CannotBeHad as why:
            print(f"Windows is left out: {why}.")
            return 1 if os.environ.get("MODKIT_REQUIRE_WINDOWS") else 77
        try:
            return _all_parts(machine)
        finally:
            machine.stop()


def _all_parts(machine):
    record = machine.folder / "record.json"
    _timed("every command on this system", lambda: _record(record))
    rows = []
    for name, tests in PARTS:
        began = time.monotonic()
        code, said = machine.run(
            "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "-p", "no:randomly", *tests,
            MODKIT_RECORD=_as_windows_path(record),
        )  # fmt: skip
        ended = [line for line in said.splitlines() if line.strip()][-1]
        wrong = code != 0 or (tests == ["tests/windows"] and "skipped" in ended)
        if wrong:
            print(said)
        rows.append((name, "failed" if wrong else "passed", ended.strip("= ")))
        print(f"{time.monotonic() - began:6.0f} s  {name}: {ended.strip('= ')}", flush=True)
    return 1 if any(how == "failed" for _, how, _ in rows) else 0


def _record(path):
    """Do on this system what is then done and compared under Wine."""
    subprocess.run([sys.executable, "-m", "tests.windows.runs", str(path)], cwd=PROJECT, check=True)


def _as_windows_path(path):
    """How Wine names a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


def _timed(name, make):
    began = time.monotonic()
    make()
    print(f"{time.monotonic() - began:6.0f} s  {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
