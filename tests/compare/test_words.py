"""Which words of a text changed: as few as possible, unless the texts are two."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from artemis_modkit.compare.texts import WordChange, changed_words, words_of

WORDS = st.lists(st.sampled_from("abc"), max_size=9)


def fewest(old: list[str], new: list[str]) -> int:
    """Words dropped and added at least, by the longest common row of words."""
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at, one in enumerate(old):
        for other_at, other in enumerate(new):
            longest[at + 1][other_at + 1] = (
                longest[at][other_at] + 1
                if one == other
                else max(longest[at][other_at + 1], longest[at + 1][other_at])
            )
    return len(old) + len(new) - 2 * longest[-1][-1]


@given(WORDS, WORDS)
@example(list("abbb"), list("ca"))
def test_the_fewest_words_are_dropped_and_added(old: list[str], new: list[str]) -> None:
    changes = changed_words(old, new)
    result, at, spent = [], 0, 0
    for one in changes:
        assert one.start > at or one is changes[0]
        result += old[at : one.start] + new[one.new_start : one.new_end]
        assert len(result) == one.new_end
        spent += one.end - one.start + one.new_end - one.new_start
        at = one.end
    assert result + old[at:] == new
    assert spent == fewest(old, new)


@pytest.mark.parametrize(("changed", "runs"), [(16, 16), (17, 1)])
def test_texts_that_differ_in_over_32_words_are_two_texts(changed: int, runs: int) -> None:
    old, new = [], []
    for number in range(changed):
        old += [f"old{number}", f"same{number}"]
        new += [f"new{number}", f"same{number}"]
    found = changed_words(["first", *old, "last"], ["first", *new, "last"])
    assert len(found) == runs
    assert found[0].start == 1
    assert found[-1].end == 2 * changed  # "same" before "last" stays, in both


def test_a_text_that_became_empty_or_began_is_one_change() -> None:
    assert changed_words(["a", "b"], []) == [WordChange(0, 2, 0, 0)]
    assert changed_words([], ["a", "b"]) == [WordChange(0, 0, 0, 2)]
    assert changed_words([], []) == []


def test_the_mark_of_a_new_line_is_no_word() -> None:
    assert words_of("8 homing^2 nukes^^") == ["8", "homing", "2", "nukes"]
