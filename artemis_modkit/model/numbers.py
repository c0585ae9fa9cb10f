"""Numbers as they stand in the files: what can be read, and how one is written.

A number that is not plainly a number (`1,75`, `nan`, `1_0`) is no number. It
is never guessed at, because the game would read something else.
"""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from math import fsum

from artemis_modkit.lazy import pattern

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
