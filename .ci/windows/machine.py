"""A Windows CPython 3.11 with the project and what its tests need, under Wine.

All of it comes from Debian's packages and from PyPI, by name. No package on PyPI is CPython for
Windows, but panda3d carries the files of one for the programs that it freezes: python311.dll and
the extension modules, as python.org signs them. The library in Python is that of any CPython 3.11;
python.exe is five lines of C.
"""

import os
import shutil
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]

DEBIAN = ("wine", "wine64", "libwine", "gcc-mingw-w64-x86-64-win32", "mingw-w64-tools")
CARRIER = "panda3d==1.10.16"
COMPILER = "x86_64-w64-mingw32-gcc"
DLLTOOL = "x86_64-w64-mingw32-dlltool"

GREATEST_SECONDS = 300
"""How long one program may take that gets or makes something."""

NOT_FOR_TESTS = ("lxml-stubs", "mypy", "ruff")
"""Packages of the extra `dev` that no test imports."""

REPORTER = "pytest-reportlog>=0.4,<2"
"""What tells of each test as soon as it is done."""

NOT_OF_THE_LIBRARY = {
    "__pycache__", "site-packages", "lib-dynload", "test", "idlelib", "tkinter", "turtledemo",
}  # fmt: skip


class CannotBeHad(Exception):
    """Why there is no Wine, or no Windows Python, on this machine: one sentence."""


class NotInTime(Exception):
    """The time was over; `said` is what a program had printed by then."""

    def __init__(self, said=""):
        super().__init__("it was not done in time")
        self.said = said


