"""What a comparison means in play: ratios of figures, medians, and by whose stock."""

import pytest

from artemis_modkit.balance.scores import figure
from artemis_modkit.compare import compare
from artemis_modkit.compare.focus import Focus, focused
from artemis_modkit.compare.play import Play, in_play, medians
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role

RACES = '<hullRace ID="0" name="TSN" keys="player"/><hullRace ID="1" name="Foe" keys="enemy"/>'

FOE = (
    '<vessel uniqueID="90" side="1" classname="Foe" broadType="small"><shields front="9" back="9"/>'
    '<performance turnrate="0.01" topspeed="0.6"/>'
    '<beam_port x="0" z="1" damage="1" arcwidth="0.4" cycletime="6" range="1000"/></vessel>'
)


def ship(number: int, damage: float, shields: float = 80) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="S{number}" broadType="player">'
        f'<art meshfile="{number}.dxs"/><shields front="{shields}" back="{shields}"/>'
        '<performance turnrate="0.01" topspeed="0.6"/>'
        f'<beam_port x="0" y="0" z="1" damage="{damage}" playerdamage="{damage}" arcwidth="0.4" '
        'cycletime="6" range="1000"/></vessel>'
    )


def craft(number: int, damage: float, kind: str = "fighter") -> str:
    return ship(number, damage).replace('"player"', f'"player singleseat {kind}"')


def mod(name: str, *ships: str) -> Mod:
    text = f'<vessel_data version="2.6">{RACES}{"".join(ships)}</vessel_data>'
    return Mod.from_files(name, {"dat/vesselData.xml": text.encode()})


def played(a: Mod, b: Mod, base: Mod | None = None) -> Play:
    found = in_play(compare(a, b, base))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def play() -> Play:
    a = mod("a", ship(1, 4), ship(2, 4), ship(3, 0), ship(4, 4))
    b = mod("b", ship(1, 8), ship(2, 4), ship(3, 4), ship(5, 4))
    return played(a, b)


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


def test_the_ships_of_stock_are_put_to_work_once() -> None:
    play = played(mod("a", ship(1, 4)), mod("b", ship(1, 5)), mod("base", ship(1, 6)))
    assert play.base is not None
    assert play.a.stock is play.b.stock is play.base.fleet


def test_a_mod_without_ships_means_nothing_in_play() -> None:
    empty = mod("empty")
    assert in_play(compare(empty, mod("b", ship(1, 4)))) is None
    assert in_play(compare(mod("b", ship(1, 4)), empty)) is None


def test_of_ships_that_gained_as_much_the_smaller_number_comes_first() -> None:
    ships = [ship(number, 4) for number in (9, 2, 30, 1)]
    found = played(mod("a", *ships), mod("b", *ships, ship(5, 4)))
    assert [one.shown.ship.id for one in found.by_ratio()] == [1, 2, 9, 30]
    assert found.usual_ratio == 1


def test_what_is_usual_is_so_among_all_ships_and_the_rest_is_told_of_those_asked_for(
    play: Play,
) -> None:
    whole = compare(play.a.fleet.mod, play.b.fleet.mod)
    part = in_play(whole)
    assert part is not None
    asked = part.of(focused(whole, Focus(ships=(2, 3, 4))))
    assert [one.shown.ship.id for one in asked.chosen] == [2, 3, 4]
    assert [one.shown.ship.id for one in asked.by_ratio()] == [3, 2]
    assert {one.shown.ship.id for one, _ in asked.changes()} <= {2, 3}
    assert (asked.ships, asked.usual_ratio) == (part.ships, part.usual_ratio)


def test_a_ship_has_changed_where_figures_of_its_own_have_and_not_its_rank_or_name() -> None:
    a, b = mod("a", ship(1, 4), ship(2, 4)), mod("b", ship(1, 8), ship(2, 4).replace('"S2"', '"T"'))
    found = played(a, b)
    assert {one.shown.ship.id: one.is_changed for one in found.ships} == {1: True, 2: False}
    assert (2, "rank") in {(one.shown.ship.id, name) for one, name in found.changes()}
    assert [figure(one.a, "rank") for one in found.ships if one.a] == [1, 1]


def test_weapons_are_told_kind_by_kind_and_fighters_of_one_mod_by_name() -> None:
    base = mod("base", ship(1, 2))
    a = mod("a", ship(1, 4), craft(11, 6), craft(12, 9))
    b = mod("b", ship(1, 8), craft(11, 6), craft(13, 12), craft(14, 5, "shuttle"), craft(15, 0))
    found = {
        one.name: [None if side is None else side.dps for side in (one.base, one.a, one.b)]
        for one in played(a, b, base).weapons()
    }
    assert list(found) == ["beam", "homing torpedo", "nuke", "craft", "S12", "S13"]
    assert found["beam"] == pytest.approx((2 / 6, 4 / 6, 8 / 6))
    assert found["craft"][0] is None
    assert found["craft"][1:] == pytest.approx([7.5 / 6, 9 / 6])
    assert (found["S12"], found["S13"]) == ([None, 9 / 6, None], [None, None, 2])
    alone = {one.name: one.base for one in played(a, b).weapons()}
    assert set(alone.values()) == {None}


def test_a_base_with_ships_measures_both_and_is_shown_where_it_says_something_else() -> None:
    base, a, b = (
        mod(name, ship(1, damage), FOE) for name, damage in (("o", 2), ("a", 4), ("b", 8))
    )
    found = played(a, b, base)
    assert found.base is not None and found.base.fleet.mod is base
    assert (found.a.stock.mod, found.b.stock.mod) == (base, base)
    assert list(found.matches) == ["base", "a", "b"]
    assert set(found.headlines) == {"base", "a", "b"}
    assert found.matches["b"] == found.b.matches != found.matches["a"] == found.a.matches
    (one, _) = found.ships
    sides = [side and figure(side, "beam_dps") for side in (one.base, one.a, one.b)]
    assert sides == pytest.approx([2 / 6, 4 / 6, 8 / 6])
    same = played(base, b, base)
    assert (same.base, same.a.stock.mod) == (None, base)
    assert list(same.matches) == list(same.headlines) == ["a", "b"]
    empty = played(a, b, mod("empty"))
    assert empty.base is None and empty.a.stock.mod.is_embedded_stock
    numbers = {side: one.number for side, one in found.headlines.items() if one is not None}
    assert numbers["b"] >= numbers["a"] >= numbers["base"]


def test_nothing_is_no_times_of_anything() -> None:
    some, none = mod("a", ship(1, 4)), mod("b", ship(1, 0))
    for sides in ((some, none), (none, some), (none, none)):
        assert [one.ratio("beam_dps") for one in played(*sides).ships] == [None]
