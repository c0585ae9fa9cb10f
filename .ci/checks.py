"""The steps of the whole check: each in environments of its own, all told in a table at the end.

One decision: a step that cannot be tried on this machine says why and is left out, but where `CI`
is set nothing of the page is: there the browser and the real files of the corpus are required.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
IN_CI = bool(os.environ.get("CI"))
PYTHONS = ("3.11", "3.12", "3.13")
SHORT = ("tests/parsers", "tests/model", "tests/cli")
"""Where versions of Python differ: files, paths, text and the command line."""
PAGES = ("tests/report/page", "tests/workbench")
SHARED = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
"""Tests are shared between the cores."""
SKIPPED_ANYWHERE = "Windows|this user|this system makes no links|xmldiff"
SKIPPED_WITHOUT_BROWSER = f"{SKIPPED_ANYWHERE}|hromium|laywright|axe"
NOBODY = 65534
NO_WINE, WINE_IN_PART = 77, 78
GREATEST_SECONDS = 20 * 60
"""Seconds after which a command is given up."""
WHOLE_SECONDS = 36 * 60
"""Seconds of all steps together: the check must end in 40 minutes, on slower machines too."""
NO_TIME = "left out: there is no time left for it"
ASKED_FOR = ("program",)
"""Steps that are taken only where they are named: what they make takes minutes."""
START = time.monotonic()
BY_CHANCE = ("fuzz", "mutants")
"""Steps that try something else each time: what they find is told and becomes a test, but it is not
the fault of the change at hand, so they decide only where they are named."""
LAST = ("windows", "oldest", *BY_CHANCE)
"""Steps that come last: on a slow machine what there is no time for is left out."""


class LeftOut(Exception):
    """A step that this machine cannot try, and why."""


def newest(work):
    """README's two commands, with the newest dependencies."""
    environment = {"MODKIT_VENV": str(work / "newest")}
    run(sys.executable, ".ci/start.py", "test", *skips(SKIPPED_WITHOUT_BROWSER), **environment)
    run(sys.executable, ".ci/start.py", "demo", **environment)


def style(work):
    """The rules of ruff, and the types."""
    python = made(work / "newest", "[dev]")
    for arguments in (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)):
        run(python, "-m", *arguments)


def oldest(work):
    """All tests in a random order, with the oldest dependencies; as root: as another user."""
    pins = work / "oldest.txt"
    pins.write_text("".join(f"{pin}\n" for pin in oldest_allowed()))
    base = base_for_all()
    python = made(work / "oldest", "[dev]", "--constraint", str(pins), base=base)
    user = other_user(python)
    away = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": "/nonexistent"}
    tested(python, user=user, TMPDIR=str(open_to_all(work)), **away)
    return "passed, not as another user" if user is None else f"passed, as user {user}"


def other(version):
    """A step: tests in a random order by another Python."""

    def step(work):
        if sys.version_info[:2] == tuple(map(int, version.split("."))):
            raise LeftOut("it is the Python of the other steps")
        found = interpreter(version)
        if found is None:
            raise LeftOut(f"there is no Python {version} here")
        python = made(work / version, "[dev]", base=found)
        tested(python, *SHORT)

    step.__doc__ = f"The tests of files, text and commands by Python {version}, if it is here."
    return step


def browser(work):
    """The report's page and the workbench in Chromium: one that is there, or Debian's."""
    if shutil.which("chromium") is None and shutil.which("apt-get") and os.getuid() == 0:
        get = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
        try:
            run(*get, quiet=True)
        except subprocess.CalledProcessError:
            run("apt-get", "update", "--quiet", quiet=True)
            run(*get, quiet=True)
    if not IN_CI and shutil.which("chromium") is None:
        raise LeftOut("there is no Chromium here")
    python = made(work / "newest", "[dev,browser]")
    run(python, "-m", "pytest", "--quiet", *SHARED, *PAGES, *skips(SKIPPED_ANYWHERE))


