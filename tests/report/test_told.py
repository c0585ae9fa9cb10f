"""What changed in ships, in words: what many share is told once, each value as it was and is."""

import pytest

from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from artemis_modkit.report.views.compare_told import changes_of, fleets_of
from artemis_modkit.report.views.told import told

RACES = (
    '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="4" name="Torgoth" keys="enemy"/>'
    '<hullRace ID="5" name="Skaraan" keys="enemy"/>'
)


def mod(ships: dict[int, str]) -> Mod:
    text = "".join(
        f'<vessel uniqueID="{number}" side="{number // 1000}" classname="S{number}" {inside}</vessel>'
        for number, inside in ships.items()
    )
    return Mod.from_files(
        "m", {"dat/vesselData.xml": f"<vessel_data>{RACES}{text}</vessel_data>".encode()}
    )


def lines(a: dict[int, str], b: dict[int, str], *, is_short: bool = False) -> list[str]:
    result = compare(mod(a), mod(b))
    fleets = fleets_of(result, lambda vessel: str(vessel.class_name))
    return [str(one) for one in told(changes_of(result), fleets, is_short=is_short)]


def of_one(before: str, after: str) -> list[str]:
    return lines({1: before}, {1: after})


BEAM = '<beam_port x="{}" damage="{}" range="1000"/>'


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('><shields front="80" back="80"/>', '><shields front="90" back="70.0"/>', "shields 80/80 -> 90/70"),
        ('><shields front="80" back="80"/>', '><shields front="90" back="80"/>', "front shield 80 -> 90"),
        (f">{BEAM.format(1, 3)}", f">{BEAM.format(1, 4)}", "beam damage 3 -> 4"),
        (
            f">{BEAM.format(1, 3)}{BEAM.format(2, 3)}{BEAM.format(3, 3)}",
            f">{BEAM.format(1, 4)}{BEAM.format(2, 4)}{BEAM.format(3, 3)}",
            "beams 1-2 damage 3 -> 4",
        ),
        (">", '><performance turnrate="0.0" topspeed="0"/>', "turn rate none -> 0; top speed none -> 0"),
        ('><carrierload baycount="4"/>', ">", "bays 4 -> none"),
        (">", f">{BEAM.format(1, '.25')}", "1 beam added (damage 0.25, range 1000)"),
        (f">{BEAM.format(1, 3)}", ">", "1 beam removed"),
        (
            '><torpedo_storage type="trp" amount="8"/>',
            '><torpedo_storage type="trp" amount="6"/><torpedo_storage type="emp" amount="2"/>',
            "homing torpedoes 8 -> 6; EMPs none -> 2",
        ),
        ('broadType="large">', 'broadType="large ourtag carrier">', "type now carrier"),
        ('broadType="small">', 'broadType="medium">', "type not small and now medium"),
    ],
)  # fmt: skip
def test_a_change_of_a_ship_is_told_in_players_words(before: str, after: str, said: str) -> None:
    assert of_one(before, after) == [f"S1: {said}."]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('broadType="large">', 'broadType="large ourtag">'),
        (">", '><impulse_point x="1" y="2" z="3"/>'),
        ('><art meshfile="a.dxs"/>', '><art meshfile="b.dxs"/>'),
        ('><long_desc text="a"/>', '><long_desc text="b"/>'),
    ],
)
def test_tags_target_points_looks_and_texts_are_no_balance(before: str, after: str) -> None:
    assert of_one(before, after) == []


def test_a_new_race_is_named() -> None:
    a, b = mod({4001: ">"}), Mod.from_files("m", {
        "dat/vesselData.xml": mod({4001: ">"}).tree.read("dat/vesselData.xml")
        .replace(b'side="4"', b'side="5"')
    })  # fmt: skip
    result = compare(a, b)
    fleets = fleets_of(result, lambda vessel: str(vessel.class_name))
    assert [str(one) for one in told(changes_of(result), fleets)] == [
        "S4001: race Torgoth -> Skaraan."
    ]


def shields(front: int, back: int = 50) -> str:
    return f'broadType="large"><shields front="{front}" back="{back}"/>'


def test_what_four_ships_share_is_told_once_and_the_rest_of_each_behind_it() -> None:
    before = {number: shields(70 + number % 10) for number in (1, 2, 3, 4, 5, 4001)}
    before |= {at: f'{before[at]}<performance topspeed="1"/>' for at in (1, 2, 3, 4)}
    after = {at: one.replace('topspeed="1"', 'topspeed="2"') for at, one in before.items()}
    after[2] = after[2].replace("72", "90")
    after[3] = after[3].replace("73", "90")
    assert lines(before, after) == [
        "S1, S2, S3, S4: top speed 1 -> 2.",
        "S2: front shield 72 -> 90.",
        "S3: front shield 73 -> 90.",
    ]


