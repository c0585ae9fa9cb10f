"""`compare` on the command line: mods side by side, and what is chosen of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.cli._shared import show
from artemis_modkit.report.formats import render
from artemis_modkit.report.report import Report
from tests.conftest import FIXTURES, PROJECT
from tests.expected import as_expected
from tests.shell import Shell

OLDER = FIXTURES / "mods" / "nebula-patrol-1.0"
DEMO = FIXTURES / "mods" / "nebula-patrol"
EXPECTED = PROJECT / "tests" / "compare" / "expected"


def found(shell: Shell, *arguments: str | Path) -> Any:
    outcome = shell("compare", *arguments, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    return json.loads(outcome.out)


def check(text: str, name: str, *, update: bool) -> None:
    as_expected(EXPECTED / name, text, update=update)


# Side by side --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 160])
def test_the_demo_mods_stand_beside_stock(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, width: int, update: bool
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = shell("compare", OLDER, DEMO, "--base", "2.8").out
    assert max(map(len, text.splitlines())) <= width
    check(text, f"demo-{width}.txt", update=update)


@pytest.mark.parametrize("width", [80, 160])
def test_two_releases_of_tsn_stand_beside_stock(
    shell: Shell, corpus: Path, monkeypatch: pytest.MonkeyPatch, width: int, update: bool
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    mods = corpus / "mods/tsn-2.010", corpus / "mods/tsn-3.1"
    ships = [text for number in (0, 1000, 1500, 3000) for text in ("--ship", str(number))]
    text = shell("compare", *mods, "--base", "2.7.1", "--only", "balance", *ships).out
    assert max(map(len, text.splitlines())) <= width
    check(text, f"tsn-{width}.txt", update=update)


@pytest.mark.parametrize("width", [80, 160])
def test_two_releases_of_tsn_stand_beside_stock_in_a_summary(
    shell: Shell, corpus: Path, monkeypatch: pytest.MonkeyPatch, width: int, update: bool
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    mods = corpus / "mods/tsn-2.010", corpus / "mods/tsn-3.1"
    text = shell("compare", *mods, "--base", "2.7.1", "--summary").out
    assert max(map(len, text.splitlines())) <= width
    check(text, f"tsn-summary-{width}.txt", update=update)


def fits_every_screen(shell: Shell, monkeypatch: pytest.MonkeyPatch, *pair: Path | str) -> None:
    """One comparison, shown on screens of each width."""
    reports: list[Report] = []

    def kept(report: Report, format: str, output: Path | None) -> int:
        reports.append(report)
        return show(report, format, output)

    monkeypatch.setattr("artemis_modkit.cli._shared.show", kept)
    outcome = shell("compare", *pair)
    assert outcome.code == 0
    (report,) = reports
    assert render(report, "terminal", width=100) == outcome.out
    for width in (40, 80, 120, 160):
        assert max(map(len, render(report, "terminal", width=width).splitlines())) <= width


@pytest.mark.parametrize("pair", [(OLDER, DEMO), ("stock:2.1", "stock:2.8"), ("stock:2.4", DEMO)])
def test_no_line_of_mods_and_games_is_wider_than_the_screen(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, pair: tuple[Path | str, Path | str]
) -> None:
    fits_every_screen(shell, monkeypatch, *pair)


def test_no_line_of_real_mods_is_wider_than_the_screen(
    shell: Shell, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits_every_screen(shell, monkeypatch, corpus / "mods/tsn-2.010", corpus / "mods/tsn-3.1")


# The base ------------------------------------------------------------------------------------


def test_the_base_is_the_stock_that_both_fit_best(shell: Shell, corpus: Path) -> None:
    mods = corpus / "mods/tsn-2.010", corpus / "mods/tsn-3.1"
    assert found(shell, *mods)["base"] == "stock:2.7.1"
    assert found(shell, *mods, "--base", "2.8")["base"] == "stock:2.8"
    assert found(shell, *mods, "--base", corpus / "stock/2.4")["base"] == "2.4"


def test_without_a_base_there_are_two_columns_and_no_marks(shell: Shell) -> None:
    said = found(shell, OLDER, DEMO, "--base", "none")
    assert said["base"] is None
    changes = [one for item in said["vessels"]["changed"] for one in item["changes"]]
    assert {one["mark"] for one in changes} == {None}
    assert "changed by" not in shell("compare", OLDER, DEMO, "--base", "none").out


def test_changes_are_the_same_with_and_without_a_base(shell: Shell) -> None:
    def changes(*arguments: str) -> list[Any]:
        said = found(shell, OLDER, DEMO, *arguments)
        return [
            (item["id"], one["path"], one["a"], one["b"])
            for item in said["vessels"]["changed"]
            for one in item["changes"]
        ]

    assert changes("--base", "none") == changes("--base", "2.1") == changes()


def test_stock_is_no_column_beside_itself(shell: Shell) -> None:
    text = shell("compare", "stock:2.8", DEMO, "--all").out
    assert "The ships of A are those of the base, stock:2.8." in text
    assert "changed by" not in text.partition("Settings\n")[0]


def test_settings_alone_say_nothing_of_ships(shell: Shell, tmp_path: Path) -> None:
    files = [tmp_path / name / "artemis.ini" for name in ("a", "b")]
    for file, value in zip(files, ("1", "2"), strict=True):
        file.parent.mkdir()
        file.write_text(f"torpEnergyValue={value}\n", "utf-8")
    text = shell("compare", *files, "--summary", "--base", "2.8").out
    assert "Both beside their base, stock:2.8." in text
    assert "ships" not in text


def test_a_ship_without_a_name_is_its_number(shell: Shell, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.xml", "b.xml")]
    for file, ships in zip(files, ("", '<vessel uniqueID="7" side="0"/>'), strict=True):
        file.write_text(f"<vessel_data>{ships}</vessel_data>", "utf-8")
    text = shell("compare", *files, "--summary", "--base", "none").out
    assert "Only in B: 1 ship: #7." in text


def test_one_value_is_said_to_be_one(shell: Shell, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.xml", "b.xml")]
    for file, value in zip(files, ("80", "90"), strict=True):
        shields = f'<shields front="{value}" back="80"/>'
        file.write_text(
            f'<vessel_data><vessel uniqueID="1" side="0">{shields}</vessel></vessel_data>', "utf-8"
        )
    text = shell("compare", *files, "--summary", "--base", "none").out
    assert "Changed: 1 ship (1 value of balance)." in text


def test_the_files_of_stock_are_the_embedded_stock(shell: Shell, games: Path) -> None:
    text = shell("compare", games / "2.8", "stock:2.8").out
    assert "No difference in ships or settings." in text


@pytest.mark.parametrize(
    ("pair", "base"),
    [
        (("2.7.1", "2.8"), "stock:2.7.1"),
        (("2.8", "2.7.1"), "stock:2.7.1"),
        (("2.4", "2.4"), "stock:2.4"),
    ],
)
def test_the_base_of_two_games_is_the_older_one(
    shell: Shell, games: Path, pair: tuple[str, str], base: str
) -> None:
    folders = [games / version for version in pair]
    assert found(shell, *folders)["base"] == base
    assert found(shell, *folders, "--base", games / "2.1")["base"] == "2.1"


# The big picture -----------------------------------------------------------------------------


def test_tsn_is_stock_at_a_quarter_and_who_deviates_is_named(shell: Shell, corpus: Path) -> None:
    text = shell("compare", corpus / "stock/2.8", corpus / "mods/tsn-3.1", "--summary").out
    words = " ".join(text.split())
    assert (
        "Beams do a quarter of A's damage in 161 of 167 values; 3 ships differ in one or more: "
        "#1500 Escort, #1501 Destroyer, #3000 Fighter Wing."
    ) in words
    assert (
        "Shields hold a quarter of A's in 95 of 126 values; 20 ships differ in one or more: 10 "
        "player single-seat craft ("
    ) in words
    assert "9 stations (#1000 Deep Space Base, " in words
    assert "Only in B: 131 ships: " in words
    assert "Only in A" not in words
    assert "Changed: 58 ships (" in words


@pytest.mark.parametrize(
    ("recipe", "share", "shields"), [("tsn", "a quarter", "95 of"), ("scale", "half", "")]
)
def test_what_a_recipe_scaled_is_said_in_a_sentence(
    shell: Shell, tmp_path: Path, recipe: str, share: str, shields: str
) -> None:
    out = tmp_path / "patched"
    assert shell("patch", "stock:2.8", "--recipe", recipe, "-o", out).code == 0
    words = " ".join(shell("compare", "stock:2.8", out, "--summary").out.split())
    assert f"Beams do {share} of A's damage in all 167 values." in words
    assert f"Shields hold {share} of A's in {shields}" in words
    assert "Only in" not in words


def test_bens_mod_is_stock_at_half(shell: Shell, corpus: Path) -> None:
    text = shell("compare", corpus / "stock/2.4", corpus / "mods/bens-4.2", "--summary").out
    assert "Beams do half of A's damage in all 135 values." in text
    assert "Shields hold half of A's in " in text


def test_renamed_renumbered_and_restyled_vessels_are_told_apart(
    shell: Shell, tmp_path: Path
) -> None:
    def ship(number: int, name: str, mesh: str) -> str:
        return (f'<vessel uniqueID="{number}" side="0" classname="{name}">'
                f'<art meshfile="{mesh}"/></vessel>')  # fmt: skip

    a = ship(1, "Swift", "1.dxs") + ship(2, "Heron", "2.dxs") + ship(3, "Crane", "3.dxs")
    b = ship(1, "Martin", "1.dxs") + ship(20, "Heron", "2.dxs") + ship(3, "Crane", "4.dxs")
    for name, ships in (("a.xml", a), ("b.xml", b)):
        (tmp_path / name).write_text(f"<vessel_data>{ships}</vessel_data>", "utf-8")
    mods = tmp_path / "a.xml", tmp_path / "b.xml"
    assert shell("compare", *mods, "--only", "art", "--only", "identity").out == (
        "\na.xml (A) and b.xml (B), base stock:2.8\n"
        "1 ship renumbered and else the same: #2 -> #20 Heron.\n"
        "1 ship renamed: #1 Swift -> Martin.\n"
        "Changed: 3 ships (3 values: 1 of art, 2 of names and numbers).\n"
        "Besides 1 look changed; see --all, or --ship ID.\n"
    )


# Parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["balance", "art", "text", "identity"])
def test_only_one_kind_of_values_is_shown(shell: Shell, kind: str) -> None:
    said = found(shell, OLDER, DEMO, "--only", kind)
    kinds = {
        one["kind"]
        for part in ("races", "vessels")
        for item in said[part]["changed"]
        for one in (*item["changes"], *item["alike"])
    }
    assert kinds <= {kind}
    assert bool(said["settings"]) is bool(said["balance"]) is (kind == "balance")


def test_kinds_can_be_named_together(shell: Shell) -> None:
    said = found(shell, OLDER, DEMO, "--only", "text", "--only", "identity")
    assert [item["id"] for item in said["vessels"]["changed"]] == [20, 4010]


def test_some_ships_can_be_chosen_by_number_or_race(shell: Shell) -> None:
    def numbers(*arguments: str) -> tuple[list[int], list[int]]:
        said = found(shell, OLDER, DEMO, *arguments)
        assert (said["settings"], said["scale"]) == ([], [])
        return said["vessels"]["added"], [item["id"] for item in said["vessels"]["changed"]]

    assert numbers("--ship", "20", "--ship", "4000") == ([], [20, 4000])
    assert numbers("--ship", "21") == ([21], [])
    assert numbers("--race", "tsn") == numbers("--race", "0")
    assert numbers("--race", "tsn")[0] == [21]


def test_a_chosen_ship_is_shown_whole_and_without_alike_values_on_demand(shell: Shell) -> None:
    whole = shell("compare", OLDER, DEMO, "--ship", "1").out
    assert "performance.turnrate" in whole
    assert " same\n" in whole
    short = shell("compare", OLDER, DEMO, "--ship", "1", "--only-changed").out
    assert "performance.turnrate" not in short
    assert "both alike\n" not in short
    assert "performance.topspeed  0.8   0.8  0.9  B only\n" in short


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--ship", "22"], "neither nebula-patrol-1.0 nor nebula-patrol has a vessel 22; near it are 2, 20, 21\n"),
        (["--race", "Terrans"], "neither nebula-patrol-1.0 nor nebula-patrol has a race 'Terrans'"),
        (["--base", "2.9"], "2.9: no such file or folder"),
        (["extra"], "'extra': compare takes two mods; with --git two commits and a path"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(shell: Shell, arguments: list[str], message: str) -> None:
    outcome = shell("compare", OLDER, DEMO, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"artemis-modkit: {message}")


# In play -------------------------------------------------------------------------------------


def test_figures_of_ships_in_both_are_data(shell: Shell) -> None:
    balance = found(shell, OLDER, DEMO)["balance"]
    cutter = {one["metric"]: (one["a"], one["b"]) for one in balance if one["id"] == 20}
    assert cutter["shield_front"] == (90, 110)
    assert cutter["overall"][0] < cutter["overall"][1]
    assert 21 not in {one["id"] for one in balance}


def test_a_summary_keeps_what_it_means_in_play(shell: Shell) -> None:
    said, short = (found(shell, OLDER, DEMO, *more) for more in ((), ("--summary",)))
    assert said == short
    assert (
        "\nIn play, computed from the files, not measured in games\n"
        in shell("compare", OLDER, DEMO, "--summary").out
    )


# Release notes -------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["terminal", "bbcode"])
def test_release_notes_are_for_players(shell: Shell, format: str, update: bool) -> None:
    text = shell("compare", OLDER, DEMO, "--changelog", "--format", format).out
    check(text, f"changelog.{format}.txt", update=update)


def test_release_notes_tell_a_scale_once(shell: Shell, corpus: Path) -> None:
    text = shell("compare", corpus / "stock/2.8", corpus / "mods/tsn-3.1", "--changelog").out
    assert (
        "All ships but the 11 single-seat craft: shields x0.25, rounded to whole numbers.\n" in text
    )
    assert "Escort (1500): beam damage 3 -> 1.8.\n" in text
    assert "40/40 -> 10/10" not in text
