"""What all rules stand on: kinds of values, habits, words, and what became of ships."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.fates import fates_of_races, fates_of_vessels
from artemis_modkit.audit.findings import Occurrence
from artemis_modkit.audit.fix import fix
from artemis_modkit.audit.grouping import Cluster, clusters
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.rule import FEW, all_rules
from artemis_modkit.audit.ship_parts import is_beside, lacking, living, mirrored, place_of
from artemis_modkit.audit.spelling import is_one_slip, misspelt, nearest
from artemis_modkit.audit.typical_values import Kin, kin_of
from artemis_modkit.audit.wording import race_title
from artemis_modkit.changes.pairing import Fate
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit, Location, Source, Span
from artemis_modkit.parsers.xml import XmlDocument
from tests.audit.frame_of_tests import SHIPS, STOCK, occurrence, ships
from tests.balance.fleets import mod_of, vessel

# Kinds ------------------------------------------------------------------------------------------


def test_four_slips_of_a_kind_are_told_one_by_one_and_five_as_one() -> None:
    def of(count: int) -> list[Cluster]:
        many = (
            occurrence(at, f"slip {at}", kind="kind", edits=(Edit(Span(at, at), "x"),))
            for at in range(count)
        )
        return list(clusters(many, FEW))

    assert [(one.message, len(one.edits)) for one in of(4)] == [
        (f"slip {at}", 1) for at in range(4)
    ]
    [one] = of(5)
    assert one.message == "slip 0 (5 such places)"
    assert one.also == tuple(Location(at, 1) for at in range(1, 5))
    assert len(one.edits) == 5
    assert of(1200)[0].message == "slip 0 (1,200 such places)"


def test_kinds_do_not_mix_and_further_places_count_as_places() -> None:
    many = (occurrence(at, kind=at % 2, also=(Location(at, 9),)) for at in range(9))
    found = list(clusters(many, FEW))
    assert [one.first.location.line for one in found] == [0, 1, 3, 5, 7]
    assert found[0].also == (
        Location(0, 9),
        *(Location(at, column) for at in (2, 4, 6, 8) for column in (1, 9)),
    )


def test_what_has_no_kind_or_stands_in_another_file_is_told_by_itself() -> None:
    many = [occurrence(at) for at in range(9)]
    assert [len(one.occurrences) for one in clusters(many, FEW)] == [1] * 9
    apart = [replace(one, kind="kind", file=f"{one.location.line % 2}.xml") for one in many]
    assert [len(one.occurrences) for one in clusters(apart, 4)] == [5, 4]


PLACED = Occurrence(
    "a.xml", Location(1, 1), "wrong", "kind", "1 Otter", 1, "beam_port", "range", 1, "0"
)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "other"}, {"owner": "2 Heron"}, {"element": "drone_port"}, {"attribute": "damage"},
        {"number": 2}, {"value": "0.0"},
    ],
)  # fmt: skip
def test_an_occurrence_is_another_one_where_any_part_of_it_is(other: dict[str, Any]) -> None:
    assert replace(PLACED, **other).identity != PLACED.identity
    assert replace(PLACED, **other).fingerprint("r") != PLACED.fingerprint("r")


def test_an_occurrence_is_the_same_wherever_it_moves_and_in_whatever_words() -> None:
    moved = replace(
        PLACED, location=Location(9, 9), message="better", also=(Location(1, 1),), width=5
    )
    assert moved.identity == PLACED.identity
    assert moved.fingerprint("r") == PLACED.fingerprint("r")
    assert PLACED.fingerprint("r") not in (
        PLACED.fingerprint("other"),
        replace(PLACED, file="b.xml").fingerprint("r"),
    )


def test_a_finding_of_a_kind_is_known_again_with_more_places_and_one_alone_by_itself() -> None:
    alike = [replace(PLACED, number=at) for at in range(6)]
    five, six = Cluster(alike[:5], is_kind=True), Cluster(alike, is_kind=True)
    assert five.fingerprint("r") == six.fingerprint("r")
    assert Cluster((PLACED,)).fingerprint("r") == PLACED.fingerprint("r")


# Values of a kind -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "value", "typical"),
    [
        ((1, 1, 1, 1, 10), 10, 1),  # far, and four others
        ((1, 1, 1, 10), 10, None),  # three others are too few
        ((1, 1, 1, 1, 4.9), 4.9, None),
        ((1, 1, 1, 1, 5), 5, 1),  # as far as a slip must be
        ((1, 1, 1, 5, 10), 10, None),  # twice the next one is no gap
        ((1, 1, 1, 5, 10.1), 10.1, 1),
        ((10, 10, 10, 10, 2.1), 2.1, None),
        ((10, 10, 10, 10, 2), 2, 10),
        ((10, 10, 10, 3.8, 1.9), 1.9, None),
        ((10, 10, 10, 3.9, 1.9), 1.9, 10),
        ((2, 4, 6, 8, 100), 100, 5),  # the median of an even number
        ((2, 4, 6, 8, 9, 100), 100, 6),
        ((1,) * 12 + (9,) * 4, 9, 1),  # a quarter of all is one slip copied
        ((1,) * 12 + (9,) * 5, 9, None),
        ((1,) * 5 + (9,) * 5, 9, None),
        ((1, 1, 1, 1, 1), 1, None),
    ],
)
def test_a_value_is_a_slip_beyond_all_others_and_far_from_their_median(
    values: tuple[float, ...], value: float, typical: float | None
) -> None:
    kin = Kin("ship", tuple(sorted(values)))
    assert kin.typical_for(value, far=5) == typical


def front_of(ship: Vessel) -> list[float | None]:
    return [ship.shields.front] if ship.shields else []


def fronts(mod: Mod, role: Role) -> Kin:
    look = Look(mod, STOCK)
    return kin_of(look, front_of)(role)


def test_the_kin_of_a_ship_are_its_role_and_where_they_are_few_those_of_stock() -> None:
    few = ships(*(f'<shields front="{70 + at}"/>' for at in range(5)))
    many = ships(*(f'<shields front="{70 + at}"/>' for at in range(6)))
    assert fronts(many, Role.PLAYER) == Kin("player ship", (70, 71, 72, 73, 74, 75))
    found = fronts(few, Role.PLAYER)
    assert found.shown == "player ship"
    assert len(found.values) > 5
    assert {70, 71, 72, 73, 74} < set(found.values)
    nothing = ships(*['<shields front="0"/>', '<shields front="-5"/>', "", "<shields/>"] * 2)
    assert 0 not in fronts(nothing, Role.PLAYER).values


def test_where_even_stock_has_few_of_a_role_all_ships_or_all_craft_are_kin() -> None:
    nothing = Mod.from_files("stock", {SHIPS: b"<vessel_data/>"})
    craft = mod_of(
        *(vessel(f'<shields front="{at}"/>', "player singleseat fighter", number=at)
          for at in (1, 2)),
        *(vessel(f'<shields front="{at}"/>', number=at) for at in (30, 40)),
        vessel('<shields front="900"/>', "base", side=1, number=50),
        vessel('<shields front="7"/>', "singleseat", side=2, number=60),
    )  # fmt: skip
    kin = kin_of(Look(craft, nothing), front_of)
    assert kin(Role.PLAYER_CRAFT) == Kin("single-seat craft", (1, 2, 7), own=(1, 2, 7))
    assert kin(Role.PLAYER) == Kin("ship", (30, 40), own=(30, 40))
    assert kin(Role.STATION) == Kin(Role.STATION.shown, (900,), own=(900,))


# Parts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("having", "without", "told"),
    [(3, 1, 1), (2, 1, 0), (6, 2, 2), (5, 2, 0), (9, 3, 3), (8, 3, 0), (3, 0, 0), (0, 3, 0)],
)
def test_a_part_is_lacking_where_three_in_four_and_three_at_least_have_it(
    having: int, without: int, told: int
) -> None:
    mod = ships(*['<shields front="1"/>'] * having, *[""] * without)
    assert mod.vessel_data is not None
    found = lacking(Look(mod, STOCK), lambda *_: True, lambda ship: ship.shields)
    assert [one.id for one in found] == list(range(having, having + told))


def told_of(body: str, *rules: str) -> list[str]:
    text = f'<vessel_data><hullRace ID="0" name="a" keys="player"/>{body}</vessel_data>'
    found = audit(Mod.from_files("m", {SHIPS: text.encode()}), STOCK, scope=Scope(select=rules))
    return [one.rule for one in found.findings]


PARTS = ("missing-grid", "missing-mesh", "missing-performance", "missing-shields")


ART, GRID = '<art meshfile="dat/artemis.dxs"/>', '<internal_data file="dat/artemis.snt"/>'


@pytest.mark.parametrize("few", [1, 3])
@pytest.mark.parametrize(
    ("ship", "rules"),
    [
        ("", PARTS),
        (f'{ART}{GRID}<shields front="1"/><performance topspeed="1"/>', ()),
        (f'{ART}{GRID}<sheilds front="1"/><preformance topspeed="1"/>', ()),
    ],
)
def test_a_file_of_a_few_ships_lacks_what_every_ship_of_stock_has(
    ship: str, rules: tuple[str, ...], few: int
) -> None:
    body = f'<vessel uniqueID="1" side="0" broadType="player">{ship}</vessel>' * few
    assert sorted(told_of(body, *PARTS)) == sorted(rules * few)


def test_a_base_of_few_lacks_neither_speed_nor_grid_nor_engine() -> None:
    body = '<vessel uniqueID="1" side="0" broadType="base"/>'
    assert told_of(body, "missing-grid", "missing-performance", "missing-engine") == []


def test_a_place_has_three_coordinates_and_a_mirror_image() -> None:
    mod = ships('<beam_port x="1" y="2" z="3"/><beam_port x="0.99" y="2" z="3"/><beam_port x="1"/>')
    assert mod.vessel_data is not None
    places = [place_of(port) for port in mod.vessel_data.vessels[0].beam_ports]
    assert places == [(1, 2, 3), (0.99, 2, 3), None]
    assert mirrored((1, 2, 3)) == (-1, 2, 3)
    assert [is_beside(place) for place in ((1, 0, 0), (-1, 0, 0), (0.99, 9, 9), (-0.99, 9, 9))] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a>\n  <b/>\n  <c/>\n</a>", "<a>\n  <c/>\n</a>"),
        ("<a>\r\n\t<b/> \t\r\n\t<c/></a>", "<a>\r\n\t<c/></a>"),
        ("<a>\r  <b/>\r</a>", "<a>\r</a>"),
        ("<a><b/><c/></a>", "<a><c/></a>"),
        ("<a> <b/> <c/></a>", "<a>  <c/></a>"),
        ("<a>\n  <b/><c/></a>", "<a>\n  <c/></a>"),
        ("<a>x\n<b>\n</b>\n</a>", "<a>x\n</a>"),
    ],
)
def test_an_element_goes_with_its_lines_where_it_fills_them(before: str, after: str) -> None:
    document = XmlDocument.from_bytes("a.xml", before.encode())
    edit = Layout(document).without_element(
        next(one for one in document.elements if one.name == "b")
    )
    assert Source("a.xml", document.text).edited([edit]).text == after


def test_living_races_are_told_by_their_key() -> None:
    text = (
        '<vessel_data><hullRace ID="6" name="a" keys="enemy biomech"/>'
        '<hullRace ID="7" name="biomech" keys="enemy"/></vessel_data>'
    )
    look = Look(Mod.from_files("mod", {SHIPS: text.encode()}), STOCK)
    assert living(look) == {6}
    assert [race_title(race) for race in look.races] == ["race 6 a", "race 7 biomech"]


# Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "meant", "is_slip"),
    [
        ("warshp", "warship", True), ("warshiip", "warship", True), ("warshop", "warship", True),
        ("wasrhip", "warship", True), ("warships", "warship", False), ("marship", "warship", False),
        ("warsh", "warship", False), ("base", "base", False), ("bose", "base", False),
        ("bas", "base", True), ("ba", "base", False), ("bsae", "base", True),
        ("smoll", "small", True), ("smlla", "small", False), ("small1", "small", True),
    ],
)  # fmt: skip
def test_one_slip_of_the_pen_is_one_letter(word: str, meant: str, is_slip: bool) -> None:
    assert is_one_slip(word, meant) is is_slip


def test_a_word_is_misspelt_where_it_is_near_one_that_counts() -> None:
    known = ("warship", "singleseat", "base")
    assert [misspelt(one, known) for one in ("Warship", "single-seat", "single_seat", "warshp")] == [
        None, "singleseat", "singleseat", "warship",
    ]  # fmt: skip
    assert misspelt("hulk", known) is None


def test_a_name_is_near_another_whatever_its_case() -> None:
    assert nearest("BEAM_PRT", ["beam_port", "shields"]) == "beam_port"
    assert nearest("zzz", ["beam_port"]) is None
    assert (did_you_mean("x"), did_you_mean(None)) == ("; did you mean 'x'?", "")


# Releases ---------------------------------------------------------------------------------------


def release(*entries: tuple[int, str, str, int]) -> Mod:
    races = "".join(f'<hullRace ID="{at}" name="Race {at}"/>' for at in range(3))
    text = "".join(
        f'<vessel uniqueID="{number}" side="{side}" classname="{name}">'
        f'<art meshfile="{mesh}"/></vessel>'
        for number, name, mesh, side in entries
    )
    return Mod.from_files("m", {SHIPS: f"<vessel_data>{races}{text}</vessel_data>".encode()})


def became(before: Mod, now: Mod) -> Iterator[tuple[int | None, Fate, int | None]]:
    for old, fate, new in fates_of_vessels(Look(now, STOCK, before)):
        yield old.id, fate, None if new is None else new.id


OLD = release((1, "Otter", "a.dxs", 0))


@pytest.mark.parametrize(
    ("now", "fate"),
    [
        ([(1, "Otter", "b.dxs", 0)], []),
        ([(1, "Heron", "A.DXS ", 0)], []),
        ([(1, "Otter Mk II", "b.dxs", 0)], []),
        ([(1, "Heron", "b.dxs", 0)], [(1, Fate.REPLACED, 1)]),
        ([(2, "Otter", "a.dxs", 0)], [(1, Fate.RENUMBERED, 2)]),
        ([(2, "Otter", "b.dxs", 0)], [(1, Fate.LOST, None)]),
        ([(2, "Otter", "b.dxs", 1)], [(1, Fate.LOST, None)]),
        ([(2, "Otter", "b.dxs", 0), (3, "otter", "a.dxs", 0)], [(1, Fate.RENUMBERED, 3)]),
        ([(1, "Heron", "b.dxs", 0), (2, "Otter", "a.dxs", 0)], [(1, Fate.RENUMBERED, 2)]),
        ([], [(1, Fate.LOST, None)]),
    ],
)
def test_what_became_of_a_ship_is_told_by_its_number_mesh_and_name(
    now: list[tuple[int, str, str, int]], fate: list[tuple[int, Fate, int | None]]
) -> None:
    assert list(became(OLD, release(*now))) == fate


def test_a_race_is_kept_renumbered_or_lost_by_its_name() -> None:
    def races(*pairs: tuple[int, str]) -> Mod:
        text = "".join(f'<hullRace ID="{number}" name="{name}"/>' for number, name in pairs)
        return Mod.from_files("m", {SHIPS: f"<vessel_data>{text}</vessel_data>".encode()})

    before = races((1, "Arvon"), (2, "Kralien"), (3, "Torgoth"), (4, "Skaraan"))
    now = races((1, "arvon "), (5, "Kralien"), (3, "Hjorden"))
    found = fates_of_races(Look(now, STOCK, before))
    assert [(old.id, fate, new and new.id) for old, fate, new in found] == [
        (2, Fate.RENUMBERED, 5), (4, Fate.LOST, None),
    ]  # fmt: skip
    assert list(fates_of_races(Look(now, STOCK))) == []


# The run ----------------------------------------------------------------------------------------


def test_what_stock_does_with_the_same_words_is_told_of_no_other_mod_but_of_itself() -> None:
    body = '<shields front="4,0" back="1"/>'
    stock, mod = ships(body), ships(body, body)
    assert [one.rule for one in audit(stock, stock).findings].count("unreadable-value") == 1
    select = ["unreadable-value"]
    assert [one.vessel for one in audit(mod, stock, scope=Scope(select=select)).findings] == [1]
    assert len(audit(mod, STOCK, scope=Scope(select=select)).findings) == 2


def test_repairs_that_overlap_wait_and_a_copy_that_is_kept_stays_equal() -> None:
    text = '<vessel_data><vessel uniqueID="1" side="0" classname="A & B"/></vessel_data>'
    files = {
        SHIPS: text.encode(),
        "dat/vesselDataMOD.xml": text.encode(),
        "artemis.ini": b"a = 1\n",
    }
    result = fix(
        Mod.from_files("m", files), STOCK, scope=Scope(select=["xml-syntax", "ini-syntax"])
    )
    assert result.after[SHIPS] == result.after["dat/vesselDataMOD.xml"] != files[SHIPS]
    assert result.before == {path: files[path] for path in result.after}
    assert b"A &amp; B" in result.after[SHIPS]
    assert {one.rule for one in result.fixed} == {"xml-syntax", "ini-syntax"}
    assert [one for one in result.remaining.findings if one.is_fixable] == []


def test_rules_are_in_the_order_of_their_names_and_named_by_their_files() -> None:
    rules = all_rules()
    assert list(rules) == sorted(rules)
    assert all(name == rule.name and "_" not in name for name, rule in rules.items())
