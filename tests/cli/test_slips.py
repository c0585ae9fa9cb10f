"""What people type by mistake, and what they are told."""

from pathlib import Path

import pytest

from tests.shell import Shell

RECIPE = """name = "mine"
title = "T"
[parameter.front]
default = 1.3
[[step]]
why = "w"
select = { element = "shields" }
multiply = { front = "$front" }
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "mine.toml": RECIPE,
        "note.toml.txt": RECIPE,
        "comma.toml": RECIPE.replace("1.3", "1,3"),
        "twice.toml": RECIPE.replace("[[step]]", "[step]") + "[step]\n",
        "quotes.toml": RECIPE.replace('"T"', "\u201cT\u201d"),
        "text.toml": RECIPE.replace("1.3", '"1.3"'),
        "beams.toml": RECIPE.replace('"shields"', '"beams"'),
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("audit Stock:2.8", "Stock:2.8: no such file or folder; did you mean stock:2.8?"),
        ("audit stock2.8", "stock2.8: no such file or folder; did you mean stock:2.8?"),
        ("recipes note.toml.txt", "note.toml.txt: rename it to note.toml; an editor added .txt"),
        ("recipes note.toml", "note.toml.txt: rename it to note.toml; an editor added .txt"),
        ("recipes note", "note.toml.txt: rename it to note.toml; an editor added .txt"),
        ("recipes comma.toml", "comma.toml:4:12: decimals are written with a point: 1.3"),
        ("recipes twice.toml", "twice.toml:9:6: a second [step]; of several each is written "
         "[[step]]"),
        ("recipes quotes.toml", 'quotes.toml:2:9: write straight quotes, "", not typographic ones'),
        ("recipes text.toml", "text.toml:4:1: the default of 'front' is a text; take the quotes "
         "off: default = 1.3"),
        ("recipes beams.toml", "beams.toml:7:12: step 1: the game knows no element 'beams'; there "
         "are beam_port, drone_port, engine_port"),
        ("patch stock -r mine --set front=1,5 --dry-run", "--set front=1,5: must be a number; "
         "decimals are written with a point: 1.5"),
        ("score stock --power 300%", "--power: '300%' is no number; write it without the %: 300"),
        ("score stock --power 1,5", "--power: '1,5' is no number; decimals are written with a "
         "point: 1.5"),
        ("fight stock 0 --difficulty hard", "--difficulty: 'hard' is no whole number"),
        ("score stock --mode foo", "--mode: 'foo' is not one of 'auto', 'manual'"),
        ("score stock --pwer 3", "there is no option --pwer; did you mean '--power'?"),
        ("score --zzz", "there is no option --zzz; `artemis-modkit score --help` lists those of "
         "the command"),
        ("score stock --power", "--power wants a value behind it"),
        ("audit stock --statistics=3", "--statistics takes no value"),
        ("merge a", "something is missing: `merge OURS THEIRS`"),
        ("goals", "something is missing: `goals check|init MOD`; MOD may be left out only in the "
         "folder of a mod, with dat/vesselData.xml or artemis.ini in it"),
        ("goals foo stock", "action: 'foo' is not one of 'check', 'init'"),
        ("patch stock", "--recipe NAME|FILE is missing (`recipes` lists some; repeatable); "
         "`artemis-modkit patch --help` shows examples"),
        ("ship stock lightcruiser", "stock:2.8: no ship is called 'lightcruiser'; did you mean "
         "'Light Cruiser'?"),
        ("audit stock -o out.html", "out.html: audit writes no such file; `report MOD -o "
         "FILE.html` makes a page, and -o FILE.md, .json, .csv or .txt a text"),
        ("report stock -o rep.pdf", "rep.pdf: report writes a page; call it rep.html"),
        ("recipes --new mine", "mine: a recipe is a .toml file; call it mine.toml"),
        ("recipes --source", "--source is of one recipe; name it"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_would_be_right(
    line: str, said: str, shell: Shell, folder: Path
) -> None:
    outcome = shell(*line.split())
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"artemis-modkit: {said}\n")


def test_names_of_recipes_are_taken_however_people_write_them(shell: Shell, folder: Path) -> None:
    expected = shell("recipes", "tsn").out
    assert [shell("recipes", name).out for name in ("TSN", "TSN style", "Tsn-Style")] == [
        expected
    ] * 3
    assert shell("recipes", "mine").out == shell("recipes", "mine.toml").out


def test_a_new_recipe_works_at_once_and_a_shipped_one_can_be_copied(
    shell: Shell, folder: Path
) -> None:
    assert shell("recipes", "--new", "own.toml").code == 0
    assert shell("patch", "stock", "--recipe", "own.toml", "--dry-run").code == 0
    assert shell("recipes", "--new", "own.toml").err == (
        "artemis-modkit: own.toml already exists; choose another file name\n"
    )
    (folder / "copied.toml").write_text(shell("recipes", "scale", "--source").out, "utf-8")
    assert shell("recipes", "copied.toml").code == 0


def test_the_ending_of_a_file_says_the_format(shell: Shell, folder: Path) -> None:
    assert shell("audit", "stock", "-o", "a.json").out == "Written: a.json.\n"
    assert (folder / "a.json").read_text("utf-8").startswith("{")
    assert shell("score", "stock", "-o", "a.md").code == 0
    assert (folder / "a.md").read_text("utf-8").startswith("## ")


def test_changes_are_listed_with_what_they_were_and_undone_by_number(
    shell: Shell, folder: Path
) -> None:
    shell("patch", "stock", "--recipe", "tsn", "-o", "mod")
    before = (folder / "mod" / "dat" / "vesselData.xml").read_bytes()
    for factor in ("0.6", "0.9"):
        done = shell("patch", "mod", "-r", "scale", "--set", f"factor={factor}", "--in-place",
                     "--again")  # fmt: skip
        assert done.code == 0
    listed = shell("restore", "mod", "--list", "-f", "csv").out.splitlines()
    assert [line.split(",")[0] for line in listed[1:]] == ["2", "1"]
    assert [line.split('"')[1] for line in listed[1:]] == [
        "patch scale, factor 0.9", "patch scale, factor 0.6",
    ]  # fmt: skip
    assert shell("restore", "mod", "--to", "7").err == (
        "artemis-modkit: mod: there is no change 7 to take back; there are 1, 2\n"
    )
    assert shell("restore", "mod", "--to", "1").code == 0
    assert (folder / "mod" / "dat" / "vesselData.xml").read_bytes() == before
