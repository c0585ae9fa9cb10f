"""The figures that players measured and worked out in their thread, from the real files."""

from pathlib import Path

import pytest

from artemis_modkit.balance import Conditions, Fleet
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.mounts import Arc, Beam
from artemis_modkit.balance.ship import Ship
from artemis_modkit.balance.weapons import contest
from artemis_modkit.model import Mod
from tests.balance.fleets import STANDARD, beams_at, fleet, one
from tests.balance.test_arcs import degrees_of_all

MEASURED = [
    (100, "auto", False, 6.00, "2.0"),
    (51, "auto", False, 11.76, "1.0"),
    (200, "auto", False, 3.00, "4.0"),
    (250, "auto", False, 2.40, "5.0"),
    (300, "auto", False, 2.00, "6.0"),
    (100, "manual", False, 6.00, "2.0"),
    (51, "manual", False, 23.07, "0.5"),
    (200, "manual", False, 1.50, "8.0"),
    (250, "manual", False, 0.96, "12.5"),
    (300, "manual", False, 0.67, "18.0"),
    (100, "auto", True, 3.00, "4.0"),
    (51, "auto", True, 5.88, "2.0"),
    (200, "auto", True, 1.50, "8.0"),
    (250, "auto", True, 1.20, "10.0"),
    (300, "auto", True, 1.00, "12.0"),
    (100, "manual", True, 3.00, "4.0"),
    (51, "manual", True, 11.53, "1.0"),
    (200, "manual", True, 0.75, "16.0"),
    (250, "manual", True, 0.48, "25.0"),
    (300, "manual", True, 0.33, "36.0"),
]
PLUS_50 = [
    (100, "auto", False, 6.00, "2.0"),
    (51, "auto", False, 11.76, "1.0"),
    (200, "auto", False, 3.00, "4.0"),
    (250, "auto", False, 2.40, "5.0"),
    (300, "auto", False, 2.00, "6.0"),
    (100, "manual", False, 4.00, "3.0"),
    (51, "manual", False, 5.94, "2.0"),
    (200, "manual", False, 2.40, "5.0"),
    (250, "manual", False, 2.00, "6.0"),
    (300, "manual", False, 1.71, "7.0"),
    (100, "auto", True, 3.00, "4.0"),
    (51, "auto", True, 5.88, "2.0"),
    (200, "auto", True, 1.50, "8.0"),
    (250, "auto", True, 1.20, "10.0"),
    (300, "auto", True, 1.00, "12.0"),
    (100, "manual", True, 2.00, "6.0"),
    (51, "manual", True, 2.97, "4.0"),
    (200, "manual", True, 1.20, "10.0"),
    (250, "manual", True, 1.00, "12.0"),
    (300, "manual", True, 0.86, "14.0"),
]


def only_beam(conditions: Conditions) -> Beam:
    [beam] = one(STANDARD, conditions=conditions).beams
    return beam


@pytest.mark.parametrize(("power", "mode", "focuser", "recharge", "dps"), MEASURED)
def test_the_standard_beam_is_as_players_measured_it(
    power: int, mode: str, focuser: bool, recharge: float, dps: str
) -> None:
    beam = only_beam(beams_at(power, mode, focuser=focuser))
    assert beam.recharge == pytest.approx(recharge, abs=0.01)
    assert f"{beam.dps:.1f}" == dps


@pytest.mark.parametrize(("power", "mode", "focuser", "recharge", "dps"), PLUS_50)
def test_the_remedy_that_players_proposed_gives_their_table(
    power: int, mode: str, focuser: bool, recharge: float, dps: str
) -> None:
    beam = only_beam(beams_at(power, mode, "plus50", focuser=focuser))
    assert beam.recharge == pytest.approx(recharge, abs=0.01)
    assert f"{beam.dps:.1f}" == dps


def test_the_withdrawn_model_is_there_for_comparison_and_never_gives_no_time() -> None:
    assert only_beam(beams_at(100, "manual", "minus1")).recharge == pytest.approx(5)
    assert only_beam(beams_at(300, "manual", "minus1")).dps == pytest.approx(12)
    assert only_beam(beams_at(300, "manual", "minus1", focuser=True)).dps == pytest.approx(24)
    quick = STANDARD.replace('cycletime="6"', 'cycletime="1.5"')
    [beam] = one(quick, conditions=beams_at(300, "manual", "minus1")).beams
    assert beam.recharge == pytest.approx(0.1)


# Enemies ------------------------------------------------------------------------------------


def hits(ship: Ship) -> set[tuple[float | None, float | None, str]]:
    """Damage, seconds and, as the thread prints it, damage a second of every weapon."""
    beams = {(beam.damage, beam.recharge, f"{beam.dps:.1f}") for beam in ship.beams}
    return beams | {(one.damage, one.recharge, f"{one.dps:.1f}") for one in ship.drones}


@pytest.mark.parametrize(
    ("number", "weapons"),
    [
        (2000, {(10, 6, "1.7")}),
        (2001, {(10, 3, "3.3")}),
        (2002, {(10, 3, "3.3"), (10, 6, "1.7")}),
        (4001, {(10, 6, "1.7"), (20, 6, "3.3"), (30, 30, "1.0")}),
        (4002, {(10, 4, "2.5"), (30, 30, "1.0")}),
        (5002, {(30, 6, "5.0"), (30, 4, "7.5")}),
        (1500, {(30, 6, "5.0")}),
        (1501, {(30, 2, "15.0")}),
    ],
)
def test_enemies_and_allies_hit_as_hard_as_the_thread_says(
    number: int, weapons: set[tuple[float, float, str]]
) -> None:
    assert hits(fleet("stock:2.7.1").ship(number)) == weapons


