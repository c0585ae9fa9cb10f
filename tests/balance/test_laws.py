"""Laws of the balance engine: units, symmetry, growth, and both sides of each of its limits."""

import math
from dataclasses import replace
from typing import Any

import pytest

from artemis_modkit import balance
from artemis_modkit.balance import Conditions, Fleet, ManualModel, Mode, Ship, Weights, assess
from artemis_modkit.balance.arcs import Arc, Sector, blind, sectors
from artemis_modkit.balance.duel import Attack, Match, attack, time_to_kill
from artemis_modkit.balance.fight.duels import Duels
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.mounts import Beam, Launch, Volley, volley
from artemis_modkit.balance.outliers import outliers
from artemis_modkit.balance.power import power_table
from artemis_modkit.balance.weapons import contest
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import STANDARD, beams_at, fleet, mod_of, one, vessel

STOCK = Mod.open("stock:2.8")
METRICS = all_metrics()
HOMING = '<torpedo_tube/><torpedo_storage type="trp" amount="8"/>'
DRONE = '<drone_port damage="30" cycletime="20" range="7000"/>'


def old(inside: str, words: str = "player") -> Ship:
    """The only ship of a file of the oldest games."""
    text = vessel(inside + '<torpedo_storage type="0" amount="1"/>', words)
    mod = Mod.from_files("old", {"vesselData.xml": f"<vessel_data>{text}</vessel_data>".encode()})
    return Fleet.of(mod, mod, Conditions()).ships[0]


# Energy ------------------------------------------------------------------------------------------


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


# Settings ----------------------------------------------------------------------------------------


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


# Beams -------------------------------------------------------------------------------------------


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


# Arcs --------------------------------------------------------------------------------------------


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


# Conditions --------------------------------------------------------------------------------------


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


# Kills -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("segments", "hits"), [("0.5", 1), ("0", 1), ("1", 1), ("2.5", 2.5)])
def test_a_drone_is_one_hit_at_least(segments: str, hits: float) -> None:
    ship = one(DRONE, "large", side=2, ini=f"droneDamageSegmentCount={segments}\n")
    assert attack(ship).hits == pytest.approx(hits / 20)


def test_every_weapon_that_reaches_hits() -> None:
    launcher = '<torpedo_station_port damage="5" cycletime="4" range="3000"/>'
    base = one(STANDARD + launcher, "base", side=1)
    assert attack(base).hits == pytest.approx(1 / 6 + 1 / 4)
    assert attack(base).launched == 1.25
    far = one(STANDARD + launcher, "base", side=1, conditions=Conditions(distance=3001))
    assert attack(far) == Attack(0, 0, 0)
    player = one(STANDARD + HOMING * 2, ini="damageTorpHom=25\n")
    assert attack(player).hits == pytest.approx(1 / 6 + 2 / 15.2)


def test_a_kill_takes_what_is_there_and_never_less_than_nothing() -> None:
    ten = Attack(beams=10, launched=0, hits=2)
    assert time_to_kill(one('<shields front="-5" back="9"/>', "large", side=2), ten) == 7
    assert time_to_kill(one("", "large", side=2), ten) == 7
    assert time_to_kill(one(""), Attack(10, 0, 0)) == math.inf
    assert time_to_kill(one(""), ten) == 28
    assert time_to_kill(one(""), Attack(-1, 0, 2)) == math.inf


def test_an_advantage_is_how_many_times_longer_the_player_lasts() -> None:
    assert Match(1, 20.0, 60.0).advantage == 3
    assert Match(1, math.inf, 60.0).advantage == 0
    assert Match(1, 20.0, math.inf).advantage == math.inf
    assert Match(1, 0.0, 60.0).advantage == math.inf
    assert Match(1, math.inf, math.inf).advantage is None


def test_the_usual_ship_of_a_side_is_its_median_and_craft_do_not_count() -> None:
    shields = '<shields front="{}" back="9"/>'
    players = [vessel(STANDARD.replace("12", str(damage)) + shields.format(front), number=at)
               for at, (damage, front) in enumerate(((6, 100), (12, 200), (600, 9000)))]  # fmt: skip
    enemies = [vessel(STANDARD + shields.format(front), "large", side=2, number=at)
               for at, front in enumerate((30, 50, 7000), 10)]  # fmt: skip
    craft = vessel(STANDARD * 9 + shields.format(1), "singleseat", side=2, number=20)
    mod = mod_of(*players, *enemies, craft)
    found = assess(mod, STOCK, Conditions(difficulty=1)).matches
    assert [match.difficulty for match in found] == list(range(1, 12))
    assert found[0].player_kills == (50 + 70) / 2
    assert found[0].enemy_kills == pytest.approx(200 * 6 + 56 * 6)
    assert found[10].enemy_kills == pytest.approx(200 * 6 / 15 + 56 * 6)


