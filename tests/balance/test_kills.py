"""Laws of kills: what hits, how long a kill takes, who fights whom, and beam against torpedo."""

import math

import pytest

from artemis_modkit.balance import Conditions, Fleet, assess
from artemis_modkit.balance.fight.duels import Duels
from artemis_modkit.balance.kill_times import Attack, Match, attack, time_to_kill
from artemis_modkit.balance.weapons import armoury, contest
from artemis_modkit.model import Mod
from tests.balance.fleets import STANDARD, mod_of, one, vessel

STOCK = Mod.open("stock:2.8")
HOMING = '<torpedo_tube/><torpedo_storage type="trp" amount="8"/>'
DRONE = '<drone_port damage="30" cycletime="20" range="7000"/>'


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


# Beam against torpedo -----------------------------------------------------------------------------


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


def test_the_armoury_has_the_usual_beam_both_torpedoes_and_the_usual_fighter() -> None:
    """Without fighters all craft count; what does no damage is no weapon."""
    craft = [
        one(STANDARD.replace("12", str(damage)).replace("1000", str(reach)), f"player singleseat {kind}")
        for damage, reach, kind in ((6, 900, "fighter"), (18, 700, "fighter"), (60, 99, "shuttle"),
                                    (0, 5000, "fighter"))
    ]  # fmt: skip
    player = one(STANDARD + HOMING)
    beam, homing, nuke, fighter = armoury([*craft, player])
    found = contest([player])
    assert found is not None
    assert (beam, homing) == (found.beam, found.torpedo)
    assert (nuke.name, fighter.name) == ("nuke", "craft")
    assert (fighter.plain_dps, fighter.dps, fighter.best_dps) == (2, 2, 2)
    assert (fighter.range, fighter.per_energy) == (800, None)
    [shuttle] = armoury(craft[2:3])
    assert (shuttle.dps, shuttle.range) == (10, 99)
    assert list(armoury([one(STANDARD, "large", side=2)])) == []


def test_a_tube_does_as_many_times_its_damage_as_are_loaded_at_once() -> None:
    """For its energy one torpedo counts, and a nuke is loaded alone."""
    ini = "damageTorpHom=30\ndamageTorpNuk=2\ntorpEnergyValue=60\n"
    once, thrice = (
        list(armoury([one(STANDARD + HOMING, ini=ini, conditions=Conditions(spread=number))]))
        for number in (1, 3)
    )
    assert thrice[1].dps == pytest.approx(3 * once[1].dps) == pytest.approx(90 / 15.2)
    assert thrice[1].per_energy == once[1].per_energy == 0.5
    assert thrice[2] == once[2]
    assert once[2].dps == pytest.approx(2 * 100 / 15.2)


def test_a_weapon_is_told_as_it_is_now_and_at_plain_and_at_best_conditions() -> None:
    """At best a beam does 9 times as much by hand and twice by a focuser, a tube 3 and 2 times."""
    beam, tube, nuke = armoury([one(STANDARD + HOMING, conditions=Conditions(power=2))])
    assert (beam.plain_dps, beam.dps, beam.best_dps) == pytest.approx((2, 4, 36))
    for found in (tube, nuke):
        assert (found.dps, found.best_dps) == pytest.approx(
            (2 * found.plain_dps, 6 * found.plain_dps)
        )
    assert [found.range for found in (beam, tube, nuke)] == [1000, 5400, 5400]
    assert not any(found.is_fighter for found in (beam, tube, nuke))
