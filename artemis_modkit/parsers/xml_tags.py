"""One start tag that a strict reader refuses, attribute by attribute.

Whatever stands between `<name` and `>` is an attribute, its value, or nothing
that a tag may hold; so the reader never goes past what the tag could have meant.
"""

import re
from enum import Enum

from msgspec import Struct, field

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.faults import Fault, FaultFinder, as_guess, shortened
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.parsers.xml_grammar import BLANK, BLANKS, legal_name
from artemis_modkit.parsers.xml_values import ATTRIBUTE_START, ValueReader, blanks_end
from artemis_modkit.parsers.xml_vocabulary import Vocabulary, is_numeric

LOST_MARKS = frozenset(
    {"missing-quote", "missing-quotes", "missing-blank", "missing-equals"}
    | {"tag-not-closed", "element-not-closed", "lost-bracket", "lost-slash"}
)
"""The codes of faults that put back a mark, with which more may have been lost."""


class TagKind(Enum):
    """What a piece of markup is; comments and instructions do not matter to the structure."""

    OPEN = "start tag"
    EMPTY = "self-closed tag"
    CLOSE = "end tag"
    TEXT = "text"


class Token(Struct):
    """A piece of markup in the broken text; `faults` are those inside a text."""

    kind: TagKind
    name: str
    start: int
    end: int
    faults: list[Fault] = field(default_factory=list)


_SLIP = pattern(r"[;,.:|\\]{1,3}")
_JUNK = pattern(r"(?:[^ \t\r\n<>/]|/(?!>))")
_UNFINISHED_END = pattern(f"/{BLANK}++>|[/\\\\](?={BLANK}*+(?:<|$))|\\\\>")