def test_escort_and_destroyer_were_stronger_before() -> None:
    stock = Mod.open("stock:2.1")
    ships = Fleet.of(stock, stock, Conditions())
    assert hits(ships.ship(1500)) == {(70, 6, "11.7")}
    assert hits(ships.ship(1501)) == {(70, 2, "35.0")}


def test_difficulty_11_counts_as_15() -> None:
    hardest = fleet("stock:2.7.1", Conditions(difficulty=11)).ship(2000)
    assert [beam.damage for beam in hardest.beams] == [15, 15]


# Standard game and TSN ----------------------------------------------------------------------


def test_the_standard_game_is_as_in_the_thread_s_last_table() -> None:
    ships = fleet("stock:2.8").ships
    found = contest(ships)
    assert found is not None
    assert (found.beam.plain_dps, found.beam.best_dps) == pytest.approx((2, 36))
    assert found.beam.per_energy == pytest.approx(8)
    assert found.beam.range == 1000
    assert found.torpedo.plain_dps == pytest.approx(1.645, abs=0.0005)
    assert found.torpedo.best_dps == pytest.approx(9.87, abs=0.005)
    assert found.torpedo.per_energy == pytest.approx(0.25)
    [fighter] = fleet("stock:2.8").ship(100).beams
    assert (fighter.dps, fighter.range) == (4, 1000)


@pytest.mark.parametrize("place", ["stock:2.8", "stock:2.7.4", "stock:2.7.1"])
def test_the_ximni_battleship_does_240_and_a_fighter_no_more_than_ever(place: str) -> None:
    conditions = beams_at(300, "manual", focuser=True)
    ships = fleet(place, conditions)
    ximni = all_metrics()["beam_dps_sum"](ships.ship(11))
    assert ximni == pytest.approx(240)
    assert [beam.dps for beam in ships.ship(100).beams] == [4]


def test_eight_torpedoes_are_200_damage_or_as_energy_6400() -> None:
    light_cruiser = fleet("stock:2.8").ship(0)
    metrics = all_metrics()
    assert metrics["homing_salvo"](light_cruiser) == 200
    assert metrics["homing_as_energy"](light_cruiser) == pytest.approx(6400)


def test_the_tsn_mod_is_as_in_the_thread_s_last_table(corpus: Path) -> None:
    place = corpus / "mods" / "tsn-3.1"
    valkyrie = fleet(place).ship(20)
    assert {f"{beam.dps:.3f}" for beam in valkyrie.beams} == {"0.467"}
    best = fleet(place, beams_at(300, "manual", focuser=True)).ship(20)
    assert {f"{beam.dps:.2f}" for beam in best.beams} == {"8.40"}
    per_energy = all_metrics()["beam_damage_per_energy"](valkyrie)
    assert per_energy == pytest.approx(1.867, abs=0.0005)
    [fighter] = fleet(place).ship(200).beams
    assert fighter.dps == pytest.approx(0.625)
    assert fighter.range == 1200
    found = contest(fleet(place).ships)
    assert found is not None
    assert found.torpedo.plain_dps == pytest.approx(2.303, abs=0.0005)
    assert found.torpedo.best_dps == pytest.approx(13.8, abs=0.05)
    assert found.torpedo.per_energy == pytest.approx(0.70)


TSN_BEAM = '<beam_port x="0" z="9" damage="1" playerdamage="2.8" arcwidth="0.4" cycletime="6" range="1000"/>'
TSN_FIGHTER = '<beam_port x="0" z="9" damage="1" playerdamage="2.5" arcwidth="0.4" cycletime="4" range="1200"/>'
TSN_SETTINGS = "damageTorpHom=35\nenergyCostOfOneBeamShot=1.5\ntorpEnergyValue=50\n"


def test_the_figures_of_the_tsn_mod_in_the_thread_s_last_table_follow_from_its_values() -> None:
    """A beam of 2.8 every 6 s, a torpedo of 35 worth 50 energy."""
    plain = one(TSN_BEAM + "<torpedo_tube/>", ini=TSN_SETTINGS)
    [beam] = plain.beams
    assert f"{beam.dps:.3f}" == "0.467"
    best = beams_at(300, "manual", focuser=True)
    [beam] = one(TSN_BEAM, ini=TSN_SETTINGS, conditions=best).beams
    assert f"{beam.dps:.2f}" == "8.40"
    per_energy = all_metrics()["beam_damage_per_energy"](plain)
    assert per_energy == pytest.approx(1.867, abs=0.0005)
    [beam] = one(TSN_FIGHTER, "player singleseat fighter", conditions=best).beams
    assert (beam.dps, beam.range) == (0.625, 1200)
    found = contest([plain])
    assert found is not None
    assert found.torpedo.plain_dps == pytest.approx(2.303, abs=0.0005)
    assert found.torpedo.best_dps == pytest.approx(13.8, abs=0.05)
    assert found.torpedo.per_energy == pytest.approx(0.70)


# Arcs ---------------------------------------------------------------------------------------


def test_the_light_cruiser_s_arcs_overlap_by_101_degrees_and_its_fire_adds_up() -> None:
    ship = fleet("stock:2.8").ship(0)
    arcs = [beam.arc for beam in ship.beams if beam.arc is not None]
    assert [arc.width for arc in arcs] == [144, 144]
    assert degrees_of_all(*arcs) == pytest.approx(101, abs=0.5)
    by_bearing = sum(sector.value * sector.width for sector in ship.fire)
    assert by_bearing == pytest.approx(
        sum(beam.dps * beam.arc.width for beam in ship.beams if isinstance(beam.arc, Arc))
    )
