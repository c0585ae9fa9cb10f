"""What keeps a promise: any way to count what may be meant."""

import pytest

from artemis_modkit.audit.rule import ships
from artemis_modkit.descriptions.check import Promise, broken, promises_of
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model import VesselData
from artemis_modkit.model.roles import roles_of

BEAM, DRONE, TUBE = '<beam_port x="1"/>', '<drone_port x="1"/>', '<torpedo_tube x="1"/>'


def promises(parts: str, text: str, kind: str = "player") -> list[Promise]:
    xml = ships(
        f'<vessel uniqueID="3" side="0" classname="Otter" broadType="{kind}">'
        f'<performance turnrate="0.004" topspeed="0.6"/>{parts}<long_desc text="{text}"/></vessel>'
    )["dat/vesselData.xml"]
    data = VesselData.from_bytes("vesselData.xml", xml)
    (vessel,) = data.vessels
    return list(promises_of(vessel, claims_of(text), roles_of(data.races).of(vessel)))


def test_a_promise_is_kept_by_what_lies_in_its_range() -> None:
    text = "Triple Ion beam^1 light beam"
    kept = [count for count in range(6) if promises(BEAM * count, text)[0].is_kept]
    assert kept == [2, 3, 4]
    assert promises(BEAM * 99, "a standard beam")[0].is_kept


@pytest.mark.parametrize(
    ("parts", "text", "said", "shown"),
    [
        (BEAM, "2 beams", "2 beams", "1 beam"),
        ("", "a beam", "at least 1 beam", "no beams"),
        (BEAM * 6, "Triple Ion beam^1 light beam", "at most 4 beams", "6 beams"),
        (BEAM * 6, "No beams", "no beams", "6 beams"),
        (BEAM * 6, "Triple Ion beam^1 light beam^9 turrets", "at least 2 beams and 9 turrets",
         "6 beams"),
        ('<shields front="5" back="7"/>', "Shields: 5/8", "a rear shield of 8", "a rear shield of 7"),
        ('<torpedo_storage type="nuk" amount="1"/>', "3 nukes", "3 nukes", "1 nuke"),
    ],
)  # fmt: skip
def test_a_broken_promise_says_its_bound_and_what_there_is(
    parts: str, text: str, said: str, shown: str
) -> None:
    (one,) = broken(promises(parts, text))
    assert (one.words, one.thing.named(one.has)) == (said, shown)


def test_a_kind_of_torpedo_may_be_spoken_of_twice_or_in_two_stores() -> None:
    stores = '<torpedo_storage type="trp" amount="{}"/>'
    assert all(one.is_kept for one in promises(stores.format(8), "8 homing, all 8 homing"))
    assert all(one.is_kept for one in promises(stores.format(6) + stores.format(2), "2 homing"))
    assert not promises(stores.format(7), "8 homing")[0].is_kept
    none = '<torpedo_storage type="nuk" amount="0"/>'
    kept = [n for n in range(9) if promises(stores.format(7) + none, f"{n} torpedoes")[0].is_kept]
    assert kept == [0, 7]
    both = stores.format(7) + TUBE
    assert [n for n in range(9) if promises(both, f"{n} torpedoes")[0].is_kept] == [1, 7]


def test_tubes_of_players_are_tubes_and_of_the_computer_any_launcher() -> None:
    assert [one.thing for one in broken(promises(DRONE * 2, "2 torpedo tubes"))] == [Thing.TUBES]
    assert list(broken(promises(DRONE * 2, "2 torpedo tubes", "warship"))) == []


def test_craft_are_one_promise_that_any_way_to_count_keeps() -> None:
    load = '<carrierload baycount="{}" bomber="2"/>'
    text = "4 fighters, 2 bombers, 6 fighter bays"
    assert list(broken(promises(load.format(6), text))) == []
    said = [(one.thing, one.words) for one in broken(promises(load.format(3), text))]
    assert said == [(Thing.FIGHTERS, "4 fighters")]


def test_shuttles_may_be_among_the_craft_or_beside_them() -> None:
    text, kept = "4 fighters, 2 bombers, 1 shuttle", []
    for craft in range(9):
        (_, every) = promises(f'<carrier complement="{craft}"/>', text)
        kept += [craft] if every.is_kept else []
    assert kept == [6, 7]
    load = '<carrierload baycount="48"/>'
    assert not promises(load, "1 squadron, 50 shuttles", "player carrier")[0].is_kept
    assert promises("", "1 fighter")[0].ways == {"bays": 0, "all": 0}


