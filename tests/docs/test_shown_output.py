"""What the documentation shows is what the program prints."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.shell import Shell

PAGES = sorted([PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")])
_BLOCK = re.compile(
    r"(?<=```console\n)\$ artemis-modkit (?P<command>[^\n]+)\n(?P<out>.*?)(?=```\n)", re.DOTALL
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_output_shown_on_a_page_is_what_the_program_prints(
    page: Path, shell: Shell, tmp_path: Path, update: bool
) -> None:
    shutil.copytree(PROJECT / "fixtures" / "mods", tmp_path / "fixtures" / "mods")
    text = page.read_text("utf-8")

    def with_output(block: re.Match[str]) -> str:
        with shell.inside(tmp_path):
            outcome = shell(*shlex.split(block["command"]))
        assert outcome.code in (0, 1), outcome.err
        return f"$ artemis-modkit {block['command']}\n{outcome.out.strip(chr(10))}\n"

    shown = _BLOCK.sub(with_output, text)
    if update:
        page.write_text(shown, "utf-8", newline="\n")
    assert shown == text or update


def test_the_readme_shows_each_of_the_three_jobs() -> None:
    shown = [
        block["command"].split()[0]
        for block in _BLOCK.finditer((PROJECT / "README.md").read_text("utf-8"))
    ]
    assert {"audit", "patch", "compare"} <= set(shown)
