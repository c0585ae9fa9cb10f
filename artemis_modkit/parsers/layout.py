"""How a file is laid out, and the edits of elements and attributes that keep to it.

Nothing else makes such edits. An element goes with its line where nothing else stands there, and
a new one comes as a line like its neighbours', so that no blank line and no odd indentation is
left behind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.source import Edit, Span, first_line_end, in_order
from artemis_modkit.parsers.xml import Element, XmlDocument

REST_OF_LINE = pattern(
    r"[ \t]*+(?>(?:<!--[^-\r\n]*+(?>(?:-[^-\r\n]++)*)-->[ \t]*+)*)(?P<end>\r\n?|\n|\Z)"
)
"""Blanks and comments up to the end of a line, with the line end."""

_BLANK_LINE = pattern(r"[ \t]*+(?:\r\n?|\n)")
_BLANKS = " \t"
_LINE_ENDS = "\r\n"


class Layout(Struct, frozen=True, dict=True):
    """How a file is laid out: what its lines begin with, by depth, and how they end.

    With `writes_references` edits have references for characters that the file's encoding lacks;
    else such a text cannot be written (`Source.to_bytes`).
    """

    document: XmlDocument
    writes_references: bool = False

    @property
    def text(self) -> str:
        """The text that elements point into."""
        return self.document.text

    @cached_property
    def line_end(self) -> str:
        """The line end that the file begins with; `\\n` for a file of one line."""
        return first_line_end(self.text)

    def indent(self, offset: int) -> str | None:
        """The blanks before an offset, if nothing else stands before it in its line."""
        start = offset
        while start > 0 and self.text[start - 1] in _BLANKS:
            start -= 1
        if start == 0 or self.text[start - 1] in _LINE_ENDS or self.text[start - 1] == "\ufeff":
            return self.text[start:offset]
        return None

    @cached_property
    def depths(self) -> dict[Element, int]:
        """How deep each element stands; 0 the root."""
        found: dict[Element, int] = {}
        for element in self.document.elements:
            found[element] = 0 if element.parent is None else found[element.parent] + 1
        return found

    @cached_property
    def before(self) -> dict[Element, Element]:
        """The element before each other one in the same parent."""
        return {
            two: element
            for outer in self.document.elements
            for element, two in pairwise(outer.children)
        }

    @cached_property
    def _usual(self) -> dict[int, str]:
        counts: dict[int, Counter[str]] = {}
        for element in self.document.elements:
            indent = self.indent(element.start)
            if indent is not None:
                counts.setdefault(self.depths[element], Counter())[indent] += 1
        return {depth: max(count, key=count.__getitem__) for depth, count in counts.items()}

    def usual_indent(self, depth: int) -> str:
        """What lines at a depth mostly begin with; where there are none, two blanks a step."""
        known = [one for one in self._usual if one <= depth]
        nearest = max(known, default=0)
        return self._usual.get(nearest, "") + "  " * (depth - nearest)

    @cached_property
    def comment_starts(self) -> list[int]:
        """Where comments begin."""
        return [span.start for span in self.document.comments]

    def end_of_attributes(self, element: Element) -> int:
        """Where a start tag has its last attribute, or its name, behind it."""
        tag = self.text[element.start : element.end].removesuffix(">").removesuffix("/")
        return element.start + len(tag.rstrip())

    def line_of(self, element: Element) -> Span | None:
        """The line, or lines, of an element that stands alone in them but for comments behind it.

        `None` where something else stands there too.
        """
        indent = self.indent(element.start)
        rest = REST_OF_LINE.match(self.text, element.close_end)
        if indent is None or rest is None:
            return None
        return Span(element.start - len(indent), rest.end())

    # Attributes ------------------------------------------------------------------------------

    def with_value(self, element: Element, name: str, value: str) -> Edit:
        """The edit that gives an attribute a value; one that is absent is added behind the last."""
        place = self.document.places(element).get(name)
        if place is None:
            end = self.end_of_attributes(element)
            return self._edit(Span(end, end), f' {name}="{grammar.escaped(value)}"')
        quote = self.text[place.value.start - 1]
        return self._edit(place.value, grammar.escaped(value, quote))

    def without_attribute(self, element: Element, name: str) -> Edit:
        """The edit that takes out an attribute, with the blanks before it."""
        place = self.document.places(element)[name]
        start = place.name.start
        while self.text[start - 1] in " \t\r\n":
            start -= 1
        return Edit(Span(start, place.value.end + 1), "")

    def renamed_attribute(self, element: Element, name: str, new: str) -> Edit:
        """The edit that gives an attribute another name."""
        return Edit(self.document.places(element)[name].name, new)

    # Elements --------------------------------------------------------------------------------

    def without_element(
        self, element: Element, *, closes_gap: bool = False, spares_comment: bool = False
    ) -> Edit:
        """The edit that takes out an element, with its line where it stands alone in it.

        With `closes_gap` of the two blank lines round it only one stays. A comment behind it goes
        with it, as what is said of it, unless `spares_comment`.
        """
        line = self.line_of(element)
        if line is None:
            return Edit(element.span, "")
        if spares_comment and self.text[element.span.end : line.end].strip():
            return Edit(Span(line.start, element.span.end), "")
        following = _BLANK_LINE.match(self.text, line.end) if closes_gap else None
        if following and self._is_blank_before(line.start):
            return Edit(Span(line.start, following.end()), "")
        return Edit(line, "")

    def _is_blank_before(self, line_start: int) -> bool:
        before = self.text[max(0, line_start - 100) : line_start]
        body = before.removesuffix("\n").removesuffix("\r").rstrip(_BLANKS)
        return body.endswith(("\r", "\n"))

    def with_children(
        self, home: Element, written: Iterable[tuple[str, str]], home_name: str
    ) -> list[Edit]:
        """Edits that add children to an element, each given by its name and as it is written.

        Each stands behind the last child of its name, else behind the last child, and is
        indented like that one. `home_name` is the name that the element has in the end.
        """
        usual = self.usual_indent(self.depths[home] + 1)
        if not home.children and not self.text[home.end : home.close_start].strip():
            return [
                self.with_first_lines(home, [f"{usual}{text}" for _, text in written], home_name)
            ]
        edits = []
        for name, text in written:
            same = [child for child in home.children if child.name == name]
            anchor = next(reversed(same or home.children), None)
            indent = None if anchor is None else self.indent(anchor.start)
            line = f"{usual if indent is None else indent}{text}"
            edits.append(self.with_line(home, anchor, line))
        return edits

    def with_twin(self, element: Element, values: Mapping[str, str]) -> Edit:
        """The edit that writes an element once more, behind its line, with some values its own.

        All that stands in it is copied as it stands; before the copy stand the blanks and line
        ends that stand before the element.
        """
        parts, at = [], element.start
        for edit in in_order(self.with_value(element, *one) for one in values.items()):
            parts += [self.text[at : edit.span.start], edit.text]
            at = edit.span.end
        parts.append(self.text[at : element.close_end])
        before = self.text[: element.start]
        rest = REST_OF_LINE.match(self.text, element.close_end)
        end = rest.start("end") if rest else element.close_end
        return Edit(Span(end, end), before[len(before.rstrip()) :] + "".join(parts))

    def with_line(self, home: Element, anchor: Element | None, line: str) -> Edit:
        """The edit that adds a line behind a child of an element, or else as its first."""
        end = home.end if anchor is None else anchor.close_end
        rest = REST_OF_LINE.match(self.text, end)
        if rest and rest["end"]:
            return self._edit(Span(rest.end(), rest.end()), f"{line}{self.line_end}")
        return self._edit(Span(end, end), f"{self.line_end}{line}")

    def with_first_lines(self, home: Element, lines: Iterable[str], name: str) -> Edit:
        """The edit that fills an element without content by lines; `name` is that in the end."""
        inside = "".join(f"{self.line_end}{line}" for line in lines)
        closing = f"{self.line_end}{self.indent(home.start) or ''}"
        if home.close_end > home.end:
            return self._edit(Span(home.end, home.close_start), f"{inside}{closing}")
        end = self.end_of_attributes(home)
        return self._edit(Span(end, home.end), f">{inside}{closing}</{name}>")

    def with_comment(self, element: Element, comment: str) -> Edit:
        """The edit that writes a comment right before an element, in a line if that has its own."""
        indent = self.indent(element.start)
        after = "" if indent is None else f"{self.line_end}{indent}"
        return self._edit(Span(element.start, element.start), comment + after, is_last=True)

    def rewritten(self, element: Element, text: str) -> Edit:
        """The edit that writes a text in the place of an element."""
        return self._edit(element.span, text)

    def renamed(self, element: Element, name: str) -> list[Edit]:
        """Edits that give an element another name, in both of its tags."""
        start = element.start + 1
        edits = [Edit(Span(start, start + len(element.name)), name)]
        if element.close_end > element.end:
            start = element.close_start + 2
            edits.append(Edit(Span(start, start + len(element.name)), name))
        return edits

    def _edit(self, span: Span, text: str, *, is_last: bool = False) -> Edit:
        """An edit of the text; `is_last` puts it behind others at its place."""
        encoding = self.document.repaired.encoding
        if self.writes_references and not (text.isascii() or encoding.startswith("utf")):
            text = text.encode(encoding, "xmlcharrefreplace").decode(encoding)
        return Edit(span, text, int(is_last))


def tag_of(name: str, attributes: Iterable[tuple[str, str]]) -> str:
    """An element without children as it is written."""
    inside = "".join(f' {key}="{grammar.escaped(value)}"' for key, value in attributes)
    return f"<{name}{inside}/>"
