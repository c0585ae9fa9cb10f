"""The laws of fights: nothing is fired that is not aboard, nobody gains by being named first."""

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, Mode
from artemis_modkit.balance.fight.combatant import (
    MOST_CRAFT,
    NO_BLASTS,
    Combatant,
    Encounter,
    Facing,
    Hit,
    Torpedoes,
    combatant,
)
from artemis_modkit.balance.fight.fight import LONGEST, MOST_EVENTS, Fight, Outcome
from artemis_modkit.balance.fight.state import State
from artemis_modkit.balance.fight.verdict import Contender
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.kill_times import attack, time_to_kill
from artemis_modkit.balance.mounts import MOST_MOUNTS
from artemis_modkit.balance.power import endurance
from artemis_modkit.model import Mod
from artemis_modkit.model.mechanics import Mechanics, mechanic_facts
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.roles import Role
from tests.balance.fight.stepper import STEP, stepped
from tests.balance.fleets import PLAIN, fleet, mod_of, one, vessel

HOW = Encounter()
BEAM = (
    '<beam_port x="0" z="9" damage="{}" playerdamage="{}" arcwidth="1" cycletime="{}" range="9"/>'
)
SHIELDS = '<shields front="{}" back="{}"/>'
TUBES = '<torpedo_storage type="trp" amount="{}"/>' + '<torpedo_tube x="0"/>'


def ready(ships: Fleet, number: int, how: Encounter = HOW, **changes: Any) -> Combatant:
    ship = ships.ship(number)
    return combatant(ship.under(replace(ship.game.conditions, **changes)), how)


def duel(ships: Fleet, a: int, b: int, how: Encounter = HOW, **changes: Any) -> Outcome:
    return Fight([ready(ships, a, how, **changes)], [ready(ships, b, how, **changes)], how).run()


@pytest.fixture(scope="module")
def stock() -> Fleet:
    return fleet("stock:2.8")


def fire_no_more_than_is_aboard(ships: Fleet, step: int = 1) -> None:
    fighters = [combatant(ship, replace(HOW, torpedoes=Torpedoes.ALL)) for ship in ships.ships]
    players = [one for one in fighters if one.ship.role.is_flown]
    others = [one for one in fighters if not one.ship.role.is_flown][::step]
    for player in players:
        for other in others:
            outcome = Fight([player], [other, other], HOW).run()
            for standing in outcome.sides[0]:
                aboard = standing.combatant.stores
                number = standing.combatant.number
                for kind, used in standing.used.items():
                    assert used <= aboard[kind] * number, (player.ship.name, other.ship.name)


def test_no_fight_of_stock_uses_more_of_anything_than_is_aboard(stock: Fleet) -> None:
    fire_no_more_than_is_aboard(stock)


@pytest.mark.parametrize("name", ["tsn-3.1", "bens-4.2", "sdn"])
def test_no_fight_of_a_real_mod_uses_more_of_anything_than_is_aboard(
    corpus: Path, name: str
) -> None:
    fire_no_more_than_is_aboard(fleet(corpus / "mods" / name), step=7)


def test_a_ship_against_its_like_is_a_draw_at_the_same_moment(stock: Fleet) -> None:
    for ship in stock.ships:
        fighter = combatant(ship, HOW)
        outcome = Fight([fighter], [fighter], HOW).run()
        assert outcome.winner is None, ship.name
        a, b = ([replace(one, combatant=fighter) for one in side] for side in outcome.sides)
        assert a == b


def test_to_swap_the_sides_swaps_the_result_to_the_last_bit(stock: Fleet) -> None:
    rng = random.Random(3)
    fighters = [combatant(ship, HOW) for ship in stock.ships]
    for _ in range(150):
        a, b = (rng.choices(fighters, k=rng.randint(1, 4)) for _ in range(2))
        there, back = Fight(a, b, HOW).run(), Fight(b, a, HOW).run()
        assert there.sides == tuple(reversed(back.sides))
        assert there.seconds == back.seconds
        assert there.winner == (None if back.winner is None else 1 - back.winner)


@pytest.mark.parametrize(
    "value", ["0", "1e308", "1e-308", "-5", "nan", "inf", "", "x", "1e-7", "1e37"]
)
def test_no_figure_of_a_file_makes_a_fight_endless(value: str) -> None:
    for inside in (
        BEAM.format(value, value, value) + SHIELDS.format(80, 80) + TUBES.format(8),
        BEAM.format(1, 12, value) + SHIELDS.format(value, value) + TUBES.format(value),
        f'<drone_port damage="{value}" cycletime="{value}" range="{value}"/>',
        f'<carrierload baycount="{value}"/>' + BEAM.format(1, 12, 6),
    ):
        for words, side in (("player", 0), ("large", 2), ("player singleseat", 0)):
            odd = combatant(one(inside, words, side=side), HOW)
            plain = combatant(one(BEAM.format(1, 12, 6) + SHIELDS.format(40, 40)), HOW)
            outcome = Fight([odd], [plain], HOW).run()
            assert outcome.events <= MOST_EVENTS + 10
            assert outcome.seconds == math.inf or math.isfinite(outcome.seconds)


