"""What a ship can do: by whose hands, by which files, and with figures that are not there."""

import math

import pytest

from artemis_modkit.balance import Conditions, Fleet
from artemis_modkit.balance.kill_times import Attack, attack, matches, time_to_kill
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.mounts import Beam, Volley, volley
from artemis_modkit.model import Mod
from artemis_modkit.model.mechanics import Mechanics
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import STANDARD, beams_at, fleet, mod_of, one, vessel

CAPS = "beamDamageCap=7\nfriendlyBeamDamageCap=3\n"


def test_conditions_outside_the_game_are_refused_in_a_sentence() -> None:
    for wrong, message in (
        ({"power": 3.01}, "power 301: engineering goes from 0 to 300 percent"),
        ({"power": -1}, "power -100: engineering goes from 0 to 300 percent"),
        ({"power": math.nan}, "power nan: engineering goes from 0 to 300 percent"),
        ({"difficulty": 12}, "difficulty 12: the game has 1 to 11"),
        ({"distance": -1.0}, "range -1: a distance is 0 units or more"),
        ({"spread": 0}, "spread 0: load 1 torpedo at a time, or a few"),
    ):
        with pytest.raises(ModkitError) as caught:
            Conditions(**wrong)
        assert str(caught.value) == message


def test_without_power_nothing_recharges() -> None:
    ship = one(STANDARD + '<torpedo_tube/><torpedo_storage type="trp" amount="1"/>',
               conditions=Conditions(power=0))  # fmt: skip
    assert [beam.recharge for beam in ship.beams] == [math.inf]
    assert (ship.best_volley, ship.torpedo_dps) == (Volley(0, 0), 0)


# Beams --------------------------------------------------------------------------------------


def test_a_beam_does_what_stands_there_for_whose_hands_it_is_in() -> None:
    for words, side, damage in (
        ("player", 0, 12),
        ("player singleseat fighter", 0, 12),
        ("large", 2, 10),
        ("singleseat", 2, 10),
    ):
        assert [beam.damage for beam in one(STANDARD, words, side=side).beams] == [damage]


def test_without_playerdamage_only_the_oldest_files_mean_damage_by_players_too() -> None:
    beam = STANDARD.replace('playerdamage="12" ', "")
    assert [found.damage for found in one(beam).beams] == [None]
    old = vessel(beam + '<performance efficiency="1"/><torpedo_storage type="0" amount="1"/>')
    mod = Mod.from_files("old", {"vesselData.xml": f"<vessel_data>{old}</vessel_data>".encode()})
    assert [found.damage for found in Fleet.of(mod, mod, Conditions()).ships[0].beams] == [1]


def test_caps_hold_for_enemies_and_friends_before_difficulty_does() -> None:
    strong = STANDARD.replace('damage="1"', 'damage="9"', 1)
    assert [beam.damage for beam in one(strong, "large", side=2, ini=CAPS).beams] == [70]
    assert [beam.damage for beam in one(strong, "large", side=1, ini=CAPS).beams] == [30]
    assert [beam.damage for beam in one(strong, "large", side=2, ini="x=1\n").beams] == [90]


def test_what_a_file_does_not_say_counts_for_nothing_and_harms_nothing() -> None:
    for inside in (
        "<beam_port/>",
        '<beam_port x="0" z="1" playerdamage="1,5" arcwidth="1" cycletime="1" range="9"/>',
        '<beam_port x="0" z="1" playerdamage="-5" arcwidth="1" cycletime="1" range="9"/>',
        '<beam_port x="0" z="1" playerdamage="5" arcwidth="1" cycletime="0" range="9"/>',
        '<beam_port x="0" z="1" playerdamage="5" arcwidth="1" cycletime="-1" range="9"/>',
    ):
        ship = one(inside)
        assert [beam.dps for beam in ship.beams] == [0]
        assert {metric(ship) for metric in all_metrics().values()} - {None}


def test_craft_fire_the_same_whatever_engineering_does() -> None:
    craft = one(STANDARD, "player singleseat fighter", conditions=beams_at(300, "manual"))
    assert [beam.recharge for beam in craft.beams] == [6]