def fuzz(work):
    """Chance inputs for the readers, for a bounded time."""
    if sys.platform != "linux":
        raise LeftOut("the fuzzer runs on Linux only")
    python = made(work / "newest", "[dev,fuzz]")
    run(
        python,
        "tests/fuzz/fuzz_inputs.py",
        "--seconds",
        os.environ.get("MODKIT_FUZZ_SECONDS", "45"),
    )


def mutants(work):
    """Some changes of one package, chosen by chance: the tests must notice most of them."""
    if not hasattr(os, "fork"):
        raise LeftOut("the tool for mutants runs where processes can fork")
    python = made(work / "newest", "[dev,mutants]")
    counted = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"], cwd=PROJECT, capture_output=True, check=True
    )  # with each commit another package has its turn
    budget = os.environ.get("MODKIT_MUTANTS_SECONDS", "420")
    turn = counted.stdout.decode().strip()
    run(python, "tools/mutants", "--turn", turn, "--sample", "4", "--budget", budget)


def windows(work):
    """Every command, and the tests where Windows differs, by a Windows Python under Wine."""
    try:
        run(made(work / "newest", "[dev]"), ".ci/windows")
    except subprocess.CalledProcessError as error:
        if error.returncode == NO_WINE:
            raise LeftOut("Wine cannot be had here") from None
        if error.returncode != WINE_IN_PART:
            raise
        return "passed, but for parts that were not done in time"
    return None


def program(work):
    """The program for Windows, made and tried under Wine; only where it is asked for by name."""
    out = os.environ.get("MODKIT_PROGRAM", str(work / "artemis-modkit-windows.zip"))
    try:
        run(made(work / "newest", "[dev]"), ".ci/windows/program.py", out)
    except subprocess.CalledProcessError as error:
        if error.returncode == NO_WINE:
            raise LeftOut("Wine, or what the program is made of, cannot be had here") from None
        if error.returncode != WINE_IN_PART:
            raise
        raise LeftOut("it was not done in time") from None
    return f"passed, {Path(out).stat().st_size / 1e6:.0f} MB"


OTHERS = {f"python{version}": other(version) for version in PYTHONS}
ALL_STEPS = {
    "newest": newest,
    "style": style,
    "browser": browser,
    **OTHERS,
    "windows": windows,
    "program": program,
    "fuzz": fuzz,
    "oldest": oldest,
    "mutants": mutants,
}
STEPS = {name: ALL_STEPS[name] for name in sorted(ALL_STEPS, key=lambda name: name in LAST)}


def main(names):
    """Take the steps that are named, or all; 1 where one failed that is named or decides."""
    if unknown := [name for name in names if name not in STEPS]:
        listed = "".join(f"  {name:12} {step.__doc__}\n" for name, step in STEPS.items())
        print(f"There is no step {unknown[0]!r}. There are:\n{listed}", file=sys.stderr)
        return 2
    table = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        for name in names or (name for name in STEPS if name not in ASKED_FOR):
            print(f"\n==== {name}: {STEPS[name].__doc__}", flush=True)
            start = time.monotonic()
            outcome = NO_TIME
            if names or name not in LAST or seconds_left() > 120:
                outcome = outcome_of(STEPS[name], Path(folder))
            if not names and name in LAST and outcome.startswith("FAILED") and seconds_left() <= 0:
                outcome = NO_TIME
            table.append((name, time.monotonic() - start, outcome))
    print("\nstep         seconds  result")
    for name, seconds, outcome in table:
        is_told = not names and name in BY_CHANCE and outcome.startswith("FAILED")
        print(f"{name:12} {seconds:7.0f}  {outcome}{' (told only)' if is_told else ''}")
    failed = {name for name, _, outcome in table if outcome.startswith("FAILED")}
    return int(bool(failed if names else failed.difference(BY_CHANCE)))


