"""Runs that are killed at a chosen moment: a program of its own, started by the kill tests.

It takes jobs, one a line. A job counts every call by which a program changes a disk, but those
of the lock, which differ from version to version of its library. At the call that it was told
it dies, as by a power cut: before the call, with half of the bytes of a write done, or after it.
Told no call, it lists them all. Where the system can fork each job is a process of its own, so
that Python starts once; elsewhere this program itself dies.
"""

import errno
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

_CALLS = (
    "chmod",
    "fsync",
    "ftruncate",
    "link",
    "mkdir",
    "open",
    "remove",
    "rename",
    "replace",
    "rmdir",
    "symlink",
    "truncate",
    "unlink",
    "utime",
    "write",
)


def die() -> None:
    """Die at once: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


class Countdown:
    """The calls so far, and at which of them to die."""

    def __init__(self, at: int, moment: str) -> None:
        self.names: list[str] = []
        self._is_paused = False
        self._at = at
        self._moment = moment

    def call(self, name: str, real: Callable[[], Any], half: Callable[[], Any] = die) -> Any:
        """Make a call, or die before it, in it or after it."""
        if self._is_paused:
            return real()
        self.names.append(name)
        is_last = len(self.names) == self._at
        if is_last and self._moment == "before":
            die()
        if is_last and self._moment == "half":
            half()
            die()
        try:
            return real()
        finally:
            if is_last:
                die()

    def install(self) -> None:
        """Count the calls of `os`, and those of files that are opened to be written."""
        for name in _CALLS:
            if hasattr(os, name):
                setattr(os, name, self._counted(name, getattr(os, name)))
        real_open = io.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return real_open(file, mode, *arguments, **options)
            assert "b" in mode
            raw = self.call("create", lambda: real_open(file, mode, buffering=0))
            return _CountedFile(raw, self)

        io.open = opened

    def pass_over(self, owner: type, name: str) -> None:
        """Count nothing while a method is at work."""
        real = getattr(owner, name)

        def call(*arguments: Any, **options: Any) -> Any:
            self._is_paused = True
            try:
                return real(*arguments, **options)
            finally:
                self._is_paused = False

        setattr(owner, name, call)

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & os.O_CREAT:
                return real(*arguments, **options)
            return self.call(name, lambda: real(*arguments, **options))

        return call


class _CountedFile:
    """A file without a buffer, whose writes are counted."""

    def __init__(self, raw: BinaryIO, countdown: Countdown) -> None:
        self._raw = raw
        self._countdown = countdown

    def write(self, data: bytes) -> int:
        half = data[: len(data) // 2]
        self._countdown.call("write", lambda: self._raw.write(data), lambda: self._raw.write(half))
        return len(data)

    def flush(self) -> None:
        """There is no buffer."""

    def fileno(self) -> int:
        return self._raw.fileno()

    def __enter__(self) -> "_CountedFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()


def refuse_to_rename(name: str, countdown: Countdown) -> None:
    """Let no file be renamed to a name from now on, as if a program had it open."""
    real = os.replace

    def refuse() -> None:
        raise PermissionError(errno.EACCES, "held open")

    def replace(source: Any, target: Any) -> None:
        if Path(target).name == name:
            countdown.call("refused", refuse)
        real(source, target)

    vars(os)["replace"] = replace


def change_a_game(game: Path, mods: dict[str, dict[str, str] | None]) -> None:
    """Install mods of some files by their names, or take out those of none."""
    from artemis_modkit.model import Mod
    from artemis_modkit.release.installing import install, uninstall

    for name, files in mods.items():
        if files is None:
            uninstall(name, game)
        else:
            data = {path: bytes.fromhex(text) for path, text in files.items()}
            install(Mod.from_files(name, data), name, game)


def carry_out(job: dict[str, Any]) -> list[str]:
    """Do a job; the names of its calls if it is survived."""
    from filelock import FileLock

    from artemis_modkit.files.replacing import replace_files
    from artemis_modkit.files.restoring import restore
    from artemis_modkit.parsers.errors import ModkitError

    assert shutil is not None  # it looks at `os` when it is imported
    countdown = Countdown(job["at"], job["moment"])
    countdown.install()
    countdown.pass_over(FileLock, "acquire")
    countdown.pass_over(FileLock, "release")
    folder = Path(job["folder"])
    if job["held"]:
        refuse_to_rename(job["held"], countdown)
    try:
        if "mods" in job:
            change_a_game(folder, job["mods"])
        elif job["before"] is None:
            restore(folder, force=True)
        else:
            before, after = (
                {path: bytes.fromhex(text) for path, text in job[key].items()}
                for key in ("before", "after")
            )
            replace_files(folder, before, after)
    except ModkitError:
        assert job["held"]
    return countdown.names


def main() -> None:
    """Answer each job with the names of its calls, or with `"killed"`, as a line of JSON."""
    sys.path[:0] = json.loads(sys.argv[1])
    import filelock  # noqa: F401 - imported once, for all jobs

    import artemis_modkit.files.replacing
    import artemis_modkit.files.restoring
    import artemis_modkit.model
    import artemis_modkit.release.installing  # noqa: F401

    for line in sys.stdin:
        if not hasattr(os, "fork"):
            print(json.dumps(carry_out(json.loads(line))), flush=True)
            return
        child = os.fork()
        if child == 0:
            print(json.dumps(carry_out(json.loads(line))), flush=True)
            return
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            print(json.dumps("killed"), flush=True)
        elif status:
            sys.exit("a job failed")


if __name__ == "__main__":
    main()
