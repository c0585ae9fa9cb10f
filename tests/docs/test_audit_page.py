"""docs/audit.md shows first screens as they are: the verdict and every error stand there."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, PROJECT
from tests.shell import Shell

PAGE = PROJECT / "docs" / "audit.md"
LINES = 40
COLUMNS = 80
_SCREEN = re.compile(r"<!-- screen: (?P<mod>\S+) -->\n(?:```text\n.*?```\n)?", re.DOTALL)


def place_of(mod: str, request: pytest.FixtureRequest) -> Path:
    """The demo mod, or a real one; the test skips where those are absent."""
    demo = FIXTURES / "mods" / mod
    if demo.is_dir():
        return demo
    corpus: Path = request.getfixturevalue("corpus")
    return corpus / "mods" / mod


@pytest.mark.parametrize("mod", ["nebula-patrol", "tsn-3.1", "bens-4.2"])
def test_the_first_screen_shows_the_verdict_and_every_error(
    mod: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    shell: Shell,
    update: bool,
) -> None:
    place = place_of(mod, request)
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    screen = shell("audit", place).out.splitlines()[:LINES]
    summary = json.loads(shell("audit", place, "-f", "json").out)["summary"]
    assert screen[1].startswith(f"{mod}: ")
    assert sum(line.startswith("error  ") for line in screen) == summary["error"]
    shown = "\n".join((f"$ artemis-modkit audit {mod}", *screen[1:], ""))
    text = PAGE.read_text("utf-8")
    written = _SCREEN.sub(
        lambda found: (
            f"<!-- screen: {mod} -->\n```text\n{shown}```\n" if found["mod"] == mod else found[0]
        ),
        text,
    )
    if update:
        PAGE.write_text(written, "utf-8", newline="\n")
    assert written == text or update
    assert f"<!-- screen: {mod} -->" in text
