"""Paths as Windows has them: drives, shares, devices, names that are one there."""

import zipfile
from pathlib import Path, PureWindowsPath

import pytest

from artemis_modkit.files.replacing import replace_files
from artemis_modkit.files.trees import LEADS_OUT, folder_tree, memory_tree, normal_path
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.windows.programs import contents, modkit, only_windows

DEVICES = (
    "CON", "con", "NUL", "nul", "PRN", "AUX", "aux.html", "COM1", "com9.txt", "LPT1", "lpt3.xml",
    "NUL .txt", "COM¹.ini",
)  # fmt: skip
NO_NAMES = ("a<b.txt", "a>b", 'a"b', "a|b", "a?b", "a*b", "a:b", "C:mod", "C:\\mod", "a\x01b")


# What is decided by the path alone, on every system ------------------------------------------


@pytest.mark.parametrize("name", [*DEVICES, *NO_NAMES])
@pytest.mark.parametrize("folder", ["", "dat/", "dat\\art/"])
def test_a_device_or_what_windows_allows_no_name_is_no_path_of_a_mod(
    name: str, folder: str
) -> None:
    assert normal_path(folder + name) is None
    path = f"dat/{name}"
    tree = memory_tree({path: b"", "artemis.ini": b""})
    assert [(one.path, one.reason) for one in tree.refused] == [(path, LEADS_OUT)]
    assert tree.paths == ("artemis.ini",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dat\\art/ship.dxs", "dat/art/ship.dxs"),
        ("dat\\\\art\\ship.dxs", "dat/art/ship.dxs"),
        ("dat/art/../ship.dxs", "dat/ship.dxs"),
        (".\\dat\\ship.dxs", "dat/ship.dxs"),
        ("dat/ship.dxs. . ", "dat/ship.dxs"),
        ("dat /ship.dxs", "dat/ship.dxs"),
        ("console.txt", "console.txt"),
        ("dat/nullship.snt", "dat/nullship.snt"),
        ("com10.txt", "com10.txt"),
    ],
)
def test_slashes_of_both_kinds_dots_and_blanks_are_read_as_windows_reads_them(
    written: str, meant: str
) -> None:
    assert normal_path(written) == meant


@pytest.mark.parametrize(
    "written", ["\\\\server\\share\\x", "\\\\?\\C:\\x", "//server/share/x", "\\x", "/x", "..\\x"]
)
def test_shares_long_prefixes_and_roots_lead_out_of_a_mod(written: str) -> None:
    assert normal_path(written) is None
    assert PureWindowsPath(written).anchor or ".." in written


@pytest.mark.parametrize("path", ["C:x.ini", "C:/x.ini", "//server/share/x.ini", "//?/C:/x.ini"])
def test_nothing_is_written_to_a_drive_or_share_by_a_path_of_a_mod(
    path: str, tmp_path: Path
) -> None:
    with pytest.raises(ModkitError, match="is no path inside of"):
        replace_files(tmp_path, {}, {path: b"x"})
    assert list(tmp_path.iterdir()) == []


def test_members_of_a_zip_made_on_windows_have_backslashes(mod: Path, tmp_path: Path) -> None:
    archive = tmp_path / "patrol.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path, data in contents(mod).items():
            member = zipfile.ZipInfo("x")
            member.filename = path.replace("/", "\\")  # the name as it is stored
            out.writestr(member, data)
    from_zip, from_folder = Mod.open(archive), Mod.open(mod)
    assert from_zip.text_files() == from_folder.text_files()


# What only a Windows can show ----------------------------------------------------------------


@only_windows
def test_a_mod_is_found_by_every_way_to_name_its_folder(mod: Path) -> None:
    drive, rest = mod.drive, str(mod)[len(mod.drive) :]
    usual = modkit("audit", mod, "-f", "json")
    assert usual.code == 1
    for name in (
        mod.as_posix(),
        str(mod).upper(),
        f"{mod}\\",
        f"{mod}\\dat\\..",
        rest,
        f"\\\\?\\{mod}",
        f"//?/{mod.as_posix()}",
    ):
        found = modkit("audit", name, "-f", "json", cwd=Path(f"{drive}\\"))
        assert (found.code, found.err) == (1, b""), name
        assert found.out.lower() == usual.out.lower(), name
    relative = modkit("audit", f"{drive}mod", "-f", "json", cwd=mod.parent)
    assert relative == usual


@only_windows
@pytest.mark.parametrize("name", ["mod\\out", "MOD\\out", "mod\\dat\\..\\out", ".\\mod\\out"])
def test_a_new_folder_inside_of_the_mod_is_refused_however_it_is_spelt(
    mod: Path, name: str
) -> None:
    before = contents(mod)
    refused = modkit("patch", "mod", "-r", "tsn", "-o", name, cwd=mod.parent)
    assert refused.code == 2
    assert refused.complaint.endswith("lies inside of the mod itself; name a folder elsewhere")
    whole = modkit("patch", "mod", "-r", "tsn", "-o", f"\\\\?\\{mod}\\out", cwd=mod.parent)
    assert whole.code == 2
    assert whole.complaint.endswith("lies inside of the mod itself; name a folder elsewhere")
    assert contents(mod) == before


