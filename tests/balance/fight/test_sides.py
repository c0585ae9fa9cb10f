"""Who fights whom: crews, fleets by difficulty, usual enemies, opponents of a ship."""

import math

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, Fleet, Mode
from artemis_modkit.balance.conditions import CREWS
from artemis_modkit.balance.fight.combatant import (
    Encounter,
    Torpedoes,
    combatant,
)
from artemis_modkit.balance.fight.duels import Duels, Mark, _mark, figures, usual_opponent
from artemis_modkit.balance.fight.fight import Fight
from artemis_modkit.balance.fight.fleets import fleets_of_races, ships_named, usual_fleet
from artemis_modkit.balance.fight.ladder import Ladder
from artemis_modkit.balance.fight.verdict import End, Result, Verdict, _extremes
from artemis_modkit.balance.power import endurance, energy_drain
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import PLAIN, one, vessel

RACES = (
    '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="1" name="Terran" keys="friendly"/>'
    '<hullRace ID="2" name="Kralien" keys="enemy standard"/>'
    '<hullRace ID="3" name="Arvonian" keys="enemy support"/>'
)
HOW = Encounter()
BEAM = (
    '<beam_port x="0" z="9" damage="{0}" playerdamage="{0}" arcwidth="1" cycletime="6" range="9"/>'
)


def made(*vessels: str, races: str = RACES) -> Fleet:
    text = f'<vessel_data version="2.6">{races}{"".join(vessels)}</vessel_data>'
    mod = Mod.from_files("made up", {"dat/vesselData.xml": text.encode()})
    return Fleet.of(mod, Mod.open("stock"), PLAIN)


def ship(
    number: int, words: str = "small", *, side: int = 2, shields: int = 50, ai: str = ""
) -> str:
    inside = f'<shields front="{shields}" back="{shields}"/>{BEAM.format(number % 100)}{ai}'
    return vessel(inside, words, side=side, number=number)


def numbers(fleet: Fleet, difficulty: int) -> list[int | None]:
    return [each.id for each in usual_fleet(fleet, difficulty)]


@pytest.mark.parametrize(
    ("name", "power", "mode", "focuser"),
    [
        ("auto-100", 1.0, Mode.AUTO, False),
        ("auto-250", 2.5, Mode.AUTO, False),
        ("manual-250", 2.5, Mode.MANUAL, False),
        ("manual-300-focuser", 3.0, Mode.MANUAL, True),
    ],
)
def test_a_crew_is_what_its_name_says(name: str, power: float, mode: Mode, focuser: bool) -> None:
    before = Conditions(power=2.0, difficulty=7, focuser=not focuser)
    wanted = replace(before, power=power, mode=mode, focuser=focuser)
    assert CREWS[name].at(before) == wanted


def test_a_usual_fleet_is_of_ships_of_enemies_that_are_no_craft() -> None:
    fleet = made(
        ship(1, "player", side=0), ship(2, "warship", side=1), ship(20), ship(21, "singleseat"),
        ship(22, "base"), ship(30, "warship", side=3), ship(31, "singleseat", side=3),
    )  # fmt: skip
    assert numbers(fleet, 1) == [20]
    assert numbers(fleet, 11) == [20] * 7 + [30] * 3


def test_without_races_of_that_kind_a_fleet_is_of_all_enemies() -> None:
    races = RACES.replace(" standard", "").replace(" support", "")
    fleet = made(
        ship(1, "player", side=0), ship(2, side=1), ship(20), ship(30, side=3), races=races
    )
    assert numbers(fleet, 2) == [20, 30, 20]


def test_of_a_kind_twice_as_common_there_are_twice_as_many() -> None:
    ai = '<fleet_ai commonality="{}"/>'.format
    fleet = made(ship(20, ai=ai(40)), ship(21, ai=ai(80)), ship(22, ai=ai(0)))
    assert sorted(filter(None, numbers(fleet, 9))) == [20, 20, 21, 21, 21, 21]


@pytest.mark.parametrize(("one", "other"), [(50, 20), (90, 10), (30, 31), (70, 60), (99, 1)])
def test_of_two_kinds_each_is_as_many_as_is_nearest_to_its_share(one: int, other: int) -> None:
    ai = '<fleet_ai commonality="{}"/>'.format
    fleet = made(ship(20, ai=ai(one)), ship(21, ai=ai(other)))
    for difficulty in range(1, 12):
        sent = numbers(fleet, difficulty)
        assert abs(sent.count(20) - len(sent) * one / (one + other)) <= 0.5


def test_support_comes_from_round_its_place_in_order_of_shields_the_weaker_first() -> None:
    support = [ship(30 + place, side=3, shields=10 * place) for place in range(1, 6)]
    fleet = made(ship(20), *reversed(support))
    joined = {hard: numbers(fleet, hard)[-many:] for hard, many in ((2, 1), (6, 2), (11, 3))}
    assert joined == {2: [31], 6: [33, 32], 11: [35, 34, 35]}


