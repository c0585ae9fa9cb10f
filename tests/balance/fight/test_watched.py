"""Fights that are watched, many fights by chance, and blasts: laws that hold of each."""

import math
from itertools import chain
from statistics import NormalDist

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, Mode
from artemis_modkit.balance.fight.combatant import Blasts, Combatant, Encounter, combatant
from artemis_modkit.balance.fight.crowd import (
    NORMAL_95,
    Draw,
    Run,
    Share,
    Watched,
    draws,
    one_run,
    runs,
    share_won,
)
from artemis_modkit.balance.fight.fight import Fight
from artemis_modkit.balance.fight.state import EMP, SPENT, Blast, State
from artemis_modkit.model.mechanics import Mechanics, mechanic_facts
from tests.balance.fleets import PLAIN, fleet, one

HOW = Encounter()
STOCK = fleet("stock:2.8")
SHIELDS = '<shields front="{}" back="9"/>'


def ready(*numbers: int) -> list[Combatant]:
    return [combatant(STOCK.ship(number), HOW) for number in numbers]


# A fight that is watched -------------------------------------------------------------------------


@pytest.mark.parametrize("sides", [([0], [4001]), ([7], [2000, 2000, 2001]), ([5], [3002])])
def test_to_watch_a_fight_changes_nothing_of_it(sides: tuple[list[int], list[int]]) -> None:
    a, b = (ready(*numbers) for numbers in sides)
    fight = Watched(a, b, HOW)
    outcome = fight.run()
    plain = Fight(a, b, HOW).run()
    assert (outcome.winner, outcome.seconds, outcome.events) == (
        plain.winner, plain.seconds, plain.events,
    )  # fmt: skip
    for seen, unseen in zip(chain(*outcome.sides), chain(*plain.sides), strict=True):
        assert (seen.left, seen.used) == (unseen.left, unseen.used)
        assert (seen.pool, seen.hull) == pytest.approx((unseen.pool, unseen.hull))
    first, last, course = fight.course[0], fight.course[-1], fight.course
    assert (first.seconds, first.hits) == (0.0, ())
    assert first.lives == pytest.approx(tuple(
        sum(each.life for one in side for each in (one, *one.wing)) for side in (a, b)
    ))  # fmt: skip
    assert [one.seconds for one in course] == sorted(one.seconds for one in course)
    assert last.seconds == outcome.seconds
    assert outcome.winner is not None
    assert last.lives[1 - outcome.winner] == 0 < last.lives[outcome.winner]
    lost = [name for moment in course for name, _, _, is_lost in moment.hits if is_lost]
    standing = [one for side in outcome.sides for one in side]
    assert sorted(lost) == sorted(
        one.combatant.ship.vessel.shown_name for one in standing if not one.left
    )
    for moment in course[1:]:
        assert all(count > 0 and shield >= 0 for _, count, shield, _ in moment.hits)
        assert moment.hits or moment.lives == course[course.index(moment) - 1].lives


def test_what_burns_is_seen_to_be_hit_and_to_have_less_left() -> None:
    player = combatant(one(
        SHIELDS.format(80) + '<torpedo_storage type="nuk" amount="1"/><torpedo_tube/>'
    ), HOW)  # fmt: skip
    fight = Watched([player], [combatant(STOCK.ship(2000), HOW)] * 2, HOW)
    fight.run()
    burnt = [moment for moment in fight.course if moment.hits and moment.hits[0][0] != "1 Class 1"]
    assert burnt
    lives = [moment.lives[1] for moment in fight.course]
    assert min(lives) < lives[0]


# Many fights by chance ---------------------------------------------------------------------------


def test_draws_are_the_same_for_a_seed_and_within_the_ends_of_what_is_not_known() -> None:
    made = draws(7, 40)
    assert made[:10] == draws(7, 10) != draws(8, 10)
    assert len(draws(7)) == 1000
    facts = mechanic_facts()
    for draw in made:
        assert 0.8 <= draw.power <= 3 and 300 <= draw.distance <= 1000
        assert {name for name, _ in draw.mechanics} == {
            name for name, fact in facts.items() if fact.low is not None
        }
        for name, value in draw.mechanics:
            assert (facts[name].low or 0) <= value <= (facts[name].high or 0)
    assert {draw.mode for draw in made} == set(Mode)
    assert min(draw.power for draw in made) < 1 < 2.5 < max(draw.power for draw in made)


def test_what_the_user_has_set_stays_in_all_draws() -> None:
    own = Conditions(mechanics=Mechanics({"enemy_hull": 50.0}), difficulty=4)
    draw = Draw(2.0, Mode.MANUAL, 400.0, (("enemy_hull", 90.0), ("node_repair", 0.2)))
    found = draw.at(own)
    assert (found.power, found.mode, found.distance, found.difficulty) == (2, Mode.MANUAL, 400, 4)
    assert (found.mechanics["enemy_hull"], found.mechanics["node_repair"]) == (50, 0.2)