@only_windows
def test_a_new_folder_is_written_by_drive_and_by_long_prefix(mod: Path, tmp_path: Path) -> None:
    modkit("patch", "mod", "-r", "tsn", "-o", "usual", cwd=tmp_path)
    written = contents(tmp_path / "usual")
    assert "dat/vesselData.xml" in written
    for name in (f"{tmp_path.drive}relative", f"\\\\?\\{tmp_path}\\long", str(tmp_path / "plain")):
        done = modkit("patch", "mod", "-r", "tsn", "-o", name, cwd=tmp_path)
        assert (done.code, done.err) == (0, b""), name
    for name in ("relative", "long", "plain"):
        assert contents(tmp_path / name) == written


@only_windows
@pytest.mark.parametrize(
    "name", ["CON", "NUL", "aux.html", "COM1", "out\\nul", "a<b", "a:b", "a|b", "what?"]
)
def test_a_device_or_no_name_is_refused_as_output_in_a_sentence(mod: Path, name: str) -> None:
    before = contents(mod.parent)
    for command in (
        ("patch", "mod", "-r", "tsn", "-o", name),
        ("audit", "mod", "-f", "json", "-o", name),
        ("report", "mod", "-o", name),
    ):
        refused = modkit(*command, cwd=mod.parent)
        assert refused.code == 2, command
        assert refused.complaint, command
    assert contents(mod.parent) == before


@only_windows
@pytest.mark.parametrize("name", ["CON", "NUL", "mod\\aux", "Q:\\mod", "\\\\nobody\\nothing\\mod"])
def test_a_device_or_a_drive_that_is_not_there_is_no_mod(mod: Path, name: str) -> None:
    refused = modkit("audit", name, cwd=mod.parent)
    assert refused.code == 2
    assert refused.complaint


@only_windows
def test_dots_and_blanks_at_the_end_of_an_output_are_dropped_as_windows_drops_them(
    mod: Path, tmp_path: Path
) -> None:
    done = modkit("patch", "mod", "-r", "tsn", "-o", "out. .", cwd=tmp_path)
    assert done.code == 0, done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mod", "out"]
    written = contents(tmp_path)
    again = modkit("patch", "mod", "-r", "tsn", "-o", "out. .", cwd=tmp_path)
    assert again.code == 2
    assert again.complaint
    assert contents(tmp_path) == written


@only_windows
def test_files_are_found_whatever_their_case(mod: Path) -> None:
    lower = mod.rename(mod.with_name("lower"))
    for path, data in contents(lower).items():
        place = mod / path.upper()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    before = contents(mod)
    done = modkit("patch", mod, "-r", "tsn", "--in-place")
    assert (done.code, done.err) == (0, b"")
    changed = contents(mod)
    assert before.keys() == changed.keys()
    assert {path for path in before if before[path] != changed[path]} == {
        "ARTEMIS.INI",
        "DAT/VESSELDATA.XML",
    }
    assert modkit("restore", str(mod).upper()).code == 0
    assert contents(mod) == before


@only_windows
def test_a_second_name_for_one_file_is_refused_not_written_over(mod: Path) -> None:
    with pytest.raises(ModkitError, match="is there already; it would be overwritten"):
        replace_files(mod, {}, {"ARTEMIS.ini": b"x"})


@only_windows
def test_paths_longer_than_259_characters_are_refused_before_anything_is_written(
    mod: Path, tmp_path: Path
) -> None:
    deep = tmp_path
    while len(str(deep)) < 200:
        deep = deep / "a folder with a long name"
    longest = len("/dat/NebulaPatrol/lantern.snt")
    for length, code in ((260 - longest, 2), (261, 2), (259 - longest, 0)):
        out = deep.with_name(deep.name + "x" * (length - len(str(deep))))
        done = modkit("patch", mod, "-r", "tsn", "-o", out)
        assert (done.code, out.exists()) == (code, code == 0)
        if code:
            assert "open no more than 259; name a shorter one" in done.complaint
            assert list(tmp_path.iterdir()) == [mod]
        else:
            assert modkit("verify", out).code == 0


@only_windows
@pytest.mark.parametrize(
    "name", ["艦船のMOD", "корабли", "naïve façade", "100% & more (2) ^", "a'b"]
)
def test_folders_have_names_of_any_language(mod: Path, name: str) -> None:
    place = mod.rename(mod.with_name(name))
    before = contents(place)
    for page in ("utf-8", "cp437", "cp1252", "cp932"):
        assert modkit("audit", place, encoding=page).code == 1
    done = modkit("patch", place, "-r", "tsn", "--in-place")
    assert (done.code, done.err) == (0, b"")
    assert modkit("restore", place).code == 0
    assert contents(place) == before


@only_windows
def test_a_file_that_explorer_shows_without_its_second_ending_is_named(mod: Path) -> None:
    """With endings hidden, `vesselData.xml.txt` looks like `vesselData.xml` in its folder."""
    (mod / "dat" / "vesselData.xml").rename(mod / "dat" / "vesselData.xml.txt")
    found = modkit("audit", mod, "-f", "json")
    assert found.code in (0, 1, 2)
    assert b"Traceback" not in found.err


@only_windows
def test_a_folder_lists_its_files_with_slashes(mod: Path) -> None:
    tree = folder_tree(mod)
    assert [path for path in tree.paths if "\\" in path] == []
    found = tree.resolve("DAT\\nebulapatrol/LANTERN.snt")
    assert found is not None and found in tree.paths
