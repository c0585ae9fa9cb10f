"""What an author may have meant by a number with commas: decimals or thousands.

One decision: `1,500` is both until something decides, and what decides is which of the two is
a usual value where it stands. Nothing is repaired by it: which was meant is for the author to say.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.ini_lines import without_blanks

_GROUPED = pattern(
    r"(?P<whole>[+-]?[1-9]\d{0,2}(?P<mark>[,.'\u2019 \xa0\u2009\u202f_])\d{3}(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<decimals>\d+))?",
    re.ASCII,
)
_DECIMAL_COMMA = pattern(r"[+-]?\d*,\d+", re.ASCII)
_ONE_GROUP = pattern(r"[+-]?\d+,\d{3}", re.ASCII)

_CLEARLY = 3
"""How many times farther from the usual values a reading must be for the other to be meant."""

Distance = Callable[[float], float]
"""How many times a number is outside of the usual values, 0 for one within."""


class Usual(Struct, frozen=True):
    """The values that are usual somewhere, from least to greatest, by their size alone."""

    low: float
    high: float

    def distance(self, number: float) -> float:
        """How many times a number is outside; infinite for 0 where that is."""
        size = abs(number)
        if size > self.high:
            return size / self.high if self.high else float("inf")
        if size < self.low:
            return self.low / size if size else float("inf")
        return 0.0


def meant_by(text: str, distance: Distance | None) -> str | None:
    """What to write instead of a number with commas, for a message; `None` for any other text.

    `distance` is `None` where nothing is known of the usual values.
    """
    thousands, decimal = _likely_readings(text, distance)
    if thousands is None:
        return decimal and f"decimals are written with a point: {decimal}"
    if decimal is None:
        return f"thousands have no mark between them: write {thousands}"
    return f"write {thousands} if the comma parts thousands, {decimal} if it is a decimal one"


def likely_number(text: str, distance: Distance | None) -> str | None:
    """The number that a text with commas means; `None` where it may mean two, or none."""
    known = [one for one in _likely_readings(text, distance) if one is not None]
    return known[0] if len(known) == 1 else None


def _likely_readings(text: str, distance: Distance | None) -> tuple[str | None, str | None]:
    """The readings of a text that its usual values leave: with parted thousands, with a decimal."""
    thousands, decimal = _readings(without_blanks(text))
    if thousands is not None and decimal is not None:
        far = [0.0 if distance is None else distance(_number(one)) for one in (thousands, decimal)]
        if _is_nearer(*far):
            return thousands, None
        if _is_nearer(*far[::-1]):
            return None, decimal
    return thousands, decimal


def _readings(text: str) -> tuple[str | None, str | None]:
    """A text as a number with parted thousands, and as one with a decimal comma."""
    if read_decimal(text) is not None:
        return None, None
    grouped = _GROUPED.fullmatch(text)
    thousands = None
    if grouped is not None:
        decimals = grouped["decimals"]
        whole = grouped["whole"].replace(grouped["mark"], "")
        thousands = f"{whole}.{decimals}" if decimals else whole
    is_decimal = _DECIMAL_COMMA.fullmatch(text) and (
        thousands is None or _ONE_GROUP.fullmatch(text)
    )
    decimal = text.replace(",", ".") if is_decimal else None
    return _sensible(thousands), _sensible(decimal)


def _sensible(text: str | None) -> str | None:
    return None if text is None or read_decimal(text) is None else text


def _number(text: str) -> float:
    number = read_decimal(text)
    assert number is not None
    return number


def _is_nearer(near: float, far: float) -> bool:
    return near < far and (near == 0 or near * _CLEARLY < far)
