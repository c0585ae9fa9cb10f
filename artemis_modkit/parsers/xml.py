"""XML files: read whole whatever is wrong with them, never written anew.

A tree is always built from well-formed text by a strict reader. A file that
is not well-formed is repaired first, by the smallest edits (`xml_repair`), so what the tree
holds and what the repairs would write can never disagree. Places are led back to the file
as it is on disk. lxml gives the second opinion (`verdict`).

Mods are untrusted: no entity is ever expanded, no DTD read, no other file opened.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.blocking import blocking_faults, legible_text
from artemis_modkit.parsers.characters import is_dirty
from artemis_modkit.parsers.faults import Fault, readable, repaired
from artemis_modkit.parsers.source import Edit, Location, OffsetMap, Source, Span

if TYPE_CHECKING:
    import re

    from lxml.etree import _Element


class Element(Struct, eq=False):
    """An element as it stands in `XmlDocument.text`.

    `attributes` are the values as XML reads them, in the order of the file. `start` and
    `end` bound the start tag; `close_start` and `close_end` the end tag, equal to `end` for
    a self-closed one.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    parent: "Element | None"
    children: list["Element"]
    close_start: int
    close_end: int

    def __repr__(self) -> str:
        """As short as it can be told: parents and children know each other."""
        return f"<{self.name}> at {self.start}"

    @property
    def lineage(self) -> "Iterator[Element]":
        """The element, and those that it stands in, the nearest first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def span(self) -> Span:
        """From the `<` of the start tag to the `>` of the end tag."""
        return Span(self.start, self.close_end)


class AttributePlace(Struct, frozen=True):
    """Where an attribute stands: its name and what is between its quotes, as spans."""

    name: Span
    value: Span


class XmlDocument(Struct, frozen=True, dict=True):
    """A vesselData file: its faults, and the elements that a person can see in it.

    `source` is the file as it is, `text` the same repaired (the very same where nothing is
    wrong). Elements, comments and stray texts point into `text`; `location` and `in_source`
    lead back to the file.
    """

    source: Source
    text: str
    elements: tuple[Element, ...]
    comments: tuple[Span, ...]
    stray_texts: tuple[Span, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "XmlDocument":
        """Read any bytes. Raises `TooBig` above the limits of size and depth."""
        return cls.read(Source.from_bytes(name, data))

    @classmethod
    def read(cls, source: Source) -> "XmlDocument":
        """Read a source. Raises `TooBig` above the limit of depth."""
        if blocking := blocking_faults(source):
            return cls._blocked(source, blocking)
        tree = _Tree(source.name, source.text)
        if tree.is_whole and tree.elements and not is_dirty(source.text) and _is_utf8(source):
            return cls(source, source.text, *tree.parts(), faults=())
        from artemis_modkit.parsers.xml_repair import find_faults

        faults = tuple(find_faults(source))
        if blocking := tuple(fault for fault in faults if fault.blocks):
            return cls(source, source.text, (), (), (), blocking)
        text = readable(source, faults).text
        tree = _Tree(source.name, text)
        if tree.is_too_deep:
            raise grammar.too_deep(source.name)
        if not tree.is_clean:
            faults += (_unknown_fault(source),)
        return cls(source, text, *tree.parts(), faults=faults)

    @classmethod
    def _blocked(cls, source: Source, faults: tuple[Fault, ...]) -> "XmlDocument":
        """What is no text, or half a merge: read as far as it is well-formed, never repaired."""
        text = legible_text(source, faults)
        tree = _Tree(source.name, text)
        parts = tree.parts() if tree.is_clean else ((), (), ())
        return cls(source, text, *parts, faults=faults)

    @property
    def root(self) -> Element | None:
        """The outermost element; `None` where there is none at all."""
        return self.elements[0] if self.elements else None

    @cached_property
    def repaired(self) -> Source:
        """The file with every certain repair applied; the same source where nothing is wrong."""
        return repaired(self.source, self.faults)

    @cached_property
    def readable(self) -> Source:
        """The file as it is read: `repaired`, and guesses at what only its author knows."""
        return readable(self.source, self.faults)

    @cached_property
    def _origin(self) -> OffsetMap:
        edits = [edit for fault in self.faults for edit in fault.reading]
        if self.source.text.startswith("\ufeff") and not self.text.startswith("\ufeff"):
            edits.insert(0, Edit(Span(0, 1), ""))  # a file in another encoding is read without it
        return OffsetMap(tuple(edits))

    def in_source(self, span: Span) -> Span:
        """The place in the file as it is on disk of a place in `text`."""
        if not self.faults:
            return span
        return Span(self._origin.original(span.start), self._origin.original(span.end))

    def location(self, offset: int) -> Location:
        """Line and column, in the file as it is on disk, of an offset in `text`."""
        return self.source.location(self.in_source(Span(offset, offset)).start)

    def places(self, element: Element) -> dict[str, AttributePlace]:
        """Where each attribute of an element stands in `text`."""
        if (known := self._last_places.get(element.start)) is not None:
            return known
        found = grammar.ATTRIBUTE.finditer(self.text, element.start, element.end)
        places = {
            match[1]: AttributePlace(Span(*match.span(1)), Span(*match.span(match.lastindex or 2)))
            for match in found
        }
        self._last_places.clear()
        self._last_places[element.start] = places
        return places

    @cached_property
    def _last_places(self) -> dict[int, dict[str, AttributePlace]]:
        """The places in the element asked about last: rules ask for one attribute after another."""
        return {}

    def value_origin(self, element: Element, name: str) -> OffsetMap | None:
        """Leads from offsets in an attribute's value to those in `text`; `None` where absent."""
        place = self.places(element).get(name)
        if place is None:
            return None
        start, end = place.value.start, place.value.end
        longer = grammar.longer_written(self.text[start:end])
        read = (Edit(Span(start + one, start + other), text) for one, other, text in longer)
        return OffsetMap((Edit(Span(0, start), ""), *read))

    def strict_tree(self) -> "_Element":
        """`readable` read by lxml, element by element in line with `elements`.

        Raises `lxml.etree.XMLSyntaxError` where lxml still refuses it.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
        )
        return etree.fromstring(self.readable.to_bytes(), parser)

    def verdict(self) -> str | None:
        """What lxml's strict parser says against `readable`; `None` if it accepts it."""
        from lxml import etree

        try:
            self.strict_tree()
        except (etree.XMLSyntaxError, ValueError) as refusal:
            return str(refusal)
        return None

    @property
    def uses_namespaces(self) -> bool:
        """Whether names have prefixes, which lxml may refuse in what is well-formed all the same.

        It accepts every other `readable`, which tests hold on any bytes.
        """
        names = (name for element in self.elements for name in (element.name, *element.attributes))
        return any(":" in name or name == "xmlns" for name in names)

    def descendants(self, name: str) -> Iterator[Element]:
        """Every element of a name, wherever it stands, in the order of the file."""
        return (element for element in self.elements if element.name == name)


