"""What the audit says of files that are there: their content, who names them, and switches."""

import zipfile
from pathlib import Path

import pytest

from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from tests.audit.mods_of_files import (
    MESH,
    PICTURE,
    USED,
    XML,
    Shown,
    found,
    grid,
    mod,
    said,
    unused,
    vessel,
)

# Files themselves -------------------------------------------------------------------------------


def test_files_without_content_are_one_finding_and_no_other() -> None:
    note = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    files = {f"dat/Marsh/{name}": b"" for name in ("a.dxs", "a.snt", "a.wav", "b.dxs")}
    files["dat/Marsh/b.snt"] = note
    body = vessel(1, "dat/Marsh/a.dxs", "dat/Marsh/b.dxs", grid="dat/Marsh/a.snt")
    body += vessel(2, grid="dat/Marsh/b.snt")
    assert found(mod(body, {**files, "readme.txt": b"a.wav"})) == [
        (
            "empty-file",
            "dat/Marsh/a.dxs",
            1,
            "dat/Marsh/a.dxs, dat/Marsh/a.snt, dat/Marsh/a.wav, dat/Marsh/b.dxs and 1 more have "
            "no content",
            (),
        )
    ]


def test_files_without_content_are_the_same_in_memory_in_a_folder_and_in_a_zip(
    tmp_path: Path,
) -> None:
    files = {**ships(vessel(1, "dat/a.dxs")), "dat/a.dxs": b"", "dat/b.png": PICTURE * 999}
    folder, archive = tmp_path / "mod", tmp_path / "mod.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path, data in files.items():
            zipped.writestr(path, data)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    for place in (folder, archive):
        assert said(Mod.open(place)) == ["dat/a.dxs has no content"]
    assert said(Mod.from_files("mod", files)) == ["dat/a.dxs has no content"]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b'<?xml version="1.0"?><!-- x --><scene version="1.6"></scene>\r\n\0', []),
        ("<scene></scene>".encode("utf-16"), []),
        (b"<scene/><scene></scene", []),
        (b"<scene", ["dat/a.dxs is no mesh: it does not begin with <scene>"]),
        (b"\x89PNG\r\n", ["dat/a.dxs is no mesh: it does not begin with <scene>"]),
        (b"<scene><a>", ["dat/a.dxs is cut short: the end of its <scene> is missing"]),
    ],
)
def test_a_mesh_is_read_leniently(data: bytes, faults: list[str]) -> None:
    assert said(mod(vessel(1, "dat/a.dxs"), {"dat/a.dxs": data})) == faults


def test_a_grid_with_nodes_of_unknown_kinds_is_reported_once() -> None:
    files = {"dat/a.snt": grid(0, 99, 1, 99, 2)}
    assert said(mod(vessel(1, grid="dat/a.snt", words="player"), files)) == [
        "dat/a.snt: 100 of its 250 nodes are of no kind that the game has (such as 99); there "
        "are -2 to 7"
    ]


SYSTEMS = (
    '<shields front="9" back="9"/><performance turnrate="0.004" topspeed="0.6"/>'
    "<beam_port/><torpedo_tube/>"
)


def test_a_grid_without_a_system_that_a_player_ship_has_is_reported_at_the_ship() -> None:
    files = {"dat/a.snt": grid(0, 2, 3, 4, 5, 7)}
    body = vessel(1, grid="dat/a.snt", words="large", inner=SYSTEMS)
    body += vessel(2, grid="dat/a.snt", words="player", inner=SYSTEMS)
    assert found(mod(body, files)) == [
        (
            "snt-missing-system",
            XML,
            4,
            "2 Heron: the grid dat/a.snt has no node for torpedoes and front shield, which can "
            "never be damaged there",
            (),
        )
    ]


def test_a_grid_needs_no_node_for_what_the_ship_has_not() -> None:
    idle = '<shields front="0" back="0"/><performance turnrate="0" topspeed="0.01"/>'
    body = vessel(1, grid="dat/a.snt", words="player", inner=idle)
    assert found(mod(body, {"dat/a.snt": grid(2)})) == []


