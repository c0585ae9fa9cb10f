"""What of a vessel a description may count, to tell quickly which texts a patch may make false.

One decision: what no text counts (damage, speed, art) is left out, so that most patches never need
the reader of sentences.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from artemis_modkit.changes.align import aligned_vessels
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.patcher.log import Change

_COUNTED = frozenset({"torpedo_storage", "carrierload", "carrier"})
"""Elements that hold numbers of things; of others a text counts the elements themselves."""

_IN_WORDS = {"shields": "shield"}
"""Elements whose values a text may name, and the word without which it does not."""


def may_break_texts(data: VesselData, changes: Iterable[Change]) -> bool:
    """Whether any of these changes of a file is one that its descriptions may speak of."""
    words = dict.fromkeys(_IN_WORDS.values(), False)
    for vessel in data.vessels:
        text = vessel.long_description and vessel.long_description.text
        if text:
            lowered = text.lower()
            words = {word: found or word in lowered for word, found in words.items()}
    return any(
        change.element is not None
        and (
            change.attribute is None
            or change.element in _COUNTED
            or words.get(_IN_WORDS.get(change.element, ""), False)
        )
        for change in changes
    )


def texts_at_risk(before: VesselData, after: VesselData) -> Iterator[tuple[Vessel, Vessel]]:
    """Vessels with a description before and after a change that it may speak of."""
    for new, old in aligned_vessels(after.vessels, before.vessels):
        text = new and new.long_description and new.long_description.text
        if old is None or new is None or not text:
            continue
        if _spoken_of(old, text) != _spoken_of(new, text):
            yield old, new


def _spoken_of(vessel: Vessel, text: str) -> Hashable:
    children = vessel.element.children
    words = text.lower()
    values = [
        (one.name, frozenset(one.attributes.items()))
        for one in children
        if one.name in _COUNTED or _IN_WORDS.get(one.name, "\0") in words
    ]
    counts = Counter(one.name for one in children)
    return frozenset(counts.items()), frozenset(Counter(values).items())
