"""Every fault of a text that is not well-formed XML, each with its smallest repair.

Faults are found in one pass over pieces of markup, and all repairs speak of
the text as it was, so they can be shown, chosen and applied one by one.
"""

import sys
from bisect import bisect_right
from difflib import SequenceMatcher

from msgspec import Struct

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.characters import (
    character_faults,
    clean,
    with_plain_blanks,
)
from artemis_modkit.parsers.faults import (
    Fault,
    FaultFinder,
    FaultList,
    TooManyFaults,
    as_guess,
    shortened,
    too_many_faults,
    without_overlaps,
)
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml_frame import Root, declaration_faults, doubting_losses, joined_roots
from artemis_modkit.parsers.xml_grammar import UNITS
from artemis_modkit.parsers.xml_tags import TagKind, Token
from artemis_modkit.parsers.xml_tokens import Tokenizer

_ALIKE = 0.75
_LONGEST_NAME = 100
"""Characters of names that are held against each other; the longest known has 20."""
_LONGEST_JUNK = 40
"""Characters outside the root that a slip leaves there; more are a text that somebody wrote."""
_OF_A_CHARACTER = ("bare-ampersand", "named-character")
"""Faults of one character in a text: `&copy 2012`, whatever it means, ends no tag elsewhere."""
_NEVER = sys.maxsize


def find_faults(source: Source) -> list[Fault]:
    """All faults of a text; their edits apply in this order.

    A file with more than `MAX_FAULTS` has one that blocks it instead, so time and memory stay
    in proportion to its size. Raises `TooBig` above `MAX_DEPTH` and `MAX_ELEMENTS`.
    """
    try:
        return _all_faults(source)
    except TooManyFaults:
        return [too_many_faults()]


def _all_faults(source: Source) -> list[Fault]:
    text = grammar.without_cdata(clean(source.text))
    text, odd_blanks = with_plain_blanks(text)
    faults = FaultList((*character_faults(source), *odd_blanks, *declaration_faults(source, text)))
    tokenizer = Tokenizer(source.name, text)
    faults += doubting_losses(tokenizer.tokens, tokenizer.faults)
    structure = doubting_losses(tokenizer.tokens, _Structure(source.name, text, tokenizer).faults)
    if any(map(_casts_doubt, (*faults, *structure))):
        # Where one tag is in doubt, so is where others end: after its repair they look certain.
        faults += map(as_guess, structure)
    else:
        faults += structure
    return without_overlaps(_doubting_neighbours(source, faults))


def _doubting_neighbours(source: Source, faults: FaultList) -> list[Fault]:
    """The faults with none certain in a line of a guess, whose repair would change that guess.

    A value and its tag that end without a sign at one place were cut there: a guess as well.
    """
    quotes = {fault.span.start for fault in faults if fault.code == "missing-quote"}
    slashes = {
        edit.span.start
        for fault in faults
        if fault.code == "element-not-closed"
        for edit in fault.edits
    }
    cut = quotes & slashes
    doubted = {
        source.location(fault.span.start).line
        for fault in faults
        if _casts_doubt(fault) or (fault.code == "missing-quote" and fault.span.start in cut)
    }
    return [
        as_guess(fault) if source.location(fault.span.start).line in doubted else fault
        for fault in faults
    ]


def _casts_doubt(fault: Fault) -> bool:
    """Whether what stands beside a fault may be something else as well."""
    return bool(fault.guess) and fault.code not in _OF_A_CHARACTER


class _Open(Struct):
    """An element that is open at some point: its tag, and what has come inside it so far."""

    token: Token
    last_end: int
    before_same_name: int | None = None


