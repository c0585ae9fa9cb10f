"""What things are called, one of them and several."""

import pytest

from artemis_modkit.descriptions.words import Thing, plural, singular


@pytest.mark.parametrize(
    ("several", "one"),
    [("beams", "beam"), ("torpedoes", "torpedo"), ("batteries", "battery"), ("bays", "bay")],
)
def test_one_and_several_of_a_noun_are_made_of_each_other(several: str, one: str) -> None:
    assert (plural(one), singular(several)) == (several, one)
    assert singular(several.upper()) == one.upper()


def test_things_are_named_by_their_number() -> None:
    said = [Thing.BATTERIES.named(number) for number in (0, 1, 2)]
    assert said == ["no batteries", "1 battery", "2 batteries"]
    assert Thing.EMP.named(3) == "3 EMPs"
    assert Thing.SHIELD_FRONT.named(0) == "a front shield of 0"
