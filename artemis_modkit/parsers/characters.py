"""Characters that no game file may hold: wrong encodings, control characters, broken bytes.

A repair here swaps one character for one other, so that places in the text
stay what they were and the repairs of the markup can be found in the repaired text.
"""

import re
from collections.abc import Iterator
from itertools import islice

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.faults import MAX_FAULTS, Fault, FaultList
from artemis_modkit.parsers.source import Edit, Source, Span

_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORBIDDEN_BEYOND_ASCII = pattern("[\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Both together, which takes longer to compile than most files to search for either."""

_LINE_OF_FORBIDDEN = pattern(f"{_FORBIDDEN.pattern}[^\r\n]*")
CHARACTER_FAULTS = frozenset({"wrong-encoding", "other-encoding", "utf-16", "forbidden-character"})
"""The codes of faults that are about characters, not about what they say."""

_FIRST_ESCAPED_BYTE = 0xDC00
_IN_A_NUMBER = pattern(rf"[0-9]{_FORBIDDEN.pattern}|.?{_FORBIDDEN.pattern}[-+]?\.?[0-9]", re.DOTALL)
_IN_A_WORD = pattern(rf"""[\w"']{_FORBIDDEN.pattern}|.?{_FORBIDDEN.pattern}[\w"']""", re.DOTALL)
_HALF_A_LETTER = pattern("[\ud800-\udfff]")
_BEFORE_EQUALS = pattern(rf"{_FORBIDDEN.pattern}[\w.:-]{{0,60}}\s{{0,9}}=\s{{0,9}}[\"']")
_BEHIND_BRACKET = pattern(r"</?[\w.:-]*\Z")
_LONGEST_NAME = 60
_IN_A_ROW = pattern("[\udc80-\udcff]{3}")
_ODD_BLANKS = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_ROUGHLY_A_TAG = pattern("""</?[A-Za-z_](?>(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*)""")
_QUOTED = pattern(""""[^"<]*+"|'[^'<]*+'""")
_LOOKED_AT = 1 << 16
_LEAST_FORBIDDEN = 64
_SHARE_OF_BINARY = 0.1


def clean(text: str) -> str:
    """The text with every forbidden character swapped for its repair, of the same length."""
    return _FORBIDDEN.sub(lambda match: _repaired(match[0]), text) if is_dirty(text) else text


def is_dirty(text: str) -> bool:
    """Whether a text holds characters that XML forbids (and that no ini or editor shows)."""
    return _CONTROL.search(text) is not None or (
        not text.isascii() and _FORBIDDEN_BEYOND_ASCII.search(text) is not None
    )


def looks_binary(text: str) -> bool:
    """Whether a text is made of characters that no text file holds: a program, a picture."""
    start = text[:_LOOKED_AT]
    forbidden = len(_FORBIDDEN.findall(start)) if is_dirty(start) else 0
    return forbidden >= _LEAST_FORBIDDEN and forbidden > len(start) * _SHARE_OF_BINARY


def with_plain_blanks(text: str) -> tuple[str, FaultList]:
    """The text with plain blanks for those that web pages put into tags, and their faults."""
    if text.isascii() or not any(blank in text for blank in _ODD_BLANKS):
        return text, FaultList()
    faults = FaultList()
    pieces: list[str] = []
    done = 0
    for tag in _ROUGHLY_A_TAG.finditer(text):
        outside = _QUOTED.sub(lambda value: "x" * len(value[0]), tag[0])
        for within, character in enumerate(outside):
            if character not in _ODD_BLANKS:
                continue
            at = tag.start() + within
            message = f"the character U+{ord(character):04X} in a tag is no plain blank; write one"
            faults.append(
                Fault("odd-blank", Span(at, at + 1), message, (Edit(Span(at, at + 1), " "),))
            )
            pieces += (text[done:at], " ")
            done = at + 1
    return "".join((*pieces, text[done:])), faults


def character_faults(source: Source) -> Iterator[Fault]:
    """The encoding, where it is not UTF-8, then forbidden characters, one fault for each line.

    At most `MAX_FAULTS` and one more, so a reader sees that there are too many. A line with
    more such characters has no repair.
    """
    if source.encoding.startswith(("utf-16", "utf-32")):
        shown = source.encoding.upper()
        # Half a letter, as UTF-16 can hold it, has no place in UTF-8.
        is_whole = _HALF_A_LETTER.search(source.text) is None
        yield Fault(
            "utf-16",
            Span(0, 0),
            f"the file is {shown}, which the game does not read; save it as UTF-8",
            encoding="utf-8",
            guess=() if is_whole else (Edit(Span(0, 0), ""),),
        )
    if not is_dirty(source.text):
        return
    for line in islice(_LINE_OF_FORBIDDEN.finditer(source.text), MAX_FAULTS + 1):
        every = _FORBIDDEN.finditer(source.text, line.start(), line.end())
        matches = list(islice(every, MAX_FAULTS + 1))
        is_text = len(matches) <= MAX_FAULTS
        edits = tuple(
            Edit(Span(*match.span()), _repaired(match[0])) for match in matches if is_text
        )
        code, message = _described(matches[0][0], len(matches))
        span = Span(matches[0].start(), matches[-1].end())
        is_byte = code == "wrong-encoding"
        if (is_byte and source.is_in_doubt) or _is_doubtful(source.text, matches, is_byte=is_byte):
            yield Fault(code, span, message, guess=edits)
        else:
            yield Fault(code, span, message, edits)


def _is_doubtful(text: str, matches: "list[re.Match[str]]", *, is_byte: bool) -> bool:
    """Whether characters may be no letters of Windows-1252, and no blanks, in sentences.

    Three bytes in a row are another alphabet; one beside a figure took the place of a figure, a
    control character beside a letter or a quote that of a letter. Names of elements and attributes
    have none.
    """
    return any(
        _BEFORE_EQUALS.match(text, match.start())
        or _BEHIND_BRACKET.search(text[max(0, match.start() - _LONGEST_NAME) : match.start()])
        or (not is_byte and _IN_A_WORD.match(text, match.start() - 1))
        or _IN_A_ROW.match(text, match.start())
        or (is_byte and not _repaired(match[0]).isprintable())
        or _IN_A_NUMBER.match(text, match.start() - 1)
        or (is_byte and match[0] < " ")
        for match in matches
    )


def _described(character: str, count: int) -> tuple[str, str]:
    byte = ord(character) - _FIRST_ESCAPED_BYTE
    more = f" ({count} such characters in this line)" if count > 1 else ""
    if 0x80 <= byte <= 0xFF:
        return "wrong-encoding", (
            f"the byte 0x{byte:02X} is not UTF-8; it looks like Windows-1252 for "
            f"'{_repaired(character)}'{more}"
        )
    return "forbidden-character", (
        f"the character U+{ord(character):04X} must not stand in a text file; "
        f"put a blank in its place{more}"
    )


def _repaired(character: str) -> str:
    byte = ord(character) - _FIRST_ESCAPED_BYTE
    if not 0x80 <= byte <= 0xFF:
        return " "
    as_bytes = bytes([byte])
    try:
        return as_bytes.decode("cp1252")
    except UnicodeDecodeError:
        return as_bytes.decode("latin-1")
