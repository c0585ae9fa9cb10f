"""Descriptions after a patch: what it made false is told, and only the numbers are written anew."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.audit.rule import ships
from artemis_modkit.descriptions.rewrite import StaleText, text_edits
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.source import Edit
from artemis_modkit.patcher.apply import stale_texts
from tests.effort import lines_run

BEAM = '<beam_port x="1"/>'


def data_of(parts: str, text: str, kind: str = "player") -> VesselData:
    xml = ships(
        f'<vessel uniqueID="3" side="0" classname="Otter" broadType="{kind}">'
        f'<performance turnrate="0.004" topspeed="0.6"/>{parts}<long_desc text="{text}"/></vessel>'
    )["dat/vesselData.xml"]
    return VesselData.from_bytes("vesselData.xml", xml)


def store(kind: str, amount: int) -> str:
    return f'<torpedo_storage type="{kind}" amount="{amount}"/>'


def stale(before: str, after: str, text: str, kind: str = "player") -> list[StaleText]:
    return list(stale_texts(data_of(before, text, kind), data_of(after, text, kind)))


def rewritten(before: str, after: str, text: str, kind: str = "player") -> str:
    """The text after its edits; it must leave nothing that is stale and could be edited."""
    old, new = data_of(before, text, kind), data_of(after, text, kind)
    done = edited(new, text_edits(stale_texts(old, new)))
    assert not text_edits(stale_texts(old, done))
    (vessel,) = done.vessels
    assert vessel.long_description is not None
    return vessel.long_description.text or ""


def edited(data: VesselData, edits: list[Edit]) -> VesselData:
    return VesselData.from_source(data.document.source.edited(edits))


# What is told --------------------------------------------------------------------------------


def test_a_promise_that_the_change_broke_is_told_with_its_place() -> None:
    (one,) = stale(store("trp", 8), store("trp", 6), "Stores for 8 homing")
    assert one.message == (
        "3 Otter: the text says '8 homing', the vessel now has 6 homing torpedoes; write 6"
    )
    document = one.vessel.document
    offset = document.text.index("8 homing")
    assert one.location == document.location(offset)
    assert one.number == "6"


@pytest.mark.parametrize("before", ["", "An old ship of the line, rebuilt twice since then. "])
def test_a_figure_is_told_with_the_word_before_it(before: str) -> None:
    (one,) = stale(store("trp", 5), store("trp", 6), f"{before}Homing: 5")
    assert (one.words, one.number) == ("Homing: 5", "6")


def test_what_was_false_before_is_not_the_fault_of_the_change() -> None:
    assert stale(store("trp", 4), store("trp", 6), "Stores for 8 homing") == []
    assert stale(store("trp", 8), store("trp", 8), "Stores for 6 homing") == []


def test_what_the_change_makes_true_is_not_told() -> None:
    assert stale(store("trp", 4), store("trp", 8), "Stores for 8 homing") == []


def test_a_text_that_changed_is_held_against_the_new_ship() -> None:
    old = data_of(store("trp", 8), "Stores for 8 homing")
    assert list(stale_texts(old, data_of(store("trp", 6), "Stores for 6 homing"))) == []


def test_what_is_no_more_is_told_and_left_to_the_author() -> None:
    (one,) = stale(store("nuk", 2), store("nuk", 0), "Stores for 2 nukes, 4 homing")
    assert one.message == (
        "3 Otter: the text says '2 nukes', the vessel now has no nukes; write the sentence anew"
    )
    assert one.edits == ()


def test_of_a_sum_nobody_knows_which_number_changed() -> None:
    (one,) = stale(BEAM * 3, BEAM * 2, "2 forward beams and 1 rear beam")
    assert one.message == (
        "3 Otter: the text says '2 forward beams, 1 rear beam', the vessel now has 2 beams; "
        "write the sentence anew"
    )


def test_of_two_equal_numbers_nobody_knows_which_changed() -> None:
    (one,) = stale(BEAM * 4, BEAM * 3, "2 forward beams and 2 rear beams")
    assert (one.words, one.number) == ("2 forward beams, 2 rear beams", None)


def test_a_total_that_is_told_in_parts_is_left_to_the_author() -> None:
    (one,) = stale(BEAM * 6, BEAM * 5, "6 beams: 4 forward beams and 2 aft beams")
    assert (one.words, one.number) == ("6 beams", None)


def test_a_ship_that_is_no_longer_unarmed_is_told() -> None:
    (one,) = stale("", BEAM, "Unarmed freighter of the line.", "cargo")
    assert one.message == (
        "3 Otter: the text says 'Unarmed', the vessel now has 1 weapon; write the sentence anew"
    )


def test_words_that_still_hold_are_not_told() -> None:
    assert stale(BEAM * 4, BEAM * 2, "A heavy beam") == []
    assert stale(BEAM * 4, BEAM * 2, "Up to 6 beams") == []


def test_bombers_are_told_beside_the_bays() -> None:
    before = '<carrierload baycount="4" bomber="2"/>'
    after = '<carrierload baycount="4" bomber="1"/>'
    assert rewritten(before, after, "Complement: 4 fighters, 2 bombers") == (
        "Complement: 4 fighters, 1 bomber"
    )


def test_both_sides_of_the_shields_are_read() -> None:
    before, after = '<shields front="80" back="60"/>', '<shields front="20" back="15"/>'
    assert rewritten(before, after, "2 x^Shields Front 80 Rear 60") == (
        "2 x^Shields Front 20 Rear 15"
    )
    assert rewritten(before, after, "Shields: 80/60") == "Shields: 20/15"
    assert rewritten(before, after, "Shields 80 fore, 60 aft") == "Shields 20 fore, 15 aft"
    assert stale(before, after, "Shields 80/60 %, shields 80%/60%") == []


# How numbers are written anew ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "text", "expected"),
    [
        (8, 6, "Armed with eight beams", "Armed with six beams"),
        (8, 6, "Eight beams", "Six beams"),
        (8, 6, "EIGHT BEAMS", "SIX BEAMS"),
        (8, 25, "Eight beams", "25 beams"),
        (2, 1, "Two long-range beams", "One long-range beam"),
        (1, 2, "One close-range, defensive beam", "Two close-range, defensive beams"),
        (2, 1, "2 x standard beams", "1 x standard beam"),
        (5, 7, "Beams: 5", "Beams: 7"),
        (2, 3, "A pair of beams", "A pair of beams"),
        (4, 3, "2 twin beams", "2 twin beams"),
    ],
)
def test_beams_are_written_as_they_were(before: int, after: int, text: str, expected: str) -> None:
    assert rewritten(BEAM * before, BEAM * after, text) == expected


@pytest.mark.parametrize(
    ("kind", "before", "after", "text", "expected"),
    [
        ("emp", 1, 2, "Stores: 1 EMP, 4 homing", "Stores: 2 EMP, 4 homing"),
        ("trp", 4, 1, "Stores: 4 homing", "Stores: 1 homing"),
        ("trp", 1, 3, "Armed with one homing torpedo", "Armed with three homing torpedoes"),
        ("trp", 3, 1, "Armed with 3 homing torpedoes", "Armed with 1 homing torpedo"),
        ("nuk", 1, 3, "Stores: 1 nukes", "Stores: 3 nukes"),
        ("nuk", 2, 1, "Stores: 2 nuke", "Stores: 1 nuke"),
        ("trp", 8, 6, "Stores: 8 homing. All 8 homing torpedoes", "Stores: 6 homing. All 6 homing torpedoes"),
    ],
)  # fmt: skip
def test_torpedoes_are_written_as_they_were(
    kind: str, before: int, after: int, text: str, expected: str
) -> None:
    assert rewritten(store(kind, before), store(kind, after), text) == expected


@pytest.mark.parametrize(
    "lead", ["", "Salt &amp; Tar^", "&#65;&lt;b&gt; &quot;x&quot;^", "line\r\n\tend^", "é😀 ^"]
)
def test_only_the_number_is_written_whatever_stands_before_it(lead: str) -> None:
    text = f"{lead}Stores for 8 homing &amp; 2 nukes"
    old = data_of(store("trp", 8) + store("nuk", 2), text)
    new = data_of(store("trp", 6) + store("nuk", 4), text)
    done = edited(new, text_edits(stale_texts(old, new)))
    expected = f"{lead}Stores for 6 homing &amp; 4 nukes"
    assert done.document.source.text == new.document.source.text.replace(text, expected)


CODES = {"homing": "trp", "nukes": "nuk", "mines": "min", "EMP": "emp", "PShock": "shk"}
LEADS = st.sampled_from(["", "&amp;", "&#x41;^", "\r\n", "\t", "'", "^", "Otter &lt;", "é", "😀 "])


@given(
    st.lists(LEADS, max_size=4),
    st.dictionaries(
        st.sampled_from(sorted(CODES)),
        st.tuples(st.integers(0, 40), st.integers(0, 40)),
        min_size=1,
    ),
)
def test_all_but_the_numbers_stays_as_it_is(
    leads: list[str], stores: dict[str, tuple[int, int]]
) -> None:
    text = "".join(leads) + "^Stores for "
    text += ", ".join(f"{before} {name}" for name, (before, _) in stores.items())
    sides = [
        "".join(store(CODES[name], pair[at]) for name, pair in stores.items()) for at in (0, 1)
    ]
    old, new = data_of(sides[0], text), data_of(sides[1], text)
    found = list(stale_texts(old, new))
    assert len(found) == sum(before != after for before, after in stores.values())
    done = edited(new, text_edits(found))
    expected = text
    for name, (before, after) in stores.items():
        if after and before != after:
            noun = name[:-1] if after == 1 and name.endswith("s") else name
            expected = expected.replace(f" {before} {name}", f" {after} {noun}")
    assert done.document.source.text == new.document.source.text.replace(text, expected)
    assert not text_edits(stale_texts(old, done))


# Real files ----------------------------------------------------------------------------------


def halved(data: VesselData) -> VesselData:
    edits = [
        edit
        for vessel in data.vessels
        for one in vessel.torpedo_storages
        if one.amount
        for edit in one.edit(amount=str(one.amount // 2))
    ]
    return edited(data, edits)


@pytest.mark.parametrize(
    ("folder", "told", "written"),
    [("stock/2.8", 76, 70), ("mods/tsn-3.1", 121, 111), ("mods/bens-4.2", 180, 169)],
)
def test_halved_stores_are_halved_in_the_texts(
    corpus: Path, folder: str, told: int, written: int
) -> None:
    before = Mod.open(corpus / folder).vessel_data
    assert before is not None
    after = halved(before)
    found = list(stale_texts(before, after))
    done = edited(after, text_edits(found))
    left = list(stale_texts(before, done))
    assert (len(found), len(found) - len(left)) == (told, written)
    assert all(one.has.startswith("no ") for one in left)


def test_without_homing_torpedoes_exactly_their_promises_are_told(corpus: Path) -> None:
    before = Mod.open(corpus / "stock/2.8").vessel_data
    assert before is not None
    after = edited(
        before,
        [
            Edit(one.element.span, "")
            for vessel in before.vessels
            for one in vessel.torpedo_storages
            if one.munition is Munition.HOMING
        ],
    )
    found = list(stale_texts(before, after))
    assert {one.has for one in found} == {"no homing torpedoes"}
    assert all("homing" in one.words for one in found)
    speaking = [
        vessel
        for vessel in before.vessels
        if vessel.long_description
        and "homing" in (vessel.long_description.text or "")
        and any(one.munition is Munition.HOMING and one.amount for one in vessel.torpedo_storages)
    ]
    assert [one.vessel.id for one in found] == [vessel.id for vessel in speaking]
    assert text_edits(found) == []


@pytest.mark.parametrize("folder", ["stock/2.8", "mods/tsn-3.1", "mods/bens-4.2", "mods/sdn"])
def test_a_change_that_no_text_speaks_of_makes_none_stale(corpus: Path, folder: str) -> None:
    before = Mod.open(corpus / folder).vessel_data
    assert before is not None
    before = VesselData.from_source(before.document.repaired)
    faster = [
        edit
        for vessel in before.vessels
        if vessel.performance is not None
        for edit in vessel.performance.edit(top_speed="3")
    ]
    assert list(stale_texts(before, edited(before, faster))) == []


def test_the_cost_grows_with_the_ships_and_with_a_text() -> None:
    def run(count: int) -> int:
        text = "&amp; Stores for 8 homing^" * count
        old, new = data_of(store("trp", 8), text), data_of(store("trp", 6), text)
        return lines_run(lambda: text_edits(stale_texts(old, new)))

    assert run(400) < 5 * run(100)
