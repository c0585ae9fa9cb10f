"""How the files of a change stand, in one word and in a sentence."""

import shutil
from pathlib import Path

import pytest

from artemis_modkit.files.journal import Phase
from artemis_modkit.files.replacing import replace_files
from artemis_modkit.files.restoring import FolderState, Standing, state_of
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import make_link
from tests.files.conftest import NEW, OLD


@pytest.mark.parametrize(
    ("standing", "state", "sentence"),
    [
        (Standing(), FolderState.UNTOUCHED, "no change by this tool is kept here"),
        (
            Standing(7, Phase.DONE, new=("a",)),
            FolderState.NEW,
            "change 0007 is complete, 1 file changed",
        ),
        (
            Standing(7, Phase.SAVING, old=frozenset("ab")),
            FolderState.OLD,
            "change 0007 was stopped before it touched a file, 2 files as before it",
        ),
        (
            Standing(12, Phase.CHANGING, frozenset("ab"), ("c",)),
            FolderState.MIXED,
            "change 0012 was stopped in the middle, of 3 files 1 changed and 2 as before it",
        ),
        (
            Standing(1, Phase.RESTORING, frozenset("a"), ("b",), tuple("cdefgh"), tuple("ijklm")),
            FolderState.EDITED,
            "change 0001 was stopped while it was being taken back, of 13 files 1 changed and 1 as "
            "before it; edited since: c, d, e, f, g, …; not there: i, j, k, l, m",
        ),
        (
            Standing(1, Phase.DONE, frozenset(), ("b",), (), ("c",)),
            FolderState.MIXED,
            "change 0001 is complete, of 2 files 1 changed and 0 as before it; not there: c",
        ),
    ],
)
def test_files_stand_as_they_do(standing: Standing, state: FolderState, sentence: str) -> None:
    assert (standing.state, standing.sentence) == (state, sentence)
    assert standing.is_complete == (standing.phase in (None, Phase.DONE))


def test_a_file_that_is_gone_leaves_no_change_taken_back() -> None:
    assert Standing(1, Phase.DONE, frozenset("a"), gone=("b",)).state is FolderState.MIXED
    assert Standing(1, Phase.DONE, frozenset("a")).state is FolderState.OLD


def test_a_folder_that_became_a_file_has_lost_its_files(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    shutil.rmtree(mod / "dat")
    (mod / "dat").write_bytes(b"no folder")
    assert state_of(mod).gone == ("dat/ships.xml",)


def test_a_folder_that_became_a_link_to_itself_is_told(mod: Path) -> None:
    replace_files(mod, OLD, NEW)
    shutil.rmtree(mod / "dat")
    make_link(mod / "dat", mod / "dat")
    with pytest.raises(ModkitError, match="cannot be looked through"):
        state_of(mod)