def _is_utf8(source: Source) -> bool:
    """Whether a file is UTF-8 and says nothing else."""
    begin = 1 if source.text.startswith("\ufeff") else 0
    return source.encoding == "utf-8" and (
        not source.text[begin : begin + 5].lower().startswith("<?xml")
        or grammar.PLAIN_DECLARATION.match(source.text, begin) is not None
    )


def _unknown_fault(source: Source) -> Fault:
    return Fault(
        "not-well-formed",
        Span(0, 0),
        f"{source.name} is not well-formed XML in a way that has no known repair",
    )


class _Tree:
    """One pass over a text: elements, comments and stray texts, and whether all was well."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self.elements: list[Element] = []
        self.comments: list[Span] = []
        self.stray_texts: list[Span] = []
        self.is_clean = True
        self.is_too_deep = False
        self._text = grammar.without_cdata(text)
        self._read()

    @property
    def is_whole(self) -> bool:
        """Whether all was well, and no text is a tag that lost its `<`."""
        names = {element.name for element in self.elements} if self.stray_texts else set()
        return self.is_clean and not any(
            lost["empty"] and lost["name"] in names | {grammar.ROOT, *grammar.UNITS}
            for span in self.stray_texts
            if self._text.find("/>", span.start, span.end) >= 0
            for lost in grammar.tag_without_bracket().finditer(self._text, span.start, span.end)
        )

    def parts(self) -> tuple[tuple[Element, ...], tuple[Span, ...], tuple[Span, ...]]:
        return tuple(self.elements), tuple(self.comments), tuple(self.stray_texts)

    def _read(self) -> None:
        text, elements = self._text, self.elements
        open_elements: list[Element] = []
        inside: Element | None = None
        done = grammar.prologue_end(text)
        for token in grammar.TOKEN.finditer(text, done):
            start, end = token.span()
            if start != done and text[done:start].strip(grammar.BLANKS):
                self._take_text(done, start, inside)
            done = end
            kind = token.lastgroup
            if kind == "empty" or kind == "mixed_empty":
                if inside is None and elements:
                    self.is_clean = False
                element = self._element(token, inside, start, end)
                elements.append(element)
                if len(elements) > grammar.MAX_ELEMENTS:
                    raise grammar.too_many(self._name)
                if inside is not None:
                    inside.children.append(element)
                if not token[kind]:
                    open_elements.append(element)
                    inside = element
                    if len(open_elements) > grammar.MAX_DEPTH:
                        self.is_too_deep, self.is_clean = True, False
                        return
            elif kind == "close":
                if inside is None or inside.name != token["close"]:
                    self.is_clean = False
                    continue
                inside.close_start, inside.close_end = start, end
                open_elements.pop()
                inside = open_elements[-1] if open_elements else None
            elif kind == "comment":
                self.comments.append(Span(start, end))
        if text[done:].strip(grammar.BLANKS):
            self._take_text(done, len(text), inside)
        if inside is not None:
            self.is_clean = False

    def _element(
        self, token: "re.Match[str]", inside: Element | None, start: int, end: int
    ) -> Element:
        name, raw = token["tag"], token["attributes"]
        if name is not None:
            pairs = grammar.ATTRIBUTE_IN_DOUBLE.findall(raw) if raw else []
        else:
            name, raw = token["mixed_tag"], token["mixed_attributes"]
            pairs = [(key, one or other) for key, one, other in grammar.ATTRIBUTE.findall(raw)]
        attributes = dict(pairs)
        if len(attributes) != len(pairs):
            self.is_clean = False
        if not (name.isascii() and raw.isascii()):
            self.is_clean &= all(map(grammar.is_name, (name, *attributes)))
        if "&" in raw or "\n" in raw or "\t" in raw or "\r" in raw:
            if grammar.bare_ampersands(raw, 0, len(raw)):
                self.is_clean = False
            attributes = {key: grammar.plain_value(value) for key, value in attributes.items()}
        return Element(name, attributes, start, end, inside, [], end, end)

    def _take_text(self, start: int, end: int, inside: Element | None) -> None:
        text = self._text[start:end]
        if (
            inside is None
            or "<" in text
            or "]]>" in text
            or grammar.bare_ampersands(text, 0, len(text))
        ):
            self.is_clean = False
        self.stray_texts.append(Span(start, end))
