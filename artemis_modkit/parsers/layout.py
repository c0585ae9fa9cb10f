"""How a file is laid out, and edits of whole elements and attributes that keep to it.

One decision: an element goes with its line where nothing else stands there, and a new one comes
as a line like its neighbours', so that no blank line and no odd indentation is left behind.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

REST_OF_LINE = re.compile(
    r"[ \t]*+(?>(?:<!--[^-\r\n]*+(?>(?:-[^-\r\n]++)*)-->[ \t]*+)*)(?P<end>\r\n?|\n|\Z)"
)
"""Blanks and comments up to the end of a line, with the line end."""

_LINE_END = re.compile(r"\r\n?|\n")
_BLANKS = " \t"
_LINE_ENDS = "\r\n"


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: what its lines begin with, by depth, and how they end."""

    document: XmlDocument

    @property
    def text(self) -> str:
        """The text that elements point into."""
        return self.document.text

    @cached_property
    def line_end(self) -> str:
        """The line end that the file begins with; `\\n` for a file of one line."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    def indent(self, offset: int) -> str | None:
        """The blanks before an offset, if nothing else stands before it in its line."""
        start = offset
        while start > 0 and self.text[start - 1] in _BLANKS:
            start -= 1
        if start == 0 or self.text[start - 1] in _LINE_ENDS or self.text[start - 1] == "\ufeff":
            return self.text[start:offset]
        return None

    @cached_property
    def depths(self) -> dict[int, int]:
        """How deep each element (by `id`) stands; 0 the root."""
        found: dict[int, int] = {}
        for one in self.document.elements:
            found[id(one)] = 0 if one.parent is None else found[id(one.parent)] + 1
        return found

    @cached_property
    def before(self) -> dict[int, Element]:
        """The element before each other one (by `id`) in the same parent."""
        return {
            id(two): one
            for outer in self.document.elements
            for one, two in pairwise(outer.children)
        }

    @cached_property
    def _usual(self) -> dict[int, str]:
        counts: dict[int, Counter[str]] = {}
        for one in self.document.elements:
            indent = self.indent(one.start)
            if indent is not None:
                counts.setdefault(self.depths[id(one)], Counter())[indent] += 1
        return {depth: count.most_common(1)[0][0] for depth, count in counts.items()}

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

    def with_attribute(self, element: Element, name: str, value: str) -> Edit:
        """The edit that adds an attribute behind the last one."""
        end = self.end_of_attributes(element)
        return Edit(Span(end, end), f' {name}="{grammar.escaped(value)}"')

    def without_attribute(self, element: Element, name: str) -> Edit:
        """The edit that takes out an attribute, with the blanks before it."""
        place = self.document.places(element)[name]
        start = place.name.start
        while self.text[start - 1] in " \t\r\n":
            start -= 1
        return Edit(Span(start, place.value.end + 1), "")

    def without_element(self, element: Element) -> Edit:
        """The edit that takes out an element, with its line where it stands alone in it."""
        return Edit(self.line_of(element) or element.span, "")

    def with_children(
        self, home: Element, written: Iterable[tuple[str, str]], home_name: str
    ) -> list[Edit]:
        """Edits that add children to an element, each given by its name and as it is written.

        Each stands behind the last child of its name, else behind the last child, and is
        indented like that one. `home_name` is the name that the element has in the end.
        """
        if not home.children and not self.text[home.end : home.close_start].strip():
            return self._with_first_children(home, [text for _, text in written], home_name)
        edits = []
        for name, text in written:
            same = [one for one in home.children if one.name == name]
            anchor = next(reversed(same or home.children), None)
            end = home.end if anchor is None else anchor.close_end
            indent = None if anchor is None else self.indent(anchor.start)
            if indent is None:
                indent = self.usual_indent(self.depths[id(home)] + 1)
            rest = REST_OF_LINE.match(self.text, end)
            if rest and rest["end"]:
                edits.append(Edit(Span(rest.end(), rest.end()), f"{indent}{text}{self.line_end}"))
            else:
                edits.append(Edit(Span(end, end), f"{self.line_end}{indent}{text}"))
        return edits

    def _with_first_children(self, home: Element, texts: list[str], name: str) -> list[Edit]:
        indent = self.usual_indent(self.depths[id(home)] + 1)
        lines = "".join(f"{self.line_end}{indent}{text}" for text in texts)
        closing = f"{self.line_end}{self.indent(home.start) or ''}"
        if home.close_end > home.end:
            return [Edit(Span(home.end, home.close_start), f"{lines}{closing}")]
        closing += f"</{name}>"
        end = self.end_of_attributes(home)
        return [Edit(Span(end, home.end), f">{lines}{closing}", rank=1)]

    def renamed(self, element: Element, name: str) -> list[Edit]:
        """Edits that give an element another name, in both of its tags."""
        start = element.start + 1
        edits = [Edit(Span(start, start + len(element.name)), name)]
        if element.close_end > element.end:
            start = element.close_start + 2
            edits.append(Edit(Span(start, start + len(element.name)), name))
        return edits


def tag_of(name: str, attributes: Iterable[tuple[str, str]]) -> str:
    """An element without children as it is written."""
    inside = "".join(f' {key}="{grammar.escaped(value)}"' for key, value in attributes)
    return f"<{name}{inside}/>"
