"""Which elements a step of a recipe is about: by element, and by the vessel that they are in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

WordsTest = Callable[[frozenset[str]], bool]
_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")


class WordsError(Exception):
    """An expression over words that makes no sense; the message says where."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Elements of a name whose vessel passes all tests.

    `ids` and `races` are empty where any will do; `races` are IDs or names; `name` is a
    pattern of the class name such as `*Cruiser`, `None` for any.
    """

    element: str
    ids: tuple[range, ...]
    races: tuple[str, ...]
    words: WordsTest
    name: str | None

    def elements(self, data: VesselData) -> Iterator[tuple[Element, Vessel | None]]:
        """The selected elements with the vessel that each is or stands in."""
        races = self._race_ids(data)
        for element in data.document.descendants(self.element):
            vessel = data.owner(element)
            if vessel is None:
                if not (self.ids or self.races or self.name):
                    yield element, None
            elif self._fits(vessel, races):
                yield element, vessel

    def _race_ids(self, data: VesselData) -> set[int | None]:
        wanted = {race.lower() for race in self.races}
        return {
            race.id
            for race in data.races
            if str(race.id) in wanted or (race.name or "").lower() in wanted
        }

    def _fits(self, vessel: Vessel, races: set[int | None]) -> bool:
        return (
            (not self.ids or any(vessel.id in one for one in self.ids if vessel.id is not None))
            and (not self.races or vessel.side in races)
            and self.words(frozenset(vessel.words))
            and (
                self.name is None
                or fnmatchcase((vessel.class_name or "").lower(), self.name.lower())
            )
        )


def words_test(expression: str) -> WordsTest:
    """A test of words from `player and not (fighter or shuttle)`; words in a row mean `and`.

    An empty expression is always true. Raises `WordsError`.
    """
    tokens = _TOKEN.findall(expression.lower())
    if not tokens:
        return lambda words: True
    if len(tokens) > 200:
        raise WordsError("has more than 200 words")
    reader = _WordsReader(tokens)
    test = reader.either()
    if reader.left:
        raise WordsError(f"'{reader.left[0]}' is one too many")
    return test


class _WordsReader:
    """Reads tokens from the left: either = both {or both}, both = one {[and] one}."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens

    def either(self) -> WordsTest:
        test = self.both()
        while self.left[:1] == ["or"]:
            self.left = self.left[1:]
            test = _any_of(test, self.both())
        return test

    def both(self) -> WordsTest:
        test = self.one()
        while self.left and self.left[0] not in ("or", ")"):
            if self.left[0] == "and":
                self.left = self.left[1:]
            test = _all_of(test, self.one())
        return test

    def one(self) -> WordsTest:
        if not self.left:
            raise WordsError("ends where a word should follow")
        token, *self.left = self.left
        if token == "not":
            return _none_of(self.one())
        if token == "(":
            test = self.either()
            if self.left[:1] != [")"]:
                raise WordsError("a bracket is not closed")
            self.left = self.left[1:]
            return test
        if token in ("and", "or", ")"):
            raise WordsError(f"'{token}' stands where a word should")
        return lambda words: token in words


def _any_of(one: WordsTest, other: WordsTest) -> WordsTest:
    return lambda words: one(words) or other(words)


def _all_of(one: WordsTest, other: WordsTest) -> WordsTest:
    return lambda words: one(words) and other(words)


def _none_of(one: WordsTest) -> WordsTest:
    return lambda words: not one(words)
