"""Which elements a step of a recipe is about: by element, and by the vessel that they are in.

The elements of the file decide which are found, in their order; lxml is asked only
where a recipe has an XPath, and its tree lines up with ours element by element.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from msgspec import Struct, field

from artemis_modkit.lazy import pattern
from artemis_modkit.model.roles import Role, Roles, roles_of
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.conditions import Test
from artemis_modkit.patcher.xpath_cost import MOST_PLACES, Shape, places

WordsTest = Callable[[frozenset[str]], bool]
_TOKEN = pattern(r"[()]|[^\s()]+")
_VARIABLE = pattern(r"\"[^\"]*\"|'[^']*'|\$(?P<name>[A-Za-z_][\w.-]*)")
_MOST_WORDS = 200


class XPathError(Exception):
    """An XPath that a file has no answer to; the message says why."""


class WordsError(Exception):
    """An expression over words that makes no sense; the message says where."""


class XPath(Struct, frozen=True):
    """An XPath expression, with the variables that it may use."""

    written: str
    variables: Mapping[str, bool | float | str]

    def elements(self, data: VesselData) -> Iterator[Element]:
        """What it finds. Raises `XPathError` where that is not elements."""
        from lxml import etree

        try:
            tree = data.document.strict_tree()
            self._check_cost(data, tree.getroottree())
            found: object = etree.XPath(self.written)(tree.getroottree(), **self.variables)
        except (etree.XMLSyntaxError, etree.XPathError, ValueError) as error:
            raise XPathError(f"xpath '{self.written}' cannot be asked ({error})") from None
        partner: dict[object, Element] = dict(
            zip(tree.iter("*"), data.document.elements, strict=True)
        )
        if not isinstance(found, list) or not all(one in partner for one in found):
            raise XPathError(f"xpath '{self.written}' must give elements, not values or texts")
        chosen = {partner[one] for one in found}
        return (element for element in data.document.elements if element in chosen)

    def _check_cost(self, data: VesselData, tree: Any) -> None:
        comments = tree.xpath("count(//comment())") + tree.xpath(
            "count(//processing-instruction())"
        )
        signs = int(tree.xpath("string-length(/)"))
        needed = places(self.written, Shape.of(data.document.elements, signs, int(comments)))
        if needed > MOST_PLACES:
            raise XPathError(
                f"xpath '{shortened(self.written)}' might look at {needed:,} places of this file; "
                f"the most is {MOST_PLACES:,}. Paths in brackets cost least where they begin with "
                "a child: [beam_port], not [//beam_port]"
            )


def with_literals(xpath: str, values: Mapping[str, object]) -> str:
    """An expression with values in place of its variables, as far as those are known."""

    def literal(found: re.Match[str]) -> str:
        value = values.get(found["name"] or "")
        if value is None:
            return found[0]
        if isinstance(value, bool):
            return f"{str(value).lower()}()"
        if not isinstance(value, str):
            return str(value)
        return f'"{value}"' if '"' not in value else f"'{value}'"

    return _VARIABLE.sub(literal, xpath)


class Selection(Struct, frozen=True):
    """Elements of a name, or found by an XPath, whose vessel and attributes pass all tests.

    `element` is `None` where only the XPath decides. `ids` (in order, apart), `races`, `stances`
    and `roles` are empty where any will do; `races` are IDs or names, `stances` those of races.
    `name` is a pattern of the class name such as `*Cruiser`, `None` for any. `tests` are those of
    attributes.
    """

    element: str | None
    xpath: XPath | None
    ids: tuple[range, ...]
    races: tuple[str, ...]
    roles: frozenset[Role]
    stances: frozenset[str]
    words: WordsTest | None
    name: str | None
    tests: Mapping[str, Test] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """What is selected, in a word or two."""
        return f"<{self.element}>" if self.element else "element"

    def elements(self, data: VesselData) -> Iterator[tuple[Element, Vessel | None]]:
        """The selected elements with the vessel that each is or stands in. Raises `XPathError`."""
        races, roles = self._race_ids(data), roles_of(data.races)
        for element in self._candidates(data):
            if not all(test(element.attributes.get(name)) for name, test in self.tests.items()):
                continue
            vessel = data.owner(element)
            if vessel is None:
                if not self._asks_for_vessels:
                    yield element, None
            elif self._fits(vessel, races, roles):
                yield element, vessel

    def _candidates(self, data: VesselData) -> Iterator[Element]:
        if self.xpath is None:
            assert self.element is not None
            return data.document.descendants(self.element)
        found = self.xpath.elements(data)
        return (one for one in found if self.element in (None, one.name))

    @property
    def _asks_for_vessels(self) -> bool:
        return any((self.ids, self.races, self.roles, self.stances, self.name, self.words))

    def strange_race(self, data: VesselData) -> str | None:
        """A race that is asked for and that the file does not have; `None` where it has all."""
        known = {text for race in data.races for text in (str(race.id), (race.name or "").lower())}
        return next((race for race in self.races if race.lower() not in known), None)

    def _race_ids(self, data: VesselData) -> set[int | None]:
        wanted = {race.lower() for race in self.races}
        return {
            race.id
            for race in data.races
            if str(race.id) in wanted or (race.name or "").lower() in wanted
        }

    def _fits(self, vessel: Vessel, races: set[int | None], roles: Roles) -> bool:
        return (
            (not self.ids or _is_among(vessel.id, self.ids))
            and (not self.races or vessel.side in races)
            and (self.words is None or self.words(frozenset(vessel.words)))
            and (
                self.name is None
                or fnmatchcase((vessel.class_name or "").lower(), self.name.lower())
            )
            and (not self.stances or roles.stance(vessel) in self.stances)
            and (not self.roles or roles.of(vessel) in self.roles)
        )


def _is_among(number: int | None, ranges: Sequence[range]) -> bool:
    if number is None:
        return False
    at = bisect_right(ranges, number, key=lambda one: one.start) - 1
    return at >= 0 and number in ranges[at]


def words_test(expression: str) -> WordsTest:
    """A test of words from `player and not (fighter or shuttle)`; words in a row mean `and`.

    Raises `WordsError`.
    """
    tokens = _TOKEN.findall(expression.lower())
    if not tokens:
        raise WordsError("has no word")
    if len(tokens) > _MOST_WORDS:
        raise WordsError(f"has more than {_MOST_WORDS} words")
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
