"""Markup that a strict reader refuses, cut into pieces all the same, each fault with its repair.

Tags, comments and text are told apart by their first characters alone, so a
fault in one piece never hides the next. Start tags are read by `xml_tags`.
"""

import re
from functools import cached_property

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.faults import (
    MAX_FAULTS,
    Fault,
    FaultFinder,
    FaultList,
    TooManyFaults,
    shortened,
)
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.parsers.xml_grammar import BLANK, NAME
from artemis_modkit.parsers.xml_tags import TagKind, TagReader, Token
from artemis_modkit.parsers.xml_values import ampersand_fault
from artemis_modkit.parsers.xml_vocabulary import Vocabulary

_NAME = pattern(NAME)


_LOOSE_END_TAG = pattern(f"<{BLANK}*/{BLANK}*({NAME})([^<>]*)(>?)")
_LOOSE_NAME = pattern(f"<{BLANK}+({NAME})(?={BLANK}+{NAME}{BLANK}*=|{BLANK}*/?>)")
_LOOSE_COMMENT = pattern("<!-?(?=[^-<>\\[](?:(?!--)[^<>])*-->)")
_TAG_START = pattern(f"</?{NAME}")
_COMMENT_MARK = pattern("<!--|-->")
_DASHES = pattern("--+")
_LINE_REST = pattern("[^\r\n]*")
_BEHIND_A_SIGN = " \t=0123456789"
"""What follows a `<` that means less, and none that begins a tag which is damaged further on."""

_LEFT_OF_A_TAG = pattern(f"<{BLANK}*+(?:<|$)|<[^<>]{{0,200}}[\"']{BLANK}*+/?>")
"""A `<` that nothing stands behind, or the end of a tag (`<9.22" z="-300"/>`): what is between is
lost."""

_BARE_BRACKETS = pattern("]]>")
_LONGEST_INSTRUCTION = 2_000
"""Characters searched for the end of a `<?` or `<!DOCTYPE`; keeps hostile input linear."""


