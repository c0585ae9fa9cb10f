"""What an audit shows a person first, what it folds, and what other programs get all the same."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
OLDER = FIXTURES / "mods" / "nebula-patrol-1.0"
ERRORS = 8


def labels(out: str) -> list[str]:
    """The severities of the findings that are shown one by one, in their order."""
    words = ("error", "warning", "notice")
    return [line.split()[0] for line in out.splitlines() if line.startswith(words) and "  " in line]


def test_the_verdict_comes_first_then_errors_then_warnings_then_notices_by_rule(
    shell: Shell,
) -> None:
    out = shell("audit", DEMO).out.splitlines()
    assert out[1] == "nebula-patrol: 8 errors, 5 warnings, 3 notices. 9 can be repaired with --fix."
    assert labels("\n".join(out)) == ["error"] * 8 + ["warning"] * 5
    assert out[out.index("3 notices; --all shows each") + 3 :] == [
        "1   backslash-path         a path has backslashes",
        "1   player-id-gap          the numbers of the player ships have a gap",
        "1   stores-without-tubes   a player ship has torpedoes and no tube",
        "--all shows what stands at each place.",
    ]


def test_all_shows_each_notice_and_every_line(shell: Shell) -> None:
    out = shell("audit", DEMO, "--all").out
    assert labels(out) == ["error"] * 8 + ["warning"] * 5 + ["notice"] * 3
    assert out.count("^\n") >= 16
    assert "--all" not in out


def test_notices_of_rules_that_were_chosen_are_shown_one_by_one(shell: Shell) -> None:
    assert labels(shell("audit", OLDER, "--select", "player-*").out) == ["notice"]
    assert labels(shell("audit", OLDER, "--only", "notice").out) == ["notice", "notice"]
    assert labels(shell("audit", OLDER).out) == []


def test_findings_stand_apart_by_one_blank_line(shell: Shell) -> None:
    for width in ("--only=error", "--all"):
        lines = shell("audit", DEMO, width).out.splitlines()
        starts = [at for at, line in enumerate(lines) if labels(line)]
        assert all(lines[at - 1] == "" and lines[at - 2] != "" for at in starts)


def test_nothing_is_wider_than_eighty_columns(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for more in ([], ["--all"], ["--statistics"]):
        assert max(map(len, shell("audit", DEMO, *more).out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--only", "error"], {"error"}),
        (["--only", "Errors, notice"], {"error", "notice"}),
        (["--severity", "warning"], {"error", "warning"}),
        (["--severity", "error"], {"error"}),
    ],
)
def test_a_severity_chooses_what_is_told_and_no_verdict(
    options: list[str], kept: set[str], shell: Shell
) -> None:
    whole = json.loads(shell("audit", DEMO, "-f", "json").out)
    outcome = shell("audit", DEMO, "-f", "json", *options)
    found = json.loads(outcome.out)
    assert outcome.code == 1
    assert found["summary"] == whole["summary"]
    assert found["findings"] == [one for one in whole["findings"] if one["severity"] in kept]
    assert set(labels(shell("audit", DEMO, *options).out)) == kept


def test_errors_that_are_not_shown_fail_all_the_same(shell: Shell) -> None:
    outcome = shell("audit", DEMO, "--only", "notice")
    assert outcome.code == 1
    assert "nebula-patrol: 8 errors" in outcome.out


def test_only_and_severity_are_refused_together_and_with_other_words(shell: Shell) -> None:
    both = shell("audit", DEMO, "--only", "error", "--severity", "error")
    assert both.err == ("artemis-modkit: --only and --severity say two things; use one of them\n")
    wrong = shell("audit", DEMO, "--only", "fatal")
    assert wrong.err == (
        "artemis-modkit: 'fatal' is no severity; there are error, warning, notice\n"
    )
    assert (both.code, wrong.code) == (2, 2)


def test_statistics_count_the_findings_of_each_rule(shell: Shell) -> None:
    out = shell("audit", DEMO, "--statistics", "--only", "error").out.splitlines()
    assert out[3:] == [
        "    severity   rule                 fixable",
        "───────────────────────────────────────────",
        "3   error      xml-syntax                 3",
        "1   error      duplicate-id",
        "1   error      ini-syntax                 1",
        "1   error      unknown-race",
        "1   error      unreadable-setting",
        "1   error      unreadable-value",
    ]
    found = json.loads(shell("audit", DEMO, "--statistics", "-f", "json").out)
    assert found["statistics"][0] == {"rule": "xml-syntax", "severity": "error", "findings": 3}
    assert sum(row["findings"] for row in found["statistics"]) == len(found["findings"])


def test_every_format_has_the_same_order(shell: Shell) -> None:
    rules = [one["rule"] for one in json.loads(shell("audit", DEMO, "-f", "json").out)["findings"]]
    sarif = json.loads(shell("audit", DEMO, "-f", "sarif").out)["runs"][0]["results"]
    rows = csv.DictReader(io.StringIO(shell("audit", DEMO, "-f", "csv").out.lstrip("\ufeff")))
    github = shell("audit", DEMO, "-f", "github").out.splitlines()[:-1]
    assert [one["ruleId"] for one in sarif] == rules
    assert [row["rule"] for row in rows] == rules
    assert [line.split("title=")[1].split("::")[0] for line in github] == rules
    for format in ("terminal", "markdown", "bbcode"):
        out = shell("audit", DEMO, "-f", format, "--all").out
        places = [out.index(f"{rule}") for rule in dict.fromkeys(rules)]
        assert places == sorted(places)


# Letter case -------------------------------------------------------------------------------------


def test_what_only_letter_case_is_about_is_one_line(shell: Shell, tmp_path: Path) -> None:
    shutil.copytree(OLDER, tmp_path / "mod")
    (tmp_path / "mod" / "dat" / "Lamp.dxs").write_bytes(b"<scene></scene>")
    (tmp_path / "mod" / "dat" / "Heron.dxs").write_bytes(b"<scene></scene>")
    data = tmp_path / "mod" / "dat" / "vesselData.xml"
    text = data.read_text("utf-8")
    text = text.replace("</vessel_data>", (
        '<vessel uniqueID="9990" side="0" classname="Lamp" broadType="Base">'
        '<art meshfile="dat/lamp.dxs" diffuseFile="dat/artemis_diffuse.png"/></vessel>\n'
        '<vessel uniqueID="9991" side="0" classname="Heron" broadType="base">'
        '<art meshfile="dat/heron.dxs" diffuseFile="dat/artemis_diffuse.png"/></vessel>\n'
        "</vessel_data>"
    ))  # fmt: skip
    data.write_text(text, "utf-8")
    out = shell("audit", tmp_path / "mod").out
    assert [line.split("  ")[0] for line in out.splitlines() if "-case" in line] == ["3"]
    assert "letters are large here and small there; the game on Windows does not mind" in " ".join(
        out.split()
    )


# Several mods, no mod ----------------------------------------------------------------------------


def test_several_mods_have_a_line_each(shell: Shell, tmp_path: Path) -> None:
    with shell.inside(tmp_path):
        outcome = shell("audit", DEMO, OLDER, "stock:2.8", "none")
    assert outcome.code == 2
    assert outcome.out.splitlines() == [
        "",
        "3 mods audited, 1 not: 1 of them with errors.",
        "Not audited: none: no such file or folder",
        "mod                 errors   warnings   notices   fixable",
        "─────────────────────────────────────────────────────────",
        "nebula-patrol            8          5         3         9",
        "nebula-patrol-1.0        0          0         2         1",
        "stock:2.8                0          0         0         0",
    ]
    assert shell("audit", DEMO, OLDER).code == 1
    clean = shell("audit", OLDER, "stock:2.8")
    assert (clean.code, clean.out.splitlines()[1]) == (0, "2 mods audited: none with errors.")
    assert shell("audit", OLDER, "stock:2.8", "--fail-on", "notice").code == 1


def test_several_mods_are_an_object_each_in_json_and_rows_in_csv(
    shell: Shell, tmp_path: Path
) -> None:
    alone = [json.loads(shell("audit", mod, "-f", "json").out) for mod in (DEMO, OLDER)]
    found = json.loads(shell("audit", DEMO, OLDER, tmp_path, "-f", "json").out)
    frame = {"artemis_modkit", "schema", "command"}
    assert found["mods"] == [
        {key: value for key, value in one.items() if key not in frame} for one in alone
    ]
    assert [one["mod"] for one in found["refused"]] == [str(tmp_path)]
    rows = csv.DictReader(
        io.StringIO(shell("audit", DEMO, OLDER, "-f", "csv").out.lstrip("\ufeff"))
    )
    assert [(row["mod"], row["rule"]) for row in rows] == [
        (one["mod"], finding["rule"]) for one in alone for finding in one["findings"]
    ]


def test_two_mods_of_one_name_are_told_apart_by_what_was_typed(
    shell: Shell, tmp_path: Path
) -> None:
    for folder in ("old", "new"):
        shutil.copytree(OLDER, tmp_path / folder / "mod")
    with shell.inside(tmp_path):
        out = shell("audit", "old/mod", "new/mod").out
    assert [line.split()[0] for line in out.splitlines()[-2:]] == ["old/mod", "new/mod"]


@pytest.mark.parametrize(
    "option", ["--fix", "--baseline=a", "--write-baseline=a", "--previous=a", "--missions=a"]
)
def test_what_is_of_one_mod_is_refused_for_several(option: str, shell: Shell) -> None:
    assert shell("audit", DEMO, OLDER, option).err == (
        "artemis-modkit: of several mods there is an audit alone; --fix, baselines, missions and "
        "earlier releases are of one mod: name one\n"
    )
    assert shell("audit", DEMO, OLDER, "-f", "sarif").err == (
        "artemis-modkit: --format sarif is of one mod; audit each by itself\n"
    )


def test_a_wrong_rule_is_told_once_for_several_mods(shell: Shell) -> None:
    outcome = shell("audit", DEMO, OLDER, "--select", "xml-sintax")
    assert (outcome.code, outcome.out) == (2, "")


def test_a_path_with_blanks_and_no_quotes_is_told_so(shell: Shell, tmp_path: Path) -> None:
    shutil.copytree(OLDER, tmp_path / "My Mod äöü")
    with shell.inside(tmp_path):
        outcome = shell("audit", "My", "Mod", "äöü")
    assert outcome.code == 2
    assert outcome.err == 'artemis-modkit: a path with blanks wants quotes: "My Mod äöü"\n'


def test_without_a_name_the_folder_one_is_in_is_audited(shell: Shell, tmp_path: Path) -> None:
    with shell.inside(OLDER):
        assert shell("audit").out.splitlines()[1].startswith("nebula-patrol-1.0: 2 notices")
    (tmp_path / "work").mkdir()
    with shell.inside(tmp_path / "work"):
        outcome = shell("audit")
    assert outcome.code == 2
    assert outcome.err == (
        "artemis-modkit: no MOD is named, and the folder you are in is none: work: there is "
        "neither dat/vesselData.xml nor artemis.ini in it\n"
    )


# Repairs -----------------------------------------------------------------------------------------


def test_a_fix_tells_the_repairs_where_the_old_files_are_and_the_verdict(
    shell: Shell, tmp_path: Path
) -> None:
    shutil.copytree(DEMO, tmp_path / "mod")
    with shell.inside(tmp_path):
        outcome = shell("audit", "mod", "--fix")
    lines = outcome.out.splitlines()
    assert outcome.code == 1
    assert lines[0] == "Repaired 9 findings in artemis.ini, dat/vesselData.xml:"
    assert [line.split()[0] for line in lines if line and not line.startswith(" ")] == [
        "Repaired", *["repaired"] * 9, "The", "mod:", "Read:"
    ]  # fmt: skip
    assert lines[-5:-2] == [
        "",
        "The old files lie in mod/.artemis-modkit/backups/0001; `restore` brings them back.",
        "",
    ]
    assert lines[-2] == "mod: 4 errors, 1 warning, 2 notices."


def test_a_fix_of_one_severity_repairs_no_other(shell: Shell, tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "mod")
    out = shell("audit", tmp_path / "mod", "--fix", "--only", "warning").out
    assert out.startswith("Repaired 4 findings in artemis.ini, dat/vesselData.xml:\n")
    left = json.loads(shell("audit", tmp_path / "mod", "-f", "json").out)
    assert left["summary"]["error"] == ERRORS


# Nothing checked is never green -------------------------------------------------------------------

SHIPS = (OLDER / "dat" / "vesselData.xml").read_bytes()
NO_MODS = {
    "a text": ({"Read Me.txt": b"About: the navy"}, "Read Me.txt: is no mod; name its folder, a .zip, or dat/vesselData.xml or artemis.ini"),
    "a picture": ({"ship.png": b"\x89PNG\r\n\x1a\n0"}, "ship.png: is no mod; name its folder, a .zip, or dat/vesselData.xml or artemis.ini"),
    "an archive": ({"mod.rar": b"Rar!\x1a\x07\x00"}, "mod.rar: is no mod; unpack it and name the folder"),
    "a program": ({"Artemis.exe": b"MZ\x90\x00"}, "Artemis.exe: is no mod; name its folder, a .zip, or dat/vesselData.xml or artemis.ini"),
    "settings that are all commented out": ({"artemis.ini": b";stationEnergy=1000\n"}, "artemis.ini: nothing was checked: there is no ship and no setting in it that is not commented out"),
    "one ending too many": ({"mod/dat/vesselData.xml.txt": SHIPS}, "mod: there is neither dat/vesselData.xml nor artemis.ini in it; rename dat/vesselData.xml.txt to vesselData.xml"),
    "one folder too deep": ({"mod/dat/dat/vesselData.xml": SHIPS}, "mod: dat/dat/vesselData.xml lies one folder too deep for the game; move it to dat/vesselData.xml"),
    "too deep beside settings": ({"mod/artemis.ini": b"stationEnergy=1000\n", "mod/dat/dat/vesselData.xml": SHIPS}, "mod: dat/dat/vesselData.xml lies one folder too deep for the game; move it to dat/vesselData.xml"),
    "a zip inside": ({"mod/new.zip": b"PK"}, "mod: there is neither dat/vesselData.xml nor artemis.ini in it; it holds new.zip: unpack that first"),
    "several mods": ({f"mods/{name}/dat/vesselData.xml": SHIPS for name in "abcdefg"}, "mods: holds several mods ('a', 'b', 'c', 'd', 'e' and 2 more); open one of them"),
    "mods of unlike depth": ({"mods/a/dat/vesselData.xml": SHIPS, "mods/new/b/dat/vesselData.xml": SHIPS}, "mods: holds several mods ('a', 'new/b'); open one of them"),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_MODS)
def test_what_is_no_mod_is_refused_with_the_remedy(case: str, shell: Shell, tmp_path: Path) -> None:
    files, complaint = NO_MODS[case]
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    with shell.inside(tmp_path):
        outcome = shell("audit", next(iter(files)).split("/")[0])
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"artemis-modkit: {complaint}\n"


@pytest.mark.parametrize("name", ["vesselData.xml.bak", "vesselData (1).old", "ships.txt"])
def test_ships_in_a_file_of_another_name_are_audited(
    name: str, shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(SHIPS)
    outcome = shell("audit", tmp_path / name)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Read: 14 vessels of 4 races" in outcome.out


def test_a_mod_within_a_mod_belongs_to_it(shell: Shell, tmp_path: Path) -> None:
    for folder in ("mods/a/", "mods/a/old/"):
        (tmp_path / folder / "dat").mkdir(parents=True)
        (tmp_path / folder / "dat" / "vesselData.xml").write_bytes(SHIPS)
    assert "Read: 14 vessels" in shell("audit", tmp_path / "mods").out


def test_a_line_with_many_places_of_a_finding_is_named_once(shell: Shell, tmp_path: Path) -> None:
    lines = (
        "".join(f'<vessel uniqueID="{at}"><art meshfile="dat\\a.dxs"/></vessel>' for at in numbers)
        for numbers in (range(5), range(5, 10))
    )
    path = tmp_path / "vesselData.xml"
    path.write_text("<vessel_data>" + "\n".join(lines) + "</vessel_data>")
    out = shell("audit", path, "--select", "backslash-path", "--all").out
    assert "(also in line 1, 2)" in " ".join(out.split())
