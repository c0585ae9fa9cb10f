"""The values of attributes in broken tags, and where each ends.

What a person meant is read off what follows. A quote ends a value where the
rest of a tag may follow it; a value that runs into the next `<` has lost its closing quote.
"""

import re

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.faults import Fault, FaultFinder, FaultList, shortened
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.parsers.xml_grammar import BLANK, NAME
from artemis_modkit.parsers.xml_vocabulary import Vocabulary, is_numeric

_PARTS_OF_TAGS = pattern("[<>=]")
_BLANKS = pattern(f"{BLANK}*+")
_TORN = pattern(r"[ \t]{2,}\S")
"""Blanks behind a value that may have been within it: `text="a  scale="2"` has lost words too."""

ATTRIBUTE_START = pattern(f"""({NAME})({BLANK}*+=)?({BLANK}*+["'])?""")
_AFTER_VALUE = pattern(
    f"""{BLANK}*+(?:/?>|<|$)|{BLANK}++/?{NAME}{BLANK}*+=|{NAME}{BLANK}*+={BLANK}*+["']"""
)
_ENDS_IN_ATTRIBUTE = pattern(f"(?<!{BLANK}){BLANK}++({NAME}){BLANK}*+=$")
_ENDS_IN_TAG_END = pattern(f"/?>{BLANK}*+$")
_UNQUOTED = pattern(r"""(?>(?:[^ \t\r\n"'<>=/]|/(?!>))+)""")
_UNOPENED = (pattern('([^"<>=]*+)(")'), pattern("([^'<>=]*+)(')"))
_LIKE_REFERENCE = pattern(r"&#?\w{1,40};")
_UNENDED_REFERENCE = pattern(r"&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,10})(?![\w;=])")
_CLOSED_BY_OTHER = {
    "'": pattern("""[^"'<>=\\s]*+\""""),
    '"': pattern("""[^"'<>=\\s]*+'"""),
}
_IN_CURLY_QUOTES = pattern("""[“”„‟″]([^“”„‟″"<>]*+)[“”„‟″]""")
_PLAIN = pattern(r"[\w.,:;+/\\%!?-]+")
_CURLY = "“”„‟″"
_MOST_QUOTES = 64
"""Quotes looked at to find the end of one value; keeps hostile input linear."""


