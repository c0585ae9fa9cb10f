"""Laws of weapons: units, symmetry, growth, and both sides of each of their limits."""

import math
from typing import Any

import pytest
from msgspec.structs import replace

from artemis_modkit import balance
from artemis_modkit.balance import Conditions, Fleet, ManualModel, Mode, Ship
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.mounts import Arc, Beam, Launch, Sector, Volley, blind, sectors, volley
from artemis_modkit.balance.power import power_table
from artemis_modkit.model import Mod
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import STANDARD, beams_at, one, vessel

METRICS = all_metrics()
HOMING = '<torpedo_tube/><torpedo_storage type="trp" amount="8"/>'
DRONE = '<drone_port damage="30" cycletime="20" range="7000"/>'


def old(inside: str, words: str = "player") -> Ship:
    """The only ship of a file of the oldest games."""
    text = vessel(inside + '<torpedo_storage type="0" amount="1"/>', words)
    mod = Mod.from_files("old", {"vesselData.xml": f"<vessel_data>{text}</vessel_data>".encode()})
    return Fleet.of(mod, mod, Conditions()).ships[0]


# Energy -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("efficiency", ["0.5", "2"])
def test_more_efficiency_of_old_files_saves_and_that_of_new_ones_is_what_is_used(
    efficiency: str,
) -> None:
    before = old(f'<performance efficiency="{efficiency}"/>')
    assert METRICS["economy"](before) == METRICS["warp_economy"](before) == float(efficiency)
    assert METRICS["jump_economy"](before) is None
    now = one(
        f'<performance shipefficiency="{efficiency}" warpefficiency="{efficiency}" '
        f'jumpefficiency="{efficiency}" efficiency="7"/>'
    )
    for name in ("economy", "warp_economy", "jump_economy"):
        assert METRICS[name](now) == 1 / float(efficiency)


@pytest.mark.parametrize("name", ["economy", "warp_economy", "jump_economy"])
def test_what_uses_nothing_or_is_flown_by_the_computer_has_no_economy(name: str) -> None:
    key = {"economy": "ship", "warp_economy": "warp", "jump_economy": "jump"}[name]
    for value in ("0", "-1"):
        assert METRICS[name](one(f'<performance {key}efficiency="{value}"/>')) is None
    assert METRICS[name](one(f'<performance {key}efficiency="2"/>', "large", side=2)) is None


def test_energy_of_beams_and_torpedoes_is_that_of_the_settings() -> None:
    ini = "energyCostOfOneBeamShot=2\ntorpEnergyValue=50\ndamageTorpHom=25\n"
    ship = one(STANDARD * 2 + STANDARD.replace("12", "6") + HOMING, ini=ini)
    assert METRICS["beam_damage_per_energy"](ship) == 10 / 2
    assert METRICS["torpedo_damage_per_energy"](ship) == 0.5
    assert METRICS["homing_as_energy"](ship) == 8 * 50 * 5
    free = one(STANDARD + HOMING, ini="energyCostOfOneBeamShot=0\ntorpEnergyValue=0\n")
    for name in ("beam_damage_per_energy", "torpedo_damage_per_energy", "homing_as_energy"):
        assert METRICS[name](free) is None
    assert METRICS["torpedo_damage_per_energy"](one(STANDARD)) is None


@pytest.mark.parametrize(
    ("ini", "hour"),
    [
        ("minutesToProduceTorpHom=3\n", 40), ("minutesToProduceTorp1=6\n", 20),
        ("minutesToProduceTorpHom=3\nminutesToProduceTorp1=6\n", 40), ("x=1\n", 40),
        ("minutesToProduceTorpHom=0\n", 40), ("minutesToProduceTorpHom=-2\n", 40),
    ],
)  # fmt: skip
def test_a_station_builds_by_the_minutes_of_its_settings(ini: str, hour: float) -> None:
    base = one('<production coeff="2"/>', "base", side=1, ini=ini)
    assert METRICS["production"](base) == pytest.approx(hour)
    assert METRICS["production"](one('<production coeff="2"/>', ini=ini)) is None


def test_torpedoes_are_counted_by_kind_and_nothing_below_none() -> None:
    stores = "".join(
        f'<torpedo_storage type="{kind}" amount="{amount}"/>'
        for kind, amount in (("trp", 8), ("trp", 2), ("nuk", 1), ("min", 2), ("emp", 4),
                             ("shk", 8), ("bea", 16), ("nuk", -5), ("emp", "x"))
    )  # fmt: skip
    assert METRICS["homing"](one(stores)) == 10
    assert METRICS["special_torpedoes"](one(stores)) == 15
    for name in ("homing", "special_torpedoes", "homing_salvo"):
        assert METRICS[name](one(stores, "large", side=2)) is None


