"""Ships from above: what is drawn where, and what is said of it."""

import json
import struct

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.parsers.snt import Room
from artemis_modkit.report.charts.above import NOTHING, Plans
from artemis_modkit.report.charts.chart import Datasets
from artemis_modkit.report.charts.outline import area
from artemis_modkit.report.charts.plan import KINDS
from artemis_modkit.report.charts.systems import SYSTEMS, systems_rows
from tests.report.charts.shapes import polygon, ring, scene_file
from tests.report.page.hostile import hostile_mod

BOW = '<beam_port x="0" y="0" z="90" arcwidth="0.25" cycletime="6" range="1000" playerdamage="12"/>'
TURRET = '<beam_port x="30" y="0" z="0" arcwidth="1" range="500"/>'
MESH = "dat/heron.dxs"


def mod_of(inside: str, files: dict[str, bytes] | None = None) -> Mod:
    vessel = f'<vessel uniqueID="1" side="0" classname="Heron" broadType="player">{inside}</vessel>'
    text = f'<vessel_data><hullRace ID="0" name="a" keys="player"/>{vessel}</vessel_data>'
    return Mod.from_files("mod", {"dat/vesselData.xml": text.encode(), **(files or {})})


def plan_of(inside: str, files: dict[str, bytes] | None = None) -> Datasets:
    mod = mod_of(inside, files)
    assert mod.vessel_data is not None
    return Plans(mod).of(mod.vessel_data.vessels[0])


def test_the_hull_is_that_of_the_mesh_in_whatever_case_it_is_named() -> None:
    square = scene_file([polygon((-40, -80), (40, -80), (40, 80), (-40, 80))])
    found = plan_of('<art meshfile="DAT\\Heron.DXS" scale="0.2"/>' + BOW, {MESH: square})
    (hull,) = found["hull"]
    assert (hull["is_measured"], hull["is_hole"]) == (True, False)
    places = list(zip(hull["xs"], hull["zs"], strict=True))
    assert area(places) == pytest.approx(80 * 160, rel=0.02)
    assert found["frame"][0]["note"].startswith("hull 160 long, 80 wide, in units of its mesh")


def test_a_hull_with_a_hole_is_two_rings() -> None:
    found = plan_of(f'<art meshfile="{MESH}"/>', {MESH: scene_file(ring(50, 30))})
    assert [one["is_hole"] for one in found["hull"]] == [False, True]


@pytest.mark.parametrize("data", [None, b"", b"no mesh", b"<scene><poly"])
def test_without_a_mesh_a_plain_shape_is_drawn_and_said_to_be_one(data: bytes | None) -> None:
    found = plan_of(f'<art meshfile="{MESH}"/>' + BOW, {} if data is None else {MESH: data})
    assert [one["is_measured"] for one in found["hull"]] == [False]
    assert found["frame"][0]["note"].startswith("no mesh at hand")


def test_a_ship_of_which_no_place_is_known_has_no_plan() -> None:
    assert plan_of('<beam_port x="a" z="1e308"/>') == NOTHING


def test_mounts_are_in_their_places_by_kind() -> None:
    found = plan_of(
        BOW + '<torpedo_tube x="1" z="2"/><drone_port x="3" z="4"/><engine_port x="5" z="-6"/>'
        '<torpedo_station_port x="7" z="8"/><impulse_point x="9" z="10"/><maneuver_point x="1"/>'
    )
    assert [(one["kind"], one["label"], one["x"], one["z"]) for one in found["ports"]] == [
        ("engine", "engine 1", 5, -6),
        ("target", "impulse engine to aim at 1", 9, 10),
        ("torpedo tube", "torpedo tube 1", 1, 2),
        ("launcher", "drone launcher 1", 3, 4),
        ("launcher", "torpedo launcher 1", 7, 8),
        ("beam", "beam 1", 0, 90),
    ]
    assert {one["kind"] for one in found["ports"]} == set(KINDS)
    assert found["ports"][-1]["said"] == "12 damage in players' hands, every 6 s, range 1000"


def test_arcs_point_from_the_middle_to_the_port_and_share_a_scale() -> None:
    bow, turret = plan_of(BOW + TURRET)["arcs"]
    assert (bow["centre"], bow["width"], bow["range"]) == (0, 90, 1000)
    assert (turret["centre"], turret["width"], turret["range"]) == (90, 360, 500)
    assert bow["length"] == pytest.approx(2 * turret["length"], rel=1e-3)


