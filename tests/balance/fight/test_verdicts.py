"""What is told of fights: spans, who does better than in stock, and who is used up."""

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, Fleet, assess
from artemis_modkit.balance.conditions import CREWS, HARDEST
from artemis_modkit.balance.fight.combatant import Encounter, Torpedoes, combatant
from artemis_modkit.balance.fight.duels import Mark, matrix
from artemis_modkit.balance.fight.fight import Fight, Outcome
from artemis_modkit.balance.fight.fleets import usual_fleet
from artemis_modkit.balance.fight.ladder import Ladder, Rungs
from artemis_modkit.balance.fight.verdict import Contender, Result, judge, leaves_as_is
from artemis_modkit.balance.power import energy_drain
from artemis_modkit.model import Mod
from artemis_modkit.model.mechanics import Mechanics
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.errors import ModkitError
from tests.balance.fleets import PLAIN, fleet, mod_of, one, vessel

HOW = Encounter()
BEAM = '<beam_port x="0" z="9" damage="{}" playerdamage="{}" arcwidth="1" cycletime="6" range="9"/>'
SHIELDS = '<shields front="{}" back="{}"/>'


def test_a_ladder_is_climbed_as_high_as_its_fights_one_by_one_say() -> None:
    stock = fleet("stock:2.8")
    ladder = Ladder(stock)
    for number, crew in ((0, "auto-100"), (15, "auto-250"), (8, "manual-250")):
        ship = stock.ship(number)
        verdicts = [ladder.verdict([ship], hard, CREWS[crew]) for hard in range(1, HARDEST + 1)]
        assert ladder.rungs_of(ship, CREWS[crew]) == ladder.rungs(verdicts), (number, crew)


def test_a_span_of_fleets_knows_of_craft_that_come_with_harder_fleets_only() -> None:
    """From difficulty 2 on a carrier joins, whose craft decide if they are there before it is lost."""
    races = (
        '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="2" name="K" keys="enemy standard"/>'
        '<hullRace ID="3" name="Arvonian" keys="enemy support"/>'
    )
    ships = (
        vessel(SHIELDS.format(80, 80) + BEAM.format(1, 24)),
        vessel(SHIELDS.format(0, 0) + BEAM.format(0.001, 0), "small", side=2, number=2000),
        vessel(
            SHIELDS.format(0, 0) + BEAM.format(0.001, 0) + '<carrierload baycount="90"/>',
            "carrier",
            side=3,
            number=3001,
        ),
        vessel(SHIELDS.format(999999, 0) + BEAM.format(1, 1), "singleseat", side=3, number=3000),
    )
    text = f'<vessel_data version="2.6">{races}{"".join(ships)}</vessel_data>'
    mod = Mod.from_files("made up", {"dat/vesselData.xml": text.encode()})
    found = Ladder(Fleet.of(mod, Mod.open("stock"), PLAIN))
    assert found.rungs_of(found.fleet.ship(1)) == Rungs(1, 1, 3)


@pytest.mark.parametrize(
    ("crew", "difficulty", "numbers"),
    [
        ("auto-100", 10, [(0, 4002), (3, 2000), (1, 5002)]),
        ("manual-300-focuser", 11, [(11, 6003), (11, 4002), (7, 3002)]),
    ],
)
def test_what_is_not_fought_again_would_go_as_it_went(
    crew: str, difficulty: int, numbers: list[tuple[int, int]]
) -> None:
    conditions = CREWS[crew].at(Conditions(difficulty=difficulty))
    stock = fleet("stock:2.8", conditions)
    tough = replace(conditions, mechanics=Mechanics({"start_energy": 30.0}))
    for number, enemy in numbers:
        for under in (conditions, tough):
            a, b = (Contender(stock.ship(each).under(under), HOW) for each in (number, enemy))
            found = judge([a], [b], HOW)
            for end in found.ends:
                values = {end.name: end.value}
                again = Fight([a.under(values)], [b.under(values)], HOW).run()
                assert end.seconds == again.seconds, end.name
                assert (end.result is Result.A) == (again.winner == 0), end.name


@pytest.mark.parametrize("crew", CREWS)
def test_a_twin_at_another_difficulty_is_as_one_that_is_made_alone(crew: str) -> None:
    """Ships of players and of the computer, carriers among them."""
    easy, hard = (CREWS[crew].at(Conditions(difficulty=difficulty)) for difficulty in (1, HARDEST))
    for ship in fleet("stock:2.8").ships:
        twin = Contender(ship.under(easy), HOW)
        hardest = ship.under(hard)
        assert Contender(hardest, HOW, twin).under({}) == combatant(hardest, HOW), ship.name


