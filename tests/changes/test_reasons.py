"""What two ships are said to have in common is what they have in common."""

import pytest

from artemis_modkit.changes.pairing import ALL_ALIKE, alike
from artemis_modkit.model import VesselData

WHOLE = (
    '<vessel uniqueID="1" side="3" classname="Heron" broadType="player small">'
    '<art meshfile="dat/heron.dxs"/><shields front="80"/><long_desc text="A heron."/></vessel>'
)
TOLD = ("class name", "mesh", "race", "type", "text")


def said(one: str, other: str) -> tuple[str, ...]:
    data = VesselData.from_bytes("x", f"<vessel_data>{one}{other}</vessel_data>".encode())
    return alike(*data.vessels)


def test_ships_that_differ_in_their_number_alone_are_alike_in_all_else() -> None:
    assert said(WHOLE, WHOLE.replace('"1"', '"2"')) == (ALL_ALIKE,)
    assert said(WHOLE, WHOLE.replace('"80"', '"80.0"')) == (ALL_ALIKE,)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("Heron", "Gull", "class name"), ("heron.dxs", "gull.dxs", "mesh"), ('"3"', '"4"', "race"),
        ("player small", "player", "type"), ("A heron", "A gull", "text"),
        (' classname="Heron"', "", "class name"), ('<art meshfile="dat/heron.dxs"/>', "", "mesh"),
        (' side="3"', "", "race"), ("player small", "", "type"), ("A heron.", "", "text"),
    ],
)  # fmt: skip
def test_what_one_of_two_ships_has_not_or_has_otherwise_is_not_in_common(
    old: str, new: str, lost: str
) -> None:
    other = WHOLE.replace(old, new)
    for pair in ((WHOLE, other), (other, WHOLE)):
        assert [one for one in said(*pair) if one in TOLD] == [one for one in TOLD if one != lost]
    # and what neither has is not in common either
    again = said(other, other.replace('"80"', '"90"'))
    assert (lost in again) == (bool(new) and "=" not in old)


def test_values_in_common_are_counted_of_the_ship_that_has_more() -> None:
    one = '<vessel><beam_port x="1" damage="2"/></vessel>'
    other = '<vessel><beam_port x="1" damage="3"/><engine_port x="4" y="5"/></vessel>'
    assert said(one, other) == said(other, one) == ("1 of 4 values",)
    assert said(one, '<vessel><beam_port x="7" damage="8"/></vessel>') == ()
