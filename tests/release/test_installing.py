"""Mods go into a game's folder and out again, in any order, with every byte back."""

import io
import itertools
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from artemis_modkit.files.disk import OWN_FOLDER
from artemis_modkit.files.restoring import restore
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.release.games import steam_games
from artemis_modkit.release.installing import install, installed_in, uninstall
from tests.shell import Shell

XML = b'<vessel_data><vessel uniqueID="%d"/></vessel_data>'
GAME = {"Artemis.exe": b"MZ", "artemis.ini": b"a=1\r\n", "dat/vesselData.xml": XML % 1}
MODS = {
    "one": {"dat/vesselData.xml": XML % 2, "dat/One/a.dxs": b"one"},
    "two": {"dat/VESSELDATA.xml": XML % 3, "artemis.ini": b"a=2", "dat/Two/b.dxs": b"two"},
    "three": {"artemis.ini": b"a=3", "dat/one/A.dxs": b"three"},
}


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and OWN_FOLDER not in path.parts
    }


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def game(tmp_path: Path) -> Path:
    return write(tmp_path / "Artemis", GAME)


def mod(name: str) -> Mod:
    return Mod.from_files(name, MODS[name])


def stacked(names: tuple[str, ...]) -> dict[str, bytes]:
    """The files of the game with mods over it, by their names on Windows."""
    files = {path.lower(): data for path, data in GAME.items()}
    for name in names:
        files |= {path.lower(): data for path, data in MODS[name].items()}
    return files


@pytest.mark.parametrize("out", [*itertools.permutations(MODS)])
def test_mods_are_taken_out_in_any_order(out: tuple[str, ...], game: Path) -> None:
    left = list(MODS)
    for name in left:
        install(mod(name), name, game)
    for name in out:
        assert {at.lower(): data for at, data in files_in(game).items()} == stacked(tuple(left))
        assert [one.name for one in installed_in(game)] == left
        uninstall(name, game)
        left.remove(name)
    assert files_in(game) == GAME
    assert sorted(path.name for path in (game / "dat").iterdir()) == ["vesselData.xml"]


def test_what_is_installed_can_be_restored_change_by_change(game: Path) -> None:
    states = [files_in(game)]
    install(mod("one"), "one", game)
    states.append(files_in(game))
    install(mod("two"), "two", game)
    states.append(files_in(game))
    uninstall("one", game)
    names = [["one", "two"], ["one"], []]
    for state, mods in zip(reversed(states), names, strict=True):
        restore(game)
        assert files_in(game) == state
        assert [one.name for one in installed_in(game)] == mods


def test_a_file_that_was_edited_since_stops_it_and_is_kept_with_force(game: Path) -> None:
    install(mod("one"), "one", game)
    (game / "dat" / "vesselData.xml").write_bytes(b"mine")
    before = files_in(game)
    with pytest.raises(ModkitError) as refused:
        uninstall("one", game)
    assert str(refused.value) == (
        f"{game / 'dat/vesselData.xml'}: has been edited since it was installed; with --force the "
        "edited file is kept beside it"
    )
    assert files_in(game) == before
    uninstall("one", game, force=True)
    assert files_in(game) == {**GAME, "dat/vesselData.xml.edited": b"mine"}


def test_a_game_that_was_verified_by_steam_since_is_as_it_should_be(game: Path) -> None:
    install(mod("one"), "one", game)
    write(game, GAME)
    uninstall("one", game)
    assert files_in(game) == GAME


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"installed": 1, "mods": [{"name": 1}]}', b"[" * 9999]
)
def test_a_damaged_list_of_mods_is_refused_with_the_way_out(content: bytes, game: Path) -> None:
    write(game, {f"{OWN_FOLDER}/installed.json": content})
    with pytest.raises(ModkitError) as refused:
        install(mod("one"), "one", game)
    assert "cannot be understood as the list of installed mods" in str(refused.value)
    assert files_in(game) == GAME


