"""What is written into files of the game is fit for them."""

from decimal import Decimal

import pytest

from artemis_modkit.model.tables import TomlTable, is_finite
from artemis_modkit.parsers.errors import ModkitError


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('"a b"', "a b"),
        ("1", "1"),
        ("1.50", "1.50"),
        ("-2e-3", "-0.002"),
        ('"é"', "é"),
        ('"\\t"', "\t"),
    ],
)
def test_a_value_is_written_as_it_was_given(value: str, written: str) -> None:
    assert TomlTable.parsed("r.toml", f"x = {value}").written("x") == written


@pytest.mark.parametrize("value", ['"a\\nb"', '"a\\rb"', '"a\\u0000b"', '"\\u001f"', '"\\uFFFE"'])
def test_characters_that_no_file_may_hold_are_refused_each_alone(value: str) -> None:
    with pytest.raises(ModkitError, match=r"^r\.toml:1:1: x has characters that no file may hold"):
        TomlTable.parsed("r.toml", f"x = {value}").written("x")


@pytest.mark.parametrize("value", ["true", "inf", "nan", "[1]", "1979-05-27", "1e300", "1e-300"])
def test_what_is_neither_number_nor_text_is_refused(value: str) -> None:
    with pytest.raises(ModkitError, match=r"^r\.toml:1:1: x must be a number or a text in quotes"):
        TomlTable.parsed("r.toml", f"x = {value}").written("x")


@pytest.mark.parametrize(
    ("number", "is_one"),
    [(10**300 - 1, True), (10**300, False), (-(10**300), False), (Decimal("9e299"), True),
     (Decimal("1e300"), False), (Decimal("1e-299"), True), (Decimal("1e-300"), False),
     (Decimal("inf"), False), (Decimal("nan"), False), (0, True)],
)  # fmt: skip
def test_numbers_of_under_300_digits_are_ones(number: int | Decimal, is_one: bool) -> None:
    assert is_finite(number) == is_one


@pytest.mark.parametrize(("depth", "is_read"), [(19, True), (20, True), (21, False), (500, False)])
def test_tables_are_nested_twenty_deep_at_most(depth: int, is_read: bool) -> None:
    text = f"x = {'[' * depth}{']' * depth}"
    if is_read:
        assert TomlTable.parsed("r.toml", text).has("x")
    else:
        with pytest.raises(ModkitError, match="nested too deeply"):
            TomlTable.parsed("r.toml", text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "a"\nname = "b"\n', "2:11: a second 'name'; a key stands once, so remove one"),
        ("[step]\n[step]\n", "2:6: a second [step]; of several each is written [[step]]"),
        ('name = "a"\nname', "2:5: is no TOML (Expected '=' after a key in a key/value pair)"),
        ("name = ", "1:8: is no TOML (Invalid value)"),
        (f'name = "{"x" * 5000}"\nname = 1\n', "2:9: a second 'name'; a key stands once, so "
         "remove one"),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_told_with_its_place_also_at_the_end(text: str, said: str) -> None:
    with pytest.raises(ModkitError) as raised:
        TomlTable.parsed("a.toml", text)
    assert str(raised.value) == f"a.toml:{said}"
