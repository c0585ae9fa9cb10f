"""Figures of descriptions: strengths of shields, top speeds, ranges; and what is none of them."""

import pytest

from artemis_modkit.descriptions.figures import figures_of, says_no_shield


def read(text: str) -> list[tuple[str, float]]:
    return [(figure.measure.value, figure.value) for figure in figures_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Shields Front 82 Rear 77",
        "Shields: 82 front, 77 rear.",
        "Shields 82/77",
        "Her shields are rated 82 forward and 77 aft.",
        "Strange shields, 82 forward but 77 aft",
        "Front shield: 82, rear shield: 77",
        "Bugschild 82, Heckschild 77",
        "shields hold 82 in front and 77 in the rear",
    ],
)
def test_shields_of_both_sides(text: str) -> None:
    assert read(text) == [("front shield", 82), ("rear shield", 77)]


@pytest.mark.parametrize(
    "text",
    ["A shield of 600, one beam", "Shields: 600.", "Schild 600, ein Strahler", "shield strength 5",
     "Un bouclier, mais de 600. Un laser"],
)  # fmt: skip
def test_a_shield_without_a_side(text: str) -> None:
    assert read(text) == ([] if "strength" in text else [("shield", 600)])


@pytest.mark.parametrize(
    "text",
    [
        "300%/2 F shield, 200%/0 R shield",
        "Shields 80% front",
        "takes 3 shield generators",
        "Shields withstand 40 hits",
        "front shields 200 percent",
        "Mk 2 shields",
        "Shields: 80/60/40",
        "2 shields, 4 beams",
    ],
)
def test_what_is_no_strength_of_a_shield(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["a top speed of 0.93 that nobody matches", "Speed: 0.93", "speed 0.93.", "vitesse 0,93",
     "Fahrt 0,93, zwei Rohre"],
)  # fmt: skip
def test_top_speeds(text: str) -> None:
    assert read(text) == [("top speed", 0.93)]


@pytest.mark.parametrize(
    "text",
    ["turn speed 0.02", "warp speed 0.9", "speed 1.5 times that of the old one", "speed 0.8%",
     "speed from 0.6 to 0.8", "speed 0.5 to 0.7", "Speed 4", "drone speed 1.2", "reverse speed 0.3"],
)  # fmt: skip
def test_other_speeds(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    ["a heavy beam with a reach of 1900", "one beam aft that reaches 1900.", "Range: 1900",
     "beams of range 1900, two tubes", "Reichweite 1900"],
)  # fmt: skip
def test_ranges(text: str) -> None:
    assert read(text) == [("range", 1900)]


@pytest.mark.parametrize(
    "text",
    ["sensor range 20000", "range 50%", "a range of 40", "scan range 5000", "range 500 to 900",
     "jump range 20000", "reaches 900 km"],
)  # fmt: skip
def test_other_ranges(text: str) -> None:
    assert read(text) == []


def test_a_text_may_say_that_there_is_no_shield() -> None:
    for text in ("Has no rear shield.", "kein Heckschild", "without rear shields"):
        assert says_no_shield(text, back=True)
        assert not says_no_shield(text, back=False)
    for text in ("unshielded", "It has no shields.", "ohne Schilde", "sans bouclier"):
        assert says_no_shield(text, back=False)
    assert not says_no_shield("No shield generator was ever lost; no rear guard", back=True)
