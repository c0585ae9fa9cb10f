"""What batch files copy, and to where, read as Windows runs them and without running them.

Variables have all values that they may have at a line: what `if`, `goto` and `call` decide is not
known, so each way counts. A value that only the player knows (`set /p`, `%1`) stays as written."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_copies import Copy, name_of

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

    nodes: "Sequence[Statement]"


class Branch(Struct, frozen=True):
    """Commands of which some are done, or the others.

    `asked` is the file on whose presence that depends, as it is written, "" where on another thing.
    """

    asked: str
    then: "Sequence[Statement]"
    other: "Sequence[Statement]"


class Loop(Struct, frozen=True):
    """Commands that are done for each value of a variable; no `values` where they are not known."""

    name: str
    values: tuple[str, ...]
    body: "Sequence[Statement]"


Statement = Command | Label | Brackets | Branch | Loop


def nodes_of(text: str) -> list[Statement]:
    """The commands of a batch file in their order."""
    joined = text[:_MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    return _Parser(joined).block(0)


class _Parser:
    def __init__(self, text: str) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._text = text.replace("^\n", "  ")
        self._at = 0
        self._open = 0

    def block(self, depth: int) -> list[Statement]:
        """The commands up to the end of the file, or of the brackets that they stand in."""
        nodes: list[Statement] = []
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

    def _statement(self, depth: int) -> list[Statement]:
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

    def _command(self) -> list[Statement]:
        line = bisect_left(self._breaks, self._at) + 1
        written = self._take(_COMMAND_INSIDE if self._open else _COMMAND)
        if not written:
            self._at += self._text[self._at : self._at + 1] == "^"
            return []
        outputs = [match[1] for match in _OUTPUT.finditer(written) if match[1]]
        plain = _OUTPUT.sub(lambda match: "" if match[1] else match[0], written)
        plain = _ESCAPED.sub(lambda match: match[1] or match[2], plain)
        return [Command(line, plain.strip(), outputs[0] if outputs else "")]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]


_MOST_VALUES = 24
"""Values of a variable that are followed; one with more may have any."""

_MOST_WAYS = 48
"""Ways to put values into one command; with more of them the variables stay as written."""

_MOST_VARIABLES = 200
"""Variables that are followed; later ones stay as written."""

_LONGEST = 1_000
"""Characters of a command or value that variables are put into."""

_MOST_ROUNDS = 12
"""Times that a script is gone through; each jump backwards needs one more."""

_COPIES = pattern(
    r"(copy|xcopy|move|ren|rename|robocopy|type)(?:\.exe)?(?=[\s/\"])(.*)",
    re.IGNORECASE | re.DOTALL,
)
_SET = pattern(r'set\s+(/[ap]\s+)?("?)([^="\s][^="]*)=(.*)', re.IGNORECASE | re.DOTALL)
_JUMP = pattern(r"(goto|call)\s*:?\s*(\S+)", re.IGNORECASE)
_END = pattern(r"exit\b|goto\s*:eof\b", re.IGNORECASE)
_VARIABLE = pattern(
    r"%~[a-z$:]*\d|%[\d*]|(%%\w)|%%~?\w*|%([^%:\s][^%:\n]*)%|!([^!:\s][^!:\n]*)!", re.IGNORECASE
)
_WORD = pattern(r'(?:"[^"]*"?|[^\s"])+')
_HERE = pattern(r"\A(?:%~dp0|%cd%)[\\/]?", re.IGNORECASE)

_ValuesNow = Mapping[str, frozenset[str]]
"""By variable, in small letters, the values that it may have."""


def copies_of(script: str, text: str) -> list[Copy]:
    """Every copy that a batch file may make, in the order of its lines."""
    reader = _Walk(script)
    nodes = nodes_of(text)
    for _ in range(_MOST_ROUNDS):
        before = dict(reader.labels), reader.ends
        reader.found = {}
        reader.block(nodes, {})
        if before == (reader.labels, reader.ends):
            break
    every = (replace(copy, is_asked=name_of(copy.source) in reader.asked) for copy in reader.found)
    return sorted(every, key=lambda copy: copy.line)


class _Walk:
    """Goes through a script once in every order; what is known of labels stays for the next."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.labels: dict[str, _ValuesNow] = {}
        self.ends: _ValuesNow = {}
        self.found: dict[Copy, None] = {}
        self.asked: set[str] = set()

    def block(self, nodes: Iterable[Statement], state: _ValuesNow | None) -> _ValuesNow | None:
        """The state after some commands; `None` where none of them goes on to what follows."""
        for node in nodes:
            match node:
                case Label(name=name):
                    state = _either(state, self.labels.get(name, {}))
                case Brackets(nodes=inner):
                    state = self.block(inner, state)
                case Branch(asked=asked, then=then, other=other):
                    self.asked |= {name_of(way.strip('"')) for way in _ways(asked, state or {})}
                    state = _either(self.block(then, state), self.block(other, state))
                case Loop(name=name, values=values, body=body):
                    bound = state
                    if state is not None and values:
                        bound = {**state, name: frozenset(values)}
                    state = _either(state, self.block(body, bound))
                case Command() if state is not None:
                    state = self._after(node, state)
        return state

    def _after(self, command: Command, state: _ValuesNow) -> _ValuesNow | None:
        text = command.text
        if _END.match(text):
            self.ends = _either(self.ends, state) or {}
            return None
        if jump := _JUMP.match(text):
            label = jump[2].lower()
            for name in [*self.labels] if "%" in label else [label]:
                self.labels[name] = _either(self.labels.get(name), state) or {}
            return None if jump[1].lower() == "goto" else _either(state, self.ends)
        if setting := _SET.match(text):
            return _set(state, setting)
        for way in _ways(text, state):
            if copying := _COPIES.match(way):
                target = next(iter(_ways(command.output, state)), "")
                for copy in self._copies(command.line, copying, target):
                    self.found[copy] = None
        return state

    def _copies(self, line: int, copying: re.Match[str], output: str) -> Iterator[Copy]:
        words = [word.replace('"', "") for word in _WORD.findall(copying[2])]
        named = [_HERE.sub("", word) for word in words if not word.startswith("/")]
        how = copying[1].lower()
        if not named:
            return
        source, target, *files = [*named, ""][: None if how == "robocopy" else 2]
        if how == "type":
            target = _HERE.sub("", output.strip().replace('"', ""))
        if how == "robocopy" and any(files):
            for file in filter(None, files):
                yield Copy(self.script, line, f"{source}\\{file}", target)
        elif how != "type" or target:
            yield Copy(self.script, line, source, target)


