"""XML files: read as lxml reads them, and changed only where a change was asked for."""

import re
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument
from tests.conftest import FIXTURES, corpus_files, shown
from tests.made import HANDS, VERSIONS, files_of
from tests.parsers.damage import SOUND
from tests.parsers.laws import lxml_pairs, source_keeps_its_bytes, xml_is_read_whole

ODD_BUT_SOUND = """\
\ufeff<?xml version='1.0' encoding='utf-8' standalone="yes"?>\r
<?note keep?><!-- - a 'quote" & <tag> -->\r
<m:oth\tà.-1\r\n=\t'"&#x41;&amp;\tb"'  b="'>'"\r\n>text &lt; <![CDATA[<no x="1"> & ]]>\r
  <a/><a></a ><_ b = "" /></m:oth >\r
<!---->\r
"""


@cache
def opened(name: str) -> XmlDocument:
    data = MADE_SHIPS[name] if name in MADE_SHIPS else SOUND_FILES[name]()
    return XmlDocument.from_bytes(name, data)


def is_sound(path: Path) -> bool:
    try:
        etree.fromstring(path.read_bytes())
    except (OSError, etree.XMLSyntaxError):
        return False
    return True


SOUND_FILES = {shown(path): path.read_bytes for path in corpus_files("*.xml") if is_sound(path)}
MADE_FILES = {
    f"{version}-{hand}/{path}": data
    for version in VERSIONS
    for hand in ("plain", *HANDS)
    for path, data in files_of(version, hand).items()
}
MADE_SHIPS = {name: data for name, data in MADE_FILES.items() if name.endswith(".xml")}
FIXTURE_FILES = [path for path in sorted(FIXTURES.rglob("*")) if path.is_file()]
values = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12)


def read(text: str) -> XmlDocument:
    return XmlDocument.from_bytes("any.xml", text.encode())


def with_attribute(document: XmlDocument, element: Element, name: str, value: str) -> str:
    edit = Layout(document).with_value(element, name, value)
    return Source("any.xml", document.text).edited([edit]).text


@pytest.mark.usefixtures("corpus")
def test_a_real_file_of_any_kind_comes_back_byte_for_byte() -> None:
    for path in corpus_files("*"):
        source_keeps_its_bytes(path.read_bytes())


@pytest.mark.parametrize("name", MADE_FILES)
def test_a_file_in_any_hand_comes_back_byte_for_byte(name: str) -> None:
    source_keeps_its_bytes(MADE_FILES[name])


def test_a_file_of_the_fixtures_comes_back_byte_for_byte() -> None:
    for path in FIXTURE_FILES:
        source_keeps_its_bytes(path.read_bytes())


def is_read_as_lxml_reads_it(data: bytes) -> None:
    document = xml_is_read_whole(data)
    assert document.faults == ()
    assert document.text is document.source.text
    found = [(one.name, one.attributes) for one in document.elements]
    assert found == lxml_pairs(etree.fromstring(data))


@pytest.mark.parametrize("name", MADE_SHIPS)
def test_sound_ships_in_any_hand_are_read_as_lxml_reads_them(name: str) -> None:
    is_read_as_lxml_reads_it(MADE_SHIPS[name])


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("name", SOUND_FILES)
def test_a_sound_real_file_is_read_as_lxml_reads_it(name: str) -> None:
    is_read_as_lxml_reads_it(SOUND_FILES[name]())


@settings(max_examples=120, deadline=None)
@given(st.data(), values)
def test_a_changed_attribute_changes_only_the_bytes_of_its_value(
    data: st.DataObject, value: str
) -> None:
    file = data.draw(st.sampled_from([*MADE_SHIPS, *SOUND_FILES]), label="file")
    document = opened(file)
    with_attributes = [one for one in document.elements if one.attributes]
    element = data.draw(
        st.sampled_from(range(len(with_attributes))).map(with_attributes.__getitem__)
    )
    name = data.draw(st.sampled_from(list(element.attributes)), label="attribute")

    after = with_attribute(document, element, name, value)

    place = document.places(element)[name].value
    text = document.text
    assert after.startswith(text[: place.start])
    assert after.endswith(text[place.end :])
    found = [(one.tag, dict(one.attrib)) for one in etree.fromstring(after.encode()).iter("*")]
    expected = [(one.name, dict(one.attributes)) for one in document.elements]
    expected[document.elements.index(element)][1][name] = value
    assert found == expected


def test_odd_but_sound_xml_has_no_fault_and_keeps_its_text() -> None:
    document = xml_is_read_whole(ODD_BUT_SOUND.encode())
    assert document.faults == ()
    assert document.text == ODD_BUT_SOUND
    assert [(one.name, one.attributes) for one in document.elements] == [
        ("m:oth", {"à.-1": '"A& b"', "b": "'>'"}),
        ("a", {}),
        ("a", {}),
        ("_", {"b": ""}),
    ]


def test_comments_and_stray_texts_are_found_with_places() -> None:
    document = read("<a>one<!-- x --><b/> two </a><!--y-->")
    assert [document.text[span.start : span.end] for span in document.comments] == [
        "<!-- x -->",
        "<!--y-->",
    ]
    assert [document.text[span.start : span.end] for span in document.stray_texts] == [
        "one",
        " two ",
    ]


