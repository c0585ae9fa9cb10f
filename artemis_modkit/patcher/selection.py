"""Which elements a step of a recipe is about: by element, and by the vessel that they are in.

The elements of the file decide which are found, in their order; lxml is asked only
where a recipe has an XPath, and its tree lines up with ours element by element. Of values asked
for (`">5"`, `"!=0"`, `"absent"`, or what must be equal) two are equal as numbers where both are,
else letter for letter; orders are of numbers only, and what is no number is neither more nor less.
"""

import operator
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from msgspec import Struct, field

from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal, same_number
from artemis_modkit.model.roles import Role, Roles, roles_of
from artemis_modkit.model.vessels import HullRace, Vessel, VesselData
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.xml import Element

Test = Callable[[str | None], bool]
"""Whether a text passes; `None` is an attribute that is absent."""

WordsTest = Callable[[frozenset[str]], bool]

_COMPARED = pattern(r"(<=|>=|!=|<|>|=)(.*)", re.DOTALL)
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TOKEN = pattern(r"[()]|[^\s()]+")
_VARIABLE = pattern(r"\"[^\"]*\"|'[^']*'|\$(?P<name>[A-Za-z_][\w.-]*)")
_MOST_WORDS = 200


class XPath(Struct, frozen=True):
    """An XPath expression, with the variables that it may use."""

    written: str
    variables: Mapping[str, bool | float | str]

    def elements(self, data: VesselData) -> Iterator[Element]:
        """What it finds. Raises `Slip` where that is not elements."""
        from lxml import etree

        try:
            tree = data.document.strict_tree()
            self._check_cost(data, tree.getroottree())
            found: object = etree.XPath(self.written)(tree.getroottree(), **self.variables)
        except (etree.XMLSyntaxError, etree.XPathError, ValueError) as error:
            raise Slip(f"xpath '{self.written}' cannot be asked ({error})") from None
        partner: dict[object, Element] = dict(
            zip(tree.iter("*"), data.document.elements, strict=True)
        )
        if not isinstance(found, list) or not all(one in partner for one in found):
            raise Slip(f"xpath '{self.written}' must give elements, not values or texts")
        chosen = {partner[one] for one in found}
        return (element for element in data.document.elements if element in chosen)

    def _check_cost(self, data: VesselData, tree: Any) -> None:
        from artemis_modkit.patcher.xpath_cost import MOST_PLACES, Shape, places

        comments = tree.xpath("count(//comment())") + tree.xpath(
            "count(//processing-instruction())"
        )
        signs = int(tree.xpath("string-length(/)"))
        needed = places(self.written, Shape.of(data.document.elements, signs, int(comments)))
        if needed > MOST_PLACES:
            raise Slip(
                f"xpath '{shortened(self.written)}' might look at {needed:,} places of this file; "
                f"the most is {MOST_PLACES:,}. Paths in brackets cost least where they begin with "
                "a child: [beam_port], not [//beam_port]"
            )


def with_literals(xpath: str, values: Mapping[str, object]) -> str:
    """An expression with values in place of its variables, as far as those are known."""

    def literal(match: re.Match[str]) -> str:
        value = values.get(match["name"] or "")
        if value is None:
            return match[0]
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
        """The selected elements with the vessel that each is or stands in. Raises `Slip`."""
        races, roles = self._race_ids(data), roles_of(data.races)
        asked = (self.ids, self.races, self.roles, self.stances, self.name, self.words)
        asks_for_vessels = any(asked)
        for element in self._candidates(data):
            if not all(test(element.attributes.get(name)) for name, test in self.tests.items()):
                continue
            vessel = data.owner(element)
            if vessel is None:
                if not asks_for_vessels:
                    yield element, None
            elif self._fits(vessel, races, roles):
                yield element, vessel

    def _candidates(self, data: VesselData) -> Iterator[Element]:
        if self.xpath is None:
            assert self.element is not None
            return data.document.descendants(self.element)
        found = self.xpath.elements(data)
        return (one for one in found if self.element in (None, one.name))

    def strange_race(self, data: VesselData) -> str | None:
        """A race that is asked for and that the file does not have; `None` where it has all."""
        known = {name for race in data.races for name in _names(race)}
        return next((race for race in self.races if race.lower() not in known), None)

    def _race_ids(self, data: VesselData) -> set[int | None]:
        wanted = {race.lower() for race in self.races}
        return {race.id for race in data.races if not wanted.isdisjoint(_names(race))}

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