class ValueReader(FaultFinder):
    """Reads values; what is wrong with them joins the `faults` of their tag."""

    def __init__(self, text: str, vocabulary: Vocabulary, faults: FaultList) -> None:
        super().__init__(faults)
        self._text = text
        self._vocabulary = vocabulary

    def unquoted(self, name: str, at: int) -> tuple[str, int]:
        """The value without quotes that begins at an offset, and where the tag goes on."""
        start = blanks_end(self._text, at)
        value = _UNQUOTED.match(self._text, start)
        if value is None or (
            ATTRIBUTE_START.match(self._text, start)
            and "=" in (self._text[value.end() : value.end() + 1])
        ):
            message = f"'{name}' has no value; write {name}=\"…\" or remove it"
            self._insert("missing-value", at, '""', message, is_sure=False)
            return "", at
        for unopened in (one.match(self._text, start) for one in _UNOPENED):
            if unopened and _AFTER_VALUE.match(self._text, unopened.end()):
                return self._lost_opening_quote(name, *unopened.span(1), unopened[2])
        if curly := _IN_CURLY_QUOTES.match(self._text, start):
            self._fault(
                "curly-quotes",
                *curly.span(),
                f"the value of '{name}' stands between quotes of a text program; write plain ones",
                Edit(Span(start, start + 1), '"'),
                Edit(Span(curly.end() - 1, curly.end()), '"'),
            )
            return self._read(*curly.span(1), curly.end())
        tell = self._fault if _PLAIN.fullmatch(value[0]) else self._guess
        tell(
            "missing-quotes",
            *value.span(),
            f"the value of '{name}' has no quotes; write {name}=\"{shortened(value[0])}\"",
            Edit(Span(start, start), '"'),
            Edit(Span(value.end(), value.end()), '"'),
        )
        return self._read(start, value.end(), value.end())

    def _lost_opening_quote(self, name: str, start: int, end: int, quote: str) -> tuple[str, int]:
        if _has_odd_curly(self._text[start:end]) and self._text[start] in _CURLY:
            return self._curly_for(name, start, quote, start + 1, end)
        value = self._text[start:end]
        message = (
            f"the opening quote of '{name}' is missing; put {quote} before '{shortened(value)}'"
        )
        self._insert("missing-quote", start, quote, message)
        return self._read(start, end, end + 1)

    def _curly_for(self, name: str, at: int, quote: str, start: int, end: int) -> tuple[str, int]:
        """A value whose one quote is that of a text program, at an offset before or behind it."""
        message = f"the quote {self._text[at]} of '{name}' is one of a text program; write {quote}"
        self._swap("curly-quotes", at, at + 1, quote, message)
        return self._read(start, end, end + 1)

    def quoted(self, name: str, start: int, quote: str) -> tuple[str, int]:
        """The value that begins after a quote: its text, and where the tag goes on."""
        text = self._text
        bound = _found(text, "<", start)
        first = _found(text, quote, start)
        if (other := self._other_quote(start, first, bound, quote)) is not None:
            return self._mixed_quotes(name, start, other)
        literal_marks: list[int] = []
        while first >= bound:
            if (end := self._lost_end(start, first, bound)) is not None:
                self._escape_marks(name, literal_marks)
                return self._lost_quote(name, start, end, quote)
            literal_marks.append(bound)
            bound = _found(text, "<", bound + 1)
            if len(literal_marks) > _MOST_QUOTES:
                self._escape_marks(name, literal_marks)
                return self._lost_quote(name, start, bound, quote)
        self._escape_marks(name, literal_marks)
        return self._closed(name, start, first, bound, quote)

    def _other_quote(self, start: int, first: int, bound: int, quote: str) -> int | None:
        """Where the other kind of quote ends a value that its own kind does not; else `None`."""
        if first < bound and _AFTER_VALUE.match(self._text, first + 1):
            return None
        closed = _CLOSED_BY_OTHER[quote].match(self._text, start)
        return closed.end() - 1 if closed and _AFTER_VALUE.match(self._text, closed.end()) else None

    def _mixed_quotes(self, name: str, start: int, end: int) -> tuple[str, int]:
        right = self._text[end]
        self._fault(
            "mixed-quotes",
            start - 1,
            end + 1,
            f"the value of '{name}' begins with one kind of quote and ends with the other; "
            f"write {right} for both",
            Edit(Span(start - 1, start), right),
        )
        return self._read(start, end, end + 1)

    def _lost_end(self, start: int, first: int, bound: int) -> int | None:
        """Where a value ends that reaches a `<` before any quote; `None` if the `<` is its own."""
        before = self._text[start:bound]
        if tag_end := _ENDS_IN_TAG_END.search(before):
            return start + len(before[: tag_end.start()].rstrip(grammar.BLANKS))
        is_markup = self._text.startswith(("</", "<!"), bound)
        if is_markup or first >= len(self._text) or "\n" in before:
            return _line_end(self._text, start, bound)
        return None

    def _escape_marks(self, name: str, marks: list[int]) -> None:
        for mark in marks:
            is_in_number = is_numeric(self._text[mark - 1 : mark])
            message = f"a bare '<' in the value of '{name}'; write '&lt;'"
            self._swap("bare-less-than", mark, mark + 1, "&lt;", message, is_sure=not is_in_number)

    def _closed(self, name: str, start: int, first: int, bound: int, quote: str) -> tuple[str, int]:
        """The value whose next quote is at `first`, before any other `<`."""
        text = self._text
        if _AFTER_VALUE.match(text, first + 1):
            return self._read(start, first, first + 1)
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
            before = text[start:first] if len(inner) == 1 else ""
            if at >= bound or (begun and self._is_likely_attribute(begun[1], before)):
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
            message = f"quotes inside the value of '{name}' end it too early; write {entity}"
            edits = (Edit(Span(at, at + 1), entity) for at in inner)
            tell = self._fault if _are_spoken(self._text, start, inner) else self._guess
            tell("unescaped-quote", inner[0], inner[-1] + 1, message, *edits)
        return self._read(start, end, end + 1)

    def _doubled_quote(self, name: str, start: int, end: int, extra: int) -> tuple[str, int]:
        message = f"a quote too many at the value of '{name}'; remove one"
        self._swap("doubled-quote", extra, extra + 1, "", message)
        return self._read(start, end, max(end, extra) + 1)

    def _lost_quote(self, name: str, start: int, end: int, quote: str) -> tuple[str, int]:
        value, insert = self._text[start:end], Edit(Span(end, end), quote)
        if blanks_end(self._text, end) >= len(self._text):
            message = f"the file ends inside the value of '{name}': what came after it is lost"
            self._guess("truncated", end, end, message, insert)
        elif value[-1:] in _CURLY and _has_odd_curly(value):
            return self._curly_for(name, end - 1, quote, start, end - 1)
        else:
            message = (
                f"the closing quote of '{name}' is missing; put {quote} behind "
                f"'{shortened(value, from_end=True)}'"
            )
            is_sure = _is_whole(value) and not _TORN.match(self._text, end)
            tell = self._fault if is_sure else self._guess
            tell("missing-quote", end, end, message, insert)
        return self._read(start, end, end)

    def _is_likely_attribute(self, name: str, value_before: str) -> bool:
        return self._vocabulary.is_attribute(name) or (
            bool(value_before) and is_numeric(value_before)
        )

    def _read(self, start: int, end: int, goes_on: int) -> tuple[str, int]:
        """The value between two offsets, each bare `&` in it a fault, and where the tag goes on."""
        self.faults += (
            ampersand_fault(self._text, at, self._vocabulary)
            for at in grammar.bare_ampersands(self._text, start, end)
        )
        return self._text[start:end], goes_on


