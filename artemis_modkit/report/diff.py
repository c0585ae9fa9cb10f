"""Unified diffs of changed files: one to look at, one to apply.

Lines are found again near by, in windows that grow only where they must. A patch
changes few lines in a row, so that takes linear time, where the best diff of all does not.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from artemis_modkit.files.outputs import OutputKind
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Source

SIGN = b"# Written by artemis-modkit; git apply and patch -p1 pass over this line.\n"
"""What every diff begins with that is written as a file."""

DIFF = OutputKind("a diff of this tool", pattern(b"# Written by artemis-modkit;"))

_CONTEXT = 3
_IN_A_ROW = 3
_WINDOWS = (8, 64, 512, 4096, 1 << 20)
_NO_LINE_END = b"\\ No newline at end of file\n"
_Opcode = tuple[str, int, int, int, int]
_Text = TypeVar("_Text", str, bytes)


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
    """The diff of files by path, byte for byte, as `git apply` and `patch -p1` want it.

    It begins with a line by which it is known when it is to be written over.
    """
    pieces: list[bytes] = [SIGN]
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
    old: Sequence[_Text], new: Sequence[_Text]
) -> Iterator[tuple[str, list[tuple[str, _Text]]]]:
    """The head of each hunk, and its lines with their signs."""
    for group in _groups(old, new):
        first, last = group[0], group[-1]
        spans = _span(first[1], last[2]), _span(first[3], last[4])
        lines: list[tuple[str, _Text]] = []
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


def _groups(old: Sequence[object], new: Sequence[object]) -> Iterator[list[_Opcode]]:
    """Runs that differ with the lines around them, those near each other together."""
    group: list[_Opcode] = []
    for start, end, new_start, new_end in _differing_runs(old, new):
        if group and start - group[-1][2] > 2 * _CONTEXT:
            yield _closed(group, len(old))
            group = []
        same = start - (group[-1][2] if group else max(0, start - _CONTEXT))
        if same:
            group.append(("equal", start - same, start, new_start - same, new_start))
        group.append(("replace", start, end, new_start, new_end))
    if group:
        yield _closed(group, len(old))


def _closed(group: list[_Opcode], length: int) -> list[_Opcode]:
    """A group with the lines behind its last change."""
    start, new_start = group[-1][2], group[-1][4]
    same = min(length - start, _CONTEXT)
    return [*group, ("equal", start, start + same, new_start, new_start + same)] if same else group


def _differing_runs(
    old: Sequence[object], new: Sequence[object]
) -> Iterator[tuple[int, int, int, int]]:
    """Where the old lines differ from the new: start and end in both."""
    at = new_at = 0
    while at < len(old) or new_at < len(new):
        if at < len(old) and new_at < len(new) and old[at] == new[new_at]:
            at, new_at = at + 1, new_at + 1
            continue
        skip, new_skip = _to_equal_lines(old, new, at, new_at)
        yield at, at + skip, new_at, new_at + new_skip
        at, new_at = at + skip, new_at + new_skip


def _to_equal_lines(
    old: Sequence[object], new: Sequence[object], at: int, new_at: int
) -> tuple[int, int]:
    """How many lines of both to pass until some in a row are equal again; all, if never."""
    ends = len(old) - at, len(new) - new_at
    for window in _WINDOWS:
        places: dict[tuple[object, ...], int] = {}
        for skip in range(min(window, ends[1]) + 1):
            places.setdefault(tuple(new[new_at + skip : new_at + skip + _IN_A_ROW]), skip)
        best: tuple[int, int] | None = None
        for skip in range(min(window, ends[0]) + 1):
            lines = tuple(old[at + skip : at + skip + _IN_A_ROW])
            new_skip = places.get(lines)
            if new_skip is not None and (best is None or skip + new_skip < sum(best)):
                best = skip, new_skip
        if best is not None:
            return best
    return ends
