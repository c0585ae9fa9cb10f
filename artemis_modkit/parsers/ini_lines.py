"""What a line of artemis.ini is, and what a damaged one was meant to be.

A line is repaired only into what it plainly says. `touchScreen: 1` and
`stationEnergy1000` set what they name; a line that may be a setting is never switched off, and
only what can be none (a comment or section of other programs, a sentence among comments) gets a
`;`, because whatever the game makes of such a line, no setting of the file changes by it.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import Enum
from functools import cache, cached_property
from itertools import accumulate
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.faults import Fault, shortened
from artemis_modkit.parsers.source import Edit, Span

COMMENT = (";", "//")
"""What the comments of artemis.ini begin with."""

_ODD_BLANKS = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c"
    "\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Characters that no editor shows as more than a blank."""

_BLANKS = f" \t{_ODD_BLANKS}"
_WHITE_SPACE = f"\r\n\x0b\x0c\x1c\x1d\x1e\x1f{_BLANKS}"
_SECTION = pattern(r"\[[^\[\]]*\]")
_WORD = pattern(r"\w+")
_LETTERS = pattern(r"[^\W\d_]{2}")
_QUOTES = "\"'`"
_LONGEST_MEANT = 200
"""Characters of a line that may be a damaged setting; real ones have fewer than 80."""

_WORDS_OF_A_SENTENCE = 4
_LIKENESS = 0.8
"""Likeness of a word and a known key from which on the one may be meant by the other."""

_BEGINNING = pattern(r"[a-z]{2,}[A-Z]")
"""What a known key begins with and no word of a sentence does: a line may be torn from it."""

_MOST_COMPARED = 100
"""Words that are compared with all keys; each costs as much as a hundred lines."""


class KnownKey(Protocol):
    """What the reader asks about a key that the game knows."""

    @property
    def holds_number(self) -> bool:
        """Whether its value is a number of whatever kind."""

    def accepts_type_of(self, value: str) -> bool:
        """Whether a value is of the type that the key wants."""

    def accepts(self, value: str) -> bool:
        """Whether a value is of that type and acceptable to the game's own file."""


KnownKeys = Mapping[str, KnownKey]
"""The keys that the game knows, as it spells them."""


class LineKind(Enum):
    """What a line is. `MEANT` is a setting in another form, `SPOILT` none of the rest."""

    BLANK, COMMENT, SETTING, MEANT, SPOILT = range(5)


class IniLine(Struct, frozen=True):
    """A line: its place without outer blanks, and the key and value of one that is a setting.

    `remark` is what is wrong with it, `edits` repair that; "" and empty for a sound line.
    """

    kind: LineKind
    whole: Span
    stripped: Span
    key: str = ""
    value: str = ""
    key_span: Span = Span(0, 0)
    value_span: Span = Span(0, 0)
    code: str = ""
    remark: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def fault(self) -> Fault | None:
        """What is wrong with it, if anything."""
        return Fault(self.code, self.stripped, self.remark, self.edits) if self.code else None


