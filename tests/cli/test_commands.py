"""Commands as users and other programs meet them: output, exit codes, one-line complaints."""

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from artemis_modkit import __version__
from artemis_modkit.cli import _OTHER_WORDS, _meant, command_names, run
from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
OLDER = FIXTURES / "mods" / "nebula-patrol-1.0"


def test_the_version_is_shown(shell: Shell) -> None:
    assert shell("--version").out == f"artemis-modkit {__version__}\n"


def test_without_a_command_the_help_is_shown(shell: Shell) -> None:
    outcome = shell()
    assert outcome.code == 0
    assert "Usage: artemis-modkit" in outcome.out


@pytest.mark.parametrize("asked", [("help", "score"), ("score", "-h"), ("score", "--help")])
def test_help_of_a_command_is_asked_for_in_three_ways(asked: tuple[str, ...], shell: Shell) -> None:
    outcome = shell(*asked)
    assert outcome.code == 0
    assert "Usage: artemis-modkit score" in outcome.out


def test_a_switch_is_offered_as_it_is_typed(shell: Shell) -> None:
    for asked in ([], *([command] for command in command_names())):
        pairs = re.findall(r"--([a-z-]+) +--no-\1", shell(*asked, "--help").out)
        assert pairs == ["browser"] * (asked == ["open"]), asked


def test_other_words_lead_to_commands_that_there_are() -> None:
    assert {words.split()[0] for words in _OTHER_WORDS.values()} <= set(command_names())
    assert not set(_OTHER_WORDS) & set(command_names())


@pytest.mark.parametrize(
    ("word", "command"), [("lint", "audit"), ("Check", "audit"), ("diff", "compare")]
)
def test_another_word_for_a_command_that_reads_is_understood(
    word: str, command: str, shell: Shell
) -> None:
    places = ["stock:2.8"] if command == "audit" else ["stock:2.8", "stock:2.7.4"]
    meant, typed = shell(command, *places), shell(word, *places)
    assert (typed.code, typed.out) == (meant.code, meant.out)
    assert typed.err == f"artemis-modkit: '{word}' is '{command}' here\n{meant.err}"
    assert f"artemis-modkit {command}" in shell("help", word).out


def test_a_pipe_that_lacks_our_signs_gets_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old_windows = io.TextIOWrapper(io.BytesIO(), "cp437", errors="strict")
    monkeypatch.setattr("sys.stdout", old_windows)
    assert run(["recipes", "tsn"]) == 0
    old_windows.seek(0)
    assert "----" in old_windows.read()


def test_an_audit_of_stock_is_clean(shell: Shell) -> None:
    outcome = shell("audit", "stock")
    assert (outcome.code, outcome.out, outcome.err) == (
        0,
        "stock:2.8: no findings.\n"
        "Read: 58 vessels of 9 races, written as for games 2.6 to 2.8; "
        "174 settings of game 2.8.\n",
        "",
    )


def test_findings_make_the_exit_code_one_from_the_chosen_weight_on(shell: Shell) -> None:
    warned = ("audit", DEMO, "--select", "unknown-element")
    assert shell(*warned).code == 0
    assert shell(*warned, "--fail-on", "warning").code == 1
    assert shell("audit", DEMO).code == 1


def test_the_json_of_an_audit_keeps_its_contract(shell: Shell) -> None:
    outcome = shell("audit", DEMO, "--select", "unknown-element", "--format", "json")
    assert json.loads(outcome.out) == {
        "artemis_modkit": __version__,
        "schema": 1,
        "command": "audit",
        "mod": "nebula-patrol",
        "stock": "stock:2.8",
        "dialect": "2.6",
        "settings_of": "2.8",
        "summary": {"error": 0, "warning": 1, "notice": 0, "suppressed": 0},
        "findings": [
            {
                "rule": "unknown-element",
                "severity": "warning",
                "confidence": "certain",
                "file": "dat/vesselData.xml",
                "line": 194,
                "column": 3,
                "message": "4000 Goliath: the game knows no element 'impluse_point'; "
                "did you mean 'impulse_point'?",
                "vessel": 4000,
                "fixable": True,
                "fingerprint": "48a54cd93fca96f1a34f0de557546e2c",
                "also": [],
            }
        ],
    }


