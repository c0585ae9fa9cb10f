"""One program for Windows that needs no Python: a folder with artemis-modkit.exe, as a zip.

    python .ci/windows/program.py OUT.zip

It is made of what machine.py gets, without what only tests need, and tried under Wine on the demo
before it is written. Exit code 77 where Wine, or what it is made of, cannot be had, and 78 where it
is not done after MODKIT_PROGRAM_SECONDS (900). MODKIT_CACHE names a folder in which what was
downloaded is kept.
"""

import compileall
import os
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from py_compile import PycInvalidationMode

from machine import COMPILER, HERE, PROJECT, CannotBeHad, Machine, NotInTime, _quiet, wine

LEFT_OUT, IN_PART = 77, 78
SECONDS = float(os.environ.get("MODKIT_PROGRAM_SECONDS", "900"))
NAME = "artemis-modkit.exe"
EARLIEST = (1980, 1, 1, 0, 0, 0)
NOT_FOR_PLAYERS = ("python.exe", "bin", "__pycache__")
NEVER_USED = ("lib2to3", "ensurepip", "pydoc_data")
DEMO = "fixtures/mods/nebula-patrol"
TRIED = (
    ("--version",),
    ("audit", DEMO, "--statistics"),
    ("score", DEMO, "--top", "3"),
    ("patch", DEMO, "--recipe", "scale", "--set", "factor=0.5", "-o", "{out}"),
    ("compare", DEMO, "{out}", "--summary"),
    ("verify", "{out}"),
)


class Program(Machine):
    """A Windows Python that has the tool alone, and a program that starts it."""

    def install_packages(self):
        """The project and what it needs."""
        self._install(self.python_folder / "Lib" / "site-packages", str(PROJECT))

    def compile_program(self):
        """What starts the tool."""
        _quiet(
            COMPILER, "-municode", "-O2", "-s", "-o", str(self.python_folder / NAME),
            str(HERE / "c" / "program.c"), "-L.", "-lpython311", cwd=self.folder / "compiled",
        )  # fmt: skip

    def compile_modules(self):
        """All modules, known by themselves and not by a time, so that no start compiles any."""
        for name in NEVER_USED:
            shutil.rmtree(self.python_folder / "Lib" / name, ignore_errors=True)
        compileall.compile_dir(
            self.python_folder / "Lib", quiet=2, workers=0, stripdir=str(self.python_folder),
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )  # fmt: skip

    def started(self, *arguments):
        """Run the program: its code, what it printed, seconds."""
        began, self.program = time.monotonic(), self.python_folder / NAME
        code, said = self.run(*arguments)
        return code, said, time.monotonic() - began


def main(out):
    """Make it, try it, write it; the exit code."""
    with tempfile.TemporaryDirectory(prefix="modkit-program-", ignore_cleanup_errors=True) as name:
        program = Program(Path(name), time.monotonic() + SECONDS, os.environ.get("MODKIT_CACHE"))
        try:
            for step, make in (*program.steps(), (NAME, program.compile_program),
                               ("compiled modules", program.compile_modules)):  # fmt: skip
                print(f"{step} ...", flush=True)
                make()
            for arguments in TRIED:
                filled = [one.format(out=f"Z:{name}/patched") for one in arguments]
                code, said, seconds = program.started(*filled)
                print(f"$ artemis-modkit {' '.join(filled)}  [{code}, {seconds:.1f} s]\n{said}")
                if code not in (0, 1):
                    return 1
        except (CannotBeHad, NotInTime) as why:
            print(f"The program cannot be made here: {why}.")
            return LEFT_OUT if isinstance(why, CannotBeHad) else IN_PART
        finally:
            if wine() is not None:
                program.stop()
        write(program.python_folder, Path(out))
    print(f"Written: {out}, {Path(out).stat().st_size / 1e6:.1f} MB")
    return 0


def write(folder, out):
    """The folder as a zip with one folder in it; the same files give the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and inner.parts[0] not in NOT_FOR_PLAYERS:
                entry = zipfile.ZipInfo(f"artemis-modkit/{inner.as_posix()}", EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