@pytest.mark.parametrize(("won", "of"), [(0, 5), (5, 5), (3, 8), (400, 1000), (1, 1)])
def test_the_interval_of_a_share_has_the_ends_that_are_just_likely_enough(
    won: int, of: int
) -> None:
    """Wilson: at an end `p` the share is `NORMAL_95` deviations of `p` away."""
    assert pytest.approx(NormalDist().inv_cdf(0.975), abs=0.005) == NORMAL_95
    found = Share(won, of)
    assert found.value == won / of
    low, high = found.interval
    assert 0 <= low <= found.value <= high <= 1
    assert (low > 0, high < 1) == (won > 0, won < of)
    for end in (low, high):
        if 0 < end < 1:
            deviation = math.sqrt(end * (1 - end) / of)
            assert abs(found.value - end) == pytest.approx(NORMAL_95 * deviation)
    assert Share(0, 0).value == 0
    assert Share(0, 0).interval == (0, 1)


def test_a_shield_stands_at_a_share_until_the_next_and_runs_are_counted() -> None:
    run = Run(0, 9.0, [(2.0, 0.5), (4.0, 0.25)])
    assert [run.shield_at(now) for now in (0, 1.9, 2, 3.9, 4, 99)] == [1, 1, 0.5, 0.5, 0.25, 0.25]
    assert share_won([run, replace(run, winner=1), replace(run, winner=None)]) == Share(1, 3)


def test_runs_are_the_fights_of_their_draws() -> None:
    made = draws(3, 6)
    ours, theirs = STOCK.ship(7), STOCK.ship(2000)
    for draw, run in zip(made, runs([ours], [theirs], made), strict=True):
        a, b = (combatant(ship.under(draw.at(PLAIN)), HOW) for ship in (ours, theirs))
        outcome = Fight([a], [b], HOW).run()
        assert (run.winner, run.seconds) == (outcome.winner, outcome.seconds)
        left = outcome.sides[0][0]
        assert 0 <= run.shield_at(math.inf) <= left.pool + SPENT


def test_who_is_lost_has_no_shield_left() -> None:
    run = one_run([STOCK.ship(2000)], [STOCK.ship(7)])
    assert (run.winner, run.shield_at(math.inf)) == (1, 0)


# Blasts ------------------------------------------------------------------------------------------


def blast_at(targets: list[State], *, damage: float = 1.6, number: int = 2) -> Blast:
    return Blast(targets, number, damage, Blasts((), (), 100, 0.1, 1, 2, 0.5), 3.0, 3.0)


def targets() -> list[State]:
    """A ship with a shield that comes back, a player ship, and three craft."""
    found = [
        combatant(one(SHIELDS.format(40), "small", side=2), HOW),
        combatant(one(SHIELDS.format(20)), HOW),
        combatant(one(SHIELDS.format(30), "singleseat", side=2), HOW, 3),
    ]
    return [State(replace(each, recharge=2.0), 1, False) for each in found]


@pytest.mark.parametrize("ticks", [1, 7, 40, 100])
def test_a_blast_that_burns_on_does_what_it_does_tick_by_tick(ticks: int) -> None:
    one_by_one, at_once = blast_at(targets()), blast_at(targets())
    times = [3.0 + at * 0.1 for at in range(ticks)]
    assert at_once.ticks_before(times[-1] + 0.05) == pytest.approx(times)
    at_once.burn(times)
    for _ in times:
        if not one_by_one.is_over:
            one_by_one.tick()
    for a, b in zip(one_by_one.targets, at_once.targets, strict=True):
        for name in ("alive", "number", "pool", "hull", "broken", "updated"):
            assert getattr(a, name) == pytest.approx(getattr(b, name)), name
    assert one_by_one.done == at_once.done <= ticks
    assert at_once.next == pytest.approx(3.0 + at_once.done * 0.1)
    assert at_once.is_over is one_by_one.is_over is (ticks >= 40)


def test_a_shield_comes_back_by_its_rate_and_never_above_what_it_was() -> None:
    [state, *_] = targets()
    state.take(30, 1, 1.0, 1.0)
    assert state.shield(1.0) == 10
    assert state.shield(6.0) == 20
    assert state.shield(100.0) == 40
    state.take(15, 1, 1.0, 100.0)
    assert state.shield(100.0) == 25


def test_craft_without_hit_points_are_lost_before_they_fire() -> None:
    craft = combatant(one(SHIELDS.format(0), "singleseat", side=2), HOW, 2)
    assert not State(craft, 0, False).alive
    assert Fight([craft], ready(0), HOW).run().seconds == 0


def test_a_hit_that_breaks_no_node_takes_from_the_shield_and_an_emp_leaves_its_share() -> None:
    for state in targets()[:2]:
        whole = state.shield(0.0)
        state.take(5, 0, 1.0, 0.0)
        assert state.shield(0.0) == whole - 5
        state.take(0, EMP, 0.5, 0.0)
        assert state.shield(0.0) == whole / 2
        state.take(0, EMP, 0.9, 0.0)
        assert state.shield(0.0) == whole / 2
        assert (state.alive, state.broken) == (True, 0)