def test_elements_know_their_parents_children_and_extent() -> None:
    document = read('<a><b x="1"><c/></b></a>')
    a, b, c = document.elements
    assert [one.parent for one in (a, b, c)] == [None, a, b]
    assert [one.children for one in (a, b, c)] == [[b], [c], []]
    assert [document.text[one.span.start : one.span.end] for one in (a, b, c)] == [
        '<a><b x="1"><c/></b></a>',
        '<b x="1"><c/></b>',
        "<c/>",
    ]


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("<a x='1'/>", 'say "&"', "<a x='say \"&amp;\"'/>"),
        ('<a x= " 1.50"/>', "it's <2", '<a x= "it\'s &lt;2"/>'),
        ("<a x=''/>", "it's", "<a x='it&apos;s'/>"),
        ('<a x="1"/>', "one\n\ttwo\r", '<a x="one&#10;&#9;two&#13;"/>'),
        ("<a/>", "1", '<a x="1"/>'),
        ("<a />", "1", '<a x="1" />'),
        ("<a\n y='2'\n></a>", "1", "<a\n y='2' x=\"1\"\n></a>"),
        ('<a y="/"/>', "1", '<a y="/" x="1"/>'),
    ],
)
def test_an_edit_keeps_the_quote_mark_and_adds_what_is_absent(
    text: str, value: str, after: str
) -> None:
    document = read(text)
    assert with_attribute(document, document.elements[0], "x", value) == after
    assert read(after).elements[0].attributes["x"] == value


@settings(deadline=None)
@given(st.integers(0, 10), st.sampled_from(("side", "x", "new")), values | st.text("\n\r\t \"'&<"))
@example(0, "new", "\n")
def test_a_value_that_is_written_is_the_value_that_is_read(at: int, name: str, value: str) -> None:
    document = read(SOUND)
    after = read(with_attribute(document, document.elements[at], name, value))
    assert after.faults == ()
    expected = [dict(one.attributes) for one in document.elements]
    expected[at][name] = value
    assert [one.attributes for one in after.elements] == expected


def test_places_in_repaired_text_are_led_back_to_the_file() -> None:
    text = '<a>\n  <b x="1" y="2/>\n  <c z="R&D" w=5/>\n</a>\n'
    document = read(text)
    values = {
        name: document.in_source(place.value)
        for element in document.elements
        for name, place in document.places(element).items()
    }
    assert {name: text[span.start : span.end] for name, span in values.items()} == {
        "x": "1",
        "y": "2",
        "z": "R&D",
        "w": "5",
    }
    places = [document.location(one.start) for one in document.elements]
    assert [(place.line, place.column) for place in places] == [(1, 1), (2, 3), (3, 3)]


def test_an_edit_of_a_repaired_file_is_written_together_with_the_repairs() -> None:
    document = read('<a x="1" y="2>\n</a>')
    edit = Layout(document).with_value(document.elements[0], "x", "3")
    assert edit == Edit(Span(6, 7), "3")
    assert document.repaired.edited([edit]).text == '<a x="3" y="2">\n</a>'


def test_places_in_a_value_are_led_to_where_they_are_written() -> None:
    text = '<a t="x&amp;y\r\nz&#x41;&#0;!" u="\n&lt;"/>'
    document = read(text)
    [a] = document.elements
    for name, written in {"t": ["x", "&amp;", "y", "\r\n", "z", "&#x41;", "&amp;", "#", "0", ";", "!"],
                          "u": ["\n", "&lt;"]}.items():  # fmt: skip
        origin = document.value_origin(a, name)
        assert origin is not None
        starts = [origin.original(at) for at in range(len(a.attributes[name]) + 1)]
        assert [document.text[one:two] for one, two in pairwise(starts)] == written
    assert document.value_origin(a, "v") is None


@pytest.mark.parametrize(
    ("code", "is_a_character"),
    [(0, False), (8, False), (9, True), (10, True), (11, False), (12, False), (13, True),
     (14, False), (0x1F, False), (0x20, True), (0xD7FF, True), (0xD800, False), (0xDFFF, False),
     (0xE000, True), (0xFFFD, True), (0xFFFE, False), (0xFFFF, False), (0x10000, True),
     (0x10FFFF, True), (0x110000, False)],
)  # fmt: skip
@pytest.mark.parametrize("form", ["&#{};", "&#x{:X};", "&#x{:x};"])
def test_a_number_stands_for_a_character_where_lxml_takes_it_for_one(
    code: int, is_a_character: bool, form: str
) -> None:
    document = read(f'<a t="{form.format(code)}"/>')
    assert (document.faults == ()) == is_a_character
    if is_a_character:
        assert document.elements[0].attributes == {"t": chr(code)}
        assert etree.fromstring(document.text).get("t") == chr(code)


def test_a_cdata_section_is_one_wherever_the_text_begins_and_none_is_left_in_sound_xml() -> None:
    pieces = ("<![CDATA[", "]]>", "<!--", "-->", "<", ">", "a")
    for some in product(pieces, repeat=4):
        text = "".join(some)
        without = grammar.without_cdata(text)
        assert len(without) == len(text)
        assert grammar.without_cdata(f"b{text}") == f"b{without}"
        if reads(f"<a>{text}</a>"):
            assert "<![CDATA[" not in re.sub("<!--.*?-->", "", without)


def reads(text: str) -> bool:
    try:
        etree.fromstring(text)
    except etree.XMLSyntaxError:
        return False
    return True
