"""A mod is untrusted: no input takes more than linear time."""

import contextlib
import math
import os
import time
from collections.abc import Callable

import pytest

from artemis_modkit.parsers.errors import TooBig
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.xml import XmlDocument

_TIMES = 16
_GREATEST_RATIO = 5  # of one input to 16 that are a 16th of it: 1 if linear, 16 if quadratic
_NOTICEABLE_SECONDS = 0.06 if os.name == "posix" else 0.3  # Windows ticks 64 times a second
_ATTEMPTS = 5  # a busy machine slows down one or two
_SMALLEST, _LARGEST = 60, 4_000  # repetitions, in the smaller of two inputs

XML_PATTERNS = {
    "less-than": ("", "<", ""),
    "tags never closed": ("", "<a>", ""),
    "tags begun again": ("", "<a ", ""),
    "values never ended": ("", '<a x="', ""),
    "values in turn": ("", """<a x="<a x=' """, ""),
    "blanks in a value": ('<a x="', " ", 'b"c"/>'),
    "blanks behind a quote": ('<a x="a"b', " ", 'c"d"/>'),
    "blanks in a tag": ("<a", " ", ""),
    "quotes in a value": ('<a x="', '"y', ""),
    "bare less-than in a value": ('<r x="', "<", '"/>'),
    "tag ends in a value": ('<a x="', "> ", "<b/>"),
    "equals": ("<a ", "=", ""),
    "one attribute many times": ("<a ", 'x="1" ', ""),
    "attributes without blanks": ("<a ", 'x="1"', ""),
    "attributes without quotes": ("<a ", "b=c", ""),
    "stray quotes": ("<a ", 'x="1"2"', ""),
    "comments begun": ("", "<!--", ""),
    "hyphens": ("<!--", "-", "-->"),
    "document types": ("", "<!DOCTYPE", ""),
    "instructions": ("", "<?", ""),
    "sections begun": ("", "<![CDATA[", ""),
    "sections in comments": ("<r>", "<!--<![CDATA[", ""),
    "sections in tags": ("<r>", "<<![CDATA[", ""),
    "ampersands": ("<a>", "&", ""),
    "end tags": ("<a>", "</a>", ""),
    "wrong end tags": ("<a>", "</b>", ""),
    "wrong end tags in turn": ("<r>", "<a></c>", "</r>"),
    "root ended again and again": ("<a><b/>", "</a><b/>", ""),
    "many roots": ("", "<a/>", ""),
    "broken text": ("<r>", "t<", ""),
    "control characters": ("", "\0\n", ""),
    "unclosed among closed": ("<r>", "<b>\n</r>", ""),
}
INI_PATTERNS = {
    "equals": ("", "=", ""),
    "junk lines": ("", "a\n", ""),
    "semicolons": ("", ";", ""),
    "blanks before equals": ("a", " ", "=1"),
    "blanks in a value": ("a=1", " ", "x"),
    "blanks in a key": ("a", " \t", "b"),
    "blanks in a sleeping value": (";a=1", " ", "x"),
    "blanks before a note": (";a=1 x", " ", "x (y)"),
    "notes": (";a=b", " (", ""),
    "settings": ("", "a=1\n", ""),
    "carriage returns": ("", "\r", ""),
    "control characters": ("", "\0", ""),
}


@pytest.mark.parametrize("name", XML_PATTERNS)
def test_hostile_xml_takes_linear_time(name: str) -> None:
    _takes_linear_time(XmlDocument.from_bytes, *XML_PATTERNS[name])


@pytest.mark.parametrize("name", INI_PATTERNS)
def test_a_hostile_ini_takes_linear_time(name: str) -> None:
    _takes_linear_time(IniDocument.from_bytes, *INI_PATTERNS[name])


def _takes_linear_time(
    reader: Callable[[str, bytes], object], head: str, repeated: str, tail: str
) -> None:
    """The input grows until reading it takes a noticeable time, then 16 small ones race it."""
    times = _SMALLEST
    while times < _LARGEST and _seconds(reader, 1, head, repeated * _TIMES * times, tail) < (
        _NOTICEABLE_SECONDS
    ):
        times *= 2
    short, long = 0.0, math.inf
    for _ in range(_ATTEMPTS):
        long = min(long, _seconds(reader, 1, head, repeated * _TIMES * times, tail))
        if long < _NOTICEABLE_SECONDS:
            return
        short = max(short, _seconds(reader, _TIMES, head, repeated * times, tail))
        if long < _GREATEST_RATIO * short:
            return
    pytest.fail(f"{_TIMES} times {times} repetitions take {short:.3f} s, all at once {long:.3f} s")


def _seconds(reader: Callable[[str, bytes], object], runs: int, *parts: str) -> float:
    """Of this process alone, so that other work on the machine counts for nothing."""
    data = "".join(parts).encode()
    start = time.process_time()
    for _ in range(runs):
        with contextlib.suppress(TooBig):
            reader("hostile", data)
    return time.process_time() - start
