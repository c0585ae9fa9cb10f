"""The patterns of XML 1.0 that both readers of it share: the strict one and the repairing one.

Every pattern is linear. Quantifiers are possessive where a name or a run of
blanks could otherwise be tried again, because a mod is untrusted input.
"""

import re
from collections.abc import Iterator
from functools import cache

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import TooBig

_EXACT_START = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_EXACT_REST = f"{_EXACT_START}.0-9\xb7\u0300-\u036f\u203f-\u2040-"
NAME = r"[^\x00-9;-@\[-^`{-\x7f][^\x00-,/;-@\[-^`{-\x7f]*+"
"""A name. Beyond ASCII it takes any character; `is_name` knows which of them XML allows.

Patterns with all of XML's classes would cost more to compile than a file costs to read.
"""

ROOT = "vessel_data"
UNITS = frozenset({"hullRace", "vessel"})
"""The elements that stand in the root, never in each other: where one begins another ends."""

MAX_DEPTH = 200
"""Greatest depth of elements inside each other. A vesselData.xml needs 3."""

BLANKS = " \t\r\n"
"""The characters that XML takes for blanks; other white space is text."""

BLANK = f"[{BLANKS}]"
REFERENCE = "&(?:amp|lt|gt|quot|apos|#[0-9]{1,20}|#x[0-9a-fA-F]{1,20});"

# Groups are atomic and not `(?:…)*+`, which Python before 3.11.5 matches wrongly (gh-106052).
IN_DOUBLE = f'(?>(?:{BLANK}++{NAME}{BLANK}*+={BLANK}*+"[^"<]*+")*)'
IN_EITHER = f"""(?>(?:{BLANK}++{NAME}{BLANK}*+={BLANK}*+(?:"[^"<]*+"|'[^'<]*+'))*)"""

TOKEN = pattern(
    f"<(?:(?P<tag>{NAME})(?P<attributes>{IN_DOUBLE}){BLANK}*+(?P<empty>/?)>"
    f"|/(?P<close>{NAME}){BLANK}*+>"
    "|(?P<comment>!--[^-]*+(?>(?:-[^-]++)*)-->)"
    f"|(?P<mixed_tag>{NAME})(?P<mixed_attributes>{IN_EITHER}){BLANK}*+(?P<mixed_empty>/?)>"
    rf"|(?P<instruction>\?(?![xX][mM][lL][\s?])[A-Za-z_:][A-Za-z_:0-9.-]*+(?:{BLANK}(?>(?:[^?]|\?(?!>)){{0,1000}}))?\?>)"
    ")"
)
"""One piece of well-formed markup: a start or end tag, a comment, an instruction."""

DECLARATION = pattern(
    rf"""<\?xml{BLANK}+version{BLANK}*={BLANK}*(?P<quote>["'])(?P<version>[\w.:-]*)(?P=quote)"""
    rf"""(?:{BLANK}+encoding{BLANK}*={BLANK}*(?:"(?P<double>[^"<>?]{{0,60}})"|'(?P<single>[^'<>?]{{0,60}})'))?"""
    rf"""(?:{BLANK}+standalone{BLANK}*={BLANK}*(?:"(?:yes|no)"|'(?:yes|no)'))?{BLANK}*\?>""",
    re.ASCII,
)
"""The XML declaration, which may only stand at the very beginning; its words may be any."""

LOOSE_DECLARATION = pattern(r"<\?xml(?=[\s?])[^<>]{0,300}?\?>", re.IGNORECASE)
PLAIN_DECLARATION = pattern(
    r"""<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?i:utf-8)\2)? ?\?>"""
)
"""The declaration of a file that is UTF-8, as nearly all write it."""

KNOWN_ENCODING = pattern(
    r"utf-?8|us-ascii|ascii|latin1|iso-8859-(?:[1-9]|1[013-6])|windows-125[0-8]|shift_jis|euc-jp|"
    r"iso-2022-jp|euc-kr|gb2312|gbk|gb18030|big5|koi8-[ru]",
    re.IGNORECASE,
)
"""Names of encodings that XML parsers know; IBM437 or utf_8 they refuse."""

ATTRIBUTE_IN_DOUBLE = pattern(f'({NAME}){BLANK}*+={BLANK}*+"([^"]*+)"')
ATTRIBUTE = pattern(f"""({NAME}){BLANK}*+={BLANK}*+(?:"([^"]*+)"|'([^']*+)')""")
BARE_AMPERSAND = pattern(f"&(?!{REFERENCE[1:]})")
_REFERENCE = pattern(REFERENCE)
_CDATA = "<![CDATA["
_READ_AS_BLANK = pattern("\r\n?|\n|\t")
_LONGER_WRITTEN = pattern(f"\r\n|{REFERENCE}")
_LINE_END_OR_TAB = pattern("[\r\n\t]")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def prologue_end(text: str) -> int:
    """The offset behind a byte order mark and a declaration, where a text begins with them."""
    begin = 1 if text.startswith("\ufeff") else 0
    declared = LOOSE_DECLARATION.match(text, begin) if text.startswith("<?", begin) else None
    return declared.end() if declared else begin