def test_the_frame_holds_all_that_is_drawn() -> None:
    found = plan_of(BOW + TURRET)
    (frame,) = found["frame"]
    bow, turret = found["arcs"]
    assert frame["z"] + frame["half_z"] >= bow["z"] + bow["length"]
    assert frame["x"] + frame["half_x"] >= turret["x"] + turret["length"]
    assert frame["x"] - frame["half_x"] <= turret["x"] - turret["length"]


@pytest.mark.parametrize("place", ['x="0" y="0" z="0"', 'x="0" y="0" z="90"'])
def test_a_ship_of_a_single_mount_fills_its_frame(place: str) -> None:
    found = plan_of(f'<beam_port {place} arcwidth="1" range="1000"/>')
    (frame,), (hull,), (arc,) = found["frame"], found["hull"], found["arcs"]
    assert max(hull["xs"]) - min(hull["xs"]) == max(hull["zs"]) - min(hull["zs"]) == 1
    assert arc["length"] == 0.75
    assert frame["half_x"] == frame["half_z"] < 1


def test_arcs_are_measured_by_the_hull_wherever_that_lies() -> None:
    square = scene_file([polygon((400, 800), (480, 800), (480, 960), (400, 960))])
    found = plan_of(f'<art meshfile="{MESH}"/>' + BOW, {MESH: square})
    assert found["arcs"][0]["length"] == pytest.approx(120, rel=0.02)


@pytest.mark.parametrize("port", ['arcwidth="0"', 'range="0"', 'range="inf"', 'arcwidth=""'])
def test_a_beam_without_arc_or_range_has_a_place_but_no_arc(port: str) -> None:
    found = plan_of(BOW + f'<beam_port x="9" z="9" {port}/>')
    assert [one["label"] for one in found["ports"]] == ["beam 1", "beam 2"]
    assert [one["label"] for one in found["arcs"]] == ["beam 1"]


def test_beams_close_to_each_other_share_their_numbers() -> None:
    near = BOW.replace('z="90"', 'z="92"')
    found = plan_of(BOW + near + TURRET)
    assert [one["numbers"] for one in found["ports"]] == ["1, 2", "", "3"]


def test_a_mesh_of_several_ships_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mod = mod_of(f'<art meshfile="{MESH}"/>', {MESH: scene_file(ring(50, 0))})
    assert mod.vessel_data is not None
    plans = Plans(mod)
    first = plans.of(mod.vessel_data.vessels[0])
    monkeypatch.setattr("artemis_modkit.report.charts.above.outline", None)
    assert plans.of(mod.vessel_data.vessels[0]) == first


def test_plans_of_a_hostile_mod_are_finite() -> None:
    mod = hostile_mod()
    assert mod.vessel_data is not None
    plans = Plans(mod)
    for vessel in mod.vessel_data.vessels:
        json.dumps(plans.of(vessel), allow_nan=False)


def grid_of(**systems: tuple[int, int, int]) -> bytes:
    """A grid with systems at places of its three indices, all else void."""
    codes = dict.fromkeys(range(250), Room.VOID.value)
    for name, (x, y, z) in systems.items():
        codes[x * 50 + y * 10 + z] = Room[name].value
    return b"".join(struct.pack("<3fi16x", 0, 0, 0, code) for code in codes.values())


def test_rooms_are_on_their_decks_from_top_to_bottom() -> None:
    grid = grid_of(BEAMS=(0, 4, 9), WARP=(4, 0, 0), HALLWAY=(2, 2, 5))
    mod = mod_of('<internal_data file="dat/heron.snt"/>', {"dat/heron.snt": grid})
    assert mod.vessel_data is not None
    assert systems_rows(mod, mod.vessel_data.vessels[0]) == [
        {"deck": 1, "x": 0, "z": 9, "system": "beams"},
        {"deck": 3, "x": 2, "z": 5, "system": "hallway"},
        {"deck": 5, "x": 4, "z": 0, "system": "warp or jump"},
    ]


@pytest.mark.parametrize("data", [None, b"", b"x" * 8000])
def test_without_a_grid_there_are_no_rooms(data: bytes | None) -> None:
    files = {} if data is None else {"dat/heron.snt": data}
    mod = mod_of('<internal_data file="dat/heron.snt"/>', files)
    assert mod.vessel_data is not None
    assert systems_rows(mod, mod.vessel_data.vessels[0]) == []


def test_every_kind_of_room_is_drawn_but_void() -> None:
    assert set(SYSTEMS) == set(Room) - {Room.VOID}
