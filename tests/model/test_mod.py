"""Everything that a mod can be opened from, and what is said where there is none."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.files.trees import FileTree, Refused, best_match, memory_tree, normal_path
from artemis_modkit.model import Mod
from artemis_modkit.model.grids import grids_in
from artemis_modkit.parsers import source
from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.snt import GRID_BYTES
from tests.conftest import FIXTURES, make_link

SHIPS = b'<vessel_data><vessel uniqueID="1" side="0" classname="Lamp"/></vessel_data>'
DEMO = FIXTURES / "mods" / "nebula-patrol"


def names(mod: Mod) -> list[str | None]:
    return [vessel.class_name for vessel in mod.vessel_data.vessels] if mod.vessel_data else []


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def refusal(place: str | Path) -> str:
    with pytest.raises(ModkitError) as caught:
        Mod.open(place)
    return str(caught.value)


# Folders and files --------------------------------------------------------------------------


def test_a_folder_is_a_mod() -> None:
    mod = Mod.open(DEMO)
    assert (mod.name, mod.vessel_file, mod.settings_file) == (
        "nebula-patrol",
        "dat/vesselData.xml",
        "artemis.ini",
    )
    assert mod.tree.paths == (
        "artemis.ini",
        "dat/NebulaPatrol/lantern.snt",
        "dat/vesselData.xml",
        "readme.txt",
    )
    assert len(names(mod)) == 16
    assert [(grid.name, grid.faults) for grid in grids_in(mod)] == [
        ("dat/NebulaPatrol/lantern.snt", ())
    ]


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_the_demo_mods_are_written_by_hand_as_real_ones_are(name: str) -> None:
    files = {
        path.name: path.read_bytes() for path in (DEMO.parent / name).rglob("*.*") if path.is_file()
    }
    ships = files["vesselData.xml"]
    assert sum(map(len, files.values())) < 25_000
    assert len(files["lantern.snt"]) == GRID_BYTES
    for text in (ships, files["artemis.ini"], files["readme.txt"]):
        assert text.count(b"\r\n") == text.count(b"\n") > 5
    for habit in (b'x= "0"', b'" 102.14"', b'".7"', b'Homing"-->', b"\t", b'.png"\r\n'):
        assert habit in ships
    assert ships.endswith(b"</vessel_data>")


def test_files_are_found_whatever_their_case(tmp_path: Path) -> None:
    mod = Mod.open(write(tmp_path, {"DAT/VesselData.XML": SHIPS, "Artemis.INI": b"a=1\n"}))
    assert (mod.vessel_file, mod.settings_file) == ("DAT/VesselData.XML", "Artemis.INI")
    assert names(mod) == ["Lamp"]


def test_of_two_files_that_differ_by_case_alone_the_first_by_name_is_found() -> None:
    found = "DAT/vesseldata.xml", "dat/VesselData.xml"
    assert (
        best_match(found, "dat/vesselData.xml")
        == best_match(found[::-1], "dat/vesselData.xml")
        == found[0]
    )
    assert best_match(found, "artemis.ini", "dat/vesselData.xml") == found[0]
    assert best_match(found, "artemis.ini") is None


@pytest.mark.parametrize(
    "path", ["vesselData.xml", "dat/vesselDataMOD.xml", "TSN Mod/dat/vesselData.xml"]
)
def test_the_file_of_ships_may_lie_elsewhere(path: str, tmp_path: Path) -> None:
    assert names(Mod.open(write(tmp_path, {path: SHIPS}))) == ["Lamp"]


def test_a_mod_may_have_settings_alone(tmp_path: Path) -> None:
    mod = Mod.open(write(tmp_path, {"artemis.ini": b"stationEnergy=1000\n"}))
    assert mod.vessel_data is None
    assert mod.settings is not None
    assert mod.settings.texts == {"stationEnergy": "1000"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("vesselData.xml", (True, False)),
        ("old.xml", (True, False)),
        ("artemis.ini", (False, True)),
        ("lantern.snt", (False, False)),
    ],
)
def test_a_single_file_is_read_as_what_its_ending_says(
    name: str, parts: tuple[bool, bool], tmp_path: Path
) -> None:
    data = {".xml": SHIPS, ".ini": b"a=1\n", ".snt": bytes(GRID_BYTES)}[Path(name).suffix]
    mod = Mod.open(write(tmp_path, {name: data, "other.txt": b""}) / name)
    assert (mod.vessel_data is not None, mod.settings is not None) == parts
    assert (mod.name, mod.tree.paths) == (name, (name,))


def test_a_single_file_lies_in_a_folder_and_is_not_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "artemis.ini").write_bytes(b"a=1\n")
    one, whole = Mod.open(tmp_path / "artemis.ini").tree, Mod.open(tmp_path).tree
    assert (one.folder, one.whole_folder) == (tmp_path, None)
    assert (whole.folder, whole.whole_folder) == (tmp_path, tmp_path)


def test_a_mod_has_the_name_of_its_folder_by_whatever_way_it_is_named(tmp_path: Path) -> None:
    mod = write(tmp_path / "patrol", {"dat/vesselData.xml": SHIPS})
    assert [Mod.open(one).name for one in (mod, mod / "dat" / "..")] == ["patrol", "patrol"]


def test_the_folder_of_backups_and_that_of_git_are_no_part_of_a_mod(tmp_path: Path) -> None:
    files = {"dat/vesselData.xml": SHIPS, ".artemis-modkit/1/x.xml": b"", ".git/HEAD": b""}
    assert Mod.open(write(tmp_path, files)).tree.paths == ("dat/vesselData.xml",)


def test_a_link_that_leads_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, {"secret/key.txt": b"x", "mod/dat/vesselData.xml": SHIPS}) / "secret"
    links = {"mod/key.txt": secret / "key.txt", "mod/art": secret, "mod/gone": secret / "gone"}
    for link, target in links.items():
        make_link(tmp_path / link, target)
    make_link(tmp_path / "mod" / "same.xml", tmp_path / "mod" / "dat" / "vesselData.xml")
    tree = Mod.open(tmp_path / "mod").tree
    assert tree.paths == ("dat/vesselData.xml", "same.xml")
    assert sorted(tree.refused, key=lambda one: one.path) == [
        Refused("art", "a folder that is a link"),
        Refused("gone", "a link that leads nowhere"),
        Refused("key.txt", "a link that leads out of the mod"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path, {"dat/vesselData.xml": SHIPS}) / "pipe")
    assert Mod.open(tmp_path).tree.refused == (Refused("pipe", "no plain file"),)


def test_bytes_may_be_laid_over_a_mod_without_touching_it() -> None:
    mod = Mod.open(DEMO)
    changed = mod.with_files({"dat/vesselData.xml": SHIPS})
    assert (names(changed), len(names(mod))) == (["Lamp"], 16)
    assert changed.tree.read("readme.txt") == (DEMO / "readme.txt").read_bytes()


# Stock --------------------------------------------------------------------------------------


def test_stock_is_a_mod_of_any_known_version() -> None:
    assert Mod.open("stock:2.4").name == "stock:2.4"
    assert Mod.open("stock:2.1").settings is None


def test_an_unknown_stock_is_refused_with_the_known_ones() -> None:
    assert refusal("stock:2.9") == (
        "stock:2.9: no such stock version; there are 2.1, 2.4, 2.7.1, 2.7.4, 2.8"
    )


# What is no mod -----------------------------------------------------------------------------


def test_a_missing_path_names_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "nebula-patrol").mkdir()
    meant = tmp_path / "nebula-patrol"
    assert refusal(tmp_path / "nebula-patorl") == (
        f"{tmp_path / 'nebula-patorl'}: no such file or folder; did you mean '{meant}'?"
    )
    assert refusal("quite/elsewhere") == "quite/elsewhere: no such file or folder"
    assert refusal("\0").endswith("no such file or folder")


def test_a_folder_with_nothing_of_a_mod_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    assert refusal(tmp_path / "holiday") == (
        "holiday: there is neither dat/vesselData.xml nor artemis.ini in it"
    )


def test_a_folder_of_several_mods_is_refused_and_the_outermost_wins(tmp_path: Path) -> None:
    files = {"a/dat/vesselData.xml": SHIPS, "b/artemis.ini": b"", "b/old/artemis.ini": b""}
    shown = f"{tmp_path.name}: holds several mods ('a', 'b'); open one of them"
    assert refusal(write(tmp_path, files)) == shown
    (tmp_path / "a" / "dat" / "vesselData.xml").unlink()
    assert Mod.open(tmp_path).tree.paths == ("artemis.ini", "old/artemis.ini")


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("artemis_modkit.files.disk.MAX_FILE_BYTES", 10)
    mod = Mod.open(write(tmp_path, {"dat/vesselData.xml": SHIPS}))
    with pytest.raises(TooBig, match=r"dat/vesselData.xml: files up to 10 bytes are read"):
        _ = mod.vessel_data
    assert source.MAX_FILE_BYTES > 10


# Paths as Windows reads them ----------------------------------------------------------------

ART = memory_tree({"dat/Ben/Lamp.dxs": b"", "artemis.ini": b""})


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("dat/Ben/Lamp.dxs", "dat/Ben/Lamp.dxs"),
        ("dat\\Ben\\Lamp.dxs", "dat/Ben/Lamp.dxs"),
        ("DAT/ben/lamp.DXS", "dat/Ben/Lamp.dxs"),
        ("dat//Ben/./Lamp.dxs", "dat/Ben/Lamp.dxs"),
        (" dat/Ben/Lamp.dxs. ", "dat/Ben/Lamp.dxs"),
        ("dat/Ben/../Ben/Lamp.dxs", "dat/Ben/Lamp.dxs"),
        ("./artemis.ini", "artemis.ini"),
        ("dat/Ben", None),
        ("dat/Ben/Lamp", None),
        ("../artemis.ini", None),
        ("dat/../../artemis.ini", None),
        ("/artemis.ini", None),
        ("C:\\artemis.ini", None),
        ("\\\\server\\artemis.ini", None),
        ("artemis.ini\0", None),
        ("", None),
    ],
)
def test_a_path_names_the_file_that_it_names_on_windows(written: str, found: str | None) -> None:
    assert ART.resolve(written) == found


@pytest.mark.parametrize("written", ["NUL", "dat/com1.txt", "aux .png/x.dxs", "c:x", "a/b:stream"])
def test_names_of_devices_and_streams_name_no_file(written: str) -> None:
    assert normal_path(written) is None


@given(st.text(st.sampled_from("ab./\\ :\0"), max_size=12))
@settings(max_examples=200, deadline=None)
def test_no_path_leads_out_of_a_mod(written: str) -> None:
    found = normal_path(written)
    assert found is None or not {"", ".", ".."}.intersection(found.split("/"))
    assert found is None or normal_path(f"./{found}") == found


def test_a_part_of_a_tree_is_a_tree() -> None:
    part: FileTree = ART.below("dat/")
    assert (part.paths, part.resolve("ben/lamp.dxs")) == (
        ("Ben/Lamp.dxs",),
        "Ben/Lamp.dxs",
    )


def test_a_folder_of_too_many_files_is_no_mod(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("artemis_modkit.files.trees.MAX_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    with pytest.raises(ModkitError, match="more than 3 files; is this really one mod"):
        Mod.open(tmp_path)