def _fought(ours: list[Contender], theirs: list[Contender], values: dict[str, float]) -> Outcome:
    a, b = ([each.under(values) for each in side] for side in (ours, theirs))
    return Fight(a, b, HOW).run()


def test_what_is_said_to_leave_a_fight_as_it_is_does_and_is_said_of_some() -> None:
    """One player ship, or a carrier of players, against fleets with and without carriers."""
    said: set[tuple[str, bool]] = set()
    for crew, difficulty, number in (
        ("auto-100", 2, 0), ("manual-250", 8, 7), ("auto-250", 11, 3), ("auto-250", 5, 12),
        ("manual-250", 3, 8), ("manual-300-focuser", 6, 12), ("auto-100", 9, 1),
    ):  # fmt: skip
        conditions = CREWS[crew].at(Conditions(difficulty=difficulty))
        stock = fleet("stock:2.8", conditions)
        ours = [Contender(stock.ship(number), HOW)]
        theirs = [Contender(ship, HOW) for ship in usual_fleet(stock, difficulty)]
        plain = _fought(ours, theirs, {})
        asked = {name: ends for each in (*ours, *theirs) for name, ends in each.asked.items()}
        for name, ends in asked.items():
            for value in ends:
                is_as_it_was = leaves_as_is(plain, name, value)
                said.add((name, is_as_it_was))
                if is_as_it_was:
                    again = _fought(ours, theirs, {name: value})
                    assert (again.winner, again.seconds, again.events) == (
                        plain.winner, plain.seconds, plain.events,
                    ), (crew, difficulty, number, name, value)  # fmt: skip
    names = ("energy_drain_factor", "craft_draw_fire", "craft_launch_seconds")
    assert said >= {(name, True) for name in names}
    assert said >= {(name, False) for name in names[1:]}


