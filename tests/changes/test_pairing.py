"""Which ship and race of one file is which of another, whatever number and place it has."""

import random

from artemis_modkit.changes.pairing import Told, aligned_races, aligned_vessels
from artemis_modkit.model import VesselData
from tests.effort import lines_run

Numbers = list[tuple[int | None, int | None]]


def data(body: str) -> VesselData:
    return VesselData.from_bytes("x", f"<vessel_data>{body}</vessel_data>".encode())


def ship(number: object, name: str = "Scout", side: int = 0, mesh: str = "", **own: object) -> str:
    """A ship whose mesh and ports are its own, like those of every ship of one name.

    `front` are its shields, `text` its description; `seed` makes other ports.
    """
    seed = sum(map(ord, str(own.get("seed", name))))
    ports = "".join(
        f'<beam_port x="{seed + at}" y="{seed - at}" z="{seed * at}" damage="2" cycletime="6"/>'
        for at in range(1, 4)
    )
    text = own.get("text", f"The {name}.")
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="{name}" broadType="player">'
        f'<art meshfile="dat/{mesh or name}.dxs"/><shields front="{own.get("front", 80)}"/>'
        f'{ports}<long_desc text="{text}"/></vessel>'
    )


def pairs(a: str, b: str, told: Told = Told()) -> Numbers:  # noqa: B008
    found = aligned_vessels(data(a).vessels, data(b).vessels, told)
    return [(one.id if one else None, other.id if other else None) for one, other in found]


NAMES = ("Anvil", "Bell", "Cup", "Dial", "Ewer", "Fork")
FLEET = "".join(ship(20 + at, name) for at, name in enumerate(NAMES))


def fleet(*changes: tuple[str, str]) -> str:
    text = FLEET
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_doubled_numbers_that_lead_round_in_a_ring_come_to_an_end() -> None:
    """Two ships of one number, whose figures changed places with those of a third."""
    before = ship(5, front=1) + ship(5, front=2) + ship(6, front=3)
    found = pairs(before, ship(5, front=3) + ship(6, front=2))
    assert sorted(found, key=str) == [(5, 6), (5, None), (6, 5)]


def test_few_numbers_and_figures_in_any_mixture_pair_each_ship_once() -> None:
    rng = random.Random(7)
    for _ in range(300):
        sides = [
            [ship(rng.randint(1, 3), front=rng.randint(1, 3)) for _ in range(rng.randint(1, 5))]
            for _ in range(2)
        ]
        found = pairs("".join(sides[0]), "".join(sides[1]))
        assert [len(side) for side in sides] == [
            sum(pair[at] is not None for pair in found) for at in (0, 1)
        ]


# One ship under another number ---------------------------------------------------------------


def test_ships_behind_an_inserted_one_moved_up_and_only_that_is_new() -> None:
    moved = "".join(ship(21 + at, name) for at, name in enumerate(NAMES))
    assert pairs(FLEET, ship(20, "Gong") + moved) == [
        *((20 + at, 21 + at) for at in range(6)),
        (None, 20),
    ]


def test_that_holds_also_where_their_figures_and_texts_changed_meanwhile() -> None:
    moved = "".join(ship(21 + at, name, front=20, text="Better.") for at, name in enumerate(NAMES))
    assert pairs(FLEET, ship(20, "Gong") + moved) == [
        *((20 + at, 21 + at) for at in range(6)),
        (None, 20),
    ]


def test_two_ships_that_swapped_numbers_are_told_as_that() -> None:
    swapped = ship(1, "Bell") + ship(2, "Anvil")
    assert pairs(ship(1, "Anvil") + ship(2, "Bell"), swapped) == [(1, 2), (2, 1)]


def test_a_block_that_moved_to_other_hundreds_is_the_same_block() -> None:
    moved = "".join(ship(720 + at, name, front=at) for at, name in enumerate(NAMES))
    assert pairs(FLEET, moved) == [(20 + at, 720 + at) for at in range(6)]


