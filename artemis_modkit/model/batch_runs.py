"""What batch files copy, and to where, read as Windows runs them and without running them.

Variables have all values that they may have at a line: what `if`, `goto` and `call` decide is not
known, so each way counts. A value that only the player knows (`set /p`, `%1`) stays as written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_lines import Brackets, Branch, Command, Label, Loop, Node, nodes_of
from artemis_modkit.model.batches import Copy, name_of

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

_State = Mapping[str, frozenset[str]]
"""By variable, in small letters, the values that it may have."""


def copies_of(script: str, text: str) -> list[Copy]:
    """Every copy that a batch file may make, in the order of its lines."""
    reader = _Reader(script)
    nodes = nodes_of(text)
    for _ in range(_MOST_ROUNDS):
        before = dict(reader.labels), reader.ends
        reader.found = {}
        reader.block(nodes, {})
        if before == (reader.labels, reader.ends):
            break
    every = (replace(one, is_asked=name_of(one.source) in reader.asked) for one in reader.found)
    return sorted(every, key=lambda one: one.line)


class _Reader:
    """Goes through a script once in every order; what is known of labels stays for the next."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.labels: dict[str, _State] = {}
        self.ends: _State = {}
        self.found: dict[Copy, None] = {}
        self.asked: set[str] = set()

    def block(self, nodes: Iterable[Node], state: _State | None) -> _State | None:
        """The state after some commands; `None` where none of them goes on to what follows."""
        for node in nodes:
            match node:
                case Label(name=name):
                    state = _either(state, self.labels.get(name, {}))
                case Brackets(nodes=inner):
                    state = self.block(inner, state)
                case Branch(asked=asked, then=then, other=other):
                    self.asked |= {name_of(one.strip('"')) for one in _ways(asked, state or {})}
                    state = _either(self.block(then, state), self.block(other, state))
                case Loop(name=name, values=values, body=body):
                    bound = state
                    if state is not None and values:
                        bound = {**state, name: frozenset(values)}
                    state = _either(state, self.block(body, bound))
                case Command() if state is not None:
                    state = self._after(node, state)
        return state

    def _after(self, command: Command, state: _State) -> _State | None:
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
        for one in _ways(text, state):
            if copying := _COPIES.match(one):
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


def _either(one: _State | None, other: _State | None) -> _State | None:
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


def _set(state: _State, setting: re.Match[str]) -> _State:
    name, written = setting[3].strip().lower(), setting[4].strip()
    if setting[1]:
        written = f"%{name}%"
    elif setting[2]:
        written = written.rpartition('"')[0] or written
    if name not in state and len(state) >= _MOST_VARIABLES:
        return state
    values = frozenset([written] if setting[1] else _ways(written, state))
    if any(len(one) > _LONGEST for one in values):
        values = frozenset((f"%{name}%",))
    return {**state, name: _bounded(name, values)}


def _ways(text: str, state: _State) -> list[str]:
    """A text with each value that its variables may have; as written where they are too many."""
    if len(text) > _LONGEST:
        return [text]
    named = (name for found in _VARIABLE.finditer(text) if (name := _name(found)) in state)
    names = list(dict.fromkeys(named))
    values = [sorted(state[name]) for name in names]
    if not names or prod(map(len, values)) > _MOST_WAYS:
        return [text]
    return [_filled(text, dict(zip(names, one, strict=True))) for one in product(*values)]


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: values.get(_name(found), found[0]), text)


def _name(found: re.Match[str]) -> str:
    return (found[1] or found[2] or found[3] or "").lower()
