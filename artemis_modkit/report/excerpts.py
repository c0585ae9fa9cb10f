"""Lines of files that reports show, cut to the room that there is."""

from artemis_modkit.parsers.source import Excerpt
from artemis_modkit.report.text import visible

_BEFORE = 3
"""Of the room for a line that is cut, one part in so many stands before the place."""


def cut(excerpt: Excerpt, room: int) -> tuple[str, int, int]:
    """A line in so many characters, cut so that its place is in sight.

    Also where in it the place is, from 0, and how far it reaches there.
    """
    line = visible(excerpt.text.replace("\t", " "))
    start = len(line) - len(line.lstrip())
    at, width = max(0, excerpt.column - 1), excerpt.width
    if at + min(width, room // 2) - start > room:
        start = max(start, at - room // _BEFORE)
        line = f"{line[:start]}…{line[start + 1 :]}"
    shown = line[start : start + room]
    if start + room < len(line):
        shown = f"{shown[:-1]}…"
    return shown, at - start, min(width, max(1, len(shown) - (at - start)))
