"""A broken file is read whole, and its repairs make it what a strict parser accepts."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from artemis_modkit.parsers.errors import TooBig
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.xml import Element, XmlDocument
from tests.made import HANDS, VERSIONS, files_of
from tests.parsers.damage import SOUND, any_bytes, damaged_xml, heaps_of_markup
from tests.parsers.laws import xml_is_read_whole

SOUND_NAMES = [one.name for one in XmlDocument.from_bytes("x", SOUND.encode()).elements]


@settings(max_examples=600, deadline=None)
@given(damaged_xml())
@example(b"<!-- x -->\n<vessel_data versio<vessel_data versio")
def test_damaged_xml_is_repaired_into_what_lxml_reads_alike(data: bytes) -> None:
    xml_is_read_whole(data)


@settings(max_examples=400, deadline=None)
@given(heaps_of_markup())
@example(b'<s c="' + b"<" * 80 + b'"/>')
def test_a_heap_of_markup_is_repaired_into_what_lxml_reads_alike(data: bytes) -> None:
    xml_is_read_whole(data)


@settings(max_examples=300, deadline=None)
@given(any_bytes)
def test_any_bytes_are_read_as_xml(data: bytes) -> None:
    xml_is_read_whole(data)


@pytest.mark.parametrize("mark", ['"', "'", "=", "/", ">"])
def test_losing_any_one_character_of_markup_loses_no_element(mark: str) -> None:
    for at in (at for at, character in enumerate(SOUND) if character == mark):
        document = xml_is_read_whole((SOUND[:at] + SOUND[at + 1 :]).encode())
        names = iter([one.name for one in document.elements])
        lost = [name for name in SOUND_NAMES if name not in names]
        assert (SOUND[at - 20 : at + 10], lost) == (SOUND[at - 20 : at + 10], [])


def test_losing_any_one_quote_loses_no_attribute_of_a_name_that_stands_twice() -> None:
    root = '<vessel_data version="2.6">\n'
    inside = SOUND[SOUND.index(root) + len(root) : SOUND.index("</vessel_data>")]
    inside = inside.replace("""'a "b" c'""", '"a b c"')
    text = f"<vessel_data>\n{inside}{inside}</vessel_data>\n"
    expected = [list(one.attributes) for one in _elements(text)]
    for at in (at for at, character in enumerate(text) if character == '"'):
        found = [list(one.attributes) for one in _elements(text[:at] + text[at + 1 :])]
        assert (text[at - 20 : at + 10], found) == (text[at - 20 : at + 10], expected)


def test_a_file_cut_off_behind_an_end_of_its_root_that_stands_too_early_is_read_whole() -> None:
    ship = '<vessel uniqueID="1"><art scale="1"/><shields front="3"/></vessel>\n'
    for ends in (1, 2):
        before = '<vessel_data version="2.6">' + f"{ship}</vessel_data>\n" * ends
        for kept in range(len(ship)):
            xml_is_read_whole((before + ship[:kept]).encode())


def _elements(text: str) -> tuple[Element, ...]:
    return XmlDocument.from_bytes("any.xml", text.encode()).elements


def test_an_entity_is_never_expanded() -> None:
    data = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a x="&b;">&b;</a>'
    document = xml_is_read_whole(data)
    assert [(one.name, one.attributes) for one in document.elements] == [("a", {"x": "&b;"})]
    assert document.text == '<a x="&amp;b;">&amp;b;</a>'


@pytest.mark.parametrize("text", ["<a>" * 201, "<a>" * 201 + "</a>" * 201, "<a" * 9 + "<a>" * 201])
def test_elements_nested_too_deep_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(TooBig) as refusal:
        XmlDocument.from_bytes("dat/deep.xml", text.encode())
    assert str(refusal.value) == (
        "dat/deep.xml: elements are nested more than 200 deep; vesselData needs 3"
    )


def test_elements_nested_to_the_limit_are_read() -> None:
    document = xml_is_read_whole(("<a>" * 200 + "</a>" * 200).encode())
    assert [one.name for one in document.elements] == ["a"] * 200


# Whole files ------------------------------------------------------------------------------------

PLANTED = {
    "an ampersand in a text": (b" and ", b" & ", b" &amp; "),
    "the last quote of a text": (b'."/>', b"./>", b'."/>'),
    "a number behind the end": (b"</vessel_data>", b"</vessel_data>\n232423", b"</vessel_data>\n"),
    "the slash of an empty element": (
        b'"/>\n  </vessel>', b'">\n  </vessel>', b'"/>\n  </vessel>'
    ),
    "the end tag of a vessel": (b"</vessel>\n\n  <vessel ", b"\n\n  <vessel ", None),
    "a word without quotes": (b'side="3"', b"side=3", b'side="3"'),
}  # fmt: skip
"""What goes wrong in real files: what stood there, what stands there now, and repaired."""


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_repaired_as_a_person_would(fault: str, version: str) -> None:
    sound = files_of(version)["dat/vesselData.xml"]
    stood, stands, repaired = PLANTED[fault]
    at = sound.rindex(stood)
    end = at + len(stood)
    document = xml_is_read_whole(sound[:at] + stands + sound[end:])
    assert [fault.repairable for fault in document.faults] == [True]
    before = XmlDocument.from_bytes("sound.xml", sound)
    if repaired is not None:
        assert document.faults[0].span.start in range(at - 200, at + len(stands) + 2)
        assert document.repaired.to_bytes() == sound[:at] + repaired + sound[end:]
    before = XmlDocument.from_bytes("sound.xml", sound)
    assert [(one.name, len(one.children)) for one in document.elements] == [
        (one.name, len(one.children)) for one in before.elements
    ]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("hand", HANDS)
def test_a_sound_file_in_any_hand_is_left_alone(version: str, hand: str) -> None:
    data = files_of(version, hand)["dat/vesselData.xml"]
    assert XmlDocument.from_bytes("any.xml", data).faults == ()


def _with_last_quote(data: bytes) -> bytes:
    return re.sub(rb"chill pill(?=/>\n)", b'chill pill"', data)


def _without_text_after_root(data: bytes) -> bytes:
    return re.sub(rb"(?<=</vessel_data>\n)\d+(?=\n\Z)", b"", data)


def _with_entities(data: bytes) -> bytes:
    return re.sub(rb"&(?= )", b"&amp;", data)


REPAIRED_BY_HAND = {
    "broken/missing-quote.xml": _with_last_quote,
    "broken/text-after-root.xml": _without_text_after_root,
    "history/H001/dat/vesselData.xml": _without_text_after_root,
    "history/H002/dat/vesselData.xml": _with_last_quote,
    "mods/sdn/dat/vesselData.xml": _with_entities,
}


@pytest.mark.parametrize("name", REPAIRED_BY_HAND)
def test_a_real_broken_file_is_repaired_as_a_person_would(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    by_hand = REPAIRED_BY_HAND[name](data)
    assert by_hand != data
    assert xml_is_read_whole(data).repaired.to_bytes() == by_hand


def test_all_other_real_files_are_sound(corpus: Path) -> None:
    files = {path.relative_to(corpus).as_posix(): path for path in corpus.rglob("*.xml")}
    faulty = {name for name, path in files.items() if _faults(path)}
    assert faulty == set(REPAIRED_BY_HAND)


def _faults(path: Path) -> tuple[Fault, ...]:
    return XmlDocument.from_bytes(path.name, path.read_bytes()).faults


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('<a><b><d x="1"></b><e/></a>', '<a><b><d x="1"/></b><e/></a>'),
        ('<a><b><d x="1"><e/></b><e/></a>', '<a><b><d x="1"/><e/></b><e/></a>'),
        ("<a><b><c/><c></b></a>", "<a><b><c/><c/></b></a>"),
        ("<a><b><c></c><c></b></a>", "<a><b><c></c><c></c></b></a>"),
        ("<a><b><c/><c>", "<a><b><c/><c/></b></a>"),
        ("<a><b><d>", "<a><b><d></d></b></a>"),
        ("<a><vessel><d/></a>", "<a><vessel><d/></vessel></a>"),
    ],
)
def test_what_is_never_closed_is_read_as_its_like_are_closed(text: str, read: str) -> None:
    assert XmlDocument.from_bytes("v.xml", text.encode()).readable.text == read
