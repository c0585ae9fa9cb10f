"""What the audit says of the parts of vessels: missing, twice, useless, or on the wrong side."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock

STOCK = Mod.open("stock")
XML = "dat/vesselData.xml"
RULES = (
    "bays-without-carrier",
    "beam-twice-on-one-side",
    "carrier-without-bays",
    "drones-of-players",
    "many-bombers",
    "mirror-slip",
    "missing-efficiency",
    "missing-engine",
    "missing-fleet-ai",
    "missing-grid",
    "missing-mesh",
    "missing-performance",
    "missing-player-damage",
    "missing-points",
    "missing-shields",
    "missing-text",
    "part-twice",
    "point-twice",
    "second-mesh",
    "stores-without-tubes",
    "torpedoes-of-computer",
    "tubes-without-stores",
)
MOVES = '<performance turnrate="0.002" topspeed="0.3"/>'
VURR = '<hullRace ID="2" name="Vurr" keys="enemy"/>'


def of(body: str) -> Mod:
    return Mod.from_files("example", ships(body))


def said(rule: str, body: str) -> list[str]:
    return [one.message for one in audit(of(body), STOCK, scope=Scope(select=[rule])).findings]


def vessel(inner: str, words: str = "small", number: int = 7, side: int = 0) -> str:
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="Kite" broadType="{words}">\n'
        f"{inner}\n</vessel>\n"
    )


def three(inner: str, words: str = "small") -> str:
    return "".join(vessel(inner, words, number) for number in (1, 2, 3))


# What others of the kind have ---------------------------------------------------------------

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


# Player ships -------------------------------------------------------------------------------

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


# Carriers -----------------------------------------------------------------------------------


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
        "7 Kite: 3 bombers in 2 bays; write a baycount for all of them"
    ]
    assert said("many-bombers", vessel(old, "carrier")) == []


# Twice --------------------------------------------------------------------------------------


def test_a_part_that_stands_three_times_is_one_finding() -> None:
    parts = '<shields front="1"/>\n<shields front="2"/>\n<shields front="1"/>'
    [finding] = audit(of(vessel(parts)), STOCK, scope=Scope(select=["part-twice"])).findings
    assert finding.message == "7 Kite: 3 <shields>; a vessel has one, keep that"
    assert finding.location.line == 5
    assert [place.line for place in finding.also] == [4, 6]
    assert not finding.is_fixable


def test_stations_are_built_of_many_meshes_and_ships_of_one() -> None:
    art = '<art meshfile="dat/kite.dxs"/>'
    assert said("second-mesh", vessel(art + art, "base")) == []
    assert said("second-mesh", vessel(art + art + MOVES)) == [
        "7 Kite: 2 <art>, as only stations have; keep the one of this ship"
    ]


def point(x: str, y: str = "4", z: str = "-250", name: str = "impulse_point") -> str:
    return f'  <{name} x="{x}" y="{y}" z="{z}"/>'


def lines(*parts: str) -> str:
    return vessel("\n".join(parts))


def test_a_point_written_twice_is_told_at_the_copy_and_removed_where_its_mirror_is() -> None:
    body = lines(point("-90"), point("90"), point(" 90.0"), point("0"), point("-0"))
    mod = of(body)
    [finding] = audit(mod, STOCK, scope=Scope(select=["point-twice"])).findings
    assert finding.message == (
        "7 Kite: 2 impulse_points stand at the very places of others; one is enough"
    )
    assert finding.location.line == 6
    assert [place.line for place in finding.also] == [8, 5, 7]
    result = fix(mod, STOCK, scope=Scope(select=["point-twice"]))
    assert result.after == ships(lines(point("-90"), point("90"), point("0")))
    assert result.remaining.findings == ()


def test_a_copy_that_was_to_be_mirrored_is_left_to_the_author() -> None:
    body = lines(point("-90"), point("-90"), point("-90"))
    mod = of(body)
    assert said("point-twice", body) == [
        "7 Kite: 2 impulse_points stand at the very places of others; was one meant for x=90?"
    ]
    assert fix(mod, STOCK, scope=Scope(select=["point-twice"])).after == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{0}|\t {0} \t|<a/>", "{0}|<a/>"),
        ("{0} {0} <!-- main -->|", "{0}  <!-- main -->|"),
        ("{0}|{0} <!-- main -->|", "{0}| <!-- main -->|"),
        ("{0}{0}", "{0}"),
    ],
)
def test_a_removed_part_takes_its_line_along_and_nothing_else(
    before: str, after: str, end: str
) -> None:
    one = '<shields front="1" back="1"></shields>'

    def files(text: str) -> dict[str, bytes]:
        body = vessel("\n" + text.replace("|", "\n").format(one))
        return {XML: ships(body)[XML].replace(b"\n", end.encode())}

    result = fix(Mod.from_files("mod", files(before)), STOCK, scope=Scope(select=["part-twice"]))
    assert result.after == files(after)


def test_other_ports_may_be_stacked() -> None:
    ports = "engine_port", "torpedo_tube", "drone_port", "beam_port"
    doubled = "".join(point("0", name=name) * 2 for name in ports)
    names = [rule for rule in RULES if not rule.startswith(("missing", "torpedoes"))]
    assert audit(of(vessel(MOVES + doubled)), STOCK, scope=Scope(select=names)).findings == ()


BEAM = '<beam_port x="{}" y="0" z="10" damage="{}" arcwidth="0.3" cycletime="6" range="1000"/>'


def test_two_equal_beams_on_one_side_are_told_once_for_a_race() -> None:
    pair = BEAM.format(19, 1) * 2
    assert said("beam-twice-on-one-side", vessel(pair) + vessel(pair, number=8)) == [
        "7 Kite: two equal beams at x=19 and none at x=-19 (2 such pairs in ships of its race); "
        "was one meant for the other side?"
    ]


@pytest.mark.parametrize(
    "beams",
    [
        BEAM.format(19, 1) * 2 + BEAM.format(-19, 1),
        BEAM.format(0, 1) * 2,
        BEAM.format(0.04, 1) * 2,
        BEAM.format(19, 1) * 3,
        BEAM.format(19, 1) + BEAM.format(19, 2),
    ],
)
def test_beams_that_may_be_stacked_on_purpose_are_passed_over(beams: str) -> None:
    assert said("beam-twice-on-one-side", vessel(beams)) == []


# Mirrors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (("-90", "12", "-250"), ("90", "-12", "-250"), "y=-12, the one on the other side 12"),
        (("-90", "12", "-250"), ("90", "12", "-205"), "z=-205, the one on the other side -250"),
        (("-90", "12", "-250"), ("90", "12", "-25"), "z=-25, the one on the other side -250"),
        (("-90", "12", "-250"), ("9", "12", "-250"), "x=9, the one on the other side -90"),
    ],
)
def test_a_slip_in_one_number_of_a_mirrored_pair_is_told(
    left: tuple[str, ...], right: tuple[str, ...], told: str
) -> None:
    sound = point("-91", "12", "-250", "engine_port") + point("91", "12", "-250", "engine_port")
    body = lines(sound, point(*left), point(*right))
    assert said("mirror-slip", body) == [
        f"7 Kite: this impulse_point has {told}; are they to mirror each other?"
    ]


@pytest.mark.parametrize(
    "right",
    [
        ("90", "12", "-250"),
        ("90", "12", "-251"),
        ("92.87", "12", "-250"),
        ("90", "-12", "-260"),
        ("-90", "-12", "-250"),
        ("-90", "12", "-250"),
        ("90", "12", "x"),
    ],
)
def test_pairs_that_differ_a_little_or_altogether_are_passed_over(right: tuple[str, ...]) -> None:
    assert said("mirror-slip", lines(point("-90", "12", "-250"), point(*right))) == []


def test_a_hull_that_is_no_mirror_at_all_is_passed_over() -> None:
    body = lines(point("-90", "12"), point("90", "-12"), point("40", "3"), point("-17", "8"))
    assert said("mirror-slip", body) == []


# Real files ---------------------------------------------------------------------------------


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
    ]
    assert len(places(mod)) == 10


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


# Torpedoes of the computer ------------------------------------------------------------------

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


# Attributes that all others have ------------------------------------------------------------

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


def test_many_numbers_given_twice_are_one_finding() -> None:
    body = "".join(vessel("", number=n) * 2 for n in range(9))
    [message] = said("duplicate-id", body)
    assert message.startswith("2 vessels have the uniqueID 0: Kite and Kite")
    assert message.endswith("(9 such places)")
