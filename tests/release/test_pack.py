"""`pack`: the same bytes for the same mod, as players and both loaders read it."""

import io
import json
import os
import shutil
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from artemis_modkit.model.stock import STOCK_VERSIONS, texts
from artemis_modkit.release.packing import READ_ME, zipped
from tests.audit.whole_trees import whole_tree
from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
SHIPS = '<vessel_data version="2.6"><hullRace ID="0" name="TSN" keys="player"/></vessel_data>'
NOT_ON_WINDOWS = "Windows can have no file of that name; rename it"
LEFTOVERS = {
    "notes/plan.bak": "left behind by an editor or the system",
    ".git/config": "kept by git, by a zip or by this tool",
    ".artemis-modkit/a.json": "kept by git, by a zip or by this tool",
    "notes.txt.edited": "left behind by an editor or the system",
    ".idea/workspace.xml": "hidden",
    "Thumbs.db": "left behind by an editor or the system",
    "dat/Missions/MISS_A/MISS_A_LOG.txt": "left behind by an editor or the system",
    "dat/hull.psd": "the source of art, not what the game reads",
    "setup.exe": "a program: players should not have to trust it",
    "Artemis.exe": "the game itself, which only its author may hand on",
    "modkit-manifest.json": "written anew",
    "artemis-manager.json": "written anew",
    "dat/NUL": NOT_ON_WINDOWS,
    "dat/com1.dxs": NOT_ON_WINDOWS,
    "dat/hull .": NOT_ON_WINDOWS,
    **(
        {}
        if os.name == "nt"
        else {
            "dat/a:b.dxs": NOT_ON_WINDOWS,
            "dat/a\\b.dxs": NOT_ON_WINDOWS,
            f"dat/{'deep/' * 50}a.dxs": "a path of 259 letters, too long for Windows; shorten it",
            "dat/vesseldata.xml": "to Windows the same file as dat/vesselData.xml, which is packed",
            "dat/ART": "Windows can have no file beside a folder of the same name",
        }
    ),
}


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    folder = tmp_path / "Patrol"
    (folder / "dat" / "art").mkdir(parents=True)
    (folder / "dat" / "vesselData.xml").write_text(SHIPS, "utf-8")
    (folder / "dat" / "art" / "hull.dxs").write_bytes(bytes(range(256)) * 9)
    (folder / "artemis.ini").write_bytes(b"damageTorpHom=40\r\n")
    (folder / "more.json").write_text("{}", "utf-8")
    return folder


def packed(shell: Shell, mod: Path, name: str = "Patrol-1.2.zip", *options: str) -> zipfile.ZipFile:
    zip_file = mod.parent / name
    outcome = shell("pack", mod, "-o", zip_file, "--force", *options)
    assert (outcome.code, outcome.err) == (0, "")
    return zipfile.ZipFile(io.BytesIO(zip_file.read_bytes()))


def test_the_same_mod_gives_the_same_bytes_from_its_folder_and_from_its_zip(
    mod: Path, shell: Shell, tmp_path: Path
) -> None:
    packed(shell, mod)
    first = (tmp_path / "Patrol-1.2.zip").read_bytes()
    for path in mod.rglob("*"):
        path.touch()
    packed(shell, mod)
    assert (tmp_path / "Patrol-1.2.zip").read_bytes() == first
    shutil.make_archive(str(tmp_path / "Patrol"), "zip", mod)
    outcome = shell("pack", tmp_path / "Patrol.zip", "-o", tmp_path / "b" / "P-1.zip", "--force")
    assert outcome.code == 2  # no such folder
    (tmp_path / "b").mkdir()
    assert shell("pack", tmp_path / "Patrol.zip", "-o", tmp_path / "b" / "Patrol-1.2.zip",
                 "--force").code == 0  # fmt: skip
    ours, theirs = (
        zipfile.ZipFile(path)
        for path in (tmp_path / "Patrol-1.2.zip", tmp_path / "b" / "Patrol-1.2.zip")
    )
    assert ours.namelist() == theirs.namelist()
    of_both = [name for name in ours.namelist() if name != "modkit-manifest.json"]
    assert all(ours.read(name) == theirs.read(name) for name in of_both)


