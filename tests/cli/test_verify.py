"""`verify` as users meet it."""

import json
import shutil
from pathlib import Path

import pytest

from artemis_modkit import __version__
from artemis_modkit.files.disk import write_folder
from artemis_modkit.model import Mod
from artemis_modkit.patcher import load_recipe
from artemis_modkit.patcher.manifest import MANIFEST_FILE, Manifest, with_manifest
from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
RECIPE = load_recipe("tsn")


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    """A folder with the files of a mod and their manifest."""
    folder = tmp_path / "Patrol"
    opened = Mod.open(DEMO)
    files = opened.text_files()
    manifest = Manifest.of(opened, [RECIPE], files).to_bytes()
    write_folder(folder, {**files, MANIFEST_FILE: manifest})
    return folder


def test_a_folder_as_it_was_written_is_equal(shell: Shell, mod: Path) -> None:
    outcome = shell("verify", mod)
    assert (outcome.code, outcome.out, outcome.err) == (
        0,
        "Patrol, as made from nebula-patrol by tsn.\n"
        "By modkit-manifest.json, 4 files equal, none differs.\n",
        "",
    )


def test_every_way_to_differ_has_its_words(shell: Shell, mod: Path) -> None:
    ships = mod / "dat/vesselData.xml"
    ships.write_bytes(ships.read_bytes().replace(b"\r\n", b"\n"))
    (mod / "artemis.ini").write_bytes(b"; mine\n")
    (mod / "readme.txt").unlink()
    (mod / "dat/more.xml").write_bytes(b"<more/>")
    (mod / "dat/lamp.dxs").write_bytes(b"art")
    outcome = shell("verify", mod, "--format", "json")
    assert outcome.code == 1
    found = json.loads(outcome.out)
    assert found.pop("manifest")["recipes"][0]["name"] == "tsn"
    assert found == {
        "artemis_modkit": __version__,
        "schema": 1,
        "command": "verify",
        "mod": "Patrol",
        "against": "modkit-manifest.json",
        "equal": 1,
        "differences": [
            {"file": "artemis.ini", "difference": "changed", "message": "differs"},
            {"file": "dat/more.xml", "difference": "extra", "message": "is only here"},
            {
                "file": "dat/vesselData.xml",
                "difference": "line_ends",
                "message": "differs in its line ends only; Git or an editor may have changed them",
            },
            {"file": "readme.txt", "difference": "missing", "message": "is missing"},
        ],
        "unchecked": 1,
    }
    shown = shell("verify", mod).out
    assert "By modkit-manifest.json, 1 file equal, 4 differ." in shown
    assert "Not checked: 1 other file (meshes, pictures, sounds)." in shown


def test_a_folder_that_lost_all_its_files_is_still_checked(shell: Shell, mod: Path) -> None:
    for name in ("dat", "artemis.ini"):
        path = mod / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert shell("verify", mod).code == 1


def test_names_count_as_windows_has_them(shell: Shell, mod: Path) -> None:
    (mod / "artemis.ini").rename(mod / "aside")
    (mod / "aside").rename(mod / "Artemis.INI")
    assert shell("verify", mod).code == 0


def test_a_client_is_compared_with_the_server(shell: Shell, mod: Path, tmp_path: Path) -> None:
    client = tmp_path / "Client"
    shutil.copytree(mod, client)
    (client / MANIFEST_FILE).unlink()
    assert shell("verify", client, "--against", mod).code == 0
    assert shell("verify", client, "--against", mod / MANIFEST_FILE).code == 0
    (client / "artemis.ini").write_bytes(b"; mine\n")
    outcome = shell("verify", client, "--against", mod)
    assert outcome.code == 1
    assert "By Patrol, 3 files equal, 1 differs." in outcome.out
    assert shell("verify", client, "--against", mod / MANIFEST_FILE).code == 1


def test_a_zip_is_checked_too(shell: Shell, mod: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "packed"), "zip", mod.parent, mod.name)
    assert shell("verify", archive).code == 0
    assert shell("verify", archive, "--against", mod).code == 0


def test_a_change_in_place_brings_its_manifest_and_takes_it_back(
    shell: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "mod"
    shutil.copytree(DEMO, folder)
    opened = Mod.open(folder)
    old = (folder / "readme.txt").read_bytes()
    change = with_manifest(opened, [RECIPE], {"readme.txt": old}, {"readme.txt": b"new"})
    opened.replace_files(*change, what="")
    assert shell("verify", folder).code == 0
    (folder / "readme.txt").write_bytes(b"newer")
    assert shell("verify", folder).code == 1
    (folder / "readme.txt").write_bytes(b"new")
    change = with_manifest(opened, [RECIPE], {"readme.txt": b"new"}, {"readme.txt": b"third"})
    opened.replace_files(*change, what="")
    assert shell("verify", folder).code == 0
    shell("restore", folder)
    assert shell("verify", folder).code == 0
    shell("restore", folder)
    assert shell("verify", folder).code == 2
    assert with_manifest(opened, [RECIPE], {}, {}) == ({}, {})


def test_one_file_that_is_changed_has_no_manifest() -> None:
    change = {"artemis.ini": b"a=1"}, {"artemis.ini": b"a=2"}
    assert with_manifest(Mod.open(DEMO / "artemis.ini"), [RECIPE], *change) == change


def test_without_a_manifest_the_way_on_is_named(shell: Shell) -> None:
    outcome = shell("verify", DEMO)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith(
        "has no modkit-manifest.json; `patch` writes one, and --against OTHER compares with "
        "another mod\n"
    )
    assert "no such file or folder" in shell("verify", DEMO / "none").err
    assert "name a folder or a .zip" in shell("verify", DEMO / "artemis.ini").err