class Machine:
    """A Windows of its own in a folder, until a time of the clock that `monotonic` tells.

    `cache` keeps downloads for the next one, if given.
    """

    def __init__(self, folder, end, cache=None):
        self.folder = Path(folder)
        self.end = end
        self.cache = None if cache is None else Path(cache).resolve()
        self.python_folder = self.folder / "python"
        self.program = self.python_folder / "python.exe"
        self.environment = {
            **os.environ,
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "PYTHONPYCACHEPREFIX": windows_path(self.folder / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",  # each start would compile all that it imports
        }
        self.downloads = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", **os.environ}  # as pip has
        if self.cache is not None:
            self.downloads["UV_CACHE_DIR"] = str(self.cache / "packages")

    # ---- running

    def run(self, *arguments, **variables):
        """Run the Windows Python, or another `program`; the exit code and what it printed.

        Raises `NotInTime` where the time is over first. Wine 8 has no standard handles on files
        and null devices, so pipes they must be.
        """
        process = subprocess.Popen(
            [wine(), str(self.program), *map(str, arguments)],
            cwd=PROJECT, env={**self.environment, **variables}, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            said, _ = process.communicate(timeout=max(1, self.end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            self.stop()  # workers hold the pipe open for as long as they live
            said, _ = process.communicate()
            raise NotInTime(_decoded(said)) from None
        return process.returncode, _decoded(said)

    def stop(self):
        """End the processes of this Windows, and no others."""
        server = shutil.which("wineserver", path=_path_of_wine())
        if server is not None:
            _quiet(server, "--kill", env=self.environment, check=False)

    # ---- making, step by step

    def steps(self):
        """What makes it, in order: a name and a function each."""
        return (
            ("Wine and a compiler for Windows", self.get_wine),
            ("CPython's binaries", self.get_binaries),
            ("CPython's library", self.copy_library),
            ("python.exe and two DLLs", self.compile),
            ("the project and its packages", self.install_packages),
            ("the first start", self.first_start),
        )

    def get_wine(self):
        """Install what is missing of Debian's packages. Raises `CannotBeHad`."""
        if wine() and shutil.which(COMPILER) and shutil.which("gendef"):
            return
        if sys.platform != "linux" or shutil.which("apt-get") is None:
            raise CannotBeHad("Wine is not installed, and this system has no apt-get to get it by")
        if os.geteuid() != 0:
            raise CannotBeHad(
                f"Wine is not installed, and only root can install it "
                f"(apt-get install {' '.join(DEBIAN)})"
            )
        kept = []
        if self.cache is not None:
            (self.cache / "debian" / "partial").mkdir(parents=True, exist_ok=True)
            kept = ["-o", f"Dir::Cache::archives={self.cache / 'debian'}"]
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            _quiet("apt-get", "update", env=apt)
            install = ("apt-get", *kept, "-o", "APT::Keep-Downloaded-Packages=true", "install")
            _quiet(*install, "--yes", "--no-install-recommends", *DEBIAN, env=apt)
        except subprocess.CalledProcessError as error:
            raise CannotBeHad(f"Wine cannot be installed: {_last_line(error.output)}") from None
        if not (wine() and shutil.which(COMPILER) and shutil.which("gendef")):
            raise CannotBeHad("Debian's packages brought no wine64, or no compiler")

    def get_binaries(self):
        """Put python311.dll beside the program and the extension modules into DLLs."""
        carried = self.folder / "carrier"
        self._install(carried, "--no-deps", CARRIER)
        libraries = self.python_folder / "DLLs"
        libraries.mkdir(parents=True)
        for path in (carried / "deploy_libs").iterdir():
            if path.name in ("python311.dll", "VCRUNTIME140.dll"):
                shutil.copy(path, self.python_folder)
            elif path.suffix == ".pyd" or path.name.startswith(
                ("libffi", "libcrypto", "libssl", "sqlite3")
            ):
                shutil.copy(path, libraries)
        shutil.rmtree(carried)

    def copy_library(self):
        """The standard library in Python, which is the same on every system."""

        def left_out(folder, names):
            return {
                name for name in names if name in NOT_OF_THE_LIBRARY or name.startswith("config-3")
            }

        library = self.python_folder / "Lib"
        shutil.copytree(_library_of_3_11(self.folder), library, ignore=left_out)
        (library / "site-packages").mkdir()

    def compile(self):
        """python.exe; python3.dll, which leads to python311.dll; bcryptprimitives.dll."""
        work = self.folder / "compiled"
        work.mkdir()
        exported = _quiet("gendef", "-", str(self.python_folder / "python311.dll"))
        (work / "python311.def").write_text(exported, "utf-8")
        _quiet(
            DLLTOOL, "-D", "python311.dll", "-d", "python311.def", "-l", "libpython311.a", cwd=work
        )
        (work / "python3.def").write_text(_forwarded(exported), "utf-8")
        (work / "nothing.c").write_text("int nothing;\n", "utf-8")
        to = self.python_folder
        small = ("-O2", "-s")
        _quiet(
            COMPILER, "-municode", *small, "-o", str(to / "python.exe"),
            str(HERE / "c" / "python.c"), "-L.", "-lpython311", cwd=work,
        )  # fmt: skip
        _quiet(
            COMPILER, "-shared", "-nostdlib", "-e", "0", "-o", str(to / "python3.dll"),
            "nothing.c", "python3.def", cwd=work,
        )  # fmt: skip
        _quiet(
            COMPILER, "-shared", *small, "-o", str(to / "bcryptprimitives.dll"),
            str(HERE / "c" / "random.c"), "-ladvapi32", cwd=work,
        )  # fmt: skip

    def install_packages(self):
        """The project's wheel, what it needs and what its tests need: the newest allowed."""
        wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
        for_tests = [
            one
            for one in wanted["optional-dependencies"]["dev"]
            if not one.startswith(NOT_FOR_TESTS)
        ]
        self._install(
            self.python_folder / "Lib" / "site-packages", str(PROJECT), *for_tests, REPORTER
        )

    def first_start(self):
        """Make Wine's folder, and see that Python starts. Raises `CannotBeHad`."""
        code, said = self.run(
            "-c", "import ctypes, ssl, sys; print('Python', sys.version, sys.platform)"
        )
        if code != 0 or "win32" not in said:
            raise CannotBeHad(f"Python does not start under Wine: {_last_line(said)}")

    def _install(self, folder, *what):
        command = [
            *_uv(self.folder), "pip", "install", "--quiet", "--no-progress",
            "--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11",
            "--target", str(folder), *what,
        ]  # fmt: skip
        try:
            _quiet(*command, env=self.downloads)
        except subprocess.CalledProcessError as error:
            raise CannotBeHad(f"packages cannot be had: {_last_line(error.output)}") from None


def _decoded(said):
    return said.decode("utf-8", "replace").replace("\r\n", "\n")


def windows_path(path):
    """How Wine names a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


def wine():
    """Where Wine's program for 64 bits is; None where there is none."""
    return shutil.which("wine64", path=_path_of_wine())


def _path_of_wine():
    return f"/usr/lib/wine:{os.environ.get('PATH', '')}"  # where Debian 12 has it


def _library_of_3_11(folder):
    """The library of this Python if it is 3.11, else of another that is there, else Debian's."""
    show = "import sys, sysconfig; print(*sys.version_info[:2], sysconfig.get_path('stdlib'))"
    for python in (sys.executable, "python3.11", "/usr/bin/python3.11"):
        if shutil.which(python) is None:
            continue
        found = subprocess.run([python, "-c", show], capture_output=True, text=True, check=False)
        if found.stdout.startswith("3 11 "):
            return found.stdout.removeprefix("3 11 ").strip()
    try:
        _quiet("apt-get", "download", "libpython3.11-stdlib", "libpython3.11-minimal", cwd=folder)
    except (OSError, subprocess.CalledProcessError):
        raise CannotBeHad("there is no CPython 3.11 whose library could be used") from None
    for package in folder.glob("libpython3.11-*.deb"):
        _quiet("dpkg-deb", "--extract", str(package), str(folder / "debian"))
    return folder / "debian" / "usr" / "lib" / "python3.11"


def _uv(folder):
    """The installer that can install for another system; its own copy where there is none."""
    with suppress(OSError, subprocess.SubprocessError):  # one of pyenv's is there and may not run
        _quiet("uv", "--version")
        return ["uv"]
    own = folder / "uv"
    if not own.exists():
        try:
            _quiet(sys.executable, "-m", "venv", str(own))
            _quiet(str(own / "bin" / "pip"), "install", "--quiet", "uv")
        except subprocess.CalledProcessError as error:
            raise CannotBeHad(f"uv cannot be installed: {_last_line(error.output)}") from None
    return [str(own / "bin" / "uv")]


def _forwarded(exported):
    """A list of exports that leads every name of python311.dll there."""
    names = exported.replace("\r", "").split("EXPORTS\n", 1)[1].splitlines()
    lines = ["LIBRARY python3.dll", "EXPORTS"]
    for line in names:
        name, *kind = line.split()
        lines.append(f"{name}=python311.{name}{' DATA' if 'DATA' in kind else ''}")
    return "\n".join(lines) + "\n"


def _quiet(*command, env=None, cwd=None, check=True):
    """Run a program without a word; what it printed. Raises `CalledProcessError`."""
    done = subprocess.run(
        command, env=env, cwd=cwd, check=check, text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=GREATEST_SECONDS,
    )  # fmt: skip
    return done.stdout


def _last_line(text):
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return lines[-1] if lines else "no word of why"
