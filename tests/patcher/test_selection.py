"""Words of a selection read as people mean them."""

import pytest

from artemis_modkit.patcher.selection import WordsError, words_test

FIGHTER = frozenset({"player", "singleseat", "fighter"})
CRUISER = frozenset({"player"})
BASE = frozenset({"base", "carrier"})


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("player", [FIGHTER, CRUISER]),
        ("Player SingleSeat", [FIGHTER]),
        ("player and not singleseat", [CRUISER]),
        ("not singleseat and not fighter", [CRUISER, BASE]),
        ("singleseat or base", [FIGHTER, BASE]),
        ("not (player or station)", [BASE]),
        ("player not (singleseat or base) or carrier", [CRUISER, BASE]),
    ],
)
def test_an_expression_of_words_chooses(expression: str, chosen: list[frozenset[str]]) -> None:
    test = words_test(expression)
    assert [words for words in (FIGHTER, CRUISER, BASE) if test(words)] == chosen


def test_an_expression_may_have_two_hundred_words() -> None:
    assert words_test("player " * 200)(CRUISER)


@pytest.mark.parametrize(
    "expression", ["", "not", "a or", "(a", "a)", "and", "or a", "()", "a " * 201]
)
def test_an_expression_without_sense_is_an_error(expression: str) -> None:
    with pytest.raises(WordsError):
        words_test(expression)