def test_a_ship_that_a_line_before_only_counts_says_that_there_is_more() -> None:
    numbers = (*range(1, 10), *range(4001, 4009))
    before = {at: f'{shields(70)}<performance topspeed="1"/>' for at in numbers}
    after = {at: one.replace('topspeed="1"', 'topspeed="2"') if 4000 < at < 4008 else one
             for at, one in before.items()}  # fmt: skip
    after[4003] = after[4003].replace("70", "90")
    after[2] = after[2].replace("70", "91")
    assert lines(before, after) == [
        "7 Torgoth ships (4001-4007): top speed 1 -> 2.",
        "S2: front shield 70 -> 91.",
        "S4003: front shield 70 -> 90; more above.",
    ]


def test_one_that_happens_to_have_what_the_others_got_is_told_by_itself() -> None:
    before = {at: shields(50 if at == 9 else 10) for at in range(1, 10)}
    after = {at: shields(90) for at in before}
    assert lines(before, after)[-1] == "S9: front shield 50 -> 90."


def test_a_few_ships_that_changed_alike_are_one_line() -> None:
    before = {1: shields(70), 2: shields(70), 3: shields(70), 4: shields(70, 9)}
    after = {1: shields(80), 2: shields(75), 3: shields(80), 4: shields(70, 9)}
    assert lines(before, after) == [
        "S1, S3: front shield 70 -> 80.",
        "S2: front shield 70 -> 75.",
    ]


def test_many_ships_are_told_by_their_race_and_for_players_by_one_factor() -> None:
    before = {number: shields(4 * number) for number in (1, 2, 3, 4, 5, 6, 7, *range(4001, 4007))}
    after = {at: shields(at if at > 4000 else 4 * at) for at in before}
    assert lines(before, after, is_short=True) == ["All 6 Torgoth ships: front shields x0.25."]
    assert len(lines(before, after)) == 6


def test_a_factor_that_was_rounded_says_so() -> None:
    before = {number: shields(10 * number) for number in range(1, 8)}
    after = {at: shields(round(10 * at / 4 + 0.001)) for at in before}
    assert lines(before, after) == ["All ships: front shields x0.25, rounded to whole numbers."]


def test_a_part_that_only_some_have_is_told_of_those_that_have_it() -> None:
    drone = '><drone_port x="1" damage="{}" cycletime="9"/>'
    before = {at: drone.format(30) for at in range(1, 5)} | {5: ">"}
    after = {at: drone.format(15) for at in range(1, 5)} | {5: ">"}
    assert lines(before, after) == ["All ships that launch drones: drone launcher damage 30 -> 15."]


def test_what_many_lost_is_told_with_what_they_had() -> None:
    load = 'broadType="large"><carrierload baycount="{}"{}/>'
    craft = (2, 2, 5, 5, 3, 10)
    before = {at: load.format(9, f' fighter="{count}"') for at, count in enumerate(craft, 1)}
    after = {at: load.format(9, "") for at in before} | {7: load.format(9, "")}
    before[7] = after[7]
    assert lines(before, after, is_short=True) == [
        "6 TSN ships (1-6): fighters now none (before 2 to 10)."
    ]
    assert "S1, S2: fighters 2 -> none." in lines(before, after)


def test_who_alone_keeps_a_factor_from_being_of_all_is_named() -> None:
    before = {at: shields(4 * at) for at in range(1, 8)}
    after = {at: shields(at) for at in before} | {7: shields(20)}
    assert lines(before, after) == [
        "All ships but S7: front shields x0.25.",
        "S7: front shield 28 -> 20.",
    ]


def test_shields_of_craft_that_players_fly_are_told_of_the_computer() -> None:
    craft = '><shields front="{}" back="9"/>'.replace(">", 'broadType="player singleseat">', 1)
    assert of_one(craft.format(15), craft.format(0)) == [
        "S1: front shield in the computer's hands 15 -> 0."
    ]


def test_a_station_that_is_said_to_stand_still_did_not_change() -> None:
    still = '<performance turnrate="0.0" topspeed="0"/>'
    station = 'broadType="base">'
    assert of_one(station, station + still) == []
    assert of_one(station, station + still.replace('"0"', '"1"')) == ["S1: top speed none -> 1."]
