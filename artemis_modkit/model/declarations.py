"""How an element of vesselData.xml is declared: once, for reader, writer, differ and docs.

A class is an element, a field is an attribute or a child, and everything that
is known of it (name in the file, type, unit, kind, meaning) stands in the field.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.model.numbers import read_decimal, read_integer
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit, Location
from artemis_modkit.parsers.xml import Element, XmlDocument


class Area(Enum):
    """What a value is about; comparisons sort changes by it."""

    BALANCE = "balance"
    ART = "art"
    TEXT = "text"
    IDENTITY = "identity"


class Type(Enum):
    """How a value is written."""

    TEXT = "text"
    WORDS = "words"
    PATH = "path"
    INTEGER = "whole number"
    DECIMAL = "number"


_READERS: dict[Type, Callable[[str], Any]] = {
    Type.TEXT: str,
    Type.WORDS: str,
    Type.PATH: str,
    Type.INTEGER: read_integer,
    Type.DECIMAL: read_decimal,
}


class Attribute(Struct, frozen=True):
    """What is known of an attribute; `field` is its name in the model, `name` in the file."""

    field: str
    name: str
    type: Type
    kind: Area
    unit: str
    meaning: str

    def read(self, text: str) -> Any:
        """The value of a text; `None` where it cannot be read as what the attribute is."""
        return _READERS[self.type](text)


class Child(Struct, frozen=True):
    """A child element: its class, and whether it may stand more than once."""

    field: str
    item: "type[Item]"
    is_many: bool


class Problem(Struct, frozen=True):
    """A value that cannot be read as what it should be; its field is `None` in the model."""

    element: Element
    attribute: Attribute
    text: str


def attribute(name: str, type: Type, kind: Area, meaning: str, *, unit: str = "") -> Any:
    """Declare a field that is an attribute. `unit` is empty where the value has none."""
    return Attribute("", name, type, kind, unit, meaning)


def figure(name: str, meaning: str, unit: str = "") -> Any:
    """Declare a field that is a number by which ships are balanced."""
    return attribute(name, Type.DECIMAL, Area.BALANCE, meaning, unit=unit)


def count(name: str, meaning: str, unit: str = "") -> Any:
    """Declare a field that is a whole number by which ships are balanced."""
    return attribute(name, Type.INTEGER, Area.BALANCE, meaning, unit=unit)


def children(item: "type[Item]") -> Any:
    """Declare a field that holds all children of an element, in the order of the file."""
    return Child("", item, True)


def child(item: "type[Item]") -> Any:
    """Declare a field that holds the first child of an element, `None` without one."""
    return Child("", item, False)


class Item(Struct, frozen=True, eq=False):
    """An element with its typed values. Two are equal when their values are, wherever they stand.

    A value is `None` where the attribute is absent or cannot be read. `NAME` is the element's
    name in the file, `KIND` what it is about that such an element is there at all. The default
    of a field is its declaration, as `bind` gives every field a value.
    """

    NAME: ClassVar[str] = ""
    KIND: ClassVar[Area] = Area.BALANCE
    document: XmlDocument
    element: Element

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name, _ in _declared(type(self)))

    @property
    def location(self) -> Location:
        """Line and column of the element, in the file as it is on disk."""
        return self.document.location(self.element.start)

    def at(self, field_name: str) -> Location:
        """Line and column of an attribute; of the element where the attribute is absent.

        Raises `AttributeError` for a field that the element does not have.
        """
        holder, known = self.holder_of(field_name)
        place = holder.document.places(holder.element).get(known.name)
        return holder.document.location(place.name.start if place else holder.element.start)

    def edit(self, **texts: str) -> list[Edit]:
        """Edits of `document.text` that write attributes, by field name, as the given texts.

        An attribute that is absent is added behind the last one. Raises `AttributeError` for
        a field that the element does not have.
        """
        return [
            Layout(holder.document).with_value(holder.element, known.name, text)
            for field_name, text in texts.items()
            for holder, known in [self.holder_of(field_name)]
        ]

    def holder_of(self, field_name: str) -> "tuple[Item, Attribute]":
        """The element that has a field (itself or a single child) and the declaration."""
        for known in attributes_of(type(self)):
            if known.field == field_name:
                return self, known
        for one in children_of(type(self)):
            inner = getattr(self, one.field)
            if not one.is_many and inner is not None:
                for known in attributes_of(one.item):
                    if known.field == field_name:
                        return inner, known
        raise AttributeError(f"'{self.NAME}' has no field '{field_name}'")


AnyItem = TypeVar("AnyItem", bound=Item)
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _cached(function: _Function) -> _Function:
    """`functools.cache`, for functions of classes, which mypy does not take for hashable."""
    return cast(_Function, cache(function))


@_cached
def _declared(item: type[Item]) -> tuple[tuple[str, Attribute | Child], ...]:
    """The fields of a class of elements that are declared, each with its declaration."""
    defaults = item.__struct_defaults__
    names = item.__struct_fields__
    return tuple(zip(names[len(names) - len(defaults) :], defaults, strict=True))


@_cached
def attributes_of(item: type[Item]) -> tuple[Attribute, ...]:
    """The declared attributes of a class of elements."""
    found = _declared(item)
    return tuple(replace(one, field=name) for name, one in found if isinstance(one, Attribute))


@_cached
def children_of(item: type[Item]) -> tuple[Child, ...]:
    """The declared children of a class of elements."""
    found = _declared(item)
    return tuple(replace(one, field=name) for name, one in found if isinstance(one, Child))


@_cached
def _plan(item: type[Item]) -> tuple[tuple[str, Callable[[str], Any], Attribute], ...]:
    return tuple((one.name, _READERS[one.type], one) for one in attributes_of(item))


@_cached
def _child_plan(item: type[Item]) -> dict[str, tuple[int, Child]]:
    return {one.item.NAME: (at, one) for at, one in enumerate(children_of(item))}


def bind(
    item: type[AnyItem], document: XmlDocument, element: Element, problems: list[Problem]
) -> AnyItem:
    """Read an element and its declared children; values that cannot be read go to `problems`."""
    given = element.attributes
    values: list[Any] = []
    for name, read, known in _plan(item):
        text = given.get(name)
        value = None if text is None else read(text)
        if value is None and text is not None:
            problems.append(Problem(element, known, text))
        values.append(value)
    plan = _child_plan(item)
    if plan:
        values += _bound_children(plan, document, element, problems)
    return item(document, element, *values)


def _bound_children(
    plan: dict[str, tuple[int, Child]],
    document: XmlDocument,
    element: Element,
    problems: list[Problem],
) -> list[Any]:
    found: list[list[Item]] = [[] for _ in plan]
    for inner in element.children:
        known = plan.get(inner.name)
        if known is not None:
            at, one = known
            found[at].append(bind(one.item, document, inner, problems))
    return [
        tuple(items) if one.is_many else (items[0] if items else None)
        for items, (_, one) in zip(found, plan.values(), strict=True)
    ]


def descendants(item: Item) -> Iterator[Item]:
    """An element and all declared elements inside it."""
    yield item
    for one in children_of(type(item)):
        inner = getattr(item, one.field)
        for each in inner if one.is_many else ([inner] if inner is not None else []):
            yield from descendants(each)
