"""Threat and munitions: points over all roles, and what is aboard in the first minute of a fight."""

from statistics import median

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.fight.fleets import fleets_of_races
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.metrics.threat import strikes, takes, threat_of_fleet
from artemis_modkit.model import Mod
from artemis_modkit.model.munitions import Munition
from artemis_modkit.patcher import apply, load_recipe
from tests.balance.fleets import STANDARD, beams_at, fleet, mod_of, one, vessel

METRICS = all_metrics()
STOCK = Mod.open("stock")
TUBE = "<torpedo_tube/>"


def torpedoes(**aboard: int) -> str:
    return "".join(
        f'<torpedo_storage type="{code}" amount="{amount}"/>' for code, amount in aboard.items()
    )


def munitions(inside: str, words: str = "player", conditions: Conditions | None = None) -> float:
    """Damage by what is launched in the first minute."""
    ship = one(inside, words, conditions=conditions or Conditions())
    return (METRICS["munitions"](ship) or 0.0) * 60


# Munitions ----------------------------------------------------------------------------------


def test_no_more_is_fired_than_is_aboard() -> None:
    assert munitions(TUBE * 2 + torpedoes(trp=3)) == pytest.approx(3 * 25)
    assert munitions(TUBE + torpedoes(trp=99)) == pytest.approx(25 * 60 / 15.2)
    assert munitions(torpedoes(trp=3, nuk=1), "player singleseat fighter") == pytest.approx(75)
    assert munitions(torpedoes(trp=99)) == 0


def test_the_best_is_fired_first_and_blasts_catch_two() -> None:
    assert munitions(TUBE * 9 + torpedoes(trp=2, nuk=1)) == pytest.approx(2 * 160 + 50)
    assert munitions(TUBE + torpedoes(nuk=99, trp=99)) == pytest.approx(320 * 60 / 15.2)
    assert munitions(TUBE * 9 + torpedoes(emp=1)) == pytest.approx(2 * 20)
    assert munitions(TUBE * 9 + torpedoes(shk=1)) == pytest.approx(70)
    assert munitions(TUBE * 9 + torpedoes(bea=5, pro=5, tag=5)) == 0


def test_power_loads_faster_and_distance_ends_at_the_reach_of_torpedoes() -> None:
    inside = TUBE + torpedoes(trp=99)
    assert munitions(inside, conditions=beams_at(300)) == pytest.approx(3 * munitions(inside))
    assert munitions(inside, conditions=beams_at(0)) == 0
    assert munitions(inside, conditions=Conditions(distance=5400)) == munitions(inside)
    assert munitions(inside, conditions=Conditions(distance=5401)) == 0
    assert munitions(inside, conditions=Conditions(spread=3)) == 3 * munitions(inside)


def test_a_fighter_gains_nothing_where_torpedoes_matter() -> None:
    """3 torpedoes of 25 before, 1 of 45 after."""
    recipe = load_recipe("torpedoes-matter", {})
    after = Mod.open("stock:2.8")
    after = after.with_files(apply(after, recipe).after)
    for mod, damage in ((Mod.open("stock:2.8"), 75), (after, 45)):
        [found] = [ship for ship in assess(mod, STOCK, Conditions()).fleet.ships if ship.id == 100]
        assert found.first_minute[Munition.HOMING] * 60 == pytest.approx(damage)


# Threat -------------------------------------------------------------------------------------


@pytest.mark.parametrize("difficulty", [1, 5, 11])
@pytest.mark.parametrize("version", ["2.1", "2.8"])
def test_the_kralien_cruiser_is_100_points_at_every_difficulty(
    version: str, difficulty: int
) -> None:
    conditions = Conditions(difficulty=difficulty)
    cruiser = fleet(f"stock:{version}", conditions).ship(2000)
    assert METRICS["threat"](cruiser) == pytest.approx(100)


def test_threat_grows_by_twice_for_twice_of_both_sums() -> None:
    base = one(STANDARD + '<shields front="30" back="0"/>', "small", side=2)
    double = one(STANDARD * 2 + '<shields front="130" back="0"/>', "small", side=2)
    assert METRICS["threat"](double) == pytest.approx(2 * (METRICS["threat"](base) or 0))


def test_the_sums_of_threat_are_open() -> None:
    craft = vessel(STANDARD + '<shields player="120"/>', "player singleseat fighter", number=2)
    inside = (
        STANDARD + TUBE * 9 + torpedoes(trp=6, nuk=3)
        + '<carrierload baycount="3"/><shields front="80" back="60"/>'
    )  # fmt: skip
    ship = assess(mod_of(vessel(inside), craft), STOCK, Conditions()).fleet.ship(1)
    assert strikes(ship) == {
        "beams": 2, "homing torpedoes": 2.5, "blasts, EMPs and shocks": 16, "craft": 6,
    }  # fmt: skip
    assert takes(ship) == {"front shield": 80, "hull": pytest.approx(560), "craft": 360}