def test_artemis_manager_takes_it_for_a_mod_and_can_read_its_description(
    mod: Path, shell: Shell
) -> None:
    names = packed(shell, mod).namelist()
    first_json = next(name for name in names if name.endswith(".json"))
    assert any(name.startswith("dat/") for name in names[: names.index(first_json)])
    assert not any("\\" in name for name in names)
    text = packed(shell, mod).read(first_json)
    assert len(text) % 1024 == 0 and b"\0" not in text and text.isascii()
    content = json.loads(text)
    assert (content["Name"], content["Version"]) == ("Patrol", "1.2")
    assert content["RequiredArtemisVersion"].count(".") == 2
    assert content["IsMission"] is False


def test_artemis_mod_loader_reads_one_definition(mod: Path, shell: Shell) -> None:
    archive = packed(
        shell, mod, "Patrol-1.2.zip", "--author", 'Jo "X" <y>', "--description", "A & B"
    )
    (definition,) = [name for name in archive.namelist() if name.endswith(".aml")]
    root = ElementTree.fromstring(archive.read(definition))
    assert root.tag == "ModConfiguration"
    assert (root.get("Title"), root.get("Author"), root.get("Description")) == (
        "Patrol 1.2", 'Jo "X" <y>', "A & B",
    )  # fmt: skip
    again = packed(shell, mod, "Patrol-1.3.zip")
    assert root.get("ID") == ElementTree.fromstring(again.read("Patrol.aml")).get("ID")


def test_the_read_me_is_for_windows_and_names_what_the_settings_change(
    mod: Path, shell: Shell
) -> None:
    text = packed(shell, mod).read("READ ME.txt")
    assert text.count(b"\n") == text.count(b"\r\n") > 10
    assert b"damageTorpHom: 25 -> 40" in text
    assert b"server" in text and b"How to go back" in text


def test_batch_files_replace_nothing_before_all_is_saved(mod: Path, shell: Shell) -> None:
    archive = packed(shell, mod)
    on, off = (archive.read(name).decode() for name in ("Enable.bat", "Disable.bat"))
    for path in (r'".\" "artemis.ini"', r'"dat\" "vesselData.xml"', r'"dat\art\" "hull.dxs"'):
        saved, put = (on.index(f"call :{does} {path}\r\n") for does in ("save", "put"))
        assert saved < on.index('saved files back.>"%on%"') < put
        assert f"call :remove {path}\r\n" in off
    assert off.index('del "%on%"') < off.rindex('rmdir /s /q "%saved%"')


def test_the_root_of_the_zip_is_that_of_the_game(mod: Path, shell: Shell) -> None:
    whole = packed(shell, mod).namelist()
    (mod / "dat").rename(mod / "d")
    (mod / "d").rename(mod / "DAT")
    assert packed(shell, mod).namelist() == whole
    alone = [name for name in packed(shell, mod / "DAT").namelist() if "." in name[-4:]]
    assert [name for name in alone if "/" in name] == ["dat/art/hull.dxs", "dat/vesselData.xml"]


def test_a_top_folder_holds_all_and_nothing_of_loaders(mod: Path, shell: Shell) -> None:
    for _ in range(2):  # and the second time it is known as one of ours
        archive = packed(shell, mod, "Pätrol-1.2.zip", "--top-folder")
    assert sorted(archive.namelist()) == [
        f"Pätrol 1.2/{name}"
        for name in (
            "Disable.bat", "Enable.bat", "READ ME.txt", "artemis.ini", "dat/art/hull.dxs",
            "dat/vesselData.xml", "modkit-manifest.json", "more.json",
        )
    ]  # fmt: skip
    assert b"copy what is in its folder into the copy" in archive.read("Pätrol 1.2/READ ME.txt")
    assert shell("verify", mod.parent / "Pätrol-1.2.zip").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="this system has no names that are no text")
def test_a_name_that_is_no_text_is_left_out(mod: Path, shell: Shell) -> None:
    (mod / "dat" / os.fsdecode(b"h\xffll.dxs")).write_bytes(b"1")
    outcome = shell("pack", mod, "-o", mod.parent / "P-1.zip", "--force")
    assert outcome.code == 0
    assert "its name is no text to Windows; rename it" in outcome.out


def test_a_zip_of_more_files_than_old_zips_could_hold_is_read_again() -> None:
    files = {READ_ME: b"", **{f"dat/{number}": b"" for number in range(65_600)}}
    again = zipfile.ZipFile(io.BytesIO(zipped(files))).namelist()
    assert again == list(files)