class Tokenizer(FaultFinder):
    """Reads a whole text into tokens and faults. `text` holds no forbidden characters.

    Raises `TooBig` above `MAX_ELEMENTS` pieces, `TooManyFaults` above that limit.
    """

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.name = name
        self.text = text
        self.tokens: list[Token] = []
        self._broken_pieces = 0
        self.vocabulary = Vocabulary(text)
        self._run()

    def _run(self) -> None:
        text = self.text
        done = grammar.prologue_end(text)
        while (start := text.find("<", done)) >= 0:
            if start > done:
                self._take_text(done, start)
            token = grammar.TOKEN.match(text, start)
            done = self._well_formed(token) if token else self._broken(start)
            if len(self.tokens) > grammar.MAX_ELEMENTS:
                raise grammar.too_many(self.name)
        if done < len(text):
            self._take_text(done, len(text))

    def _well_formed(self, token: "re.Match[str]") -> int:
        start, end = token.span()
        match token.lastgroup:
            case "close" if grammar.is_name(token["close"]):
                self.tokens.append(Token(TagKind.CLOSE, token["close"], start, end))
            case "close":
                return self._end_tag(start, end, token["close"])
            case "empty" | "mixed_empty":
                group = "tag" if token["tag"] is not None else "mixed_tag"
                raw = token["attributes"] or token["mixed_attributes"] or ""
                is_plain = token[0].isascii() and "&" not in raw
                if not is_plain or len(set(_names(raw))) < raw.count("="):
                    return self._tag(start, token.end(group))
                kind = TagKind.EMPTY if token[token.lastgroup] else TagKind.OPEN
                self.tokens.append(Token(kind, token[group], start, end))
        return end

    def _take_text(self, start: int, end: int) -> None:
        """Add text to the tokens; its faults count only where it stands inside the root."""
        is_tag = self.text.find(">", start, end) >= 0
        for lost in grammar.tag_without_bracket().finditer(self.text, start, end) if is_tag else ():
            if self._has_lost_bracket(lost):
                at = lost.start("name") if lost["name"] else lost.start("end") - 1
                self._take_plain_text(start, at)
                start = self._lost_bracket(lost, at)
        self._take_plain_text(start, end)

    def _has_lost_bracket(self, lost: "re.Match[str]") -> bool:
        """Whether a text is a tag but for its `<`: self-closed, or its other tag waits."""
        if lost["end"]:
            return self.vocabulary.waits_for_end(lost["end"])
        names = _names(lost["attributes"])
        is_sound = len(set(names)) == len(names) and lost[0].isascii()
        if lost["empty"]:
            return is_sound and self.vocabulary.is_begun(lost["name"])
        return is_sound and self.vocabulary.waits_for_start(lost["name"])

    def _lost_bracket(self, lost: "re.Match[str]", at: int) -> int:
        name = lost["name"] or lost["end"]
        shown = f"<{name}>" if lost["name"] else f"</{name}>"
        self._insert("lost-bracket", at, "<", f"the '<' of the tag {shown} is lost; put it back")
        kind = TagKind.CLOSE if lost["end"] else TagKind.EMPTY if lost["empty"] else TagKind.OPEN
        self.faults += (
            ampersand_fault(self.text, ampersand, self.vocabulary)
            for ampersand in grammar.bare_ampersands(self.text, at, lost.end())
        )
        self.tokens.append(Token(kind, name, at, lost.end()))
        return lost.end()

    def _take_plain_text(self, start: int, end: int) -> None:
        if not self.text[start:end].strip(grammar.BLANKS):
            return
        faults = FaultList(
            ampersand_fault(self.text, at, self.vocabulary)
            for at in grammar.bare_ampersands(self.text, start, end)
        )
        for bare in _BARE_BRACKETS.finditer(self.text, start, end):
            edit = Edit(Span(bare.end() - 1, bare.end()), "&gt;")
            message = "']]>' in text; write ']]&gt;'"
            faults.append(Fault("bare-bracket", Span(*bare.span()), message, (edit,)))
        self.tokens.append(Token(TagKind.TEXT, "", start, end, faults))

    def _broken(self, start: int) -> int:
        """Take the piece that begins at a `<` which begins no well-formed markup."""
        self._broken_pieces += 1
        if self._broken_pieces > MAX_FAULTS:
            raise TooManyFaults
        text = self.text
        if text.startswith("<!--", start):
            return self._comment(start)
        if text.startswith("<!DOCTYPE", start):
            return self._document_type(start)
        if text.startswith("<?", start):
            return self._instruction(start)
        if end_tag := _LOOSE_END_TAG.match(text, start):
            loose = end_tag[0].rstrip(grammar.BLANKS)
            return self._end_tag(start, start + len(loose), end_tag[1])
        if name := _NAME.match(text, start + 1):
            return self._tag(start, name.end())
        if spaced := _LOOSE_NAME.match(text, start):
            message = "a blank behind '<'; a tag's name follows '<' at once"
            self._swap("stray-blank", start + 1, spaced.start(1), "", message)
            return self._tag(start, spaced.end(1))
        if mark := _LOOSE_COMMENT.match(text, start):
            return self._loose_comment(*mark.span())
        if _TAG_START.match(text, start + 1):
            return self._begun_twice(start)
        return self._literal(start)

    def _begun_twice(self, start: int) -> int:
        message = "a '<' too many before a tag; remove it"
        self._swap("doubled-less-than", start, start + 1, "", message)
        return start + 1

    def _loose_comment(self, start: int, end: int) -> int:
        message = f"'{self.text[start:end]}' begins no comment; write '<!--'"
        self._swap("comment", start, end, "<!--", message)
        return self.text.index("-->", end) + 3

    def _literal(self, start: int) -> int:
        message = "a bare '<' that begins no tag; write '&lt;'"
        if self.text.startswith("<![CDATA[", start):
            message = "'<![CDATA[' begins a section that never ends; write '&lt;' for a plain '<'"
        edit = Edit(Span(start, start + 1), "&lt;")
        fault = Fault("bare-less-than", edit.span, message, guess=(edit,))
        is_left = _LEFT_OF_A_TAG.match(self.text, start) is not None
        if self.text[start + 1 : start + 2] in _BEHIND_A_SIGN and not is_left:
            fault = Fault("bare-less-than", edit.span, message, (edit,))
        self.tokens.append(Token(TagKind.TEXT, "", start, start + 1, [fault]))
        return start + 1

    def _document_type(self, start: int) -> int:
        text = self.text
        limit = start + _LONGEST_INSTRUCTION
        end = text.find(">", start, limit)
        subset = text.find("[", start, end if end >= 0 else limit)
        if subset >= 0:
            closed = text.find("]", subset, limit)
            end = text.find(">", closed, limit) if closed >= 0 else -1
        elif text.find("<", start + 1, end) >= 0:
            end = -1  # it has lost its own `>`; that of the next tag is no end of it
        if end < 0:
            return self._literal(start)
        message = "a DOCTYPE, which the game has no use for and which is never read here; remove it"
        self._swap(
            "document-type", start, end + 1, "", message, is_sure=not self.vocabulary.defines_names
        )
        return end + 1

    def _instruction(self, start: int) -> int:
        end = self.text.find("?>", start, start + _LONGEST_INSTRUCTION)
        if end < 0:
            return self._literal(start)
        message = (
            "'<?…?>' here is no XML declaration that a parser accepts; it may stand only at the "
            'very beginning, as <?xml version="1.0"?>'
        )
        self._swap("stray-declaration", start, end + 2, "", message)
        return end + 2

    def _end_tag(self, start: int, end: int, written: str) -> int:
        name = grammar.legal_name(written)
        message = f"'{shortened(self.text[start:end])}' is no end tag; write '</{name}>'"
        self._swap("broken-end-tag", start, end, f"</{name}>", message)
        self.tokens.append(Token(TagKind.CLOSE, name, start, end))
        return end

    # Comments ---------------------------------------------------------------------------

    @cached_property
    def _comment_ends(self) -> dict[int, int]:
        """For each `<!--` the `-->` that closes it, as if comments could be nested."""
        ends, open_marks = {}, []
        for mark in _COMMENT_MARK.finditer(self.text):
            if mark[0] == "<!--":
                open_marks.append(mark.start())
            elif open_marks:
                ends[open_marks.pop()] = mark.start()
        return ends

    def _comment(self, start: int) -> int:
        text = self.text
        if text.startswith(("<!-->", "<!--->"), start):
            end = text.index(">", start)
            message = "'<!-->' is no whole comment; write '<!-- -->'"
            self._swap("comment", start, end + 1, "<!-- -->", message)
            return end + 1
        end = self._comment_ends.get(start, -1)
        if end < 0:
            line = _LINE_REST.match(text, start + 4)
            end = closed = line.end() if line else len(text)
            instead, near = " -->", "at its end"
            arrow = text.find("->", start + 4, end)
            if arrow >= 0:
                end, closed, instead, near = arrow, arrow + 2, "-->", "for '->'"
            message = f"a comment that is never closed; write '-->' {near}"
            edit = Edit(Span(end, closed), instead)
            self._guess("comment-not-closed", start, start + 4, message, edit)
        else:
            closed = end + 3
        dashes = [match.span() for match in _DASHES.finditer(text, start + 4, end)]
        if text.find("-->", start + 4, end) >= 0:
            self._fault(
                "nested-comment",
                start,
                start + 4,
                "a comment with other comments inside, which XML does not have; "
                "put blanks into the inner '<!--' and '-->'",
                *(_apart(*span) for span in dashes),
            )
        else:
            for span in dashes:
                message = "'--' inside a comment, which XML forbids; write '- -'"
                self._fault("double-hyphen", *span, message, _apart(*span))
        if text[end - 1] == "-" and end > start + 4:
            message = "a '-' right before the end of a comment; put a blank between"
            self._fault("double-hyphen", end - 1, end, message, Edit(Span(end, end), " "))
        return closed

    def _tag(self, start: int, name_end: int) -> int:
        reader = TagReader(self.text, self.vocabulary, start, name_end)
        self.faults += reader.faults
        if reader.token is not None:
            self.tokens.append(reader.token)
        return reader.end


def _names(raw: str) -> list[str]:
    return [found[0] for found in grammar.ATTRIBUTE.findall(raw)]


def _apart(start: int, end: int) -> Edit:
    """The edit that puts a blank between the hyphens of a run."""
    return Edit(Span(start, end), " ".join("-" * (end - start)))
