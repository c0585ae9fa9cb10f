"""Run the command line inside the tests, as a user would see it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.cli import run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


class Shell:
    """A terminal of 100 columns in a folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("COLUMNS", "100")

    @contextmanager
    def inside(self, folder: Path) -> Iterator[None]:
        """Run the commands of a block in a folder."""
        with self._monkeypatch.context() as patched:
            patched.chdir(folder)
            yield

    def __call__(self, *arguments: str | Path) -> Outcome:
        """Run `artemis-modkit` with arguments."""
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = self._capsys.readouterr()
        return Outcome(code, captured.out, captured.err)


def data(shell: Shell, *arguments: str | Path) -> dict[str, Any]:
    """The JSON of a command that ends well; a number that is none fails."""
    outcome = shell(*arguments, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    found = json.loads(outcome.out, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))
    assert isinstance(found, dict)
    return found
