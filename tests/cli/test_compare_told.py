"""`compare` as people read it: commits, whole mods, ships that moved, release notes."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_compare import DEMO, OLDER, found
from tests.conftest import Git
from tests.shell import Shell

# Commits -------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path, git: Git) -> Path:
    """A mod with two commits, in a folder of its repository."""
    folder = tmp_path / "repo" / "Mod Folder"
    (folder / "dat").mkdir(parents=True)
    git(folder.parent, "init", "-q", "-b", "main")
    for front in (80, 60):
        ship = f'<vessel uniqueID="1" classname="Swift"><shields front="{front}"/></vessel>'
        path = folder / "dat" / "vesselData.xml"
        path.write_text(f"<vessel_data>{ship}</vessel_data>", "utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "x")
    return folder


@pytest.mark.parametrize("inside", ["", "dat/vesselData.xml"])
def test_two_commits_are_compared(shell: Shell, checkout: Path, inside: str) -> None:
    said = found(shell, "--git", "HEAD~1", "HEAD", checkout / inside, "--base", "none")
    name = Path(inside).name or "Mod Folder"
    assert (said["a"], said["b"]) == (f"{name} at HEAD~1", f"{name} at HEAD")
    [item] = said["vessels"]["changed"]
    assert [(one["path"], one["a"], one["b"]) for one in item["changes"]] == [
        ("shields.front", "80", "60")
    ]


@pytest.mark.parametrize("commit", ["v9", "HEAD:nowhere", ""])
def test_a_commit_that_is_not_there_is_refused(shell: Shell, checkout: Path, commit: str) -> None:
    outcome = shell("compare", "--git", commit, "HEAD", checkout)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("artemis-modkit: Mod Folder at ")


@pytest.mark.usefixtures("git")
def test_a_folder_outside_of_any_checkout_is_refused(shell: Shell, tmp_path: Path) -> None:
    outcome = shell("compare", "--git", "HEAD~1", "HEAD", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "git says" in outcome.err


# What a person reads -------------------------------------------------------------------------


def test_equal_mods_are_three_lines(shell: Shell) -> None:
    text = shell("compare", OLDER, OLDER).out
    assert text == (
        "\nnebula-patrol-1.0 (A) and nebula-patrol-1.0 (B)\nNo difference in ships or settings.\n"
    )


def test_equal_mods_that_are_broken_alike_are_three_lines_too(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = shell("compare", DEMO, DEMO).out.strip()
    assert text.count("the XML is broken in places") == 1
    assert len(text.splitlines()) == 3


def test_a_whole_mod_beside_stock_is_read_to_the_end(
    shell: Shell, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    text = shell("compare", "stock:2.8", corpus / "mods/tsn-3.1").out
    assert len(text.splitlines()) <= 120
    assert (
        "\nBesides 137 coordinates, 1 look and 18 speeds of 0 of stations changed; see --all, or "
        "--ship ID.\n"
    ) in text
    assert "impulse_point" not in text
    assert "impulse_point[1]" in shell("compare", "stock:2.8", corpus / "mods/tsn-3.1", "--all").out


def test_every_balance_value_is_told_or_follows_a_scale_that_is(shell: Shell, corpus: Path) -> None:
    mods = "stock:2.8", corpus / "mods/tsn-3.1"
    said = found(shell, *mods)
    deviants = {number for scale in said["scale"] for number in scale["deviants"]}
    text = shell("compare", *mods).out.partition("Balance, ship by ship")[2]
    for item in said["vessels"]["changed"]:
        kinds = {one["path"].split(".")[-1] for one in item["changes"] if one["kind"] == "balance"}
        if item["id"] in deviants or kinds - {"front", "back", "damage", "playerdamage", "player"}:
            is_station = item["id"] in range(1000, 1009)
            assert str(item["id"]) in text or is_station, item["id"]


WEAPONS = {
    "beam": ((2, 36, 8, 1000), (0.5, 9, 2, 1000)),
    "homing torpedo": ((1.64, 9.87, 0.25, 5400), (2.3, 13.82, 0.7, 5400)),
    "nuke": ((10.53, 63.16, None, 5400), (10.53, 63.16, None, 5400)),
    "craft": ((4, 4, None, 1000), (1, 1, None, 1000)),
    "Superiority Fighter": (None, (0.62, 0.62, None, 1200)),
    "Heavy Bomber": (None, (1, 1, None, 1000)),
}
"""What players found of stock and of TSN in their thread, and what comes beside it."""


def test_the_weapons_of_two_mods_stand_side_by_side(shell: Shell, corpus: Path) -> None:
    def figures(side: Any) -> tuple[float | None, ...] | None:
        keys = ("plain", "best", "per_energy", "range")
        return side and tuple(None if side[key] is None else round(side[key], 2) for key in keys)

    said = found(shell, "stock:2.8", corpus / "mods/tsn-3.1")["weapons"]
    assert {one["weapon"]: (figures(one["a"]), figures(one["b"])) for one in said} == WEAPONS
    assert {one["base"] for one in said} == {None}


def test_weapons_of_the_base_stand_in_brackets(shell: Shell, corpus: Path) -> None:
    mods = corpus / "mods/tsn-2.010", corpus / "mods/tsn-3.1"
    text = shell("compare", *mods).out
    assert "homing torpedo  1.64 -> 2.3  9.87 -> 13.8  0.5 -> 0.7 [0.25]   5400\n" in text


def test_mods_of_one_name_are_told_apart_by_their_folders(shell: Shell, tmp_path: Path) -> None:
    for folder, mod in (("old", OLDER), ("new", DEMO)):
        shutil.copytree(mod, tmp_path / folder / "nebula")
    mods = tmp_path / "old/nebula", tmp_path / "new/nebula"
    said = found(shell, *mods)
    assert (said["a"], said["b"]) == ("old/nebula", "new/nebula")
    said = found(shell, *mods, "--name-a", "then", "--name-b", "now")
    assert (said["a"], said["b"]) == ("then", "now")


def test_mods_of_one_name_are_told_apart_by_the_versions_that_they_state(
    shell: Shell, tmp_path: Path
) -> None:
    for version, mod in (("1.0", OLDER), ("1.1", DEMO)):
        folder = tmp_path / f"v{version}" / "nebula"
        shutil.copytree(mod, folder)
        (folder / "artemis-manager.json").write_text(json.dumps({"Version": version}), "utf-8")
    said = found(shell, tmp_path / "v1.0/nebula", tmp_path / "v1.1/nebula")
    assert (said["a"], said["b"]) == ("nebula 1.0", "nebula 1.1")


def test_stock_by_another_name_is_still_stock(shell: Shell) -> None:
    said = found(shell, "stock:2.8", DEMO, "--name-a", "the game")
    assert (
        "descriptions and taunts are not compared: this tool's stock has its own" in said["notes"]
    )


def test_chosen_ships_each_have_a_line_beside_the_medians_of_the_whole_mod(
    shell: Shell, corpus: Path
) -> None:
    mods = "stock:2.8", corpus / "mods/tsn-3.1"
    whole, part = (shell("compare", *mods, *more).out for more in ((), ("--race", "Torgoth")))
    rows = [re.findall("^enemy-large .*", text, re.MULTILINE) for text in (whole, part)]
    assert len(rows[0]) == 1
    assert [one.split() for one in rows[0]] == [one.split() for one in rows[1]]
    for name in ("Goliath", "Leviathan", "Behemoth", "Command", "MineSweeper"):
        assert re.search(rf"^4[01]0[0-2]  {name} +[-0-9.]+ ", part, re.MULTILINE), name


def test_ships_are_chosen_by_their_role(shell: Shell) -> None:
    said = found(shell, OLDER, DEMO, "--role", "ally")
    assert [item["id"] for item in said["vessels"]["changed"]] == [1500]
    outcome = shell("compare", OLDER, DEMO, "--role", "allies")
    assert outcome.err == "artemis-modkit: 'allies' is no role; did you mean 'ally'?\n"


def test_a_ship_in_another_role_moves_no_median_and_is_named(shell: Shell, tmp_path: Path) -> None:
    def ship(number: int, shields: int, words: str) -> str:
        return (
            f'<vessel uniqueID="{number}" side="0" classname="S{number}" broadType="{words}">'
            f'<shields front="{shields}" back="{shields}"/><performance turnrate="0.01" '
            'topspeed="0.6"/></vessel>'
        )

    for folder, words in (("A", "player"), ("B", "small")):
        ships = ship(1, 80, "player") + ship(2, 100, "player") + ship(3, 900, words)
        path = tmp_path / folder / "dat"
        path.mkdir(parents=True)
        text = f'<vessel_data><hullRace ID="0" name="T" keys="player"/>{ships}</vessel_data>'
        (path / "vesselData.xml").write_text(text, "utf-8")
    said = shell("compare", tmp_path / "A", tmp_path / "B", "--base", "none", "--ship", "1",
                 "--ship", "3").out  # fmt: skip
    assert re.findall("^player .*", said, re.MULTILINE)[0].split()[:2] == ["player", "2"]
    assert " 90/90" in said
    assert "In no row, as in another role in B: 3 S3 (player -> ally).\n" in said


def test_only_what_rose_gained_and_only_ships_that_changed_are_named(
    shell: Shell, tmp_path: Path
) -> None:
    def ship(number: int, shields: int) -> str:
        return (
            f'<vessel uniqueID="{number}" side="0" classname="S{number}" broadType="player">'
            f'<shields front="{shields}" back="{shields}"/><performance turnrate="0.01" '
            'topspeed="0.6"/></vessel>'
        )

    race = '<hullRace ID="0" name="TSN" keys="player"/>'
    for name, shields in (("a", (80, 80, 80, 80)), ("b", (160, 120, 100, 80))):
        ships = "".join(ship(at, value) for at, value in enumerate(shields))
        text = f"<vessel_data>{race}{ships}</vessel_data>"
        (tmp_path / f"{name}.xml").write_text(text, "utf-8")
    a, b = tmp_path / "a.xml", tmp_path / "b.xml"
    rose = shell("compare", a, b, "--summary", "--base", "none").out
    assert ("Gained most:" in rose, "Gained least:" in rose, "Lost" in rose) == (True, True, False)
    assert "S3" not in rose.partition("Gained most:")[2]
    fell = shell("compare", b, a, "--summary", "--base", "none").out
    assert ("Lost most:" in fell, "Lost least:" in fell, "Gained" in fell) == (True, True, False)


def test_what_moved_and_what_was_replaced_is_told_and_not_measured(
    shell: Shell, tmp_path: Path
) -> None:
    def ship(number: int, name: str, mesh: str, shields: int, parts: str = "") -> str:
        return (
            f'<vessel uniqueID="{number}" side="0" classname="{name}" broadType="player">'
            f'<art meshfile="{mesh}"/><shields front="{shields}" back="{shields}"/>{parts}</vessel>'
        )

    race = '<hullRace ID="0" name="TSN" keys="player"/>'
    beam = '<beam_port x="1" y="0" z="9" damage="1" cycletime="6" range="1000" arcwidth="0.4"/>'
    a = ship(6, "Tug", "tug.dxs", 10) + ship(7, "Cruiser", "cruiser.dxs", 80, beam)
    b = ship(6, "Dreadnought", "great.dxs", 400, beam * 4) + ship(
        8, "Cruiser", "cruiser.dxs", 90, beam
    )
    for name, ships in (("a.xml", a), ("b.xml", b)):
        (tmp_path / name).write_text(f"<vessel_data>{race}{ships}</vessel_data>", "utf-8")
    mods = tmp_path / "a.xml", tmp_path / "b.xml"
    text = shell("compare", *mods, "--base", "none").out
    assert text.startswith(
        "\na.xml (A) and b.xml (B)\n"
        "1 number is another ship in B, and the two are not measured against each other: #6 Tug ->\n"
        "Dreadnought (shared: race, type).\n"
        "1 ship renumbered, known by class name and mesh: #7 -> #8 Cruiser.\n"
        "Changed: 1 ship (3 values: 2 of balance, 1 of names and numbers).\n"
    )
    assert text.endswith("\nBalance, ship by ship\n#8 Cruiser: shields 80/80 -> 90/90.\n")
    assert {one["id"] for one in found(shell, *mods)["balance"]} == {8}


def test_races_of_one_name_are_told_by_their_numbers(shell: Shell, tmp_path: Path) -> None:
    race = '<hullRace ID="{}" name="{}" keys="enemy"/>'
    a = race.format(1, "Terran") + race.format(2, "Kralien")
    b = race.format(1, "USFP") + race.format(2, "Kralien") + race.format(9, "USFP")
    for name, races in (("a.xml", a), ("b.xml", b)):
        (tmp_path / name).write_text(f"<vessel_data>{races}</vessel_data>", "utf-8")
    mods = tmp_path / "a.xml", tmp_path / "b.xml"
    text = shell("compare", *mods, "--base", "none").out
    assert "\nMind races of one name in B: USFP (#1 and #9).\n" in text
    assert "New race: another USFP.\n" in shell("compare", *mods, "--changelog").out


def test_a_ship_whose_number_another_has_now_is_not_called_gone(
    shell: Shell, tmp_path: Path
) -> None:
    ship = '<vessel uniqueID="{}" side="0" classname="{}"><art meshfile="{}.dxs"/></vessel>'
    a = ship.format(6, "Tug", "tug")
    b = ship.format(7, "Tug", "tug") + ship.format(6, "Dreadnought", "great")
    for name, ships in (("a.xml", a), ("b.xml", b)):
        (tmp_path / name).write_text(f"<vessel_data>{ships}</vessel_data>", "utf-8")
    text = shell("compare", tmp_path / "a.xml", tmp_path / "b.xml", "--base", "none").out
    assert " #6 Tug (#7 now) -> Dreadnought" in text.replace("\n", " ")
    assert "Only in A" not in text


# Release notes for a chat --------------------------------------------------------------------


def test_release_notes_begin_with_why_and_come_in_messages(
    shell: Shell, tmp_path: Path, corpus: Path
) -> None:
    why = tmp_path / "why.txt"
    why.write_text("Hull matters\nmore.\n\nThanks to all.\n", "utf-8")
    text = shell(
        "compare",
        "stock:2.8",
        corpus / "mods/tsn-3.1",
        "--changelog",
        "--why",
        why,
        "-f",
        "discord",
    ).out
    parts = re.split(r"===== message [0-9]+ of [0-9]+ =====\n", text)[1:]
    assert len(parts) == int(text.split(" =====")[0].rsplit(" ", 1)[1])
    assert max(map(len, parts)) <= 2001
    assert "\nHull matters more.\nThanks to all.\n" in parts[0]
    assert (
        "\n### Balance\nAll ships but the 11 single-seat craft: shields x0.25, rounded to"
        in "".join(parts)
    )


@pytest.mark.parametrize("arguments", [["--why", "no.txt", "--changelog"], ["--why", "no.txt"]])
def test_a_why_that_cannot_be_told_is_refused(shell: Shell, arguments: list[str]) -> None:
    outcome = shell("compare", OLDER, DEMO, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("artemis-modkit: --why")


def test_players_are_not_told_what_the_game_does_not_know(shell: Shell) -> None:
    text = shell("compare", OLDER, DEMO, "--changelog").out
    assert not {"cycletim ", "impluse_point", "torpedoTubeLoadingCoef "} & set(text.split("\n"))
    assert "not known" not in text
    assert "impluse" not in text