def test_beams_that_fire_by_themselves_do_so_one_after_the_other() -> None:
    quick = STANDARD.replace('cycletime="6"', 'cycletime="0.5"')
    ini = "playerBeamDelay=0.25\n"
    assert one(quick * 3, ini=ini).best_volley == Volley(48, 4)
    assert one(quick * 3, ini="playerBeamDelay=0\n").best_volley == Volley(72, 6)
    manual = one(quick * 3, ini=ini, conditions=beams_at(100, "manual"))
    assert manual.best_volley == Volley(72, 6)
    assert one(quick * 3, "large", side=2, ini=ini).best_volley == Volley(60, 6)


def test_where_too_many_beams_fire_the_weakest_are_left_out() -> None:
    weak, strong = (Beam(damage, 1, 1000, None) for damage in (1.0, 5.0))
    assert volley([weak, strong, strong], 2.5) == Volley(10.5, 2.5)
    assert volley([], 2.5) == Volley(0, 0)


def test_a_distance_leaves_out_the_beams_that_do_not_reach() -> None:
    far = STANDARD.replace("1000", "2000")
    near, away = (one(STANDARD + far, conditions=Conditions(distance=d)) for d in (1000, 1001))
    assert (near.fire_at(0), away.fire_at(0)) == (4, 2)


def test_arcs_that_only_touch_ahead_do_not_both_bear_ahead() -> None:
    sides = "".join(
        STANDARD.replace('x="0"', f'x="{x}"').replace('z="9"', 'z="0"').replace("0.4", "0.5")
        for x in (9, -9)
    )
    ship = one(sides)
    assert (ship.fire_at(0), ship.fire_at(180), ship.best_volley.dps) == (2, 2, 2)
    assert all_metrics()["beam_dps_sum"](ship) == 4


def test_a_beam_without_an_arc_fires_nowhere() -> None:
    for width in ("0", "-1", "nan", ""):
        ship = one(STANDARD.replace("0.4", width))
        for name in ("beam_dps", "beam_dps_forward", "beam_dps_sum", "beam_coverage"):
            assert all_metrics()[name](ship) == 0


# Torpedoes and drones -----------------------------------------------------------------------

HOMING = '<torpedo_tube/><torpedo_tube/><torpedo_storage type="trp" amount="8"/>'


def test_torpedoes_are_those_of_the_settings_of_any_generation() -> None:
    for ini, damage in (
        ("damageTorpHom=35\n", 35),
        ("damageTorp1=20\n", 20),
        ("playerBeamDelay=0.3\n", 25),
    ):
        assert one(HOMING, ini=ini).torpedo_dps == pytest.approx(2 * damage / 15.2)


def test_a_missing_key_is_said() -> None:
    assert fleet("stock:2.7.1").game.notes == (
        "artemis.ini of 2.7.1 lacks keys for the damage of torpedoes; stock's figures are used: "
        "homing damage 25, nuke damage 1.6, mine damage 1.6, plasma shock damage 1",
        "artemis.ini sets no energyCostOfOneBeamShot; players measured 1.5 a shot",
    )
    assert fleet("stock:2.8").game.notes == (
        "artemis.ini sets no energyCostOfOneBeamShot; players measured 1.5 a shot",
    )


def test_settings_of_the_stock_that_stand_in_for_the_mod_s_are_said() -> None:
    ships = mod_of(vessel(STANDARD))
    for stock, note in (
        ("stock:2.8", "there is no artemis.ini in it, so that of stock:2.8 is used"),
        ("stock:2.1", "there is no artemis.ini, so no beam's damage is capped and the figures of "
         "docs/balance.md stand in for its values"),
    ):  # fmt: skip
        assert Fleet.of(ships, Mod.open(stock), Conditions()).game.notes[0] == note


def test_loading_obeys_coefficient_power_focuser_and_spread() -> None:
    ini = "damageTorpHom=15.2\ntorpedoTubeLoadingCoeff=2\n"
    assert one(HOMING, ini=ini).torpedo_dps == pytest.approx(1)
    quick = Conditions(power=2, focuser=True, spread=3)
    assert one(HOMING, ini=ini, conditions=quick).torpedo_dps == pytest.approx(12)


def test_tubes_without_homing_torpedoes_and_torpedoes_without_tubes_do_nothing() -> None:
    assert one("<torpedo_tube/>").torpedo_dps == 0
    assert one('<torpedo_storage type="trp" amount="8"/>').torpedo_dps == 0
    assert one(HOMING, "large", side=2).torpedo_dps == 0