def test_the_command_installs_into_a_copy_and_leaves_the_game_alone(
    shell: Shell, game: Path, tmp_path: Path
) -> None:
    one = write(tmp_path / "one", MODS["one"])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, data in {**MODS["two"], "READ ME.txt": b"x", "Enable.bat": b"x"}.items():
            archive.writestr(path, data)
    (tmp_path / "two.zip").write_bytes(packed.getvalue())
    outcome = shell("install", one, tmp_path / "two.zip", "--game", game, "--format", "json")
    copy = tmp_path / "Artemis - one + two"
    assert (outcome.code, outcome.err) == (0, "")
    told = json.loads(outcome.out)
    assert (told["game"], told["copy"]) == (copy.as_posix(), True)
    assert [(one["name"], one["over"]) for one in told["installed"]] == [
        ("one", []),
        ("two", ["dat/vesselData.xml"]),
    ]
    assert files_in(game) == GAME
    assert {at.lower(): data for at, data in files_in(copy).items()} == stacked(("one", "two"))
    assert shell("verify", copy, "--against", tmp_path / "two.zip").code == 0
    assert shell("verify", copy, "--against", one).code == 1
    assert shell("uninstall", "one", "--game", copy).code == 0
    assert shell("uninstall", "--game", copy).out == "1. two, 3 files\n"
    assert shell("uninstall", "two", "--game", copy).code == 0
    assert files_in(copy) == GAME


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["one", "--game", "one"], "one: is no folder of the game: there is no Artemis.exe in it"),
        (["one", "--game", "none"], "none: no such folder; name that of the game, with Artemis.exe "
         "in it"),
        (["one", "--game", "Artemis", "--in-place", "--copy-to", "x"],
         "--copy-to and --in-place say two things; use one of them"),
        (["one", "--game", "Artemis", "--copy-to", "Artemis/x"],
         "Artemis/x: lies inside of the game itself; name a folder elsewhere"),
        (["one", "--game", "Artemis", "--copy-to", "one"],
         "one: is there already and not empty; name a new folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_installed_is_refused(
    arguments: list[str], said: str, shell: Shell, game: Path, tmp_path: Path
) -> None:
    write(tmp_path / "one", MODS["one"])
    with shell.inside(tmp_path):
        outcome = shell("install", *arguments)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"artemis-modkit: {said}\n")
    assert files_in(game) == GAME


def test_the_game_itself_and_what_is_there_already_are_not_installed(
    shell: Shell, game: Path, tmp_path: Path
) -> None:
    same = write(tmp_path / "same-1.2", {"artemis.ini": GAME["artemis.ini"]})
    for mod_at, said in (
        (game, "Artemis: is the game itself; name a mod, and the game by --game"),
        (same, f"same-1.2: all its files are in {game} already; nothing is to be installed"),
    ):
        outcome = shell("install", mod_at, "--game", game, "--in-place")
        assert (outcome.code, outcome.err) == (2, f"artemis-modkit: {said}\n")
    assert not (game / OWN_FOLDER).exists()


def test_a_refused_install_leaves_nothing_behind(game: Path) -> None:
    (game / "dat" / "One").write_bytes(b"a file where a folder should be")
    with pytest.raises(ModkitError):
        install(mod("one"), "one", game)
    assert [path.name for path in (game / OWN_FOLDER).rglob("*") if path.is_file()] in (
        [],
        [".lock"],
        ["lock"],
    )


def test_what_is_not_installed_is_named(game: Path) -> None:
    unsafe = {**MODS["one"], "../out.txt": b"x", "setup.exe": b"MZ", "notes.bak": b"x"}
    done = install(Mod.from_files("one", unsafe), "one", game)
    assert sorted(one.path for one in done.left_out) == ["../out.txt", "notes.bak", "setup.exe"]
    assert set(files_in(game)) == {*GAME, "dat/One/a.dxs"}


@pytest.mark.parametrize(
    "vdf",
    [
        '"libraryfolders"\n{\n\t"0"\n\t{\n\t\t"path"\t\t"{}"\n\t\t"apps"\n\t\t{\n'
        '\t\t\t"247350"\t\t"9"\n\t\t}\n\t}\n}\n',
        '"LibraryFolders"\r\n{\r\n\t"TimeNextStatsReport"\t"1"\r\n\t"1"\t\t"{}"\r\n}\r\n',
        '\ufeff"LibraryFolders" { // kept by hand\n "1" { "label" "" "Path" "{}" } }',
    ],
    ids=["since 2021", "before", "by hand"],
)
@pytest.mark.parametrize("folder", ["steamapps", "SteamApps"])
def test_the_libraries_of_steam_are_read(vdf: str, folder: str, tmp_path: Path) -> None:
    library = tmp_path / "My Library"
    acf = '"AppState"\n{\n\t"appid"\t\t"247350"\n\t"installdir"\t\t"Artemis SBS"\n}'
    written = vdf.replace("{}", str(library).replace("\\", "\\\\"))
    write(tmp_path / "Steam", {f"{folder}/libraryfolders.vdf": written.encode()})
    write(library, {f"{folder}/appmanifest_247350.acf": acf.encode()})
    found = {place.as_posix().lower() for place in steam_games(tmp_path / "Steam")}
    assert found == {(library / "steamapps/common/Artemis SBS").as_posix().lower()}
    shutil.rmtree(library)
    assert [*steam_games(tmp_path / "Steam")] == []


