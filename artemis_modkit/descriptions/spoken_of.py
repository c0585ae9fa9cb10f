"""What of a vessel a description may count, to tell quickly which texts a change may make false.

What no text counts (damage, speed, art) is left out, so that most changes never need the reader of
sentences.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping

from artemis_modkit.model.vessels import Vessel, VesselData

_COUNTED = frozenset({"torpedo_storage", "carrierload", "carrier"})
"""Elements that hold numbers of things; of others a text counts the elements themselves."""

_IN_WORDS = {"shields": "shield"}
"""Elements whose values a text may name, and the word without which it does not."""


def may_speak_of(data: VesselData, changes: Iterable[tuple[str, str | None]]) -> bool:
    """Whether descriptions of a file may count what changed: elements, each with its attribute.

    The attribute is `None` where an element came or went as a whole.
    """
    texts = [vessel.description.lower() for vessel in data.vessels]
    named = {name for name, word in _IN_WORDS.items() if any(word in text for text in texts)}
    return any(attribute is None or element in _COUNTED | named for element, attribute in changes)


def texts_at_risk(
    pairs: Iterable[tuple[Vessel | None, Vessel | None]],
) -> Iterator[tuple[Vessel, Vessel]]:
    """The pairs of a vessel after and before a change that its description may speak of."""
    for new, old in pairs:
        if old is None or new is None or not new.description:
            continue
        if _inner(old) == _inner(new):
            continue
        if _spoken_of(old, new.description) != _spoken_of(new, new.description):
            yield new, old


def _inner(vessel: Vessel) -> list[tuple[str, Mapping[str, str]]]:
    return [(child.name, child.attributes) for child in vessel.element.children]


def _spoken_of(vessel: Vessel, text: str) -> Hashable:
    children = vessel.element.children
    words = text.lower()
    values = [
        (child.name, frozenset(child.attributes.items()))
        for child in children
        if child.name in _COUNTED or _IN_WORDS.get(child.name, "\0") in words
    ]
    counts = Counter(child.name for child in children)
    return frozenset(counts.items()), frozenset(Counter(values).items())
