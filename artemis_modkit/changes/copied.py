"""A piece of one file as it would have been written in another: its indentation, its line ends.

Only the blanks that begin a line change. Comments come along, those inside and those
that stand right above or behind; what an author lined up inside a line stays so.
"""

from bisect import bisect_left

from artemis_modkit.changes.sides import UNITS
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.layout import REST_OF_LINE, Layout
from artemis_modkit.parsers.source import LINE_END, Span
from artemis_modkit.parsers.xml import Element

_BLANK_LINE = pattern(r"(?:\r\n?|\n)[ \t]*+(?:\r\n?|\n)")
_BLANKS = " \t"


def parts_units(layout: Layout) -> bool:
    """Whether blank lines mostly stand between vessels."""
    units = [element for element in layout.document.elements if element.name in UNITS]
    return sum(_is_parted(layout, unit) for unit in units) * 2 > len(units)


def _is_parted(layout: Layout, element: Element) -> bool:
    before = layout.text[max(0, element.start - 100) : element.start].rstrip(_BLANKS)
    return _BLANK_LINE.search(before, len(before.rstrip())) is not None


def block(layout: Layout, element: Element, known_comments: frozenset[str]) -> Span:
    """An element with the comments that belong to it, from the beginning of their first line.

    Comments above it come along down to a blank line or a comment of `known_comments`, those
    that the other file has seen already.
    """
    text, start = layout.text, element.start
    comments = layout.document.comments
    floor = _end_of_what_is_before(layout, element)
    at = bisect_left(layout.comment_starts, start) - 1
    while at >= 0 and comments[at].start >= floor and layout.indent(comments[at].start) is not None:
        between = text[comments[at].end : start]
        words = text[comments[at].start : comments[at].end]
        if between.strip() or _BLANK_LINE.search(between) or words in known_comments:
            break
        start = comments[at].start
        at -= 1
    rest = REST_OF_LINE.match(text, element.close_end)
    return Span(start, rest.start("end") if rest else element.close_end)


def _end_of_what_is_before(layout: Layout, element: Element) -> int:
    """Where the element before ends, with the comments behind it in its line."""
    before = layout.before.get(element)
    if before is not None:
        end = before.close_end
    else:
        end = element.start if element.parent is None else element.parent.end
    rest = REST_OF_LINE.match(layout.text, end)
    return rest.end() if rest else end


def written_like(
    theirs: Layout, span: Span, element: Element, ours: Layout, indent: str, depth: int
) -> str:
    """A block of one file as lines of another, the first at `indent`; without a last line end."""
    text = theirs.text
    events = _events(element)
    lines: list[str] = []
    at, level, tag_end, shift = 0, 0, 0, ("", "")
    start = span.start
    for found in (*LINE_END.finditer(text, span.start, span.end), None):
        end = found.start() if found else span.end
        line = text[start:end]
        body = line.lstrip(_BLANKS)
        offset = end - len(body)
        while at < len(events) and events[at][0] < offset:
            tag_end = events[at][2]
            level += events[at][1]
            at += 1
        if not body:
            lines.append("")
        elif offset < tag_end or _is_in_comment(theirs, offset):
            old, new = shift
            lines.append(new + line.removeprefix(old) if line.startswith(old) else line)
        else:
            own = level - text.startswith("</", offset)
            new = indent if own <= 0 else ours.usual_indent(depth + own)
            shift = (line[: len(line) - len(body)], new)
            if start == span.start:
                shift = (theirs.indent(span.start) or "", new)
            lines.append(new + body)
        start = found.end() if found else end
    return ours.line_end.join(lines)


def _events(element: Element) -> list[tuple[int, int, int]]:
    """Every tag inside an element: where it begins, how it changes the depth, where it ends."""
    events: list[tuple[int, int, int]] = []
    waiting = [element]
    while waiting:
        one = waiting.pop()
        events += ((one.start, 1, one.end), (one.close_start, -1, one.close_end))
        waiting += one.children
    return sorted(events)


def _is_in_comment(layout: Layout, offset: int) -> bool:
    at = bisect_left(layout.comment_starts, offset) - 1
    return at >= 0 and offset < layout.document.comments[at].end
