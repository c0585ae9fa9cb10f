"""What no text file holds: which characters, and when it is no text at all."""

import pytest

from artemis_modkit.parsers.characters import (
    character_faults,
    clean,
    looks_binary,
    with_plain_blanks,
)
from artemis_modkit.parsers.source import Edit, Source


@pytest.mark.parametrize(
    ("text", "is_binary"),
    [
        ("\0" * 63, False),
        ("\0" * 64, True),
        ("\0" * 64 + "a" * 575, True),
        ("\0" * 64 + "a" * 576, False),
        ("\0" * 70 + "a" * 630, False),
        ("\0" * 70 + "a" * 629, True),
        ("a" * 65_536 + "\0" * 65_536, False),
        ("\0" * 6_554 + "a" * 1_000_000, True),
        ("\0" * 6_553 + "a" * 1_000_000, False),
        ("", False),
    ],
)
def test_binary_is_64_forbidden_characters_and_over_a_tenth_of_the_first_65536(
    text: str, is_binary: bool
) -> None:
    assert looks_binary(text) == is_binary


@pytest.mark.parametrize(
    ("character", "instead"),
    [("\0", " "), ("\x08", " "), ("\x0b", " "), ("\x1f", " "), ("\ud800", " "), ("\ufffe", " "),
     ("\udce9", "é"), ("\udc80", "€"), ("\udc81", "\x81"), ("\udcff", "ÿ"), ("\udc7f", " "),
     ("\t", "\t"), ("\r", "\r"), ("\n", "\n"), (" ", " "), ("\x7f", "\x7f"), ("\ue000", "\ue000")],
)  # fmt: skip
def test_a_forbidden_character_becomes_one_other(character: str, instead: str) -> None:
    assert clean(f"a{character}b") == f"a{instead}b"


def test_the_forbidden_characters_of_a_line_are_one_fault() -> None:
    source = Source.from_bytes("x", b"a\x02b\x03c\r\nd\xe9\n\ne\x01")
    assert [(one.code, one.span.start, one.span.end, one.message) for one in character_faults(source)] == [
        ("forbidden-character", 1, 4, "the character U+0002 must not stand in a text file; put a "
         "blank in its place (2 such characters in this line)"),
        ("wrong-encoding", 8, 9, "the byte 0xE9 is not UTF-8; it looks like Windows-1252 for 'é'"),
        ("forbidden-character", 12, 13, "the character U+0001 must not stand in a text file; put a "
         "blank in its place"),
    ]  # fmt: skip


def test_blanks_of_web_pages_become_plain_in_tags_and_stay_in_values_and_texts() -> None:
    text = "\u2003<a\xa0x='1\xa02'\u2009y=\"\xa0\"/>\xa0</a\xa0>"
    plain, faults = with_plain_blanks(text)
    assert plain == "\u2003<a x='1\xa02' y=\"\xa0\"/>\xa0</a >"
    assert [(one.code, one.span.start, one.message) for one in faults] == [
        ("odd-blank", text.index("\xa0"), "the character U+00A0 in a tag is no plain blank; write one"),
        ("odd-blank", text.index("\u2009"), "the character U+2009 in a tag is no plain blank; write one"),
        ("odd-blank", len(text) - 2, "the character U+00A0 in a tag is no plain blank; write one"),
    ]  # fmt: skip
    assert with_plain_blanks("<a b='\xa0'/>") == ("<a b='\xa0'/>", [])
    assert all(one.edits == (Edit(one.span, " "),) for one in faults)
    assert all(one.span.end == one.span.start + 1 for one in faults)
