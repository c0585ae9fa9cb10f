"""The patterns of XML 1.0 that both readers of it share: the strict one and the repairing one.

One decision: every pattern is linear. Quantifiers are possessive where a name or a run of
blanks could otherwise be tried again, because a mod is untrusted input.
"""

import re

_START = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME = f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f-\u2040-]*+"
BLANK = "[ \t\r\n]"
REFERENCE = "&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"

IN_DOUBLE = f'(?:{BLANK}++{NAME}{BLANK}*+={BLANK}*+"[^"<]*+")*+'
IN_EITHER = f"""(?:{BLANK}++{NAME}{BLANK}*+={BLANK}*+(?:"[^"<]*+"|'[^'<]*+'))*+"""

TOKEN = re.compile(
    f"<(?:(?P<tag>{NAME})(?P<attributes>{IN_DOUBLE}){BLANK}*+(?P<empty>/?)>"
    f"|/(?P<close>{NAME}){BLANK}*+>"
    "|(?P<comment>!--[^-]*+(?:-[^-]++)*+-->)"
    f"|(?P<mixed_tag>{NAME})(?P<mixed_attributes>{IN_EITHER}){BLANK}*+(?P<mixed_empty>/?)>"
    rf"|(?P<instruction>\?(?![xX][mM][lL][\s?]){NAME}(?:{BLANK}(?:[^?]|\?(?!>)){{0,1000}}+)?\?>)"
    ")"
)
"""One piece of well-formed markup: a start or end tag, a comment, an instruction."""

DECLARATION = re.compile(
    rf"""<\?xml{BLANK}+version{BLANK}*={BLANK}*(?:"1\.[0-9]+"|'1\.[0-9]+')"""
    rf"""(?:{BLANK}+encoding{BLANK}*={BLANK}*(?:"(?P<double>[A-Za-z][\w.-]*)"|'(?P<single>[A-Za-z][\w.-]*)'))?"""
    rf"""(?:{BLANK}+standalone{BLANK}*={BLANK}*(?:"(?:yes|no)"|'(?:yes|no)'))?{BLANK}*\?>""",
    re.ASCII,
)
"""The XML declaration, which may only stand at the very beginning."""

ATTRIBUTE_IN_DOUBLE = re.compile(f'({NAME}){BLANK}*+={BLANK}*+"([^"]*+)"')
ATTRIBUTE = re.compile(f"""({NAME}){BLANK}*+={BLANK}*+(?:"([^"]*+)"|'([^']*+)')""")
BARE_AMPERSAND = re.compile(f"&(?!{REFERENCE[1:]})")
_REFERENCE = re.compile(REFERENCE)
_CDATA = "<![CDATA["
_LINE_END = re.compile("\r\n?|\n|\t")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def without_cdata(text: str) -> str:
    """The text, of the same length, with each CDATA section as a run of plain letters.

    So no reader needs to know of them. What is not closed stays as it is.
    """
    pieces: list[str] = []
    done, at = 0, text.find(_CDATA)
    while at >= 0:
        comment = text.rfind("<!--", done, at)
        if comment >= 0 and text.find("-->", comment, at) < 0:
            closed = text.find("-->", at)
        elif text.rfind("<", done, at) > text.rfind(">", done, at):
            closed = at + len(_CDATA)
        elif (end := text.find("]]>", at)) >= 0:
            closed = end + 3
            pieces += (text[done:at], "x" * (closed - at))
            done = closed
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
    value = _LINE_END.sub(" ", raw)
    if "&" in value:
        value = _REFERENCE.sub(lambda found: resolved(found[0]) or found[0], value)
    return value


def escaped(value: str, quote: str = '"') -> str:
    """A value as it may stand between quotes."""
    entity = "&quot;" if quote == '"' else "&apos;"
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(quote, entity)


def bare_ampersands(text: str, start: int, end: int) -> list[int]:
    """Offsets of every `&` that begins no legal reference, between two offsets."""
    if text.find("&", start, end) < 0:
        return []
    bare = [found.start() for found in BARE_AMPERSAND.finditer(text, start, end)]
    forbidden = (
        found.start() for found in _REFERENCE.finditer(text, start, end) if not resolved(found[0])
    )
    return sorted((*bare, *forbidden))