def test_a_squadron_has_up_to_24_craft() -> None:
    load = '<carrierload baycount="{}"/>'
    for bays, is_kept in ((24, True), (25, False), (12, True)):
        (one,) = [
            one
            for one in promises(load.format(bays), "Carries 1 squadron", "player carrier")
            if one.thing is Thing.SQUADRONS
        ]
        assert one.is_kept is is_kept


def test_numbers_of_a_vessel_that_cannot_be_read_promise_nothing() -> None:
    text = "4 fighters, 2 bombers, 8 homing, 3 torpedoes"
    assert promises('<carrierload baycount="x"/>', text, "player carrier") != []
    kinds = {one.thing for one in promises('<carrierload baycount="x" bomber="2"/>', text)}
    assert kinds == {Thing.HOMING, Thing.TORPEDOES}
    stores = '<torpedo_storage type="trp" amount="many"/>'
    assert {one.thing for one in promises(stores, "8 homing, 3 torpedoes")} == set()


def test_weapons_by_name_are_read_all_together_first_then_without_each() -> None:
    (one,) = promises(BEAM * 2, "2 beams, 3 turrets, 1 cannon")
    assert one.ranges == ((6, 6), (3, 3), (5, 5), (2, 2))
    assert one.said == {Thing.BEAMS: (2, 2), Thing.CANNONS: (1, 1), Thing.TURRETS: (3, 3)}
    assert one.words == "2 beams and 1 cannon and 3 turrets"
    (one,) = promises(BEAM * 2, "3 turrets, 1 cannon")
    assert one.ranges == ((4, 4), (1, 1), (3, 3))


def test_launchers_of_a_ship_are_any_of_its_launchers_or_all() -> None:
    parts = DRONE + TUBE * 2
    kept = [n for n in range(1, 6) if promises(parts + BEAM * 5, f"{n} launchers")[0].is_kept]
    assert kept == [1, 2, 3, 5]
    assert [one.thing for one in promises(parts, "1 drone launcher, 4 launchers")] == [Thing.DRONES]


def test_a_ship_without_bays_has_no_craft() -> None:
    assert [one.words for one in broken(promises("", "1 fighter"))] == ["1 fighter"]
    assert list(broken(promises("", "No fighters"))) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ladder^Three beams stacked like rungs.^3 forward beams", [3, 6]),
        ("Science ship with a wide beam.^1 forward beam", [1, 2, 3, 4, 5, 6, 7]),
        ("Two fast beams.^2 forward beams", [2, 4]),
        ("4 beams.^2 forward beams", [6]),
        ("Two rear beams.^2 forward beams", [4]),
        ("2 heavy beams, 2 light beams", [4]),
    ],
)
def test_prose_may_tell_what_the_list_beside_it_tells(text: str, kept: list[int]) -> None:
    counts = range(8)
    assert [count for count in counts if promises(BEAM * count, text)[0].is_kept] == kept


@pytest.mark.parametrize(
    "text",
    [
        "one torpedo tube in the bow and one, by her builder, in the stern",
        "1 torpedo tube forward and 1 aft",
        "1 tube forward, 1 aft",
    ],
)
def test_a_number_without_its_noun_may_go_on_counting(text: str) -> None:
    kept = [count for count in range(5) if promises(TUBE * count, text)[0].is_kept]
    assert kept == [1, 2]


@pytest.mark.parametrize(
    ("text", "bays"),
    [
        ("Mother to five fighters and two bombers.", [3, 5, 7]),
        ("Home to six fighters", [4, 6]),
        ("A match to five fighters and two bombers", [*range(9)]),
        ("Survives five fighters and two bombers", [*range(9)]),
    ],
)
def test_craft_beside_those_of_others_are_of_others(text: str, bays: list[int]) -> None:
    load = '<carrierload baycount="{}" bomber="2"/>'
    loads = {count: promises(load.format(count), text, "carrier") for count in range(9)}
    assert [count for count, made in loads.items() if not list(broken(made))] == bays
