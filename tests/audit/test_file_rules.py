"""What the audit says of a mod's files: those that are named, those that are there."""

import zipfile
from pathlib import Path

import pytest

from artemis_modkit.audit import Finding, Scope, audit, fix
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.parsers.snt import GRID_BYTES
from tests.audit.whole_trees import whole_tree

STOCK = Mod.open("stock")
XML = "dat/vesselData.xml"
MESH, PICTURE, SOUND = b"<scene></scene>", b"\x89PNG", b"RIFF"
PATHS = ("missing-file", "path-case", "untidy-path", "backslash-path", "path-outside")
RULES = (
    *PATHS,
    *("missing-cue", "files-unknown", "case-twins", "empty-file", "unreadable-mesh"),
    *("snt-size", "snt-nodes", "snt-missing-system", "unreferenced-files", "differing-twin"),
    *("batch-missing-file", "batch-case"),
)
Shown = tuple[str, str, int, str, tuple[int, ...]]


def vessel(number: int, *meshes: str, words: str = "", grid: str = "", inner: str = "") -> str:
    art = "".join(f'<art meshfile="{mesh}"/>' for mesh in meshes)
    internal = f'<internal_data file="{grid}"/>' if grid else ""
    return (
        f'<vessel uniqueID="{number}" side="0" classname="Heron" broadType="{words}">'
        f"{art}{internal}{inner}</vessel>\n"
    )


def mod(body: str, files: dict[str, bytes]) -> Mod:
    return Mod.from_files("mod", {**ships(body), **files})


def shown(findings: tuple[Finding, ...]) -> list[Shown]:
    return [
        (
            one.rule,
            one.file,
            one.location.line,
            one.message,
            tuple(place.line for place in one.also),
        )
        for one in findings
    ]


def found(mod: Mod, *rules: str, stock: Mod = STOCK) -> list[Shown]:
    return shown(audit(mod, stock, scope=Scope(select=rules or RULES)).findings)


def said(mod: Mod, *rules: str, stock: Mod = STOCK) -> list[str]:
    return [message for _, _, _, message, _ in found(mod, *rules, stock=stock)]


# Missing files ------------------------------------------------------------------------------


def test_one_missing_file_of_several_vessels_is_one_finding_with_all_places() -> None:
    body = "".join(vessel(number, "dat/Marsh/heron.dxs") for number in (1, 2, 3))
    assert found(mod(body, {"dat/Bog/crane.dxs": MESH, "readme.txt": b"crane.dxs"})) == [
        (
            "missing-file",
            XML,
            3,
            "1 Heron and 2 others: dat/Marsh/heron.dxs is missing: it is not in the mod and "
            "stock names no such file",
            (4, 5),
        )
    ]


def test_missing_files_of_one_vessel_are_one_finding() -> None:
    art = '<art meshfile="dat/Marsh/a.dxs" diffuseFile="dat/Marsh/a.png"/>'
    there = {"dat/Bog/b.dxs": MESH, "dat/Bog/b.png": PICTURE}
    assert said(mod(vessel(1, inner=art), there), "missing-file") == [
        "1 Heron: 2 files are missing: they are not in the mod and stock names no such files: "
        "dat/Marsh/a.dxs and dat/Marsh/a.png"
    ]


@pytest.mark.parametrize(
    ("there", "hint"),
    [
        ("dat/Bog/heron.dxs", "; there is dat/Bog/heron.dxs"),
        ("dat/Marsh/herons.dxs", "; did you mean dat/Marsh/herons.dxs?"),
        ("dat/Marsh/crane.dxs", ""),
    ],
)
def test_what_may_be_meant_by_a_missing_file_is_suggested(there: str, hint: str) -> None:
    assert said(mod(vessel(1, "dat/Marsh/heron.dxs"), {there: MESH}), "missing-file") == [
        "1 Heron: dat/Marsh/heron.dxs is missing: it is not in the mod and stock names no such "
        f"file{hint}"
    ]


def test_a_file_that_is_meant_by_a_misspelt_name_is_not_called_unused() -> None:
    wrong = mod(vessel(1, "dat/Marsh/heronn.dxs"), {"dat/Marsh/heron.dxs": MESH})
    assert [rule for rule, *_ in found(wrong)] == ["missing-file"]


