"""Conditions on values read as people mean them."""

import pytest

from artemis_modkit.parsers.errors import Slip
from artemis_modkit.patcher.selection import value_test, version_test


@pytest.mark.parametrize(
    ("condition", "passing"),
    [
        ("5", ["5", "5.0", " 5 "]),
        ("=5", ["5", "5.0", " 5 "]),
        ("!=5", ["7", "x", "1,75"]),
        (">5", ["7"]),
        (">= 5", ["5", "5.0", " 5 ", "7"]),
        ("<7", ["5", "5.0", " 5 "]),
        ("<=5", ["5", "5.0", " 5 "]),
        ("x", ["x"]),
        ("present", ["5", "5.0", " 5 ", "7", "x", "1,75"]),
        ("absent", [None]),
    ],
)
def test_a_condition_chooses_values(condition: str, passing: list[str | None]) -> None:
    values = ["5", "5.0", " 5 ", "7", "x", "1,75", None]
    assert [one for one in values if value_test(condition)(one)] == passing


@pytest.mark.parametrize(
    ("condition", "passing"),
    [
        ("2.8", ["2.8"]),
        (">=2.7.4", ["2.7.4", "2.8", "2.10"]),
        ("<2.7.4", ["2.4", "2.7.1"]),
        ("!=2.8", ["2.4", "2.7.1", "2.7.4", "2.10"]),
        ("> 2.8.0", ["2.10"]),
        ("2.8.0", ["2.8"]),
        ("<12345678", ["2.4", "2.7.1", "2.7.4", "2.8", "2.10"]),
        ("<=2.4", ["2.4"]),
    ],
)
def test_versions_are_compared_number_by_number(condition: str, passing: list[str]) -> None:
    versions = ["2.4", "2.7.1", "2.7.4", "2.8", "2.10"]
    assert [one for one in versions if version_test(condition)(one)] == passing


@pytest.mark.parametrize("condition", [">", "> x", "<=1,5"])
def test_an_order_needs_a_number(condition: str) -> None:
    with pytest.raises(Slip):
        value_test(condition)


@pytest.mark.parametrize("condition", ["", "new", ">=", "2.x", "²", "2.123456789"])
def test_a_version_is_made_of_numbers(condition: str) -> None:
    with pytest.raises(Slip):
        version_test(condition)