def test_a_ship_fires_what_is_aboard_and_does_damage_the_best_first() -> None:
    stores = "".join(
        f'<torpedo_storage type="{kind}" amount="{amount}"/>'
        for kind, amount in (("trp", 8), ("nuk", 1), ("min", 0), ("bea", 9))
    )
    found = one(stores).torpedoes
    assert [(kind, number) for kind, _, number in found] == [
        (Munition.NUKE, 1), (Munition.HOMING, 8),
    ]  # fmt: skip
    assert found[0][1] > found[1][1] == 25
    assert [kind for kind, *_ in one(stores, "player singleseat").torpedoes] == [Munition.HOMING]
    assert one(stores, "large", side=2).torpedoes == one("").torpedoes == ()
    first = one(stores + "<torpedo_tube/>").first_minute
    assert set(first) == {Munition.NUKE, Munition.HOMING}


# Settings -----------------------------------------------------------------------------------------


def test_a_setting_below_zero_is_none_and_one_of_zero_counts() -> None:
    quick = STANDARD.replace('cycletime="6"', 'cycletime="0.5"') * 9
    usual = one(quick, ini="x=1\n").best_volley
    assert one(quick, ini="playerBeamDelay=-1\n").best_volley == usual
    assert one(quick, ini="playerBeamDelay=0\n").best_volley.shots == 18 > usual.shots
    assert one(HOMING, ini="torpedoTubeLoadingCoeff=-1\n").torpedo_dps == pytest.approx(25 / 15.2)
    assert one(HOMING, ini="torpedoTubeLoadingCoeff=0\n").torpedo_dps == 0


@pytest.mark.parametrize("is_flown", [True, False])
def test_shields_recharge_by_the_setting_of_their_side(is_flown: bool) -> None:
    ini = "playerShieldRechargeRate=0.4\nenemyShieldRechargeRate=0.2\n"
    game = one(STANDARD, ini=ini).game
    assert game.shield_recharge(is_flown=is_flown) == (0.4 if is_flown else 0.2)


def test_stations_of_friends_are_capped_as_enemies_are_and_their_ships_as_friends() -> None:
    strong = STANDARD.replace('damage="1"', 'damage="9"', 1)
    caps = "beamDamageCap=7\nfriendlyBeamDamageCap=3\n"
    for words, side, hit in (("base", 1, 70), ("large", 1, 30), ("large", 2, 70), ("base", 2, 70)):
        ship = one(strong, words, side=side, ini=caps)
        assert [beam.damage for beam in ship.beams] == [hit]
        assert [beam.damage for beam in ship.uncapped.beams] == [90]
    exactly = one(STANDARD.replace('damage="1"', 'damage="7"', 1), "large", side=2, ini=caps)
    assert exactly.uncapped is exactly


@pytest.mark.parametrize(("units", "speed"), [(0, 1), (0.005, 1), (0.02, 2), (3, 300), (-1, None)])
def test_nothing_flies_slower_than_a_unit_a_second(units: float, speed: float | None) -> None:
    game = one("", ini=f"speedTorpHom={units}\nspeedTorp2={units}\ndroneSpeed={units}\n").game
    usual = one("", ini="x=1\n").game
    for munition in (Munition.HOMING, Munition.NUKE):
        wanted = usual.torpedo_speed(munition) if speed is None else speed
        assert game.torpedo_speed(munition) == pytest.approx(wanted)
    assert game.torpedo_speed(Munition.PROBE) == usual.torpedo_speed(Munition.PROBE)
    assert game.drone_speed == pytest.approx(usual.drone_speed if speed is None else speed)


def test_what_is_no_weapon_does_no_damage() -> None:
    game = one("").game
    for munition in Munition:
        assert (game.torpedo_worth(munition) > 0) is munition.is_weapon
        assert game.torpedo_worth(munition) >= 0


# Beams --------------------------------------------------------------------------------------------


def test_of_too_many_shots_those_of_most_damage_are_fired_not_the_fastest() -> None:
    fast, strong = Beam(1.0, 0.1, 1000, None), Beam(5.0, 1.0, 1000, None)
    assert volley([fast, strong], 2) == Volley(6, 2)
    assert volley([strong, fast], 1) == Volley(5, 1)
    assert volley([fast], 2) == Volley(2, 2)


@pytest.mark.parametrize(("seconds", "rate"), [(1e-6, 1e6), (0.99e-6, 0), (2, 0.5), (None, 0)])
def test_a_time_between_shots_is_a_slip_below_a_millionth_of_a_second(
    seconds: float | None, rate: float
) -> None:
    beam, launch = Beam(3, seconds, 1, None), Launch(3, seconds, 1)
    assert (beam.rate, launch.rate) == pytest.approx((rate, rate))
    assert (beam.dps, launch.dps) == pytest.approx((3 * rate, 3 * rate))