class _Structure(FaultFinder):
    """Start and end tags that do not pair up, text outside the root, a file that just ends."""

    def __init__(self, name: str, text: str, tokenizer: Tokenizer) -> None:
        super().__init__()
        self._name = name
        self._text = text
        self._closed_names = tokenizer.vocabulary.closed_names
        self._tokens = tokenizer.tokens
        self._is_element = tokenizer.vocabulary.is_element
        self._waits_for_end = tokenizer.vocabulary.waits_for_end
        self._self_closed_names = {
            token.name for token in self._tokens if token.kind is TagKind.EMPTY
        }
        self._open: list[_Open] = []
        self._roots: list[Root] = []
        self._inside_root: set[str] = set()
        self._cut: list[tuple[str, Edit]] = []
        self._early_end: Token | None = None
        self._starts = _places(self._tokens, TagKind.OPEN)
        self._ends = _places(self._tokens, TagKind.CLOSE)
        self._all_starts = [
            i for i, token in enumerate(self._tokens) if token.kind in (TagKind.OPEN, TagKind.EMPTY)
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
                case TagKind.TEXT:
                    self._take_text(token)
                case TagKind.OPEN if self._is_end_without_slash(token):
                    self._lost_slash(token)
                case TagKind.OPEN:
                    self._begin(token)
                    self._open.append(_Open(token, token.end))
                    if len(self._open) > grammar.MAX_DEPTH:
                        raise grammar.too_deep(self._name)
                case TagKind.EMPTY:
                    self._begin(token)
                case TagKind.CLOSE:
                    self._close(index, token)
            if self._open and token.kind is not TagKind.CLOSE:
                self._open[-1].last_end = token.end
        while self._open:
            self._never_closed(len(self._text), at_end_of_file=True)
        if self._cut:
            self._ends_too_early()
        if len(self._roots) > 1:
            joined = joined_roots(self._text, self._roots)
            if any(fault.guess for fault in self.faults):
                joined = as_guess(joined)
            self.faults.append(joined)

    def _ends_too_early(self) -> None:
        """The file ends inside of elements: cut off, or the end of the root stands too early."""
        names, edits = [name for name, _ in self._cut], [edit for _, edit in self._cut]
        early, end = self._early_end, edits[0].span.start
        without = [] if early is None else [Edit(Span(early.start, early.end), "")]
        if early is not None and len(edits) == 1:
            message = (
                f"the root '{names[0]}' ends before its last elements; put its end behind them"
            )
            self._fault("elements-after-root", early.start, early.end, message, *without, *edits)
            return
        written = "".join(edit.text for edit in edits)
        message = (
            f"the file ends inside the element '{names[0]}': what came after may be lost; copy the "
            f"file again, or write '{written}' at its end if nothing is"
        )
        self._guess("truncated", end, end, message, *without, *edits)

    def _take_text(self, token: Token) -> None:
        if self._open:
            self.faults += token.faults
            return
        found = self._text[token.start : token.end]
        start = token.start + len(found) - len(found.lstrip(grammar.BLANKS))
        end = start + len(found.strip(grammar.BLANKS))
        side = "after the end of" if self._roots else "before"
        message = f"'{shortened(found)}' stands {side} the root element, where no text may be"
        without = Edit(Span(start, end), "")
        if len(found.strip()) > _LONGEST_JUNK or any(character in found for character in '<>="'):
            what = f"{message}: it may be what is left of a tag or a comment"
            self._guess("text-outside-root", start, end, what, without)
        else:
            self._fault("text-outside-root", start, end, f"{message}; remove it", without)

    def _begin(self, token: Token) -> None:
        if not self._open:
            self._roots.append(Root(token, token.end))
            self._inside_root.clear()
            return
        if len(self._open) == 1:
            self._inside_root.add(token.name)
        parent = self._open[-1]
        is_beside = parent.token.name == token.name or {parent.token.name, token.name} <= UNITS
        if is_beside and parent.before_same_name is None:
            parent.before_same_name = parent.last_end

    def _end(self, end: int, close: Token | None = None) -> None:
        """The innermost open element ends at an offset, by an end tag or without one."""
        self._open.pop()
        if self._open:
            self._open[-1].last_end = end
        else:
            self._roots[-1].end, self._roots[-1].close = end, close

    # End tags ---------------------------------------------------------------------------

    def _is_end_without_slash(self, token: Token) -> bool:
        """Whether a bare `<vessel>` stands where the `vessel` that is open has to end."""
        if not self._open or self._open[-1].token.name != token.name:
            return False
        is_bare = self._text[token.start : token.end] == f"<{token.name}>"
        begun = self._open[-1].token
        return (
            is_bare
            and self._text[begun.start : begun.end] != f"<{token.name}>"
            and self._waits_for_end(token.name)
        )

    def _lost_slash(self, token: Token) -> None:
        message = (
            f"the tag <{token.name}> stands where '{token.name}' ends; write '</{token.name}>'"
        )
        self._insert("lost-slash", token.start + 1, "/", message)
        self._end(token.end, token)

    def _close(self, index: int, token: Token) -> None:
        names = [one.token.name for one in self._open]
        if not names:
            self._closes_nothing(index, token, "no element is open here")
        elif names[-1] == token.name:
            if len(names) == 1 and self._goes_on_after(index, token.name):
                if self._ends[token.name][-1] > index:
                    self._stray(token, "more elements of the root follow")
                else:
                    self._early_end = token
            else:
                self._end(token.end, token)
        elif token.name in names:
            if names.index(token.name) == 0 and index < self._all_starts[-1]:
                self._wrong(token, names[-1])
                return
            while self._open[-1].token.name != token.name:
                self._never_closed(token.start)
            self._end(token.end, token)
        elif self._means_to_close(index, token, names):
            self._wrong(token, names[-1])
        else:
            self._closes_nothing(index, token, f"no '{token.name}' is open here")

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
        one, other = (name[:_LONGEST_NAME].lower() for name in (innermost, token.name))
        if SequenceMatcher(None, one, other).ratio() >= _ALIKE:
            return True
        if len(names) > 1 and self._has_no_own_end(index, innermost, names[-2]):
            return True
        following = next(
            (one for one in self._tokens[index + 1 : index + 50] if one.kind is not TagKind.TEXT),
            None,
        )
        if following is None:
            return False
        if following.kind is TagKind.CLOSE:
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
        message = f"'</{token.name}>' stands where '{innermost}' ends; write '{right}'"
        self._swap(
            "wrong-end-tag",
            token.start,
            token.end,
            right,
            message,
            is_sure=self._is_element(innermost),
        )
        self._end(token.end, token)

    def _closes_nothing(self, index: int, token: Token, reason: str) -> None:
        """An end tag behind another end of its name is one too many; else its start is lost."""
        before = self._tokens[index - 1] if index else None
        is_doubled = before is not None and before.name == token.name
        if before is not None and is_doubled and before.kind in (TagKind.EMPTY, TagKind.CLOSE):
            self._stray(token, reason)
        else:
            self._lost_start(token)

    def _stray(self, token: Token, reason: str) -> None:
        message = f"the end tag '</{token.name}>' closes nothing ({reason}); remove it"
        self._swap("stray-end-tag", token.start, token.end, "", message)

    def _lost_start(self, token: Token) -> None:
        message = (
            f"the end tag '</{token.name}>' closes nothing: the start tag <{token.name} …> that "
            "belongs to it is lost; write it again"
        )
        self._swap("lost-start-tag", token.start, token.end, "", message, is_sure=False)

    def _never_closed(self, before: int, *, at_end_of_file: bool = False) -> None:
        """The innermost open element has no end tag before an offset."""
        element = self._open[-1]
        token, name = element.token, element.token.name
        is_root = len(self._open) == 1
        holds_others = (
            is_root
            or name in UNITS
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
            self._cut.append((name, Edit(Span(at, at), written)))
        else:
            edit = Edit(Span(at, at), written)
            is_known = name in self._closed_names or self._is_element(name)
            following = self._text.find("<", token.end)
            # `>` put in amid a tag: the rest of its attributes stands behind it.
            goes_on = written == "/" and "=" in self._text[token.end : following]
            tell = self._fault if is_known and not goes_on else self._guess
            tell("element-not-closed", token.start, token.end, message, edit)
        self._end(max(at, element.last_end))


def _places(tokens: list[Token], kind: TagKind) -> dict[str, list[int]]:
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
