"""Elements of vesselData.xml as typed values: read, located, compared, edited."""

from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.model import VesselData
from artemis_modkit.model.declarations import Attribute, Item, Type, attributes_of, children_of
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessels import KNOWN_ATTRIBUTES, KNOWN_ELEMENTS, Vessel
from tests.made import VERSIONS

EVERYTHING_OF_2_8 = """<vessel_data version="2.6">
<hullRace ID="0" name="TSN" keys="Player  jumpmaster">
  <taunt immunity="is calm" text="Boo!"/>
</hullRace>
<vessel uniqueID="20" side="0" classname="Lantern" broadType="player Carrier">
  <art meshfile="dat/a.dxs" diffuseFile="dat/b.png" glowFile="dat/c.png" specularFile="dat/d.png"
       scale=".2" pushRadius="150"/>
  <internal_data file="dat\\a.snt"/>
  <shields front="80" back="0" player="120.5"/>
  <performance turnrate="0.004" topspeed="0.6" shipefficiency="1.0" warpefficiency=".7"
               jumpefficiency="1.1"/>
  <production coeff="2.0"/>
  <carrierload baycount="6" bomber="2"/>
  <beam_port x=" 102.14" y= "-0" z="258" damage="1" playerdamage="12" arcwidth="0.4"
             cycletime="6.0" range="1000"/>
  <drone_port x="1" y="2" z="3" damage="30.0" cycletime="20" range="7000"/>
  <torpedo_station_port x="1" y="2" z="3" damage="30.0" cycletime="30" range="5000"/>
  <torpedo_tube x="1" y="2" z="3"/>
  <torpedo_storage type="shk" amount="05"/>
  <engine_port x="1" y="2" z="3"/><engine_port x="-1" y="2" z="3"/>
  <impulse_point x="1" y="2" z="3"/>
  <maneuver_point x="1" y="2" z="3"/>
  <fleet_ai commonality="100"/>
  <long_desc text="One.^Two &amp; three."/>
</vessel>
</vessel_data>"""

POINT: dict[str, Any] = {"x": 1.0, "y": 2.0, "z": 3.0}


def read(text: str) -> VesselData:
    return VesselData.from_bytes("dat/vesselData.xml", text.encode())


def ship(body: str) -> Vessel:
    return read(f'<vessel_data>\n<vessel uniqueID="7">{body}</vessel>\n</vessel_data>').vessels[0]


def plain(item: Item) -> dict[str, Any]:
    """All values of an element, by the names of the model."""
    values = {one.field: getattr(item, one.field) for one in attributes_of(type(item))}
    for one in children_of(type(item)):
        inner = getattr(item, one.field)
        if one.is_many:
            values[one.field] = [plain(each) for each in inner]
        else:
            values[one.field] = None if inner is None else plain(inner)
    return values


def present(values: Any) -> Any:
    """The same without what is `None`, so that a new attribute changes no expected value."""
    if isinstance(values, list):
        return [present(one) for one in values]
    if isinstance(values, dict):
        return {name: present(one) for name, one in values.items() if one is not None}
    return values


def test_every_element_of_the_newest_dialect_is_read_as_what_it_is() -> None:
    data = read(EVERYTHING_OF_2_8)
    assert data.problems == ()
    assert [plain(race) for race in data.races] == [
        {
            "id": 0,
            "name": "TSN",
            "keys": "Player  jumpmaster",
            "taunts": [{"immunity": "is calm", "text": "Boo!"}],
        }
    ]
    assert [present(plain(vessel)) for vessel in data.vessels] == [
        {
            "id": 20,
            "side": 0,
            "class_name": "Lantern",
            "broad_type": "player Carrier",
            "art": [
                {
                    "mesh_file": "dat/a.dxs",
                    "diffuse_file": "dat/b.png",
                    "glow_file": "dat/c.png",
                    "specular_file": "dat/d.png",
                    "scale": 0.2,
                    "push_radius": 150.0,
                }
            ],
            "internal_data": {"file": "dat\\a.snt"},
            "shields": {"front": 80.0, "back": 0.0, "player": 120.5},
            "performance": {
                "turn_rate": 0.004,
                "top_speed": 0.6,
                "ship_efficiency": 1.0,
                "warp_efficiency": 0.7,
                "jump_efficiency": 1.1,
            },
            "production": {"coefficient": 2.0},
            "carrier_load": {"bay_count": 6, "bomber": 2},
            "beam_ports": [
                {
                    "x": 102.14,
                    "y": 0.0,
                    "z": 258.0,
                    "damage": 1.0,
                    "player_damage": 12.0,
                    "arc_width": 0.4,
                    "cycle_time": 6.0,
                    "range": 1000.0,
                }
            ],
            "drone_ports": [{**POINT, "damage": 30.0, "cycle_time": 20.0, "range": 7000.0}],
            "torpedo_station_ports": [
                {**POINT, "damage": 30.0, "cycle_time": 30.0, "range": 5000.0}
            ],
            "torpedo_tubes": [POINT],
            "torpedo_storages": [{"type": "shk", "amount": 5}],
            "engine_ports": [POINT, {**POINT, "x": -1.0}],
            "impulse_points": [POINT],
            "maneuver_points": [POINT],
            "fleet_ai": {"commonality": 100.0},
            "long_description": {"text": "One.^Two & three."},
        }
    ]


