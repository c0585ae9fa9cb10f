"""What of two files belongs together: vessels, races, and the elements inside them.

One decision: an identity that the file has (an ID, the kind of a torpedo) goes first, equal
content next, likeness last. Likeness is weighed only among few, so that the cost stays linear.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from artemis_modkit.model.declarations import Type, children_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessel_data import ATTRIBUTES, KNOWN_ELEMENTS
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.xml import Element

_MOST_LIKENESSES = 4096
"""Pairs of elements that are weighed by likeness at once; of more, places in the file decide."""

_Thing = TypeVar("_Thing")
Pairs = list[tuple[_Thing | None, _Thing | None]]


def matched_vessels(a: Sequence[Vessel], b: Sequence[Vessel]) -> Pairs[Vessel]:
    """Vessels by uniqueID, then those left by mesh, class and side; the rest with `None`.

    In the order of `a`, then what only `b` has. Of several with one ID the first belongs to
    the first, the second to the second.
    """
    return _matched(a, b, lambda vessel: vessel.id, _looks)


def matched_races(a: Sequence[HullRace], b: Sequence[HullRace]) -> Pairs[HullRace]:
    """Races by ID, then those left by name; the rest with `None`. Order as of vessels."""
    return _matched(a, b, lambda race: race.id, lambda race: race.name)


def _looks(vessel: Vessel) -> Hashable | None:
    mesh = vessel.art[0].mesh_file if vessel.art else None
    if mesh is None or vessel.class_name is None:
        return None
    return mesh.lower(), vessel.class_name, vessel.side


def _matched(
    a: Sequence[_Thing], b: Sequence[_Thing], *keys: Callable[[_Thing], Hashable | None]
) -> Pairs[_Thing]:
    partner: dict[int, int] = {}
    left_a, left_b = list(range(len(a))), list(range(len(b)))
    for key in keys:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for at in left_b:
            found = key(b[at])
            if found is not None:
                waiting[found].append(at)
        for at in left_a:
            queue = waiting.get(key(a[at]))
            if queue:
                partner[at] = queue.popleft()
        taken = set(partner.values())
        left_a = [at for at in left_a if at not in partner]
        left_b = [at for at in left_b if at not in taken]
    pairs: Pairs[_Thing] = [
        (one, b[partner[at]] if at in partner else None) for at, one in enumerate(a)
    ]
    pairs += [(None, b[at]) for at in left_b]
    return pairs


# Elements inside them ------------------------------------------------------------------------


def matched_children(a: Sequence[Element], b: Sequence[Element]) -> Pairs[Element]:
    """Children that belong together; the rest with `None`.

    Those that a vessel has once go by name, torpedo stores by their kind; others by content,
    then by likeness and place. In the order of `a`, then what only `b` has.
    """
    partner: dict[int, Element] = {}
    only_b: set[int] = set()
    by_name = _by_name(a), _by_name(b)
    for name in dict.fromkeys((*by_name[0], *by_name[1])):
        pairs = _of_one_name(by_name[0].get(name, []), by_name[1].get(name, []))
        for left, right in pairs:
            if left is None:
                only_b.add(id(right))
            elif right is not None:
                partner[id(left)] = right
    found: Pairs[Element] = [(one, partner.get(id(one))) for one in a]
    found += [(None, one) for one in b if id(one) in only_b]
    return found


def _by_name(elements: Sequence[Element]) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for one in elements:
        found.setdefault(one.name, []).append(one)
    return found


def _of_one_name(a: list[Element], b: list[Element]) -> Pairs[Element]:
    if not a or not b:
        return [(one, None) for one in a] + [(None, one) for one in b]
    if key_of(a[0]) is not None:
        return _matched(a, b, key_of)
    if len(a) == len(b) and all(map(is_written_alike, a, b)):
        return list(zip(a, b, strict=True))
    pairs = _matched(a, b, content_of)
    left = [one for one, other in pairs if other is None and one is not None]
    right = [other for one, other in pairs if one is None and other is not None]
    alike = _by_likeness(left, right)
    taken = {id(one) for pair in alike for one in pair}
    whole = [pair for pair in pairs if not any(id(one) in taken for one in pair if one)]
    return [*whole, *alike]


def is_written_alike(a: Element, b: Element) -> bool:
    """Whether two elements without children have the same attributes, letter for letter."""
    return not a.children and not b.children and a.attributes == b.attributes


def _by_likeness(a: list[Element], b: list[Element]) -> Pairs[Element]:
    if len(a) * len(b) > _MOST_LIKENESSES:
        return list(zip(a, b, strict=False))
    weighed = sorted(
        (-_likeness(one, other), abs(at - other_at), at, other_at)
        for at, one in enumerate(a)
        for other_at, other in enumerate(b)
    )
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    pairs: Pairs[Element] = []
    for _, _, at, other_at in weighed:
        if at in free_a and other_at in free_b:
            free_a.remove(at)
            free_b.remove(other_at)
            pairs.append((a[at], b[other_at]))
    return pairs


def _likeness(a: Element, b: Element) -> int:
    return sum(
        name in b.attributes
        and value_of(a.name, name, text) == value_of(a.name, name, b.attributes[name])
        for name, text in a.attributes.items()
    )


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
        one.item.NAME for one in children_of(KNOWN_ELEMENTS[Vessel.NAME]) if not one.is_many
    )


def content_of(element: Element) -> Hashable:
    """All that an element says, its values as what they are: equal for equal content."""
    return (
        element.name,
        frozenset(
            (name, value_of(element.name, name, text)) for name, text in element.attributes.items()
        ),
        tuple(content_of(one) for one in element.children),
    )


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
