"""Lesser ways through the rules of ships: what they count, where they point, what stays quiet."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.model.mod import VESSEL_FILE
from tests.audit.values_of_ships import STOCK, said, vessel

# Carriers, fleets and stations ------------------------------------------------------------------


def test_as_many_bombers_as_bays_have_room_whatever_ship_comes_before() -> None:
    full, over = (
        '<carrierload baycount="4" bomber="4"/>',
        '<carrierload baycount="4" bomber="5"/>',
    )
    assert said("many-bombers", vessel(full, "carrier", 1) + vessel(over, "carrier", 2)) == [
        "2 Kite: 5 bombers and a baycount of 4; write a baycount for all of them"
    ]


@pytest.mark.parametrize(("coeff", "said_of_it"), [
    ("4", []), ("4.1", ["7 Kite: with production coeff=4.1 the game never places it; write a "
                        "number over 0 and up to 4"]),
    ("0.1", []), ("-1", []),
    ("0", ["7 Kite: with production coeff=0 it never builds a torpedo; write a number over 0 and "
           "up to 4"]),
])  # fmt: skip
def test_how_fast_a_station_may_build(coeff: str, said_of_it: list[str]) -> None:
    assert said("production-rate", vessel(f'<production coeff="{coeff}"/>', "base")) == said_of_it


# Numbers and names ------------------------------------------------------------------------------


def test_ships_of_one_name_are_told_by_all_their_other_numbers() -> None:
    two = vessel("", number=1) + vessel("", number=2)
    assert said("same-class-name", two) == [
        "2 Kite: 1 of race 0 TSN has the same class name; give each its own"
    ]
    assert said("same-class-name", two + vessel("", number=3)) == [
        "2 Kite: 1, 3 of race 0 TSN have the same class name; give each its own"
    ]


# Races ------------------------------------------------------------------------------------------


def race(number: int, taunts: int) -> str:
    said_by = "".join(f'<taunt immunity="is {at}" text="You {at}."/>' for at in range(taunts))
    return f'<hullRace ID="{number}" name="Vurr" keys="enemy">{said_by}</hullRace>\n'


@pytest.mark.parametrize(("count", "has"), [
    (1, ["has 1 taunt"]), (2, ["has 2 taunts"]), (3, []), (4, ["has 4 taunts"]), (0, []),
])  # fmt: skip
def test_a_race_has_three_taunts(count: int, has: list[str]) -> None:
    assert said("taunt-count", race(9, count) + vessel("")) == [
        f"race 9 Vurr: {words}; write 3" for words in has
    ]


def test_a_race_without_taunts_is_told_where_most_have_them_and_ships_are_of_it() -> None:
    both = vessel("") + vessel("", number=8).replace('side="0"', 'side="9"')
    told = ["race 0 TSN: has no taunts; write 3", "race 9 Vurr: has no taunts; write 3"]
    others = "".join(race(number, 3) for number in (2, 3, 4))
    assert said("taunt-count", others + race(9, 0) + both) == told
    assert said("taunt-count", others + race(9, 0) + vessel("")) == told[:1]
    half = "".join(race(number, 3) for number in (2, 3))
    assert said("taunt-count", half + race(9, 0) + both) == []


def test_races_without_ships_are_told_together() -> None:
    rest = ": no vessel has this side; add its ships or remove it"
    assert said("unused-race", race(9, 3) + vessel("")) == [f"race 9 Vurr{rest}"]
    assert said("unused-race", race(9, 3) + race(8, 3) + vessel("")) == [
        f"races 9 Vurr, 8 Vurr{rest}"
    ]


@pytest.mark.parametrize(("key", "is_told"), [
    ("FactionVurr", False), ("FactionVurrs", False), ("FactionVur", False), ("Faction", False),
    ("FactionVuur", True),
])  # fmt: skip
def test_a_key_may_be_longer_or_shorter_than_the_name(key: str, is_told: bool) -> None:
    named = race(9, 3).replace('keys="', f'keys="{key} ')
    assert bool(said("race-key-name", named)) is is_told


# Stores -----------------------------------------------------------------------------


def test_two_stores_of_a_kind_are_told_with_their_amounts() -> None:
    store = '<torpedo_storage type="nuk" amount="{}"/>'
    rest = "; keep one, or correct the type of the other"
    two, three = ("".join(store.format(at) for at in range(2, last)) for last in (4, 5))
    assert said("store-twice", vessel(two, "player")) == [
        f"7 Kite: 2 stores for one kind, nuke (2 and 3){rest}"
    ]
    assert said("store-twice", vessel(three, "player")) == [
        f"7 Kite: 3 stores for one kind, nuke (2 and 3){rest}"
    ]


def test_a_store_of_none_needs_no_tube() -> None:
    tubed = '<torpedo_tube x="0" y="8" z="250"/><torpedo_storage type="trp" amount="8"/>'
    others = "".join(vessel(tubed, "player", number) for number in range(3))
    for amount, count in (("0", 0), ("1", 1)):
        last = vessel(f'<torpedo_storage type="trp" amount="{amount}"/>', "player", 9)
        assert len(said("stores-without-tubes", others + last)) == count


# Places of findings -----------------------------------------------------------------------------


def places(rule: str, body: str) -> list[tuple[str, list[int]]]:
    """What a finding points at, and the lines of what it points at also."""
    files = ships(body)
    text = files[VESSEL_FILE].decode()
    findings = audit(Mod.from_files("mod", files), STOCK, scope=Scope(select=[rule])).findings
    return [
        (
            text.splitlines()[one.location.line - 1][one.location.column - 1 :].partition("=")[0],
            [place.line for place in one.also],
        )
        for one in findings
    ]


def test_a_weapon_without_range_and_cycle_is_told_at_its_range() -> None:
    for weapon in ('range="0" cycletime="0"', 'cycletime="0" range="0"'):
        [(attribute, _)] = places("dead-weapon", vessel(f"<beam_port {weapon}/>"))
        assert attribute == "range"


def test_beams_without_player_damage_are_told_at_the_first_and_also_at_the_others() -> None:
    beam, whole = '\n<beam_port damage="1"/>', '\n<beam_port damage="1" playerdamage="12"/>'
    crafts = vessel(whole + beam * 3, "player singleseat fighter")
    [(_, also)] = places("missing-player-damage", crafts)
    assert also == [6, 7]


# Values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "is_told"), [
    ("-0.5", True), ("-1", True), ("-0", False), ("0", False), ("-x", False), (" -2", True),
])  # fmt: skip
def test_any_amount_below_zero_is_told(amount: str, is_told: bool) -> None:
    assert bool(said("negative-value", vessel(f'<shields front="{amount}" back="9"/>'))) is is_told


def test_places_and_numbers_may_be_below_zero() -> None:
    assert said("negative-value", vessel('<beam_port x="-9" y="-9" z="-9"/>', number=-7)) == []


# Words ------------------------------------------------------------------------------------------


def test_a_word_that_a_blank_came_into_is_told_where_neither_half_is_a_word() -> None:
    assert said("misspelt-word", vessel("", "car rier")) == [
        "7 Kite: the game has no words 'car rier' for broadType; did you mean 'carrier'?"
    ]
    assert said("misspelt-word", vessel("", "player small")) == []
    assert said("misspelt-word", vessel("", "grey bird")) == []


# Numbers of player ships ------------------------------------------------------------------------


def test_gaps_among_player_ships_are_told_at_the_ship_behind_the_first() -> None:
    ships_of = "".join("\n" + vessel("", "player", number) for number in (0, 2, 3, 5))
    [(attribute, also)] = places("player-id-gap", ships_of)
    assert attribute == "uniqueID"
    assert len(also) == 1
    assert said("player-id-gap", ships_of)[0].startswith("2 Kite: ")


# Carriers and promises --------------------------------------------------------------------------


@pytest.mark.parametrize(("load", "has"), [
    ('baycount="1"', False), ('fighter="1"', False), ('baycount="0"', True), ("", True),
    ('baycount="0" fighter="0"', True), ('baycount="x"', False), ('baycount="0" bomber="2"', False),
])  # fmt: skip
def test_a_carrier_has_bays_in_any_dialect(load: str, has: bool) -> None:
    assert bool(said("carrier-without-bays", vessel(f"<carrierload {load}/>", "carrier"))) is has


@pytest.mark.parametrize(("load", "is_told"), [
    ('baycount="1"', True), ('fighter="1"', True), ('baycount="0"', False), ("", False),
])  # fmt: skip
def test_who_has_a_bay_says_carrier(load: str, is_told: bool) -> None:
    inside = f"<carrierload {load}/>"
    assert bool(said("bays-without-carrier", vessel(inside, "warship"))) is is_told
    assert said("bays-without-carrier", vessel(inside, "carrier")) == []


# Numbers of races -------------------------------------------------------------------------------


def test_numbers_of_races_are_told_as_a_span_only_where_none_is_lacking() -> None:
    def there(*numbers: int) -> str:
        races = "".join(f'<hullRace ID="{at}" name="Vurr" keys="enemy"/>' for at in numbers)
        [message] = said("unknown-race", races + vessel("").replace('side="0"', 'side="99"'))
        return message.partition("there ")[2].partition(";")[0]

    assert there(1, 2) == "are 0 to 2"
    assert there(1, 3) == "are 0, 1, 3"
    assert there(1) == "are 0, 1"
    assert there() == "is only 0"


# Weapons that fire too often --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weapon", "often"),
    [
        ('<beam_port cycletime="0.09"/>', "over ten shots"),
        ('<drone_port cycletime="0.09"/>', "over ten shots"),
        ('<drone_port cycletime="0.1"/>', "more than a launch"),
        ('<drone_port cycletime="0.9"/>', "more than a launch"),
    ],
)
def test_how_often_a_weapon_fires_is_told(weapon: str, often: str) -> None:
    [message] = said("hasty-weapon", vessel(weapon))
    assert f", {often} a second; " in message


@pytest.mark.parametrize("cycle", ["0", "-1", "x", ""])
def test_what_is_no_time_between_shots_is_told_by_others(cycle: str) -> None:
    assert said("hasty-weapon", vessel(f'<beam_port cycletime="{cycle}"/>')) == []


def test_a_cycle_is_quoted_up_to_twenty_digits() -> None:
    for digits, quoted in ((17, 17), (18, 18), (19, 18)):  # behind the point
        [message] = said(
            "hasty-weapon", vessel(f'<beam_port cycletime="0.{"0" * (digits - 1)}1"/>')
        )
        assert f" has cycletime {('0.' + '0' * (digits - 1) + '1')[: quoted + 2]}, over" in message


# Names that are cut -----------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "part"), [
    ("unknown-element", "<{}/>"), ("unknown-attribute", '<beam_port {}="1"/>'),
])  # fmt: skip
def test_a_name_is_quoted_up_to_sixty_letters(rule: str, part: str) -> None:
    whole, cut = (said(rule, vessel(part.format("q" * size)))[0] for size in (60, 61))
    assert f"'{'q' * 60}'" in whole
    assert f"'{'q' * 60}…'" in cut


# Elements whose ship has lost its start ---------------------------------------------------------


def test_what_stands_before_the_end_of_a_ship_is_not_misplaced() -> None:
    beam = '<beam_port x="1" damage="1"/>'
    assert said("misplaced-element", f"{vessel('')}{beam}{beam}</vessel>") == []
    assert len(said("misplaced-element", f"{beam}{vessel('')}{beam}</vessel>")) == 1
    assert len(said("misplaced-element", f"{vessel('')}{beam}")) == 1