def test_energy_a_shot_is_measured_unless_the_settings_say_it() -> None:
    economy = all_metrics()["beam_damage_per_energy"]
    assert economy(one(STANDARD)) == 8
    assert economy(one(STANDARD, ini="energyCostOfOneBeamShot=1.0\n")) == 12
    cheaper = Conditions(mechanics=Mechanics.of_the_game().with_settings(["shot_energy=3"]))
    assert economy(one(STANDARD, conditions=cheaper)) == 4


DRONE = '<drone_port damage="30" cycletime="20" range="7000"/>'


def test_drones_are_not_scaled_by_difficulty_but_by_their_own_settings() -> None:
    ini = "droneDamageTorgoth=1.3\ndroneDamageSkaraan=40\n"
    for side, settings, damage in ((2, ini, 39), (5, ini, 40), (2, None, 30), (5, None, 30)):
        [drone] = one(DRONE, "large", side=side, ini=settings).drones
        assert drone.damage == pytest.approx(damage)
    assert one(DRONE, "player").drones == ()


def test_what_is_launched_reaches_as_far_as_its_range() -> None:
    for inside, words, reach in ((DRONE, "large", 7000), (HOMING, "player", 5400)):
        near, away = (
            one(inside, words, side=2, conditions=Conditions(distance=distance))
            for distance in (reach, reach + 1)
        )
        assert near.launched_dps > 0
        assert attack(near).hits > 0
        assert attack(away) == Attack(0, 0, 0)


# Toughness ----------------------------------------------------------------------------------


def test_what_a_ship_takes_depends_on_what_it_is() -> None:
    shields = '<shields front="80" back="60" player="120"/>'
    player, craft, enemy = (
        one(shields, words, side=side)
        for words, side in (("player", 0), ("player singleseat fighter", 0), ("large", 2))
    )
    assert (player.shields, player.hit_points, player.hull) == ((80, 60), None, None)
    assert player.fatal_hits == pytest.approx(56)
    assert (craft.hit_points, craft.fatal_hits, craft.hull) == (120, None, None)
    assert one(shields, "singleseat", side=2).hit_points == 80
    bare = one('<shields front="0"/>', "singleseat", side=2)
    assert [all_metrics()["hits"](ship) for ship in (craft, bare, enemy)] == [12, 1, None]
    assert (enemy.shields, enemy.hull, enemy.fatal_hits) == ((80, 60), 70, None)


def test_a_kill_takes_the_front_shield_and_then_the_hull() -> None:
    shields = '<shields front="80" back="60"/>'
    ten = Attack(beams=6, launched=4, hits=2)
    assert time_to_kill(one(shields, "large", side=2), ten) == pytest.approx(15)
    assert time_to_kill(one(shields), ten) == pytest.approx(8 + 28)
    assert time_to_kill(one(shields, "singleseat", side=2), ten) == pytest.approx(8)
    assert time_to_kill(one(shields), Attack(0, 0, 0)) == math.inf


def test_a_drone_breaks_several_rooms_at_once() -> None:
    hits = [
        attack(one(STANDARD + DRONE, "large", side=2, ini=ini)).hits
        for ini in (None, "droneDamageSegmentCount=4\n")
    ]
    assert hits == pytest.approx([1 / 6 + 1 / 20, 1 / 6 + 4 / 20])


def test_enemies_get_stronger_with_difficulty_and_players_do_not() -> None:
    found = matches(fleet("stock:2.8").ships)
    assert [match.difficulty for match in found] == list(range(1, 12))
    assert len({match.player_kills for match in found}) == 1
    times = [match.enemy_kills for match in found]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 11
    assert matches([one(STANDARD)]) == ()


def test_a_match_is_the_same_whatever_difficulty_it_is_worked_out_at() -> None:
    ten, one_ = (matches(fleet("stock:2.8", Conditions(difficulty=d)).ships) for d in (10, 1))
    assert [m.enemy_kills for m in ten] == pytest.approx([m.enemy_kills for m in one_])


# Carriers, stations, grids ------------------------------------------------------------------


def test_a_carrier_has_the_fire_of_the_craft_of_its_race_shuttles_left_out() -> None:
    carrier = vessel('<carrierload baycount="3" bomber="1"/>', "player carrier")
    fighter = vessel(STANDARD, "player singleseat fighter", number=2)
    shuttle = vessel(STANDARD * 5, "player singleseat shuttle", number=3)
    other = vessel(STANDARD * 5, "player singleseat fighter", number=4, side=1)
    mod = mod_of(carrier, fighter, shuttle, other)
    ship = Fleet.of(mod, mod, Conditions()).ship(1)
    assert (ship.bays, all_metrics()["wing_dps"](ship)) == (3, 6)