def test_beams_that_only_the_best_direction_has_do_not_decide() -> None:
    """The computer flies at its target; beams dead astern do nothing there."""
    ahead, astern = STANDARD * 3, STANDARD.replace('z="9"', 'z="-9"') * 3
    bow, stern = assess(
        mod_of(vessel(ahead, "small", side=2, number=1), vessel(astern, "small", side=2, number=2)),
        STOCK, Conditions(),
    ).scored  # fmt: skip
    assert METRICS["beam_dps"](bow.ship) == METRICS["beam_dps"](stern.ship)
    assert (stern.value("offence") or 0) < 0.85 * (bow.value("offence") or 0)
    assert METRICS["threat"](stern.ship) == 0


# Rankings -----------------------------------------------------------------------------------


def test_missile_cruisers_and_carriers_stand_above_scouts() -> None:
    found = assess(STOCK, STOCK, Conditions()).scored
    value = {one.ship.id: one.value("overall") or 0 for one in found}
    threat = {one.ship.id: METRICS["threat"](one.ship) or 0 for one in found}
    missile_cruisers, carriers, scouts = (3, 10), (5, 12), (1, 9, 15)
    for table in (value, threat):
        most = max(table[number] for number in scouts)
        assert all(table[number] > most for number in (*missile_cruisers, *carriers))


def test_the_usual_threat_of_enemies_grows_with_their_size() -> None:
    found = assess(STOCK, STOCK, Conditions()).scored

    def usual(role: str) -> float:
        return median(
            METRICS["threat"](one.ship) or 0 for one in found if one.ship.role.label == role
        )

    assert (
        usual("enemy-craft") < usual("enemy-small") < usual("enemy-medium") < usual("enemy-large")
    )


def test_points_of_equal_ships_add_up() -> None:
    cruiser = fleet("stock").ship(2000)
    one_alone = METRICS["threat"](cruiser)
    assert one_alone is not None
    assert threat_of_fleet([cruiser] * 6) == pytest.approx(6 * one_alone)
    assert threat_of_fleet([]) == 0


def test_a_race_sends_its_ships_by_commonality() -> None:
    """Of Kraliens four Cruisers to two Battleships to one Dreadnought (wiki): 4, 2 and 1 of 7."""
    sent = {one.race: one for one in fleets_of_races(fleet("stock"), 11)}
    kraliens = sent["Kralien"]
    assert sorted(ship.id or 0 for ship in kraliens.ships) == [2000] * 4 + [2001] * 2 + [2002]
    assert kraliens.points == pytest.approx(threat_of_fleet(kraliens.ships))
    assert set(sent) == {"Kralien", "Arvonian", "Torgoth", "Skaraan", "BioMech"}


def test_beams_astern_of_the_computer_are_no_beams_at_its_target() -> None:
    """TSN's Warbird has 97.5 damage a second astern and none ahead, and was the first for it."""
    astern = '<beam_port x="0" z="-9" damage="9" playerdamage="9" arcwidth="0.2" cycletime="1"/>'
    strength = METRICS["beam_strength"]
    assert [strength(one(astern, words, side=2)) for words in ("small", "base")] == [
        0.0,
        strength(one(astern, "base", side=2)),
    ]
    assert (strength(one(astern, "base", side=2)) or 0) > 0
    assert strength(one(astern)) == 9


def test_beams_astern_count_all_round_for_no_more_than_those_ahead() -> None:
    """Whatever a ship of the computer has astern: as much as ahead is all of it that is told."""
    beam = '<beam_port x="0" z="{}" damage="{}" playerdamage="{}" arcwidth="0.5" cycletime="1"/>'
    ahead, around = METRICS["beam_strength_ahead"], METRICS["beam_strength_around"]
    for astern in (2, 4, 400):
        inside = beam.format(9, 4, 4) + beam.format(-9, astern, astern)
        at_most, theirs = min(4, astern), one(inside, "small", side=2)
        assert around(theirs) == pytest.approx((ahead(theirs) or 0) * (4 + at_most) / 8)
        assert around(one(inside)) == pytest.approx((4 + astern) / 2)
    assert around(one(beam.format(-9, 4, 4), "small", side=2)) == 0
    assert (around(one(beam.format(-9, 4, 4), "base", side=2)) or 0) > 0


def test_craft_take_what_their_shields_take_and_without_any_nothing() -> None:
    for front, words, side, taken in (
        ("15", "singleseat", 2, {"hull": 15}), ("0", "singleseat", 2, {}), ("x", "singleseat", 2, {}),
        ("0", "player singleseat", 0, {}), ("-5", "singleseat", 2, {}),
    ):  # fmt: skip
        assert takes(one(f'<shields front="{front}"/>', words, side=side)) == taken
    assert takes(one("", "singleseat", side=2)) == {}


def test_beams_dead_ahead_however_narrow_count_all_round_by_their_width() -> None:
    narrow = STANDARD.replace("0.4", "0.002")
    for words, side, dps in (("large", 2, 10 / 6), ("player", 0, 2)):
        found = METRICS["beam_strength_around"](one(narrow, words, side=side))
        assert found == pytest.approx(0.002 * dps)
