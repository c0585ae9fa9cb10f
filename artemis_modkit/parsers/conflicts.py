"""Unresolved merges: blocks of git in which two versions of some lines stand one after the other,
and the comments in which `merge` leaves its conflicts.

A block is known by its first or last marker line, so it is one too where the
middle or the other end is lost; a line of `=======` by itself is decoration.
"""

from collections.abc import Iterator

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Source, Span

_FIRST_OR_LAST = ("<<<<<<<", ">>>>>>>")
_MARKER = pattern(
    r"(?<![^\r\n\ufeff])(?P<mark><{7}|\|{7}|={7}|>{7})"
    r"(?P<label>(?:[ \t][^\r\n]{0,500})?)(?=[\r\n]|\Z)"
)
_GIT_LABEL = pattern(r"[ \t]+(?:\S+|[0-9a-f]{7,40} \(.*\)|Updated upstream|Stashed changes)[ \t]*")
"""What git, Subversion and Mercurial write behind a marker; a title in a comment is longer."""
_LINE = pattern(r"[^\r\n]*")

OPEN_CONFLICT = "modkit: conflict: "
"""How the comments begin in which `merge` says what nobody has decided yet."""
_OPEN = pattern(rf"(?:<!--|;)[ \t]*{OPEN_CONFLICT}(?P<path>[^\r\n]{{0,500}}?): base ")


class _Conflict(Struct):
    """A conflict on its way through the file. `ours_end` is where its first side ends."""

    start: int
    end: int
    label: str
    ours_end: int | None = None
    has_middle: bool = False

    @property
    def is_conflict(self) -> bool:
        """A first marker alone may be a title in a comment, unless its label is git's."""
        return self.ours_end is not None or _GIT_LABEL.fullmatch(self.label) is not None


def conflict_faults(source: Source) -> Iterator[Fault]:
    """One fault for each block of git, then for each conflict that `merge` left open."""
    for block in _blocks(source.text):
        first = source.location(block.start).line
        last = source.location(block.end).line
        lines = f"lines {first} to {last}" if last > first else f"line {first}"
        yield Fault(
            "git-conflict",
            Span(block.start, block.end),
            f"an unresolved git merge, {lines}; choose one side and delete the marker lines",
            blocks=True,
        )
    if OPEN_CONFLICT in source.text:
        for found in _OPEN.finditer(source.text):
            yield Fault(
                "open-conflict",
                Span(*found.span()),
                f"an open conflict of a merge, about {found['path']}; keep what is right and "
                "delete the comment",
                blocks=True,
            )


def with_one_side(text: str) -> str:
    """The text with the first side of each conflict, as long as before: the rest is blank."""
    pieces: list[str] = []
    done = 0
    for block in _blocks(text):
        begun = _line_end(text, block.start)
        kept = max(begun, block.ours_end or begun)
        pieces += (
            text[done : block.start],
            blanked(text[block.start : begun]),
            text[begun:kept],
            blanked(text[kept : block.end]),
        )
        done = block.end
    return "".join((*pieces, text[done:]))


def blanked(text: str) -> str:
    """As many blanks as a text has characters, in the same lines."""
    return _LINE.sub(lambda line: " " * len(line[0]), text)


def _blocks(text: str) -> Iterator[_Conflict]:
    if not any(mark in text for mark in _FIRST_OR_LAST):
        return
    block: _Conflict | None = None
    lone_middle: int | None = None
    for marker in _MARKER.finditer(text):
        start, end = marker.span()
        match marker["mark"][0]:
            case "<" if not marker["label"].endswith(("<", ">")):
                if block is not None and block.is_conflict:
                    yield block
                block, lone_middle = _Conflict(start, end, marker["label"]), None
            case "=" if block is None or block.has_middle:
                lone_middle = start
            case "|" | "=" if block is not None:
                block.end, block.ours_end = end, block.ours_end or start
                block.has_middle = marker["mark"][0] == "="
            case ">":
                if block is None and lone_middle is None and _GIT_LABEL.fullmatch(marker["label"]):
                    lone_middle = start
                if block is None and lone_middle is not None:
                    block = _Conflict(lone_middle, end, "")
                if block is not None:
                    block.end, block.ours_end = end, block.ours_end or start
                    yield block
                block = lone_middle = None
    if block is not None and block.is_conflict:
        yield block


def _line_end(text: str, at: int) -> int:
    line = _LINE.match(text, at)
    return line.end() if line else at