@pytest.mark.parametrize("sides", [((1, 1), (1, 2)), ((1, 1), (1, 1)), ((2, 1), (1, 3))])
def test_how_many_a_blast_catches_is_asked_wherever_a_side_has_more_than_one(
    sides: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    """Sides are numbers of ships; those of the first have nukes."""
    nukes = '<torpedo_storage type="nuk" amount="2"/><torpedo_tube/>'
    a = Contender(one(SHIELDS.format(80, 80) + nukes), replace(HOW, torpedoes=Torpedoes.ALL))
    b = Contender(one(SHIELDS.format(40, 40) + BEAM.format(1, 1), "small", side=2), HOW)
    for ours, theirs in sides:
        found = judge([a] * ours, [b] * theirs, HOW)
        ends = [end for end in found.ends if end.name == "targets_in_blast"]
        assert ends
        for end in ends:
            values = {end.name: end.value}
            again = Fight([a.under(values)] * ours, [b.under(values)] * theirs, HOW).run()
            assert (end.seconds, end.result is Result.A) == (again.seconds, again.winner == 0)


def test_what_decides_an_open_fight_is_each_figure_whose_end_comes_out_otherwise() -> None:
    stock = fleet("stock:2.8")
    a, b = ([Contender(stock.ship(number), HOW)] for number in (0, 4001))
    found = judge(a, b, HOW)
    assert found.result is Result.OPEN
    names = {end.name for end in found.ends}
    others = {end.name for end in found.ends if end.result is not found.likely}
    assert set(found.deciding) == others < names
    assert len(found.deciding) == len(others) > 0


def test_frequency_is_of_shields_of_the_computer_only() -> None:
    inside = SHIELDS.format(80, 80) + BEAM.format(1, 12)
    how = Encounter(is_endless=True)
    player, other = (Contender(one(inside), how) for _ in range(2))
    enemy = Contender(one(inside, "large", side=2), how)

    def seconds(target: Contender, factor: float) -> float:
        values = {"frequency_factor": factor}
        sides = [player.under(values)], [target.under(values)]
        outcome = Fight(*sides, how, is_one_sided=True).run()
        assert outcome.is_decided
        return outcome.seconds

    assert seconds(other, 0.5) == seconds(other, 1.5)
    assert seconds(enemy, 0.5) > seconds(enemy, 1.5)


def test_every_craft_of_a_wing_uses_up_its_own_missiles() -> None:
    mod = mod_of(
        vessel('<carrierload baycount="5"/>' + SHIELDS.format(80, 80), "player carrier"),
        vessel(
            SHIELDS.format(15, 15) + '<torpedo_storage type="trp" amount="3"/>',
            "player singleseat fighter",
            number=2,
        ),
        vessel(SHIELDS.format(9999, 0), "large", side=2, number=3),
    )
    ships = Fleet.of(mod, Mod.open("stock"), PLAIN)
    outcome = Fight([combatant(ships.ship(1), HOW)], [combatant(ships.ship(3), HOW)], HOW).run()
    assert outcome.sides[0][1].used == {Munition.HOMING: 15}
    assert outcome.sides[1][0].pool == pytest.approx((9999 - 15 * 25) / 9999, abs=0.05)


def test_the_widest_span_has_all_that_is_bad_for_the_first_side_and_then_all_that_is_good() -> None:
    stock = fleet("stock:2.8")
    sides = [Contender(stock.ship(number), HOW) for number in (0, 4001)]
    found = judge(sides[:1], sides[1:], HOW)
    assert [end.result for end in found.widest] == [Result.B, Result.A]
    assert found.at_worst.low < found.seconds.low and found.seconds.high <= found.at_worst.high


def small(damage: float, cycle: float, shields: float = 300) -> Mod:
    """A mod of a player ship and an enemy, with their damage and cycle, the latter's shields too."""
    gun = BEAM.format(1, damage)
    return mod_of(
        vessel(SHIELDS.format(80, 80) + gun),
        vessel(
            SHIELDS.format(shields, 0) + BEAM.replace('"6"', '"{}"').format(9, 9, cycle),
            "large",
            side=2,
            number=2,
        ),
    )


@pytest.mark.parametrize(
    ("damage", "cycle", "mark"),
    [
        (20, 0.4, Mark.ALIKE),
        (19, 0.4, Mark.ALIKE),
        (600, 0.4, Mark.STRONGER),
        (20, 1.2, Mark.STRONGER),
        (20, 0.1, Mark.WEAKER),
    ],
)
def test_a_fight_is_marked_where_it_comes_out_beyond_all_that_is_not_known(
    damage: float, cycle: float, mark: Mark
) -> None:
    """In stock the enemy wins: slower is better for the player ship, quicker is worse."""
    stock = small(20, 0.4)
    (pair,) = matrix(assess(small(damage, cycle), stock, Conditions()), HOW)
    assert pair.mark is mark


def test_who_kills_much_sooner_than_in_stock_does_better() -> None:
    stock, weaker = small(60, 999, shields=30), small(60, 999, shields=900)
    (pair,) = matrix(assess(stock, weaker, Conditions()), HOW)
    assert (pair.verdict.likely, pair.mark) == (Result.A, Mark.STRONGER)
    (back,) = matrix(assess(weaker, stock, Conditions()), HOW)
    assert (back.verdict.likely, back.mark) == (Result.A, Mark.WEAKER)


def test_a_matrix_has_no_more_than_so_many_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("artemis_modkit.balance.fight.duels.MOST_PAIRS", 2)
    player = vessel(SHIELDS.format(80, 80) + BEAM.format(1, 12))
    enemies = [
        vessel(SHIELDS.format(20, 0) + BEAM.format(1, 9), "small", side=2, number=number)
        for number in (2, 3, 4)
    ]
    two, three = mod_of(player, *enemies[:2]), mod_of(player, *enemies)
    assert [(one.a.id, one.b.id, one.mark) for one in matrix(assess(two, two, PLAIN), HOW)] == [
        (1, 2, Mark.ALIKE), (1, 3, Mark.ALIKE),
    ]  # fmt: skip
    with pytest.raises(ModkitError, match="1 player ships against 3 enemies are more than 2"):
        matrix(assess(three, three, PLAIN), HOW)
    (old, _) = matrix(assess(two, mod_of(player, enemies[0]), PLAIN), HOW)
    assert old.mark is Mark.ALIKE


def test_a_fight_is_surely_as_it_was_where_nobody_else_is_caught_and_energy_is_left() -> None:
    """Twice the drain leaves half of the energy that a ship would use by the end."""

    def leaves(
        energy: float, value: float, ours: int = 1, name: str = "energy_drain_factor"
    ) -> bool:
        how = PLAIN.mechanics.with_value("start_energy", energy)
        player = one(
            SHIELDS.format(80, 80) + BEAM.format(1, 6), conditions=replace(PLAIN, mechanics=how)
        )
        target = combatant(one(SHIELDS.format(40, 40), "small", side=2), HOW)
        fought = Fight([combatant(player, HOW)] * ours, [target], HOW).run()
        assert fought.seconds == 108  # the nineteenth shot of 6, for 40 and 70
        return leaves_as_is(fought, name, value)

    spent = 108 * energy_drain(one("")) + 19 * 1.5
    assert leaves(1000, 1.0) and leaves(1000, 0.1) and leaves(1000, 1.5)
    assert leaves(spent + 4, 1.0) and leaves(spent + 4, 0.5)
    assert not leaves(spent + 4, 2.0) and not leaves(spent + 1, 1.0)
    assert leaves(1000, 5, name="targets_in_blast")
    assert not leaves(1000, 1, name="enemy_hull")
