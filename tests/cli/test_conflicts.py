"""`conflicts`: what two mods both touch, and which of them to install last."""

import json
from pathlib import Path

import pytest

from tests.shell import Shell

RACE = '<hullRace ID="0" name="TSN" keys="player"/>'


def ship(number: int, front: int) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname="Class {number}" broadType="player">'
        f'<art meshfile="dat/{number}.dxs"/><shields front="{front}" back="{front}"/></vessel>'
    )


def mod_at(folder: Path, ships: str | None, ini: str | None = None, **others: str) -> Path:
    (folder / "dat").mkdir(parents=True)
    if ships is not None:
        text = f'<vessel_data version="2.6">{RACE}{ships}</vessel_data>'
        (folder / "dat" / "vesselData.xml").write_text(text, "utf-8")
    if ini is not None:
        (folder / "artemis.ini").write_text(ini, "utf-8")
    for name, text in others.items():
        (folder / "dat" / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def game(tmp_path: Path) -> Path:
    return mod_at(tmp_path / "game", ship(1, 10) + ship(2, 20) + ship(3, 30), "damageTorpHom=25\n")


def found(shell: Shell, a: Path, b: Path, game: Path, code: int) -> dict[str, object]:
    outcome = shell("conflicts", a, b, "--stock", game, "--format", "json")
    assert (outcome.code, outcome.err) == (code, "")
    result = json.loads(outcome.out)
    assert isinstance(result, dict)
    return result


def test_ships_that_both_change_and_the_order_that_loses_least_are_named(
    shell: Shell, tmp_path: Path, game: Path
) -> None:
    one = mod_at(tmp_path / "One", ship(1, 11) + ship(2, 20) + ship(3, 30))
    two = mod_at(tmp_path / "Two", ship(1, 12) + ship(2, 22) + ship(3, 33), star="x")
    result = found(shell, one, two, game, 1)
    assert result["files"] == ["dat/vesselData.xml"]
    assert result["vessels"] == [1]
    assert result["order"] == ["One", "Two"]
    assert result["lost"] == {"vessels": [1], "settings": [], "files": []}
    assert found(shell, two, one, game, 1)["order"] == ["One", "Two"]
    said = shell("conflicts", one, two, "--stock", game).out
    assert "Install One first and Two last: One loses 1 ship." in " ".join(said.split())
    assert "The other way round: Two loses 3 ships." in " ".join(said.split())


def test_what_both_changed_alike_is_no_overlap(shell: Shell, tmp_path: Path, game: Path) -> None:
    one = mod_at(tmp_path / "One", ship(1, 11) + ship(2, 20) + ship(3, 30))
    two = mod_at(tmp_path / "Two", ship(1, 11) + ship(2, 22) + ship(3, 30))
    result = found(shell, one, two, game, 1)
    assert result["vessels"] == []
    assert result["lost"] == {"vessels": [], "settings": [], "files": []}


def test_a_ship_that_one_of_them_moved_is_still_that_ship(
    shell: Shell, tmp_path: Path, game: Path
) -> None:
    def moved(number: int, now: int, front: int) -> str:
        return ship(number, front).replace(f'uniqueID="{number}"', f'uniqueID="{now}"')

    one = mod_at(tmp_path / "One", ship(1, 10) + ship(2, 21) + ship(3, 30))
    two = mod_at(tmp_path / "Two", ship(1, 10) + moved(2, 3, 20) + moved(3, 4, 30))
    result = found(shell, one, two, game, 1)
    assert result["vessels"] == [3]
    assert result["lost"] == {"vessels": [3], "settings": [], "files": []}


def test_settings_and_other_files_overlap_too(shell: Shell, tmp_path: Path, game: Path) -> None:
    one = mod_at(tmp_path / "One", None, "damageTorpHom=40\n", hull="a", same="s")
    two = mod_at(tmp_path / "Two", None, "damageTorpHom=50\n", HULL="b", same="s")
    result = found(shell, one, two, game, 1)
    assert result["settings"] == ["damageTorpHom"]
    assert result["files"] == ["artemis.ini", "dat/hull"]


def test_two_mods_without_a_file_in_common_go_together(
    shell: Shell, tmp_path: Path, game: Path
) -> None:
    one = mod_at(tmp_path / "One", ship(1, 11))
    two = mod_at(tmp_path / "Two", None, "damageTorpHom=50\n")
    assert found(shell, one, two, game, 0)["files"] == []
    assert "so both can be installed" in shell("conflicts", one, two, "--stock", game).out
