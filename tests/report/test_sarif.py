"""SARIF: valid by the published schema, repeatable, and nothing of a mod is more than text."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.report import Report, render
from tests.conftest import FIXTURES
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
SCHEMA = Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json"


@cache
def validator() -> Any:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return jsonschema.Draft7Validator(
        schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )


def checked(text: str) -> Mapping[str, Any]:
    """The one run of a SARIF file that is valid by the schema, and by what it cannot say."""
    assert text.isascii()
    log = json.loads(text)
    assert [error.message for error in validator().iter_errors(log)] == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    prints = [result["partialFingerprints"]["finding/v2"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert isinstance(run, dict)
    return run


def finding(**other: Any) -> dict[str, Any]:
    return {
        "rule": "unknown-race",
        "severity": "error",
        "confidence": "certain",
        "file": "dat/vesselData.xml",
        "line": 3,
        "column": 5,
        "message": "what is wrong",
        "vessel": 7,
        "fixable": False,
        "fingerprint": "f00d",
        "also": [],
        **other,
    }


def run_of(*findings: dict[str, Any], base: str = "", mod: str = "mine") -> Mapping[str, Any]:
    payload = {"mod": mod, "findings": list(findings)}
    return checked(render(Report("audit", payload, [], base=base), "sarif"))


def place(uri: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": line, "startColumn": column},
        }
    }


def test_an_audit_is_valid_sarif_that_names_files_from_the_current_folder(shell: Shell) -> None:
    with shell.inside(FIXTURES):
        outcome = shell("audit", "mods/nebula-patrol", "-f", "sarif")
    run = checked(outcome.out)
    assert (outcome.code, outcome.err) == (1, "")
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]
    }
    assert uris == {
        "mods/nebula-patrol/artemis.ini",
        "mods/nebula-patrol/dat/vesselData.xml",
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["automationDetails"] == {"id": "artemis-modkit/nebula-patrol/"}


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_every_demo_mod_is_valid_sarif(name: str, shell: Shell) -> None:
    outcome = shell("audit", FIXTURES / "mods" / name, "-f", "sarif")
    assert checked(outcome.out)["results"]
    assert str(FIXTURES) not in outcome.out


def test_every_mod_is_valid_sarif(corpus: Path, shell: Shell) -> None:
    for mod in sorted(path for path in (corpus / "mods").iterdir() if path.is_dir()):
        outcome = shell("audit", mod, "-f", "sarif")
        if outcome.code != 2:
            checked(outcome.out)
            assert str(corpus) not in outcome.out


def test_a_sound_mod_is_a_run_without_results(shell: Shell) -> None:
    outcome = shell("audit", "stock", "--select", "unknown-race", "-f", "sarif")
    run = checked(outcome.out)
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_a_finding_is_a_result_with_its_further_places() -> None:
    also = [{"line": 9, "column": 1}, {"line": 12, "column": 4}]
    run = run_of(finding(also=also), base="mods/my mod")
    (result,) = run["results"]
    assert len(result.pop("partialFingerprints")["finding/v2"]) == 32
    uri = "mods/my%20mod/dat/vesselData.xml"
    assert result == {
        "ruleId": "unknown-race",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "what is wrong (also in line [9](1), [12](2))"},
        "locations": [place(uri, 3, 5)],
        "properties": {"confidence": "certain", "fixable": False, "vessel": 7},
        "relatedLocations": [{"id": 1, **place(uri, 9, 1)}, {"id": 2, **place(uri, 12, 4)}],
    }
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "unknown-race"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {"precision": "very-high"}
    assert rule["help"]["markdown"].startswith("## unknown-race: ")


def test_of_a_hundred_places_the_first_are_listed_and_the_others_counted() -> None:
    also = [{"line": line, "column": 1} for line in range(10, 110)]
    (result,) = run_of(finding(also=also))["results"]
    assert len(result["relatedLocations"]) == 25
    assert result["message"]["text"].endswith("[34](25) and 75 more)")


def test_severities_are_the_levels_of_sarif() -> None:
    run = run_of(*(finding(severity=one) for one in ("error", "warning", "notice")))
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note"]


def test_no_text_of_a_mod_is_a_placeholder_or_a_link() -> None:
    (result,) = run_of(finding(message="{0} [here](http://x) \x1b[2J"))["results"]
    assert result["message"] == {"text": "{{0}} [here] (http://x) \\x1b[2J"}


@pytest.mark.parametrize(
    ("base", "file", "uri"),
    [
        ("", "../../etc/passwd", "etc/passwd"),
        ("stock:2.8", "artemis.ini", "stock%3A2.8/artemis.ini"),
        ("", "dat/100%#?.xml", "dat/100%25%23%3F.xml"),
        ("", "C:\\x.xml", "C%3A%5Cx.xml"),
        ("", "dat/é\udc80.xml", "dat/%C3%A9%ED%B2%80.xml"),
        ("", "", "."),
    ],
)
def test_a_path_is_a_relative_address_that_leads_nowhere_else(
    base: str, file: str, uri: str
) -> None:
    (result,) = run_of(finding(file=file), base=base)["results"]
    assert result["locations"] == [place(uri, 3, 5)]


@given(st.text(), st.text(), st.text())
def test_any_texts_make_a_valid_file(file: str, message: str, mod: str) -> None:
    run_of(finding(file=file, message=message), finding(message=message), base=mod, mod=mod)


def prints(*findings: dict[str, Any]) -> list[str]:
    results = run_of(*findings)["results"]
    return [result["partialFingerprints"]["finding/v2"] for result in results]


def test_a_finding_is_known_again_by_its_fingerprint_wherever_it_is_and_whatever_it_says() -> None:
    (before,) = prints(finding())
    assert prints(finding(line=40, column=1, message="in better words")) == [before]
    assert prints(finding(line=40), finding(line=60)) == prints(finding(), finding())
    assert before not in prints(finding(fingerprint="beef"))


def test_the_number_of_places_does_not_make_a_finding_a_new_one(
    shell: Shell, tmp_path: Path
) -> None:
    def of(count: int) -> list[str]:
        path = tmp_path / str(count) / "dat" / "vesselData.xml"
        path.parent.mkdir(parents=True)
        points = '<impluse_point x="1"/>' * count
        path.write_text(f'<vessel_data><vessel uniqueID="1">{points}</vessel></vessel_data>')
        outcome = shell("audit", path.parent.parent, "--select", "unknown-element", "-f", "sarif")
        results = checked(outcome.out)["results"]
        return [result["partialFingerprints"]["finding/v2"] for result in results]

    assert of(2) == of(3) == of(4) != of(1)
