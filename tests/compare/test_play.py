"""What a comparison means in play: ratios of figures, medians, and by whose stock."""

import pytest

from artemis_modkit.compare import compare
from artemis_modkit.compare.play import Play, in_play, medians
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role

RACES = '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="1" name="Foe" keys="enemy"/>'


def ship(number: int, damage: float, shields: float = 80) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="S{number}" broadType="player">'
        f'<art meshfile="{number}.dxs"/><shields front="{shields}" back="{shields}"/>'
        '<performance turnrate="0.01" topspeed="0.6"/>'
        f'<beam_port x="0" y="0" z="1" damage="{damage}" playerdamage="{damage}" arcwidth="0.4" '
        'cycletime="6" range="1000"/></vessel>'
    )


def mod(name: str, *ships: str) -> Mod:
    text = f'<vessel_data version="2.6">{RACES}{"".join(ships)}</vessel_data>'
    return Mod.from_files(name, {"dat/vesselData.xml": text.encode()})


@pytest.fixture(scope="module")
def play() -> Play:
    a = mod("a", ship(1, 4), ship(2, 4), ship(3, 0), ship(4, 4))
    b = mod("b", ship(1, 8), ship(2, 4), ship(3, 4), ship(5, 4))
    found = in_play(compare(a, b))
    assert found is not None
    return found


def test_a_ratio_is_of_b_to_a_and_none_without_a_figure_of_both(play: Play) -> None:
    ratios = {one.shown.ship.id: one.ratio("beam_dps") for one in play.ships}
    assert ratios == {1: pytest.approx(2), 2: 1, 3: None, 4: None, 5: None}


def test_ships_are_in_order_of_what_they_gained(play: Play) -> None:
    order = [one.shown.ship.id for one in play.by_ratio()]
    assert set(order[:2]) == {1, 3}
    assert order[-1] == 2
    gains = [one.ratio("overall") or 0 for one in play.by_ratio()]
    assert gains == sorted(gains, reverse=True)
    assert play.usual_ratio == pytest.approx(sorted(gains)[1])


def test_figures_that_differ_are_told_of_ships_that_both_have(play: Play) -> None:
    told = {(one.shown.ship.id, name) for one, name in play.changes()}
    assert {(1, "beam_dps"), (3, "beam_dps")} <= told
    assert not {(2, "beam_dps"), (2, "shield_front")} & told
    assert not {number for number, _ in told} & {4, 5}


def test_a_median_is_of_the_ships_of_a_role(play: Play) -> None:
    assert medians(play.a.scored, Role.PLAYER, "shield_front") == 80
    assert medians(play.a.scored, Role.STATION, "shield_front") is None


def test_both_mods_have_their_matches_and_no_base_without_one(play: Play) -> None:
    assert list(play.matches) == ["a", "b"]
    assert play.base is None


def test_a_mod_without_ships_means_nothing_in_play() -> None:
    empty = mod("empty")
    assert in_play(compare(empty, mod("b", ship(1, 4)))) is None
    assert in_play(compare(mod("b", ship(1, 4)), empty)) is None
