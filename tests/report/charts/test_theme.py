"""Colours: seen on both backgrounds, and told apart by people who see no red or no green."""

import math
from itertools import combinations

import pytest

from artemis_modkit.report.charts.parts import (
    BLUE,
    DARK_ROLES,
    LIGHT_ROLES,
    ORANGE,
    ROLES,
    paper,
    theme,
)
from artemis_modkit.report.charts.plan import KINDS
from artemis_modkit.report.charts.systems import SYSTEMS

Linear = tuple[float, float, float]
LEAST_CONTRAST = 3.0
"""Of graphics, by WCAG 2.2, 1.4.11."""

SIGHTS: dict[str, tuple[Linear, Linear, Linear]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no green": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no red": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}  # fmt: skip
"""What is seen of linear red, green and blue (Machado and others, 2009, at full severity)."""


def linear(color: str) -> Linear:
    parts = [part / 255 for part in bytes.fromhex(color[1:])]
    red, green, blue = (
        ((part + 0.055) / 1.055) ** 2.4 if part > 0.04045 else part / 12.92 for part in parts
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (linear(one), linear(other))
    )
    return (light + 0.05) / (dark + 0.05)


def oklab(red: float, green: float, blue: float) -> Linear:
    """A colour in OKLab (Ottosson, 2020), where distances are as large as they look."""
    long, middle, short = (
        max(0.0, value) ** (1 / 3)
        for value in (
            0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
            0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
            0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
        )
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def seen(color: str, sight: str) -> Linear:
    base = linear(color)
    values = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, base, strict=True))))
        for row in SIGHTS[sight]
    )
    return oklab(*values)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_roles_stand_out_from_the_paper(dark: bool) -> None:
    colors = DARK_ROLES if dark else LIGHT_ROLES
    assert len(colors) == len(ROLES)
    assert [one for one in colors if contrast(one, paper(dark)) < LEAST_CONTRAST] == []
    assert theme(dark=dark)["range"]["category"] == list(colors)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_colours_of_sides_mounts_and_systems_stand_out_from_both_papers(dark: bool) -> None:
    colors = {BLUE, ORANGE, *(color for _, color in KINDS.values())}
    colors |= {color for _, letter, color in SYSTEMS.values() if letter}
    assert [one for one in sorted(colors) if contrast(one, paper(dark)) < LEAST_CONTRAST] == []


def test_letters_of_systems_can_be_read_on_their_cells() -> None:
    lettered = [color for _, letter, color in SYSTEMS.values() if letter]
    assert [one for one in lettered if contrast(one, "#ffffff") < LEAST_CONTRAST] == []


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colors", [LIGHT_ROLES, DARK_ROLES], ids=["light", "dark"])
def test_roles_are_told_apart_without_seeing_red_or_green(
    colors: tuple[str, ...], sight: str
) -> None:
    close = {
        (one, other): round(math.dist(seen(one, sight), seen(other, sight)), 3)
        for one, other in combinations(colors, 2)
        if math.dist(seen(one, sight), seen(other, sight)) < 0.07
    }
    assert close == {}


@pytest.mark.parametrize("sight", SIGHTS)
def test_two_sides_are_told_apart_without_seeing_red_or_green(sight: str) -> None:
    assert math.dist(seen(BLUE, sight), seen(ORANGE, sight)) > 0.2


def test_texts_can_be_read_on_their_paper() -> None:
    for dark in (False, True):
        looks = theme(dark=dark)
        texts = [looks["title"]["color"], looks["title"]["subtitleColor"]]
        texts += [looks["axis"]["labelColor"], looks["style"]["note"]["color"]]
        assert [one for one in texts if contrast(one, paper(dark)) < 4.5] == []
