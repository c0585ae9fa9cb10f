"""Two mods are compared by what they say, not by how they write it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.compare import Changed, compare
from artemis_modkit.compare.texts import changed_words
from artemis_modkit.model import Mod
from artemis_modkit.model.declarations import Area
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.views.compare_ships import differing_words
from tests.conftest import FIXTURES
from tests.made import MADE, made

A = """<vessel_data version="2.6">
<hullRace ID="0" name="TSN" keys="player friendly"><taunt immunity="calm" text="Boo!"/></hullRace>
<vessel uniqueID="1" side="0" classname="Scout" broadType="player">
  <art meshfile="dat/a.dxs" scale="0.2"/>
  <shields front="80" back="80"/>
  <beam_port x="1" damage="1" range="1000"/>
  <beam_port x="-1" damage="1" range="1000"/>
  <torpedo_storage type="trp" amount="8"/>
  <torpedo_storage type="nuk" amount="2"/>
  <long_desc text="Two beams"/>
</vessel>
<vessel uniqueID="2" side="0" classname="Tug" broadType="player"/>
</vessel_data>
"""


def mod(text: str, ini: str | None = None, name: str = "mod") -> Mod:
    files = {"dat/vesselData.xml": text.encode()}
    if ini is not None:
        files["artemis.ini"] = ini.encode()
    return Mod.from_files(name, files)


Changes = tuple[tuple[int, str, tuple[Delta, ...]], ...]


def changes(b: str) -> Changes:
    return items(compare(mod(A), mod(b)).vessels)


def items(part: Changed) -> Changes:
    return tuple((one.id, one.name, one.changes) for one in part.changed)


def delta(path: str, a: str | None, b: str | None, kind: Area) -> Delta:
    return Delta(path, None, a, b, kind, Who.UNKNOWN)


def setting(
    key: str, a: str | None, b: str | None, base: str | None = None, who: Who = Who.UNKNOWN
) -> Delta:
    return Delta(f"setting[{key}]", base, a, b, Area.BALANCE, who)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('front="80"', 'front="80.0"'),
        ('scale="0.2"', 'scale= " .20"'),
        ('x="1" damage="1"', 'damage="1" x="1"'),
        ('keys="player friendly"', 'keys="Friendly  player"'),
        ('text="Two beams"', 'text="Two beams "'),
        ('type="trp"', 'type="0"'),
        ("\n", "\r\n"),
        ("<vessel_data", "\ufeff<!-- mine --><vessel_data"),
        ('<shields front="80" back="80"/>', '<shields back="80"   front="80"></shields>'),
    ],
)
def test_form_does_not_count(before: str, after: str) -> None:
    assert before in A
    assert compare(mod(A), mod(A.replace(before, after))).is_empty


def test_torpedo_stores_are_matched_by_their_kind_in_any_order() -> None:
    trp, nuk = (f'<torpedo_storage type="{kind}' for kind in ("trp", "nuk"))
    b = A.replace(trp, "@").replace(nuk, trp).replace("@", nuk)
    assert changes(b) == (
        (
            1,
            "Scout",
            (
                delta("torpedo_storage[trp].amount", "8", "2", Area.BALANCE),
                delta("torpedo_storage[nuk].amount", "2", "8", Area.BALANCE),
            ),
        ),
    )


def test_every_kind_of_change_is_named_with_its_path() -> None:
    b = (
        A.replace('front="80"', 'front="90"')
        .replace('x="-1" damage="1"', 'x="-1" damage="1,5"')
        .replace("dat/a.dxs", "dat/b.dxs")
        .replace("Two beams", "Three beams")
        .replace('classname="Scout"', 'classname="Scout II"')
        .replace(' range="1000"/>\n  <torp', "/>\n  <torp")
    )
    assert changes(b) == (
        (
            1,
            "Scout II",
            (
                delta("classname", "Scout", "Scout II", Area.IDENTITY),
                delta("art[1].meshfile", "dat/a.dxs", "dat/b.dxs", Area.ART),
                delta("shields.front", "80", "90", Area.BALANCE),
                delta("beam_port[2].damage", "1", "1,5", Area.BALANCE),
                delta("beam_port[2].range", "1000", None, Area.BALANCE),
                delta("long_desc.text", "Two beams", "Three beams", Area.TEXT),
            ),
        ),
    )


def test_an_element_that_one_side_has_is_one_change() -> None:
    b = A.replace('  <beam_port x="-1" damage="1" range="1000"/>\n', "")
    assert changes(b) == (
        (
            1,
            "Scout",
            (delta("beam_port[2]", "x=-1 damage=1 range=1000", None, Area.BALANCE),),
        ),
    )


def test_what_has_another_number_and_another_look_is_another_one() -> None:
    b = A.replace(
        'uniqueID="2" side="0" classname="Tug"', 'uniqueID="3" side="0" classname="Barge"'
    )
    b = b.replace('ID="0" name="TSN"', 'ID="5" name="Pirate"', 1)
    found = compare(mod(A), mod(b))
    assert (found.vessels.added, found.vessels.removed, found.vessels.changed) == ((3,), (2,), ())
    assert (found.races.added, found.races.removed, found.races.changed) == ((5,), (0,), ())


def test_what_has_another_number_only_is_renumbered() -> None:
    b = A.replace('uniqueID="1"', 'uniqueID="30"').replace('ID="0" name', 'ID="5" name', 1)
    found = compare(mod(A), mod(b))
    assert found.vessels.renumbered == ((1, 30),)
    assert found.races.renumbered == ((0, 5),)
    assert (found.vessels.added, found.vessels.removed) == ((), ())
    change = delta("uniqueID", "1", "30", Area.IDENTITY)
    assert items(found.vessels) == ((30, "Scout", (change,)),)


def test_what_has_the_number_of_something_that_is_gone_replaced_it() -> None:
    """The Tug is gone, and so is the Scout from its number, but it has another one."""
    tug = '<vessel uniqueID="2" side="0" classname="Tug" broadType="player"/>'
    new = (
        '<vessel uniqueID="{}" side="0" classname="{}" broadType="{}"><art meshfile="n"/></vessel>'
    )
    own = tug.replace("/>", '><art meshfile="tug.dxs"/><shields front="7" back="9"/></vessel>')
    a = A.replace(tug, own)
    b = A.replace('uniqueID="1"', 'uniqueID="30"').replace(
        tug,
        new.format(2, "Barge", "player")
        + new.format(1, "Hulk", "enemy")
        + new.format(7, "Raft", "enemy"),
    )
    found = compare(mod(a), mod(b)).vessels
    assert (found.added, found.removed, found.renumbered) == ((1, 2, 7), (2,), ((1, 30),))
    assert found.replaced == (1, 2)
    assert found.alike_under(2) == ("race", "type")
    assert found.alike_under(1) == ("race",)
    assert found.alike_under(7) == found.alike_under(99) == ()
    assert compare(mod(A), mod(A)).vessels.replaced == ()


def test_one_inserted_beam_is_one_insertion() -> None:
    new = '<beam_port x="0" damage="3" range="900"/>'
    b = A.replace('<beam_port x="1"', f'{new}<beam_port x="1"')
    shown = "x=0 damage=3 range=900"
    assert changes(b) == ((1, "Scout", (delta("beam_port[1]", None, shown, Area.BALANCE),)),)


def test_attributes_that_nobody_declared_are_compared_too() -> None:
    b = A.replace('front="80"', 'front="80" rear="70"')
    assert changes(b) == ((1, "Scout", (delta("shields.rear", None, "70", Area.BALANCE),)),)


def test_values_are_marked_by_who_changed_them() -> None:
    def beam(damage: int, cycle: int, reach: int, arc: int) -> str:
        return (
            f'<vessel_data><vessel uniqueID="1"><beam_port damage="{damage}" range="{reach}" '
            f'arcwidth="{arc}" cycletime="{cycle}" x="1"/></vessel></vessel_data>'
        )

    base, a, b = beam(1, 1, 1, 1), beam(2, 1, 2, 2), beam(1, 2, 2, 3)
    [item] = compare(mod(a), mod(b), mod(base)).vessels.changed
    assert {row.path: (row.base, row.ours, row.theirs, row.who) for row in item.rows} == {
        "uniqueID": ("1", "1", "1", Who.NOBODY),
        "beam_port[1].x": ("1", "1", "1", Who.NOBODY),
        "beam_port[1].damage": ("1", "2", "1", Who.OURS),
        "beam_port[1].cycletime": ("1", "1", "2", Who.THEIRS),
        "beam_port[1].range": ("1", "2", "2", Who.BOTH),
        "beam_port[1].arcwidth": ("1", "2", "3", Who.CONFLICT),
    }
    assert [row.path for row in item.based()] == [
        f"beam_port[1].{name}" for name in ("damage", "arcwidth", "cycletime", "range")
    ]


def test_sentences_of_embedded_stock_are_no_base_of_anything() -> None:
    text = '<vessel uniqueID="0"><long_desc text="{}"/></vessel>'
    a, b = (mod(f"<vessel_data>{text.format(one)}</vessel_data>") for one in ("One", "Two"))
    [item] = compare(a, b, Mod.open("stock")).vessels.changed
    [row] = [one for one in item.based() if one.kind is Area.TEXT]
    assert row == delta("long_desc.text", "One", "Two", Area.TEXT)


def test_settings_have_marks_beside_a_base() -> None:
    base, a, b = (mod(A, f"x={x}\ny={y}\n") for x, y in ((1, 1), (2, 1), (1, 2)))
    assert compare(a, b, base).settings == (
        setting("x", "2", "1", "1", Who.OURS),
        setting("y", "1", "2", "1", Who.THEIRS),
    )


def test_settings_are_compared_by_value() -> None:
    a = mod(A, "stationEnergy=1000\nclientHelm=1\ncueUI00=a.wav\n")
    b = mod(A, "; other\nstationEnergy=1000.0\ncueUI00=b.wav\nnetworkPort=2011\n")
    assert compare(a, b).settings == (
        setting("clientHelm", "1", None),
        setting("cueUI00", "a.wav", "b.wav"),
        setting("networkPort", None, "2011"),
    )


def test_what_is_left_out_is_noted() -> None:
    a = mod(A, "stationEnergy=1000\n", "ours")
    b = mod(
        A.replace("Two", "1 & 2").replace("\n", "\r\n").replace('uniqueID="2"', ""), None, "theirs"
    )
    assert compare(a, b).notes == (
        "only ours has artemis.ini; theirs has none to compare it with",
        "theirs: the XML is broken in places (1) and was repaired in memory; `audit` shows them",
        "theirs: of vessels those without an id are not compared (1)",
        "not counted: line ends",
    )


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_the_embedded_stock_is_the_real_one_in_all_but_its_sentences(
    games: Path, version: str
) -> None:
    found = compare(Mod.open(f"stock:{version}"), Mod.open(games / version))
    assert found.is_empty


@pytest.mark.parametrize("name", MADE)
def test_another_hand_changes_nothing(name: str) -> None:
    stock = Mod.open(f"stock:{name.partition('-')[0]}")
    assert compare(stock, made(name)).is_empty
    assert compare(made(name), stock).is_empty


def test_the_tsn_mod_is_stock_at_a_quarter(corpus: Path) -> None:
    found = compare(Mod.open(corpus / "stock/2.8"), Mod.open(corpus / "mods/tsn-3.1"))
    shown = {one.what: (str(one.factor), one.deviants) for one in found.scale}
    single_seat = (100, 101, 102, 103, 120, 121, 122, 123, 130, 131, 3000)
    stations = (1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008)
    assert shown == {
        "beam damage": ("0.25", (1500, 1501, 3000)),
        "shields": ("0.25", tuple(sorted((*single_seat, *stations)))),
        "drone damage": ("0.25", ()),
    }
    assert (len(found.vessels.added), found.vessels.removed) == (131, ())
    assert len(found.vessels.changed) == 58


def test_bens_mod_is_stock_at_half(corpus: Path) -> None:
    found = compare(Mod.open(corpus / "stock/2.4"), Mod.open(corpus / "mods/bens-4.2"))
    assert {(one.what, str(one.factor)) for one in found.scale} >= {
        ("beam damage", "0.5"),
        ("shields", "0.5"),
    }


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_a_demo_mod_does_not_differ_from_itself(name: str) -> None:
    path = FIXTURES / "mods" / name
    assert compare(Mod.open(path), Mod.open(path)).is_empty


@pytest.mark.parametrize("name", ["stock/2.7.1", "mods/tsn-3.1", "mods/sdn", "mods/bens-4.2"])
def test_a_mod_does_not_differ_from_itself(corpus: Path, name: str) -> None:
    path = corpus / name
    assert compare(Mod.open(path), Mod.open(path)).is_empty


def test_mods_without_a_kind_of_file_in_common_cannot_be_compared() -> None:
    ships = mod(A)
    settings = Mod.from_files("settings", {"artemis.ini": b"stationEnergy=1\n"})
    with pytest.raises(ModkitError, match="have nothing in common"):
        compare(ships, settings)


def test_absurd_numbers_do_no_harm_to_the_scale() -> None:
    wild = A.replace('damage="1"', 'damage="1e-999"'), A.replace('damage="1"', 'damage="1e308"')
    assert compare(mod(wild[0]), mod(wild[1])).scale == ()


# Words ---------------------------------------------------------------------------------------


def test_of_a_text_the_words_that_changed_are_shown() -> None:
    old = "Carries 8 homing torpedoes^and 2 nukes."
    assert differing_words(old, "Carries 10 homing torpedoes and 2 nukes.") == (
        "Carries 8 homing …",
        "Carries 10 homing …",
    )
    assert differing_words("a b c d e f g", "x b c d e f g y") == ("a b … g", "x b … g y")
    assert differing_words("one^two", "one two") == ("one^two", "one two")


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_changed_words_lead_from_the_old_text_to_the_new(old: list[str], new: list[str]) -> None:
    made: list[str] = []
    at = 0
    for run in changed_words(old, new):
        made += [*old[at : run.start], *new[run.new_start : run.new_end]]
        at = run.end
    assert made + old[at:] == new


def test_an_inserted_beam_moves_no_scale() -> None:
    def fleet(damage: str, extra: str = "") -> Mod:
        beams = "".join(
            f'<beam_port x="{x}" z="9" damage="{damage}" arcwidth="0.{x}" cycletime="6" range="9"/>'
            for x in (1, 2)
        )
        ships = "".join(
            f'<vessel uniqueID="{n}" side="0">{extra}{beams}</vessel>' for n in range(5)
        )
        text = f"<vessel_data>{ships}</vessel_data>"
        return Mod.from_files("mod", {"vesselData.xml": text.encode()})

    new = '<beam_port x="-7" z="-9" damage="3" arcwidth="1" cycletime="1" range="500"/>'
    for changed in (fleet("0.5"), fleet("0.5", new)):
        [scale] = compare(fleet("2"), changed).scale
        assert (str(scale.factor), scale.matching, scale.of, scale.deviants) == ("0.25", 10, 10, ())
