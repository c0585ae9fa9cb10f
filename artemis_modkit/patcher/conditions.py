"""Conditions on values: `">5"`, `"!=0"`, `"absent"`, or a value that must be equal.

Two values are equal as numbers where both are, else letter for letter; orders
are of numbers only, and what is no number is neither more nor less.
"""

import operator
import re
from collections.abc import Callable

from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import read_decimal, same_number

Test = Callable[[str | None], bool]
"""Whether a text passes; `None` is an attribute that is absent."""

_COMPARED = pattern(r"(<=|>=|!=|<|>|=)(.*)", re.DOTALL)
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class ConditionError(Exception):
    """A condition that makes no sense; the message says why."""


def value_test(written: str) -> Test:
    """The test that a condition of `when` asks for. Raises `ConditionError`."""
    if written == "absent":
        return lambda text: text is None
    if written == "present":
        return lambda text: text is not None
    sign, wanted = _parts(written)
    if sign in _ORDERS:
        bound = read_decimal(wanted)
        if bound is None:
            raise ConditionError(f"'{written}' must compare with a number")
        return lambda text: _is_ordered(sign, text, bound)
    if sign == "!=":
        return lambda text: text is not None and not _is_equal(text, wanted)
    return lambda text: text is not None and _is_equal(text, wanted)


def version_test(written: str) -> Test:
    """The same for versions of the game, number by number. Raises `ConditionError`."""
    sign, wanted = _parts(written)
    bound = _version(wanted)
    if bound is None:
        raise ConditionError(f'\'{written}\' is no version such as "2.8" or ">=2.7.4"')

    def passes(text: str | None) -> bool:
        version = _version(text or "")
        if version is None:
            return False
        if sign in _ORDERS:
            return _ORDERS[sign]((version > bound) - (version < bound), 0)
        return (version == bound) == (sign == "=")

    return passes


def _parts(written: str) -> tuple[str, str]:
    found = _COMPARED.fullmatch(written.strip())
    return (found[1], found[2].strip()) if found else ("=", written)


def _is_equal(text: str, wanted: str) -> bool:
    return text.strip() == wanted.strip() or same_number(text, wanted)


def _is_ordered(sign: str, text: str | None, bound: float) -> bool:
    number = None if text is None else read_decimal(text)
    return number is not None and _ORDERS[sign](number, bound)


def _version(text: str) -> tuple[int, ...] | None:
    parts = text.strip().split(".")
    if not all(part.isascii() and part.isdecimal() and len(part) < 9 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