def test_bays_are_read_in_all_dialects() -> None:
    for inside, bays in (
        ('<carrierload baycount="5" bomber="2"/>', 5),
        ('<carrierload fighter="4"/>', 4),
        ('<carrierload bomber="2"/>', 2),
        ('<carrier complement="6"/>', 6),
        ("<carrierload/>", None),
        ("", None),
    ):
        assert one(inside).bays == bays


def test_a_system_grid_in_the_mod_says_how_many_hits_a_ship_takes() -> None:
    nodes = b"".join(
        bytes(12) + kind.to_bytes(4, "little", signed=True) + bytes(16)
        for kind in (-2,) * 240 + (-1,) * 4 + (0,) * 6
    )
    text = vessel('<internal_data file="dat\\Grid.SNT"/>')
    files = {"vesselData.xml": f"<vessel_data>{text}</vessel_data>".encode()}
    for extra, found in (({}, 56), ({"dat/grid.snt": nodes}, 7), ({"dat/grid.snt": b""}, 56)):
        mod = Mod.from_files("mod", {**files, **extra})
        assert Fleet.of(mod, mod, Conditions()).ships[0].fatal_hits == pytest.approx(found)


def test_a_mod_without_ships_and_an_unknown_number_are_refused_in_a_sentence() -> None:
    settings = Mod.from_files("mod", {"artemis.ini": b"x=1\n"})
    with pytest.raises(ModkitError, match=r"mod: there is no vesselData.xml in it"):
        Fleet.of(settings, settings, Conditions())
    with pytest.raises(ModkitError) as caught:
        fleet("stock:2.8").ship(1599)
    assert str(caught.value) == (
        "stock:2.8: no vessel has the uniqueID 1599; near it are 1503, 1504, 1505"
    )


# Slips --------------------------------------------------------------------------------------

DEAD = '<beam_port x="0" z="9" damage="{}" playerdamage="{}" arcwidth="0.4" cycletime="{}"/>'


def test_a_weapon_that_does_no_damage_hits_nothing_and_hides_no_other() -> None:
    alone = attack(one(STANDARD, "large", side=2))
    for dead in (DEAD.format(0, 0, 0.1), DEAD.format("x", "x", 1), DEAD.format(99, 99, 0)):
        assert attack(one(dead + STANDARD, "large", side=2)) == alone
    drone = '<drone_port cycletime="1" range="7000"/>'
    assert attack(one(STANDARD + drone, "large", side=2)) == alone


def test_figures_below_zero_count_for_nothing() -> None:
    ten = Attack(beams=10, launched=0, hits=2)
    craft = one('<shields player="-5"/>', "player singleseat fighter")
    assert time_to_kill(craft, ten) == 0
    drone = '<drone_port damage="-5" cycletime="1" range="7000"/>'
    assert one(drone, "large", side=2).launched_dps == 0


def test_a_time_that_is_none_is_a_slip_and_no_weapon() -> None:
    for cycle in ("1e-320", "1e-9"):
        ship = one(DEAD.format(0, 0, cycle) + DEAD.format(5, 5, cycle), "large", side=2)
        assert ship.best_volley == Volley(0, 0)


def test_absurd_hit_points_have_no_number_of_hits() -> None:
    soft = Conditions(difficulty=1, mechanics=Mechanics({"standard_enemy_damage": 0.01}))
    craft = one('<shields player="1.7e308"/>', "player singleseat fighter", conditions=soft)
    assert all_metrics()["hits"](craft) is None


def test_a_skaraan_drone_needs_no_damage_of_its_port() -> None:
    drone = '<drone_port cycletime="20" range="7000"/>'
    [found] = one(drone, "large", side=5, ini="droneDamageSkaraan=40\n").drones
    assert found.damage == 40


def test_craft_turn_no_torpedoes_into_energy() -> None:
    stores = '<torpedo_storage type="trp" amount="3"/>'
    assert all_metrics()["homing_as_energy"](one(STANDARD + stores)) == 2400
    craft = one(STANDARD + stores, "player singleseat fighter")
    assert all_metrics()["homing_as_energy"](craft) is None