@pytest.mark.parametrize(("count", "dps"), [(199, 398), (200, 400), (201, 400)])
def test_no_more_than_200_mounts_of_a_kind_are_looked_at(count: int, dps: float) -> None:
    manual = beams_at(100, "manual")
    assert one(STANDARD * count, conditions=manual).best_volley.dps == pytest.approx(dps)
    drones = one(DRONE * count, "large", side=2, ini="x=1\n").launched_dps
    assert drones == pytest.approx(min(count, 200) * 1.5)


def test_a_ship_turned_round_has_its_fire_turned_round() -> None:
    bow = STANDARD + STANDARD.replace('x="0"', 'x="4"').replace('z="9"', 'z="7"')
    stern = bow.replace('z="', 'z="-')
    ahead, behind = one(bow), one(stern)
    for name, other in (("forward", "aft"), ("aft", "forward"), ("broadside", "broadside")):
        assert METRICS[f"beam_dps_{name}"](ahead) == METRICS[f"beam_dps_{other}"](behind)
    for name in ("beam_dps", "beam_dps_sum", "beam_dps_around", "beam_coverage"):
        assert METRICS[name](ahead) == pytest.approx(METRICS[name](behind))


def test_a_broadside_is_the_better_of_both_sides() -> None:
    for x in ("9", "-9"):
        side = STANDARD.replace('x="0"', f'x="{x}"').replace('z="9"', 'z="0"')
        ship = one(side + STANDARD.replace("12", "3"))
        assert METRICS["beam_dps_broadside"](ship) == 2
        assert METRICS["beam_dps_forward"](ship) == 0.5


def test_ahead_astern_and_abeam_are_straight() -> None:
    """A beam of less than a degree bears on no other direction than its own."""
    places = {"forward": "0 9", "aft": "0 -9", "broadside": "9 0"}
    for own, place in places.items():
        x, z = place.split()
        narrow = STANDARD.replace('x="0"', f'x="{x}"').replace('z="9"', f'z="{z}"')
        for turned in (narrow, narrow.replace('"9"', '"-9"') if own == "broadside" else narrow):
            ship = one(turned.replace("0.4", "0.002"))
            found = {name: METRICS[f"beam_dps_{name}"](ship) for name in places}
            assert found == {name: 2 if name == own else 0 for name in places}


def test_covered_is_what_any_beam_that_does_damage_reaches_however_weak() -> None:
    weak = STANDARD.replace("12", "0.001")
    other = STANDARD.replace('z="9"', 'z="-9"').replace("12", "0")
    for beams in (STANDARD, weak, weak + STANDARD, weak + other):
        assert METRICS["beam_coverage"](one(beams)) == pytest.approx(40)
    assert METRICS["beam_coverage"](one(other)) == 0


def test_reach_is_that_of_the_farthest_beam_that_does_damage() -> None:
    harmless = STANDARD.replace("12", "0").replace("1000", "9000")
    longer = STANDARD.replace("1000", "1400")
    assert METRICS["beam_reach"](one(harmless + STANDARD + longer)) == 1400
    assert METRICS["beam_reach"](one(harmless)) == 0
    assert METRICS["beam_reach"](one(STANDARD.replace(' range="1000"', ""))) == 0


def test_twice_the_damage_is_twice_the_fire_and_twice_the_time_half_of_it() -> None:
    fire = ("beam_dps", "beam_dps_sum", "beam_dps_forward", "beam_dps_around", "beam_strength")
    for name in fire:
        now = METRICS[name](one(STANDARD))
        assert now is not None
        assert METRICS[name](one(STANDARD.replace("12", "24"))) == pytest.approx(2 * now)
        slow = STANDARD.replace('cycletime="6"', 'cycletime="12"')
        assert METRICS[name](one(slow)) == pytest.approx(now / 2)


def test_the_powers_of_the_table_are_those_that_players_measured_and_only_for_their_beams() -> None:
    rows = [(found.power, found.mode, found.focuser, ship.best_volley.dps)
            for found, ship in power_table(one(STANDARD))]  # fmt: skip
    assert len(rows) == 20
    assert [round(dps, 1) for *_, dps in rows[::4]] == [1.0, 2.0, 4.0, 5.0, 6.0]
    assert [round(dps, 1) for *_, dps in rows[3::4]] == [1.0, 4.0, 16.0, 25.0, 36.0]
    assert rows[4:8] == [
        (1.0, Mode.AUTO, False, 2), (1.0, Mode.MANUAL, False, 2),
        (1.0, Mode.AUTO, True, 4), (1.0, Mode.MANUAL, True, 4),
    ]  # fmt: skip
    for ship in (one(""), one(STANDARD, "large", side=2), one(STANDARD, "player singleseat")):
        assert list(power_table(ship)) == []