def test_files_of_any_stock_count_as_there_whatever_their_case() -> None:
    body = vessel(1, "dat/artemis.dxs", "DAT/Artemis-Scout.DXS", grid="dat/artemis.snt")
    here = mod(body, {"dat/Marsh/heron.dxs": MESH})
    assert said(here, *PATHS) == [
        "1 Heron: DAT/Artemis-Scout.DXS is spelt dat/artemis-scout.dxs in stock"
    ]
    fixed = fix(here, STOCK, scope=Scope(select=PATHS))
    assert b'"dat/artemis-scout.dxs"' in fixed.after[XML]
    assert fixed.remaining.findings == ()


def test_a_cue_of_stock_in_other_capitals_is_told() -> None:
    ini = {"artemis.ini": b"cueRedAlert=dat/Alarm4.wav\n", "dat/horn.wav": SOUND}
    [message] = said(Mod.from_files("mod", ini), "path-case", "missing-cue")
    assert message == "cueRedAlert: dat/Alarm4.wav is spelt dat/alarm4.wav in stock"


def test_files_of_an_installation_that_is_the_measure_count_as_there() -> None:
    body = vessel(1, "dat/whale.dxs") + vessel(2, "dat/named.dxs")
    own = {"dat/Marsh/heron.dxs": MESH}
    assert len(said(mod(body, own), "missing-file")) == 2
    game = mod(vessel(1, "dat/named.dxs"), {"dat/Whale.dxs": MESH})
    assert said(mod(body, own), "missing-file", stock=game) == []


def test_a_missing_sound_of_a_setting_is_found_where_the_mod_has_art() -> None:
    ini = b"cueRedAlert=dat/alarm4.wav\ncueShieldsUp=dat/humm.wav\ncueShieldsDown=dat/humm.wav\n"
    whole = mod(vessel(1, "dat/Marsh/heron.dxs"), {"artemis.ini": ini, "dat/Marsh/heron.dxs": MESH})
    assert found(whole) == [
        (
            "missing-cue",
            "artemis.ini",
            2,
            "cueShieldsUp, cueShieldsDown: dat/humm.wav is missing: it is not in the mod and "
            "stock names no such file",
            (3,),
        )
    ]


# Parts of mods ------------------------------------------------------------------------------

MANY = "".join(vessel(number, f"dat/Marsh/{number}.dxs") for number in range(20))


def test_a_single_file_says_nothing_about_other_files(tmp_path: Path) -> None:
    (tmp_path / "vesselData.xml").write_bytes(ships(MANY)[XML])
    assert found(Mod.open(tmp_path / "vesselData.xml")) == []
    assert found(mod(MANY, {})) == []


def test_of_a_folder_without_art_one_notice_says_what_was_not_looked_for() -> None:
    assert found(mod(MANY, {"readme.txt": b"Herons."})) == [
        (
            "files-unknown",
            XML,
            3,
            "only a part of the mod seems to be here; not looked for are meshes (20 named, none "
            "here)",
            (),
        )
    ]


def test_a_kind_that_is_there_is_judged_though_another_is_not() -> None:
    body = vessel(1, "dat/Marsh/heron.dxs", grid="dat/Marsh/heron.snt") + vessel(
        2, grid="dat/Marsh/crane.snt"
    )
    part = mod(body, {"dat/Marsh/crane.snt": bytes(GRID_BYTES)})
    assert [rule for rule, *_ in found(part, "missing-file", "files-unknown")] == [
        "missing-file",
        "files-unknown",
    ]


@pytest.mark.parametrize(("there", "rules"), [(9, {"files-unknown"}), (10, {"missing-file"})])
def test_a_tree_that_lacks_most_of_what_it_names_is_a_part(there: int, rules: set[str]) -> None:
    patch = mod(MANY, {f"dat/Marsh/{number}.dxs": MESH for number in range(there)})
    assert {rule for rule, *_ in found(patch)} == rules