def smooth(ships: Fleet) -> Fleet:
    """The ships without all that the closed formula does not know."""
    mechanics = Mechanics.of_the_game().with_settings(["shield_recharge_unit=0"])
    conditions = replace(PLAIN, mode=Mode.MANUAL, mechanics=mechanics)
    under = tuple(ship.under(conditions) for ship in ships.ships)
    return replace(ships, ships=under)


def test_without_ends_and_recharge_a_fight_is_the_closed_formula_within_one_cycle(
    stock: Fleet,
) -> None:
    how = Encounter(
        facing=Facing.BEST,
        torpedoes=Torpedoes.HOMING,
        is_loaded=False,
        is_endless=True,
        has_wings=False,
    )
    ships = smooth(stock).ships
    tried = 0
    for attacker in ships:
        armed = combatant(attacker, how)
        if not armed.guns:
            continue
        longest = max(gun.cycle for gun in armed.guns)
        for target in ships:
            expected = time_to_kill(target, attack(attacker))
            if not math.isfinite(expected) or expected > 900 or expected == 0:
                continue
            found = Fight([armed], [combatant(target, how)], how, is_one_sided=True).run().seconds
            tried += 1
            apart = found - expected
            if target.fatal_hits is None:
                assert -1e-6 <= apart <= longest + 1e-6, (attacker.id, target.id)
            else:  # the shot that breaks the shield breaks a node too
                assert abs(apart) <= longest + 1e-6, (attacker.id, target.id)
    assert tried > 1000


def a_ship_by_chance(rng: random.Random, *, is_player: bool) -> Combatant:
    beams = "".join(
        BEAM.format(rng.uniform(0.5, 3), rng.uniform(3, 20), rng.uniform(1, 8))
        for _ in range(rng.randint(1, 4))
    )
    shields = SHIELDS.format(rng.uniform(10, 300), 50)
    inside = beams + shields + (TUBES.format(rng.randint(0, 6)) if rng.random() < 0.5 else "")
    conditions = Conditions(mode=Mode.MANUAL, power=rng.choice([1.0, 2.0]))
    words, side = ("player", 0) if is_player else ("large", 2)
    how = replace(HOW, torpedoes=Torpedoes.HOMING, is_endless=False)
    return replace(
        combatant(one(inside, words, side=side, conditions=conditions), how), energy=None
    )


def test_a_plain_stepper_agrees_on_500_fights_by_chance_within_one_step() -> None:
    rng = random.Random(11)
    for number in range(500):
        a = a_ship_by_chance(rng, is_player=True)
        b = a_ship_by_chance(rng, is_player=rng.random() < 0.3)
        outcome = Fight([a], [b], HOW).run()
        # What shields get back in one step may save a ship until one more shot; that is rare.
        assert any(agrees(outcome, *sides) for sides in nearly(a, b)), number


def nearly(a: Combatant, b: Combatant) -> Iterator[Sequence[Combatant]]:
    """Both sides, and with what their shields get back in a step more or less."""
    for more in (0, -1, 1):
        yield tuple(replace(side, pool=side.pool + more * side.recharge * STEP) for side in (a, b))


def agrees(outcome: Outcome, a: Combatant, b: Combatant) -> bool:
    """Whether the stepper has the same end within one step."""
    time, a_lost, b_lost = stepped(a, b, 400)
    if time is None:
        return not outcome.is_decided or outcome.seconds > 400 - STEP
    is_same = (a_lost and b_lost) or outcome.winner == (0 if b_lost else 1)
    return is_same and abs(outcome.seconds - time) <= STEP + 1e-9


def test_what_is_made_like_another_is_what_it_would_be_by_itself(stock: Fleet) -> None:
    """Guns and stores of a ship are made once for all ends of all spans: none changes them."""
    for ship in stock.ships:
        conditions = ship.game.conditions
        plain = combatant(ship, HOW)
        for name, fact in mechanic_facts().items():
            for end in (fact.low, fact.high):
                if end is not None:
                    mechanics = conditions.mechanics.with_value(name, end)
                    other = ship.under(replace(conditions, mechanics=mechanics))
                    again = combatant(other, HOW, like=plain)
                    assert again == combatant(other, HOW), (ship.name, name)
                    assert again.guns == plain.guns


