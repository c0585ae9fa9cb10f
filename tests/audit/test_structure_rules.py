"""What the audit says of the parts of vessels: missing ones, and such as do nothing."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.audit.parts_of_ships import MOVES, RULES, XML, said, vessel

VURR = '<hullRace ID="2" name="Vurr" keys="enemy"/>'


def three(inner: str, words: str = "small") -> str:
    return "".join(vessel(inner, words, number) for number in (1, 2, 3))


# What others of the kind have -------------------------------------------------------------------


PARTS = {
    "missing-mesh": '<art meshfile="dat/kite.dxs"/>',
    "missing-shields": '<shields front="1" back="1"/>',
    "missing-performance": MOVES,
    "missing-text": '<long_desc text="Paper and string."/>',
    "missing-grid": '<internal_data file="dat/kite.snt"/>',
}


def test_a_lone_vessel_lacks_nothing_that_not_all_of_stock_have() -> None:
    assert said("missing-text", vessel("", "player")) == []


@pytest.mark.parametrize("rule", PARTS)
def test_a_part_that_most_of_a_kind_have_is_missed_in_the_others(rule: str) -> None:
    [message] = said(rule, three(PARTS[rule], "player") + vessel("", "player"))
    assert message.startswith("7 Kite: ")


@pytest.mark.parametrize("rule", PARTS)
def test_a_part_that_many_do_without_is_not_missed(rule: str) -> None:
    without = "".join(vessel("", "player", number) for number in range(8, 13))
    assert said(rule, three(PARTS[rule], "player") + without) == []


def test_a_part_whose_value_is_blank_is_missing() -> None:
    art, grid = '<art meshfile=" "/>', '<internal_data file=""/>'
    assert said("missing-mesh", three(PARTS["missing-mesh"]) + vessel(art)) == [
        "7 Kite: its <art> names no mesh; write meshfile="
    ]
    others = three(PARTS["missing-grid"], "player")
    assert said("missing-grid", others + vessel(grid, "player")) == [
        "7 Kite: players fly it, and it has no system grid for engineering; add <internal_data> "
        "with the .snt file of a ship of its size"
    ]


@pytest.mark.parametrize("words", ["base", "static", "player singleseat", "warship"])
def test_only_ships_with_a_crew_need_a_system_grid(words: str) -> None:
    assert said("missing-grid", three(PARTS["missing-grid"], "player") + vessel("", words)) == []


@pytest.mark.parametrize("words", ["base", "static defense"])
def test_what_stands_still_needs_no_performance_and_no_engine(words: str) -> None:
    others = three(MOVES + '<engine_port x="0" y="0" z="-9"/>')
    assert said("missing-performance", others + vessel("", words)) == []
    assert said("missing-engine", others + vessel(MOVES, words)) == []


def test_living_beings_have_no_engines() -> None:
    hive = '<hullRace ID="6" name="Hive" keys="enemy loner biomech"/>'
    others = three(MOVES + '<engine_port x="0" y="0" z="-9"/><impulse_point x="0" y="0" z="-9"/>')
    assert said("missing-engine", hive + others + vessel(MOVES, side=6)) == []
    assert said("missing-points", hive + others + vessel(MOVES, side=6)) == []


def test_points_to_aim_at_are_missed_once_for_the_whole_file() -> None:
    point = '<impulse_point x="0" y="0" z="-9"/>'
    hulls = [MOVES + point] * 6 + [MOVES] * 2
    enemies = (vessel(inner, number=number, side=2) for number, inner in enumerate(hulls))
    assert said("missing-points", VURR + "".join(enemies)) == [
        "6 Kite: no impulse_point, which most ships like it in this file have (2 such ships); "
        "add some"
    ]


def test_a_misspelt_point_is_no_missing_one() -> None:
    sound = MOVES + '<impulse_point x="0" y="0" z="-9"/>'
    misspelt = MOVES + '<impluse_point x="0" y="0" z="-9"/>'
    assert said("missing-points", three(sound) + vessel(misspelt)) == []
    assert said("missing-points", three(sound) + vessel(MOVES)) != []


def test_friends_without_points_are_not_measured_by_enemies() -> None:
    points = '<impulse_point x="0" y="0" z="-9"/>'
    enemies = "".join(vessel(MOVES + points, number=number, side=2) for number in range(20, 25))
    assert said("missing-points", VURR + enemies + vessel(MOVES)) == []


FLEET = '<fleet_ai commonality="100"/>'


def test_a_hull_without_fleet_ai_is_told_where_its_race_has_it() -> None:
    with_it = vessel(MOVES + FLEET, number=20, side=2)
    assert said("missing-fleet-ai", VURR + with_it + vessel(MOVES, number=21, side=2)) == [
        "21 Kite: no <fleet_ai>, which other ships of its race have; write its commonality, 0 for "
        "what missions alone are to use"
    ]
    of_another = vessel(MOVES + FLEET, number=20, side=0)
    assert said("missing-fleet-ai", VURR + of_another + vessel(MOVES, side=2)) == []


@pytest.mark.parametrize("words", ["base", "static", "singleseat", "player"])
def test_bases_craft_and_player_ships_are_in_no_fleet(words: str) -> None:
    with_it = vessel(MOVES + FLEET, number=20, side=2)
    assert said("missing-fleet-ai", VURR + with_it + vessel(MOVES, words, 21, 2)) == []


# Player ships -----------------------------------------------------------------------------------


USE = '<performance shipefficiency="1" warpefficiency="1" jumpefficiency="1"/>'


OLD = '<performance efficiency="1"/>'


def test_the_beams_of_a_player_ship_without_playerdamage_are_one_finding() -> None:
    beams = '<beam_port damage="1"/><beam_port damage="1" playerdamage="9"/><beam_port damage="1"/>'
    assert said("missing-player-damage", vessel(USE + beams, "player")) == [
        "7 Kite: players fly it, and 2 of 3 beams have no playerdamage; write what a hit does in "
        "a player's hands"
    ]


def test_old_games_and_ships_of_the_computer_know_no_playerdamage() -> None:
    beam = '<beam_port damage="1"/>'
    assert said("missing-player-damage", vessel(OLD + beam, "player")) == []
    assert said("missing-player-damage", vessel(USE + beam, "small")) == []
    assert said("missing-player-damage", vessel(beam, "player")) == []


def test_each_figure_for_energy_that_is_missing_is_named() -> None:
    bare = '<performance topspeed="0.6" shipefficiency="1"/>'
    assert said("missing-efficiency", three(USE, "player") + vessel(bare, "player")) == [
        "7 Kite: no warpefficiency and no jumpefficiency, which player ships of this file have; "
        "write 1 for plain use of energy, less for cheaper"
    ]
    assert said("missing-efficiency", three(USE, "player") + vessel(OLD, "player")) == []


def test_drone_ports_of_all_player_ships_are_one_finding() -> None:
    port = '<drone_port x="0" y="8" z="9" damage="20" cycletime="30" range="5000"/>'
    players = vessel(port + port, "player", 1) + vessel(port, "player", 2)
    assert said("drones-of-players", players + vessel(MOVES + port, "warship", 3)) == [
        "1 Kite: players fly it, and only ships of the computer launch drones (3 such ports in "
        "player ships); remove the drone_port"
    ]


TUBE = '<torpedo_tube x="0" y="8" z="250"/>'


STORE = '<torpedo_storage type="trp" amount="8"/>'


EMPTY = '<torpedo_storage type="trp" amount="0"/>'


def test_tubes_want_torpedoes() -> None:
    assert said("tubes-without-stores", vessel(TUBE + TUBE + EMPTY, "player")) == [
        "7 Kite: 2 torpedo tubes, and all its stores are 0; write what it carries, or remove what "
        "it cannot load"
    ]
    armed = three(TUBE + STORE, "player")
    assert said("tubes-without-stores", armed + vessel(TUBE, "player")) == [
        "7 Kite: 1 torpedo tube, and no stores; write what it carries, or remove what it cannot "
        "load"
    ]


def test_an_amount_that_cannot_be_read_is_not_nothing() -> None:
    store = '<torpedo_storage type="trp" amount="some"/>'
    assert said("tubes-without-stores", vessel(TUBE + store, "player")) == []


@pytest.mark.parametrize("words", ["player singleseat", "warship", "base"])
def test_only_player_ships_need_tubes_for_torpedoes(words: str) -> None:
    armed = three(TUBE + STORE, "player")
    assert said("stores-without-tubes", armed + vessel(STORE, "player")) == [
        "7 Kite: torpedoes and no tube to fire them from; add a torpedo_tube, unless they are "
        "there for their energy"
    ]
    assert said("stores-without-tubes", armed + vessel(STORE, words)) == []
    assert said("tubes-without-stores", vessel(TUBE + EMPTY, words)) == []


# Carriers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "load",
    [
        '<carrierload baycount="2"/>',
        '<carrierload fighter="2" bomber="1"/>',
        '<carrierload baycount="many"/>',
        '<carrier complement="4"/>',
    ],
)
def test_a_carrier_has_bays_in_any_dialect(load: str) -> None:
    assert said("carrier-without-bays", vessel(load, "Large Carrier")) == []


@pytest.mark.parametrize("load", ["", "<carrierload/>", '<carrierload baycount="0" bomber="0"/>'])
def test_a_carrier_without_bays_is_told(load: str) -> None:
    assert said("carrier-without-bays", vessel(load, "static carrier")) == [
        "7 Kite: broadType says carrier, and it has no bays; add <carrierload>, or take the word "
        "out"
    ]


def test_bays_want_the_word_carrier() -> None:
    assert said("bays-without-carrier", vessel('<carrierload baycount="2"/>', "player")) == [
        "7 Kite: it has bays, and broadType does not say carrier; add the word"
    ]
    assert said("bays-without-carrier", vessel('<carrierload baycount="0"/>', "player")) == []


def test_bombers_need_bays_but_in_old_files_they_have_their_own() -> None:
    crowded, old = '<carrierload baycount="2" bomber="3"/>', '<carrierload fighter="2" bomber="3"/>'
    assert said("many-bombers", vessel(crowded, "carrier")) == [
        "7 Kite: 3 bombers and a baycount of 2; write a baycount for all of them"
    ]
    assert said("many-bombers", vessel(old, "carrier")) == []


# Real files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_what_the_game_itself_does_is_never_told(version: str, games: Path) -> None:
    mod = Mod.open(games / version)
    assert audit(mod, fitting_stock(mod), scope=Scope(select=RULES)).findings == ()


def places(mod: Mod, *rules: str) -> list[tuple[str, int, list[int]]]:
    return [
        (one.rule, one.location.line, [place.line for place in one.also])
        for one in sorted(
            audit(mod, fitting_stock(mod), scope=Scope(select=rules or RULES)).findings,
            key=lambda one: one.by_place,
        )
    ]


def test_the_slips_of_a_real_mod_are_told_once_each(corpus: Path) -> None:
    mod = Mod.open(corpus / "mods" / "tsn-3.1")
    silent = {"missing-fleet-ai", "missing-points", "beam-twice-on-one-side"}
    assert places(mod, *(rule for rule in RULES if rule not in silent)) == [
        ("drones-of-players", 175, [176, 198, 981]),
        ("tubes-without-stores", 992, [999]),
        ("bays-without-carrier", 1441, [1436]),
        ("carrier-without-bays", 1566, []),
        ("point-twice", 1741, [1740]),
        ("mirror-slip", 1893, [1892]),
        ("point-twice", 2495, [2494]),
        ("mirror-slip", 3172, [3167]),
        ("mirror-slip", 3201, [3200]),
    ]
    assert len(places(mod)) == 12


def test_another_real_mod_forgot_a_word_and_some_engines(corpus: Path) -> None:
    assert places(Mod.open(corpus / "mods" / "bens-4.2")) == [
        ("missing-engine", 722, []),
        ("beam-twice-on-one-side", 1160, []),
        ("bays-without-carrier", 1297, [1268]),
        ("bays-without-carrier", 1334, [1302]),
        ("bays-without-carrier", 1371, [1339]),
        ("bays-without-carrier", 1522, [1490]),
        ("missing-engine", 1526, []),
    ]


def test_points_that_their_authors_later_mended_are_told_and_the_sure_ones_removed(
    corpus: Path,
) -> None:
    mod = Mod.open(corpus / "history" / "H067")
    assert [one for one in places(mod, "point-twice") if one[1] > 2600] == [
        ("point-twice", 2645, [2650, 2637, 2638]),
        ("point-twice", 2843, [2844, 2842]),
    ]
    result = fix(mod, fitting_stock(mod), scope=Scope(select=["point-twice"]))
    before = result.before[XML].splitlines(keepends=True)
    assert result.after[XML] == b"".join(before[:2644] + before[2645:2649] + before[2650:])


# Torpedoes of the computer ----------------------------------------------------------------------


TORPEDOES = '<torpedo_tube x="0" y="8" z="250"/><torpedo_storage type="trp" amount="6"/>'


def test_a_base_with_the_torpedoes_of_a_player_ship_is_told_with_what_it_has() -> None:
    assert said("torpedoes-of-computer", vessel(TORPEDOES, "base")) == [
        "7 Kite: it has torpedo_tube and torpedo_storage, which only ships that players fly use, "
        "and broadType does not say player; add the word, or remove them"
    ]


def test_stores_of_nothing_and_those_of_single_seat_craft_are_no_torpedoes() -> None:
    empty = '<torpedo_storage type="trp" amount="0"/>'
    assert said("torpedoes-of-computer", vessel(empty, "warship")) == []
    assert said("torpedoes-of-computer", vessel(TORPEDOES, "singleseat bomber")) == []


# Attributes that all others have ----------------------------------------------------------------


TEN_TUBES = '<torpedo_tube x="0" y="8" z="9"/>' * 9


def test_an_attribute_that_stock_and_the_rest_of_the_file_have_is_missed() -> None:
    assert said("missing-attribute", vessel(TEN_TUBES + '<torpedo_tube x="0" z="9"/>')) == [
        "7 Kite: this torpedo_tube has no y, which all others have; write it"
    ]


def test_an_attribute_that_is_misspelt_or_left_out_more_often_is_not_called_missing() -> None:
    assert said("missing-attribute", vessel(TEN_TUBES + '<torpedo_tube x="0" Y="8" z="9"/>')) == []
    assert said("missing-attribute", vessel(TEN_TUBES + '<torpedo_tube x="0" z="9"/>' * 2)) == []


def test_an_attribute_that_stock_itself_leaves_out_may_be_missing() -> None:
    art = '<art meshfile="a.dxs" diffuseFile="a.png" specularFile="a.png" {}/>'
    body = art.format('pushRadius="150"') * 9 + art.format("")
    assert said("missing-attribute", vessel(body)) == []