def test_a_ship_fights_the_other_side_without_craft_and_the_quickest_kill_comes_first() -> None:
    def armed(number: int, words: str, side: int, front: int, beams: int = 1) -> str:
        shields = f'<shields front="{front}" back="1"/>'
        return vessel(STANDARD * beams + shields, words, side=side, number=number)

    mod = mod_of(
        armed(1, "player", 0, 80), armed(2, "player", 0, 20, beams=9),
        armed(3, "player singleseat fighter", 0, 5), armed(10, "small warship", 1, 30),
        armed(11, "base", 1, 60), armed(20, "large", 2, 50, beams=2), armed(21, "small", 2, 50),
        armed(22, "singleseat", 2, 5), armed(23, "base", 2, 70), armed(9, "small", 2, 50),
    )  # fmt: skip
    fleet = Fleet.of(mod, mod, Conditions())

    def foes(number: int) -> tuple[list[int | None], list[int | None]]:
        found = Duels.of(fleet.ship(number), fleet.ships)
        for pairs in (found.kills, found.killed_by):
            assert [seconds for _, seconds in pairs] == sorted(seconds for _, seconds in pairs)
        return [ship.id for ship, _ in found.kills], [ship.id for ship, _ in found.killed_by]

    for number in (1, 10, 11):
        assert foes(number) == ([9, 20, 21], [20, 9, 21])
    for number in (20, 23):
        kills, killed_by = foes(number)
        assert set(kills) == set(killed_by) == {1, 2, 10}
        assert (kills[0], killed_by[0]) == (10, 2)


def test_of_kills_at_one_time_that_of_no_number_comes_first_then_the_smaller_number() -> None:
    without = vessel("", "small", side=2).replace('uniqueID="1" ', "")
    ships = (vessel("", "small", side=2, number=at) for at in (3, 1, 2))
    mod = mod_of(vessel(STANDARD, number=9), *ships, without)
    fleet = Fleet.of(mod, mod, Conditions())
    kills = Duels.of(fleet.ship(9), fleet.ships).kills
    assert [ship.id for ship, _ in kills] == [None, 1, 2, 3]


# Far from usual ----------------------------------------------------------------------------------


def far(*fronts: float) -> list[float]:
    """The front shields that are outliers among ships of one role."""
    ships = [vessel(f'<shields front="{front!r}"/>', number=at) for at, front in enumerate(fronts)]
    fleet = assess(mod_of(*ships), STOCK, Conditions()).fleet
    return [one.value for one in outliers(fleet.ships, ["shield_front"])]


def test_a_figure_is_far_from_the_others_beyond_three_and_a_half_deviations() -> None:
    """Nine steps; the median deviation is two of them, 2.965 in units of a standard one."""

    def steps(farthest: float) -> list[float]:
        return [100 * math.exp(0.2 * at) for at in (-farthest, -3, -2, -1, 0, 1, 2, 3, farthest)]

    assert far(*steps(10.3)) == []
    assert len(far(*steps(10.45))) == 2


def test_a_figure_within_half_as_much_again_is_never_far() -> None:
    assert far(*[100.0] * 20, 149) == far(*[100.0] * 20, 67) == []
    assert far(*[100.0] * 20, 151) == [151]
    assert far(*[100.0] * 20, 66) == [66]


def test_it_takes_five_ships_to_say_what_is_usual() -> None:
    assert far(100, 101, 102, 10000) == []
    assert far(100, 101, 102, 103, 10000) == [10000]
    assert far(100, 101, 102, 10000, 0, -1) == []
    assert far(*[100.0] * 9) == []


def test_the_farthest_come_first() -> None:
    usual = [100.0 + at for at in range(9)]
    assert far(9000, *usual, 90000, 1) == [90000, 1, 9000]