def test_who_fires_by_hand_and_slowly_still_fires_every_beam() -> None:
    by_hand = replace(PLAIN, mode=Mode.MANUAL)
    player = Contender(one(BEAM.format(1, 12, 6) * 2, conditions=by_hand), HOW)
    slow = player.under({"hand_fire_seconds": 0.25})
    target = combatant(one(SHIELDS.format(0, 0), "large", side=2), HOW)
    quick, slowly = (
        Fight([side], [target], HOW).run().seconds for side in (player.under({}), slow)
    )
    assert (quick, slowly) == (12, 12.25)  # six shots of 12 for a hull of 70, two at a time


# What players know ---------------------------------------------------------------------------


def test_a_battleship_by_hand_with_focuser_kills_an_executor_in_less_than_two_seconds(
    stock: Fleet,
) -> None:
    outcome = duel(stock, 11, 5002, power=3.0, mode=Mode.MANUAL, focuser=True)
    assert outcome.winner == 0 and outcome.seconds < 2


def test_a_fighter_does_not_gain_from_fewer_stronger_torpedoes() -> None:
    def fighter(missiles: int, damage: int) -> Combatant:
        inside = SHIELDS.format(15, 15) + BEAM.format(4, 4, 1) + TUBES.format(missiles)
        ini = f"damageTorpHom={damage}\n"
        return combatant(one(inside, "player singleseat fighter", ini=ini), HOW)

    behemoth = combatant(fleet("stock:2.8").ship(4002), HOW)
    before, after = (
        Fight([fighter(*figures)], [behemoth], HOW, is_one_sided=True).run().seconds
        for figures in ((3, 25), (1, 45))
    )
    assert after > before


def test_a_kiting_ship_out_of_reach_of_beams_is_never_killed() -> None:
    missile = SHIELDS.format(80, 80) + TUBES.format(20)
    there = replace(PLAIN, distance=3000.0)
    player = combatant(one(missile, conditions=there), HOW)
    cruiser = combatant(one(BEAM.format(1, 1, 6) + SHIELDS.format(40, 40), "small", side=2,
                            conditions=there), HOW)  # fmt: skip
    outcome = Fight([player], [cruiser], HOW).run()
    assert outcome.winner == 0
    assert Fight([cruiser], [player], HOW, is_one_sided=True).run().seconds == math.inf


def test_torpedoes_need_their_time_to_fly_and_beams_wait_until_the_target_is_near() -> None:
    far = replace(PLAIN, distance=3000.0)
    inside = SHIELDS.format(80, 80) + TUBES.format(20)
    player = combatant(one(inside, conditions=far), HOW)
    target = combatant(one(SHIELDS.format(20, 20), "singleseat", side=2, conditions=far), HOW)
    assert Fight([player], [target], HOW).run().seconds == pytest.approx(3000 / 300)
    closing = replace(HOW, closing=100.0)
    beam = BEAM.format(1, 30, 6).replace('range="9"', 'range="1000"')
    gunship = combatant(one(beam, conditions=far), closing)
    assert Fight([gunship], [target], closing).run().seconds == pytest.approx(20)


@pytest.mark.parametrize(
    ("kind", "ini", "seconds"),
    [
        ("trp", "speedTorpHom=5\n", 6), ("trp", "speedTorp1=2\n", 15),
        ("trp", "speedTorpHom=5\nspeedTorp1=2\n", 6), ("trp", "speedTorpNuk=5\n", 10),
        ("trp", "speedTorpHom=0\n", 3000), ("nuk", "speedTorpNuk=6\n", 5), ("nuk", "x=1\n", 10),
    ],
)  # fmt: skip
def test_torpedoes_and_drones_fly_as_fast_as_the_settings_say(
    kind: str, ini: str, seconds: float
) -> None:
    far, how = replace(PLAIN, distance=3000.0), replace(HOW, torpedoes=Torpedoes.ALL)
    ini = f"damageTorpHom=25\ndamageTorpNuk=1000\n{ini}"
    inside = f'<torpedo_tube/><torpedo_storage type="{kind}" amount="1"/>'
    player = combatant(one(inside, conditions=far, ini=ini), how)
    craft = combatant(one(SHIELDS.format(20, 20), "singleseat", side=2, conditions=far), how)
    found = Fight([player], [craft], how).run().seconds
    assert found == (pytest.approx(seconds) if seconds < LONGEST else math.inf)
    drone = '<drone_port damage="30" cycletime="20" range="7000"/>'
    carrier = one(drone, "large", side=2, conditions=far, ini=f"droneSpeed={5}\n")
    assert [gun.flight for gun in combatant(carrier, how).guns] == [6]


