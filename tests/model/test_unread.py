"""What the game would read, were it called and placed as it wants, is told and never passed over."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.model.writable import unread_files
from tests.shell import Shell

SHIPS = b'<vessel_data><hullRace ID="0" name="Fen" keys="player"/></vessel_data>'
SETTINGS = b"stationEnergy=1000\ntouchScreen=1\n"
BESIDE = {"artemis.ini": SETTINGS}
UNREAD = {
    "dat/vesselData.xml.txt": "dat/vesselData.xml",
    "dat/vesselDta.xml": "dat/vesselData.xml",
    "dat/Vessel Data.xml": "dat/vesselData.xml",
    "dat/vessel_data.xml": "dat/vesselData.xml",
    "dat/vesselData (2).xml": "dat/vesselData.xml",
    "dat/vesselData.xlm": "dat/vesselData.xml",
    "dat/vesselData": "dat/vesselData.xml",
    "data/vesselData.xml": "dat/vesselData.xml",
    "dat/old/vesselData.xml": "dat/vesselData.xml",
    "artemis.ini.txt": "artemis.ini",
    "artemis.in": "artemis.ini",
    "artmis.ini": "artemis.ini",
    "Artemis (1).ini": "artemis.ini",
    "dat/artemis.ini": "artemis.ini",
}
INNOCENT = {
    "ships of another word": {**BESIDE, "dat/vesselDataEasy.xml": SHIPS},
    "ships of an editor's backup": {**BESIDE, "dat/vesselData - Copy.xml": SHIPS},
    "ships that a batch file puts in place": {
        **BESIDE,
        "data/vesselData.xml": SHIPS,
        "on.bat": b"copy data\\vesselData.xml dat\\vesselData.xml\r\n",
    },
    "a table of ships": {**BESIDE, "dat/vesselData.csv": b"0,Light Cruiser"},
    "a page about ships": {**BESIDE, "vesselData.xml": SHIPS, "docs/vesselData.htm": SHIPS},
    "a mesh of the Artemis": {"dat/vesselData.xml": SHIPS, "dat/artemis.dxs": b"scale=1\n"},
    "a text about Artemis": {"dat/vesselData.xml": SHIPS, "artemis.txt": b"Version = 2\n"},
    "settings of a mission": {"dat/vesselData.xml": SHIPS, "artemis.ini": SETTINGS, "m/artemis.ini": SETTINGS},
}  # fmt: skip


@pytest.mark.parametrize("path", UNREAD)
def test_a_slip_of_name_or_folder_is_told_with_the_right_one(path: str) -> None:
    of_ships = UNREAD[path].endswith(".xml")
    beside = BESIDE if of_ships else {"dat/vesselData.xml": SHIPS}
    mod = Mod.from_files("mod", {**beside, path: SHIPS if of_ships else SETTINGS})
    assert [(file.path, file.right) for file in unread_files(mod)] == [(path, UNREAD[path])]


@pytest.mark.parametrize("kind", INNOCENT)
def test_what_is_read_or_meant_otherwise_is_not_told(kind: str) -> None:
    assert unread_files(Mod.from_files("mod", INNOCENT[kind])) == ()


def test_stock_has_all_that_it_is() -> None:
    assert unread_files(Mod.open("stock:2.1")) == ()


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    """A mod whose ships the game does not read."""
    folder = tmp_path / "mod"
    (folder / "data").mkdir(parents=True)
    (folder / "data/vesselData.xml").write_bytes(SHIPS)
    (folder / "artemis.ini").write_bytes(SETTINGS)
    return folder


@pytest.mark.parametrize("line", ["score {}", "ship {} 0", "compare {} stock:2.8"])
def test_figures_are_told_with_what_they_leave_out(line: str, mod: Path, shell: Shell) -> None:
    outcome = shell(*line.format(mod).split())
    assert (outcome.code, outcome.err) == (
        0,
        "artemis-modkit: mod: the game does not read data/vesselData.xml; move it to "
        "dat/vesselData.xml; until then figures are without it\n",
    )


@pytest.mark.parametrize(
    "line",
    [
        "patch {} --recipe tsn -o out",
        "merge --base stock:2.8 stock:2.7.1 {} -o out",
        "patch {} -r tsn --dry-run",
    ],
)
def test_nothing_is_written_of_half_a_mod(
    line: str, mod: Path, shell: Shell, tmp_path: Path
) -> None:
    with shell.inside(tmp_path):
        outcome = shell(*line.format(mod).split())
    assert (outcome.code, outcome.out) == (2, "")
    assert "does not read data/vesselData.xml; move it to dat/vesselData.xml" in outcome.err
    assert "nothing is written" in outcome.err
    assert not (tmp_path / "out").exists()
