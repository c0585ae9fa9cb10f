"""What was decided, as edits of our file of ships: values in place, lines in and out.

Whatever is not decided otherwise keeps its bytes. So an element comes with its comments and goes
with its line, and nothing else in the file moves. A piece of another file comes as it would have
been written in ours, with our indentation and line ends: only the blanks that begin a line change,
and what an author lined up inside a line stays so.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct, field

from artemis_modkit.changes.delta import Delta
from artemis_modkit.changes.sides import UNITS, Side, Sides, number_of
from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.parsers.layout import REST_OF_LINE, Layout
from artemis_modkit.parsers.source import LINE_END, Edit, Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

_BLANK_LINE = pattern(r"(?:\r\n?|\n)[ \t]*+(?:\r\n?|\n)")
_BLANKS = " \t"


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
    for match in (*LINE_END.finditer(text, span.start, span.end), None):
        end = match.start() if match else span.end
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
        start = match.end() if match else end
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


# Edits of our file ---------------------------------------------------------------------------


class ShipEdits(Struct, dict=True):
    """Edits of our file as they come together; `source` is our file with all of them.

    `partners` leads from elements of base and theirs to those of ours.
    """

    documents: Sides[XmlDocument]
    partners: dict[Element, Element]
    _edits: list[Edit] = field(default_factory=list)
    _removed: list[Element] = field(default_factory=list)
    _anchors: set[Element] = field(default_factory=set)
    _into_empty: dict[Element, list[str]] = field(default_factory=dict)
    _twins: dict[Element, Element | None] = field(default_factory=dict)
    _runs: dict[Element, Element | None] = field(default_factory=dict)

    @cached_property
    def layouts(self) -> Sides[Layout]:
        """How the three files are laid out."""
        return Sides(*(Layout(document, writes_references=True) for document in self.documents))

    @property
    def _ours(self) -> Layout:
        return self.layouts.ours

    def write(self, delta: Delta, side: Side) -> None:
        """Make ours in one place what a side is."""
        if side is Side.OURS:
            return
        ours, other = delta.elements.ours, delta.elements.of(side)
        if delta.attribute is not None:
            assert ours is not None
            value = None if other is None else other.attributes.get(delta.attribute)
            self._set(ours, delta.attribute, delta.theirs if side is Side.THEIRS else value)
        elif ours is not None and other is not None:
            self._swap(ours, side, other)
        elif ours is not None:
            self._removed.append(ours)
        elif other is not None:
            self._insert(other, side, delta.homes.ours)

    def mark(self, delta: Delta, comment: str) -> None:
        """Write a comment right before what a delta is about, or where that would stand."""
        ours, theirs = delta.elements.ours, delta.elements.theirs
        if ours is not None:
            self._edits.append(self._ours.with_comment(ours, f"<!-- {comment} -->"))
        elif theirs is not None:
            home, anchor = self._place(theirs, Side.THEIRS, delta.homes.ours)
            indent, _ = self._indent(home, anchor)
            self._put(home, anchor, f"{indent}<!-- {comment} -->")

    def source(self) -> Source:
        """Our file with everything that was asked for. Raises `OverlappingEdits`."""
        removals = (
            self._ours.without_element(element, closes_gap=element not in self._anchors)
            for element in self._removed
        )
        filled = (
            self._ours.with_first_lines(home, lines, home.name)
            for home, lines in self._into_empty.items()
        )
        return self._ours.document.repaired.edited([*self._edits, *removals, *filled])

    # Edits --------------------------------------------------------------------------------------

    def _set(self, element: Element, name: str, value: str | None) -> None:
        if value is not None:
            self._edits.append(self._ours.with_value(element, name, value))
        elif name in element.attributes:
            self._edits.append(self._ours.without_attribute(element, name))

    def _swap(self, element: Element, side: Side, other: Element) -> None:
        """Write an element of another side in place of one of ours."""
        indent = self._ours.indent(element.start) or ""
        depth = self._ours.depths[element]
        theirs = self.layouts.of(side)
        text = written_like(theirs, other.span, other, self._ours, indent, depth)
        self._edits.append(self._ours.rewritten(element, text.removeprefix(indent)))

    def _insert(self, element: Element, side: Side, home: Element | None) -> None:
        """Write an element that another side has where it belongs in ours."""
        layout = self.layouts.of(side)
        home, anchor = self._place(element, side, home)
        indent, depth = self._indent(home, anchor)
        span = block(layout, element, self._known_comments)
        text = written_like(layout, span, element, self._ours, indent, depth)
        if element.name in UNITS and self._parts_units:
            text = self._ours.line_end + text
        self._put(home, anchor, text)

    def _put(self, home: Element, anchor: Element | None, line: str) -> None:
        if home.close_end == home.end and anchor is None:
            self._into_empty.setdefault(home, []).append(line)
        else:
            if anchor is not None:
                self._anchors.add(anchor)
            self._edits.append(self._ours.with_line(home, anchor, line))

    @cached_property
    def _parts_units(self) -> bool:
        """Whether blank lines mostly stand between vessels."""
        units = [element for element in self._ours.document.elements if element.name in UNITS]
        return sum(_is_parted(self._ours, unit) for unit in units) * 2 > len(units)

    @cached_property
    def _known_comments(self) -> frozenset[str]:
        document = self.documents.base
        return frozenset(
            document.text[comment.start : comment.end] for comment in document.comments
        )

    def _indent(self, home: Element, anchor: Element | None) -> tuple[str, int]:
        depth = self._ours.depths[home] + 1
        model = anchor or next(iter(home.children), None)
        indent = None if model is None else self._ours.indent(model.start)
        return self._ours.usual_indent(depth) if indent is None else indent, depth

    # Where something belongs ----------------------------------------------------------------

    def _place(
        self, element: Element, side: Side, home: Element | None
    ) -> tuple[Element, Element | None]:
        """The parent in ours, and the child of it to stand behind; `None` for the first place."""
        assert self._ours.document.root is not None
        home = home or self._ours.document.root
        if element.name in UNITS:
            anchor = self._unit_before(element)
        else:
            anchor = self._after_run(home, element, self._sibling_before(element, side))
        if anchor is not None and anchor.parent is not None:
            return anchor.parent, anchor
        return home, anchor

    def _unit_before(self, element: Element) -> Element | None:
        """The race or vessel of ours with the next lower number."""
        units = self._units.get(element.name, [])
        number = read_integer(number_of(element))
        at = len(units)
        if number is not None:
            at = bisect_right(units, number, key=lambda one: one[0])
        if at:
            return units[at - 1][1]
        if units:
            return self._ours.before.get(min((one for _, one in units), key=_start))
        every = (one for others in self._units.values() for _, one in others)
        return max(every, key=_start, default=None)

    @cached_property
    def _units(self) -> dict[str, list[tuple[int, Element]]]:
        found: dict[str, list[tuple[int, Element]]] = {}
        for element in self._ours.document.elements:
            if (
                element.name in UNITS
                and element.parent is not None
                and element.parent.name not in UNITS
            ):
                number = read_integer(number_of(element))
                if number is not None:
                    found.setdefault(element.name, []).append((number, element))
        for units in found.values():
            units.sort(key=lambda one: one[0])
        return found

    def _sibling_before(self, element: Element, side: Side) -> Element | None:
        """The nearest element before one of another side that ours has too."""
        before = self.layouts.of(side).before
        passed: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self._twins and at not in self.partners:
            passed.append(at)
            at = before.get(at)
        found = None if at is None else self._twins.get(at) or self.partners.get(at)
        self._twins.update((one, found) for one in passed)
        return found

    def _after_run(self, home: Element, element: Element, anchor: Element | None) -> Element | None:
        """The anchor, or the last of those that ours added behind it.

        Which run of additions comes first their content decides, so that it does not matter
        whose they are.
        """
        key = home if anchor is None else anchor
        if key not in self._runs:
            run = list(self._run_behind(home, anchor))
            is_first = not run or _content(element) < _content(run[0])
            self._runs[key] = anchor if is_first else run[-1]
        return self._runs[key]

    def _run_behind(self, home: Element, anchor: Element | None) -> Iterator[Element]:
        begin = 0 if anchor is None else self._index[anchor] + 1
        for at in range(begin, len(home.children)):
            element = home.children[at]
            if element in self._shared or element.name in UNITS:
                return
            yield element

    @cached_property
    def _index(self) -> dict[Element, int]:
        return {
            element: at
            for outer in self._ours.document.elements
            for at, element in enumerate(outer.children)
        }

    @cached_property
    def _shared(self) -> frozenset[Element]:
        return frozenset(self.partners.values())


def _start(element: Element) -> int:
    return element.start


def _content(element: Element) -> tuple[str, list[tuple[str, str]]]:
    return element.name, sorted(element.attributes.items())
