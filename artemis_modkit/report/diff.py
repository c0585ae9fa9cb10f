"""Unified diffs of changed files: one to look at, one to apply.

One decision: patches and repairs hardly ever move lines, so where both files have as many, a
line belongs to the line of its number. That takes linear time; else difflib finds what belongs
together.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from artemis_modkit.parsers.source import Source

_CONTEXT = 3
_NO_LINE_END = b"\\ No newline at end of file\n"
_Run = tuple[str, int, int, int, int]
_Line = TypeVar("_Line", str, bytes)


def unified_diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """The diff of files by path, to look at: line ends and encodings do not show."""
    pieces: list[str] = []
    for path in sorted(after):
        old, new = (_shown_lines(path, files.get(path, b"")) for files in (before, after))
        pieces += (f"--- a/{path}", f"+++ b/{path}") if old != new else ()
        for head, lines in _hunks(old, new):
            pieces.append(head)
            pieces += (sign + line for sign, line in lines)
    return "".join(f"{line}\n" for line in pieces)


def exact_diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bytes:
    """The diff of files by path, byte for byte, as `git apply` and `patch -p1` want it."""
    pieces: list[bytes] = []
    for path in sorted(after):
        old, new = (_lines(files.get(path, b"")) for files in (before, after))
        if old == new:
            continue
        tab = "\t" if " " in path else ""
        pieces += (f"--- a/{path}{tab}\n".encode(), f"+++ b/{path}{tab}\n".encode())
        for head, lines in _hunks(old, new):
            pieces.append(f"{head}\n".encode())
            for sign, line in lines:
                pieces += (sign.encode(), line)
                if not line.endswith(b"\n"):
                    pieces += (b"\n", _NO_LINE_END)
    return b"".join(pieces)


def _shown_lines(path: str, data: bytes) -> list[str]:
    return Source.from_bytes(path, data).text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _lines(data: bytes) -> list[bytes]:
    *whole, last = data.split(b"\n")
    return [*(line + b"\n" for line in whole), *([last] if last else [])]


def _hunks(
    old: Sequence[_Line], new: Sequence[_Line]
) -> Iterator[tuple[str, list[tuple[str, _Line]]]]:
    """The head of each hunk, and its lines with their signs."""
    for group in _groups(old, new):
        first, last = group[0], group[-1]
        spans = _span(first[1], last[2]), _span(first[3], last[4])
        lines: list[tuple[str, _Line]] = []
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                lines += ((" ", line) for line in old[start:end])
            else:
                lines += (("-", line) for line in old[start:end])
                lines += (("+", line) for line in new[new_start:new_end])
        yield f"@@ -{spans[0]} +{spans[1]} @@", lines


def _span(start: int, end: int) -> str:
    """Lines as a unified diff counts them: from 1, and none behind the line before."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _groups(old: Sequence[object], new: Sequence[object]) -> Iterator[list[_Run]]:
    if len(old) != len(new):
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        yield from matcher.get_grouped_opcodes(_CONTEXT)
        return
    group: list[_Run] = []
    for start, end in _differing_runs(old, new):
        if group and start - group[-1][2] > 2 * _CONTEXT:
            yield _closed(group, len(old))
            group = []
        floor = group[-1][2] if group else max(0, start - _CONTEXT)
        if floor < start:
            group.append(("equal", floor, start, floor, start))
        group.append(("replace", start, end, start, end))
    if group:
        yield _closed(group, len(old))


def _closed(group: list[_Run], length: int) -> list[_Run]:
    """A group with the lines behind its last change."""
    start = group[-1][2]
    end = min(length, start + _CONTEXT)
    return [*group, ("equal", start, end, start, end)] if start < end else group


def _differing_runs(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int]]:
    start = None
    for at, (one, other) in enumerate(zip(old, new, strict=True)):
        if one != other and start is None:
            start = at
        elif one == other and start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(old)