# Files that nothing names -----------------------------------------------------------------------


def test_a_folder_that_nothing_names_is_one_finding_with_its_families() -> None:
    assert unused("dat/Bog/Crane.dxs", "dat/Bog/cranediff.png", "dat/Bog/loon.png") == [
        "dat/Bog: all of its 3 files are named by no ship, setting, mission, batch file or "
        "read-me: Crane (2 files) and loon.png"
    ]


def test_what_is_left_in_a_folder_that_is_used_is_counted() -> None:
    assert unused("dat/Marsh/crane.dxs") == [
        "dat/Marsh: 1 of its 2 files is named by no ship, setting, mission, batch file or "
        "read-me: crane.dxs"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "dat/Missions/MISS_Fen/map.png",
        "MISS_Fen/map.png",
        "dat/Marsh/Planets/p1.png",
        "dat/logo512.png",
        "dat/hullHit.wav",
        "dat/radar-ring.png",
        "dat/probe.dxs",
        "docs/heron.png",
        "screenshot.png",
        "Pictures/bridge.png",
        "dat/Marsh/Thumbs.db",
    ],
)
def test_what_the_game_or_people_find_by_themselves_is_not_unused(path: str) -> None:
    assert unused(path) == []


def test_a_ship_of_its_own_among_the_game_s_files_is_unused() -> None:
    assert unused("dat/crane.dxs", "dat/crane_diffuse.png", "dat/radar.png") == [
        "dat: 2 of its 3 files are named by no ship, setting, mission, batch file or read-me: "
        "crane (2 files)"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("readme.txt", "See crane.DXS."),
        ("dat/Missions/MISS_A/MISS_A.xml", '<create meshFileName="dat/Bog/crane.dxs"/>'),
        ("guide.md", "![the crane](dat/Bog/crane.dxs)"),
        ("page.html", "<a href='dat/Bog/a%20crane.dxs'>"),
        ("on.bat", "copy dat\\Bog\\cr*.dxs dat"),
        ("dat/vesselDataMOD.xml", '<art meshfile="dat/Bog/crane.dxs"/>'),
    ],
)
def test_what_a_text_of_the_mod_mentions_is_not_unused(name: str, text: str) -> None:
    files = {**USED, "dat/Bog/crane.dxs": MESH, name: text.encode()}
    assert said(mod(vessel(1, "dat/Marsh/heron.dxs"), files), "unreferenced-files") == []


# Switches ---------------------------------------------------------------------------------------


def switched(lines: str, *paths: str) -> list[Shown]:
    files = {"on.bat": lines.encode(), **dict.fromkeys(paths, b"x")}
    return found(mod("", files), "batch-case", "batch-missing-file")


def test_a_batch_file_that_copies_in_other_capitals_is_a_notice_with_all_its_lines() -> None:
    lines = "@echo off\r\ncopy /Y dat\\vesselDataMod.xml a\r\ncopy dat\\vesselDataMod.xml b\r\n"
    assert switched(lines, "dat/vesselDataMOD.xml") == [
        (
            "batch-case",
            "on.bat",
            2,
            "on.bat copies dat/vesselDataMod.xml, which is spelt dat/vesselDataMOD.xml in the mod",
            (3,),
        )
    ]


def test_a_batch_file_that_copies_a_file_of_the_mod_that_is_gone_is_reported() -> None:
    assert switched('copy "artemisMod.ini" artemis.ini\n') == [
        (
            "batch-missing-file",
            "on.bat",
            1,
            "on.bat copies artemisMod.ini, which is not in the mod",
            (),
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "copy artemis.ini artemisOriginal.ini\ncopy artemisOriginal.ini artemis.ini",
        "copy dat\\radar.png dat\\radarOriginal.png",
        "if exist artemisMod.ini copy artemisMod.ini artemis.ini",
        "rem copy artemisMod.ini artemis.ini",
        "copy %1 dat\\artemisMod.ini",
        "xcopy /s Marsh\\*.* dat",
        "copy",
        'copy "" ""',
    ],
)
def test_batch_files_are_believed_where_nobody_can_know(line: str) -> None:
    assert switched(line) == []