def outcome_of(step, work):
    try:
        return step(work) or "passed"
    except LeftOut as reason:
        return f"left out: {reason}"
    except subprocess.CalledProcessError as error:
        return f"FAILED with exit code {error.returncode}: {shown(error.cmd)}"
    except subprocess.TimeoutExpired as error:
        return f"FAILED, not done after {error.timeout / 60:.0f} minutes: {shown(error.cmd)}"
    except OSError as error:
        return f"FAILED: {error}"


def tested(python, *arguments, user=None, **environment):
    """Run tests in a random order, shared between the cores."""
    options = ("--quiet", "-p", "randomly", *SHARED, *skips(SKIPPED_WITHOUT_BROWSER))
    run(python, "-m", "pytest", *options, *arguments, user=user, **environment)


def skips(pattern):
    """In CI a test that skips for another reason than these fails."""
    return ("--skip-only", pattern) if IN_CI else ()


def made(folder, extras, *options, base=sys.executable):
    """The Python of an environment with the project and some extras in it."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        run(base, "-m", "venv", folder)
    install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*install, *options, "--editable", f"{PROJECT}{extras}")
    return python


def oldest_allowed():
    """Each dependency that pyproject.toml names, at the least version that it allows."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return [re.sub(r">=([\w.]+)[^;]*", r"==\1", requirement) for requirement in named]


def interpreter(version):
    """A Python of a version, on the path or where pyenv and uv keep them; `None` without one."""
    kept = sorted(
        path
        for folder in (".pyenv/versions", ".local/share/uv/python")
        for path in (Path.home() / folder).glob(f"*{version}.*/bin/python")
    )
    for found in (shutil.which(f"python{version}"), *kept):
        if found is not None and version_of(found) == version:
            return str(found)
    return None


def base_for_all():
    """A Python that other users can run too: this one, or the system's where this is root's own."""
    if os.name != "nt" and os.getuid() == 0:
        for found in (sys.executable, "/usr/bin/python3"):
            if version_of(found, user=NOBODY) in PYTHONS:
                return found
    return sys.executable


def version_of(python, user=None):
    """Its version, such as 3.12, if it can make environments (as a user); else nothing."""
    asks = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    try:
        asked = subprocess.run(
            [python, "-c", asks], capture_output=True, text=True, check=False, **as_user(user)
        )
    except OSError:  # the Python itself lies where that user may not go
        return ""
    return asked.stdout.strip()


def as_user(user):
    return {} if user is None else {"user": user, "group": user, "extra_groups": ()}


def other_user(python):
    """Someone who is not root but can read all that root can; `None` where that cannot be."""
    if os.name == "nt" or os.getuid() != 0:
        return None
    reads = "import artemis_modkit.cli, tests.conftest; print(tests.conftest.corpus_files('*.xml'))"
    answers = set()
    for user in (0, NOBODY):
        try:
            asked = subprocess.run(
                [python, "-c", reads], cwd=PROJECT, capture_output=True, check=False,
                **as_user(user),
            )  # fmt: skip
        except PermissionError:  # the Python itself lies in root's home
            return None
        answers.add((asked.returncode, asked.stdout))
    return NOBODY if len(answers) == 1 else None


def open_to_all(work):
    """A folder in which every user may write."""
    folder = work / "temporary"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o1777)
    return folder


def seconds_left():
    """Seconds that are left of the time of all steps."""
    return WHOLE_SECONDS - (time.monotonic() - START)


def run(*command, user=None, quiet=False, **environment):
    """Run a command in the project's folder and show it. Raises where it fails, or never ends."""
    command = [str(part) for part in command]
    print(f"\n$ {shown(command)}", flush=True)
    subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **environment}, check=True,
        timeout=min(GREATEST_SECONDS, max(120, seconds_left())),
        stdout=subprocess.DEVNULL if quiet else None, **as_user(user),
    )  # fmt: skip


def shown(command):
    return " ".join(str(part) for part in command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