def test_a_renamed_ship_in_a_moved_block_moved_with_it() -> None:
    moved = "".join(ship(320 + at, name) for at, name in enumerate(NAMES))
    renamed = moved.replace('classname="Cup"', 'classname="Mug"').replace("The Cup", "A mug")
    assert pairs(FLEET, renamed) == [(20 + at, 320 + at) for at in range(6)]


def test_a_ship_with_another_name_and_mesh_is_known_by_both_neighbours_that_moved_as_far() -> None:
    """One neighbour is not enough, nor are neighbours that went elsewhere."""
    mug = ship(322, "Mug", seed="Cup", text="A mug.")
    moved = {at: ship(320 + at, name, front=20) for at, name in enumerate(NAMES)}
    assert pairs(FLEET, "".join((moved | {2: mug}).values()))[2] == (22, 322)
    without = "".join(one for at, one in (moved | {2: mug}).items() if at != 3)
    assert pairs(FLEET, without)[2] == (22, None)
    elsewhere = "".join((moved | {2: mug.replace('"322"', '"340"')}).values())
    assert pairs(FLEET, elsewhere)[2] == (22, None)


def test_a_name_with_more_words_is_no_sign_where_the_name_itself_is_there() -> None:
    a = ship(102, "Shuttle", mesh="s", seed="s") + ship(103, "LR Shuttle", mesh="s", seed="s")
    b = ship(103, "Shuttle", mesh="s", seed="s", front=2)
    b += ship(104, "LR Shuttle", mesh="s", seed="s", front=2)
    assert pairs(a, b) == [(102, 103), (103, 104)]


def test_only_neighbours_of_its_hundred_say_where_a_ship_moved() -> None:
    """Two freighters made room for another ship; the craft of the next hundred stayed."""
    a = ship(126, "Ox A", mesh="ox", seed="s") + ship(127, "Ox B", mesh="ox", seed="s")
    b = ship(126, "New") + ship(127, "Ox A", mesh="ox", seed="s", text="")
    b += ship(128, "Ox B", mesh="ox", seed="s", text="")
    craft = ship(200, "Fly")
    assert pairs(a + craft, b + craft)[:2] == [(126, 127), (127, 128)]


def test_a_ship_may_get_a_new_name_and_a_new_number_and_is_known_by_all_else() -> None:
    renamed = ship(90, "Mug", mesh="Cup", seed="Cup", text="The Cup.")
    assert pairs(FLEET, fleet((ship(22, "Cup"), renamed)))[2] == (22, 90)


def test_of_two_equal_ships_each_keeps_its_number_and_of_one_that_is_left_the_other_is_gone() -> (
    None
):
    twins = ship(1) + ship(2)
    assert pairs(twins, ship(2) + ship(1)) == [(1, 1), (2, 2)]
    assert pairs(twins, ship(2)) == [(1, None), (2, 2)]
    assert pairs(twins, ship(7) + ship(8)) == [(1, 7), (2, 8)]


def test_of_a_ship_that_became_two_the_like_one_is_it_and_the_other_is_new() -> None:
    split = fleet((ship(22, "Cup"), ship(22, "Cup") + ship(40, "Cup II", mesh="Cup", seed="Cup")))
    assert pairs(FLEET, split)[2] == (22, 22)
    assert pairs(FLEET, split)[-1] == (None, 40)


def test_a_copy_for_another_race_is_not_the_ship_itself() -> None:
    copied = fleet((ship(22, "Cup"), ship(22, "Cup Wing", mesh="wing") + ship(202, "Cup", side=9)))
    assert pairs(FLEET, copied)[2] == (22, 22)


def test_a_ship_without_its_text_is_the_same() -> None:
    assert pairs(FLEET, fleet(("The Cup.", "")))[2] == (22, 22)


# One number for another ship -------------------------------------------------------------------


def test_one_number_does_not_make_two_ships_one() -> None:
    assert pairs(ship(1, "Anvil"), ship(1, "Gong")) == [(1, None), (None, 1)]