@pytest.mark.parametrize("vdf", ["", "{", '"a', '"path"', "}}}", '"1" {{{ "path" "\\'])
def test_a_damaged_list_of_libraries_names_none(vdf: str, tmp_path: Path) -> None:
    write(tmp_path, {"steamapps/libraryfolders.vdf": vdf.encode()})
    assert [*steam_games(tmp_path)] == []


def test_a_copy_of_a_game_that_nobody_may_change_can_be_changed(
    shell: Shell, game: Path, tmp_path: Path
) -> None:
    one = write(tmp_path / "one", MODS["one"])
    made = [game, *game.rglob("*")]
    modes = [path.stat().st_mode for path in made]
    for path in made:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        outcome = shell(
            "install", one, "--game", game / "Artemis.exe", "--copy-to", tmp_path / "new"
        )
        assert [path.stat().st_mode for path in made] == [mode & ~0o222 for mode in modes]
        refused = shell("install", one, "--game", game, "--in-place")
    finally:
        for path, mode in zip(made, modes, strict=True):
            path.chmod(mode)
    assert (outcome.code, outcome.err) == (0, "")
    assert (tmp_path / "new" / "dat" / "One" / "a.dxs").read_bytes() == b"one"
    assert (refused.code, "is read-only" in refused.err or "cannot be" in refused.err) == (2, True)
    assert files_in(game) == GAME


def test_of_several_mods_all_are_installed_or_none(
    shell: Shell, game: Path, tmp_path: Path
) -> None:
    one = write(tmp_path / "one", MODS["one"])
    same = write(tmp_path / "same", MODS["one"])
    for where in (("--copy-to", tmp_path / "new"), ("--in-place",)):
        outcome = shell("install", one, same, "--game", game, *where)
        assert (outcome.code, outcome.out) == (2, "")
        assert "same: all its files are in" in outcome.err
    assert not (tmp_path / "new").exists()
    assert (files_in(game), installed_in(game)) == (GAME, ())


def test_a_mod_for_another_version_of_the_game_is_told(shell: Shell, tmp_path: Path) -> None:
    old, new = (tmp_path / name for name in ("old", "new"))
    for place, version in ((old, "2.4"), (new, "2.8")):
        for path, data in ((one, Mod.open(f"stock:{version}").tree.read(one)) for one in
                           ("dat/vesselData.xml", "artemis.ini")):  # fmt: skip
            write(place, {path: data})
    write(new, {"Artemis.exe": b"MZ"})
    doubts = [
        json.loads(
            shell("install", one, "--game", new, "--copy-to", tmp_path / to, "-f", "json").out
        )["doubts"]
        for one, to in ((old, "a"), (write(tmp_path / "few", {"artemis.ini": b"x=1"}), "b"))
    ]
    assert doubts == [
        [
            f"old is written as for game 2.4, and the one in {new} is 2.8: look for its release "
            "for that game, or try it before the event."
        ],
        [],
    ]


def test_several_mods_in_a_zip_and_one_below_a_folder(
    shell: Shell, game: Path, tmp_path: Path
) -> None:
    for name, paths in (("two.zip", ("a/artemis.ini", "b/artemis.ini")),
                        ("Fahrt \u00e4\u00f6.zip", ("Mein Mod/artemis.ini",))):  # fmt: skip
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path in paths:
                archive.writestr(path, b"a=5")
    several = shell("install", tmp_path / "two.zip", "--game", game)
    assert several.err == (
        "artemis-modkit: two.zip: holds several mods ('a', 'b'); unpack it and name one of them\n"
    )
    outcome = shell("install", tmp_path / "Fahrt \u00e4\u00f6.zip", "--game", game, "--copy-to",
                    tmp_path / "new")  # fmt: skip
    assert (outcome.code, outcome.err) == (0, "")
    assert files_in(tmp_path / "new") == {**GAME, "artemis.ini": b"a=5"}