def test_a_blast_hits_two_of_a_fleet_and_a_lone_ship_is_not_worth_it() -> None:
    inside = SHIELDS.format(80, 80) + '<torpedo_storage type="nuk" amount="2"/><torpedo_tube/>'
    player = combatant(one(inside), HOW)
    enemy = combatant(one(SHIELDS.format(40, 40), "small", side=2), HOW)
    alone = Fight([player], [enemy], HOW).run()
    assert alone.sides[0][0].used == {}
    three = Fight([player], [enemy, enemy, enemy], HOW).run()
    assert three.sides[0][0].used == {Munition.NUKE: 1}
    # 1.6 a tick: a shield of 40 and a hull of 70 are through after 69 ticks
    assert [one.left for one in three.sides[1]].count(0) == 2


def test_an_emp_takes_half_and_a_plasma_shock_bites_only_without_shields() -> None:
    def shot(kind: str, front: int) -> Outcome:
        inside = f'<torpedo_storage type="{kind}" amount="1"/><torpedo_tube/>'
        how = replace(HOW, torpedoes=Torpedoes.ALL)
        enemy = combatant(one(SHIELDS.format(front, front), "small", side=2), how)
        still = replace(enemy, recharge=0.0)
        return Fight([combatant(one(inside), how)], [still], how).run()

    assert shot("emp", 100).sides[1][0].pool == 0.5
    assert shot("shk", 100).sides[0][0].used == {}
    bare = shot("shk", 0)
    assert (bare.winner, bare.sides[0][0].used) == (0, {Munition.PSHOCK: 1})


def test_what_no_real_ship_has_is_not_counted_out_one_by_one() -> None:
    many = one("<torpedo_tube/>" * 5000 + TUBES.format(10**9))
    assert sum(gun.count for gun in combatant(many, HOW).guns) == MOST_MOUNTS
    mod = mod_of(
        vessel('<carrierload baycount="999999999"/>', "player carrier"),
        vessel(SHIELDS.format(15, 15), "player singleseat fighter", number=2),
    )
    carrier = Fleet.of(mod, Mod.open("stock"), PLAIN).ship(1)
    assert [craft.number for craft in combatant(carrier, HOW).wing] == [MOST_CRAFT]


def test_automatic_beams_starve_in_the_order_of_the_file() -> None:
    weak, strong = BEAM.format(1, 1, 0.1), BEAM.format(1, 100, 0.1)
    first, last = (
        Fight(
            [combatant(one(ports), HOW)],
            [combatant(one(SHIELDS.format(500, 0), "large", side=2), HOW)],
            HOW,
        ).run()
        for ports in (strong + weak * 3, weak * 3 + strong)
    )
    assert first.seconds < last.seconds


def test_a_ship_without_energy_has_no_beams_left() -> None:
    inside = BEAM.format(1, 12, 6) + SHIELDS.format(80, 80)
    weak = replace(combatant(one(inside), HOW), energy=3.0, drain=0.0)
    target = combatant(one(SHIELDS.format(5000, 0), "large", side=2), HOW)
    outcome = Fight([weak], [target], HOW).run()
    assert outcome.sides[0][0].energy == 0
    assert outcome.sides[1][0].pool > 0.9


def test_energy_lasts_as_long_as_the_drain_and_the_shots_leave_it() -> None:
    ship = one(BEAM.format(1, 12, 6))
    assert endurance(ship) == pytest.approx(1000 / (5.1 + 1.5 / 6))
    easier = ship.under(replace(PLAIN, difficulty=1))
    assert endurance(easier) == pytest.approx(1000 / (0.6 + 1.5 / 6))


def test_a_carrier_fights_with_its_craft() -> None:
    mod = mod_of(
        vessel('<carrierload baycount="5"/>' + SHIELDS.format(80, 80), "player carrier"),
        vessel(
            BEAM.format(4, 4, 1) + SHIELDS.format(15, 15), "player singleseat fighter", number=2
        ),
        vessel(SHIELDS.format(40, 40) + BEAM.format(1, 1, 6), "small", side=2, number=3),
    )
    ships = Fleet.of(mod, Mod.open("stock"), PLAIN)
    with_craft, without = (
        duel(ships, 1, 3, replace(HOW, has_wings=has_wings)) for has_wings in (True, False)
    )
    assert (with_craft.winner, without.winner) == (0, 1)
    assert with_craft.sides[0][1].combatant.number == 5
    assert all(ship.role is not Role.STATION for ship in ships.ships)


def test_a_blast_catches_no_more_craft_than_are_left() -> None:
    """Three craft of 10, two of which each tick hits for 4: the last one alone takes three ticks."""
    craft = Combatant(
        one("", "singleseat", side=2), 3, (), {}, 10.0, 0.0, None, None, 0.0, 0.0, None, 0.0, 0.0,
        1.0, 0.0, NO_BLASTS, Hit.FRONT,
    )  # fmt: skip
    state = State(craft, 1, is_endless=False)
    assert state.burn(4.0, 1, 2, [at / 10 for at in range(10)]) == 6
    assert (state.number, state.alive) == (0, False)
