"""What goes to the screen or down a pipe, where that cannot be, and what a run has done by then.

Nobody reading any more is no fault, a stream that is closed reads nothing, and
output that cannot be written is one, unless a change was made before it. Once one is made, the exit
code is that of the change (0, or 1 for what is left to mend). That nobody reads what is said of it,
or that it cannot be said, undoes no change.
"""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from enum import Enum
from threading import Event, Thread
from types import FrameType
from typing import TextIO

from artemis_modkit.parsers.errors import ModkitError


class Done(Enum):
    """How far a run has come."""

    NOTHING = "nothing was changed"
    BEGUN = "of a mod that was being changed, `restore DIR --dry-run` says how its files stand"
    WRITING = "what was being written is there whole or not at all"
    MADE = "all changes are made"


class RunOutcome:
    """How far the run of this process has come; `code` is what it then exits with."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing is done yet."""
        self.done = Done.NOTHING
        self.code = 0

    @property
    def is_made(self) -> bool:
        """Whether what was asked for is done, but for saying so."""
        return self.done is Done.MADE

    @contextmanager
    def change(self, begun: Done = Done.BEGUN) -> Iterator[None]:
        """While files are changed: what is refused leaves nothing, what comes through is made.

        `begun` is how far the run has come meanwhile.
        """
        earlier = self.done
        self.done = begun
        try:
            yield
        except ModkitError:
            self.done = earlier
            raise
        self.done = Done.MADE

    def writing(self) -> AbstractContextManager[None]:
        """The same while something new is written, which is put in place as a whole."""
        return self.change(Done.WRITING)


outcome = RunOutcome()
"""The one of this process: `run` begins it, commands tell it of their changes."""


_PATIENCE_SECONDS = 1.0


class SignOfLife:
    """A spinner that appears after a second and is gone before anything is printed."""

    def __init__(self) -> None:
        self._done = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to wait; does nothing where stderr is no terminal."""
        if sys.stderr.isatty():
            self._done.clear()
            self._thread = Thread(target=self._spin, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Take the spinner away, if there is one."""
        self._done.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _spin(self) -> None:
        if self._done.wait(_PATIENCE_SECONDS):
            return
        from rich.console import Console

        with Console(stderr=True).status("Reading and working …"):
            self._done.wait()


sign_of_life = SignOfLife()
"""The one of this process: `run` starts it, whoever prints stops it first."""


_LONGEST_COMPLAINT = 1000
_GONE = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}
"""What the system says where the reader of a pipe has gone."""

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Stopped(BaseException):
    """A signal asks the run to end; what it was at is taken back on the way out."""

    def __init__(self, number: int) -> None:
        self.number = number

    @property
    def code(self) -> int:
        """The exit code as shells have it: 130 for Ctrl-C."""
        return 128 + self.number


def say(text: str) -> None:
    """Write to stdout. Raises `ModkitError` where it cannot be done, and no change was made."""
    sign_of_life.stop()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _silence(sys.stdout)
        if is_gone(error):
            return
        from artemis_modkit.files.disk import reason_of

        complaint = f"the output cannot be written ({reason_of(error)})"
        if not outcome.is_made:
            raise ModkitError(complaint) from None
        complain(f"{outcome.done.value}, but {complaint}")


def has_own_console() -> bool:
    """Whether Windows made a console just for this program: it was clicked, not typed.

    Then nobody is there but this process and the one that pip's program started it from.
    """
    if sys.platform != "win32":
        return False
    import ctypes

    processes = (ctypes.c_uint32 * 4)()
    return 0 < ctypes.windll.kernel32.GetConsoleProcessList(processes, 4) <= 2


def is_gone(error: OSError) -> bool:
    """Whether an error means that the reader of a pipe has gone."""
    return isinstance(error, BrokenPipeError) or error.errno in _GONE


def complain(message: str) -> None:
    """Write one line to stderr, as far as there is one."""
    sign_of_life.stop()
    from artemis_modkit.report.text import visible

    line = visible(" ".join(message.split()))
    shown = line if len(line) <= _LONGEST_COMPLAINT else f"{line[:_LONGEST_COMPLAINT]}…"
    try:
        print(f"artemis-modkit: {shown}", file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def open_streams() -> None:
    """Give the program the three streams that it may have been started without.

    Else the next file that is opened would take the place of stdout, and get what is printed.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", newline="\n")


def close_streams() -> None:
    """Send off what is still to be written; what cannot be is dropped, as it was told before."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _silence(stream)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let signals that ask the run to end raise `Stopped`, once: a second one hinders nothing.

    Signals that whoever started us has ignored stay ignored.
    """
    is_open = True

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal is_open
        if is_open:
            is_open = False
            raise Stopped(number)

    usual = (signal.SIG_DFL, signal.default_int_handler)
    for name in _STOPPING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in usual:
            signal.signal(number, stop)
    try:
        yield
    finally:
        is_open = False


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lasts as long as we do


def _silence(stream: TextIO) -> None:
    """Let a stream lead nowhere, so that what it still holds makes no noise at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
