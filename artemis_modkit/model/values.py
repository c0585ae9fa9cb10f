"""What elements and attributes say, however they are written."""

from collections.abc import Hashable
from functools import cache, lru_cache

from artemis_modkit.model.declarations import Area, Type, children_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_data import ATTRIBUTES, KNOWN_ELEMENTS
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element


def key_of(element: Element) -> Hashable | None:
    """What tells an element from its siblings of one name; `None` where nothing does."""
    if element.name == TorpedoStorage.NAME:
        code = element.attributes.get("type", "").strip()
        munition = Munition.of(code)
        return munition.code if munition else code
    return element.name if element.name in _single_elements() else None


@cache
def _single_elements() -> frozenset[str]:
    return frozenset(
        child.item.NAME for child in children_of(KNOWN_ELEMENTS[Vessel.NAME]) if not child.is_many
    )


def content_of(element: Element) -> Hashable:
    """All that an element says, its values as what they are: equal for equal content."""
    return (
        element.name,
        _own_content(element.name, tuple(element.attributes.items())),
        tuple(map(content_of, element.children)),
    )


@lru_cache(maxsize=1 << 14)
def _own_content(name: str, attributes: tuple[tuple[str, str], ...]) -> Hashable:
    """The attributes of an element as values; many parts of ships say the same."""
    return frozenset((one, value_of(name, one, text)) for one, text in attributes)


def is_written_alike(a: Element, b: Element) -> bool:
    """Whether two elements without children have the same attributes, letter for letter."""
    return not a.children and not b.children and a.attributes == b.attributes


@lru_cache(maxsize=1 << 14)
def value_of(element: str, attribute: str, text: str) -> Hashable:
    """A value as what it is: `1` is `1.0`, the order of words does not count, nor outer blanks.

    What cannot be read as what it should be, and what nobody declared, is its text.
    """
    known = ATTRIBUTES.get(element, {}).get(attribute)
    if known is None or known.type in (Type.TEXT, Type.PATH):
        return text.strip()
    if known.type is Type.WORDS:
        return tuple(sorted(text.lower().split()))
    number: Hashable = known.read(text)
    return text.strip() if number is None else number


def kind_of(element: str, attribute: str | None = None) -> Area:
    """What an attribute, or an element as a whole, is about; balance where nobody declared it."""
    known = ATTRIBUTES.get(element, {}).get(attribute or "")
    if known is not None:
        return known.kind
    item = KNOWN_ELEMENTS.get(element)
    return Area.BALANCE if item is None else item.KIND
