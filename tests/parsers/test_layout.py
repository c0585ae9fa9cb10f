"""New and lost elements and attributes keep to how a file is laid out."""

import pytest

from artemis_modkit.parsers.layout import Layout, tag_of
from artemis_modkit.parsers.xml import Element, XmlDocument


def layout(text: str) -> Layout:
    return Layout(XmlDocument.from_bytes("x.xml", text.encode()))


def first(of: Layout, name: str) -> Element:
    return next(one for one in of.document.elements if one.name == name)


def added(text: str, *children: tuple[str, str], home: str = "a") -> str:
    of = layout(text)
    edits = of.with_children(first(of, home), children, home)
    return of.document.repaired.edited(edits).text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<r><a/></r>", "<r><a>\n    <b/>\n</a></r>"),
        ("<r>\n  <a/>\n</r>", "<r>\n  <a>\n    <b/>\n  </a>\n</r>"),
        ("<r>\r\n\t<a></a>\r\n</r>", "<r>\r\n\t<a>\r\n\t  <b/>\r\n\t</a>\r\n</r>"),
        ("<r>\n <a x='1' />\n</r>", "<r>\n <a x='1'>\n   <b/>\n </a>\n</r>"),
        (
            "<r>\n <a/>\n <a>\n\t<c/>\n </a>\n</r>",
            "<r>\n <a>\n\t<b/>\n </a>\n <a>\n\t<c/>\n </a>\n</r>",
        ),
    ],
)
def test_an_element_is_opened_for_its_first_child(text: str, after: str) -> None:
    assert added(text, ("b", "<b/>")) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<a>\n   <c/>\n</a>", "<a>\n   <c/>\n   <b/>\n</a>"),
        (
            "<a>\n   <b/> <!-- x -->\n   <c/>\n</a>",
            "<a>\n   <b/> <!-- x -->\n   <b/>\n   <c/>\n</a>",
        ),
        ("<a>\r\n <b/>\r\n <b/>\r\n</a>", "<a>\r\n <b/>\r\n <b/>\r\n <b/>\r\n</a>"),
        ("<a><c/></a>", "<a><c/>\n  <b/></a>"),
        ("<a>\n  <c/><d/>\n</a>", "<a>\n  <c/><d/>\n  <b/>\n</a>"),
        ("<a>text</a>", "<a>\n  <b/>text</a>"),
        ("<a>\r\t<c/>\r</a>", "<a>\r\t<c/>\r\t<b/>\r</a>"),
    ],
)
def test_a_new_child_stands_behind_the_last_of_its_name_or_the_last(text: str, after: str) -> None:
    assert added(text, ("b", "<b/>")) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<r>\n  <a/>\n</r>", "<r>\n</r>"),
        ("<r>\r\n\t<a>\r\n\t</a> <!-- x --> <!--y-->\r\n</r>", "<r>\r\n</r>"),
        ("<r>\n  <a/> <b/>\n</r>", "<r>\n   <b/>\n</r>"),
        ("<r>\n  <b/> <a/>\n</r>", "<r>\n  <b/> \n</r>"),
        ("<r>\r  <a/>\r</r>", "<r>\r</r>"),
        ("<r> <a/> </r>", "<r>  </r>"),
    ],
)
def test_an_element_goes_with_its_line_where_it_stands_alone_in_it(text: str, after: str) -> None:
    of = layout(text)
    edit = of.without_element(first(of, "a"))
    assert of.document.repaired.edited([edit]).text == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<r>\n <b/>\n\n <a/>\n\n <c/>\n</r>", "<r>\n <b/>\n\n <c/>\n</r>"),
        ("<r>\r\n\r\n <a/>\r\n \r\n</r>", "<r>\r\n\r\n</r>"),
        ("<r>\n <b/>\n <a/>\n\n <c/>\n</r>", "<r>\n <b/>\n\n <c/>\n</r>"),
        ("<r>\n\n <a/>\n <c/>\n</r>", "<r>\n\n <c/>\n</r>"),
        ("<r>\n\n <a/><c/>\n\n</r>", "<r>\n\n <c/>\n\n</r>"),
    ],
)
def test_of_two_blank_lines_round_an_element_that_goes_one_may_go_too(
    text: str, after: str
) -> None:
    of = layout(text)
    edit = of.without_element(first(of, "a"), closes_gap=True)
    assert of.document.repaired.edited([edit]).text == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<r>\r\n\t<a/>\r\n</r>", "<r>\r\n\t<!-- x -->\r\n\t<a/>\r\n</r>"),
        ("<r><a/></r>", "<r><!-- x --><a/></r>"),
    ],
)
def test_a_comment_stands_in_a_line_of_its_own_where_its_element_does(
    text: str, after: str
) -> None:
    of = layout(text)
    edit = of.with_comment(first(of, "a"), "<!-- x -->")
    assert of.document.repaired.edited([edit]).text == after


