"""Every fault of a text that is not well-formed XML, each with its smallest repair.

One decision: faults are found in one pass over pieces of markup, and all repairs speak of
the text as it was, so they can be shown, chosen and applied one by one.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.characters import (
    character_faults,
    clean,
    with_plain_blanks,
)
from artemis_modkit.parsers.faults import Fault, FaultFinder, shortened, without_overlaps
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml_tags import Kind, Token
from artemis_modkit.parsers.xml_tokens import Tokenizer

_WRAPPER = "fragment"
_ALIKE = 0.75
_NEVER = sys.maxsize


def find_faults(source: Source) -> list[Fault]:
    """All faults of a text; their edits apply in this order.

    Raises `TooBig` above `xml_grammar.MAX_DEPTH`.
    """
    text = grammar.without_cdata(clean(source.text))
    text, odd_blanks = with_plain_blanks(text)
    tokenizer = Tokenizer(text)
    return without_overlaps(
        [
            *character_faults(source),
            *odd_blanks,
            *_declaration_faults(source, text),
            *tokenizer.faults,
            *_Structure(source.name, text, tokenizer).faults,
        ]
    )


def _declaration_faults(source: Source, text: str) -> Iterator[Fault]:
    declared = grammar.DECLARATION.match(text, 1 if text.startswith("\ufeff") else 0)
    if declared is None:
        return
    group = "double" if declared["double"] else "single"
    name = declared[group]
    if name is None or source.is_rightly_declared_as(name):
        return
    yield Fault(
        "wrong-encoding",
        Span(*declared.span(group)),
        f"the file says that its encoding is {name}, and it is not; write UTF-8",
        (Edit(Span(*declared.span(group)), "UTF-8"),),
    )


@dataclass(slots=True)
class _Open:
    """An element that is open at some point: its tag, and what has come inside it so far."""

    token: Token
    last_end: int
    before_same_name: int | None = None


class _Structure(FaultFinder):
    """Start and end tags that do not pair up, text outside the root, a file that just ends."""

    def __init__(self, name: str, text: str, tokenizer: Tokenizer) -> None:
        self.faults: list[Fault] = []
        self._name = name
        self._text = text
        self._closed_names = tokenizer.vocabulary.closed_names
        self._tokens = tokenizer.tokens
        self._self_closed_names = {one.name for one in self._tokens if one.kind is Kind.EMPTY}
        self._open: list[_Open] = []
        self._roots: list[tuple[int, int]] = []
        self._inside_root: set[str] = set()
        self._starts = _places(self._tokens, Kind.OPEN)
        self._ends = _places(self._tokens, Kind.CLOSE)
        self._all_starts = [
            i for i, one in enumerate(self._tokens) if one.kind in (Kind.OPEN, Kind.EMPTY)
        ]
        if not self._all_starts:
            self._no_element()
        else:
            self._run()

    def _no_element(self) -> None:
        message = "there is no element at all: this is no XML file; copy it again"
        self.faults.append(Fault("no-element", Span(0, 0), message, blocks=True))

    def _run(self) -> None:
        for index, token in enumerate(self._tokens):
            match token.kind:
                case Kind.TEXT:
                    self._take_text(token)
                case Kind.OPEN:
                    self._begin(token)
                    self._open.append(_Open(token, token.end))
                    if len(self._open) > grammar.MAX_DEPTH:
                        raise grammar.too_deep(self._name)
                case Kind.EMPTY:
                    self._begin(token)
                case Kind.CLOSE:
                    self._close(index, token)
            if self._open and token.kind is not Kind.CLOSE:
                self._open[-1].last_end = token.end
        while self._open:
            self._never_closed(len(self._text), at_end_of_file=True)
        if len(self._roots) > 1:
            self._wrap()

    def _take_text(self, token: Token) -> None:
        if self._open:
            self.faults += token.faults
            return
        found = self._text[token.start : token.end]
        start = token.start + len(found) - len(found.lstrip(grammar.BLANKS))
        end = start + len(found.strip(grammar.BLANKS))
        side = "after the end of" if self._roots else "before"
        self._fault(
            "text-outside-root",
            start,
            end,
            f"'{shortened(found)}' stands {side} the root element, where no text may be; remove it",
            Edit(Span(start, end), ""),
        )

    def _begin(self, token: Token) -> None:
        if not self._open:
            self._roots.append((token.start, token.end))
            self._inside_root.clear()
            return
        if len(self._open) == 1:
            self._inside_root.add(token.name)
        parent = self._open[-1]
        if parent.token.name == token.name and parent.before_same_name is None:
            parent.before_same_name = parent.last_end

    def _end(self, end: int) -> None:
        """The innermost open element ends at an offset."""
        self._open.pop()
        if self._open:
            self._open[-1].last_end = end
        else:
            self._roots[-1] = (self._roots[-1][0], end)

    # End tags ---------------------------------------------------------------------------

    def _close(self, index: int, token: Token) -> None:
        names = [one.token.name for one in self._open]
        if not names:
            self._stray(token, "no element is open here")
        elif names[-1] == token.name:
            if len(names) == 1 and self._goes_on_after(index, names[0]):
                self._stray(token, "more elements of the root follow")
            else:
                self._end(token.end)
        elif token.name in names:
            if names.index(token.name) == 0 and index < self._all_starts[-1]:
                self._wrong(token, names[-1])
                return
            while self._open[-1].token.name != token.name:
                self._never_closed(token.start)
            self._end(token.end)
        elif self._means_to_close(index, token, names):
            self._wrong(token, names[-1])
        else:
            self._stray(token, f"no '{token.name}' is open here")

    def _goes_on_after(self, index: int, root: str) -> bool:
        """Whether, after an end tag of the root, more of what belongs into it follows.

        That is so where the root ends once more, or what follows has stood in it before.
        """
        if index > self._all_starts[-1]:
            return False
        following = self._tokens[self._all_starts[bisect_right(self._all_starts, index)]]
        ends_again = self._ends[root][-1] > index
        return following.name != root and (ends_again or following.name in self._inside_root)

    def _means_to_close(self, index: int, token: Token, names: list[str]) -> bool:
        innermost = names[-1]
        if SequenceMatcher(None, innermost.lower(), token.name.lower()).ratio() >= _ALIKE:
            return True
        if len(names) > 1 and self._has_no_own_end(index, innermost, names[-2]):
            return True
        following = next(
            (one for one in self._tokens[index + 1 : index + 50] if one.kind is not Kind.TEXT), None
        )
        if following is None:
            return False
        if following.kind is Kind.CLOSE:
            return following.name in names[:-1]
        return following.name == innermost

    def _has_no_own_end(self, index: int, innermost: str, outer: str) -> bool:
        """Whether an element that holds others is not closed by any later end tag."""
        if innermost in self._self_closed_names or innermost == outer:
            return False
        own_end = _next(self._ends, innermost, index)
        return (
            own_end == _NEVER
            or own_end > _next(self._starts, innermost, index)
            or own_end > _next(self._ends, outer, index)
        )

    def _wrong(self, token: Token, innermost: str) -> None:
        right = f"</{innermost}>"
        self._fault(
            "wrong-end-tag",
            token.start,
            token.end,
            f"'</{token.name}>' stands where '{innermost}' ends; write '{right}'",
            Edit(Span(token.start, token.end), right),
        )
        self._end(token.end)

    def _stray(self, token: Token, reason: str) -> None:
        self._fault(
            "stray-end-tag",
            token.start,
            token.end,
            f"the end tag '</{token.name}>' closes nothing ({reason}); remove it",
            Edit(Span(token.start, token.end), ""),
        )

    def _never_closed(self, before: int, *, at_end_of_file: bool = False) -> None:
        """The innermost open element has no end tag before an offset."""
        element = self._open[-1]
        token, name = element.token, element.token.name
        is_root = len(self._open) == 1
        holds_others = (
            is_root
            or name in self._closed_names
            or (at_end_of_file and name not in self._self_closed_names)
        )
        if not holds_others and self._text[token.end - 1 : token.end] == ">":
            at, written = token.end - 1, "/"
            message = f"the tag <{name}> is neither closed nor self-closed; write '/>' at its end"
        else:
            at = element.last_end if element.before_same_name is None else element.before_same_name
            written = f"</{name}>"
            message = f"the element '{name}' is never closed; write '{written}' where it ends"
        if is_root or (at_end_of_file and holds_others and element.before_same_name is None):
            at = before
            message = f"the file ends inside the element '{name}'; write '{written}' at the end"
            self._fault("truncated", at, at, message, Edit(Span(at, at), written))
        else:
            edit = Edit(Span(at, at), written)
            self._fault("element-not-closed", token.start, token.end, message, edit)
        self._end(max(at, element.last_end))

    def _wrap(self) -> None:
        start, end = self._roots[0][0], self._roots[-1][1]
        self._fault(
            "several-roots",
            *self._roots[1],
            f"a second root element; a file may have one only, so put <{_WRAPPER}> round all",
            Edit(Span(start, start), f"<{_WRAPPER}>"),
            Edit(Span(end, end), f"</{_WRAPPER}>"),
        )


def _places(tokens: list[Token], kind: Kind) -> dict[str, list[int]]:
    """Where, among the tokens, those of a kind stand, by name."""
    places: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.kind is kind:
            places.setdefault(token.name, []).append(index)
    return places


def _next(places: dict[str, list[int]], name: str, index: int) -> int:
    """The first place of a name after an index; `_NEVER` without one."""
    own = places.get(name, [])
    at = bisect_right(own, index)
    return own[at] if at < len(own) else _NEVER
