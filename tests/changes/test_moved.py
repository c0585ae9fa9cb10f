"""Numbers that moved: how far each side moved a ship, and which ships moved together."""

import pytest

from artemis_modkit.changes.decide import blocks, is_block, moved_words, step, with_blocks_as_one
from artemis_modkit.changes.delta import Delta, Who, setting_delta
from artemis_modkit.changes.sides import Side, Sides, Trio
from artemis_modkit.model import VesselData
from artemis_modkit.model.declarations import Area

SHIP = VesselData.from_bytes("x", b'<v><vessel uniqueID="1"/></v>').vessels[0].element
RACE = VesselData.from_bytes("x", b'<v><hullRace ID="1"/></v>').races[0].element
BOTH = (Side.OURS, Side.THEIRS)


def moved(base: str | None, ours: str | None, theirs: str | None, who: Who = Who.CONFLICT) -> Delta:
    path = f"vessel[{base}].uniqueID"
    trio: Trio = Sides(SHIP, SHIP, SHIP)
    return Delta(path, base, ours, theirs, Area.IDENTITY, who, "uniqueID", trio)


@pytest.mark.parametrize(
    ("texts", "ours", "theirs"),
    [
        (("10", "15", "7"), 5, -3), (("10", "10", " 11 "), 0, 1), (("10", None, "x"), None, None),
        ((None, "10", "11"), None, None), (("x", "10", "11"), None, None),
    ],
)  # fmt: skip
def test_a_step_is_how_far_a_side_moved_a_number(
    texts: tuple[str | None, str | None, str | None], ours: int | None, theirs: int | None
) -> None:
    assert [step(moved(*texts), side) for side in BOTH] == [ours, theirs]


def test_only_the_number_of_a_ship_makes_steps() -> None:
    one: Sides[str | None] = Sides("10", "11", "12")
    race = Delta("r", *one, Area.IDENTITY, Who.CONFLICT, "ID", Sides(RACE, RACE, RACE))
    other = Delta("s", *one, Area.IDENTITY, Who.CONFLICT, "side", Sides(SHIP, SHIP, SHIP))
    whole = Delta("v", *one, Area.IDENTITY, Who.CONFLICT, None, Sides(SHIP, SHIP, SHIP))
    for delta in (race, other, whole, setting_delta("uniqueID", one)):
        assert step(delta, Side.OURS) is None


def test_a_block_is_of_numbers_that_all_sides_asked_for_moved_as_far() -> None:
    a, b, c = moved("1", "11", "21"), moved("2", "12", "22"), moved("3", "13", "24")
    odd, other = moved("x", "1", "2"), moved("y", "1", "2")
    assert blocks([a, odd, b, c, other], BOTH) == [[a, b], [odd], [c], [other]]
    assert blocks([a, b, c], (Side.OURS,)) == [[a, b, c]]


def test_conflicts_of_numbers_that_moved_together_are_one_with_the_others_behind_it() -> None:
    """What only one side moved, what is no conflict, and what moved alone stay as they are."""
    deltas = [
        moved("4", "14", "3"), moved("1", "11", "21"), moved("5", "5", "9"), moved("2", "12", "22"),
        moved("6", "7", "6"), moved("3", "13", "23"), moved("8", "18", "28", Who.OURS),
    ]  # fmt: skip
    *others, alone, head = with_blocks_as_one(deltas)
    assert others == [deltas[2], deltas[4], deltas[6]]
    assert (alone, is_block(alone)) == (deltas[0], False)
    assert (head.path, head.also) == (deltas[1].path, (deltas[3], deltas[5]))
    assert is_block(head) and head.why == (
        "both moved 3 ships, 1 to 3 in base, ours up by 10, theirs up by 20; one choice for all"
    )


def test_a_block_is_told_by_its_numbers_and_its_way() -> None:
    down = [moved(number, str(int(number) - 5), number) for number in ("9", "8", "10")]
    assert moved_words(down, Side.OURS) == "3 ships, 8 to 10, moved down by 5"
    assert moved_words(down[:1] + down[2:], Side.OURS) == "2 ships, 9 to 10, moved down by 5"
    up = [moved("1", "1", "2"), moved("4", "4", "5")]
    assert moved_words(up, Side.THEIRS) == "2 ships, between 1 and 4, moved up by 1"
    twice = [moved("1", "2", "1"), moved("1", "2", "1")]
    assert moved_words(twice, Side.OURS) == "2 ships, 1 to 1, moved up by 1"