def _names(race: HullRace) -> tuple[str, str]:
    """What a recipe may call a race by, in small letters."""
    return str(race.id), (race.name or "").lower()


def _is_among(number: int | None, ranges: Sequence[range]) -> bool:
    if number is None:
        return False
    at = bisect_right(ranges, number, key=lambda one: one.start) - 1
    return at >= 0 and number in ranges[at]


def words_test(expression: str) -> WordsTest:
    """A test of words from `player and not (fighter or shuttle)`; words in a row mean `and`.

    Raises `Slip`.
    """
    tokens = _TOKEN.findall(expression.lower())
    if not tokens:
        raise Slip("has no word")
    if len(tokens) > _MOST_WORDS:
        raise Slip(f"has more than {_MOST_WORDS} words")
    left = tokens[::-1]
    test = _either(left)
    if left:
        raise Slip(f"'{left[-1]}' is one too many")
    return test


def _either(left: list[str]) -> WordsTest:
    """Words, or words, and so on, off the end of a list; _both: {[and] a word, or brackets}."""
    tests = [_both(left)]
    while left[-1:] == ["or"]:
        left.pop()
        tests.append(_both(left))
    return lambda words: any(test(words) for test in tests)


def _both(left: list[str]) -> WordsTest:
    tests = [_one(left)]
    while left and left[-1] not in ("or", ")"):
        if left[-1] == "and":
            left.pop()
        tests.append(_one(left))
    return lambda words: all(test(words) for test in tests)


def _one(left: list[str]) -> WordsTest:
    if not left:
        raise Slip("ends where a word should follow")
    token = left.pop()
    if token in ("and", "or", ")"):
        raise Slip(f"'{token}' stands where a word should")
    if token == "not":
        denied = _one(left)
        return lambda words: not denied(words)
    if token == "(":
        test = _either(left)
        if left[-1:] != [")"]:
            raise Slip("a bracket is not closed")
        left.pop()
        return test
    return lambda words: token in words


# Conditions of values ------------------------------------------------------------------------


def value_test(written: str) -> Test:
    """The test that a condition of `when` asks for. Raises `Slip`."""
    if written in ("absent", "present"):
        return lambda text: (text is None) == (written == "absent")
    sign, wanted = _parts(written)
    bound = read_decimal(wanted)
    if sign in _ORDERS and bound is None:
        raise Slip(f"'{written}' must compare with a number")

    def passes(text: str | None) -> bool:
        if text is None:
            return False
        if sign in _ORDERS:
            number = read_decimal(text)
            return number is not None and bound is not None and _ORDERS[sign](number, bound)
        is_equal = text.strip() == wanted.strip() or same_number(text, wanted)
        return is_equal == (sign == "=")

    return passes


def version_test(written: str) -> Test:
    """The same for versions of the game, number by number. Raises `Slip`."""
    sign, wanted = _parts(written)
    bound = _version(wanted)
    if bound is None:
        raise Slip(f'\'{written}\' is no version such as "2.8" or ">=2.7.4"')

    def passes(text: str | None) -> bool:
        version = _version(text or "")
        if version is None:
            return False
        if sign in _ORDERS:
            return _ORDERS[sign]((version > bound) - (version < bound), 0)
        return (version == bound) == (sign == "=")

    return passes


def _parts(written: str) -> tuple[str, str]:
    match = _COMPARED.fullmatch(written.strip())
    return (match[1], match[2].strip()) if match else ("=", written)


def _version(text: str) -> tuple[int, ...] | None:
    parts = text.strip().split(".")
    if not all(part.isascii() and part.isdecimal() and len(part) < 9 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
