"""Text of mods made safe to show: on terminals, in Markdown, cut to the room that there is."""

import re
from typing import TYPE_CHECKING

from artemis_modkit.lazy import pattern

if TYPE_CHECKING:
    from artemis_modkit.parsers.source import Excerpt


def visible(text: str) -> str:
    """Text with every control character as a visible escape, so that no mod moves the cursor."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def with_tabs(line: str) -> str:
    """A line with every other control character as a visible escape."""
    return "\t".join(map(visible, line.split("\t")))


# Markdown: text shows letter by letter; what GitHub would make a link of is broken up -----------

_MARKUP = pattern(r"([\\`*_{}\[\]<#|~!&$]|(?<! -)>)")
"""Signs that mean something; not the head of an arrow, since pages are read as text too."""
_ALIVE = pattern(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Places in names of people, numbers of issues and addresses, which GitHub makes links of."""

_NO_LINK = "\u200b"


def escaped(text: str) -> str:
    """Text of a line that shows as it is: no markup, no link, no mention of anybody."""
    return _MARKUP.sub(r"\\\1", _ALIVE.sub(_NO_LINK, visible(text)))


def paragraph(text: str) -> str:
    """Text on lines of its own, whose start is not read as that of a list or a rule."""
    return re.sub(r"^(\s*\d*)([-+=]|[.)](?=\s|$))", r"\1\\\2", escaped(text))


# Lines of files ------------------------------------------------------------------------------

_BEFORE = 3
"""Of the room for a line that is cut, one part in so many stands before the place."""


def cut(excerpt: "Excerpt", room: int) -> tuple[str, int, int]:
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
