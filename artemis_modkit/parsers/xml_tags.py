"""One start tag that a strict reader refuses, attribute by attribute.

One decision: what a person meant is read off what follows. A quote ends a value where the
rest of a tag may follow it; a value that runs into the next `<` has lost its closing quote.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.parsers.xml_grammar import BLANK, NAME


class Kind(Enum):
    """What a piece of markup is; comments and instructions do not matter to the structure."""

    OPEN = "start tag"
    EMPTY = "self-closed tag"
    CLOSE = "end tag"
    TEXT = "text"


@dataclass(slots=True)
class Token:
    """A piece of markup in the broken text; `faults` are those inside a text."""

    kind: Kind
    name: str
    start: int
    end: int
    faults: list[Fault] = field(default_factory=list)


_ANY_ATTRIBUTE = re.compile(f"""{BLANK}({NAME}){BLANK}*+={BLANK}*+["']""")
_END_TAG_NAME = re.compile(f"</{BLANK}*+({NAME})")
_BLANKS = re.compile(f"{BLANK}*+")
_ATTRIBUTE_START = re.compile(f"""({NAME})({BLANK}*+=)?({BLANK}*+["'])?""")
_AFTER_VALUE = re.compile(
    f"""{BLANK}*+(?:/?>|<|$)|{BLANK}++/?{NAME}{BLANK}*+=|{NAME}{BLANK}*+={BLANK}*+["']"""
)
_ENDS_IN_ATTRIBUTE = re.compile(f"{BLANK}++({NAME}){BLANK}*+=$")
_ENDS_IN_TAG_END = re.compile(f"/?>{BLANK}*+$")
_UNQUOTED = re.compile(r"""(?:[^ \t\r\n"'<>=/]|/(?!>))++""")
_JUNK = re.compile(r"(?:[^ \t\r\n<>/]|/(?!>))")
_NUMERIC = re.compile(r"[\s\d.,+-]*")
_MOST_QUOTES = 64
"""Quotes looked at to find the end of one value; keeps hostile input linear."""