@pytest.mark.parametrize("inside", [STANDARD, DRONE])
def test_a_range_of_0_gives_no_damage_and_one_that_is_not_given_is_none(inside: str) -> None:
    def dps(text: str) -> float:
        ship = one(text, "large", side=2)
        return (METRICS["beam_dps"](ship) or 0) + (METRICS["munitions"](ship) or 0)

    reach = "1000" if inside is STANDARD else "7000"
    assert dps(inside) > 0
    assert dps(inside.replace(f'range="{reach}"', "")) == dps(inside)
    assert dps(inside.replace(f'range="{reach}"', 'range="0"')) == 0


# Arcs ---------------------------------------------------------------------------------------------


def test_an_arc_ends_at_its_edge() -> None:
    arc = Arc(90, 60)
    for bearing, is_covered in (
        (60, True),
        (59.9, False),
        (120, True),
        (120.1, False),
        (270, False),
    ):
        assert arc.covers(bearing) is is_covered
    assert Arc(0, 359.9).edges == pytest.approx((180.05, 179.95))
    assert Arc(0, 360).edges == ()


def test_a_sector_ends_where_the_next_begins() -> None:
    found = sectors([Arc(0, 90), Arc(45, 90)], lambda covering: float(len(covering)))
    assert [(one.start, one.end, one.value) for one in found] == [
        (0, 45, 2), (45, 90, 1), (90, 315, 0), (315, 0, 1),
    ]  # fmt: skip
    assert [one.touches(45) for one in found] == [True, True, False, False]
    assert blind(found) == (Sector(90, 225, 0),)
    assert blind(sectors([Arc(45, 90), Arc(90, 45)], lambda covering: 0.0)) == (Sector(0, 360, 0),)
    assert blind(sectors([Arc(180, 90)], lambda covering: float(len(covering)))) == (
        Sector(225, 270, 0),
    )


# Conditions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("power", [0, 1e-9, 3.0], [-1e-9, 3.0000001, math.nan, math.inf]),
        ("difficulty", [1, 11], [0, 12]),
        ("distance", [0.0, 1e9], [-1e-9, math.inf, math.nan]),
        ("spread", [1, 100], [0, 101]),
    ],
)
def test_conditions_have_ends_and_reach_up_to_them(
    name: str, inside: list[float], outside: list[float]
) -> None:
    def conditions(value: float) -> Conditions:
        chosen: dict[str, Any] = {name: value}
        return Conditions(**chosen)

    for value in inside:
        assert getattr(conditions(value), name) == value
    for value in outside:
        with pytest.raises(ModkitError):
            conditions(value)


def test_only_the_hardest_difficulty_counts_for_more_than_its_number() -> None:
    found = [Conditions(difficulty=at).beam_multiplier for at in range(1, 12)]
    assert found == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15]


@pytest.mark.parametrize("model", ManualModel)
def test_recharge_never_falls_below_the_least_of_its_model(model: ManualModel) -> None:
    mechanics = Conditions().mechanics.with_settings(
        ["least_recharge=0.2", "minus1_least_recharge=0.3"]
    )
    manual = Conditions(3, Mode.MANUAL, True, manual_model=model, mechanics=mechanics)
    least = 0.3 if model is ManualModel.MINUS1 else 0.2
    assert manual.recharge(1e-9) == least
    assert replace(manual, mode=Mode.AUTO).recharge(1e-9) == 0.2
    assert manual.recharge(60) > least
    times = [replace(manual, power=power).recharge(60) for power in (0.5, 1, 2, 3)]
    assert times == sorted(times, reverse=True)


def test_best_and_plain_change_nothing_but_what_players_can_do() -> None:
    now = Conditions(power=2, difficulty=3, distance=500, spread=3)
    assert now.best == Conditions(3, Mode.MANUAL, True, 3, distance=500, spread=3)
    assert now.plain == Conditions(1, Mode.AUTO, False, 3, distance=500, spread=3)


def test_a_metric_is_of_the_topic_whose_file_it_stands_in() -> None:
    topics = list(dict.fromkeys(one.topic for one in METRICS.values()))
    assert topics == ["defence", "logistics", "mobility", "offence", "threat"]
    assert METRICS["hull"].topic == "defence" and METRICS["beam_reach"].topic == "offence"
    assert all(one.name == name and one.meaning for name, one in METRICS.items())


def test_the_engine_gives_the_names_that_it_lists_and_no_others() -> None:
    for name in balance.__all__:
        assert getattr(balance, name).__name__ == name
    with pytest.raises(AttributeError, match=r"'artemis_modkit.balance' has no attribute 'Shipp'"):
        balance.__getattr__("Shipp")
