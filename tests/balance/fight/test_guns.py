"""What a ship brings to a fight: where its guns bear, what they break, and when they are empty."""

import math

import pytest
from msgspec.structs import replace

from artemis_modkit.balance.fight.combatant import Encounter, Facing, Torpedoes, combatant
from artemis_modkit.balance.fight.fight import Fight
from tests.balance.fleets import PLAIN, one

HOW = Encounter()
BEAM = (
    '<beam_port x="0" z="9" damage="{}" playerdamage="{}" arcwidth="1" cycletime="{}" range="9"/>'
)


@pytest.mark.parametrize(
    ("segments", "hits"), [("x", 1), ("0", 1), ("0.5", 1), ("-3", 1), ("1", 1), ("4", 4)]
)
def test_a_drone_breaks_as_many_nodes_as_the_settings_say_and_one_at_least(
    segments: str, hits: int
) -> None:
    drone = '<drone_port damage="30" cycletime="20" range="7000"/>'
    ship = one(drone, "large", side=2, ini=f"droneDamageSegmentCount={segments}\n")
    assert [gun.hits for gun in combatant(ship, HOW).guns] == [hits]


def test_players_and_stations_turn_to_where_they_do_most_unless_told_otherwise() -> None:
    astern = '<beam_port x="0" z="-9" damage="1" playerdamage="1" arcwidth="0.4" cycletime="6" range="9"/>'
    for words, side, turns in (("player", 0, True), ("base", 2, True), ("large", 2, False)):
        ship = one(astern, words, side=side)
        assert len(combatant(ship, HOW).guns) == turns
        assert combatant(ship, replace(HOW, facing=Facing.AHEAD)).guns == ()
        assert len(combatant(ship, replace(HOW, facing=Facing.BEST)).guns) == 1
        (gun,) = combatant(ship, replace(HOW, facing=Facing.AVERAGE)).guns
        assert gun.cycle == pytest.approx(6 / 0.4)


def test_who_closes_in_turns_to_where_it_will_do_most() -> None:
    """Far away none of its beams reaches; two astern do more than one ahead."""
    ahead = BEAM.format(1, 1, 6).replace('arcwidth="1"', 'arcwidth="0.2"')
    far = replace(PLAIN, distance=100.0)
    ship = one(ahead + ahead.replace('z="9"', 'z="-9"') * 2, conditions=far)
    guns = combatant(ship, replace(HOW, closing=10.0)).guns
    assert sum(gun.count for gun in guns) == 2
    assert {gun.opens for gun in guns} == {(100 - 9) / 10}
    assert combatant(one("", conditions=far), replace(HOW, closing=10.0)).guns == ()
    assert combatant(ship, HOW).guns == ()


def test_who_has_fired_its_last_missile_fires_no_more() -> None:
    """Three missiles, and the look into an empty store."""
    missiles = '<shields front="15"/><torpedo_storage type="trp" amount="3"/>'
    craft = one(missiles, "player singleseat fighter")
    target = combatant(one('<shields front="9999"/>', "large", side=2), HOW)
    outcome = Fight([combatant(craft, HOW)], [target], HOW, is_one_sided=True).run()
    assert (outcome.events, outcome.seconds) == (4, math.inf)
    tube = one('<torpedo_tube/><torpedo_storage type="trp" amount="3"/>')
    outcome = Fight([combatant(tube, HOW)], [target], HOW, is_one_sided=True).run()
    assert outcome.events <= 4


@pytest.mark.parametrize("life", [0.5, 3, 40])
def test_a_blast_is_worth_it_however_little_its_target_can_take(life: float) -> None:
    how = replace(HOW, torpedoes=Torpedoes.ALL)
    nuke = one('<torpedo_tube/><torpedo_storage type="nuk" amount="1"/>')
    craft = one(f'<shields front="{life}"/>', "singleseat", side=2)
    outcome = Fight([combatant(nuke, how)], [combatant(craft, how)], how).run()
    assert outcome.winner == 0


def test_a_beam_needs_no_time_to_its_target_and_all_else_does() -> None:
    inside = BEAM.format(1, 1, 6).replace('range="9"', 'range="900"')
    inside += '<torpedo_tube/><torpedo_storage type="trp" amount="3"/>'
    ship = one(inside, conditions=replace(PLAIN, distance=600.0))
    assert {gun.kind.value: gun.flight for gun in combatant(ship, HOW).guns} == {
        "beam": 0, "tube": 2,
    }  # fmt: skip


@pytest.mark.parametrize("facing", [None, *Facing])
@pytest.mark.parametrize("width", ["", 'arcwidth="0"', 'arcwidth="x"', 'arcwidth="-1"'])
def test_a_beam_without_an_arc_is_no_gun(width: str, facing: Facing | None) -> None:
    beam = BEAM.format(1, 1, 6).replace('arcwidth="1"', width)
    assert combatant(one(beam), replace(HOW, facing=facing)).guns == ()