def test_the_json_of_a_patch_keeps_its_contract(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = shell("patch", "stock:2.8", "--recipe", "tsn", "-o", out, "--format", "json")
    found = json.loads(outcome.out)
    assert list(found) == [
        "artemis_modkit", "schema", "command", "mod", "recipe", "recipes", "changes", "skipped", "repaired", "stale_texts",
        "written",
    ]  # fmt: skip
    assert found["changes"][0] == {
        "file": "dat/vesselData.xml",
        "line": 63,
        "vessel": 0,
        "element": "beam_port",
        "attribute": "damage",
        "before": "1",
        "after": "0.25",
        "step": 1,
    }
    assert found["written"] == [
        f"{out.as_posix()}/{path}"
        for path in ("CHANGES.md", "artemis.ini", "dat/vesselData.xml", "modkit-manifest.json")
    ]
    written = sorted(path.as_posix() for path in out.rglob("*.*"))
    assert written == found["written"]


def test_the_json_of_a_comparison_keeps_its_contract(shell: Shell) -> None:
    found = json.loads(shell("compare", OLDER, DEMO, "--format", "json").out)
    assert list(found) == [
        "artemis_modkit", "schema", "command", "a", "b", "base", "vessels", "races", "settings", "missions",
        "scale", "scale_of_base", "weapons", "balance", "players_vs_enemies", "fleets", "notes",
    ]  # fmt: skip
    assert found["weapons"][0]["weapon"] == "beam"
    assert list(found["weapons"][0]["a"]) == ["plain", "best", "per_energy", "range"]
    assert found["vessels"]["added"] == [21]
    first = found["vessels"]["changed"][0]
    alike = first.pop("alike")
    shared = {"a": "80", "base": "80", "mark": "B only", "kind": "balance"}
    assert first == {
        "id": 0,
        "name": "Light Cruiser",
        "changes": [
            {"path": "shields.front", "b": "90", **shared},
            {"path": "shields.back", "b": "70", **shared},
        ],
    }
    assert alike[0] == {
        "path": "torpedo_storage[shk]",
        "a": None,
        "b": None,
        "base": "type=shk amount=4",
        "mark": "both alike",
        "kind": "balance",
        "attributes": {"type": "shk", "amount": "4"},
    }


def test_a_report_can_be_written_to_a_file(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    outcome = shell("audit", DEMO, "--format", "json", "-o", path)
    assert (outcome.code, outcome.out) == (1, f"Written: {path.as_posix()}.\n")
    assert json.loads(path.read_text("utf-8"))["command"] == "audit"


def test_a_fix_keeps_the_old_files_and_says_where(shell: Shell, tmp_path: Path) -> None:
    mod = tmp_path / "mod"
    shutil.copytree(DEMO, mod)
    before = (mod / "dat/vesselData.xml").read_bytes()
    outcome = shell("audit", mod, "--fix", "--select", "xml-syntax")
    backup = mod / ".artemis-modkit/backups/0001"
    assert outcome.out.startswith("Repaired 3 findings in dat/vesselData.xml:\n")
    assert backup.as_posix() in outcome.out.replace("\n", "")
    assert (backup / "dat/vesselData.xml").read_bytes() == before
    assert (mod / "dat/vesselData.xml").read_bytes() != before
    assert shell("audit", mod, "--select", "xml-syntax").code == 0


def test_a_dry_fix_writes_nothing(shell: Shell, tmp_path: Path) -> None:
    mod = tmp_path / "mod"
    shutil.copytree(DEMO, mod)
    before = {path: path.read_bytes() for path in mod.rglob("*") if path.is_file()}
    outcome = shell("audit", mod, "--fix", "--dry-run", "--select", "xml-syntax")
    assert "+++ b/dat/vesselData.xml" in outcome.out
    assert {path: path.read_bytes() for path in mod.rglob("*") if path.is_file()} == before


def test_a_patched_folder_holds_the_whole_mod(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert shell("patch", DEMO, "--recipe", "tsn", "-o", out).code == 0
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    whole = {path.relative_to(DEMO).as_posix() for path in DEMO.rglob("*") if path.is_file()}
    assert found == whole | {"CHANGES.md", "modkit-manifest.json"}
    assert (out / "readme.txt").read_bytes() == (DEMO / "readme.txt").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["audit", "no-such-mod"], "no-such-mod: no such file or folder"),
        (["audit", "stock:3"], "stock:3: no such stock version; there are 2.1, 2.4, 2.7.1, 2.7.4, 2.8"),
        (["audit", "stock", "--select", "xml-sintax"], "'xml-sintax' is no rule of the audit; did you mean 'xml-syntax'?"),
        (["audit", ""], "no mod is named; name a folder, a .zip, a file or stock"),
        (["audit", "stock", "--dry-run"], "--dry-run goes with --fix; an audit alone writes nothing"),
        (["patch", "stock", "-r", "tsn", "-o", "x" * 300], "x"),
        (["audit", "stock", "--fix"], None),
        (["explain", "unknown-rase"], "'unknown-rase' is no rule of the audit; did you mean 'unknown-race'?"),
        (["recipes", "tns"], "'tns' is no recipe (did you mean 'tsn'?); there are allies-2.4, "),
        (["patch", "stock", "--recipe", "tsn"], "say what to do: -o OUT writes a new folder, --in-place changes the mod, --dry-run shows the diff and writes nothing"),
        (["patch", "stock", "--recipe", "none.toml", "--dry-run"], "none.toml: the recipe cannot be read (No such file or directory)"),
        (["compare", "stock"], "something is missing: `compare A B [PATH]`"),
        (["adit", "stock"], "there is no command 'adit'; did you mean 'audit'?"),
        (["undo", "stock"], "there is no command 'undo'; did you mean 'restore'?"),
        (["help", "undo"], "there is no command 'undo'; did you mean 'restore'?"),
        (["xyzzy"], "there is no command 'xyzzy'; `artemis-modkit --help` lists all"),
        ([".", "--fix"], ".: what with it? E.g. `artemis-modkit audit .`"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(
    shell: Shell, arguments: list[str], complaint: str | None, tmp_path: Path
) -> None:
    with shell.inside(tmp_path):
        outcome = shell(*arguments)
    if complaint is None:
        assert outcome.code == 0
        return
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith(f"artemis-modkit: {complaint}")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["mod"], ["open", "mod"]),
        (["mod.zip"], ["open", "mod.zip"]),
        (["audit"], ["audit"]),
        ([], ["--help"]),
    ],
)
def test_a_mod_alone_is_opened_in_the_workbench_but_no_name_of_a_command_is_a_mod(
    typed: list[str], meant: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mod", "audit"):
        (tmp_path / name).mkdir()
    (tmp_path / "mod.zip").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert _meant(typed) == meant


def test_a_folder_that_is_there_is_never_overwritten(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    outcome = shell("patch", "stock", "--recipe", "tsn", "-o", tmp_path)
    assert outcome.code == 2
    assert outcome.err.endswith("is there already and not empty; name a new folder\n")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_bug_of_ours_is_said_in_one_line_with_exit_code_three(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(place: str) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("artemis_modkit.model.Mod.open", broken)
    outcome = shell("audit", "stock")
    assert outcome.code == 3
    assert outcome.err.count("\n") == 1


def test_commands_explain_themselves_with_examples(shell: Shell) -> None:
    for command in ("audit", "patch", "compare", "explain", "recipes"):
        assert "Examples:" in shell(command, "--help").out


def test_every_rule_and_recipe_is_listed(shell: Shell) -> None:
    assert "unreadable-value" in shell("explain").out
    assert "why" in json.loads(shell("explain", "unknown-race", "--format", "json").out)
    assert "tsn" in shell("recipes").out
    assert "step" in shell("recipes", "tsn").out


def test_a_report_never_overwrites_a_file_that_is_no_report(shell: Shell, tmp_path: Path) -> None:
    mine, report = tmp_path / "mine.xml", tmp_path / "report.json"
    mine.write_text("mine")
    assert shell("audit", "stock", "--format", "json", "-o", mine).code == 2
    assert mine.read_text() == "mine"
    assert shell("audit", "stock", "--format", "json", "-o", report).code == 0
    assert shell("audit", "stock", "--format", "json", "-o", report).code == 0


def test_a_complaint_about_a_hostile_name_is_one_harmless_line(
    shell: Shell, tmp_path: Path
) -> None:
    recipe = tmp_path / "mine.toml"
    recipe.write_text('name = "x"\ntitle = "x"\n"\\u001b[31m\\nred" = 1\n')
    outcome = shell("patch", "stock", "--recipe", recipe, "--dry-run")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "\x1b" not in outcome.err


def test_no_color_is_respected_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    # a pipe that calls itself a terminal is no console; Windows asks the console what it can
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: False)
    for value, is_coloured in (("", True), ("1", False)):
        terminal = io.TextIOWrapper(io.BytesIO(), "utf-8")
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout", terminal)
        monkeypatch.setenv("COLUMNS", "100")
        monkeypatch.setenv("NO_COLOR", value)
        run(["audit", str(DEMO), "--select", "unknown-race"])
        terminal.seek(0)
        assert ("\x1b[" in terminal.read()) is is_coloured


def test_files_of_art_that_a_patch_does_not_copy_are_named(shell: Shell, tmp_path: Path) -> None:
    mod = tmp_path / "mod"
    shutil.copytree(DEMO, mod)
    (mod / "dat" / "lamp.dxs").write_bytes(b"art")
    outcome = shell("patch", mod, "--recipe", "tsn", "-o", tmp_path / "out")
    assert "Not copied: 1 other file of the mod" in outcome.out