def ampersand_fault(text: str, at: int, vocabulary: Vocabulary) -> Fault:
    """The fault of an `&` at an offset that begins no legal reference.

    A name of HTML becomes its character. Where the file defines names of its own, or the `;` of a
    name or number of HTML is lost, only the author knows what was meant.
    """
    edit = Edit(Span(at, at + 1), "&amp;")
    reference = _LIKE_REFERENCE.match(text, at)
    if reference and vocabulary.defines_names and reference[0][1] != "#":
        message = f"'{reference[0]}' may be defined by the DOCTYPE; write what it stands for"
        return Fault("named-character", edit.span, message, guess=(edit,))
    if reference and (character := _character_of_html(reference[0][1:])):
        written = "".join(map(_written, character))
        message = f"'{reference[0]}' is a name of HTML, which XML does not know; write '{written}'"
        span = Span(*reference.span())
        return Fault("named-character", span, message, (Edit(span, written),))
    unended = _UNENDED_REFERENCE.match(text, at)
    if unended and (unended[1].startswith("#") or _character_of_html(unended[1])):
        message = f"'{unended[0]}' may be a character whose ';' is lost, or plain text: '&amp;'"
        return Fault("bare-ampersand", edit.span, message, guess=(edit,))
    what = f"'{reference[0]}' stands for no character" if reference else "a bare '&'"
    return Fault("bare-ampersand", edit.span, f"{what}; XML wants '&amp;'", (edit,))


def _character_of_html(name: str) -> str | None:
    """What a name of HTML stands for, such as `eacute;` and, as old pages have it, `eacute`."""
    from html.entities import html5

    return html5.get(name)


def _written(character: str) -> str:
    """A character as it is written: itself where a person sees it, else its number."""
    if character in "&<>\"'":
        return {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}[character]
    return character if character.isprintable() else f"&#{ord(character)};"


def _has_odd_curly(value: str) -> bool:
    """Whether a curly quote of a value has no other one, so that it stands for a plain one."""
    return sum(value.count(mark) for mark in _CURLY) % 2 == 1


def _is_whole(value: str) -> bool:
    """Whether all that a value without its closing quote can have lost is that quote.

    Not so where nothing is left of it (`classname=">`), where it holds parts of tags, and where
    another quote stands at one of its ends (`text='"Hail!"/>`): then the first may be too many.
    """
    ends = value[:1] + value[-1:]
    return bool(value) and not (_PARTS_OF_TAGS.search(value) or '"' in ends or "'" in ends)


def _are_spoken(text: str, start: int, inner: list[int]) -> bool:
    """Whether quotes in a value are those of a sentence: around words, or within one (`it's`)."""
    if text[inner[0]] == "'" and all(text[at - 1].isalpha() for at in inner):
        return all(text[at + 1].isalpha() for at in inner)
    opening, closing = inner[::2], inner[1::2]
    return (
        len(opening) == len(closing)
        and not is_numeric(text[start : inner[0]])
        and all(not text[at - 1].isalnum() and text[at - 1] != "=" for at in opening)
        and all(not text[at + 1].isspace() for at in opening)
        and all(not text[at - 1].isspace() and not text[at + 1].isalnum() for at in closing)
    )


def blanks_end(text: str, at: int) -> int:
    """The offset behind the blanks at an offset."""
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _found(text: str, what: str, start: int) -> int:
    at = text.find(what, start)
    return at if at >= 0 else len(text)


def _line_end(text: str, start: int, bound: int) -> int:
    line = re.split("[\r\n]", text[start:bound], maxsplit=1)[0]
    return start + len(line.rstrip())
