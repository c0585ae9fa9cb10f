"""What is found of a recipe before and beside its reading: how deep it goes, and where things are."""

import pytest

from artemis_modkit.parsers.source import Location
from artemis_modkit.parsers.toml import is_too_deep, place_of

RECIPE = """\
name = "x"
[parameter.a]
default = 1
[[step]]
why = "é" # a reason
select = { element = "y", id = [1, { z = 2 }, # two
    3] }
set.front = 3
"größe" = { breit = 4 }
[[step]]
[step.when]
value.back = 1
[[step.more]]
q = 1
[[step.more]]
q = 2
"""


@pytest.mark.parametrize(
    ("way", "line", "column"),
    [
        (("name",), 1, 1),
        (("parameter",), 2, 1),
        (("parameter", "a"), 2, 1),
        (("parameter", "a", "default"), 3, 1),
        (("step",), 4, 1),
        (("step", 0), 4, 1),
        (("step", 0, "why"), 5, 1),
        (("step", 0, "select"), 6, 1),
        (("step", 0, "select", "element"), 6, 12),
        (("step", 0, "select", "id"), 6, 27),
        (("step", 0, "select", "id", 0), 6, 33),
        (("step", 0, "select", "id", 1), 6, 36),
        (("step", 0, "select", "id", 1, "z"), 6, 38),
        (("step", 0, "select", "id", 2), 7, 5),
        (("step", 0, "set"), 8, 1),
        (("step", 0, "set", "front"), 8, 1),
        (("step", 0, "größe"), 9, 1),
        (("step", 0, "größe", "breit"), 9, 13),
        (("step", 1), 10, 1),
        (("step", 1, "when"), 11, 1),
        (("step", 1, "when", "value", "back"), 12, 1),
        (("step", 1, "more", 0, "q"), 14, 1),
        (("step", 1, "more", 1, "q"), 16, 1),
    ],
)
def test_what_keys_and_numbers_lead_to_has_its_place(
    way: tuple[str | int, ...], line: int, column: int
) -> None:
    assert place_of(RECIPE, way) == Location(line, column)


@pytest.mark.parametrize(
    ("way", "nearest"),
    [
        (("parameter", "b"), Location(2, 1)),
        (("step", 0, "select", "race"), Location(6, 1)),
        (("step", 0, "select", "id", 9), Location(6, 27)),
        (("step", 7), Location(4, 1)),
        (("absent",), None),
        ((), None),
    ],
)
def test_what_is_not_there_has_the_place_of_what_is_around_it(
    way: tuple[str | int, ...], nearest: Location | None
) -> None:
    assert place_of(RECIPE, way) == nearest


@pytest.mark.parametrize(
    ("text", "is_deep"),
    [
        ("x = " + "[" * 20 + "]" * 20, False),
        ("x = " + "[" * 21, True),
        ("x = " + "{" * 21, True),
        ("x = [" + "[]," * 40 + "]", False),
        ("]" * 9 + "[" * 20, False),
        ("]" * 9 + "[" * 21, True),
        ("[" * 20 + "]]" + "[[", False),
        ("[" * 20 + "]]" + "[[[", True),
        (".".join("a" * 21), False),
        (".".join("a" * 22), True),
        ("[" + ".".join("a" * 21), False),
        ("[" + ".".join("a" * 22), True),
        ("x = [] " + ".".join("a" * 21), False),
        ("x = " + ".".join("a" * 21), False),
        (".".join("a" * 21) + " = 1\n" + ".".join("b" * 21) + " = 1\n", False),
        (".".join("a" * 21) + " # x\n" + ".".join("b" * 21), False),
        ('x = "' + "[." * 40 + '"', False),
        ("x = '''" + "[." * 40 + "'''", False),
        ("# " + "[." * 40, False),
        ("", False),
    ],
)
def test_brackets_and_dotted_keys_are_twenty_deep_at_most(text: str, is_deep: bool) -> None:
    assert is_too_deep(text) == is_deep