def test_of_two_kinds_of_support_the_weaker_comes_again_where_none_is_weaker() -> None:
    fleet = made(ship(20), ship(32, side=3, shields=20), ship(31, side=3, shields=10))
    assert [numbers(fleet, hard)[-2:] for hard in (6, 7)] == [[31, 31], [32, 31]]


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_the_usual_enemy_is_the_one_in_the_middle(many: int) -> None:
    enemies = [ship(20 + place) for place in range(1, many + 1)]
    fleet = made(ship(1, "player", side=0), ship(99, "singleseat"), ship(98, side=1), *enemies)
    usual = Ladder(fleet).usual_enemy
    assert usual is not None
    assert usual.ship.id == 21 + many // 2


def test_without_enemies_there_is_none() -> None:
    ladder = Ladder(made(ship(1, "player", side=0), ship(2, "singleseat")))
    assert (ladder.usual_enemy, ladder.stands_up_to(ladder.fleet.ship(1))) == (None, None)


@pytest.mark.parametrize("shields", [1, 40, 400, 1200, 9000])
def test_a_ship_stands_up_to_as_many_as_it_wins_against(shields: int) -> None:
    """Tried one by one; ships that win against more than a dozen are asked by halves."""
    fleet = made(ship(50, "player", side=0, shields=shields), ship(20 + 2, shields=20))
    ladder, own = Ladder(fleet), fleet.ship(50)
    enemy, number = ladder.usual_enemy, ladder.stands_up_to(own)
    assert enemy is not None and number is not None

    def wins(many: int) -> bool:
        return Fight([combatant(own, ladder.how)], [enemy] * many, ladder.how).run().winner == 0

    assert number == 0 or wins(number)
    assert number == 100 or not wins(number + 1)


def test_a_ship_that_loses_to_one_stands_up_to_none() -> None:
    fleet = made(ship(100, "player", side=0), ship(22))
    assert Ladder(fleet).stands_up_to(fleet.ship(100)) == 0


def test_a_ship_has_its_duels_with_those_that_it_fights_the_quickest_first() -> None:
    fleet = made(
        ship(50, "player", side=0), ship(51, "player", side=0, shields=9), ship(40, "warship", side=1),
        ship(25, shields=90), ship(24, shields=10), ship(23, shields=10), ship(27, "singleseat"),
    )  # fmt: skip
    of_player = Duels.of(fleet.ship(50), fleet.ships)
    assert [other.id for other, _ in of_player.kills] == [23, 24, 25]
    assert [other.id for other, _ in of_player.killed_by] == [23, 24, 25]  # at the same shot
    of_enemy = Duels.of(fleet.ship(23), fleet.ships)
    assert {other.id for other in of_enemy.opponents} == {50, 51, 40}
    seconds = {other.id: seconds for other, seconds in of_enemy.killed_by}
    assert [each.opponent for each in of_enemy.in_full] == [other for other, _ in of_enemy.kills]
    for each in of_enemy.in_full:
        span = each.killed_by
        assert span.low <= span.value == seconds[each.opponent.id] <= span.high
        own, other = combatant(of_enemy.ship, HOW), combatant(each.opponent, HOW)
        assert each.verdict.outcome == Fight([own], [other], HOW).run()
        assert each.kills.value == Fight([own], [other], HOW, is_one_sided=True).run().seconds


def test_the_usual_opponent_is_of_the_other_side() -> None:
    """Stations are of the side of their race; allies and craft of players fight enemies."""
    fleet = made(
        ship(50, "player", side=0), ship(51, "player singleseat", side=0), ship(40, "warship", side=1),
        ship(41, "base", side=1), ship(23), ship(24, "base"), ship(25, "singleseat"),
    )  # fmt: skip
    ladder = Ladder(fleet)
    found = {own.id: usual_opponent(own, ladder) for own in fleet.ships}
    assert {number: one.id for number, one in found.items() if one is not None} == {
        50: 23, 51: 23, 40: 23, 41: 23, 23: 50, 24: 50, 25: 50,
    }  # fmt: skip
    alone = made(ship(1, "player", side=0))
    assert usual_opponent(alone.ship(1), Ladder(alone)) is None


def test_of_many_duels_the_quickest_and_the_slowest_are_told() -> None:
    fleet = made(ship(99, "player", side=0), *(ship(at, shields=at) for at in range(100, 141)))
    found = Duels.of(fleet.ship(99), fleet.ships)
    kills = [other.id for other, _ in found.kills]
    assert [each.opponent.id for each in found.in_full] == [*kills[:10], *kills[-10:]]


def test_figures_of_a_ship_are_its_kills_its_life_and_its_beams() -> None:
    fleet = made(ship(50, "player", side=0), ship(23, shields=20), ship(24, "warship", shields=5))
    own, other = fleet.ship(50), fleet.ship(23)
    found = figures(own, other)
    duels = Duels(own, [other], HOW)
    assert (found.kills, found.lives) == (duels.kills[0][1], duels.killed_by[0][1])
    assert found.dps == own.best_volley.dps
    unarmed = made(vessel("", side=0), ship(23)).ships
    none = figures(unarmed[0], unarmed[1])
    assert (none.dps, none.kills) == (0, math.inf)
    tubes = '<torpedo_tube/><torpedo_storage type="nuk" amount="2"/>'
    nukes, target = made(vessel(tubes, side=0), ship(23)).ships
    freely = figures(nukes, target, Encounter(torpedoes=Torpedoes.ALL))
    assert freely.kills < figures(nukes, target).kills == math.inf


