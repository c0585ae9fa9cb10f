"""A delta says what base, ours and theirs have in one place, and who changed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.changes.align import Beside, FromBase
from artemis_modkit.changes.delta import (
    ALL_KINDS,
    Delta,
    Differ,
    Who,
    deltas_between,
    setting_delta,
    who_changed,
)
from artemis_modkit.changes.sides import NO_TRIO, Sides, Trio
from artemis_modkit.changes.three_way import deltas_of_three
from artemis_modkit.model import VesselData
from artemis_modkit.model.declarations import Area
from artemis_modkit.parsers.xml import Element


@pytest.mark.parametrize(
    ("values", "who"),
    [
        ((1, 1, 1), Who.NOBODY),
        ((1, 2, 1), Who.OURS),
        ((1, 1, 2), Who.THEIRS),
        ((1, 2, 2), Who.BOTH),
        ((1, 2, 3), Who.CONFLICT),
        ((None, 2, None), Who.OURS),
        ((None, 2, 3), Who.CONFLICT),
    ],
)
def test_who_changed_a_value_follows_from_the_three(
    values: tuple[int | None, int | None, int | None], who: Who
) -> None:
    assert who_changed(Sides(*values)) is who


@given(st.tuples(*[st.sampled_from([None, "1", "1.0", "2", "x"])] * 3), st.booleans())
def test_swapped_sides_swap_a_setting(
    texts: tuple[str | None, str | None, str | None], has_base: bool
) -> None:
    base, ours, theirs = texts
    one = setting_delta("key", Sides(base, ours, theirs), has_base=has_base)
    other = setting_delta("key", Sides(base, theirs, ours), has_base=has_base)
    assert (other.base, other.ours, other.theirs) == (one.base, one.theirs, one.ours)
    swapped = {Who.OURS: Who.THEIRS, Who.THEIRS: Who.OURS}
    assert other.who is swapped.get(one.who, one.who)
    assert one.differs == other.differs


def test_a_setting_is_compared_by_value_and_has_no_author_without_a_base() -> None:
    assert setting_delta("key", Sides("1", "1.0", "2")) == Delta(
        "setting[key]", "1", "1.0", "2", Area.BALANCE, Who.THEIRS
    )
    for ours, who in (("2.0", Who.NOBODY), ("3", Who.UNKNOWN)):
        assert setting_delta("key", Sides(None, ours, "2"), has_base=False).who is who


def part(text: str) -> Element:
    data = VesselData.from_bytes("x", f"<vessel_data>{text}</vessel_data>".encode())
    assert data.document.root is not None
    return data.document.root.children[0]


def told(deltas: "list[Delta]") -> list[tuple[str, Sides[str | None], Who]]:
    return [(one.path, one.texts, one.who) for one in deltas]


BEAMS = '<vessel uniqueID="1" classname="A"><beam_port damage="{}" range="1"/></vessel>'


def test_what_is_not_wanted_value_by_value_is_told_where_it_differs() -> None:
    a, b = part(BEAMS.format(1)), part(BEAMS.format(2))
    path = "beam_port[1].damage"
    assert told(list(deltas_between(a, b))) == [(path, Sides(None, "1", "2"), Who.UNKNOWN)]
    assert list(deltas_between(a, part(BEAMS.format("1.0")))) == []
    trio: Trio = Sides(part(BEAMS.format(3)), a, b)
    every = list(Differ(Beside(), every=True).inside("", trio))
    assert told(every) == [
        ("uniqueID", Sides("1", "1", "1"), Who.NOBODY),
        ("classname", Sides("A", "A", "A"), Who.NOBODY),
        (path, Sides("3", "1", "2"), Who.CONFLICT),
        ("beam_port[1].range", Sides("1", "1", "1"), Who.NOBODY),
    ]
    assert [one.attribute for one in every] == ["uniqueID", "classname", "damage", "range"]
    assert every[2].element is a.children[0]


def test_of_a_kind_that_base_cannot_be_asked_about_nobody_knows_who_changed_it() -> None:
    base, ours, theirs = (
        part(f'<vessel><long_desc text="{text}"/><shields front="{front}"/></vessel>')
        for text, front in (("stock's", 1), ("one", 1), ("two", 2))
    )
    known = ALL_KINDS - {Area.TEXT}
    found = Differ(Beside(), known).inside("", Sides(base, ours, theirs))
    assert told(list(found)) == [
        ("shields.front", Sides("1", "1", "2"), Who.THEIRS),
        ("long_desc.text", Sides(None, "one", "two"), Who.UNKNOWN),
    ]
    same = Differ(Beside(), known).inside("", Sides(base, ours, ours))
    assert list(same) == []


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "who", "why"),
    [
        ("1", None, "1", Who.OURS, ""),
        ("1", "1", None, Who.THEIRS, ""),
        ("1", None, None, Who.BOTH, ""),
        (None, "1", None, Who.OURS, ""),
        ("1", None, "2", Who.CONFLICT, "one side removed what the other changed"),
    ],
)
def test_an_element_that_not_both_have_is_one_delta(
    base: str | None, ours: str | None, theirs: str | None, who: Who, why: str
) -> None:
    sides = [
        None if one is None else part(f'<vessel side=" {one}"/>') for one in (base, ours, theirs)
    ]
    trio = Sides(*sides)
    [delta] = Differ(Beside()).of("vessel[7]", trio, NO_TRIO)
    texts = Sides(*(None if one is None else f"side={one}" for one in (base, ours, theirs)))
    assert (delta.path, delta.texts, delta.who, delta.why) == ("vessel[7]", texts, who, why)
    assert (delta.attribute, delta.elements) == (None, trio)


def test_texts_that_base_cannot_be_asked_about_are_no_part_of_what_an_element_says() -> None:
    base, theirs = (part(f'<hullRace ID="1"><taunt text="{one}"/></hullRace>') for one in "ab")
    trio = Sides(base, None, theirs)
    for known, who in ((ALL_KINDS - {Area.TEXT}, Who.OURS), (ALL_KINDS, Who.CONFLICT)):
        [delta] = Differ(Beside(), known).of("race", trio, NO_TRIO)
        assert delta.who is who
    [alone] = Differ(Beside(), frozenset()).of("race", trio, NO_TRIO)
    assert alone.who is Who.UNKNOWN


def test_what_both_added_alike_is_one_delta_and_else_one_for_each_value() -> None:
    def file(inside: str) -> VesselData:
        text = f'<vessel_data><vessel uniqueID="1">{inside}</vessel></vessel_data>'
        return VesselData.from_bytes("x", text.encode())

    def found(ours: str, theirs: str) -> list[tuple[str, Sides[str | None], Who]]:
        sides = FromBase(Sides(file(""), file(ours), file(theirs)))
        return told(list(deltas_of_three(sides, {})))

    shields = '<shields front="{}"/>'.format
    assert found(shields(1), shields("1.0")) == [
        ("vessel[1].shields", Sides(None, "front=1", "front=1.0"), Who.BOTH)
    ]
    assert found(shields(1), shields(2)) == [
        ("vessel[1].shields.front", Sides(None, "1", "2"), Who.CONFLICT)
    ]


def test_what_both_changed_alike_is_a_delta_beside_a_base() -> None:
    base, ours, theirs = (part(BEAMS.format(damage)) for damage in (1, 2, 2))
    trio: Trio = Sides(base, ours, theirs)
    assert told(list(Differ(Beside()).inside("", trio))) == [
        ("beam_port[1].damage", Sides("1", "2", "2"), Who.BOTH)
    ]
    assert list(Differ(Beside(), frozenset()).inside("", Sides(None, ours, theirs))) == []


OLD = (
    '<vessel uniqueID="1" side="0" classname="Scout"><art meshfile="a.dxs"/><shields front="{}"/>'
    '<performance topspeed="{}"/>{}</vessel>'
)
NEW = (
    '<vessel uniqueID="1" side="5" classname="Barge"><art meshfile="b.dxs"/><shields front="9"/>'
    '<performance topspeed="9"/>{}</vessel>'
)
TEXT = '<long_desc text="{}"/>'


@pytest.mark.parametrize(
    ("text", "other", "head", "also"),
    [
        ("", "", "shields.front", ["performance.topspeed"]),
        (TEXT.format("It was."), TEXT.format("It is."), "long_desc.text",
         ["shields.front", "performance.topspeed"]),
    ],
)  # fmt: skip
def test_what_was_done_to_a_ship_that_became_another_is_one_conflict_at_its_text_or_else_the_first(
    text: str, other: str, head: str, also: list[str]
) -> None:
    before, theirs = OLD.format(1, 1, text), OLD.format(2, 2, other)
    replaced = NEW.format(TEXT.format("A barge.") if text else "")

    def found(ours: str, theirs: str) -> list[Delta]:
        files = (f"<vessel_data>{one}</vessel_data>".encode() for one in (before, ours, theirs))
        sides = Sides(*(VesselData.from_bytes("x", data) for data in files))
        return list(deltas_of_three(FromBase(sides), {}))

    for sides, who in (((replaced, theirs), Who.OURS), ((theirs, replaced), Who.THEIRS)):
        deltas = found(*sides)
        [conflict] = [one for one in deltas if one.who is Who.CONFLICT]
        assert conflict.path == f"vessel[1].{head}"
        assert [one.path for one in conflict.also] == [f"vessel[1].{one}" for one in also]
        assert {one.who for one in (*deltas, *conflict.also)} == {who, Who.CONFLICT}
        assert conflict.why == f"{who.value} made it another ship"
    assert {one.who for one in found(replaced, before)} == {Who.OURS}
    assert {one.who for one in found(before, replaced)} == {Who.THEIRS}


def test_where_every_value_is_wanted_those_of_parts_that_nobody_touched_are_told_too() -> None:
    same = part('<vessel><shields front="8"/></vessel>')
    for known in (ALL_KINDS, frozenset[Area]()):
        found = list(Differ(Beside(), known, every=True).inside("", Sides(same, same, same)))
        assert [(one.path, one.who) for one in found] == [("shields.front", Who.NOBODY)]
        assert list(Differ(Beside(), known).inside("", Sides(same, same, same))) == []
