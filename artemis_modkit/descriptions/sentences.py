"""The sentences of a description, as words, numbers and marks with their places."""

import re
from collections.abc import Iterator

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Span

_TOKEN = pattern(
    r"""(?P<word>(?:[A-Za-z]\.){2,})
    |(?P<stop>\\n|/n(?![a-z])|[\^;!?]|\.(?!\d))
    |(?P<figure>\d*[.]\d+%?|\d+(?:,\d+)+|\d+\ ?%(?:\ ?/\ ?\d+)?|\d+\ ?[-–/]\ ?\d+|\d+-(?=\w)|\d{4,})
    |(?P<number>\d{1,3})(?:\ ?[xX]\b)?(?!\w)
    |(?P<plain>[\w'’]+)
    |(?P<separator>[,/&+():=]|(?<=\s)[-–—](?=\s))""",
    re.VERBOSE,
)


class Piece(Struct, frozen=True):
    """A word, number or mark; `small` is a word in small letters, "" for what is none.

    `kind` is its group in the pattern, `hyphens` say on which sides one stands: `<`, `>`.
    """

    kind: str
    text: str
    small: str
    span: Span
    hyphens: str


def sentences(text: str) -> Iterator[list[Piece]]:
    """The sentences and lines of a text as words, numbers and marks."""
    sentence: list[Piece] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "stop":
            yield sentence
            sentence = []
            continue
        span = Span(*match.span(kind))
        before = "<" if text[span.start - 1 : span.start] == "-" else ""
        behind = ">" if text[span.end : span.end + 1] == "-" else ""
        small = match[kind].lower() if kind in ("word", "plain") else ""
        sentence.append(Piece(kind, match[kind], small, span, before + behind))
    yield sentence
