"""What the rest of a broken file shows of its names and values, so that a repair can be certain.

This is the only grammar that the repairing reader knows; it knows no ships.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.xml_grammar import BLANK, NAME

_ANY_ATTRIBUTE = pattern(f"""{BLANK}({NAME}){BLANK}*+={BLANK}*+["']""")
_PLAIN_ATTRIBUTE = pattern(f"""{BLANK}({NAME})="([^"<>]*+)\"""")
_END_TAG_NAME = pattern(f"</{BLANK}*+({NAME})")
_ANY_TAG_NAME = pattern(f"</?({NAME})")
_START_TAG_NAME = pattern(f"<({NAME})[^<>]*+>(?<!/>)")
_SOUND_TAG = pattern(f"<({NAME})({grammar.IN_EITHER}){BLANK}*+/?>")
_TOO_FEW = 2
"""Tags of a name that show nothing of what such tags have."""
_SHORTEST_TAIL = 2
"""Letters of an attribute that may be the rest of another; `x`, `y` and `z` are whole."""
_NUMERIC = pattern(r"[\s\d.,+-]*")


class Vocabulary:
    """What the rest of a file shows of its names: the only grammar the reader knows."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _attribute_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for name in _ANY_ATTRIBUTE.findall(self._text):
            counts[name] = counts.get(name, 0) + 1
        return counts

    def is_attribute(self, name: str) -> bool:
        """Whether a name stands as an attribute in more than one place."""
        return self._attribute_counts.get(name, 0) > 1

    def is_tail(self, name: str) -> bool:
        """Whether a name that stands nowhere else may be the end of one that does: `ile="…"`."""
        is_short = len(name) < _SHORTEST_TAIL
        return not (is_short or self.has_attribute(name)) and any(
            known.endswith(name) for known in self._attribute_counts
        )

    @cached_property
    def _numbers_of_attributes(self) -> Counter[str]:
        """How many more values of an attribute are numbers than are not; those count threefold."""
        counts: Counter[str] = Counter()
        for name, value in _PLAIN_ATTRIBUTE.findall(self._text):
            counts[name] += 1 if is_numeric(value) else -3
        return counts

    def is_number(self, name: str) -> bool:
        """Whether an attribute stands in several places, and nearly always with a number."""
        return self.is_attribute(name) and self._numbers_of_attributes[name] > 0

    @cached_property
    def defines_names(self) -> bool:
        """Whether the file defines names of characters or texts, in a DOCTYPE."""
        return "<!ENTITY" in self._text

    def has_attribute(self, name: str) -> bool:
        """Whether a name stands as an attribute anywhere."""
        return name in self._attribute_counts

    @cached_property
    def _element_counts(self) -> Counter[str]:
        return Counter(_ANY_TAG_NAME.findall(self._text))

    def is_element(self, name: str) -> bool:
        """Whether a name is that of an element: the game's, or in more than one tag."""
        return name == grammar.ROOT or name in grammar.UNITS or self._element_counts[name] > 1

    def is_begun(self, name: str) -> bool:
        """Whether a name is that of an element: the game's, or in a tag of the file."""
        return name == grammar.ROOT or name in grammar.UNITS or self._element_counts[name] > 0

    @cached_property
    def _open(self) -> Counter[str]:
        """How many more start tags than end tags there are, by name."""
        open_tags = Counter(_START_TAG_NAME.findall(self._text))
        open_tags.subtract(_END_TAG_NAME.findall(self._text))
        return open_tags

    def waits_for_end(self, name: str) -> bool:
        """Whether a start tag of a name has no end tag."""
        return self._open[name] > 0

    def waits_for_start(self, name: str) -> bool:
        """Whether an end tag of a name has no start tag."""
        return self._open[name] < 0

    @cached_property
    def _sound_tags(self) -> dict[str, "_SoundTags"]:
        known: dict[str, _SoundTags] = {}
        for name, raw in _SOUND_TAG.findall(self._text):
            names = [found[0] for found in grammar.ATTRIBUTE.findall(raw)]
            known.setdefault(name, _SoundTags()).add(names)
        return known

    def ends_as_others(self, name: str, attributes: Iterable[str]) -> bool:
        """Whether some sound tag of a name ends in the same attribute, if there is any such tag."""
        known = self._sound_tags.get(name, _SoundTags())
        own = list(attributes)
        return not known.last or not own or own[-1] in known.last

    def has_all_of_others(self, name: str, attributes: Iterable[str]) -> bool:
        """Whether these are all that each sound tag of a name has; two are too few to tell."""
        known = self._sound_tags.get(name, _SoundTags())
        always = {one for one, count in known.counts.items() if count == known.total}
        return known.total <= _TOO_FEW or always.issubset(attributes)

    def is_like_others(self, name: str, attributes: Iterable[str]) -> bool:
        """Whether sound tags of a name have all these attributes; two are too few to tell."""
        every = self._sound_tags.get(name, _SoundTags()).counts
        return self._element_counts[name] <= _TOO_FEW or every.keys() >= set(attributes)

    @cached_property
    def closed_names(self) -> frozenset[str]:
        """Names that have an end tag somewhere: elements that hold others."""
        return frozenset(_END_TAG_NAME.findall(self._text))


class _SoundTags:
    """The sound tags of an element: how many have each attribute, and those that stand last."""

    def __init__(self) -> None:
        self.total = 0
        self.counts: Counter[str] = Counter()
        self.last: set[str] = set()

    def add(self, names: list[str]) -> None:
        self.total += 1
        self.counts.update(set(names))
        self.last.update(names[-1:])


def is_numeric(value: str) -> bool:
    """Whether a value is made of what numbers are made of."""
    return _NUMERIC.fullmatch(value) is not None
