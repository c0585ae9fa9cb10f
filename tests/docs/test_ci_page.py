"""The files for CI that docs/ci.md shows can be read, and their commands do what it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, PROJECT
from tests.shell import Shell

PAGE = (PROJECT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = sorted(set(re.findall(r"(?:^|: |- )(artemis-modkit .*)$", PAGE, re.MULTILINE)))
_LINE = re.compile(
    r"(?P<indent> *)(?P<items>(?:- )*)"
    r"(?:[\w-]+:(?: (?P<value>\S.*))?|(?P<item>[\w.-]+(?: .*)?))"
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0])
def test_a_block_is_made_of_keys_and_items_that_stand_where_their_parents_let_them(
    block: str,
) -> None:
    may_open = True
    columns = [0]
    for line in block.splitlines():
        found = _LINE.fullmatch(line)
        assert found is not None, line
        indent = len(found["indent"])
        if may_open and indent > columns[-1]:
            columns.append(indent)
        while columns[-1] > indent:
            columns.pop()
        assert columns[-1] == indent, line
        for _ in range(len(found["items"]) // 2):
            indent += 2
            columns.append(indent)
        value = found["value"] or found["item"] or ""
        assert ": " not in value.strip("'\""), line
        assert value[:1] not in ("{", "&", "*", "!", "|", ">", "%", "@", "`"), line
        may_open = found["value"] is None and found["item"] is None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_audits_the_mod_in_its_folder(
    command: str, shell: Shell, tmp_path: Path
) -> None:
    shutil.copytree(FIXTURES / "mods" / "nebula-patrol", tmp_path / "mod")
    words = shlex.split(command.split(" >> ")[0])[1:]
    with shell.inside(tmp_path / "mod"):
        accepted = shell("audit", ".", "--write-baseline", "accepted.json")
        assert accepted.code == 0, accepted.err
        if "--write-baseline" in words:
            Path("accepted.json").unlink()
        outcome = shell(*words)
        written = [Path(name) for name in words if Path(name).suffix in (".sarif", ".md")]
        assert all(path.stat().st_size > 0 for path in written)
    assert outcome.err == ""
    assert outcome.code == (0 if {"--baseline", "--write-baseline"} & set(words) else 1)


def test_the_page_shows_every_format_for_ci() -> None:
    assert len(BLOCKS) >= 5
    shown = " ".join(COMMANDS)
    assert all(f"--format {name}" in shown for name in ("github", "sarif", "markdown"))
