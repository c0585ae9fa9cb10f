"""Faults: how they are quoted, how many are told, and which of their repairs apply."""

import pytest

from artemis_modkit.parsers.faults import (
    MAX_FAULTS,
    Fault,
    readable,
    repaired,
    shortened,
    without_overlaps,
)
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml import XmlDocument
from artemis_modkit.parsers.xml_repair import find_faults


@pytest.mark.parametrize(
    ("text", "beginning", "end"),
    [
        ("a" * 30, "a" * 30, "a" * 30),
        ("b" + "a" * 30, "b" + "a" * 29 + "…", "…" + "a" * 30),
        ("a" * 30 + "b", "a" * 30 + "…", "…" + "a" * 29 + "b"),
        ("a \r\n\t b", "a b", "a b"),
    ],
)
def test_a_text_is_quoted_in_one_line_of_30_characters(text: str, beginning: str, end: str) -> None:
    assert shortened(text) == beginning
    assert shortened(text, from_end=True) == end


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE r [<!ENTITY a 'b'>\n", '<!DOCTYPE r [ <!ENTITY a "b">', "<!DOCTYPE r\n"]
)
def test_a_document_type_that_does_not_end_swallows_no_element(start: str) -> None:
    document = XmlDocument.from_bytes("x.xml", f"{start}<r><s/></r>".encode())
    assert [one.name for one in document.elements][-2:] == ["r", "s"]


def spoilt(count: int) -> tuple[str, list[Fault]]:
    """A file of so many faults of one edit each, half of them in a comment, and its faults."""
    text = "<r>" + "&" * (count // 2) + "<a b='" + "&" * (count - count // 2) + "'/></r>"
    return text, find_faults(Source("v.xml", text))


def test_faults_are_told_one_by_one_up_to_a_number_and_beyond_it_once() -> None:
    text, faults = spoilt(MAX_FAULTS)
    assert len(faults) == MAX_FAULTS
    assert repaired(Source("v.xml", text), faults).text == text.replace("&", "&amp;")
    [(code, span, message, blocks)] = [
        (one.code, one.span, one.message, one.blocks) for one in spoilt(MAX_FAULTS + 1)[1]
    ]
    assert (code, span, blocks) == ("too-many-faults", Span(0, 0), True)
    assert message == (
        f"more than {MAX_FAULTS:,} faults: this is no text to repair; copy the file again"
    )


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([(1, 2), (0, 9)], [1]),
        ([(0, 9), (1, 2)], [0, 1]),
        ([(0, 3), (3, 9)], [0, 1]),
        ([(0, 3), (0, 3)], [1]),
        ([(5, 5), (5, 9)], [0, 1]),
        ([(9, 9), (5, 9)], [0, 1]),
        ([(6, 6), (5, 9)], [1]),
        ([(8, 9), (2, 3), (5, 9), (0, 3)], [2, 3]),
    ],
)
def test_a_repair_in_what_a_later_one_replaces_is_none(
    spans: list[tuple[int, int]], left: list[int]
) -> None:
    faults = [
        Fault(str(number), Span(*span), "", (Edit(Span(*span), "x"),))
        for number, span in enumerate(spans)
    ]
    assert [int(one.code) for one in without_overlaps(faults)] == left


def test_repairs_at_one_place_apply_in_the_order_of_their_faults() -> None:
    at = Span(1, 1)
    faults = [Fault("one", at, "", (Edit(at, "2"), Edit(at, "1"))), Fault("two", at, "",
              guess=(Edit(at, "3"),)), Fault("three", at, "", (Edit(at, "0"),))]  # fmt: skip
    ranked = without_overlaps(faults)
    assert [[one.rank for one in fault.reading] for fault in ranked] == [[0, 1], [2], [3]]
    source = Source("a", "()")
    assert readable(source, ranked[::-1]).text == "(2130)"
    assert repaired(source, ranked[::-1]).text == "(210)"
