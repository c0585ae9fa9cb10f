"""What the audit says of ids, races, names, words and taunts."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.audit.spelling import is_one_slip, misspelt
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import BROAD_TYPES

STOCK = Mod.open("stock")


def said(rule: str, body: str) -> list[tuple[int, str]]:
    """Line and message of what a rule finds; the body begins in line 3."""
    mod = Mod.from_files("example", ships(body))
    found = audit(mod, STOCK, scope=Scope(select=[rule])).findings
    return [(one.location.line, one.message) for one in found]


def players(*numbers: int, words: str = "player") -> str:
    return "\n".join(
        f'<vessel uniqueID="{number}" side="0" classname="Hull" broadType="{words}"/>'
        for number in numbers
    )


def race(taunts: str = "", *, name: str = "Vurr", keys: str = "enemy loner", id: str = "9") -> str:
    return f'<hullRace ID="{id}" name="{name}" keys="{keys}">{taunts}</hullRace>\n'


def test_player_ships_that_count_on_from_zero_have_no_gap() -> None:
    assert said("player-id-gap", players(0, 1, 2, 3)) == []


def test_all_gaps_of_player_ships_are_one_finding_at_the_first_ship_behind_one() -> None:
    assert said("player-id-gap", players(1, 2, 6, 8)) == [
        (
            3,
            "1 Hull: no player ship has the number 0, 3 to 5, 7; "
            "player ships should be numbered from 0 without a gap",
        )
    ]


def test_a_gap_that_another_vessel_fills_names_it() -> None:
    base = '<vessel uniqueID="2" side="0" classname="Depot" broadType="base"/>'
    assert said("player-id-gap", f"{players(0, 1)}\n{base}\n{players(3)}") == [
        (
            6,
            "3 Hull: no player ship has the number 2; 2 Depot is none that players fly; "
            "player ships should be numbered from 0 without a gap",
        )
    ]


def test_single_seat_craft_and_parts_of_a_file_may_have_any_numbers() -> None:
    craft = players(100, 120, words="player singleseat fighter")
    assert said("player-id-gap", f"{players(0, 1, 2)}\n{craft}") == []
    assert said("player-id-gap", players(40, 42)) == []


@pytest.mark.parametrize("keys", ["enemy standard", "FactionVurr", "my-own-key loner", "enmy"])
def test_a_race_with_a_stance_a_key_of_its_own_or_a_slip_of_one_is_no_race_without(
    keys: str,
) -> None:
    assert said("no-stance", race(keys=keys)) == []


def test_a_race_that_nothing_can_choose_is_reported() -> None:
    assert said("no-stance", race(keys="")) == [
        (
            3,
            "race 9 Vurr: no keys name neither player nor friendly nor enemy; "
            "add the one it is, or a word of your own for missions",
        )
    ]
    assert [line for line, _ in said("no-stance", race(keys="standard whalehater"))] == [3]


def test_a_faction_key_may_be_a_part_of_the_name_whatever_its_signs() -> None:
    assert said("race-key-name", race(name="Vurr Raiders", keys="FactionRaiders")) == []
    assert said("race-key-name", race(name="V’Urr", keys="FactionVurr")) == []
    assert said("race-key-name", race(name="The Hidden", keys="FactionStealth")) == []


def test_a_faction_key_of_another_race_or_in_another_spelling_is_reported() -> None:
    copied = race(keys="FactionVurr") + race(name="Ossan", id="10", keys="FactionVurr")
    assert said("race-key-name", copied) == [
        (
            4,
            "race 10 Ossan: its key 'FactionVurr' names race 9 Vurr; "
            "write Faction and the race's own name",
        )
    ]
    assert said("race-key-name", race(name="Ossan", keys="FactionOsan")) == [
        (3, "race 9 Ossan: its key 'FactionOsan' is spelled unlike 'Ossan'; write both alike")
    ]


def test_a_class_name_twice_on_a_side_is_reported_at_the_second() -> None:
    cargo = '<vessel uniqueID="{}" side="{}" classname="{}" broadType="{}"/>\n'
    body = cargo.format(1, 0, "Cargo", "small") + cargo.format(2, 0, "cargo ", "carrier")
    assert said("same-class-name", body) == [
        (4, "2 cargo : 1 of race 0 TSN has the same class name; give each its own")
    ]


def test_one_class_name_on_two_sides_or_flown_and_not_flown_is_normal() -> None:
    cruiser = '<vessel uniqueID="{}" side="{}" classname="Cruiser" broadType="{}"/>\n'
    body = (
        cruiser.format(1, 0, "small")
        + cruiser.format(2, 9, "small")
        + cruiser.format(3, 0, "player")
    )
    assert said("same-class-name", body) == []


def test_races_without_a_vessel_are_one_finding_and_none_where_no_race_has_any() -> None:
    body = race() + race(name="Ossan", id="10")
    assert said("unused-race", body) == []
    assert said("unused-race", body + players(0)) == [
        (3, "races 9 Vurr, 10 Ossan: no vessel has this side; add its ships or remove it")
    ]


def test_a_race_wants_three_taunts_where_it_or_most_others_have_some() -> None:
    one = '<taunt immunity="is {0}" text="{0}"/>'
    three = "".join(one.format(word) for word in ("old", "poor", "vain"))
    taunting = "".join(race(three, id=str(number)) for number in range(1, 4))
    assert said("taunt-count", race()) == []
    assert said("taunt-count", taunting) == []  # of the TSN no ship is there
    most = taunting + '<vessel uniqueID="0" side="0"/><vessel uniqueID="9" side="9"/>'
    assert said("taunt-count", most) == [(2, "race 0 TSN: has no taunts; write 3")]
    assert [message for _, message in said("taunt-count", most + race())] == [
        "race 0 TSN: has no taunts; write 3",
        "race 9 Vurr: has no taunts; write 3",
    ]
    assert [message for _, message in said("taunt-count", race(three + three))] == [
        "race 9 Vurr: has 6 taunts; write 3"
    ]


def test_a_taunt_without_text_and_immunity_is_one_finding() -> None:
    taunts = '<taunt immunity="is old" text="Boo!"/><taunt immunity=" "/>'
    assert said("empty-taunt", race(taunts)) == [
        (3, "race 9 Vurr: taunt 2 has no immunity and no text; write what is missing")
    ]


def test_a_taunt_that_two_races_share_is_normal_and_one_twice_in_a_race_is_not() -> None:
    taunt = '<taunt immunity="is old" text="Boo!"/>'
    assert said("duplicate-taunt", race(taunt) + race(taunt, id="10")) == []
    assert said("duplicate-taunt", race(taunt + taunt.replace("Boo", "boo"))) == [
        (3, "race 9 Vurr: 2 of its taunts have the same text; write another one")
    ]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("singelseat", "singleseat"),
        ("single-seat", "singleseat"),
        ("smal", "small"),
        ("meduim", "medium"),
        ("cargoo", "cargo"),
        ("warshjp", "warship"),
    ],
)
def test_a_slip_of_the_pen_is_told_from_the_word_that_was_meant(word: str, meant: str) -> None:
    assert misspelt(word, BROAD_TYPES) == meant


@pytest.mark.parametrize(
    "word", ["large", "LARGE", "barge", "fighters", "static", "network", "case", "sweeper", "", "x"]
)
def test_a_word_of_the_game_and_a_word_of_the_mods_own_are_no_slips(word: str) -> None:
    assert misspelt(word, BROAD_TYPES) is None


def test_a_slip_is_one_letter_or_two_that_changed_places() -> None:
    assert is_one_slip("plaeyr", "player")
    assert not is_one_slip("plyaer"[::-1], "player")
    assert not is_one_slip("plr", "player")


def test_a_misspelt_word_is_reported_once_with_its_places() -> None:
    body = "\n".join(
        f'<vessel uniqueID="{n}" side="0" classname="Gnat" broadType="singelseat"/>' for n in (1, 2)
    )
    assert said("misspelt-word", body) == [
        (
            3,
            "1 Gnat: the game has no word 'singelseat' for broadType (2 places); "
            "did you mean 'singleseat'?",
        )
    ]
    assert said("misspelt-word", race(keys="enmy standard")) == [
        (3, "race 9 Vurr: the game has no word 'enmy' for keys; did you mean 'enemy'?")
    ]


def test_a_word_like_one_of_the_game_beside_that_very_word_is_meant() -> None:
    body = '<vessel uniqueID="1" side="0" broadType="carrier carriers cargo cargoe"/>'
    assert said("misspelt-word", body) == []


def test_a_mod_that_writes_a_word_large_everywhere_is_left_alone() -> None:
    vessel = '<vessel uniqueID="{}" side="0" classname="Hulk" broadType="{}"/>\n'
    alike = vessel.format(1, "Large Sweeper") + vessel.format(2, "Large")
    assert said("word-case", alike) == []
    assert said("word-case", alike + vessel.format(3, "large")) == [
        (
            3,
            "1 Hulk and 1 more: broadType says 'Large', the rest of the file 'large' as stock "
            "does; write 'large'",
        )
    ]


def test_real_mods_have_these_slips_of_identity(corpus: Path) -> None:
    rules = ["same-class-name", "race-key-name", "unused-race", "word-case", "player-id-gap"]

    def lines(path: str) -> list[tuple[str, int]]:
        found = audit(Mod.open(corpus / path), STOCK, scope=Scope(select=rules)).findings
        return [
            (one.rule, one.location.line) for one in sorted(found, key=lambda one: one.by_place)
        ]

    assert ("same-class-name", 3335) in lines("history/H009")
    assert ("race-key-name", 136) in lines("history/H064")
    assert lines("mods/sdn") == [("player-id-gap", 270)]
    assert lines("mods/tsn-3.1") == [
        ("unused-race", 118),
        ("word-case", 3710),
        ("same-class-name", 3778),
        ("word-case", 3867),
    ]


def test_a_ship_of_a_stray_side_is_told_by_its_side_alone() -> None:
    def ship(number: int, side: int) -> str:
        return (
            f'<vessel uniqueID="{number}" side="{side}" classname="Hull {number}" '
            f'broadType="small"><shields front="{9000 if number == 1702 else 80}" back="80"/>'
            '<performance turnrate="0.004" topspeed="0.6"/></vessel>'
        )

    races = (
        '<hullRace ID="1" name="Reed" keys="friendly"/><hullRace ID="2" name="Moor" keys="enemy"/>'
    )

    def told(side: int) -> list[str]:
        vessels = [ship(number, 2) for number in range(2500, 2506)]
        vessels += [ship(number, side if number == 1702 else 1) for number in range(1700, 1707)]
        text = f"<vessel_data>{races}{''.join(vessels)}</vessel_data>"
        mod = Mod.from_files("m", {"dat/vesselData.xml": text.encode()})
        scope = Scope(select=["odd-side", "far-from-role"])
        return [one.rule for one in audit(mod, Mod.open("stock"), scope=scope).findings]

    assert told(side=1) == ["far-from-role"]
    assert told(side=2) == ["odd-side"]