@cache
def tag_without_bracket() -> "re.Pattern[str]":
    """A tag that lost its `<`, at the beginning of a line or behind another tag."""
    value = f"""{BLANK}++{NAME}{BLANK}*+={BLANK}*+(?:"[^"<]*+"|'[^'<]*+')"""
    return re.compile(
        rf"(?<![^>\r\n\ufeff]){BLANK}*+(?:"
        rf"(?P<name>{NAME})(?P<attributes>(?:{value})++){BLANK}*+(?P<empty>/?)>"
        rf"|/(?P<end>{NAME}){BLANK}*+>)"
    )


@cache
def _exact_name() -> "re.Pattern[str]":
    return re.compile(f"[{_EXACT_START}][{_EXACT_REST}]*")


@cache
def _forbidden_in_names() -> "re.Pattern[str]":
    return re.compile(f"^[^{_EXACT_START}]|[^{_EXACT_REST}]")


def is_name(text: str) -> bool:
    """Whether XML allows a text that `NAME` matches as a name."""
    return text.isascii() or _exact_name().fullmatch(text) is not None


def legal_name(text: str) -> str:
    """A text that `NAME` matches with `_` for each character that XML forbids in names."""
    return text if text.isascii() else _forbidden_in_names().sub("_", text)


def without_cdata(text: str) -> str:
    """The text, of the same length, with each CDATA section as a run of plain letters.

    So no reader needs to know of them. What is not closed stays as it is.
    """
    pieces: list[str] = []
    done, at = 0, text.find(_CDATA)
    looked_at, comment, less, greater = 0, -1, -1, -1
    while at >= 0:
        comment = max(comment, text.rfind("<!--", looked_at, at))
        less = max(less, text.rfind("<", looked_at, at))
        greater = max(greater, text.rfind(">", looked_at, at))
        looked_at = at
        if comment >= 0 and text.find("-->", comment, at) < 0:
            closed = text.find("-->", at)
        elif less > greater:
            closed = at + len(_CDATA)
        elif (end := text.find("]]>", at)) >= 0:
            closed = end + 3
            pieces += (text[done:at], "x" * (closed - at))
            done = looked_at = closed
            comment = less = greater = -1
        else:
            break
        at = text.find(_CDATA, closed) if closed >= 0 else -1
    return "".join((*pieces, text[done:]))


def resolved(reference: str) -> str | None:
    """The character that a reference such as `&amp;` or `&#39;` stands for; `None` if forbidden."""
    name = reference[1:-1]
    if not name.startswith("#"):
        return _NAMED[name]
    code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if legal or 0x10000 <= code <= 0x10FFFF else None


def plain_value(raw: str) -> str:
    """An attribute's value as XML reads it: line ends and tabs as blanks, references resolved."""
    value = _READ_AS_BLANK.sub(" ", raw)
    if "&" in value:
        value = _REFERENCE.sub(lambda match: resolved(match[0]) or match[0], value)
    return value


def longer_written(raw: str) -> Iterator[tuple[int, int, str]]:
    """Where a value as written is longer than XML reads it: start, end, and what is read."""
    for match in _LONGER_WRITTEN.finditer(raw):
        read = " " if match[0] == "\r\n" else resolved(match[0])
        if read is not None:
            yield *match.span(), read


def escaped(value: str, quote: str = '"') -> str:
    """A value as it may stand between quotes; XML reads a bare line end or tab as a blank."""
    entity = "&quot;" if quote == '"' else "&apos;"
    plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(quote, entity)
    return _LINE_END_OR_TAB.sub(lambda match: f"&#{ord(match[0])};", plain)


def bare_ampersands(text: str, start: int, end: int) -> list[int]:
    """Offsets of every `&` that begins no legal reference, between two offsets."""
    if text.find("&", start, end) < 0:
        return []
    bare = [match.start() for match in BARE_AMPERSAND.finditer(text, start, end)]
    forbidden = (
        match.start() for match in _REFERENCE.finditer(text, start, end) if not resolved(match[0])
    )
    return sorted((*bare, *forbidden))


MAX_ELEMENTS = 1_000_000
"""Greatest number of elements in a file. The largest real vesselData.xml known has 4,000."""


def too_many(name: str) -> TooBig:
    """The refusal of a file with more than `MAX_ELEMENTS` elements or other pieces."""
    return TooBig(f"{name}: more than {MAX_ELEMENTS:,} elements")


def too_deep(name: str) -> TooBig:
    """The refusal of a file whose elements are nested deeper than `MAX_DEPTH`."""
    return TooBig(f"{name}: elements are nested more than {MAX_DEPTH} deep; vesselData needs 3")
