"""Programs that the tests of this folder start: the command line, and others in its way."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from artemis_modkit.cli import run

only_windows = pytest.mark.skipif(os.name != "nt", reason="holds of Windows only")


def is_wine() -> bool:
    """Whether this Windows is Wine, which has a function to tell."""
    if sys.platform != "win32":
        return False
    return hasattr(ctypes.windll.ntdll, "wine_get_version")


needs_a_console = pytest.mark.skipif(
    is_wine(), reason="Wine has no console where it has no display and no terminal"
)

NEW_GROUP = 0x200
"""CREATE_NEW_PROCESS_GROUP: Ctrl-Break reaches the program alone, not the one that tests it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: exit code and the bytes that it printed."""

    code: int
    out: bytes
    err: bytes

    @property
    def complaint(self) -> str:
        """The one line of an error, without the name of the program."""
        line = self.err.decode("utf-8").removesuffix("\n")
        assert line.startswith("artemis-modkit: ") and "\n" not in line, line
        return line.removeprefix("artemis-modkit: ")


def modkit(*arguments: str | Path, cwd: Path | None = None, encoding: str = "utf-8") -> Ended:
    """Run `artemis-modkit` in this process, with pipes of an encoding: 100 columns, no colours.

    A start of its own takes seconds under Wine; `program` has one.
    """
    out, err = (
        TextIOWrapper(BytesIO(), encoding, errors="backslashreplace", newline="\n") for _ in "ab"
    )
    before = Path.cwd()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COLUMNS", "100")
        patched.setenv("NO_COLOR", "1")
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", err)
        try:
            os.chdir(cwd or before)
            code = run([str(argument) for argument in arguments])
        finally:
            os.chdir(before)  # a folder that a process is in cannot be removed on Windows
    return Ended(code, *(_printed(stream) for stream in (out, err)))


def _printed(stream: TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue()


def surroundings(**variables: str | None) -> dict[str, str]:
    """The environment of a program: 100 columns, UTF-8, no colours, unless told otherwise."""
    usual = {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    given: Mapping[str, str | None] = {**os.environ, **usual, **variables}
    return {name: value for name, value in given.items() if value is not None}


def program(
    *arguments: str | Path,
    cwd: Path | None = None,
    encoding: str | None = "utf-8",
    **variables: str | None,
) -> Ended:
    """Run `artemis-modkit` as a program of its own, told an encoding or left to find one."""
    done = subprocess.run(
        [sys.executable, "-m", "artemis_modkit", *map(str, arguments)],
        cwd=cwd,
        env=surroundings(PYTHONIOENCODING=encoding, **variables),
        stdin=subprocess.PIPE,
        capture_output=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


_HOLDER = """
import ctypes, sys
path, share = sys.argv[1], int(sys.argv[2])
create = ctypes.windll.kernel32.CreateFileW
create.restype = ctypes.c_void_p
handle = create(path, 0x80000000, share, None, 3, 0, None)
print("held" if handle != ctypes.c_void_p(-1).value else "refused", flush=True)
sys.stdin.readline()
"""

SHARES_NOTHING, SHARES_READING = 0, 1
"""What another program may do with a file that one has open."""


@contextmanager
def held_open(path: Path, share: int) -> Iterator[None]:
    """Let another program have a file open to read, as editors and the game do."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path), str(share)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None and holder.stdout is not None
    try:
        assert holder.stdout.readline().strip() == "held"
        yield
    finally:
        holder.communicate("\n")


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a mod, but those that this tool keeps."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".artemis-modkit" not in path.parts
    }
