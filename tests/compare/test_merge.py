"""Two people's work on one mod is put together, in the bytes of ours."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from artemis_modkit.changes.decide import Strategy
from artemis_modkit.changes.delta import Who
from artemis_modkit.changes.sides import Side
from artemis_modkit.compare.merge import Merged, merge
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.compare.merging import (
    BASE,
    INI,
    SCOUT,
    also,
    changed,
    conflicts,
    merged,
    mod,
    models,
    settings_of,
    taken,
    text_of,
)

# What is taken --------------------------------------------------------------------------------


def test_clean_changes_of_both_sides_are_taken_and_equal_ones_once() -> None:
    ours = changed(('front="80"', 'front="90"'), ('amount="8"', 'amount="9"'))
    theirs = changed(('back="80"', 'back="70"'), ('amount="8"', 'amount="9.0"'))
    result = merged(ours, theirs)
    assert text_of(result) == ours.replace('back="80"', 'back="70"')
    assert conflicts(result) == {}
    assert taken(result, Who.OURS) == [f"{SCOUT}.shields.front"]
    assert taken(result, Who.THEIRS) == [f"{SCOUT}.shields.back"]
    assert taken(result, Who.BOTH) == [f"{SCOUT}.torpedo_storage[trp].amount"]


def test_a_removed_element_goes_with_its_line_and_the_comment_behind_it() -> None:
    line = '    <beam_port x="-1" damage="1" range="1000"/> <!-- left -->\n'
    assert text_of(merged(BASE, changed((line, "")))) == changed((line, ""))


def test_a_removed_vessel_takes_one_of_two_blank_lines_along() -> None:
    line = '  <vessel uniqueID="20" side="0" classname="Tug" broadType="player"/>\n\n'
    assert text_of(merged(BASE, changed((line, "")))) == changed((line, ""))


def test_an_inserted_beam_stands_where_it_stood_and_is_no_change_of_the_others() -> None:
    first = '    <beam_port x="1" damage="1" range="1000"/>'
    theirs = changed((first, f'    <beam_port x="0" damage="3" range="9"/>\n{first}'))
    ours = changed(('x="-1" damage="1"', 'x="-1" damage="2"'))
    result = merged(ours, theirs)
    assert text_of(result) == changed(('x="-1" damage="1"', 'x="-1" damage="2"'), text=theirs)
    assert taken(result, Who.THEIRS) == [f"{SCOUT}.beam_port[1]"]


def test_an_added_vessel_comes_with_its_comments_written_like_ours_and_in_the_order_of_ids() -> (
    None
):
    added = (
        "  <!-- mine -->\n"
        '  <vessel uniqueID="25" side="0" classname="Gun" broadType="player">  <!-- new -->\n'
        '    <art meshfile="dat/g.dxs"\n'
        '         scale="0.3"/>\n'
        "    <!-- one beam -->\n"
        '    <beam_port x="0" damage="2"/>\n'
        "  </vessel>\n"
    )
    theirs = changed(("</vessel_data>\n", f"\n{added}</vessel_data>\n"))
    ours = BASE.replace("    ", "\t\t").replace("\n  ", "\n\t").replace("\n", "\r\n")
    expected = ours.replace(
        '\t<vessel uniqueID="30"',
        "\t<!-- mine -->\r\n"
        '\t<vessel uniqueID="25" side="0" classname="Gun" broadType="player">  <!-- new -->\r\n'
        '\t\t<art meshfile="dat/g.dxs"\r\n'
        '\t\t     scale="0.3"/>\r\n'
        "\t\t<!-- one beam -->\r\n"
        '\t\t<beam_port x="0" damage="2"/>\r\n'
        "\t</vessel>\r\n"
        "\r\n"
        '\t<vessel uniqueID="30"',
    )
    assert text_of(merged(ours, theirs)) == expected
    assert text_of(merged("\ufeff" + ours, "\ufeff" + theirs)) == "\ufeff" + expected


def test_an_empty_element_opens_for_what_is_put_into_it() -> None:
    closed = 'classname="Tug" broadType="player"/>'
    opened = (
        'classname="Tug" broadType="player">\n    <carrier/>\n    <shields front="1"/>\n  </vessel>'
    )
    ours = changed(('classname="Tug" broadType="player"/>', 'classname="Pug" broadType="player"/>'))
    theirs = changed((closed, opened))
    assert text_of(merged(ours, theirs)) == theirs.replace("Tug", "Pug")


def test_attributes_come_and_go() -> None:
    theirs = changed(
        (' range="1000"/>  <!-- right', "/>  <!-- right"), ('back="80"', 'back="80" x="1"')
    )
    assert text_of(merged(BASE, theirs)) == theirs


def test_a_renumbered_ship_takes_the_changes_of_its_old_number() -> None:
    text = changed(
        ('broadType="base">', 'broadType="base">\n    <art meshfile="dat/base.dxs"/>'),
    )
    ours = text.replace('uniqueID="30"', 'uniqueID="31"')
    theirs = changed(('front="100"', 'front="50"'), text=text)
    assert text_of(merged(ours, theirs, base=text)) == ours.replace('front="100"', 'front="50"')


def test_what_the_encoding_of_ours_lacks_becomes_a_reference() -> None:
    ours = ('<?xml version="1.0" encoding="iso-8859-1"?>\n' + BASE).encode("latin-1")
    theirs = changed(("Two beams", "Zwei Strahlen à 5 €"))
    data = merge(mod(ours), mod(theirs), mod(BASE)).after["dat/vesselData.xml"]
    assert "Zwei Strahlen à 5 &#8364;".encode("latin-1") in data
    etree.fromstring(data)


# Conflicts ------------------------------------------------------------------------------------


def test_one_value_in_two_ways_is_a_conflict_that_keeps_ours_and_is_marked() -> None:
    ours = changed(('front="80"', 'front="90"'))
    theirs = changed(('front="80"', 'front="70"'), ("<!-- player ships -->", "<!-- ours\n -->"))
    result = merged(ours, theirs)
    (one,) = result.conflicts
    assert (one.delta.path, one.delta.texts) == (f"{SCOUT}.shields.front", ("80", "90", "70"))
    assert (one.our_place, one.their_place) != (None, None)
    assert one.our_place is not None and one.our_place.line == 11
    assert one.their_place is not None and one.their_place.line == 12
    mark = f'<!-- modkit: conflict: {one.delta.path}: base "80" ours "90" theirs "70" -->'
    assert text_of(result) == changed(
        ('    <shields front="90"', f'    {mark}\n    <shields front="90"'), text=ours
    )


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_change_against_a_removal_is_a_conflict(is_swapped: bool) -> None:
    line = '    <beam_port x="1" damage="1" range="1000"/>  <!-- right -->\n'
    sides = [changed((line, "")), changed(('x="1" damage="1"', 'x="1" damage="5"'))]
    if is_swapped:
        sides.reverse()
    result = merged(*sides)
    shown = ("x=1 damage=1 range=1000", None, "x=1 damage=5 range=1000")
    expected = (shown[0], shown[2], shown[1]) if is_swapped else shown
    assert conflicts(result) == {f"{SCOUT}.beam_port[1]": expected}
    without_mark = [one for one in text_of(result).splitlines() if "modkit:" not in one]
    assert without_mark == sides[0].splitlines()
    for side, text in zip(("ours", "theirs"), sides, strict=True):
        assert models(text_of(merged(*sides, side))) == models(text)


def test_one_id_added_in_two_ways_is_one_conflict() -> None:
    def adding(beams: int) -> str:
        return changed(
            (
                "</vessel_data>",
                f'  <vessel uniqueID="40"><shields front="{beams}"/></vessel>\n</vessel_data>',
            )
        )

    result = merged(adding(1), adding(2))
    assert conflicts(result) == {"vessel[40]": (None, "uniqueID=40", "uniqueID=40")}
    assert also(result) == ["vessel[40].shields.front"]
    assert models(text_of(merged(adding(1), adding(2), "vessel[40]=ours"))) == models(adding(1))
    assert models(text_of(merged(adding(1), adding(2), "vessel*=theirs"))) == models(adding(2))
    assert conflicts(merged(adding(1), adding(1).replace('"1"/></v', '"1.0"/></v'))) == {}


def test_two_ships_under_one_number_do_not_mix() -> None:
    ours = changed(
        ('classname="Scout"', 'classname="Barge"'),
        ("dat/a.dxs", "dat/b.dxs"),
        ('front="80" back="80"', 'front="10" back="20"'),
        ('x="1" damage="1" range="1000"', 'x="3" damage="4" range="700"'),
        ('x="-1" damage="1" range="1000"', 'x="-3" damage="4" range="700"'),
        ("Two beams", "A barge"),
    )
    theirs = changed(("Two beams", "Two strong beams"), ('amount="8"', 'amount="6"'))
    result = merged(ours, theirs)
    path = f"{SCOUT}.long_desc.text"
    assert conflicts(result) == {path: ("Two beams", "A barge", "Two strong beams")}
    assert also(result) == [f"{SCOUT}.torpedo_storage[trp].amount"]
    assert models(text_of(result)) == models(ours)
    swapped = merged(theirs, ours)
    assert conflicts(swapped) == {path: ("Two beams", "Two strong beams", "A barge")}
    assert models(text_of(swapped)) == models(ours.replace("A barge", "Two strong beams"))


def test_marks_hold_nothing_that_ends_a_comment() -> None:
    ours = changed(("Two beams", "a -- b --> c --- &lt;/vessel> -"))
    result = merged(ours, changed(("Two beams", "other ---")))
    assert len(result.conflicts) == 1
    assert models(text_of(result)) == models(ours)


@pytest.mark.parametrize(
    ("strategies", "front", "text"),
    [
        (["ours"], "90", "mine"),
        (["theirs"], "70", "yours"),
        (["base"], "80", "Two beams"),
        (["*.long_desc=theirs", "ours"], "90", "yours"),
        (["vessel[1].shields.fron?=theirs", "ours"], "70", "mine"),
    ],
)
def test_strategies_decide_by_path(strategies: list[str], front: str, text: str) -> None:
    ours = changed(('front="80"', 'front="90"'), ("Two beams", "mine"))
    theirs = changed(('front="80"', 'front="70"'), ("Two beams", "yours"))
    result = merged(ours, theirs, *strategies)
    assert conflicts(result) == {}
    assert len(result.settled) == 2
    assert text_of(result) == changed(('front="80"', f'front="{front}"'), ("Two beams", text))


def test_a_strategy_that_is_none_is_refused() -> None:
    with pytest.raises(ModkitError, match=r"--strategy x=mine: write ours, theirs or both"):
        Strategy.parse("x=mine")


def test_whoever_is_asked_decides_or_leaves_it() -> None:
    ours, theirs = changed(('front="80"', 'front="90"')), changed(('front="80"', 'front="70"'))
    asked: list[str] = []

    def answer(side: Side | None) -> Merged:
        def ask(conflict: Any) -> Side | None:
            asked.append(conflict.path)
            return side

        return merge(mod(ours), mod(theirs), mod(BASE), (), ask)

    assert text_of(answer(Side.THEIRS)) == theirs
    assert len(answer(None).conflicts) == 1
    assert asked == [f"{SCOUT}.shields.front"] * 2


# Broken and hostile files ---------------------------------------------------------------------


def test_broken_files_are_merged_as_they_are_repaired() -> None:
    ours = changed(('<shields front="100" back="100"/>', '<shields front="100" back="100">'))
    theirs = changed(('front="80"', 'front="70"'))
    result = merged(ours, theirs)
    assert models(text_of(result)) == models(theirs)
    assert result.notes == [
        "ours: the XML is broken in places (1); the merge works on the repaired text; "
        "`audit` shows them"
    ]


@pytest.mark.parametrize("text", ["", "no xml", '<vessel uniqueID="1"/>', "<a></b>", "\x00\x01"])
def test_what_holds_nothing_to_merge_is_refused_in_one_line(text: str) -> None:
    for sides in ((BASE, text), (text, BASE)):
        try:
            merged(*sides)
        except ModkitError as error:
            assert "\n" not in str(error)


def test_many_vessels_and_beams_are_merged_in_linear_time() -> None:
    beams = "".join(f'<beam_port x="{at}"/>' for at in range(3000))
    ships = "".join(f'<vessel uniqueID="{at}"/>' for at in range(100, 3100))
    base = f'<vessel_data><vessel uniqueID="1">{beams}</vessel></vessel_data>'
    theirs = base.replace("</vessel_data>", f"{ships}</vessel_data>").replace('x="', 'x="1')
    result = merged(base, theirs, base=base)
    assert models(text_of(result)) == models(theirs)


# Settings --------------------------------------------------------------------------------------


def test_settings_are_merged_by_key() -> None:
    theirs = "\ufeff" + INI.replace("lamp=1", "lamp=2\n; a new one\nnew=5").replace("\n", "\r\n")
    ours = INI.replace("port=2010", "port=2020").replace("last=1\n", "")
    text, result = settings_of(INI, ours, theirs.replace(";off=3", "off=4"))
    assert text == ours.replace("lamp=1", "lamp=2\n; a new one\nnew=5").replace(";off=3", "off=4")
    assert result.conflicts == []
    assert taken(result, Who.THEIRS) == ["setting[lamp]", "setting[new]", "setting[off]"]


def test_a_setting_goes_as_it_went_in_the_other_file() -> None:
    assert settings_of(INI, INI, INI.replace("lamp=1\n", ""))[0] == INI.replace("lamp=1\n", "")
    asleep = INI.replace("lamp=1", ";lamp=1")
    assert settings_of(INI, INI, asleep)[0] == asleep


def test_a_setting_in_two_ways_is_a_conflict_with_a_mark() -> None:
    ours, theirs = INI.replace("lamp=1", "lamp=2"), INI.replace("lamp=1", "lamp=3")
    text, result = settings_of(INI, ours, theirs)
    assert conflicts(result) == {"setting[lamp]": ("1", "2", "3")}
    mark = '; modkit: conflict: setting[lamp]: base "1" ours "2" theirs "3"\n'
    assert text == ours.replace("lamp=2", f"{mark}lamp=2")
    assert settings_of(INI, ours, theirs, "theirs")[0] == theirs
    gone = INI.replace("lamp=1\n", "")
    text, result = settings_of(INI, gone, theirs)
    assert conflicts(result) == {"setting[lamp]": ("1", None, "3")}
    assert text == f'{gone}; modkit: conflict: setting[lamp]: base "1" ours none theirs "3"\n'


def test_new_settings_at_the_end_of_a_file_without_a_line_end() -> None:
    text, _ = settings_of("a=1", "a=1", "a=1\nb=2\nc=3\n")
    assert text == "a=1\nb=2\nc=3"


# The base --------------------------------------------------------------------------------------


def test_without_a_base_stock_stands_for_it_and_it_is_said() -> None:
    stock = Mod.open("stock:2.8").tree.read("dat/vesselData.xml").decode()
    theirs = changed(('uniqueID="0" side="0"', 'uniqueID="0" side="1"'), text=stock)
    result = merge(mod(stock), mod(theirs))
    assert text_of(result) == theirs
    assert result.notes[0] == (
        "no base was named: stock:2.8 stands for it, so this is a merge of two"
    )


# A real case ------------------------------------------------------------------------------------


def test_the_real_work_of_two_people_has_one_conflict_and_loses_nothing(corpus: Path) -> None:
    folder = corpus / "merge" / "starry-2019"
    base, ours, theirs = (Mod.open(folder / f"{name}.xml") for name in ("base", "ours", "theirs"))
    result = merge(ours, theirs, base)
    assert [one.delta.path for one in result.conflicts] == ["vessel[18].long_desc.text"]
    assert taken(result, Who.THEIRS) == [
        "vessel[1].beam_port[1].playerdamage",
        "vessel[1].beam_port[1].cycletime",
        "vessel[20].beam_port[1].playerdamage",
        "vessel[20].beam_port[2].playerdamage",
        "vessel[200].torpedo_storage[trp].type",
        "vessel[1054].classname",
        "vessel[25]",
        "vessel[1351]",
        "vessel[1352]",
    ]
    data = result.after["ours.xml"]
    before = (folder / "ours.xml").read_bytes().split(b"\n")
    after = data.split(b"\n")
    changes = [
        (tag, a2 - a1, b2 - b1)
        for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, before, after, False).get_opcodes()
        if tag != "equal"
    ]
    assert sum(lost for _, lost, _ in changes) == 5
    assert sorted(new - lost for _, lost, new in changes if new != lost) == [1, 18, 23]
    both = [models((folder / f"{name}.xml").read_bytes()) for name in ("ours", "theirs")]
    merged_model = models(data)
    for number in ("25", "1351", "1352", "20", "200", "1054"):
        assert merged_model["vessel", number] == both[1]["vessel", number]
    for number in ("0", "18", "19", "1505", "3100", "7001", "7002", "7410"):
        assert merged_model["vessel", number] == both[0]["vessel", number]
    etree.fromstring(data)
