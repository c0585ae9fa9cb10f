"""Two people's work on ships that one of them, or both, gave other numbers."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.changes.decide import Strategy
from artemis_modkit.compare import compare
from artemis_modkit.compare.merge import Merged, merge
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.vessels import Vessel
from tests.changes.test_pairing import NAMES, ship

FIRST = 24
Fleet = list[tuple[int, str, int]]
"""Number, class name and front shield of each ship."""


def fleet(*names: str) -> Fleet:
    return [(FIRST + at, name, 80) for at, name in enumerate(names)]


BASE = fleet(*NAMES)


def mod(ships: Fleet) -> Mod:
    lines = "".join(f"  {ship(number, name, front=front)}\n" for number, name, front in ships)
    return Mod.from_files("m", {"vesselData.xml": f"<vessel_data>\n{lines}</vessel_data>".encode()})


def merged(ours: Fleet, theirs: Fleet, *strategies: str) -> Merged:
    return merge(mod(ours), mod(theirs), mod(BASE), [Strategy.parse(one) for one in strategies])


def after(result: Merged) -> Fleet:
    [data] = result.after.values()
    return sorted(map(_told, VesselData.from_bytes("x", data).vessels))


def _told(vessel: Vessel) -> tuple[int, str, int]:
    front = vessel.shields.front if vessel.shields else None
    return vessel.id or -1, vessel.class_name or "", int(front or 0)


def conflicts(result: Merged) -> list[tuple[str, str]]:
    return [(one.delta.path, one.delta.why) for one in result.conflicts]


def with_shield(ships: Fleet, name: str, front: int) -> Fleet:
    return [(number, one, front if one == name else shield) for number, one, shield in ships]


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_change_follows_the_ship_to_its_new_number(is_swapped: bool) -> None:
    inserted, edited = fleet("Gong", *NAMES), with_shield(BASE, "Cup", 99)
    sides = [edited, inserted] if is_swapped else [inserted, edited]
    result = merged(sides[0], sides[1])
    assert (conflicts(result), result.notes) == ([], [])
    assert after(result) == with_shield(inserted, "Cup", 99)


def test_two_ships_that_both_inserted_at_one_number_are_one_conflict_that_says_so() -> None:
    result = merged(fleet("Gong", *NAMES), with_shield(fleet("Horn", *NAMES), "Cup", 99))
    why = "both gave this number to a ship: ours Gong, theirs Horn; 31 is free"
    assert conflicts(result) == [("vessel[24]", why)]
    assert after(result) == with_shield(fleet("Gong", *NAMES), "Cup", 99)


def test_theirs_may_have_the_next_free_number_instead() -> None:
    result = merged(fleet("Gong", *NAMES), fleet("Horn", *NAMES), "both")
    assert conflicts(result) == []
    assert after(result) == [*fleet("Gong", *NAMES), (31, "Horn", 80)]
    assert result.notes == [
        "Horn of theirs has the number 31 in the result, because 24 is Gong in ours; change missions "
        "that name it"
    ]


def test_one_side_may_be_chosen() -> None:
    sides = fleet("Gong", *NAMES), fleet("Horn", *NAMES)
    assert after(merged(sides[0], sides[1], "theirs")) == sides[1]
    assert after(merged(sides[0], sides[1], "ours")) == sides[0]


def both_added(*names: str) -> Merged:
    """A merge of two who each added one ship of the same figures at one number."""
    known = "".join(ship(number, one) for number, one, _ in BASE)
    ours, theirs = (
        Mod.from_files(
            "m", {"vesselData.xml": f"<vessel_data>\n{known}{added}</vessel_data>".encode()}
        )
        for added in (ship(40, name, seed="same", mesh="same", text="Same.") for name in names)
    )
    return merge(ours, theirs, mod(BASE), [Strategy.parse("both")])


def test_a_new_ship_that_only_one_gave_a_name_is_one() -> None:
    for names in (("Gong", ""), ("", "Gong")):
        assert [number for number, _, _ in after(both_added(*names))][-2:] == [29, 40]


def test_two_new_ships_of_different_names_are_two_even_where_one_was_copied_for_both() -> None:
    result = both_added("Gong", "Horn")
    assert (result.conflicts, after(result)[-2:]) == ([], [(40, "Gong", 80), (41, "Horn", 80)])


def moved(by: int) -> Fleet:
    return [(number + by, name, shield) for number, name, shield in BASE]


BLOCK = "both moved 6 ships, 24 to 29 in base, ours up by 276, theirs up by 376; one choice for all"


def test_a_block_that_both_moved_elsewhere_is_one_conflict_and_one_comment() -> None:
    result = merged(moved(276), moved(376))
    assert conflicts(result) == [("vessel[24].uniqueID", BLOCK)]
    assert after(result) == moved(276)
    [data] = result.after.values()
    assert re.findall("modkit: conflict: (.*) -->", data.decode()) == [
        f'vessel[24].uniqueID: base "24" ours "300" theirs "400" ({BLOCK})'
    ]


@pytest.mark.parametrize(("side", "by"), [("ours", 276), ("theirs", 376), ("base", 0)])
def test_one_choice_moves_the_whole_block(side: str, by: int) -> None:
    result = merged(moved(276), moved(376), side)
    assert (conflicts(result), after(result)) == ([], moved(by))


def test_of_a_block_one_ship_may_be_chosen_apart() -> None:
    result = merged(moved(276), moved(376), "theirs", "vessel[26]=ours")
    wanted = [(302 if name == "Cup" else number, name, 80) for number, name, _ in moved(376)]
    assert (conflicts(result), after(result)) == ([], sorted(wanted))


def test_what_theirs_added_where_a_ship_of_ours_moved_to_is_a_conflict_too() -> None:
    ours, theirs = fleet("Gong", *NAMES), [*with_shield(BASE, "Fork", 99), (30, "Horn", 80)]
    result = merged(ours, theirs)
    why = "both gave this number to a ship: ours Fork, theirs Horn; 31 is free"
    assert conflicts(result) == [("vessel[30]", why)]
    assert after(result) == with_shield(ours, "Fork", 99)
    for strategy in ("both", "theirs"):
        free = merged(ours, theirs, strategy)
        assert conflicts(free) == []
        assert after(free) == [*with_shield(ours, "Fork", 99), (31, "Horn", 80)]


def test_what_theirs_moved_where_ours_added_a_ship_gets_the_next_free_number() -> None:
    ours, theirs = [*with_shield(BASE, "Fork", 99), (30, "Horn", 80)], fleet("Gong", *NAMES)
    result = merged(ours, theirs)
    assert conflicts(result) == []
    expected = with_shield(fleet("Gong", *NAMES), "Fork", 99)
    assert after(result) == [*expected[:-1], (30, "Horn", 80), (31, "Fork", 99)]
    assert [note.partition(",")[0] for note in result.notes] == [
        "Fork of theirs has the number 31 in the result"
    ]


@given(seed=st.integers(0, 2**32), is_swapped=st.booleans())
@settings(max_examples=30, deadline=None)
def test_numbers_dealt_anew_lose_no_edit_of_the_other_side(seed: int, is_swapped: bool) -> None:
    chance = random.Random(seed)
    numbers = [number for number, _, _ in BASE]
    chance.shuffle(numbers)
    dealt = [(number, name, 80) for number, (_, name, _) in zip(numbers, BASE, strict=True)]
    edited = [(number, name, chance.choice([80, 81, 99])) for number, name, _ in BASE]
    fronts = {name: front for _, name, front in edited}
    sides = [edited, dealt] if is_swapped else [dealt, edited]
    result = merged(sides[0], sides[1])
    assert (conflicts(result), result.notes) == ([], [])
    assert after(result) == sorted((number, name, fronts[name]) for number, name, _ in dealt)


def test_a_replaced_ship_that_the_other_side_moved_is_no_part_of_the_new_one() -> None:
    ours = fleet("Gong", *NAMES)
    theirs = [(24, "Horn", 80), *BASE[1:]]
    [data] = merged(ours, theirs).after.values()
    assert re.findall(r'uniqueID="(\d+)" side="0" classname="(Anvil|Gong)', data.decode()) == [
        ("24", "Gong"),
        ("25", "Anvil"),
    ]


def test_missions_that_take_moved_numbers_are_named_by_merge_and_compare() -> None:
    def with_mission(ships: Fleet) -> Mod:
        create = '<create type="neutral" hullID="{}" name="M"/>'
        script = (
            f"<mission_data><start>{create.format(25)}{create.format(20)}</start></mission_data>"
        )
        [text] = mod(ships).text_files().values()
        files = {"dat/vesselData.xml": text, "dat/Missions/MISS_Fog/MISS_Fog.xml": script.encode()}
        return Mod.from_files("m", files)

    base, inserted = mod(BASE), fleet("Gong", *NAMES)
    told = "missions take ships by numbers that moved or went: MISS_Fog (25); look at them"
    assert merge(with_mission(inserted), mod(BASE), base).notes == [told]
    assert merge(mod(BASE), with_mission(inserted), base).notes == [told]
    assert merge(with_mission(BASE), with_mission(BASE), base).notes == []
    assert compare(with_mission(BASE), mod(inserted)).missions == {"MISS_Fog": [25]}
    assert compare(with_mission(BASE), mod(BASE)).missions == {}
