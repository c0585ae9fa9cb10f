"""Annotations of GitHub: one line each, at the path that the repository knows."""

import shutil
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.report import Report, render
from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
RULES = ("--select", "unknown-race")
MESSAGE = '4010 Fog Sower: side="3" is the ID of no race; there are 0, 1, 2, 4'
COUNTS = "Findings: error: 1, warning: 0, notice: 0, suppressed: 0\n"


def line_of(path: str) -> str:
    return f"::error file={path},line=199,col=26,title=unknown-race::{path}:199:26: {MESSAGE}\n{COUNTS}"


def shown(mod: str, base: str, **other: Any) -> list[str]:
    finding = {
        "rule": "some-rule",
        "severity": "warning",
        "file": "artemis.ini",
        "line": 3,
        "column": 5,
        "message": "what is wrong",
        "also": [],
        **other,
    }
    payload = {"mod": mod, "summary": {"warning": 1}, "findings": [finding]}
    return render(Report("audit", payload, [], base=base), "github").split("\n")


def test_findings_of_a_folder_are_named_from_where_the_command_runs(
    shell: Shell, tmp_path: Path
) -> None:
    path = "mods/nebula-patrol/dat/vesselData.xml"
    for mod in ("mods/nebula-patrol", "./mods/../mods/nebula-patrol/", DEMO):
        with shell.inside(FIXTURES):
            outcome = shell("audit", mod, *RULES, "--format", "github")
        assert (outcome.code, outcome.out, outcome.err) == (1, line_of(path), "")


def test_findings_of_the_current_folder_a_file_and_a_folder_elsewhere(
    shell: Shell, tmp_path: Path
) -> None:
    with shell.inside(DEMO):
        here = shell("audit", ".", *RULES, "--format", "github")
        file = shell("audit", "dat/vesselData.xml", *RULES, "--format", "github")
    with shell.inside(tmp_path):
        elsewhere = shell("audit", DEMO, *RULES, "--format", "github")
    assert here.out == line_of("dat/vesselData.xml")
    assert file.out == line_of("dat/vesselData.xml")
    assert elsewhere.out == line_of("nebula-patrol/dat/vesselData.xml")


def test_findings_of_a_zip_are_named_by_the_zip(shell: Shell, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "mine"), "zip", DEMO)
    outcome = shell("audit", tmp_path / "mine.zip", *RULES, "--format", "github")
    assert outcome.out == line_of("mine.zip/dat/vesselData.xml")


def test_signs_that_would_end_a_property_or_a_line_are_escaped() -> None:
    message = "100 % of 'a:b,c'\n::error::forged"
    assert shown("mine", "my, mod:1", message=message, also=[{"line": 9, "column": 1}]) == [
        "::warning file=my%2C mod%3A1/artemis.ini,line=3,col=5,title=some-rule::"
        "my, mod:1/artemis.ini:3:5: 100 %25 of 'a:b,c'\\n::error::forged (and 1 more place)",
        "Findings: warning: 1",
        "",
    ]


@given(st.text(), st.text(), st.text())
def test_no_text_of_a_mod_makes_a_line_of_its_own(base: str, file: str, message: str) -> None:
    lines = shown("mine", base, file=file, message=message)
    assert len(lines) == 3
    assert lines[0].isprintable()
    properties = lines[0].removeprefix("::warning ").split("::")[0]
    names = [one.split("=")[0] for one in properties.split(",")]
    assert names == ["file", "line", "col", "title"]
