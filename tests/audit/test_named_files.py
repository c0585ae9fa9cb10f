"""What the audit says of files that a mod names: missing ones, and paths that are spelt wrongly."""

from pathlib import Path

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from artemis_modkit.parsers.snt import GRID_BYTES
from tests.audit.mods_of_files import (
    MESH,
    PATHS,
    PICTURE,
    RULES,
    SOUND,
    STOCK,
    XML,
    found,
    mod,
    said,
    vessel,
)
from tests.audit.whole_trees import whole_tree

# Missing files ----------------------------------------------------------------------------------


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


# Parts of mods ----------------------------------------------------------------------------------


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


# Paths ------------------------------------------------------------------------------------------


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


# Real files -------------------------------------------------------------------------------------


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