def test_what_only_older_dialects_have_is_read_too() -> None:
    vessel = ship(
        '<performance turnrate="0.002" topspeed="0.3" efficiency="1.3"/><carrier complement="10"/>'
        '<carrierload fighter="5" bomber="2"/><torpedo_storage type="3" amount="4"/>'
    )
    assert vessel.performance is not None
    assert vessel.performance.efficiency == 1.3
    assert vessel.carrier is not None
    assert vessel.carrier.complement == 10
    assert vessel.carrier_load is not None
    assert plain(vessel.carrier_load) == {"bay_count": None, "fighter": 5, "bomber": 2}
    assert [one.munition for one in vessel.torpedo_storages] == [Munition.EMP]


def test_words_are_read_one_by_one_whatever_their_case() -> None:
    data = read(EVERYTHING_OF_2_8)
    assert (data.races[0].words, data.vessels[0].words) == (
        ("player", "jumpmaster"),
        ("player", "carrier"),
    )


SAMPLES = {Type.INTEGER: ("4", 4), Type.DECIMAL: (" 4.50", 4.5)}
DECLARED = [
    (item, known)
    for name, item in KNOWN_ELEMENTS.items()
    if name != "vessel_data"
    for known in attributes_of(item)
]
NUMBERS = [(item, known) for item, known in DECLARED if known.type in SAMPLES]


def named(one: Any) -> str:
    return str(getattr(one, "NAME", None) or getattr(one, "name", one))


def found(item: type[Item], attributes: str) -> tuple[VesselData, Item]:
    """An element with some attributes, wherever it belongs."""
    if item.NAME in ("vessel", "hullRace"):
        body = f"<{item.NAME}{attributes}/>"
    else:
        parent = "hullRace" if item.NAME == "taunt" else "vessel"
        body = f"<{parent}><{item.NAME}{attributes}/></{parent}>"
    data = read(f"<vessel_data>{body}</vessel_data>")
    return data, next(one for one in data.items() if one.element.name == item.NAME)


@pytest.mark.parametrize(("item", "known"), DECLARED, ids=named)
def test_a_value_is_of_its_type_and_an_absent_one_is_none(
    item: type[Item], known: Attribute
) -> None:
    written, value = SAMPLES.get(known.type, ("four", "four"))
    data, one = found(item, f' {known.name}="{written}"')
    assert data.problems == ()
    assert getattr(one, known.field) == value
    _, bare = found(item, "")
    assert getattr(bare, known.field) is None


@pytest.mark.parametrize(("item", "known"), NUMBERS, ids=named)
def test_a_number_that_cannot_be_read_is_none_and_a_problem_that_quotes_it(
    item: type[Item], known: Attribute
) -> None:
    for text in ("1,75", "", "x5", "1_0", "nan", "٣", "1e999"):
        data, one = found(item, f' {known.name}="{text}"')
        assert getattr(one, known.field) is None, text
        said = [
            (problem.element, problem.attribute.name, problem.text) for problem in data.problems
        ]
        assert said == [(one.element, known.name, text)]


def test_a_broken_number_of_a_whole_kind_is_not_rounded() -> None:
    data, storage = found(KNOWN_ELEMENTS["torpedo_storage"], ' type="trp" amount="2.5"')
    assert plain(storage) == {"type": "trp", "amount": None}
    assert [problem.text for problem in data.problems] == ["2.5"]


def test_elements_are_equal_when_their_values_are_wherever_they_stand() -> None:
    one = ship('<beam_port damage="1.0" x=".5"/><!-- x --><shields front="80"/>')
    other = ship('<shields front="80.0" ></shields>\n\n<beam_port x="0.5"   damage="1"/>')
    assert one == other
    assert one != ship('<beam_port damage="1.5" x=".5"/><shields front="80"/>')
    assert one != ship('<beam_port x=".5"/><shields front="80"/>')


def test_a_single_child_that_stands_twice_is_the_first() -> None:
    assert plain(ship('<shields front="80"/><shields front="2"/>'))["shields"]["front"] == 80


def test_a_fragment_and_a_comment_show_what_stands_in_them() -> None:
    data = read('<vessel uniqueID="1"/><!-- <vessel uniqueID="2"/> --><vessel uniqueID="3"/>')
    assert [vessel.id for vessel in data.vessels] == [1, 3]


def test_an_element_belongs_to_the_vessel_that_it_stands_in() -> None:
    data = read(EVERYTHING_OF_2_8)
    owners = {one.name: data.owner(one) for one in data.document.elements}
    assert owners["beam_port"] is data.vessels[0]
    assert owners["vessel"] is data.vessels[0]
    assert owners["taunt"] is None


@pytest.mark.parametrize("version", VERSIONS)
def test_the_game_itself_has_no_element_or_attribute_that_is_not_declared(
    version: str, games: Path
) -> None:
    path = games / version / "dat" / "vesselData.xml"
    data = VesselData.from_bytes(path.name, path.read_bytes())
    seen = {(one.name, name) for one in data.document.elements for name in one.attributes}
    assert {pair for pair in seen if pair[1] not in KNOWN_ATTRIBUTES.get(pair[0], ())} == set()
    assert data.problems == ()
