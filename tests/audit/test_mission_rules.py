"""What the audit says of missions: ships, races and files that they name."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.files.trees import FileTree
from artemis_modkit.model import Mod
from artemis_modkit.model.missions import Mission, open_missions
from artemis_modkit.parsers.errors import ModkitError

STOCK = Mod.open("stock")
RULES = Scope(select=("mission-*", "race-without-base"))
PATH = "dat/Missions/MISS_Marsh/MISS_Marsh.xml"
SHIPS = (
    '<hullRace ID="1" name="Kralien" keys="enemy standard"/>\n'
    '<hullRace ID="2" name="Moor Folk" keys="enemy loner"/>\n'
    '<vessel uniqueID="1" side="0" classname="Light Heron" broadType="player"/>\n'
    '<vessel uniqueID="2" side="0" classname="Nest" broadType="base"/>\n'
    '<vessel uniqueID="1000" side="1" classname="Crane" broadType="medium"/>\n'
    '<vessel uniqueID="1001" side="1" classname="Frigate" broadType="small"/>\n'
    '<vessel uniqueID="1002" side="2" classname="Toad" broadType="small"/>\n'
)
Told = tuple[str, str, tuple[int, ...]]


def mission(*lines: str) -> bytes:
    text = "\n".join(("<mission_data>", *lines, "</mission_data>"))
    return text.encode()


def found(mod: Mod, *, scope: Scope = RULES) -> list[Told]:
    findings = audit(mod, STOCK, scope=scope).findings
    return [
        (one.rule, one.message, (one.location.line, *(place.line for place in one.also)))
        for one in sorted(findings, key=lambda one: one.by_place)
    ]


def told(*lines: str, files: dict[str, bytes] | None = None) -> list[Told]:
    return found(Mod.from_files("mod", {**ships(SHIPS), PATH: mission(*lines), **(files or {})}))


def test_numbers_of_ships_are_told_by_reference_with_all_places() -> None:
    assert told(
        '<create type="enemy" hullID="7"/>',
        '<create type="station" hullID="7"/>',
        '<create type="neutral" hullId="8.0"/>',
        '<set_player_carried_type hullID="9" player_slot="0" bay_slot="0"/>',
        '<create type="enemy" hulltype="10"/>',
    ) == [
        ("mission-unknown-hull", 'hullID="7" (2 places): no vessel has the number 7', (2, 3)),
        ("mission-unknown-hull", 'hullId="8.0": no vessel has the number 8', (4,)),
        ("mission-unknown-hull", 'hullID="9": no vessel has the number 9', (5,)),
        ("mission-unknown-hull", 'hulltype="10": no vessel has the number 10', (6,)),
    ]


def test_attributes_are_read_in_whatever_capitals_they_are_written() -> None:
    assert told(
        '<create Type="Enemy" HULLID="7"/>',
        '<create TYPE="enemy" racekeys="Nobody" HullKeys="large"/>',
    ) == [
        ("mission-unknown-hull", 'HULLID="7": no vessel has the number 7', (2,)),
        ("mission-keys-no-race", 'raceKeys="Nobody" hullKeys="large": no race has any of the words '
         "nobody", (3,)),
    ]  # fmt: skip


def test_variables_stand_for_all_that_the_mission_gives_them() -> None:
    assert told(
        '<set_variable name="Bad" randomIntLow="1000" randomIntHigh="1004"/>',
        '<set_variable name="Good" randomIntLow="1000" randomIntHigh="1002"/>',
        '<set_variable name="next" value="good - 999"/>',
        '<set_variable name="either" value="1"/>',
        '<set_variable name="either" value="1003"/>',
        '<create type="enemy" hullID="Bad"/>',
        '<create type="enemy" hullID="Good"/>',
        '<create type="enemy" hullID="either"/>',
        '<create type="enemy" hullID="Next + 1"/>',
    ) == [
        (
            "mission-unknown-hull",
            'hullID="Bad": no vessel has the numbers 1003 to 1004, which it may be',
            (7,),
        ),
        (
            "mission-unknown-hull",
            'hullID="either": no vessel has the number 1003, which it may be',
            (9,),
        ),
        (
            "mission-unknown-hull",
            'hullID="Next + 1": no vessel has the numbers 3 to 4, which it may be',
            (10,),
        ),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ['<create type="enemy" hullID="never_set"/>'],
        ['<set_variable name="n" value="n + 1"/>', '<create type="enemy" hullID="n"/>'],
        ['<set_variable name="n" value="-1"/>', '<create type="enemy" hullID="n"/>'],
        ['<set_variable name="n" value="1"/>', '<create type="enemy" hullID="n.real"/>'],
        ['<create type="enemy" hullID="{{ hull }}"/>'],
        ['<create type="enemy" hullID="__import__(1)"/>'],
        ['<create type="enemy" hullID="' + "(" * 150 + '"/>'],
        ['<create type="enemy" hullID="9**99999"/>', '<create type="enemy" hullID="9/3"/>'],
        ['<create type="enemy" hullID="" raceKeys="Kralien" hullKeys="crane"/>'],
        ['<create type="neutral" hullID="2"/>', '<create type="enemy" hullID="2"/>'],
        ['<create type="station" hullID="1000"/>', '<create type="genericMesh" hullID="7"/>'],
        ['<create type="genericMesh" hullRace="Budron" hullType="Nothing"/>'],
        ['<set_ship_text name="x" race="Budron" class="Nothing"/>'],
        ['<create type="enemy" raceKeys="Skaraan enemy" hullKeys="cruiser crane"/>'],
        ['<create type="enemy" raceKeys="enemy" hullKeys="small"/>'],
        ['<create type="enemy" hullKeys="toad"/>', '<create type="player" raceKeys="TSN"/>'],
        ['<create type="enemy" raceKeys="{{ race }}" hullKeys="x"/>'],
        ['<create type="enemy" raceKeys="Kraliens enemy" hullKeys="crane"/>'],
        ['<create type="asteroids" count="3"/>', '<create type="genericMesh" meshFileName=""/>'],
        ['<!-- <create type="enemy" hullID="7"/> -->'],
    ],
)
def test_what_may_be_right_is_not_told(lines: list[str]) -> None:
    assert told(*lines) == []


def test_words_that_nothing_matches_are_told_by_what_is_lacking() -> None:
    assert told(
        '<create type="enemy" raceKeys="Ximni" hullKeys="crane"/>',
        '<create type="enemy" raceKeys="Ximni" hullKeys="crane"/>',
        '<create type="enemy" raceKeys="Kralien" hullKeys="Longbow"/>',
        '<create type="enemy" raceKeys="Krlien enemy loner" hullKeys="Frigater Toad"/>',
        '<create type="station" raceKeys="Kralien" hullKeys="small base"/>',
        '<set_player_station_carried raceKeys="Vurr" hullKeys="crane" name="a"/>',
    ) == [
        (
            "mission-keys-no-race",
            'raceKeys="Ximni" hullKeys="crane" (2 places): no race has any of the words ximni',
            (2, 3),
        ),
        (
            "mission-keys-no-hull",
            'raceKeys="Kralien" hullKeys="Longbow": no ship of the race has any of the words '
            "longbow",
            (4,),
        ),
        ("mission-near-miss-word", 'raceKeys: "krlien"; did you mean "kralien"?', (5,)),
        ("mission-near-miss-word", 'hullKeys: "frigater"; did you mean "frigate"?', (5,)),
        (
            "mission-keys-no-hull",
            'raceKeys="Kralien" hullKeys="small base": what most of these words match is no base, '
            "and the game makes it the ship 0",
            (6,),
        ),
        (
            "mission-keys-no-race",
            'raceKeys="Vurr" hullKeys="crane": no race has any of the words vurr',
            (7,),
        ),
    ]


def test_craft_of_stations_by_number_are_told() -> None:
    assert told(
        '<set_player_station_carried name="a" hullID="1000"/>',
        '<set_player_station_carried name="a" hullID="7" raceKeys="Kralien" hullKeys="crane"/>',
    ) == [
        (
            "mission-station-carried-by-number",
            'set_player_station_carried: hullID="1000" does not work here; write raceKeys and '
            "hullKeys",
            (2,),
        ),
        (
            "mission-station-carried-by-number",
            'set_player_station_carried: hullID="7" does not work here; its words decide',
            (3,),
        ),
    ]


def test_files_are_told_where_the_mod_or_the_mission_has_others_or_the_name_is_a_slip() -> None:
    folder = "dat/Missions/MISS_Marsh"
    files = {
        "dat/Marsh/buoy.dxs": b"<scene></scene>",
        "dat/Marsh/buoy.png": b"\x89PNG",
        f"{folder}/here.wav": b"RIFF",
    }
    sound = '<play_sound_now filename="{}"/>'
    mesh = '<create type="genericMesh" meshFileName="{}"/>'
    assert told(
        sound.format(r"dat\Missions\MISS_Marsh\here.wav"),
        sound.format(r"..\..\..\dat\Missions\MISS_Marsh\here.wav"),
        sound.format("here.wav"),
        sound.format("gone.wav"),
        sound.format(r"dat\Missions\MISS_Moor\here.wav"),
        mesh.format("dat/Marsh/BUOY.dxs"),
        mesh.format("dat/Marsh/moon.dxs"),
        mesh.format("dat/planet-of-the-game.dxs"),
        mesh.format(r"dat\mine.dsx"),
        mesh.format("dat/asteroid.dxs"),
        mesh.format("{{ mesh }}"),
        mesh.format("../../outside.dxs"),
        '<incoming_message fileName="gone.ogg"/>',
        files=files,
    ) == [
        ("mission-missing-file", "dat/Missions/MISS_Marsh/gone.wav is missing", (5,)),
        (
            "mission-missing-file",
            "dat/Missions/MISS_Moor/here.wav is missing; there is dat/Missions/MISS_Marsh/here.wav",
            (6,),
        ),
        ("mission-missing-file", "dat/Marsh/moon.dxs is missing", (8,)),
        ("mission-missing-file", "dat/mine.dsx is missing; did you mean dat/mine.dxs?", (10,)),
        ("mission-missing-file", "dat/Missions/MISS_Marsh/gone.ogg is missing", (14,)),
    ]


def test_sounds_of_a_mission_that_came_without_any_are_not_told(tmp_path: Path) -> None:
    script = tmp_path / "MISS_Fen.xml"
    script.write_bytes(mission('<play_sound_now filename="dat/Missions/MISS_Fen/a.wav"/>'))
    mod = Mod.from_files("mod", {**ships(SHIPS), "dat/Marsh/bell.wav": b"RIFF"})
    scope = Scope(select=("mission-missing-file",), missions=open_missions(tmp_path))
    assert found(mod, scope=scope) == []


def test_files_of_a_tree_of_texts_alone_are_not_told() -> None:
    assert told('<create type="genericMesh" meshFileName="dat/Marsh/moon.dxs"/>') == []


def test_a_mission_that_is_no_well_formed_xml_is_read_whole_and_told_at_the_line() -> None:
    assert told(
        '<if_variable name="a" comparator="<" value="1"/>',
        '<if_variable name="a" comparator="<=" value="1"/>',
        "<incoming_comms_text>Rock & roll</incoming_comms_text>",
        '<create type="enemy" hullID="7"/>',
        '<create type="enemy" hullID="1000/>',
    ) == [
        (
            "mission-xml-syntax",
            "a bare '<' in the value of 'comparator'; write '&lt;' (2 places)",
            (2, 3),
        ),
        ("mission-xml-syntax", "a bare '&'; XML wants '&amp;'", (4,)),
        ("mission-unknown-hull", 'hullID="7": no vessel has the number 7', (5,)),
        (
            "mission-xml-syntax",
            "the closing quote of 'hullID' is missing; put \" behind '1000'",
            (6,),
        ),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<mission_data>" + b"<a>" * 300, "it is too large or nested too deep"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), ""),
        (b"", ""),
        (b"<<<<<<< ours\n<mission_data/>\n=======\n>>>>>>> theirs\n", ""),
        (b"\xff\xfe<\0", ""),
    ],
    ids=["deep", "picture", "empty", "half-merge", "utf-16"],
)
def test_whatever_is_wrong_with_one_mission_is_a_finding_of_it_alone(
    data: bytes, said: str
) -> None:
    broken = "dat/Missions/MISS_Bad/MISS_Bad.xml"
    mod = Mod.from_files(
        "mod",
        {**ships(SHIPS), PATH: mission('<create type="enemy" hullID="7"/>'), broken: data},
    )
    findings = audit(mod, STOCK, scope=RULES).findings
    files = [(one.rule, one.file) for one in findings]
    assert ("mission-unknown-hull", PATH) in files
    assert ("mission-xml-syntax", broken) in files
    assert any(said in one.message for one in findings if one.file == broken)


def test_a_mission_that_cannot_be_had_from_the_disk_is_told_too(tmp_path: Path) -> None:
    def gone(path: str) -> bytes:
        raise ModkitError(f"{path}: cannot be read")

    tree = FileTree(gone, ("MISS_A.xml",))
    one = Mission("MISS_A.xml", "MISS_A.xml", tree, "MISS_A")
    scope = Scope(select=("mission-*",), missions=(one,))
    assert found(Mod.from_files("mod", ships(SHIPS)), scope=scope) == [
        (
            "mission-xml-syntax",
            "the mission cannot be read, and nothing in it is checked: MISS_A.xml: cannot be read",
            (1,),
        )
    ]


def test_missions_of_another_name_than_their_folder_are_told() -> None:
    others = {
        "dat/Missions/MISS_Moor/MISS_Moor.xml": mission(),
        "dat/Missions/MISS_Moor/part.xml": mission(),
        "dat/Missions/MISS_Fen/MISS_Bog.xml": mission(),
        "dat/Missions/MISS_Loose.xml": mission(),
        "dat/Missions/notes/sketch.xml": mission(),
    }
    assert told(files=others) == [
        (
            "mission-name",
            "the server lists no such mission; its folder is called MISS_Fen, so name it "
            "MISS_Fen.xml",
            (1,),
        ),
        (
            "mission-name",
            "the server lists no such mission; put it into a folder MISS_Loose",
            (1,),
        ),
    ]


def test_a_comment_silences_a_rule_in_a_mission_and_only_there() -> None:
    silence = "<!-- modkit: ignore-file mission-unknown-hull -->"
    other = "dat/Missions/MISS_Moor/MISS_Moor.xml"
    create = '<create type="enemy" hullID="7"/>'
    assert told(silence, create, files={other: mission("", create)}) == [
        ("mission-unknown-hull", 'hullID="7": no vessel has the number 7', (3,))
    ]


def test_ships_of_the_copies_by_which_a_mod_is_switched_on_count_as_there() -> None:
    files = {
        "on.bat": b"copy vesselDataMOD.xml dat\\vesselData.xml\r\n",
        "dat/vesselDataMOD.xml": ships(
            SHIPS + '<vessel uniqueID="7" side="0" classname="Otter" broadType="player"/>'
        )["dat/vesselData.xml"],
    }
    assert told('<create type="player" hullID="7"/>', files=files) == []


def test_a_mod_of_settings_alone_is_played_with_the_ships_of_stock() -> None:
    lines = ('<create type="enemy" hullID="1000"/>', '<create type="enemy" hullID="77777"/>')
    mod = Mod.from_files("mod", {"artemis.ini": b"stationEnergy=1000\n", PATH: mission(*lines)})
    assert found(mod) == [
        ("mission-unknown-hull", 'hullID="77777": no vessel has the number 77777', (3,))
    ]


def test_missions_beside_a_mod_are_read_and_use_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "MISS_Fen"
    folder.mkdir()
    script = folder / "MISS_Fen.xml"
    script.write_bytes(
        mission(
            '<create type="enemy" hullID="7"/>',
            '<create type="genericMesh" meshFileName="dat/Marsh/buoy.dxs"/>',
        )
    )
    art = {"dat/Marsh/buoy.dxs": b"<scene></scene>", "dat/Marsh/bell.dxs": b"<scene></scene>"}
    mod = Mod.from_files("mod", {**ships(SHIPS), **art})
    select = ("mission-*", "unreferenced-files")
    expected = [
        ("mission-unknown-hull", 'hullID="7": no vessel has the number 7', (2,)),
        (
            "unreferenced-files",
            "dat/Marsh: 1 of its 2 files is named by no ship, setting, mission, batch file or "
            "read-me: bell.dxs",
            (1,),
        ),
    ]
    for place in (tmp_path, folder, script):
        scope = Scope(select=select, missions=open_missions(place))
        assert sorted(found(mod, scope=scope)) == expected


def test_ships_that_are_renumbered_or_lost_name_the_missions_that_use_them() -> None:
    body = (
        '<vessel uniqueID="{}" side="0" classname="Otter" broadType="player"/>\n'
        '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>\n'
    )
    lost = '<vessel uniqueID="9" side="0" classname="Lynx" broadType="player"/>'
    script = mission('<create type="player" hullID="7"/>', '<create type="player" hullID="9"/>')
    now = Mod.from_files("now", {**ships(body.format(8)), PATH: script})
    before = Mod.from_files("before", ships(body.format(7) + lost))
    scope = Scope(select=("lost-vessel", "renumbered-vessel"), previous=before)
    assert [message for _, message, _ in found(now, scope=scope)] == [
        "9 Lynx (9 is used by MISS_Marsh): in before, but not here under any number",
        "8 Otter: had the number 7 in before; 7 is used by MISS_Marsh",
    ]
