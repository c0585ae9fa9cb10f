"""The places of values in a file, and the edits that write them."""

import pytest

from artemis_modkit.model import VesselData
from artemis_modkit.model.declarations import Item
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.source import Location

LANTERN = """<vessel_data version="2.6">
<vessel uniqueID="20" side="0" classname="Lantern" broadType="player">
\t<!-- <performance turnrate="0.009"/> -->
  <shields front="80" back="0"/>
  <performance turnrate="0.004"
               topspeed=".6"/>
  <beam_port x=" 102.14" y= "-0" z="258" damage="1" playerdamage="12"
             cycletime="6.0"/>
</vessel>
</vessel_data>"""


def read(text: str) -> VesselData:
    return VesselData.from_bytes("dat/vesselData.xml", text.encode())


def ship(body: str) -> Vessel:
    return read(f"<vessel_data>\n<vessel>{body}</vessel>\n</vessel_data>").vessels[0]


def edited(item: Item, **texts: str) -> str:
    return item.document.repaired.edited(item.edit(**texts)).text


def test_at_gives_the_place_of_an_attribute_and_of_the_element_where_it_is_absent() -> None:
    vessel = read(LANTERN).vessels[0]
    beam = vessel.beam_ports[0]
    assert vessel.location == Location(2, 1)
    assert vessel.at("class_name") == Location(2, 32)
    assert beam.at("y") == Location(7, 26)
    assert beam.at("cycle_time") == Location(8, 14)
    assert vessel.at("turn_rate") == Location(5, 16)
    assert vessel.at("efficiency") == Location(5, 3)


def test_at_and_edit_refuse_a_field_that_the_element_does_not_have() -> None:
    vessel = read(LANTERN).vessels[0]
    with pytest.raises(AttributeError, match="'vessel' has no field 'damage'"):
        vessel.at("damage")
    with pytest.raises(AttributeError, match="'shields' has no field 'side'"):
        assert vessel.shields is not None
        vessel.shields.edit(side="3")


def test_an_edit_changes_the_characters_of_its_values_and_no_others() -> None:
    vessel = read(LANTERN).vessels[0]
    assert edited(vessel, turn_rate="0.005", side="4") == LANTERN.replace(
        'turnrate="0.004"', 'turnrate="0.005"'
    ).replace('side="0"', 'side="4"')
    assert edited(vessel.beam_ports[0], x="7", y="8") == LANTERN.replace(
        'x=" 102.14" y= "-0"', 'x="7" y= "8"'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<beam_port x="1"/>', '<beam_port x="1" damage="2"/>'),
        ('<beam_port x="1" />', '<beam_port x="1" damage="2" />'),
        ("<beam_port/>", '<beam_port damage="2"/>'),
        ("<beam_port x='1'\n></beam_port>", "<beam_port x='1' damage=\"2\"\n></beam_port>"),
    ],
)
def test_an_attribute_that_is_absent_is_added_behind_the_last(before: str, after: str) -> None:
    vessel = ship(before)
    assert edited(vessel.beam_ports[0], damage="2") == vessel.document.text.replace(before, after)


def test_a_text_is_escaped_as_its_quotes_need() -> None:
    vessel = ship("<long_desc text='x'/>")
    written = edited(vessel, text='Tom\'s "2" & <3>')
    again = read(written).vessels[0].long_description
    assert again is not None
    assert again.text == 'Tom\'s "2" & <3>'


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_edits_keep_line_ends_and_a_byte_order_mark(mark: str, end: str) -> None:
    text = mark + LANTERN.replace("\n", end)
    vessel = read(text).vessels[0]
    assert edited(vessel, top_speed="0.7") == text.replace('".6"', '"0.7"')
    assert vessel.at("top_speed") == Location(6, 16)


def test_a_value_of_a_broken_file_is_written_into_its_repaired_text() -> None:
    vessel = ship('<shields front="8&0" back="7"/><long_desc text="a & b"/>')
    assert edited(vessel, front="80") == vessel.document.text.replace("8&amp;0", "80")
    assert vessel.at("back") == Location(2, 30)
