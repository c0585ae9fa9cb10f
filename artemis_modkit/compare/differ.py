"""Differences of two elements, attribute by attribute, beside what their base has.

One decision: values are compared as what they are. `1` is `1.0`, the order of words does not
count, nor do blanks at the end of a text; what nobody declared is compared as its text.
"""

import operator
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from artemis_modkit.model.declarations import Kind, children_of
from artemis_modkit.model.matching import (
    content_of,
    is_written_alike,
    key_of,
    matched_children,
    value_of,
)
from artemis_modkit.model.vessel_data import ATTRIBUTES, KNOWN_ELEMENTS
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.xml import Element

UNITS = (HullRace.NAME, Vessel.NAME)
"""Elements that are compared on their own, wherever they stand."""

_T = TypeVar("_T")


class _Ask(Enum):
    """What is asked of two elements: what differs, every value, or every value with its mark."""

    DIFFERING = "differing"
    ALL = "all"
    BASED = "based"


class Mark(Enum):
    """Who of two changed what their base has."""

    SAME = "same"
    A_ONLY = "A only"
    B_ONLY = "B only"
    BOTH = "both alike"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Change:
    """A value of two sides and their base. `path` is e.g. `beam_port[2].damage`, counted from 1.

    Counted in A, but for what only B has, in B. `a` and `b` are the texts as written, `None` where
    the attribute or element is absent; an element that not both have is shown by its attributes,
    which stand in `attributes` then. `mark` is `None`, and `base` means nothing, without a base.
    """

    path: str
    a: str | None
    b: str | None
    kind: Kind
    base: str | None = None
    mark: Mark | None = None
    attributes: tuple[tuple[str, str], ...] | None = field(default=None, compare=False)

    @property
    def differs(self) -> bool:
        """Whether A and B differ; without a base every change does."""
        return self.mark not in (Mark.SAME, Mark.BOTH)


def marked(
    base: str | None, a: str | None, b: str | None, same: Callable[[str, str], bool]
) -> Mark:
    """Who changed a text, by a function that tells whether two texts mean the same."""

    def equal(one: str | None, other: str | None) -> bool:
        return one == other or (one is not None and other is not None and same(one, other))

    return _mark(base, a, b, equal)


def _mark(base: _T, a: _T, b: _T, equal: Callable[[_T, _T], bool]) -> Mark:
    if equal(a, b):
        return Mark.SAME if equal(a, base) else Mark.BOTH
    if equal(a, base):
        return Mark.B_ONLY
    return Mark.A_ONLY if equal(b, base) else Mark.CONFLICT


def changes_between(a: Element, b: Element) -> Iterator[Change]:
    """Every difference of two elements of one name, and of the elements inside them."""
    for one in _rows("", None, a, b, _Ask.DIFFERING):
        if one.differs:
            yield one


def rows_of(base: Element, a: Element | None, b: Element | None) -> Iterator[Change]:
    """Every value of two elements and of their base, with its mark; also those that are the same.

    An element is `None` where one side has lost it.
    """
    yield from _rows("", base, a, b, _Ask.BASED)


def values_of(a: Element | None, b: Element | None) -> Iterator[Change]:
    """Every value of two elements that have no base; `None` for a side that has none."""
    yield from _rows("", None, a, b, _Ask.ALL)


# Attributes ----------------------------------------------------------------------------------


def _rows(
    prefix: str, base: Element | None, a: Element | None, b: Element | None, ask: _Ask
) -> Iterator[Change]:
    sides = [one for one in (a, b, base) if one is not None]
    name = sides[0].name
    texts = [{} if one is None else one.attributes for one in (base, a, b)]
    if ask is not _Ask.DIFFERING or texts[1] != texts[2]:
        is_store = len({key_of(one) for one in sides}) == 1 and name == TorpedoStorage.NAME
        for attribute in _attributes(name, texts):
            if not (is_store and attribute == "type"):
                yield _value(prefix, name, attribute, texts, ask)
    inner = [[] if one is None else _inner(one) for one in (base, a, b)]
    if any(inner):
        yield from _inner_rows(prefix, inner[0], inner[1], inner[2], ask)


def _attributes(name: str, texts: Sequence[dict[str, str]]) -> list[str]:
    """The attributes that any side has, in the order of their declaration, unknown ones last."""
    given = dict.fromkeys(one for side in texts for one in side)
    known = [one for one in ATTRIBUTES.get(name, ()) if one in given]
    return known + [one for one in given if one not in ATTRIBUTES.get(name, ())]


