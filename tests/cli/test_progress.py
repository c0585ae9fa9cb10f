"""Long work shows a sign of life on a terminal, and none in a pipe."""

import io

import pytest

from artemis_modkit.cli import _console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_sign_of_life_appears_on_a_terminal_only(
    stream: io.StringIO, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(_console, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    sign = _console.SignOfLife()
    sign.start()
    if sign._thread is not None:
        sign._thread.join(0.3)
    sign.stop()
    assert ("Reading and working" in stream.getvalue()) is is_shown


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    sign = _console.SignOfLife()
    sign.start()
    sign.stop()
    assert stream.getvalue() == ""
