"""A mod with an open conflict of a merge: whatever tells its figures says that they may change."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, Git
from tests.shell import Shell

OPEN = '<!-- modkit: conflict: vessel[0].shields.front: base "80" ours "90" theirs "95" -->'


@pytest.fixture(scope="module")
def mod(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("half") / "half"
    (folder / "dat").mkdir(parents=True)
    ships = (FIXTURES / "mods" / "nebula-patrol-1.0" / "dat" / "vesselData.xml").read_text("utf-8")
    (folder / "dat" / "vesselData.xml").write_text(ships.replace("<vessel ", f"{OPEN}<vessel ", 1))
    return folder


@pytest.mark.parametrize(
    "line",
    ["ship {} 0", "fight {} 0 --fleet 1", "compare {} stock:2.8", "compare stock:2.8 {}"],
)
def test_figures_are_told_with_what_is_open(
    line: str, mod: Path, shell: Shell, tmp_path: Path
) -> None:
    with shell.inside(tmp_path):
        outcome = shell(*(word.format(mod) for word in line.split()))
    assert outcome.code == 0
    assert outcome.err == (
        "artemis-modkit: half: dat/vesselData.xml:28: an open conflict of a merge, about "
        "vessel[0].shields.front; keep what is right and delete the comment; until then figures "
        "are of the file as it stands\n"
    )


def test_a_commit_with_half_a_merge_says_so_too(
    mod: Path, shell: Shell, tmp_path: Path, git: Git
) -> None:
    shutil.copytree(mod, tmp_path / "half")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "half")
    outcome = shell("compare", "--git", "HEAD", "HEAD", tmp_path / "half")
    assert (outcome.code, outcome.err.count("an open conflict of a merge")) == (0, 2)