def _either(one: _ValuesNow | None, other: _ValuesNow | None) -> _ValuesNow | None:
    """What variables may be after one of two ways; what one does not set is as in the other."""
    if one is None or other is None or one == other:
        return other if one is None else one
    joined = {**one}
    for name, values in other.items():
        if name in joined or len(joined) < _MOST_VARIABLES:
            joined[name] = _bounded(name, joined.get(name, frozenset()) | values)
    return joined


def _bounded(name: str, values: frozenset[str]) -> frozenset[str]:
    return values if len(values) <= _MOST_VALUES else frozenset((f"%{name}%",))


def _set(state: _ValuesNow, setting: re.Match[str]) -> _ValuesNow:
    name, written = setting[3].strip().lower(), setting[4].strip()
    if setting[1]:
        written = f"%{name}%"
    elif setting[2]:
        written = written.rpartition('"')[0] or written
    if name not in state and len(state) >= _MOST_VARIABLES:
        return state
    values = frozenset([written] if setting[1] else _ways(written, state))
    if any(len(value) > _LONGEST for value in values):
        values = frozenset((f"%{name}%",))
    return {**state, name: _bounded(name, values)}


def _ways(text: str, state: _ValuesNow) -> list[str]:
    """A text with each value that its variables may have; as written where they are too many."""
    if len(text) > _LONGEST:
        return [text]
    named = (name for match in _VARIABLE.finditer(text) if (name := _name(match)) in state)
    names = list(dict.fromkeys(named))
    values = [sorted(state[name]) for name in names]
    if not names or prod(map(len, values)) > _MOST_WAYS:
        return [text]
    return [_filled(text, dict(zip(names, one, strict=True))) for one in product(*values)]


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: values.get(_name(match), match[0]), text)


def _name(match: re.Match[str]) -> str:
    return (match[1] or match[2] or match[3] or "").lower()