class Vocabulary:
    """What the rest of a file shows of its names: the only grammar the reader knows."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _attribute_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for name in _ANY_ATTRIBUTE.findall(self._text):
            counts[name] = counts.get(name, 0) + 1
        return counts

    def is_attribute(self, name: str) -> bool:
        """Whether a name stands as an attribute in more than one place."""
        return self._attribute_counts.get(name, 0) > 1

    @cached_property
    def closed_names(self) -> frozenset[str]:
        """Names that have an end tag somewhere: elements that hold others."""
        return frozenset(_END_TAG_NAME.findall(self._text))


class TagReader:
    """Reads the tag at `start` at once: `token`, `end` (where to go on) and `faults`.

    `token` is `None` where the tag is the first half of one that was begun twice.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, start: int, name_end: int) -> None:
        self.faults: list[Fault] = []
        self.token: Token | None = None
        self.end = name_end
        self._text = text
        self._vocabulary = vocabulary
        self._start = start
        self._name = text[start + 1 : name_end].strip()
        self._seen: dict[str, str] = {}
        self._read()

    def _fault(self, code: str, start: int, end: int, message: str, *edits: Edit) -> None:
        self.faults.append(Fault(code, Span(start, end), message, edits))

    def _insert(self, code: str, at: int, text: str, message: str) -> None:
        self._fault(code, at, at, message, Edit(Span(at, at), text))

    def _read(self) -> None:
        text = self._text
        done = self.end
        while True:
            at = _blanks_end(text, done)
            if text.startswith("/>", at):
                return self._finish(Kind.EMPTY, at + 2)
            if text.startswith(">", at):
                return self._finish(Kind.OPEN, at + 1)
            if at >= len(text) or text[at] == "<":
                return self._never_closed(done, at)
            attribute = _ATTRIBUTE_START.match(text, at)
            if attribute is None:
                done = self._junk(done, at)
                continue
            if at == done:
                self._insert(
                    "missing-blank",
                    at,
                    " ",
                    f"no blank before the attribute '{attribute[1]}'; put one there",
                )
            done = self._attribute(done, attribute)

    def _finish(self, kind: Kind, end: int) -> None:
        self.token = Token(kind, self._name, self._start, end)
        self.end = end

    def _never_closed(self, done: int, at: int) -> None:
        text = self._text
        if at < len(text) and self._is_begun_again(at):
            self._fault(
                "tag-opened-twice",
                self._start,
                done,
                f"the tag <{self._name}> is begun here and begun again right after; "
                "remove the first beginning",
                Edit(Span(self._start, at), ""),
            )
            self.end = at
            return
        holds_others = self._name in self._vocabulary.closed_names
        ending = ">" if holds_others else "/>"
        self._insert(
            "truncated" if at >= len(text) else "tag-not-closed",
            done,
            ending,
            f"the tag <{self._name}> is never closed; write '{ending}' here",
        )
        self._finish(Kind.OPEN if holds_others else Kind.EMPTY, done)

    def _is_begun_again(self, at: int) -> bool:
        first = " ".join(self._text[self._start : at].split())
        second = " ".join(self._text[at : at + 2 * (at - self._start) + 200].split())
        after = second[len(first) : len(first) + 1]
        return second.startswith(first) and (after == "" or after in " />" or first[-1] in "\"'")

    def _junk(self, done: int, at: int) -> int:
        text, end = self._text, at
        while (junk := _JUNK.match(text, end)) and not _ATTRIBUTE_START.match(text, end):
            end = junk.end()
        self._fault(
            "stray-characters",
            at,
            end,
            f"'{_shortened(text[at:end])}' in the tag <{self._name}> is no attribute; remove it",
            Edit(Span(at, end), " " if at == done else ""),
        )
        return end

    # Attributes -------------------------------------------------------------------------

    def _attribute(self, done: int, attribute: "re.Match[str]") -> int:
        name, equals, quote = attribute.groups()
        faults_before = len(self.faults)
        if quote and not equals:
            self._insert(
                "missing-equals", attribute.end(1), "=", f"no '=' after '{name}'; put one there"
            )
        if quote:
            value, end = self._quoted(name, attribute.end(), quote[-1])
        elif equals:
            value, end = self._unquoted(name, attribute.end())
        else:
            value, end = "", attribute.end(1)
            self._insert(
                "missing-value",
                end,
                '=""',
                f"'{name}' in the tag <{self._name}> has no value; write {name}=\"…\" or remove it",
            )
        if name not in self._seen:
            self._seen[name] = value
            return end
        del self.faults[faults_before:]
        same = value == self._seen[name]
        kept = "both times with this value" if same else f"the first time as '{self._seen[name]}'"
        self._fault(
            "duplicate-attribute",
            attribute.start(),
            end,
            f"the attribute '{name}' stands twice in one tag, {kept}; remove the second",
            Edit(Span(done, end), ""),
        )
        return end

    def _unquoted(self, name: str, at: int) -> tuple[str, int]:
        start = _blanks_end(self._text, at)
        value = _UNQUOTED.match(self._text, start)
        if value is None or (
            _ATTRIBUTE_START.match(self._text, start)
            and "=" in (self._text[value.end() : value.end() + 1])
        ):
            self._insert(
                "missing-value", at, '""', f"'{name}' has no value; write {name}=\"…\" or remove it"
            )
            return "", at
        self._fault(
            "missing-quotes",
            *value.span(),
            f"the value of '{name}' has no quotes; write {name}=\"{_shortened(value[0])}\"",
            Edit(Span(start, start), '"'),
            Edit(Span(value.end(), value.end()), '"'),
        )
        self._escape(start, value.end())
        return value[0], value.end()

    def _quoted(self, name: str, start: int, quote: str) -> tuple[str, int]:
        """The value that begins after a quote: its text, and where the tag goes on."""
        text = self._text
        bound = _found(text, "<", start)
        first = _found(text, quote, start)
        literal_marks: list[int] = []
        while first >= bound:
            if (end := self._lost_end(start, first, bound)) is not None:
                self._escape_marks(name, literal_marks)
                return self._lost_quote(name, start, end, quote)
            literal_marks.append(bound)
            bound = _found(text, "<", bound + 1)
            if len(literal_marks) > _MOST_QUOTES:
                break
        self._escape_marks(name, literal_marks)
        return self._closed(name, start, min(first, bound), bound, quote)

    def _lost_end(self, start: int, first: int, bound: int) -> int | None:
        """Where a value ends that reaches a `<` before any quote; `None` if the `<` is its own."""
        before = self._text[start:bound]
        if tag_end := _ENDS_IN_TAG_END.search(before):
            return start + tag_end.start()
        is_markup = self._text.startswith(("</", "<!"), bound)
        if is_markup or first >= len(self._text) or "\n" in before:
            return _line_end(self._text, start, bound)
        return None

    def _escape_marks(self, name: str, marks: list[int]) -> None:
        for mark in marks:
            self._fault(
                "bare-less-than",
                mark,
                mark + 1,
                f"a bare '<' in the value of '{name}'; write '&lt;'",
                Edit(Span(mark, mark + 1), "&lt;"),
            )

    def _closed(self, name: str, start: int, first: int, bound: int, quote: str) -> tuple[str, int]:
        """The value whose next quote is at `first`, before any other `<`."""
        text = self._text
        if _AFTER_VALUE.match(text, first + 1):
            self._escape(start, first)
            return text[start:first], first + 1
        lost = _ENDS_IN_ATTRIBUTE.search(text, start, first)
        if lost and self._is_likely_attribute(lost[1], text[start : lost.start()]):
            return self._lost_quote(name, start, lost.start(), quote)
        if text.startswith(quote, first + 1) and _AFTER_VALUE.match(text, first + 2):
            return self._doubled_quote(name, start, first, first + 1)
        if first == start and not text.startswith(quote, first + 1):
            second = _found(text, quote, first + 1)
            if second < bound and _AFTER_VALUE.match(text, second + 1):
                return self._doubled_quote(name, start + 1, second, first)
        return self._inner_quotes(name, start, first, bound, quote)

    def _inner_quotes(
        self, name: str, start: int, first: int, bound: int, quote: str
    ) -> tuple[str, int]:
        """A value with quotes of its own inside: it ends at the quote that a tag may follow."""
        text, inner, at = self._text, [first], first
        while len(inner) < _MOST_QUOTES:
            at = _found(text, quote, at + 1)
            begun = _ENDS_IN_ATTRIBUTE.search(text, inner[-1] + 1, min(at, bound))
            if at >= bound or (begun and self._is_likely_attribute(begun[1], "")):
                break
            if _AFTER_VALUE.match(text, at + 1):
                return self._escaped_quotes(name, start, inner, at, quote)
            inner.append(at)
        return self._escaped_quotes(name, start, inner[:-1], inner[-1], quote)

    def _escaped_quotes(
        self, name: str, start: int, inner: list[int], end: int, quote: str
    ) -> tuple[str, int]:
        entity = "&quot;" if quote == '"' else "&apos;"
        if inner:
            self._fault(
                "unescaped-quote",
                inner[0],
                inner[-1] + 1,
                f"quotes inside the value of '{name}' end it too early; write {entity}",
                *(Edit(Span(at, at + 1), entity) for at in inner),
            )
        self._escape(start, end)
        return self._text[start:end], end + 1

    def _doubled_quote(self, name: str, start: int, end: int, extra: int) -> tuple[str, int]:
        self._fault(
            "doubled-quote",
            extra,
            extra + 1,
            f"a quote too many at the value of '{name}'; remove one",
            Edit(Span(extra, extra + 1), ""),
        )
        self._escape(start, end)
        return self._text[start:end], max(end, extra) + 1

    def _lost_quote(self, name: str, start: int, end: int, quote: str) -> tuple[str, int]:
        value = self._text[start:end]
        self._insert(
            "missing-quote",
            end,
            quote,
            f"the closing quote of '{name}' is missing; put {quote} behind "
            f"'{_shortened(value, from_end=True)}'",
        )
        self._escape(start, end)
        return value, end

    def _is_likely_attribute(self, name: str, value_before: str) -> bool:
        return self._vocabulary.is_attribute(name) or (
            bool(value_before) and _NUMERIC.fullmatch(value_before) is not None
        )

    def _escape(self, start: int, end: int) -> None:
        self.faults += (
            ampersand_fault(at) for at in grammar.bare_ampersands(self._text, start, end)
        )


def ampersand_fault(at: int) -> Fault:
    """The fault of an `&` at an offset that begins no legal reference."""
    edit = Edit(Span(at, at + 1), "&amp;")
    return Fault("bare-ampersand", edit.span, "a bare '&'; XML wants '&amp;'", (edit,))


def _blanks_end(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _found(text: str, what: str, start: int) -> int:
    at = text.find(what, start)
    return at if at >= 0 else len(text)


def _line_end(text: str, start: int, bound: int) -> int:
    line = re.split("[\r\n]", text[start:bound], maxsplit=1)[0]
    return start + len(line.rstrip())


def _shortened(text: str, *, from_end: bool = False) -> str:
    if len(text) <= 30:
        return text
    return "…" + text[-30:] if from_end else text[:30] + "…"