def test_what_is_unpacked_verifies(mod: Path, shell: Shell, tmp_path: Path) -> None:
    packed(shell, mod).extractall(tmp_path / "game")
    outcome = shell("verify", tmp_path / "game")
    assert (outcome.code, "none differs" in outcome.out) == (0, True)
    (tmp_path / "game" / "artemis.ini").write_text("damageTorpHom=41\n", "utf-8")
    assert shell("verify", tmp_path / "game").code == 1


@pytest.mark.parametrize("path", LEFTOVERS)
def test_each_kind_of_leftover_is_named_and_left_out(path: str, mod: Path, shell: Shell) -> None:
    kept = packed(shell, mod, "plain.zip").namelist()
    (mod / path).parent.mkdir(parents=True, exist_ok=True)
    if (mod / path).exists():
        pytest.skip("this system takes names in other letters for the same")
    (mod / path).write_text("{}", "utf-8")
    outcome = shell("pack", mod, "-o", mod.parent / "P-1.zip", "--force", "--format", "json")
    found = {one["path"]: one["reason"] for one in json.loads(outcome.out)["left_out"]}
    reason = LEFTOVERS[path]
    is_folder = reason.startswith("kept by")
    assert found == {path.partition("/")[0] + "/" if is_folder else path: reason}
    names = zipfile.ZipFile(mod.parent / "P-1.zip").namelist()
    assert sorted(names) == sorted(name.replace("plain.aml", "P.aml") for name in kept)


def test_files_that_the_game_has_are_left_out_where_it_is_at_hand(
    mod: Path, shell: Shell, tmp_path: Path
) -> None:
    game = tmp_path / "game"
    (game / "dat" / "art").mkdir(parents=True)
    shutil.copy(mod / "dat" / "art" / "hull.dxs", game / "dat" / "art" / "HULL.DXS")
    (game / "artemis.ini").write_text("damageTorpHom=25\n", "utf-8")
    names = packed(shell, mod, "P-1.zip", "--game", str(game)).namelist()
    assert "dat/art/hull.dxs" not in names
    assert "artemis.ini" in names


def test_what_the_author_has_under_one_of_our_names_stays(mod: Path, shell: Shell) -> None:
    (mod / "Read me.TXT").write_text("Mine.", "utf-8")
    (mod / "enable.BAT").write_text("rem mine", "utf-8")
    archive = packed(shell, mod)
    assert archive.read("Read me.TXT") == b"Mine."
    assert archive.read("enable.BAT") == b"rem mine"
    assert not {"READ ME.txt", "Enable.bat"} & set(archive.namelist())
    packed(shell, mod)  # and the zip is still known as one of ours


def test_no_name_of_a_mod_leads_out_of_the_zip(mod: Path, shell: Shell) -> None:
    names = packed(shell, mod, "P-1.zip", "--name", "../../x:y?").namelist()
    assert "-..-x-y-.aml" in names


def test_errors_of_the_audit_stop_it(shell: Shell, tmp_path: Path) -> None:
    outcome = shell("pack", DEMO, "-o", tmp_path / "demo-1.zip")
    assert outcome.code == 1
    assert "errors, so nothing was written" in outcome.out
    assert not (tmp_path / "demo-1.zip").exists()


def test_nothing_but_a_zip_of_ours_is_replaced(mod: Path, shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("READ ME.txt", "mine")
    before = other.read_bytes()
    outcome = shell("pack", mod, "-o", other, "--force")
    assert outcome.code == 2
    assert "already exists and is not a zip of pack" in outcome.err
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    ("what", "output", "message"),
    [
        ("stock:2.8", "a.zip", "a whole mod is packed; name its folder, or a .zip of it"),
        ("Patrol/dat/vesselData.xml", "a.zip", "a whole mod is packed"),
        ("Patrol", "Patrol/a.zip", "lies in the mod and would be packed too; put it beside"),
    ],
)
def test_what_cannot_be_packed_is_refused(
    what: str, output: str, message: str, mod: Path, shell: Shell
) -> None:
    with shell.inside(mod.parent):
        outcome = shell("pack", what, "-o", output)
    assert outcome.code == 2
    assert message in outcome.err


