"""One command to try the project, one to test it, on any system with Python 3.11 or newer.

    python .ci/start.py demo     audit, patch and compare the demo mod
    python .ci/start.py test     run all tests; what follows goes to pytest, such as a folder

Both make a virtual environment in the folder .venv first (MODKIT_VENV names another one).
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Path(os.environ.get("MODKIT_VENV", PROJECT / ".venv"))
PATCHED = Path(".venv/demo/nebula-patrol-tsn")
DEMO = (
    ["audit", "fixtures/mods/nebula-patrol"],
    ["patch", "fixtures/mods/nebula-patrol", "--recipe", "tsn", "-o", PATCHED.as_posix()],
    ["compare", "fixtures/mods/nebula-patrol-1.0", "fixtures/mods/nebula-patrol"],
)
SHARED = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
"""Tests are shared between the cores; `-n 0` behind `test` runs them in one process."""


def main(arguments):
    """Do what the one argument says; the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever Python is there
        print("artemis_modkit needs Python 3.11 or newer", file=sys.stderr)
        return 2
    if arguments == ["demo"]:
        return demo(environment(extras=""))
    if arguments[:1] == ["test"]:
        return run(environment(extras="[dev]"), "-m", "pytest", *SHARED, *arguments[1:])
    print(__doc__, file=sys.stderr)
    return 2


def demo(python):
    """The three jobs on the demo mod, in which the audit is meant to find errors."""
    shutil.rmtree(PROJECT / PATCHED, ignore_errors=True)
    codes = [run(python, "-m", "artemis_modkit", *command) for command in DEMO]
    return 0 if codes == [1, 0, 0] else 1


def environment(*, extras):
    """The Python of a virtual environment in which the project is installed."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"Making a virtual environment in {ENVIRONMENT} …", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--editable", f"{PROJECT}{extras}"], check=True)
    return str(python)


def run(python, *arguments):
    """Run Python in the project's folder, showing the command; the exit code."""
    shown = " ".join(arguments).replace("-m artemis_modkit", "artemis-modkit")
    print(f"\n$ {shown}", flush=True)
    return subprocess.run([python, *arguments], cwd=PROJECT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