class LineReader:
    """Tells what lines are, one after the other: a sentence is one only among comments."""

    def __init__(self, text: str, known: KnownKeys) -> None:
        self._text = text
        self._known = known
        self._spelt = {key.lower(): key for key in known}
        self._compared: dict[str, str | None] = {}
        self._is_among_comments = True

    def read(self, line: Span) -> IniLine:
        """What the next line is."""
        found = self._told(line)
        is_comment = found.kind in (LineKind.BLANK, LineKind.COMMENT)
        self._is_among_comments = is_comment or (
            found.kind is LineKind.SPOILT and found.edits != ()
        )
        return found

    def _told(self, line: Span) -> IniLine:
        whole = self._text[line.start : line.end]
        text = without_blanks(whole)
        if not text:
            return IniLine(LineKind.BLANK, line, Span(line.start, line.start))
        start = line.start + whole.index(text[0])
        stripped = Span(start, start + len(text))
        if text.startswith(COMMENT):
            return IniLine(LineKind.COMMENT, line, stripped)
        parts = _parts(whole)
        if text.startswith("[") or _is_comment_of_other_programs(text):
            parts = None
        elif parts is None or not self._is_settled(parts["key"], parts["value"]):
            meant = self._meant(line, stripped, text)
            if meant is not None:
                return meant
        if parts is None:
            return self._spoilt(line, stripped, text)
        return _setting(line, stripped, parts)

    def _is_settled(self, key: str, value: str) -> bool:
        """Whether a plain key=value says what it says: its key is a name, its value one for it."""
        known = self._known.get(self._spelt.get(key.lower(), ""))
        if known is None:
            return _WORD.fullmatch(key) is not None
        if not value or known.holds_number:
            return not value or known.accepts_type_of(value)
        return value[0] not in "=>"

    def _meant(self, line: Span, stripped: Span, text: str) -> IniLine | None:
        """The setting that a line says in another form, if it plainly says one."""
        if len(text) > _LONGEST_MEANT:
            return None
        parts = _of_other_programs(" \t" if text.isascii() else _BLANKS).match(text)
        key = self._spelt.get(parts["key"].lower()) if parts else None
        if parts is None or key is None:
            return self._without_equals(line, stripped, text)
        known = self._known[key]
        at, value = _plain_value(text, parts.end())
        if not known.accepts_type_of(value) or not (
            known.holds_number or parts["quote"] or "=" in parts["sign"]
        ):
            return None
        lost = (
            "has no equals sign" if parts["sign"].isspace() else "is written as in other programs"
        )
        span = Span(parts.start("key"), parts.end("key"))
        return _meant(line, stripped, text, lost, (key, span), (value, at))

    def _without_equals(self, line: Span, stripped: Span, text: str) -> IniLine | None:
        word = _WORD.match(text)
        found = []
        for end in range(word.end() + 1 if word else 0):
            key = self._spelt.get(text[:end].lower())
            if key and self._known[key].holds_number and self._known[key].accepts(text[end:]):
                found.append((key, end))
        if len(found) != 1:
            return None
        key, end = found[0]
        span = Span(0, end)
        return _meant(
            line, stripped, text, "has lost its equals sign", (key, span), (text[end:], end)
        )

    def _spoilt(self, line: Span, stripped: Span, text: str) -> IniLine:
        named = next(self._keys_in(text), None)
        is_comment = _is_comment_of_other_programs(text)
        is_sentence = _SECTION.fullmatch(text) or (self._is_among_comments and _is_sentence(text))
        remark = f"'{shortened(text, most=40)}' "
        if is_comment:
            remark += "is a comment of other programs; "
        elif named:
            remark += f"names the setting {named}, but is neither a setting (key=value) nor a "
            remark += f"comment; write {named}=VALUE, or "
        else:
            remark += "is neither a setting (key=value) nor a comment; "
            remark += "" if is_sentence else "write key=value, or "
        edits: tuple[Edit, ...] = ()
        if is_comment or (is_sentence and not named):
            edits = (Edit(Span(stripped.start, stripped.start), ";"),)
        remark += "put ';' before it"
        return IniLine(LineKind.SPOILT, line, stripped, code="ini-line", remark=remark, edits=edits)

    def _keys_in(self, text: str) -> Iterator[str]:
        """The known keys that a line names, or may name."""
        words = _WORD.findall(text)
        for word in words:
            if key := self._spelt.get(word.lower()):
                yield key
        for word in words[:2]:
            if near := self._near(word[:_LONGEST_MEANT].lower()):
                yield near
        begun = _BEGINNING.match(words[0]) if words else None
        if begun and (torn := self._beginnings.get(begun[0])):
            yield torn

    @cached_property
    def _beginnings(self) -> dict[str, str]:
        """The known keys by how they begin: `cueUsound of …` is left of `cueUI15` and a comment."""
        begun = ((_BEGINNING.match(key), key) for key in self._known)
        return {letters[0]: key for letters, key in begun if letters}

    def _near(self, word: str) -> str | None:
        if word not in self._compared and len(self._compared) < _MOST_COMPARED:
            close = get_close_matches(word, self._spelt, 1, _LIKENESS)
            self._compared[word] = self._spelt[close[0]] if close else None
        return self._compared.get(word)


def without_blanks(text: str) -> str:
    """A text without the blanks round it, odd ones and line ends too."""
    return text.strip(_WHITE_SPACE)