class TagReader(FaultFinder):
    """Reads the tag at `start` at once: `token`, `end` (where to go on) and `faults`.

    `token` is `None` where the tag is the first half of one that was begun twice.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, start: int, name_end: int) -> None:
        super().__init__()
        self.token: Token | None = None
        self.end = name_end
        self._text = text
        self._vocabulary = vocabulary
        self._start = start
        written = text[start + 1 : name_end].lstrip(BLANKS)
        self._name = self._checked_name(written, name_end - len(written))
        self._seen: dict[str, str] = {}
        self._has_one_twice = False
        self._values = ValueReader(text, vocabulary, self.faults)
        self._read()

    def _read(self) -> None:
        text = self._text
        done = self.end
        while True:
            at = blanks_end(text, done)
            if text.startswith("/>", at):
                return self._finish(TagKind.EMPTY, at + 2)
            if text.startswith(">", at):
                return self._finish(TagKind.OPEN, at + 1)
            if unfinished := _UNFINISHED_END.match(text, at):
                return self._unfinished_end(unfinished)
            if at >= len(text) or text[at] == "<":
                return self._never_closed(done, at)
            attribute = ATTRIBUTE_START.match(text, at)
            if attribute is None:
                done = self._junk(done, at)
                continue
            if at == done:
                name = legal_name(attribute[1])
                tell = self._guess if self._vocabulary.is_tail(name) else self._fault
                message = f"no blank before the attribute '{name}'; put one there"
                tell("missing-blank", at, at, message, Edit(Span(at, at), " "))
            done = self._attribute(done, attribute)

    def _finish(self, kind: TagKind, end: int) -> None:
        if self.faults and not self._vocabulary.is_like_others(self._name, self._seen):
            # `<long_desc text="… has packeoad baycount="2"/>`: the rest of another tag.
            self.faults[:] = map(as_guess, self.faults)
        elif self.faults and not self._vocabulary.has_all_of_others(self._name, self._seen):
            self.faults[:] = [
                as_guess(fault) if fault.code in LOST_MARKS else fault for fault in self.faults
            ]
        self.token = Token(kind, self._name, self._start, end)
        self.end = end

    def _unfinished_end(self, end: "re.Match[str]") -> None:
        message = f"the tag <{self._name}> ends in '{shortened(end[0])}'; write '/>'"
        self._swap("tag-not-closed", *end.span(), "/>", message)
        self._finish(TagKind.EMPTY, end.end())

    def _never_closed(self, done: int, at: int) -> None:
        text = self._text
        if at < len(text) and self._is_begun_again(at):
            self.faults.clear()
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
        if at >= len(text):
            message = f"the file ends inside the tag <{self._name}>: what came after it is lost"
            self._insert("truncated", done, ending, message, is_sure=False)
        else:
            message = f"the tag <{self._name}> is never closed; write '{ending}' here"
            is_at_line_end = "\n" in text[done:at] or "\r" in text[done:at]
            is_whole = is_at_line_end and self._vocabulary.ends_as_others(self._name, self._seen)
            self._insert("tag-not-closed", done, ending, message, is_sure=is_whole)
        self._finish(TagKind.OPEN if holds_others else TagKind.EMPTY, done)

    def _is_begun_again(self, at: int) -> bool:
        first = " ".join(self._text[self._start : at].split())
        second = " ".join(self._text[at : at + 2 * (at - self._start) + 200].split())
        after = second[len(first) : len(first) + 1]
        return second.startswith(first) and (after == "" or after in " />" or first[-1] in "\"'")

    def _junk(self, done: int, at: int) -> int:
        text, end = self._text, at
        while (junk := _JUNK.match(text, end)) and not ATTRIBUTE_START.match(text, end):
            end = junk.end()
        without = Edit(Span(at, end), " " if at == done else "")
        message = f"'{shortened(text[at:end])}' in the tag <{self._name}> is no attribute"
        if _SLIP.fullmatch(text, at, end):
            self._fault("stray-characters", at, end, f"{message}; remove it", without)
        else:
            message += ": it may be what is left of one"
            self._guess("stray-characters", at, end, message, without)
        return end

    def _checked_name(self, written: str, at: int) -> str:
        """A name as it may be; one with characters that XML forbids in names is a fault."""
        name = legal_name(written)
        if name != written:
            message = f"'{shortened(written)}' is no name that XML allows; write the right one"
            self._swap("illegal-name", at, at + len(written), name, message, is_sure=False)
        return name

    def _attribute(self, done: int, attribute: "re.Match[str]") -> int:
        name, equals, quote = attribute.groups()
        faults_before = len(self.faults)
        name = self._checked_name(name, attribute.start())
        if quote and not equals:
            at, message = attribute.end(1), f"no '=' after '{name}'; put one there"
            self._insert(
                "missing-equals", at, "=", message, is_sure=self._vocabulary.has_attribute(name)
            )
        if quote:
            value, end = self._values.quoted(name, attribute.end(), quote[-1])
        elif equals:
            value, end = self._values.unquoted(name, attribute.end())
        else:
            value, end = "", attribute.end(1)
            message = (
                f"'{name}' in the tag <{self._name}> has no value; write {name}=\"…\" or remove it"
            )
            self._insert("missing-value", end, '=""', message, is_sure=False)
        if not is_numeric(value) and self._vocabulary.is_number(name):
            # Of `scale="nternal_data file="` more is lost than a quote: scales are numbers.
            self.faults[faults_before:] = map(as_guess, self.faults[faults_before:])
        if name not in self._seen:
            self._seen[name] = value
            return end
        del self.faults[faults_before:]
        place, without = (attribute.start(), end), Edit(Span(done, end), "")
        twice = f"the attribute '{name}' stands twice in one tag,"
        if value == self._seen[name]:
            message = f"{twice} both times with this value; remove the second"
            # Several are what is left of two tags, as of two beams of which a line end is lost.
            tell = self._guess if self._has_one_twice else self._fault
            tell("duplicate-attribute", *place, message, without)
            self._has_one_twice = True
        else:
            values = f"as '{shortened(self._seen[name])}' and as '{shortened(value)}'"
            self._guess("duplicate-attribute", *place, f"{twice} {values}; remove one", without)
        return end