def test_outliers_of_a_ship_stand_together_by_their_ratio() -> None:
    usual = [
        vessel(f'<shields front="{100 + at}" back="{100 + at}"/>', number=at) for at in range(9)
    ]
    first = vessel('<shields front="900" back="9000"/>', number=20)
    second = vessel('<shields front="2000" back="1"/>', number=21)
    ships = assess(mod_of(*usual, first, second), STOCK, Conditions()).fleet.ships
    found = [(one.ship.id, one.value) for one in outliers(ships, ["shield_front", "shield_back"])]
    assert found == [(21, 1), (21, 2000), (20, 9000), (20, 900)]


@pytest.mark.parametrize("inside", [STANDARD, DRONE])
def test_a_range_of_0_gives_no_damage_and_one_that_is_not_given_is_none(inside: str) -> None:
    def dps(text: str) -> float:
        ship = one(text, "large", side=2)
        return (METRICS["beam_dps"](ship) or 0) + (METRICS["munitions"](ship) or 0)

    reach = "1000" if inside is STANDARD else "7000"
    assert dps(inside) > 0
    assert dps(inside.replace(f'range="{reach}"', "")) == dps(inside)
    assert dps(inside.replace(f'range="{reach}"', 'range="0"')) == 0


# Scores ------------------------------------------------------------------------------------------


def parts_of(mod: Mod, score: str, part: str, weights: Weights | None = None) -> list[float]:
    """The factors of one part of a score, ship by ship."""
    found = assess(mod, STOCK, Conditions(), weights).scored
    return [
        one.factor for ship in found for one in ship.scores[score].parts if one.name == part
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("front", "shield", "beams"),
    [(4, 4, 1), (0.26, 0.26, 1), (0.24, 0.25, 1), (0, 0.25, 1), (400, 400, 110.25 / 4)],
)
def test_a_beam_or_shield_counts_as_a_quarter_at_least_of_the_ship_s_beams_or_shields(
    front: float, shield: float, beams: float
) -> None:
    """Beams and back shield are as usual, the front shield so many times; at 400 times the usual of
    both shields is (mean of roots)² = 110.25."""
    mod = mod_of(*(
        vessel(STANDARD * 2 + f'<shields front="{110 * times}" back="100"/>', number=number)
        for number, times in enumerate((front, 1))
    ))  # fmt: skip
    for score, part, factor in (
        ("defence", "shield_front", shield),
        ("offence", "beam_strength", beams),
    ):
        found, usual = parts_of(mod, score, part)
        assert found / usual == pytest.approx(factor)


def test_what_few_have_adds_as_much_again_for_as_much_as_stock_s_best() -> None:
    best = max(METRICS["bays"](ship) or 0 for ship in fleet("stock:2.8").ships
               if ship.role.label == "player")  # fmt: skip
    ships = [vessel(STANDARD + HOMING + f'<carrierload baycount="{count}"/>', number=at)
             for at, count in enumerate((0, round(best), 2 * round(best)))]  # fmt: skip
    factors = parts_of(mod_of(*ships), "offence", "bays")
    assert [one / factors[0] for one in factors] == pytest.approx([1, 2, 3])


def test_figures_that_no_weapon_has_count_as_the_greatest_or_as_none() -> None:
    def strength(damage: str, cycle: str = "1") -> float:
        beam = STANDARD.replace("12", damage).replace('cycletime="6"', f'cycletime="{cycle}"')
        mod = mod_of(vessel(beam, number=1), vessel(STANDARD, number=2))
        return parts_of(mod, "offence", "beam_strength")[0]

    assert strength("9e11") < strength("1e12") == strength("1e13")

    def logistics(torpedoes_an_hour: str) -> float | None:
        base = vessel(f'<production coeff="{torpedoes_an_hour}"/>', "base", side=1)
        mod = mod_of(base, ini="minutesToProduceTorpHom=60\n")
        return assess(mod, STOCK, Conditions()).scored[0].value("logistics")

    assert logistics("1e-12") is not None
    assert logistics("9e-13") is None


def test_weights_are_shares_of_their_score() -> None:
    weights = Weights.standard().with_settings(["shield_front=3", "shield_back=1", "hull=0"])
    mod = mod_of(vessel('<shields front="80" back="60"/>'))
    [found] = assess(mod, STOCK, Conditions(), weights).scored
    shares = {one.name: one.share for one in found.scores["defence"].parts}
    assert shares["shield_front"] == pytest.approx(3 * shares["shield_back"])
    assert sum(shares.values()) == pytest.approx(1)
    assert "hull" not in shares
    for text in ("shield_front=0", "shield_front=1000"):
        assert Weights.standard().with_settings([text])
    with pytest.raises(ModkitError):
        Weights.standard().with_settings(["shield_front=1000.1"])


