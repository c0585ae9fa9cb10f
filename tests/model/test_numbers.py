"""Numbers of the files: what is one, what only looks like one, and what commas may mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.model.numbers import (
    LARGEST,
    LONGEST,
    SMALLEST,
    Usual,
    beyond_sense,
    meant_by,
    read_decimal,
    read_integer,
    shortest,
)

SIZE = "is beyond what the game can hold, 1.2e-38 to 3.4e+38 or 0"
LENGTH = "has more than 152 characters, the most that a figure of the game needs"
exact_32_bit = st.floats(width=32, allow_nan=False, allow_infinity=False, allow_subnormal=False)


@pytest.mark.parametrize(
    "text", ["6.0", " 102.14", ".5", "-0", "+7.", "05", "1e3", "1E-3", "0e999", "0.000", "-3.4e38"]
)
def test_what_the_game_can_hold_is_a_number(text: str) -> None:
    assert (read_decimal(text), beyond_sense(text)) == (float(text), None)


@pytest.mark.parametrize(
    "text", ["", "inf", "-nan", "0x10", "1_0", "1,5", "5e", "e5", ".", "\u0663", "1 2"]
)
def test_what_is_written_otherwise_is_no_number(text: str) -> None:
    assert (read_decimal(text), read_integer(text), beyond_sense(text)) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3.5e38", SIZE),
        ("-1e308", SIZE),
        ("1e309", SIZE),
        ("1e999999", SIZE),
        ("9" * 39, SIZE),
        ("1.1e-38", SIZE),
        ("1e-320", SIZE),
        ("1e-400", SIZE),
        ("-0.0001e-999999", SIZE),
        ("7" * 400, LENGTH),
        ("0" * 400 + "7", LENGTH),
        ("1." + "0" * 400, LENGTH),
    ],
)
def test_a_figure_beyond_any_sense_is_no_number_and_says_why(text: str, why: str) -> None:
    assert (read_decimal(text), read_integer(text), beyond_sense(text)) == (None, None, why)


def test_the_bounds_themselves_are_numbers_and_the_next_ones_are_not() -> None:
    largest, smallest = shortest(Decimal(LARGEST)), shortest(Decimal(SMALLEST))
    assert (read_decimal(largest), read_decimal(f"-{smallest}")) == (LARGEST, -SMALLEST)
    assert read_decimal(f"{largest}.5") == LARGEST
    assert read_decimal(shortest(Decimal(LARGEST) * 2)) is None
    assert read_decimal(shortest(Decimal(SMALLEST) / 2)) is None
    assert read_decimal("1." + "0" * (LONGEST - 2)) == 1.0
    assert read_decimal("1." + "0" * (LONGEST - 1)) is None


@given(exact_32_bit)
def test_every_32_bit_float_is_read_from_its_exact_text(number: float) -> None:
    assert read_decimal(format(Decimal(number), "f")) == number


def meaning(text: str, low: float | None, high: float = 0) -> str | None:
    return meant_by(text, None if low is None else Usual(low, high).distance)


def thousands(right: str) -> str:
    return f"thousands have no mark between them: write {right}"


def decimals(right: str) -> str:
    return f"decimals are written with a point: {right}"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1,234,567", "1234567"),
        ("-1,234,567.25", "-1234567.25"),
        ("1,500.5", "1500.5"),
        ("1.500,5", "1500.5"),
        ("1.234.567", "1234567"),
        ("1'000", "1000"),
        ("1\u2019000.5", "1000.5"),
        ("30 000", "30000"),
        ("30\xa0000,5", "30000.5"),
        ("30\u202f000", "30000"),
        (" 30_000 ", "30000"),
    ],
)
def test_what_can_only_be_parted_thousands_is_told_so(text: str, right: str) -> None:
    assert {meaning(text, *usual) for usual in ((None,), (1, 9), (9e5, 9e6))} == {thousands(right)}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1,75", "1.75"),
        ("0,500", "0.500"),
        ("-,5", "-.5"),
        ("1500,250", "1500.250"),
        ("1,0000", "1.0000"),
    ],
)
def test_what_can_only_be_a_decimal_comma_is_told_so(text: str, right: str) -> None:
    assert {meaning(text, *usual) for usual in ((None,), (1, 9), (900, 9e6))} == {decimals(right)}


@pytest.mark.parametrize(
    "text", ["1500", "1.500", "1,5,00", "12,34,567", "1,500,5", "a,500", "1, 500", ""]
)
def test_of_other_texts_nothing_is_said(text: str) -> None:
    assert meaning(text, 1, 9) is None


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (1000, 2600, thousands("1500")),
        (10, 800, thousands("1500")),
        (0.1, 7, decimals("1.500")),
        (0.001, 0.04, decimals("1.500")),
        (1, 2000, "write 1500 if the comma parts thousands, 1.500 if it is a decimal one"),
        (40, 50, "write 1500 if the comma parts thousands, 1.500 if it is a decimal one"),
        (None, 0, "write 1500 if the comma parts thousands, 1.500 if it is a decimal one"),
    ],
)
def test_three_digits_behind_a_comma_are_what_is_usual_there(
    low: float | None, high: float, told: str
) -> None:
    assert meaning("1,500", low, high) == told