def test_a_total_conversion_has_new_ships_only_whatever_numbers_they_have() -> None:
    others = "".join(ship(20 + at, name) for at, name in enumerate("UVWXYZ"))
    assert pairs(FLEET, others) == [
        *((20 + at, None) for at in range(6)),
        *((None, 20 + at) for at in range(6)),
    ]


def test_a_number_with_a_class_name_or_a_mesh_or_all_figures_is_a_ship() -> None:
    for now in (
        ship(1, "Anvil", mesh="other", seed="other", text="Other."),
        ship(1, "Gong", mesh="Anvil", seed="other", text="Other."),
        ship(1, "Gong", seed="Anvil"),
    ):
        assert pairs(ship(1, "Anvil"), now) == [(1, 1)]


def test_a_class_name_alone_is_not() -> None:
    assert pairs(ship(1, "Scout"), ship(50, "Scout", mesh="other", seed="other", text="x")) == [
        (1, None),
        (None, 50),
    ]


def test_a_name_says_as_much_as_few_ships_of_its_race_have_it() -> None:
    """Ten races with a Scout each: one of them got another number and another mesh."""
    others = "".join(ship(100 * at, "Scout", side=at, seed=at, text=f"{at}.") for at in range(9))
    moved = ship(950, "Scout", side=9, mesh="new", seed=9, front=9, text="")
    assert pairs(others + ship(900, "Scout", side=9, seed=9, text="9."), others + moved)[-1] == (
        900, 950,
    )  # fmt: skip


def test_only_the_next_lower_and_higher_number_are_beside_a_ship() -> None:
    """The last of a hundred is not beside the first, and moved as far by chance."""
    a = ship(20, "Scout") + ship(21, "Bell") + ship(22, "Cup")
    b = ship(25, "Scout", mesh="new", seed="new", text="x") + ship(21, "Bell") + ship(27, "Cup")
    assert pairs(a, b) == [(20, None), (21, 21), (22, 27), (None, 25)]


# Ships that are nearly alike -------------------------------------------------------------------


def drones(first: int, *fronts: int) -> str:
    return "".join(ship(first + at, "Drone", front=front) for at, front in enumerate(fronts))


def test_like_ships_that_each_became_the_next_changed_their_values_not_their_numbers() -> None:
    a, b = drones(10, 100, 110, 120), drones(10, 110, 120, 130)
    assert pairs(a, b) == [(10, 10), (11, 11), (12, 12)]
    assert pairs(drones(10, 100, 110), drones(10, 110, 120)) == [(10, 10), (11, 11)]


def test_an_inserted_one_among_like_ships_moves_those_behind_it() -> None:
    a, b = drones(10, 1, 2, 3, 4, 5), drones(10, 1, 9, 2, 3, 4, 5)
    assert pairs(a, b) == [(10, 10), (11, 12), (12, 13), (13, 14), (14, 15), (None, 11)]


def test_like_ships_that_only_swapped_numbers_are_told_as_that() -> None:
    assert pairs(drones(10, 1, 2, 3), drones(10, 3, 1, 2)) == [(10, 11), (11, 12), (12, 10)]


def test_a_ship_that_says_nothing_but_its_number_is_known_by_that() -> None:
    assert pairs('<vessel uniqueID="1"/>', '<vessel uniqueID="1"><shields/></vessel>') == [(1, 1)]
    assert pairs('<vessel uniqueID="1"/>', ship(1)) == [(1, 1)]


def test_ships_without_a_name_belong_together_by_number_and_values() -> None:
    nameless = "".join(ship(at, "", mesh=f"m{at}", seed=f"m{at}") for at in range(3))
    assert pairs(nameless, nameless.replace('front="80"', 'front="9"')) == [(0, 0), (1, 1), (2, 2)]