def test_a_text_names_a_weight_by_its_prefix_or_by_its_part() -> None:
    weights = Weights.standard()
    for text, is_named in (("weights.x=1", True), ("hull = 2", True), ("offence=1", True),
                           ("tube_load=1", False), ("", False)):  # fmt: skip
        assert weights.names(text) is is_named


# Finding a ship ----------------------------------------------------------------------------------


def named(*names: str) -> Fleet:
    ships = [
        vessel("", number=10 * at).replace(f"Class {10 * at}", name)
        for at, name in enumerate(names, 1)
    ]
    mod = mod_of(*ships)
    return Fleet.of(mod, mod, Conditions())


def refused(fleet: Fleet, which: str) -> str:
    with pytest.raises(ModkitError) as caught:
        fleet.find(which)
    return str(caught.value)


def test_a_ship_is_found_by_number_or_by_name_in_any_case() -> None:
    fleet = named("Otter", "Heron", "30", "20", "999")
    assert [fleet.find(which).id for which in ("10", " heron ", "OTTER", "30", "20")] == [
        10, 20, 10, 30, 20,
    ]  # fmt: skip
    assert fleet.find("999").id == 50


def test_a_ship_that_is_not_there_or_is_several_is_refused_with_what_is_near() -> None:
    fleet = named("Otter", "Heron", *["Twin"] * 5)
    assert refused(fleet, "Oter") == "made up: no ship is called 'Oter'; did you mean 'Otter'?"
    assert refused(fleet, "zzz") == "made up: no ship is called 'zzz'; `score` lists all"
    assert refused(fleet, "26") == (
        "made up: no vessel has the uniqueID 26; near it are 20, 30, 40"
    )
    assert refused(fleet, "twin") == (
        "made up: 'twin' are several: 30 Twin (TSN), 40 Twin (TSN), 50 Twin (TSN), 60 Twin (TSN), "
        "70 Twin (TSN); name the ID"
    )
    assert refused(named(*["Twin"] * 6), "twin").endswith("(TSN) and 1 more; name the ID")


# Beam against torpedo ----------------------------------------------------------------------------


def test_the_usual_beam_is_the_median_of_all_that_do_damage() -> None:
    beams = [STANDARD.replace("12", str(damage)) for damage in (0, 6, 12, 36)]
    found = contest([one("".join(beams) + HOMING)])
    assert found is not None
    assert (found.beam.dps, found.beam.per_energy) == (2, 8)
    assert found.torpedo.dps == pytest.approx(25 / 15.2)
    assert found.per_second == pytest.approx(25 / 15.2 / 2)
    assert found.per_energy == pytest.approx(32)
    assert contest([one(STANDARD, "large", side=2)]) is None
    unarmed = contest([one(HOMING)])
    assert unarmed is not None
    assert (unarmed.per_second, unarmed.per_energy, unarmed.beam.range) == (None, None, None)


@pytest.mark.parametrize(("beam", "torpedo"), [(0, 1), (1, 0), (0, 0), (0.5, 0.5)])
def test_what_costs_nothing_has_no_figure_for_an_energy(beam: float, torpedo: float) -> None:
    ini = f"energyCostOfOneBeamShot={beam}\ntorpEnergyValue={torpedo}\ndamageTorpHom=25\n"
    found = contest([one(STANDARD + HOMING, ini=ini)])
    assert found is not None
    assert found.beam.per_energy == (12 / beam if beam else None)
    assert found.torpedo.per_energy == (25 / torpedo if torpedo else None)
    assert found.per_energy == (12 / 25 if beam and torpedo else None)


def test_the_least_of_a_part_makes_a_score_and_nothing_of_it_makes_none() -> None:
    def logistics(coeff: str) -> float | None:
        mod = mod_of(vessel(f'<production coeff="{coeff}"/>', "base", side=1))
        return assess(mod, STOCK, Conditions()).scored[0].value("logistics")

    least = logistics("0.01")
    assert least is not None
    assert 0 < least < 25
    assert logistics("0") is None


def test_the_engine_gives_the_names_that_it_lists_and_no_others() -> None:
    for name in balance.__all__:
        assert getattr(balance, name).__name__ == name
    with pytest.raises(AttributeError, match=r"'artemis_modkit.balance' has no attribute 'Shipp'"):
        balance.__getattr__("Shipp")