def _value(
    prefix: str, name: str, attribute: str, texts: Sequence[dict[str, str]], ask: _Ask
) -> Change:
    base, a, b = (one.get(attribute) for one in texts)
    known = ATTRIBUTES.get(name, {}).get(attribute)
    kind = known.kind if known is not None else _kind(name)

    def same(one: str, other: str) -> bool:
        return value_of(name, attribute, one) == value_of(name, attribute, other)

    path = f"{prefix}{attribute}"
    if ask is _Ask.BASED:
        return Change(path, a, b, kind, base, marked(base, a, b, same))
    mark = marked(a, a, b, same)
    return Change(path, a, b, kind, None, Mark.SAME if mark is Mark.SAME else None)


def _kind(name: str) -> Kind:
    known = KNOWN_ELEMENTS.get(name)
    return Kind.BALANCE if known is None else known.KIND


# Elements inside -----------------------------------------------------------------------------


def _inner(element: Element) -> list[Element]:
    return [one for one in element.children if one.name not in UNITS]


def _inner_rows(
    prefix: str, base: Sequence[Element], a: Sequence[Element], b: Sequence[Element],
    ask: _Ask,
) -> Iterator[Change]:  # fmt: skip
    names = _names(base) | _names(b) | _names(a)
    for trio in _ordered(_trios(base, a, b) if ask is _Ask.BASED else _pairs(a, b)):
        ours, left, right = trio
        first = left or right or ours
        assert first is not None
        path = f"{prefix}{names[id(first)]}"
        if left is not None and right is not None:
            if ask is _Ask.DIFFERING and is_written_alike(left, right):
                continue
            yield from _rows(f"{path}.", ours, left, right, ask)
        else:
            yield _whole(path, ours, left, right, ask)


_Trio = tuple[Element | None, Element | None, Element | None]


def _pairs(a: Sequence[Element], b: Sequence[Element]) -> list[_Trio]:
    return [(None, one, other) for one, other in matched_children(a, b)]


def _trios(base: Sequence[Element], a: Sequence[Element], b: Sequence[Element]) -> list[_Trio]:
    """Children of A and B that belong together, with their base; then what both have lost."""
    origin: dict[int, Element] = {}
    kept: set[int] = set()
    for side in (b, a):
        for one, other in matched_children(base, side):
            if one is not None and other is not None:
                origin[id(other)] = one
                kept.add(id(one))
    found: list[_Trio] = []
    used: set[int] = set()
    for left, right in matched_children(a, b):
        ours = origin.get(id(left)) or origin.get(id(right))
        if ours is not None and id(ours) in used:
            ours = None
        if ours is not None:
            used.add(id(ours))
        found.append((ours, left, right))
    return found + [(one, None, None) for one in base if id(one) not in kept]


def _ordered(trios: list[_Trio]) -> list[_Trio]:
    """In the order in which a vessel's elements are declared; of one name as they stand."""

    def place(trio: _Trio) -> int:
        first = trio[1] or trio[2] or trio[0]
        assert first is not None
        return _PLACES.get(first.name, len(_PLACES))

    return sorted(trios, key=place)


_PLACES = {
    one.item.NAME: at
    for at, one in enumerate((*children_of(HullRace), *children_of(Vessel)))
}  # fmt: skip


def _names(elements: Sequence[Element]) -> dict[int, str]:
    """How paths name each element, by `id`: `shields`, `beam_port[2]`, `torpedo_storage[trp]`."""
    found: dict[int, str] = {}
    counts: Counter[object] = Counter()
    for one in elements:
        key = key_of(one)
        counts[one.name, key] += 1
        number = counts[one.name, key]
        if key is None:
            found[id(one)] = f"{one.name}[{number}]"
        elif key == one.name:
            found[id(one)] = one.name if number == 1 else f"{one.name}[{number}]"
        else:
            found[id(one)] = f"{one.name}[{key}{'' if number == 1 else f' again {number}'}]"
    return found


def _whole(
    path: str, base: Element | None, a: Element | None, b: Element | None, ask: _Ask
) -> Change:
    sides = [one for one in (a, b, base) if one is not None]
    mark = None
    if ask is _Ask.BASED:
        codes = [None if one is None else content_of(one) for one in (base, a, b)]
        mark = _mark(codes[0], codes[1], codes[2], operator.eq)
    return Change(
        path,
        _summary(a),
        _summary(b),
        _kind(sides[0].name),
        _summary(base),
        mark,
        tuple(sides[0].attributes.items()),
    )


def _summary(element: Element | None) -> str | None:
    if element is None:
        return None
    return " ".join(f"{name}={value.strip()}" for name, value in element.attributes.items())
