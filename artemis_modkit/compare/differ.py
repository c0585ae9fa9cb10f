"""Differences of two elements of one kind, field by field, from their declaration.

One decision: values are compared as what they are. `1` is `1.0`, the order of words does
not count, nor do blanks at the end of a text; a value that cannot be read counts as its text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from artemis_modkit.model.declarations import (
    Attribute,
    Child,
    Item,
    Kind,
    Type,
    attributes_of,
    children_of,
)
from artemis_modkit.model.vessel_parts import TorpedoStorage


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: `path` is e.g. `beam_port[2].damage`, counted from 1.

    `a` and `b` are the texts as written, `None` where the attribute or element is absent; an
    element that only one side has is shown by its attributes.
    """

    path: str
    a: str | None
    b: str | None
    kind: Kind


def changes_between(a: Item, b: Item, prefix: str = "") -> Iterator[Change]:
    """Every difference of two elements of one class, and of the elements inside them."""
    for known in attributes_of(type(a)):
        if _is_one_munition(a, b) and known.field == "type":
            continue
        texts = (_text(a, known), _text(b, known))
        if not _same(known, *texts):
            yield Change(f"{prefix}{known.name}", *texts, known.kind)
    for one in children_of(type(a)):
        yield from _child_changes(one, _inner(a, one), _inner(b, one), prefix)


def _is_one_munition(a: Item, b: Item) -> bool:
    """Whether two stores hold the same kind of torpedo, by its old or its new code."""
    if not (isinstance(a, TorpedoStorage) and isinstance(b, TorpedoStorage)):
        return False
    return a.munition is not None and a.munition is b.munition


def _text(item: Item, known: Attribute) -> str | None:
    return item.element.attributes.get(known.name)


def _same(known: Attribute, a: str | None, b: str | None) -> bool:
    if a is None or b is None or a == b:
        return a == b
    match known.type:
        case Type.WORDS:
            return sorted(a.lower().split()) == sorted(b.lower().split())
        case Type.TEXT | Type.PATH:
            return a.strip() == b.strip()
        case _:
            number = known.read(a)
            return number is not None and number == known.read(b)


def _inner(item: Item, one: Child) -> Sequence[Item]:
    inner = getattr(item, one.field)
    if one.is_many:
        return tuple(inner)
    return () if inner is None else (inner,)


def _child_changes(
    one: Child, a: Sequence[Item], b: Sequence[Item], prefix: str
) -> Iterator[Change]:
    for name, left, right in _pairs(one, a, b):
        path = f"{prefix}{name}"
        if left is not None and right is not None:
            yield from changes_between(left, right, f"{path}.")
        else:
            yield Change(path, _summary(left), _summary(right), one.item.KIND)


def _pairs(
    one: Child, a: Sequence[Item], b: Sequence[Item]
) -> Iterator[tuple[str, Item | None, Item | None]]:
    """Children that belong together: torpedo stores by kind of torpedo, others by position."""
    if one.item is TorpedoStorage:
        by_kind = _by_kind(a), _by_kind(b)
        for key in dict.fromkeys((*by_kind[0], *by_kind[1])):
            yield f"{one.item.NAME}[{key}]", by_kind[0].get(key), by_kind[1].get(key)
        return
    for number, (left, right) in enumerate(zip_longest(a, b), 1):
        name = f"{one.item.NAME}[{number}]" if one.is_many else one.item.NAME
        yield name, left, right


def _by_kind(stores: Sequence[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    counts: Counter[str] = Counter()
    for store in stores:
        assert isinstance(store, TorpedoStorage)
        munition = store.munition
        key = munition.code if munition else (store.type or "").strip()
        counts[key] += 1
        found[key if counts[key] == 1 else f"{key} again {counts[key]}"] = store
    return found


def _summary(item: Item | None) -> str | None:
    if item is None:
        return None
    return " ".join(f"{name}={value.strip()}" for name, value in item.element.attributes.items())
