"""Words of a selection read as people mean them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.model import Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.patcher import apply
from artemis_modkit.patcher.library import recipe_of
from artemis_modkit.patcher.selection import words_test

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
    with pytest.raises(Slip):
        words_test(expression)


MOST = 30
MANY = Mod.from_files(
    "many",
    {
        "vesselData.xml": b"<vessel_data>%s</vessel_data>"
        % b"".join(b'<vessel uniqueID="%d" side="1"/>' % number for number in range(MOST))
    },
)
ranges = st.tuples(st.integers(0, MOST - 1), st.integers(0, 5))


@settings(max_examples=40)
@given(st.lists(ranges, min_size=1, max_size=6))
def test_ships_of_any_of_the_ranges_are_chosen_once(chosen: list[tuple[int, int]]) -> None:
    written = [str(first) if not more else f"{first}-{first + more}" for first, more in chosen]
    step = {"select": {"element": "vessel", "id": written}, "add": {"side": 1}}
    result = apply(MANY, recipe_of(TomlTable("x", "", {"name": "x", "title": "X", "step": [step]})))
    wanted = {number for first, more in chosen for number in range(first, first + more + 1)}
    assert [one.vessel for one in result.changes] == sorted(wanted & set(range(MOST)))
