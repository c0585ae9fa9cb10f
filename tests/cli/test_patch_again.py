"""`patch` on a mod that a recipe made already, and runs that change nothing."""

import json
import shutil
from pathlib import Path

import pytest

from tests.shell import Shell

SHIPS = """<vessel_data version="2.6">
  <vessel uniqueID="900" side="0" classname="Lantern" broadType="player">
    <shields front="81" back="64"/>
    <beam_port damage="1" playerdamage="13" cycletime="6.0"/>
  </vessel>
</vessel_data>
"""


@pytest.fixture
def here(tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guild/dat").mkdir(parents=True)
    (tmp_path / "guild/dat/vesselData.xml").write_text(SHIPS, newline="")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("way", [["--in-place"], ["-o", "more"], ["--dry-run"], ["--diff", "d"]])
def test_a_mod_that_was_changed_in_place_is_refused_every_way(
    shell: Shell, here: Path, way: list[str]
) -> None:
    assert shell("patch", "guild", "-r", "scale", "--in-place").code == 0
    before = contents(here)
    outcome = shell("patch", "guild", "-r", "scale", *way)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "artemis-modkit: guild: was made with scale already (its manifest says so), and would be "
        "changed by it twice; patch the original, `restore` it first, or say --again\n"
    )
    assert contents(here) == before
    again = shell("patch", "guild", "-r", "scale", *way, "--again")
    assert again.code == 0


def test_after_restore_it_runs_once_more(shell: Shell, here: Path) -> None:
    assert shell("patch", "guild", "-r", "scale", "--in-place").code == 0
    assert shell("restore", "guild").code == 0
    assert shell("patch", "guild", "-r", "scale", "--in-place").code == 0


def test_what_came_between_hides_nothing(shell: Shell, here: Path) -> None:
    (here / "more.toml").write_text(
        'name = "more"\ntitle = "More"\n[[step]]\nselect = { element = "shields" }\n'
        "set = { front = 7 }\n"
    )
    for recipe in ("scale", "more.toml"):
        assert shell("patch", "guild", "-r", recipe, "--in-place").code == 0
    assert shell("patch", "guild", "-r", "scale", "--in-place").code == 2
    assert shell("restore", "guild").code == 0
    assert shell("patch", "guild", "-r", "scale", "--in-place").code == 2


@pytest.mark.parametrize("top", ["", "Guild Mod"])
def test_a_zip_is_known_by_its_manifest(shell: Shell, here: Path, top: str) -> None:
    for name, way in (("new", ["-o", "new"]), ("guild", ["--in-place"])):
        assert shell("patch", "guild", "-r", "scale", *way).code == 0
        inner = here / "packed" / name / top
        shutil.copytree(here / name, inner)
        shutil.make_archive(str(here / name), "zip", here / "packed" / name)
        outcome = shell("patch", f"{name}.zip", "-r", "scale", "-o", "twice")
        assert outcome.code == 2
        assert "its manifest says so" in outcome.err
        assert "restore" not in outcome.err


def test_one_file_of_a_mod_is_known_by_the_manifest_of_the_mod(shell: Shell, here: Path) -> None:
    assert shell("patch", "guild", "-r", "scale", "--in-place").code == 0
    outcome = shell("patch", "guild/dat/vesselData.xml", "-r", "scale", "--dry-run")
    assert outcome.code == 2


def test_a_mod_of_others_is_known_by_its_scale(shell: Shell, here: Path) -> None:
    assert shell("patch", "stock:2.8", "-r", "tsn", "-o", "passed-on").code == 0
    (here / "passed-on/modkit-manifest.json").unlink()
    outcome = shell("patch", "passed-on", "-r", "tsn", "-o", "twice")
    assert outcome.code == 2
    assert outcome.err.startswith("artemis-modkit: passed-on: was made with tsn already (")
    assert "values are what it makes of stock:2.8), and would be changed" in outcome.err
    assert shell("patch", "passed-on", "-r", "tsn", "-o", "twice", "--again").code == 0


@pytest.mark.parametrize("way", [["--in-place"], ["-o", "new"], ["--diff", "d.diff"]])
def test_a_run_that_changes_nothing_writes_nothing(
    shell: Shell, here: Path, way: list[str]
) -> None:
    before = contents(here)
    outcome = shell("patch", "guild", "-r", "allies-2.4", *way)
    assert outcome.code == 0
    assert "Nothing changes in guild, so nothing is written." in outcome.out
    assert contents(here) == before
    assert not (here / "new").exists()
    said = json.loads(shell("patch", "guild", "-r", "allies-2.4", *way, "-f", "json").out)
    assert said["written"] == []


def test_a_file_in_which_nothing_changes_is_not_repaired_either(shell: Shell, here: Path) -> None:
    ships = SHIPS.replace("Lantern", "Lantern & Son")
    (here / "guild/dat/vesselData.xml").write_text(ships, newline="")
    before = contents(here)
    outcome = shell("patch", "guild", "-r", "allies-2.4", "--in-place")
    assert (outcome.code, contents(here)) == (0, before)
