"""What the audit says of values: weapons, shields, movement, places, sizes and settings."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import all_rules, settings, ships
from artemis_modkit.model import Mod
from tests.audit.values_of_ships import STOCK, said, vessel

RULES = (
    "beam-arc",
    "dead-weapon",
    "harmless-weapon",
    "many-bays",
    "negative-value",
    "no-common-hull",
    "no-movement",
    "odd-movement",
    "odd-size",
    "port-outside-hull",
    "production-rate",
    "setting-out-of-range",
    "store-twice",
    "zero-shields",
)


def moving(turn: str, speed: str) -> str:
    return f'<performance turnrate="{turn}" topspeed="{speed}"/>'


@pytest.mark.parametrize("arc", ["1", "1.0", ".005", "0.4"])
def test_any_part_of_a_circle_is_an_arc(arc: str) -> None:
    assert said("beam-arc", vessel(f'<beam_port arcwidth="{arc}"/>')) == []


def test_an_arc_in_degrees_is_told_as_a_fraction() -> None:
    assert said("beam-arc", vessel('<beam_port arcwidth="144"/>')) == [
        '7 Kite: arcwidth="144" is more than a circle; 144 degrees are 0.4'
    ]
    assert said("beam-arc", vessel('<beam_port arcwidth="1.5"/>')) == [
        '7 Kite: arcwidth="1.5" is more than a circle; all round is 1.0, a fraction of it less '
        "(0.4 is 144 degrees)"
    ]
    assert said("beam-arc", vessel('<beam_port arcwidth="0"/>')) == [
        '7 Kite: arcwidth="0" is no arc, so the beam hits nothing; write a fraction of a circle, '
        "such as 0.4"
    ]


def test_a_few_slips_are_told_one_by_one_and_many_as_one_habit() -> None:
    beam = '<beam_port range="0" cycletime="6"/>'
    once = "7 Kite: this beam_port has range 0, so it cannot fire; write more than 0"
    assert said("dead-weapon", vessel(beam * 4)) == [once] * 4
    assert said("dead-weapon", vessel(beam * 5)) == [f"{once} (5 such places)"]


def test_a_weapon_without_range_and_cycle_is_one_finding() -> None:
    assert said("dead-weapon", vessel('<drone_port range="0" cycletime="0"/>')) == [
        "7 Kite: this drone_port has range and cycletime 0, so it cannot fire; write more than 0"
    ]


@pytest.mark.parametrize(
    ("beam", "words", "is_harmless"),
    [
        ('damage="0"', "small", True),
        ('damage="0" playerdamage="12"', "small", True),
        ('damage="0" playerdamage="12"', "player", False),
        ('damage="0" playerdamage="0"', "player", True),
        ('damage="0.00001" playerdamage="0"', "player", False),
        ('playerdamage="0"', "player", False),
    ],
)
def test_a_beam_is_harmless_where_nobody_who_can_have_it_harms_with_it(
    beam: str, words: str, is_harmless: bool
) -> None:
    assert bool(said("harmless-weapon", vessel(f"<beam_port {beam}/>", words))) is is_harmless


SHIP = moving("0.004", "0.6")


BEAM = '<beam_port damage="1"/>'


@pytest.mark.parametrize(
    ("shields", "rest", "words"),
    [
        ('front="400" back="0"', BEAM, "base"),
        ('front="0" back="0"', "", "static network"),
        ('front="0" back="0"', SHIP + BEAM, "singleseat"),
        ('front="0" back="0" player="30"', SHIP + BEAM, "player singleseat fighter"),
        ('front="0" back="0"', SHIP, "player carrier"),
        ('front="80"', SHIP + BEAM, "small"),
        ('front="x" back="80"', SHIP + BEAM, "small"),
    ],
)
def test_shields_of_zero_are_normal_for_craft_for_the_back_of_bases_and_without_weapons(
    shields: str, rest: str, words: str
) -> None:
    assert said("zero-shields", vessel(f"<shields {shields}/>{rest}", words)) == []


@pytest.mark.parametrize(
    ("shields", "rest", "words", "lack"),
    [
        ('front="0" back="0"', BEAM, "base", "its front shield, the one that stations use, is 0"),
        ('front="0" back="0"', SHIP, "player singleseat", "it has no strength in a player's hands"),
        ('front="0" back="0"', SHIP + BEAM, "small", "it is armed and has no shields at all"),
        ('front="0" back="30"', SHIP, "cargo", "its front shield is 0, the other one is not"),
        ('front="30" back="0"', SHIP, "cargo", "its back shield is 0, the other one is not"),
    ],
)
def test_shields_of_zero_are_reported_where_a_vessel_needs_them(
    shields: str, rest: str, words: str, lack: str
) -> None:
    (message,) = said("zero-shields", vessel(f"<shields {shields}/>{rest}", words))
    assert message.startswith(f"7 Kite: {lack}; write ")


@pytest.mark.parametrize(
    ("turn", "speed", "words"),
    [
        ("0", "0", "static"),
        ("0.004", "0", "base"),
        ("0.00001", "0", "carrier"),
        ("0.004", "0.001", "player"),
        ("0", "0", "small"),
    ],
)
def test_what_stands_still_or_creeps_on_purpose_is_left_alone(
    turn: str, speed: str, words: str
) -> None:
    assert said("no-movement", vessel(moving(turn, speed), words)) == []


def test_a_ship_that_lacks_speed_or_turn_rate_is_reported() -> None:
    assert said("no-movement", vessel(moving("0.004", "0"))) == [
        "7 Kite: topspeed is 0 and turnrate 0.004, so it turns on the spot; write a topspeed"
    ]
    assert said("no-movement", vessel(moving("0", "0.6"))) == [
        "7 Kite: turnrate is 0 and topspeed 0.6, so it only flies straight on; write a turnrate"
    ]
    assert said("no-movement", vessel(moving("0", "0"), "player")) == [
        "7 Kite: topspeed and turnrate are 0, so it cannot move; write both"
    ]


def fleet(*odd: tuple[str, str]) -> str:
    usual = [("0.004", "0.6"), ("0.003", "0.5"), ("0.006", "0.8")] * 4
    return "".join(
        vessel(moving(*one), "player", number) for number, one in enumerate([*usual, *odd])
    )


def test_a_slipped_point_in_a_turn_rate_is_told_with_what_is_usual() -> None:
    assert said("odd-movement", fleet(("0.04", "0.6"))) == [
        "12 Kite: turnrate=0.04 is far from that of any other player ship, most have about 0.004; "
        "is the decimal point right?"
    ]
    assert said("odd-movement", fleet(("0.0004", "0.6"), ("0.0004", "0.5"))) == [
        "12 Kite and 1 more: turnrate=0.0004 is far from that of any other player ship, "
        "most have about 0.004; is the decimal point right?"
    ]


@pytest.mark.parametrize(
    "odd",
    [
        ("0.008", "1.8"),  # as stock has it
        ("0.0006", "0.01"),  # slow in both
        ("0.004", "0.001"),  # no slip of one digit makes it usual
        ("0.012", "0.6"),  # quick, but no ten times
    ],
)
def test_an_extreme_that_no_slip_explains_is_meant(odd: tuple[str, str]) -> None:
    assert said("odd-movement", fleet(odd)) == []


def test_the_few_ships_of_a_role_are_measured_by_all_ships() -> None:
    assert said("odd-movement", vessel(moving("0.003", "10.9"), "small warship")) == [
        "7 Kite: topspeed=10.9 is far from that of any other ship, most have about 0.6; "
        "is the decimal point right?"
    ]


def test_what_stands_in_space_may_be_a_mere_point() -> None:
    stations = "".join(
        vessel(f'<art scale="0.3" pushRadius="{250 + number}"/>', "base", number)
        for number in range(8)
    )
    point = vessel('<art scale="0.01" pushRadius="1"/>', "static", 90)
    giant = vessel('<art scale="3" pushRadius="250"/>', "base", 91)
    assert said("odd-size", stations + point) == []
    assert said("odd-size", stations + giant) == [
        "91 Kite: scale=3 is far from that of any other station, most have about 0.3; "
        "is the decimal point right?"
    ]


HULL = (
    '<art scale="0.2" pushRadius="150"/><beam_port x="0" y="9" z="260"/>'
    '<engine_port x="40" y="9" z="-240"/><torpedo_tube x="0" y="9" z="200"/>'
)


def test_ports_that_lost_their_point_are_one_finding_a_vessel() -> None:
    lost = '<engine_port x="-40" y="-5055" z="-240"/><engine_port x="40" y="9" z="-288323.5"/>'
    assert said("port-outside-hull", vessel(HULL + lost)) == [
        '7 Kite: engine_port y="-5055" and 1 more lies far outside the hull, whose other ports '
        "reach 260; is the decimal point right?"
    ]


@pytest.mark.parametrize(
    "body",
    [
        HULL,
        HULL + '<beam_port x="0" y="0" z="1"/>' * 9,
        '<art scale="0.3" pushRadius="450"/><beam_port x="0" y="2100" z="0"/><drone_port x="0"/>',
        '<art scale="0.5" pushRadius="25"/><engine_port x="340"/><engine_port x="-230"/>',
        '<engine_port x="90000"/>',
        "",
    ],
)
def test_directions_towers_small_radii_and_lone_ports_are_no_lost_points(body: str) -> None:
    assert said("port-outside-hull", vessel(body)) == []


def fleet_hull(number: int, commonality: str, side: int) -> str:
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="Hull">'
        f'<fleet_ai commonality="{commonality}"/></vessel>\n'
    )


def test_an_enemy_race_wants_a_hull_of_100_and_one_of_missions_if_it_was_meant_to_have_one() -> (
    None
):
    enemy = '<hullRace ID="8" name="Ossan" keys="enemy loner"/>\n'
    own = '<hullRace ID="9" name="Vurr" keys="FactionVurr"/>\n'
    hulls = fleet_hull(1, "40", 9) + fleet_hull(2, "10", 8) + fleet_hull(3, "25", 8)
    assert said("no-common-hull", enemy + own + hulls) == [
        "3 Hull: commonality 25 is the highest of race 8 Ossan; one hull of each race "
        "should have 100"
    ]
    assert said("no-common-hull", own + fleet_hull(1, "90", 9)) == [
        "1 Hull: commonality 90 is the highest of race 9 Vurr; one hull of each race "
        "should have 100"
    ]
    assert said("no-common-hull", enemy + hulls + fleet_hull(4, "100", 8)) == []
    assert said("no-common-hull", enemy) == []


@pytest.mark.parametrize(
    ("load", "words", "bays"),
    [
        ('<carrierload baycount="8"/>', "player carrier", None),
        ('<carrierload baycount="8" bomber="4"/>', "player carrier", None),
        ('<carrierload baycount="14"/>', "base carrier", None),
        ('<carrierload baycount="9"/>', "player carrier", 9),
        ('<carrierload fighter="6" bomber="3"/>', "player carrier", 9),
    ],
)
def test_more_than_eight_bays_of_a_player_ship_are_reported(
    load: str, words: str, bays: int | None
) -> None:
    messages = (
        []
        if bays is None
        else [
            f"7 Kite: has {bays} bays; more than 8 on a player ship have crashed the game where craft "
            "are assigned; give it 8 or fewer"
        ]
    )
    assert said("many-bays", vessel(load, words)) == messages


@pytest.mark.parametrize("inner", ['<engine_port x="-4" y="-0"/>', '<shields front="-0"/>', ""])
def test_places_and_a_minus_zero_are_not_below_zero(inner: str) -> None:
    assert said("negative-value", vessel(inner)) == []


def test_a_value_below_zero_is_one_finding_whatever_it_breaks() -> None:
    body = vessel('<beam_port range="-900" arcwidth="-.4" cycletime="-1"/><production coeff="-1"/>')
    mod = Mod.from_files("example", ships(body))
    found = audit(mod, STOCK, scope=Scope(select=RULES)).findings
    assert [one.message for one in found] == [
        '7 Kite: beam_port range="-900" is below zero; write 0 or more',
        '7 Kite: beam_port arcwidth="-.4" is below zero; write 0 or more',
        '7 Kite: beam_port cycletime="-1" is below zero; write 0 or more',
        '7 Kite: production coeff="-1" is below zero; write 0 or more',
    ]


def test_production_of_none_and_of_more_than_four_is_reported() -> None:
    def rate(coeff: str) -> list[str]:
        return said("production-rate", vessel(f'<production coeff="{coeff}"/>', "base"))

    assert rate("4") == rate(".001") == rate("x") == []
    assert rate("4.5") == [
        "7 Kite: with production coeff=4.5 the game never places it; "
        "write a number over 0 and up to 4"
    ]
    assert rate("0") == [
        "7 Kite: with production coeff=0 it never builds a torpedo; "
        "write a number over 0 and up to 4"
    ]


def test_old_and_new_words_for_one_torpedo_are_the_same_store() -> None:
    stores = '<torpedo_storage type="trp" amount="8"/><torpedo_storage type="0" amount="2"/>'
    assert said("store-twice", vessel(stores)) == [
        "7 Kite: 2 stores for one kind, homing torpedo (8 and 2); "
        "keep one, or correct the type of the other"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "stationEnergy=2000",
        "stationEnergy=many",
        "damageTorpShk=350",
        "noSuchKey=99999",
        ";stationEnergy=99999",
    ],
)
def test_a_setting_in_its_range_or_without_one_is_left_alone(line: str) -> None:
    mod = Mod.from_files("example", settings(f"{line}\n"))
    assert audit(mod, STOCK, scope=Scope(select=["setting-out-of-range"])).findings == ()


def test_a_setting_outside_of_its_range_names_the_range() -> None:
    mod = Mod.from_files("example", settings("stationEnergy=3000\n"))
    (found,) = audit(mod, STOCK, scope=Scope(select=["setting-out-of-range"])).findings
    assert found.message == (
        "stationEnergy=3000 is outside of what the game's file calls acceptable: "
        "500 to 2000 energy (stock has 1000)"
    )


def test_the_values_of_every_stock_file_are_normal(games: Path) -> None:
    assert set(RULES) <= set(all_rules())
    for game in sorted(games.iterdir()):
        assert audit(Mod.open(game), STOCK, scope=Scope(select=RULES)).findings == (), game.name


def test_real_mods_have_these_slips_of_value(corpus: Path) -> None:
    def lines(path: str) -> list[tuple[str, int]]:
        found = audit(Mod.open(corpus / path), STOCK, scope=Scope(select=RULES)).findings
        return [
            (one.rule, one.location.line) for one in sorted(found, key=lambda one: one.by_place)
        ]

    assert lines("mods/tsn-3.1") == [("harmless-weapon", 1026), ("no-common-hull", 3852)]
    assert lines("mods/bens-4.2") == [("many-bays", 1543)]
    assert lines("mods/sdn") == []
    assert [lines(f"mods/tsn-{release}") for release in ("2.010", "2.011")] == [
        [("port-outside-hull", 2266)],
        [("port-outside-hull", 2235)],
    ]
    assert ("beam-arc", 1565) in lines("history/H064")
    assert ("odd-movement", 3503) in lines("history/H009")


@pytest.mark.parametrize(("load", "is_told"), [
    ('baycount="2" bomber="3"', True), ('baycount="2" bomber="2"', False),
    ('baycount="0"', False), ('bomber="9"', False),
])  # fmt: skip
def test_more_bombers_than_bays_need_both_numbers(load: str, is_told: bool) -> None:
    assert bool(said("many-bombers", vessel(f"<carrierload {load}/>", "carrier"))) is is_told


@pytest.mark.parametrize(("key", "hint"), [
    ("playerShieldRechargRate", "; did you mean 'playerShieldRechargeRate'?"),
    ("shieldRechargeRatePlayer", ""), ("xyzzy", ""),
])  # fmt: skip
def test_an_unknown_setting_names_the_one_that_it_is_near_to_or_none(key: str, hint: str) -> None:
    mod = Mod.from_files("example", settings(f"{key}=0.1\n"))
    (finding,) = audit(mod, STOCK, scope=Scope(select=["unknown-setting"])).findings
    assert finding.message == f"the game knows no setting '{key}'{hint}"


def test_a_setting_of_another_game_names_its_name_there_or_that_there_is_none() -> None:
    old, newer = "damageTorp1=20\n", "damageTorpHom=25\nturnTorpHom=0.02\nServerNetworkName=L\n"
    mod = Mod.from_files("example", settings(newer + old + "damageTorp9=1\n"))
    found = audit(mod, STOCK, scope=Scope(select=["setting-of-other-game"])).findings
    assert [one.message.rpartition("; ")[2] for one in found] == ["there it is damageTorpHom"]