def test_a_patched_mod_is_written_as_a_zip_for_players(mod: Path, shell: Shell) -> None:
    shutil.copytree(DEMO, mod, dirs_exist_ok=True)
    zip_file = mod.parent / "Patrol-TSN-1.2.zip"
    assert shell("patch", mod, "--recipe", "tsn", "-o", zip_file).code == 0
    with zipfile.ZipFile(zip_file) as archive:
        names = set(archive.namelist())
        assert archive.read("dat/art/hull.dxs") == (mod / "dat/art/hull.dxs").read_bytes()
    assert {"READ ME.txt", "CHANGES.md", "Patrol-TSN.aml", "Enable.bat"} <= names
    assert shell("verify", zip_file).code == 0


def test_art_goes_along_into_a_folder_when_asked_for(mod: Path, shell: Shell) -> None:
    shutil.copytree(DEMO, mod, dirs_exist_ok=True)
    for name, more in (("without", ()), ("with", ("--with-art",))):
        out = mod.parent / name
        told = shell("patch", mod, "--recipe", "tsn", "-o", out, *more).out
        assert ("Not copied" in told, (out / "dat/art/hull.dxs").exists()) == (
            name == "without",
            name == "with",
        )


def test_a_merge_is_written_as_a_zip_only_without_conflicts(mod: Path, shell: Shell) -> None:
    def version(name: str, front: int) -> Path:
        folder = mod.parent / name
        shutil.copytree(mod, folder)
        ship = f'<vessel uniqueID="1" side="0" classname="A"><shields front="{front}"/></vessel>'
        text = SHIPS.replace("</vessel_data>", f"{ship}</vessel_data>")
        (folder / "dat" / "vesselData.xml").write_text(text, "utf-8")
        return folder

    base, ours, theirs = version("base", 10), version("ours", 20), version("theirs", 30)
    zip_file = mod.parent / "Merged-1.0.zip"
    outcome = shell("merge", "--base", base, ours, theirs, "-o", zip_file)
    assert (outcome.code, zip_file.exists()) == (1, False)
    assert "a zip for players is made of no half merge" in outcome.out
    assert shell("merge", "--base", base, ours, base, "-o", zip_file).code == 0
    with zipfile.ZipFile(zip_file) as archive:
        assert b'front="20"' in archive.read("dat/vesselData.xml")
        assert "dat/art/hull.dxs" in archive.namelist()


@pytest.mark.parametrize("name", ["tsn-3.1", "sdn"])
def test_the_trees_of_real_mods_give_the_same_bytes_twice_and_verify(
    name: str, corpus: Path, shell: Shell, tmp_path: Path
) -> None:
    tree = whole_tree(corpus / "mods" / name)
    zips = []
    for at in ("one", "two"):
        folder = tmp_path / at / name
        for path in tree.tree.paths:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(tree.tree.read(path))
        zips.append(folder.parent / f"{name}-9.9.zip")
        assert shell("pack", folder, "-o", zips[-1], "--force").code == 0
    assert zips[0].read_bytes() == zips[1].read_bytes()
    with zipfile.ZipFile(zips[0]) as archive:
        archive.extractall(tmp_path / "out")
    assert shell("verify", tmp_path / "out").code == 0


@pytest.mark.parametrize("script", [None, "off.bat"])
def test_a_copy_of_the_games_own_text_stays_behind_unless_a_script_puts_it_back(
    script: str | None, mod: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ini = (mod / "artemis.ini").read_bytes()
    monkeypatch.setattr(texts, "_TEXTS", {texts._digest(ini): "2.9"})
    (mod / "artemisOriginal.ini").write_bytes(b"damageTorpHom=40  \n\n")
    (mod / "artemisMod.ini").write_bytes(b"damageTorpHom=41\r\n")
    if script:
        (mod / script).write_text("xcopy /y ArtemisOriginal.ini artemis.ini\n")
    outcome = shell("pack", mod, "-o", mod.parent / "Patrol-1.zip", "--format", "json")
    found = {one["path"]: one["reason"] for one in json.loads(outcome.out)["left_out"]}
    assert found == ({} if script else {"artemisOriginal.ini": "the game's own file, of 2.9 alone"})


def test_the_real_texts_of_every_game_are_known(corpus: Path) -> None:
    found = {
        (path.parts[len(corpus.parts) + 1], texts.version_of_text(path.read_bytes()))
        for name in ("vesselData.xml", "artemis.ini")
        for path in (corpus / "stock").rglob(name)
    }
    assert {named for named, _ in found} == set(STOCK_VERSIONS)
    assert all(named == told for named, told in found)
