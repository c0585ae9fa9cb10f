"""Numbers as they stand in the files: what can be read, what may be meant, and how one is written.

A number that is not plainly a number (`1,75`, `nan`, `1_0`) is no number. It
is never guessed at, because the game would read something else.

What an author may have meant by a number with commas is one decision: `1,500` is both until
something decides, and what decides is which of the two is a usual value where it stands. Nothing is
repaired by it: which was meant is for the author to say.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from math import fsum

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.ini_lines import without_blanks

LARGEST = (2 - 2.0**-23) * 2.0**127
"""Greatest number that is read, 3.4e38: the game holds figures as 32-bit floats. Beyond it, and
products of such figures, nothing that is computed would make sense (`1e308`, times 2, is infinite).
"""

SMALLEST = 2.0**-126
"""Least number above 0 that is read, 1.2e-38: below, a 32-bit float loses digits and then all."""

LONGEST = 152
"""Characters of a number: the exact text of any 32-bit float has no more."""

_PLAIN = pattern(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII)
_NOT_ZERO = pattern("[^eE]*[1-9]")
_EXACT = Context(prec=1000)
"""Room for the digits of products and sums of any floats."""


def mean(numbers: Iterable[float]) -> float:
    """What some numbers are on the average; as `statistics`, which loads `random`, has it."""
    every = [*numbers]
    return fsum(every) / len(every)


def median(numbers: Iterable[float]) -> float:
    """The middle one of some numbers, of two in the middle what lies between."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@lru_cache(maxsize=1 << 14)
def read_decimal(text: str) -> float | None:
    """A number such as `6.0`, ` 102.14`, `.5` or `-0`; `None` for anything else.

    Also for what only looks like one: see `beyond_sense`.
    """
    if _PLAIN.fullmatch(text) is None or len(text.strip()) > LONGEST:
        return None
    number = float(text)
    if SMALLEST <= abs(number) <= LARGEST:
        return number
    is_zero = number == 0 and _NOT_ZERO.match(text) is None
    return number if is_zero else None


def beyond_sense(text: str) -> str | None:
    """Why a text that is written like a number is none, as the end of a sentence, else `None`."""
    if read_decimal(text) is not None or _PLAIN.fullmatch(text) is None:
        return None
    if len(text.strip()) > LONGEST:
        return f"has more than {LONGEST} characters, the most that a figure of the game needs"
    return f"is beyond what the game can hold, {SMALLEST:.2g} to {LARGEST:.2g} or 0"


@lru_cache(maxsize=1 << 14)
def read_integer(text: str) -> int | None:
    """A whole number (`05`, `2.0`); `None` for anything else."""
    if read_decimal(text) is None:
        return None
    number = Decimal(text.strip())
    return int(number) if number == int(number) else None


def same_number(text: str, other: str) -> bool:
    """Whether two texts are numbers of one value (`1` and `1.0`, `.5` and `0.5`)."""
    number = read_decimal(text)
    return number is not None and number == read_decimal(other)


def shortest(number: Decimal) -> str:
    """The shortest decimal text of a number: `20`, `0.25`, `7.5`, never `2E+1` or `-0`."""
    if number == 0:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(number: Decimal, digits: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """A number to so many decimals, by a mode of `decimal`; halves away from zero (62.5 to 63)."""
    return number.quantize(Decimal(1).scaleb(-digits), rounding=mode, context=_EXACT)


def exact() -> AbstractContextManager[Context]:
    """A context in which products and sums of numbers of any real file keep all their digits."""
    return localcontext(_EXACT)


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
    known = [reading for reading in _likely_readings(text, distance) if reading is not None]
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
