"""A sign of life on stderr for work of over a second; never in the output, never in a pipe."""

import sys
from threading import Event, Thread

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