@pytest.mark.parametrize(
    ("files", "messages"),
    [
        (
            {"artemis.ini": b"a=1\nb=2\n", "artemisMOD.ini": b"a=1\r\nb=3\r\n"},
            [
                "artemis.ini and artemisMOD.ini differ in b (2, there 3); who switches the mod on "
                "plays with artemisMOD.ini"
            ],
        ),
        (
            {"artemis.ini": b"a=1\n", "artemisMod.ini": b"a=1\nb=3\n"},
            [
                "artemis.ini and artemisMod.ini differ in b (absent, there 3); who switches the "
                "mod on plays with artemisMod.ini"
            ],
        ),
        (
            {
                "artemis.ini": b"; release 1.9\na=1\n",
                "artemisMod.ini": b"; release 1.10\na=2\n",
                "on.bat": b"copy artemisMod.ini artemis.ini\r\n",
            },
            [
                "artemis.ini and artemisMod.ini differ in a (1, there 2); on.bat puts "
                "artemisMod.ini in its place; artemisMod.ini is the newer by what it says: "
                "; release 1.10"
            ],
        ),
        ({"artemis.ini": b"a=1\n", "artemisMod.ini": b"; for players\na=1.0\n"}, []),
        (
            {
                **ships(
                    '<vessel uniqueID="1" classname="Heron"/><vessel uniqueID="2" classname="Ibis"/>'
                ),
                "dat/vesselDataMOD.xml": ships(
                    '<vessel uniqueID="1" classname="Heron" side="0"/>'
                    '<vessel uniqueID="3" classname="Rail"/>'
                )["dat/vesselData.xml"],
            },
            [
                "dat/vesselData.xml and dat/vesselDataMOD.xml differ in 1 Heron, 2 Ibis (only in "
                "dat/vesselData.xml) and 3 Rail (only in dat/vesselDataMOD.xml); who switches the "
                "mod on plays with dat/vesselDataMOD.xml"
            ],
        ),
        ({"artemis.ini": b"a=dat/X.wav\n", "artemisMod.ini": b"a=dat//x.wav  \r\n\r\n"}, []),
        ({"artemis.ini": b"a=1\n", "artemisMod.ini": b""}, []),
        (
            {"artemis.ini": b"a=1\n", "artemisMod.ini": b"a=2\n", "artemisOriginal.ini": b"a=1\n"},
            [],
        ),
    ],
)
def test_a_copy_for_switching_must_say_the_same(
    files: dict[str, bytes], messages: list[str]
) -> None:
    assert said(Mod.from_files("mod", files), "differing-twin") == messages


# Real files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_the_files_of_the_game_itself_are_fine(version: str, games: Path) -> None:
    assert found(Mod.open(games / version)) == []
    assert found(Mod.open(f"stock:{version}")) == []


def test_many_meshes_that_are_wrong_alike_have_one_cause() -> None:
    def of(count: int) -> list[str]:
        ships = "".join(vessel(number, f"dat/s{number}.dxs") for number in range(count))
        meshes = {f"dat/s{number}.dxs": b"xof 0303txt" for number in range(count)}
        text = f"<vessel_data>{ships}</vessel_data>".encode()
        return said(Mod.from_files("m", {XML: text, **meshes}), "unreadable-mesh")

    assert len(of(4)) == 4
    assert of(6) == [
        "6 meshes cannot be read (dat/s0.dxs, dat/s1.dxs, dat/s2.dxs, dat/s3.dxs and 2 more): "
        "dat/s0.dxs is no mesh: it does not begin with <scene>"
    ]