def test_a_folder_dat_is_read_as_the_game_sees_it(tmp_path: Path) -> None:
    (tmp_path / "Marsh").mkdir()
    (tmp_path / "vesselData.xml").write_bytes(ships(vessel(1, "dat/marsh/1.dxs"))[XML])
    (tmp_path / "Marsh" / "1.dxs").write_bytes(MESH)
    assert said(Mod.open(tmp_path)) == ["1 Heron: dat/marsh/ is spelt dat/Marsh/ in the mod"]


# Paths --------------------------------------------------------------------------------------


def repaired(body: str, files: dict[str, bytes]) -> str:
    result = fix(mod(body, files), STOCK, scope=Scope(select=PATHS))
    assert result.remaining.findings == ()
    assert fix(result.remaining.mod, STOCK, scope=Scope(select=PATHS)).after == {}
    return result.remaining.mod.tree.read(XML).decode()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("dat/Marsh/heron.dxs", "dat/Marsh/heron.dxs is spelt dat/Marsh/Heron.dxs in the mod"),
        ("dat/marsh/Heron.dxs", "dat/marsh/ is spelt dat/Marsh/ in the mod"),
        ("dat/Marsh//Heron.dxs", "'dat/Marsh//Heron.dxs' has a doubled slash; write {}"),
        (" dat/Marsh/Heron.dxs", "' dat/Marsh/Heron.dxs' has a blank at its beginning; write {}"),
        ("dat/Marsh/Heron.dxs ", "'dat/Marsh/Heron.dxs ' has a blank at its end; write {}"),
        ("dat/./Marsh/Heron.dxs", "'dat/./Marsh/Heron.dxs' has a detour; write {}"),
        ("dat\\Marsh\\Heron.dxs", "'dat\\Marsh\\Heron.dxs' has backslashes; write {}"),
    ],
)
def test_a_path_is_repaired_as_its_file_is_spelt(written: str, message: str) -> None:
    right, files = "dat/Marsh/Heron.dxs", {"dat/Marsh/Heron.dxs": MESH}
    assert said(mod(vessel(1, written), files)) == [f"1 Heron: {message.format(right)}"]
    assert repaired(vessel(1, written), files) == ships(vessel(1, right))[XML].decode()


def test_a_path_with_several_faults_is_repaired_at_once() -> None:
    files = {"dat/Marsh/Heron.dxs": MESH}
    right = ships(vessel(1, "dat/Marsh/Heron.dxs"))[XML].decode()
    assert repaired(vessel(1, "dat\\\\marsh/heron.dxs"), files) == right


def test_a_slip_in_the_folder_of_many_paths_is_one_finding() -> None:
    files = {f"dat/Marsh/{name}.dxs": MESH for name in "abc"}
    body = "".join(vessel(at, f"dat//marsh/{name}.dxs") for at, name in enumerate("abc"))
    assert said(mod(body, files)) == [
        "0 Heron and 2 others: dat/marsh/ is spelt dat/Marsh/ in the mod (3 places)",
        "0 Heron and 2 others: 'dat//marsh/' has a doubled slash (3 places); write dat/Marsh/",
    ]


def test_a_path_that_is_spelt_like_one_of_two_twins_is_right() -> None:
    files = {"dat/Marsh/Heron.dxs": MESH, "dat/Marsh/heron.dxs": MESH}
    assert said(mod(vessel(1, "dat/Marsh/heron.dxs"), files), "path-case") == []
    assert found(mod(vessel(1, "dat/Marsh/heron.dxs"), files), "case-twins") == [
        (
            "case-twins",
            "dat/Marsh/Heron.dxs",
            1,
            "dat/Marsh/Heron.dxs and dat/Marsh/heron.dxs are one file on Windows; only one of "
            "them arrives",
            (),
        )
    ]


