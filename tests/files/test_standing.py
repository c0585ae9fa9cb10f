"""How the files of a change stand, in one word and in a sentence."""

import pytest

from artemis_modkit.files.generation import Phase
from artemis_modkit.files.standing import Standing, State


@pytest.mark.parametrize(
    ("standing", "state", "sentence"),
    [
        (Standing(), State.UNTOUCHED, "no change by this tool is kept here"),
        (
            Standing(7, Phase.DONE, new=("a",)),
            State.NEW,
            "change 0007 is complete, 1 file changed",
        ),
        (
            Standing(7, Phase.SAVING, old=frozenset("ab")),
            State.OLD,
            "change 0007 was stopped before it touched a file, 2 files as before it",
        ),
        (
            Standing(12, Phase.CHANGING, frozenset("ab"), ("c",)),
            State.MIXED,
            "change 0012 was stopped in the middle, of 3 files 1 changed and 2 as before it",
        ),
        (
            Standing(1, Phase.RESTORING, frozenset("a"), ("b",), tuple("cdefgh"), tuple("ijklm")),
            State.EDITED,
            "change 0001 was stopped while it was being taken back, of 13 files 1 changed and 1 as "
            "before it; edited since: c, d, e, f, g, …; not there: i, j, k, l, m",
        ),
        (
            Standing(1, Phase.DONE, frozenset(), ("b",), (), ("c",)),
            State.MIXED,
            "change 0001 is complete, of 2 files 1 changed and 0 as before it; not there: c",
        ),
    ],
)
def test_files_stand_as_they_do(standing: Standing, state: State, sentence: str) -> None:
    assert (standing.state, standing.sentence) == (state, sentence)
    assert standing.is_complete == (standing.phase in (None, Phase.DONE))
