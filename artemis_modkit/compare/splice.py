"""What was decided, as edits of our file: values in place, lines in and out.

One decision: whatever is not decided otherwise keeps its bytes. So an element comes with its
comments and goes with its line, and nothing else in the file moves.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from artemis_modkit.compare.copied import block, parts_units, written_like
from artemis_modkit.compare.trios import UNITS, Side, Sides, number_of
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.layout import REST_OF_LINE, Layout
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml import Element

_BLANK_LINE = re.compile(r"[ \t]*+(?:\r\n?|\n)")
_BLANKS = " \t\r\n"


@dataclass
class Splice:
    """Edits of our file as they come together; `source` is our file with all of them.

    `partners` leads from elements of base and theirs (by `id`) to those of ours.
    """

    layouts: Sides[Layout]
    partners: dict[int, Element]
    _edits: list[Edit] = field(default_factory=list)
    _values: dict[int, tuple[Element, dict[str, str | None]]] = field(default_factory=dict)
    _removed: list[Element] = field(default_factory=list)
    _blocks: dict[int, list[str]] = field(default_factory=dict)
    _into_empty: dict[int, tuple[Element, list[str]]] = field(default_factory=dict)
    _places: dict[int, Element | None] = field(default_factory=dict)
    _runs: dict[int, Element | None] = field(default_factory=dict)

    @property
    def _ours(self) -> Layout:
        return self.layouts.ours

    def set_attribute(self, element: Element, name: str, value: str | None) -> None:
        """Give an attribute of ours a value; `None` takes it away."""
        self._values.setdefault(id(element), (element, {}))[1][name] = value

    def remove(self, element: Element) -> None:
        """Take an element of ours away, with its line where it stands alone in it."""
        self._removed.append(element)

    def swap(self, element: Element, side: Side, other: Element) -> None:
        """Write an element of another side in place of one of ours."""
        layout = self.layouts.of(side)
        indent = self._ours.indent(element.start) or ""
        depth = self._ours.depths[id(element)]
        text = written_like(layout, other.span, other, self._ours, indent, depth)
        self._edits.append(Edit(element.span, self._writable(text.removeprefix(indent))))

    def insert(self, element: Element, side: Side, home: Element | None) -> None:
        """Write an element that another side has where it belongs in ours."""
        layout = self.layouts.of(side)
        home, anchor = self._place(element, side, home)
        indent, depth = self._indent(home, anchor)
        span = block(layout, element, self._known_comments)
        text = written_like(layout, span, element, self._ours, indent, depth)
        if element.name in UNITS and self._parts_units:
            text = self._ours.line_end + text
        self._put(home, anchor, self._writable(text))

    @cached_property
    def _parts_units(self) -> bool:
        return parts_units(self._ours)

    def mark(self, element: Element, comment: str) -> None:
        """Write a comment right before an element of ours."""
        indent = self._ours.indent(element.start)
        after = "" if indent is None else f"{self._ours.line_end}{indent}"
        span = Span(element.start, element.start)
        self._edits.append(Edit(span, self._writable(comment) + after, rank=1))

    def mark_absent(self, element: Element, side: Side, home: Element | None, comment: str) -> None:
        """Write a comment where an element that ours has not would stand."""
        home, anchor = self._place(element, side, home)
        indent, _ = self._indent(home, anchor)
        self._put(home, anchor, self._writable(indent + comment))

    def source(self) -> Source:
        """Our file with everything that was asked for. Raises `OverlappingEdits`."""
        edits = [*self._edits, *map(self._removal, self._removed), *self._insertions()]
        for element, values in self._values.values():
            edits += self._value_edits(element, values)
        return self._ours.document.repaired.edited(edits)

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
            return self._ours.before.get(id(min((one for _, one in units), key=_start)))
        return max(
            (one for other in self._units.values() for _, one in other), key=_start, default=None
        )

    @cached_property
    def _units(self) -> dict[str, list[tuple[int, Element]]]:
        found: dict[str, list[tuple[int, Element]]] = {}
        for one in self._ours.document.elements:
            if one.name in UNITS and (one.parent is None or one.parent.name not in UNITS):
                number = read_integer(number_of(one))
                if number is not None and one.parent is not None:
                    found.setdefault(one.name, []).append((number, one))
        for units in found.values():
            units.sort(key=lambda one: one[0])
        return found

    def _sibling_before(self, element: Element, side: Side) -> Element | None:
        """The nearest element before one of another side that ours has too."""
        before = self.layouts.of(side).before
        passed: list[Element] = []
        at: Element | None = element
        found: Element | None = None
        while at is not None:
            if id(at) in self._places:
                found = self._places[id(at)]
                break
            if id(at) in self.partners:
                found = self.partners[id(at)]
                break
            passed.append(at)
            at = before.get(id(at))
        self._places.update((id(one), found) for one in passed)
        return found

    def _after_run(self, home: Element, element: Element, anchor: Element | None) -> Element | None:
        """The anchor, or the last of those that ours added behind it.

        Which run of additions comes first their content decides, so that it does not matter
        whose they are.
        """
        key = id(home if anchor is None else anchor)
        if key not in self._runs:
            run = self._run_behind(home, anchor)
            is_first = not run or _content(element) < _content(run[0])
            self._runs[key] = anchor if is_first else run[-1]
        return self._runs[key]

    def _run_behind(self, home: Element, anchor: Element | None) -> list[Element]:
        begin = 0 if anchor is None else self._index[id(anchor)] + 1
        run: list[Element] = []
        for at in range(begin, len(home.children)):
            one = home.children[at]
            if id(one) in self._shared or one.name in UNITS:
                break
            run.append(one)
        return run

    @cached_property
    def _index(self) -> dict[int, int]:
        return {
            id(one): at
            for outer in self._ours.document.elements
            for at, one in enumerate(outer.children)
        }

    @cached_property
    def _shared(self) -> frozenset[int]:
        return frozenset(id(one) for one in self.partners.values())

    @cached_property
    def _known_comments(self) -> frozenset[str]:
        document = self.layouts.base.document
        return frozenset(document.text[one.start : one.end] for one in document.comments)

    def _indent(self, home: Element, anchor: Element | None) -> tuple[str, int]:
        depth = self._ours.depths[id(home)] + 1
        model = anchor or next(iter(home.children), None)
        indent = None if model is None else self._ours.indent(model.start)
        return self._ours.usual_indent(depth) if indent is None else indent, depth

    # Edits --------------------------------------------------------------------------------------

    def _put(self, home: Element, anchor: Element | None, text: str) -> None:
        if home.close_end == home.end and anchor is None:
            self._into_empty.setdefault(id(home), (home, []))[1].append(text)
        else:
            end = home.end if anchor is None else anchor.close_end
            self._blocks.setdefault(end, []).append(text)

    def _insertions(self) -> Iterator[Edit]:
        line_end = self._ours.line_end
        for end, texts in self._blocks.items():
            rest = REST_OF_LINE.match(self._ours.text, end)
            if rest and rest["end"]:
                at, text = rest.end(), "".join(one + line_end for one in texts)
            else:
                at, text = end, "".join(line_end + one for one in texts)
            yield Edit(Span(at, at), text)
        for home, texts in self._into_empty.values():
            bare = self._ours.text[home.start : home.end].removesuffix("/>").rstrip(_BLANKS)
            text = "".join(line_end + one for one in texts)
            closing = f"{line_end}{self._ours.indent(home.start) or ''}</{home.name}>"
            yield Edit(Span(home.start + len(bare), home.end), f">{text}{closing}")

    def _value_edits(self, element: Element, values: dict[str, str | None]) -> Iterator[Edit]:
        """Values in place, new attributes behind the last one, others out with their blanks."""
        text, places = self._ours.text, self._ours.document.places(element)
        end = self._ours.end_of_attributes(element)
        for name, value in values.items():
            place = places.get(name)
            if place is not None and value is not None:
                quote = text[place.value.start - 1]
                yield Edit(place.value, self._writable(grammar.escaped(value, quote)))
            elif place is not None:
                yield self._ours.without_attribute(element, name)
            elif value is not None:
                added = f' {name}="{grammar.escaped(value)}"'
                yield Edit(Span(end, end), self._writable(added))

    def _removal(self, element: Element) -> Edit:
        line = self._ours.line_of(element)
        if line is None:
            return Edit(element.span, "")
        following = _BLANK_LINE.match(self._ours.text, line.end)
        if (
            following
            and element.close_end not in self._blocks
            and self._is_blank_before(line.start)
        ):
            return Edit(Span(line.start, following.end()), "")
        return Edit(line, "")

    def _is_blank_before(self, line_start: int) -> bool:
        """Whether the line before one is blank."""
        before = self._ours.text[max(0, line_start - 100) : line_start]
        body = before.removesuffix("\n").removesuffix("\r").rstrip(" \t")
        return body.endswith(("\r", "\n"))

    def _writable(self, text: str) -> str:
        """The text with references for characters that our file's encoding lacks."""
        encoding = self._ours.document.repaired.encoding
        if text.isascii() or encoding.startswith("utf"):
            return text
        return text.encode(encoding, "xmlcharrefreplace").decode(encoding)


def _start(element: Element) -> int:
    return element.start


def _content(element: Element) -> tuple[str, list[tuple[str, str]]]:
    return element.name, sorted(element.attributes.items())