def test_an_untidy_path_to_a_file_that_is_not_in_the_mod_is_left_to_the_author() -> None:
    result = fix(mod(vessel(1, "dat//artemis.dxs"), {}), STOCK, scope=Scope(select=PATHS))
    assert result.after == {}
    assert [one.message for one in result.remaining.findings] == [
        "1 Heron: 'dat//artemis.dxs' has a doubled slash; write dat/artemis.dxs"
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("C:\\Artemis\\a.dxs", "is a path of one computer"),
        ("/dat/a.dxs", "is a path of one computer"),
        ("../a.dxs", "leads out of the game's folder"),
        ("dat/../../a.dxs", "leads out of the game's folder"),
        ("dat/nul.dxs", "is no file name that Windows allows"),
        ("dat/a?.dxs", "is no file name that Windows allows"),
        ("dat/a&#10;.dxs", "is no file name that Windows allows"),
    ],
)
def test_a_path_out_of_the_game_is_told_by_what_is_wrong_with_it(written: str, fault: str) -> None:
    [message] = said(mod(vessel(1, written), {"dat/b.dxs": MESH}), *PATHS)
    assert fault in message
    assert len(message.splitlines()) == 1


def test_a_path_in_other_capitals_in_settings_is_repaired_there() -> None:
    files = {"artemis.ini": b"cueRedAlert=dat/Horn.wav\n", "dat/horn.wav": SOUND}
    result = fix(Mod.from_files("mod", files), STOCK)
    assert result.after == {"artemis.ini": b"cueRedAlert=dat/horn.wav\n"}


# Files themselves ---------------------------------------------------------------------------


def grid(*codes: int) -> bytes:
    nodes = [bytes(12) + code.to_bytes(4, "little", signed=True) + bytes(16) for code in codes]
    return b"".join(nodes * 250)[:GRID_BYTES]


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


# Files that nothing names -------------------------------------------------------------------

USED = {"dat/Marsh/heron.dxs": MESH}


def unused(*paths: str) -> list[str]:
    files = {**USED, **dict.fromkeys(paths, MESH)}
    return said(mod(vessel(1, "dat/Marsh/heron.dxs"), files), "unreferenced-files")


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


# Switches -----------------------------------------------------------------------------------


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


# Real files ---------------------------------------------------------------------------------


def test_a_real_mod_has_one_missing_file_and_eight_paths_in_other_capitals(corpus: Path) -> None:
    mod = whole_tree(corpus / "mods" / "tsn-3.1")
    assert [line for _, _, line, _, _ in found(mod, "missing-file")] == [3002]
    places = [(line, *also) for _, _, line, _, also in found(mod, "path-case")]
    assert sorted(places) == [(886, 2009), (3567, 3599), (3567, 3599), (3567, 3599)]
    assert [line for _, _, line, _, _ in found(mod, "untidy-path")] == [1675]
    unused = " ".join(said(mod, "unreferenced-files"))
    for family in (
        "dat/TSN/Rumarian: all of its 8 files",
        "dat/TSN/Free: all",
        "Dhvarahn (4 files)",
    ):
        assert family in unused
    assert len(found(mod)) <= 16


@pytest.mark.parametrize(
    ("case", "rule", "lines"),
    [
        ("H012", "missing-file", (3566, 3580, 3595)),
        ("H014", "missing-file", (3642,)),
        ("H022", "missing-file", (680,)),
        ("H038", "untidy-path", (1373, 1672)),
    ],
)
def test_a_slip_that_was_mended_later_is_found(
    case: str, rule: str, lines: tuple[int, ...], corpus: Path
) -> None:
    mod = whole_tree(corpus / "history" / case)
    assert lines in [(line, *also) for _, _, line, _, also in found(mod, rule)]


def test_a_repaired_real_mod_has_no_new_finding(corpus: Path) -> None:
    mod = whole_tree(corpus / "mods" / "tsn-3.1")
    files = {path: mod.tree.read(path) for path in mod.tree.paths}
    files["dat/vesselDataMOD.xml"] = files[XML]
    before = audit(Mod.from_files("mod", files), STOCK, scope=Scope(select=RULES)).findings
    result = fix(Mod.from_files("mod", files), STOCK, scope=Scope(select=RULES))
    left = tuple(one for one in before if not one.is_fixable)
    assert [one.message for one in result.remaining.findings] == [one.message for one in left]
    assert len(result.fixed) == 5


@pytest.mark.parametrize("name", ["bens-4.2", "sdn"])
def test_real_mods_whose_files_are_all_there_have_no_missing_one(name: str, corpus: Path) -> None:
    assert found(whole_tree(corpus / "mods" / name), *PATHS, "missing-cue", "files-unknown") == []


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
