"""The commands of a batch file as a tree: blocks, `if`, `for` and labels."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from artemis_modkit.lazy import pattern

_MOST_CHARACTERS = 500_000
"""Characters of a script that are read; real ones have up to 20,000."""

_DEEPEST = 40
"""Blocks in blocks."""

_QUOTED_OR_WORD = r'(?:"[^"\n]*(?:"|(?=\n|\Z))|[^\s"()=<>])+'
_SKIPPED = pattern(r"[\s@&|;,]*")
_BLANKS = pattern(r"[ \t@]*")
_LINE_END = pattern(r"[^\n]*")
_REMARK = pattern(r"rem(?![\w.])[^\n]*", re.IGNORECASE)
_ELSE = pattern(r"[ \t]*else(?!\w)", re.IGNORECASE)
_IF = pattern(
    r"if(?=[\s\"/])[ \t]*(?:/i[ \t]+)?(?:not[ \t]+)?(?:"
    rf"(exist)?(?(1)|(?:defined|errorlevel|cmdextversion))[ \t]+({_QUOTED_OR_WORD})"
    rf"|{_QUOTED_OR_WORD}[ \t]*(?:==|[ \t](?:equ|neq|lss|leq|gtr|geq)[ \t])[ \t]*{_QUOTED_OR_WORD}"
    r")[ \t]*",
    re.IGNORECASE,
)
_FOR = pattern(
    r"for[ \t]+(/\w[^%\n]*)?(%%\w)[ \t]+in[ \t]*\(([^)]*)\)[ \t]*do(?!\w)[ \t]*", re.IGNORECASE
)
_LISTED = pattern(r'"[^"]*"|[^\s,;"]+')
_BEFORE = pattern(
    r"(?:call(?![ \t]*:)|cmd(?:\.exe)?[ \t]+/c|start(?:[ \t]+\"[^\"\n]*\")?(?:[ \t]+/\w+)*)[ \t]+",
    re.IGNORECASE,
)
_COMMAND = pattern(r'(?:\d?>&\d|"[^"\n]*"?|\^[^\n]|[^"\n&|^])*')
_COMMAND_INSIDE = pattern(r'(?:\d?>&\d|"[^"\n]*"?|\^[^\n]|[^"\n&|^)])*')
_OUTPUT = pattern(r'"[^"]*"?|(?:(?<=\s)[12])?>{1,2}\s*(&\d|"[^"]*"|[^\s"<>]+)')
_ESCAPED = pattern(r'("[^"]*"?)|\^(.)')


class Command(Struct, frozen=True):
    """A command, without quotes undone; `output` is the file that it writes what it says to."""

    line: int
    text: str
    output: str


class Label(Struct, frozen=True):
    """A place to go to."""

    name: str


class Brackets(Struct, frozen=True):
    """Commands in brackets."""

    nodes: "Sequence[Node]"


class Branch(Struct, frozen=True):
    """Commands of which some are done, or the others.

    `asked` is the file on whose presence that depends, as it is written, "" where on another thing.
    """

    asked: str
    then: "Sequence[Node]"
    other: "Sequence[Node]"


class Loop(Struct, frozen=True):
    """Commands that are done for each value of a variable; no `values` where they are not known."""

    name: str
    values: tuple[str, ...]
    body: "Sequence[Node]"


Node = Command | Label | Brackets | Branch | Loop


def nodes_of(text: str) -> list[Node]:
    """The commands of a batch file in their order."""
    joined = text[:_MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    return _Parser(joined).block(0)


class _Parser:
    def __init__(self, text: str) -> None:
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._text = text.replace("^\n", "  ")
        self._at = 0
        self._open = 0

    def block(self, depth: int) -> list[Node]:
        """The commands up to the end of the file, or of the brackets that they stand in."""
        nodes: list[Node] = []
        while True:
            self._take(_SKIPPED)
            if self._at >= len(self._text):
                return nodes
            if self._text[self._at] == ")":
                self._at += 1
                if self._open:
                    self._open -= 1
                    return nodes
            elif self._text[self._at] == ":":
                word = self._take(_LINE_END).lstrip(":").split()
                nodes += [Label(word[0].lower())] if word else []
            else:
                nodes += self._statement(depth)

    def _statement(self, depth: int) -> list[Node]:
        self._take(_BLANKS)
        if depth > _DEEPEST:
            self._take(_LINE_END)
            return []
        if self._text.startswith("(", self._at):
            self._at += 1
            self._open += 1
            return [Brackets(self.block(depth + 1))]
        if self._take(_REMARK):
            return []
        if condition := _IF.match(self._text, self._at):
            self._at = condition.end()
            then = self._statement(depth + 1)
            other = self._statement(depth + 1) if self._take(_ELSE) else []
            return [Branch(condition[2] if condition[1] else "", then, other)]
        if loop := _FOR.match(self._text, self._at):
            self._at = loop.end()
            listed = tuple(
                one.replace('"', "") for one in re.findall(r'"[^"]*"|[^\s,;"]+', loop[3])
            )
            is_known = not loop[1] and not any("*" in one or "?" in one for one in listed)
            return [Loop(loop[2].lower(), listed if is_known else (), self._statement(depth + 1))]
        if self._take(_BEFORE):
            return self._statement(depth + 1)
        return self._command()

    def _command(self) -> list[Node]:
        line = bisect_left(self._breaks, self._at) + 1
        written = self._take(_COMMAND_INSIDE if self._open else _COMMAND)
        if not written:
            self._at += self._text[self._at : self._at + 1] == "^"
            return []
        outputs = [found[1] for found in _OUTPUT.finditer(written) if found[1]]
        plain = _OUTPUT.sub(lambda found: "" if found[1] else found[0], written)
        plain = _ESCAPED.sub(lambda found: found[1] or found[2], plain)
        return [Command(line, plain.strip(), outputs[0] if outputs else "")]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]
