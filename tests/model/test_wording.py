"""An unknown name is told with the known one that it is most like."""

import pytest

from artemis_modkit.model.wording import did_you_mean, in_brackets, names_meant, nearest


@pytest.mark.parametrize(
    ("name", "near"),
    [("tsm", "TSN"), (" TSN ", "TSN"), ("xyz", None), ("t" * 101, None)],
)
def test_the_nearest_name_is_found_case_and_blanks_aside(name: str, near: str | None) -> None:
    assert nearest(name, ["USFP", "TSN"]) == near


def test_how_much_must_agree_can_be_asked_for() -> None:
    assert nearest("tsm", ["tsn"], cutoff=0.7) is None
    assert nearest("a" * 100, ["a" * 99]) == "a" * 99


def test_a_message_ends_with_the_name_that_is_meant_or_another_hint() -> None:
    assert did_you_mean("tsn", "there are 3") == "; did you mean 'tsn'?"
    assert did_you_mean(None, "there are 3") == "; there are 3"
    assert did_you_mean(None) == ""


def test_inside_of_a_message_the_name_stands_in_brackets() -> None:
    assert in_brackets("tsm", ["tsn"]) == " (did you mean 'tsn'?)"
    assert in_brackets("xyz", ["tsn"]) == ""


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("xwing", "; did you mean 'X-Wing Fighter'?"),
        ("star destroyer", "; did you mean 'Star Destroyer' or 'Imperial Star Destroyer'?"),
        ("destoyer", "; did you mean 'Star Destroyer'?"),
        ("impreial", "; did you mean 'Imperial Star Destroyer'?"),
        ("U-Win", "; did you mean 'U-Wing'?"),
        ("mothership", ""),
    ],
)
def test_names_are_found_by_a_part_of_them_and_by_one_word_that_is_a_letter_off(
    given: str, hint: str
) -> None:
    names = ["X-Wing Fighter", "U-Wing", "Imperial Star Destroyer", "Star Destroyer"]
    assert names_meant(given, names) == hint