def test_a_side_has_100_ships_at_most() -> None:
    fleet = made(ship(20))
    assert len(ships_named(fleet, "20x100")) == len(ships_named(fleet, "20x99,20")) == 100
    for text in ("20x101", "20x0", "20x100,20"):
        with pytest.raises(ModkitError):
            ships_named(fleet, text)


def test_each_race_sends_as_many_as_the_standard_race() -> None:
    fleet = made(
        ship(1, "player", side=0), ship(20), ship(30, side=3), ship(31, "singleseat", side=3)
    )
    for difficulty in range(1, 12):
        number = numbers(fleet, difficulty).count(20)
        found = fleets_of_races(fleet, difficulty)
        assert [(one.race, [each.id for each in one.ships]) for one in found] == [
            ("Kralien", [20] * number), ("Arvonian", [30] * number),
        ]  # fmt: skip


def test_energy_lasts_for_ever_only_where_nothing_drains_it() -> None:
    fires = one(BEAM.format(12))
    drain = energy_drain(fires) + fires.best_volley.shots * fires.game.shot_energy
    assert endurance(fires) == pytest.approx(1000 / drain)
    mechanics = PLAIN.mechanics.with_value("energy_drain_factor", 0.0)
    still = one("", conditions=replace(PLAIN, mechanics=mechanics))
    assert endurance(still) == math.inf


def test_a_crew_is_told_by_its_hands_its_power_and_its_focuser() -> None:
    assert [crew.title for crew in CREWS.values()] == [
        "automatic 100 %", "automatic 250 %", "by hand 250 %", "by hand 300 %, focused",
    ]  # fmt: skip


def test_a_side_of_one_may_be_counted_too() -> None:
    fleet = made(vessel("", "small", side=2, number=20))
    assert ships_named(fleet, "20x1") == ships_named(fleet, "20")


@pytest.mark.parametrize(
    ("coefficients", "share"),
    [
        ("energyCoeffBeams=1\nenergyCoeffWarp=3\n", 1 / 4),
        ("energyCoeffBeams=1\nenergyCoeffWarp=3\nenergyCoeffImpulse=-5\n", 1 / 4),
        ("energyCoeffTubes=2\n", 1.0),
        ("energyCoeffWarp=2\n", 0.0),
        ("energyCoeffBeams=-2\nenergyCoeffWarp=2\n", 0.0),
        ("energyCoeffWarp=0\n", 0.0),
        ("energyCoeffBeams=0.25\nenergyCoeffWarp=0.25\n", 1 / 2),
    ],
)
def test_power_moves_the_drain_by_the_share_of_beams_and_tubes(
    coefficients: str, share: float
) -> None:
    """What a file does not set, or sets below 0, counts as nothing."""
    plain = one("", ini=coefficients)
    full = plain.under(replace(PLAIN, power=3.0))
    assert energy_drain(full) == pytest.approx(energy_drain(plain) * (1 + 2 * share))


# Beside stock ---------------------------------------------------------------------------------

A, B, DRAW = Result.A, Result.B, Result.DRAW
WINNERS = {A: 0, B: 1, DRAW: None}


def verdict(result: Result) -> Verdict:
    fight = Fight([], [], Encounter()).run()
    outcome = replace(fight, winner=WINNERS[result], seconds=10.0)
    return Verdict(outcome, (), ())


@pytest.mark.parametrize(
    ("now", "stock", "mark"),
    [
        (A, DRAW, Mark.STRONGER), (A, B, Mark.STRONGER), (DRAW, B, Mark.STRONGER),
        (B, DRAW, Mark.WEAKER), (B, A, Mark.WEAKER), (DRAW, A, Mark.WEAKER), (DRAW, DRAW, Mark.ALIKE),
    ],
)  # fmt: skip
def test_who_wins_now_and_did_not_is_stronger(now: Result, stock: Result, mark: Mark) -> None:
    assert _mark(verdict(now), verdict(stock), [1, 1]) is mark


def test_extremes_are_the_ends_that_are_worse_and_better_for_the_first_side() -> None:
    ends = [
        End("shield", 1, DRAW, 9), End("shield", 2, B, 9),
        End("hull", 1, A, 5), End("hull", 2, A, 7),
        End("rate", 1, B, 5), End("rate", 2, B, 7),
        End("range", 1, A, 9), End("range", 2, DRAW, 9),
    ]  # fmt: skip
    worse, better = _extremes(ends)
    assert worse == {"shield": 2, "hull": 2, "rate": 1, "range": 2}
    assert better == {"shield": 1, "hull": 1, "rate": 2, "range": 1}
