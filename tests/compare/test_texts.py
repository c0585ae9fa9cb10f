"""Texts that two people changed: put together where they changed other sentences, else not."""

import pytest

from artemis_modkit.compare.merge import Merged, merge
from artemis_modkit.compare.texts import both_texts
from artemis_modkit.model import Mod

BASE = "TSN Scout.^Fast and light. It has 1 beam. Stores for 8 homing."


def of_text(element: str) -> Mod:
    ship = f'<vessel uniqueID="1" classname="Scout">{element}</vessel>'
    return Mod.from_files(
        "m", {"dat/vesselData.xml": f"<vessel_data>{ship}</vessel_data>".encode()}
    )


def merged(ours: str, theirs: str) -> Merged:
    return of_elements(*(f'<long_desc text="{text}"/>' for text in (ours, theirs, BASE)))


def of_elements(ours: str, theirs: str, base: str) -> Merged:
    return merge(of_text(ours), of_text(theirs), of_text(base))


def text_of(result: Merged) -> str:
    return result.after["dat/vesselData.xml"].decode().partition('text="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("TSN Scout.^Fast and small. It has 1 beam. Stores for 8 homing.",
         "TSN Scout.^Fast and light. It has 1 beam. Stores for 6 homing.",
         "TSN Scout.^Fast and small. It has 1 beam. Stores for 6 homing."),
        ("TSN Scout.^Fast and light. It has 2 beams. Stores for 8 homing.",
         "TSN Scout.^Fast and light. It has 1 beam. Stores for 6 homing.",
         "TSN Scout.^Fast and light. It has 2 beams. Stores for 6 homing."),
        (f"{BASE} Ours.", BASE.replace("TSN Scout", "Scout"), "Scout.^Fast and light. It has 1 beam. Stores for 8 homing. Ours."),
        (BASE.replace(" It has 1 beam.", ""), BASE.replace("TSN", "USFP"), "USFP Scout.^Fast and light. Stores for 8 homing."),
    ],
)  # fmt: skip
def test_changes_of_other_sentences_are_put_together(ours: str, theirs: str, both: str) -> None:
    for sides in ((ours, theirs), (theirs, ours)):
        result = merged(*sides)
        assert (text_of(result), result.conflicts) == (both, [])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (BASE.replace("8 homing", "6 homing"), BASE.replace("8 homing", "10 homing")),
        (f"{BASE} Ours.", f"{BASE} Theirs."),
        ("Another ship.", BASE.replace("8 homing", "6 homing")),
        ("", BASE.replace("8 homing", "6 homing")),
        (f"{BASE} Ours.", BASE.replace("Stores for 8 homing.", "No stores.")),
    ],
)
def test_changes_that_touch_stay_a_conflict(ours: str, theirs: str) -> None:
    result = merged(ours, theirs)
    assert text_of(result) == ours
    assert [one.delta.path for one in result.conflicts] == ["vessel[1].long_desc.text"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("<long_desc/>", '<long_desc text="Ours."/>', '<long_desc text="Theirs."/>'),
        ('<long_desc text="It was."/>', "<long_desc/>", '<long_desc text="It is."/>'),
        ('<long_desc text="It was."/>', '<long_desc text="It is."/>', "<long_desc/>"),
        ('<long_desc text="It was."/>', "", '<long_desc text="It is."/>'),
        ("", '<long_desc text="Ours."/>', '<long_desc text="Theirs."/>'),
    ],
)
def test_a_text_that_one_of_the_three_has_not_cannot_be_put_together(
    base: str, ours: str, theirs: str
) -> None:
    result = of_elements(ours, theirs, base)
    assert len(result.conflicts) == 1
    assert ours in result.after.get("dat/vesselData.xml", ours.encode()).decode()


def test_what_is_no_text_for_people_is_not_put_together() -> None:
    """Though `heron.v2.dxs` has dots, where sentences end."""
    names = ("gull.v2.dxs", "heron.v2.x", "heron.v2.dxs")
    result = of_elements(*(f'<art meshfile="{name}"/>' for name in names))
    assert [one.delta.path for one in result.conflicts] == ["vessel[1].art[1].meshfile"]


def test_both_texts_say_what_either_says_once() -> None:
    assert both_texts("A ship. Ours.", "A ship. Theirs!") == "A ship. Ours. Theirs!"
    assert both_texts("A ship.", "A ship.") == "A ship."