def _parts(line: str) -> dict[str, str] | None:
    """The pieces of a line that is key=value, blanks too, in their order; `None` of any other."""
    left, sign, right = line.partition("=")
    key = left.strip(_BLANKS)
    if not sign or not key or key[0].isspace():
        return None
    indented, rest = left.lstrip(_BLANKS), right.lstrip(_BLANKS)
    value = rest.rstrip(_WHITE_SPACE)
    return {
        "indent": left[: len(left) - len(indented)],
        "key": key,
        "before": indented[len(key) :],
        "sign": sign,
        "after": right[: len(right) - len(rest)],
        "value": value,
        "end": rest[len(value) :],
    }


@cache
def _of_other_programs(blanks: str) -> "re.Pattern[str]":
    """A setting as other programs write it; a class of all odd blanks costs as much as a file."""
    return re.compile(
        r"(?:(?:set|let|var|const|export)[ \t]+)?(?P<quote>[\"'`]?)(?P<key>\w+)(?P=quote)"
        rf"(?P<sign>[{blanks}]*+(?:=>|->|:=|==|[:=])[{blanks}]*+|[{blanks}]++)(?=\S)",
        re.IGNORECASE,
    )


def _is_comment_of_other_programs(text: str) -> bool:
    remark = text[:5].lower().removeprefix("@")
    return text.startswith(("#", "--", "::")) or (
        remark.startswith("rem") and remark[3:4].isspace()
    )


def _odd_blank(text: str) -> str:
    """The first odd blank of a text; "" without any."""
    return "" if text.isascii() else next((one for one in text if one in _ODD_BLANKS), "")


def _is_sentence(text: str) -> bool:
    words = text.split()
    letters = sum(_LETTERS.search(word) is not None for word in words)
    return len(words) >= _WORDS_OF_A_SENTENCE and letters > len(words) / 2


def _plain_value(text: str, start: int) -> tuple[int, str]:
    """The value behind a sign, without what other programs put round it, and where it begins."""
    value = text[start:]
    if value[-1:] in (",", ";"):
        value = without_blanks(value[:-1])
    if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
        return start + 1, value[1:-1]
    return start, value


def _meant(
    line: Span, stripped: Span, text: str, lost: str, key: tuple[str, Span], value: tuple[str, int]
) -> IniLine:
    name, within = key
    right = f"{name}={value[0]}"
    at = stripped.start
    key_span = Span(at + within.start, at + within.end)
    value_span = Span(at + value[1], at + value[1] + len(value[0]))
    edits = [
        Edit(Span(at, key_span.start), ""),
        Edit(key_span, name),
        Edit(Span(key_span.end, value_span.start), "="),
        Edit(Span(value_span.end, stripped.end), ""),
    ]
    changes = (
        edit for edit in edits if text[edit.span.start - at : edit.span.end - at] != edit.text
    )
    remark = f"'{shortened(text, most=40)}' {lost}; write {right}"
    plain = IniLine(LineKind.MEANT, line, stripped, name, value[0], key_span, value_span)
    removed = Edit(Span(line.start, at), "")
    return replace(plain, code="ini-dialect", remark=remark, edits=(removed, *changes))


def _setting(line: Span, stripped: Span, parts: Mapping[str, str]) -> IniLine:
    starts = dict(
        zip(parts, accumulate(map(len, parts.values()), initial=line.start), strict=False)
    )

    def span(part: str) -> Span:
        return Span(starts[part], starts[part] + len(parts[part]))

    sound = IniLine(
        LineKind.SETTING, line, stripped, parts["key"], parts["value"], span("key"), span("value")
    )
    removed = [part for part in ("indent", "before", "after") if parts[part]]
    odd = _odd_blank(parts["end"])
    if odd:
        removed.append("end")
    if not removed:
        return sound
    odd = odd or _odd_blank("".join(parts[part] for part in removed))
    right = shortened(f"{parts['key']}={parts['value']}", most=80)
    remark = f"blanks round '{shortened(parts['key'])}='; the game wants none: write {right}"
    if odd:
        remark = f"an invisible character (U+{ord(odd):04X}) round '{right}'; remove it"
    edits = tuple(Edit(_without_line_end(span(part), parts[part]), "") for part in removed)
    return replace(sound, code="ini-blanks", remark=remark, edits=edits)


def _without_line_end(span: Span, text: str) -> Span:
    return Span(span.start, span.start + len(text.rstrip("\r\n")))
