"""How messages quote what they speak of."""

import pytest

from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.xml import XmlDocument


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