def test_of_several_with_one_number_the_first_belongs_to_the_first() -> None:
    a, b = ship(1, "One") + ship(1, "Two"), ship(1, "Two", front=3) + ship(1, "One", front=3)
    found = aligned_vessels(data(a).vessels, data(b).vessels)
    assert [one and one.class_name == other.class_name for one, other in found if other] == [
        True,
        True,
    ]
    assert pairs(ship(1) * 30, ship(1, front=9) * 30) == [(1, 1)] * 30


def test_a_number_that_cannot_be_read_is_none_and_says_nothing() -> None:
    assert pairs(ship("x") + ship("", "Bell"), ship(5) + ship("y", "Bell")) == [
        (None, 5),
        (None, None),
    ]


def test_a_ship_may_get_a_number_or_lose_it() -> None:
    other = ship("x", "Anvil", front=9)
    assert pairs(ship(5, "Anvil"), other) == [(5, None)]
    assert pairs(other, ship(5, "Anvil")) == [(None, 5)]
    assert pairs(ship("y", "Anvil"), other) == [(None, None)]


# What the user says ----------------------------------------------------------------------------


def test_what_the_user_names_is_a_pair_whatever_the_ships_are() -> None:
    told = Told(pairs=((20, 21), (99, 20), (21, 98)))
    assert pairs(FLEET, FLEET, told)[:2] == [(20, 21), (21, None)]


def test_numbers_decide_where_the_user_says_so() -> None:
    swapped = ship(1, "Bell") + ship(2, "Anvil") + ship(4)
    a = ship(1, "Anvil") + ship(2, "Bell") + ship(3)
    assert pairs(a, swapped, Told(by_number=True)) == [(1, 1), (2, 2), (3, None), (None, 4)]


# Cost ------------------------------------------------------------------------------------------


def test_pairs_cost_as_much_as_there_are_ships_however_alike_they_are() -> None:
    def cost(count: int, *, alike: bool, moved: int) -> int:
        names = ["Same" if alike else f"N{at}" for at in range(count)]
        a = data("".join(ship(at, name) for at, name in enumerate(names)))
        b = data("".join(ship(at + moved, name, front=at) for at, name in enumerate(names)))
        return lines_run(lambda: aligned_vessels(a.vessels, b.vessels))

    for alike in (True, False):
        for moved in (0, 1):
            cost(400, alike=alike, moved=moved)  # values that were read once are known
            small, great = (cost(count, alike=alike, moved=moved) for count in (100, 400))
            assert great < 5 * small


# Races -----------------------------------------------------------------------------------------


def races(a: str, b: str, told: Told = Told()) -> list[tuple[str | None, str | None]]:  # noqa: B008
    found = aligned_races(data(a).races, data(b).races, told)
    return [(one.name if one else None, other.name if other else None) for one, other in found]


def race(number: int, name: str, keys: str = "") -> str:
    return f'<hullRace ID="{number}" name="{name}" keys="{keys}"/>'


def test_races_belong_together_by_name_then_by_number() -> None:
    a, b = race(1, "One") + race(2, "Two"), race(1, "Uno") + race(7, "Two") + race(8, "New")
    assert races(a, b) == [("One", "Uno"), ("Two", "Two"), (None, "New")]
    assert races(race(1, "A") + race(2, "B"), race(1, "B") + race(2, "A")) == [
        ("A", "A"),
        ("B", "B"),
    ]


def test_a_race_of_another_name_that_shares_no_key_is_another_race() -> None:
    a = race(1, "One", "enemy loyal")
    assert races(a, race(1, "Uno", "enemy")) == [("One", "Uno")]
    assert races(a, race(1, "Uno", "player")) == [("One", None), (None, "Uno")]
    # one that says no keys may be any
    assert (
        races(a, race(1, "Uno"))
        == races(race(1, "One"), race(1, "Uno", "enemy"))
        == [("One", "Uno")]
    )


def test_numbers_decide_of_races_too_where_the_user_says_so() -> None:
    a, b = race(1, "A") + race(2, "B"), race(1, "B") + race(2, "A")
    assert races(a, b, Told(by_number=True)) == [("A", "B"), ("B", "A")]