@pytest.mark.parametrize("is_turned", [False, True])
def test_what_is_put_at_one_place_stands_in_one_order_however_it_comes(is_turned: bool) -> None:
    of = layout("<r>\n\t<a/><b/>\n</r>")
    a, b = first(of, "a"), first(of, "b")
    edits = [
        of.with_first_lines(a, ["\t\t<c/>"], "a"),
        of.with_value(a, "x", "1"),
        of.with_comment(b, "<!-- y -->"),
        of.with_line(a, a, "\t<d/>"),
    ]
    edited = of.document.repaired.edited(edits[::-1] if is_turned else edits)
    assert edited.text == ('<r>\n\t<a x="1">\n\t\t<c/>\n\t</a>\n\t<d/><!-- y --><b/>\n</r>')


def test_what_the_encoding_lacks_is_written_as_a_reference_where_that_is_asked_for() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>\n<r><a x="e">\n</a></r>'
    document = XmlDocument.from_bytes("x.xml", text.encode("latin-1"))
    of = Layout(document, writes_references=True)
    element = first(of, "a")
    edits = [of.with_value(element, "x", "éж"), of.with_value(element, "y", "&ж")]
    after = text.replace('"e"', '"é&#1078;" y="&amp;&#1078;"')
    assert document.repaired.edited(edits).to_bytes() == after.encode("latin-1")
    plain = Layout(document).rewritten(element, "ж")
    assert document.repaired.edited([plain]).text == text[: element.start] + "ж</r>"


def test_attributes_come_behind_the_last_and_go_with_their_blanks() -> None:
    text = "<r><a x='1'\n\t y = \"2\" /><b/><c ></c></r>"
    of = layout(text)
    for name, after in {
        "a": text.replace('"2"', '"2" z="&lt;&quot;"'),
        "b": text.replace("<b", '<b z="&lt;&quot;"'),
        "c": text.replace("<c", '<c z="&lt;&quot;"'),
    }.items():
        edit = of.with_value(first(of, name), "z", '<"')
        assert of.document.repaired.edited([edit]).text == after
    for name, after in {
        "x": text.replace(" x='1'", ""),
        "y": text.replace('\n\t y = "2"', ""),
    }.items():
        edit = of.without_attribute(first(of, "a"), name)
        assert of.document.repaired.edited([edit]).text == after


def test_an_attribute_is_renamed_where_it_stands() -> None:
    text = "<r><a x='1' y = \"2\"/></r>"
    of = layout(text)
    edit = of.renamed_attribute(first(of, "a"), "y", "long")
    assert of.document.repaired.edited([edit]).text == text.replace("y =", "long =")


@pytest.mark.parametrize(
    ("text", "after"),
    [("<r><a x='1'/></r>", "<r><long x='1'/></r>"), ("<r><a></a ></r>", "<r><long></long ></r>")],
)
def test_an_element_is_renamed_in_all_of_its_tags(text: str, after: str) -> None:
    of = layout(text)
    assert of.document.repaired.edited(of.renamed(first(of, "a"), "long")).text == after


def test_depths_and_what_lines_of_a_depth_begin_with() -> None:
    of = layout("\ufeff<r>\n\t<a>\n\t\t<b/>\n\t\t<b/>\n <b/><c/>\n\t</a>\n</r>")
    assert [of.depths[one] for one in of.document.elements] == [0, 1, 2, 2, 2, 2]
    assert [of.usual_indent(depth) for depth in range(5)] == [
        "",
        "\t",
        "\t\t",
        "\t\t  ",
        "\t\t    ",
    ]
    assert of.indent(first(of, "r").start) == ""
    assert of.indent(first(of, "c").start) is None
    assert layout("<r><a/></r>").usual_indent(1) == "  "
    assert layout("<r/> ").indent(0) == ""


@pytest.mark.parametrize(
    ("text", "end"), [("<r/>", "\n"), ("<r>\r\n</r>\n", "\r\n"), ("<r>\r</r>", "\r")]
)
def test_lines_end_as_the_first_does(text: str, end: str) -> None:
    assert layout(text).line_end == end


def test_a_tag_is_written_with_its_values_made_safe() -> None:
    assert tag_of("a", [("x", "1"), ("y", "&")]) == '<a x="1" y="&amp;"/>'


def test_comments_are_known_by_where_they_begin_and_elements_by_the_one_before() -> None:
    of = layout("<r><!--a--><a/><b><c/></b>\n<!--b--><d/></r>")
    assert of.comment_starts == [3, 27]
    r, a, b, c, d = of.document.elements
    assert [of.before.get(one) for one in (r, a, b, c, d)] == [None, None, a, None, b]
