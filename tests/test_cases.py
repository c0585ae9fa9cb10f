"""Small mods in which something goes wrong, kept beside the real files: what is right for each.

Tests of each kind in words of our own stand with what they test; here stands that the cases of
others come out as their readers want them.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from artemis_modkit.model import Mod
from tests.shell import Outcome, Shell

Case = Callable[[str], Path]
Found = Callable[[Path], list[dict[str, Any]]]


@pytest.fixture
def case(corpus: Path, tmp_path: Path) -> Case:
    """A copy of a case by name; skips where the cases are absent."""

    def copied(name: str) -> Path:
        source = corpus.parent / "cases" / name
        if not source.is_dir():
            pytest.skip(f"no real files at {source.parent}")
        target = tmp_path / name
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())  # what is kept may be read-only
        return target

    return copied


@pytest.fixture
def found(shell: Shell) -> Found:
    """The findings of an audit of a mod."""

    def audited(mod: Path) -> list[dict[str, Any]]:
        findings: list[dict[str, Any]] = json.loads(shell("audit", mod, "--format", "json").out)[
            "findings"
        ]
        return findings

    return audited


@pytest.fixture
def refused(shell: Shell) -> Callable[[Path], list[Outcome]]:
    """What patch, merge and --fix say of a mod that none of them may write; nothing changes."""

    def tried(mod: Path) -> list[Outcome]:
        before = content(mod)
        out = mod.parent / "out"
        outcomes = [
            shell("patch", mod, "--recipe", "scale", "-o", out),
            shell("merge", "--base", mod, mod, mod, "-o", out),
            shell("audit", mod, "--fix"),
        ]
        assert content(mod) == before
        assert not out.exists()
        return outcomes

    return tried


def content(folder: Path) -> dict[str, bytes]:
    """All files of a folder, without our own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".artemis-modkit" not in path.parts
    }


def of_rule(findings: list[dict[str, Any]], rule: str) -> list[dict[str, Any]]:
    return [finding for finding in findings if finding["rule"] == rule]


def ships(mod: Path) -> bytes:
    return (mod / "dat/vesselData.xml").read_bytes()


def test_a_relative_recipe_is_not_done_on_top_of_itself(case: Case, shell: Shell) -> None:
    mod = case("applied-twice")
    once: list[str | Path] = ["patch", mod, "--recipe", "scale", "--in-place"]
    assert shell(*once).code == 0
    before = ships(mod)
    again = shell(*once)
    assert (again.code, ships(mod)) == (2, before)
    assert "--again" in again.err
    assert shell(*once, "--again").code == 0
    assert ships(mod) != before


@pytest.mark.parametrize("name", ["attribute-twice-differs", "lost-start-tag"])
def test_what_only_the_author_knows_is_told_and_stays(
    name: str, case: Case, found: Found, shell: Shell
) -> None:
    mod = case(name)
    before = ships(mod)
    syntax = of_rule(found(mod), "xml-syntax")
    assert [finding["fixable"] for finding in syntax] == [False]
    shell("audit", mod, "--fix")
    assert ships(mod) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("binary-as-vesselData", "picture"),
        ("git-conflict-xml", "merge"),
        ("lfs-pointer-ini", "Git LFS"),
        ("nul-after-power-cut", "NUL"),
    ],
)
def test_what_is_no_whole_text_file_is_one_finding_and_never_written(
    name: str, said: str, case: Case, found: Found, refused: Callable[[Path], list[Outcome]]
) -> None:
    mod = case(name)
    blocked = of_rule(found(mod), "blocked-file")
    assert len(blocked) == 1
    assert said in blocked[0]["message"]
    assert not blocked[0]["fixable"]
    assert of_rule(found(mod), "xml-syntax") == of_rule(found(mod), "ini-syntax") == []
    assert [outcome.code for outcome in refused(mod)] == [2, 2, 2]


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [("colon-setting", "touchScreen", "1"), ("ini-equals-lost", "stationEnergy", "1000")],
)
def test_a_setting_without_its_equals_sign_is_set(
    name: str, key: str, value: str, case: Case, shell: Shell
) -> None:
    mod = case(name)
    shell("audit", mod, "--fix")
    lines = (mod / "artemis.ini").read_text("cp1252").splitlines()
    assert f"{key}={value}" in lines
    settings = Mod.open(mod).settings
    assert settings is not None
    assert settings.texts[key] == value


def test_an_encoding_that_xml_cannot_name_becomes_utf_8(
    case: Case, found: Found, shell: Shell, tmp_path: Path
) -> None:
    mod = case("encoding-name-utf_8")
    (finding,) = of_rule(found(mod), "xml-syntax")
    assert "utf_8" in finding["message"]
    assert finding["fixable"]
    assert shell("patch", mod, "--recipe", "scale", "-o", tmp_path / "out").code == 0
    etree.fromstring(ships(tmp_path / "out"))


def test_a_declared_encoding_is_read_and_becomes_utf_8(case: Case, shell: Shell) -> None:
    mod = case("encoding-shift-jis")
    shell("audit", mod, "--fix")
    assert "駆逐艦" in ships(mod).decode("utf-8")
    etree.fromstring(ships(mod))


def test_html_characters_become_their_characters(case: Case, shell: Shell) -> None:
    mod = case("html-entities")
    shell("audit", mod, "--fix")
    text = ships(mod).decode("utf-8")
    assert "é" in text
    assert "—" in text
    assert "&amp;" not in text
    etree.fromstring(ships(mod))


def test_a_lost_less_than_sign_is_put_back(case: Case, shell: Shell) -> None:
    mod = case("lost-bracket")
    before = ships(mod)
    shell("audit", mod, "--fix")
    assert ships(mod) == before.replace(b"  vessel uniqueID", b"  <vessel uniqueID")


def test_garbled_letters_are_told(case: Case, found: Found) -> None:
    garbled = of_rule(found(case("mojibake-text")), "text-encoding")
    assert {finding["severity"] for finding in garbled} == {"warning"}
    assert {finding["fixable"] for finding in garbled} == {True, False}


def test_a_thousands_separator_is_no_decimal_comma(case: Case, found: Found) -> None:
    said = " ".join(finding["message"] for finding in found(case("thousands-separator")))
    assert "30000" in said
    assert "1500" in said
    assert "30.000" not in said


def test_two_roots_become_one_and_no_element_is_invented(case: Case, shell: Shell) -> None:
    mod = case("two-roots")
    shell("audit", mod, "--fix")
    root = etree.fromstring(ships(mod))
    assert root.tag == "vessel_data"
    assert [ship.get("uniqueID") for ship in root.iter("vessel")] == ["0", "1"]
    assert {element.tag for element in root} == {"hullRace", "vessel"}


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("squadrons-and-shuttles", []),
        ("fighters-beams", []),
        ("launcher-of-single-seat", []),
        ("unarmed-with-probes", []),
        ("back-shield-of-base", []),
        ("batteries", ["text-beams"]),
    ],
)
def test_texts_are_held_against_what_they_mean(
    name: str, rules: list[str], case: Case, found: Found
) -> None:
    told = [finding["rule"] for finding in found(case(name))]
    assert [rule for rule in told if rule.startswith(("text-", "far-"))] == rules


@pytest.mark.parametrize(
    ("name", "rule", "line"),
    [
        ("axis-outlier", "port-outside-hull", 14),
        ("swapped-axes", "mirror-slip", 8),
        ("pair-cycletime", "uneven-pair", 8),
        ("side-within-block", "odd-side", 29),
        ("ten-times-stock", "ten-times-stock", 7),
        ("debug-left-on", "debug-setting", 2),
        ("hidden-extension", "hidden-extension", 1),
        ("no-ships-green", "no-ships", 1),
        ("typo-of-a-stock-file", "missing-file", 6),
        ("batch-target-known", "batch-missing-file", 1),
        ("class-name-unlike-text", "class-spelt-unlike", 11),
    ],
)
def test_a_slip_is_told_where_it_stands(
    name: str, rule: str, line: int, case: Case, found: Found
) -> None:
    assert [finding["line"] for finding in of_rule(found(case(name)), rule)] == [line]


def test_the_copy_that_players_switch_on_is_audited(case: Case, found: Found) -> None:
    told = [one for one in found(case("broken-twin")) if one["severity"] == "error"]
    assert [(one["rule"], one["file"], one["line"]) for one in told] == [
        ("missing-id", "dat/vesselDataMOD.xml", 5),
        ("unreadable-value", "dat/vesselDataMOD.xml", 8),
        ("unreadable-value", "dat/vesselDataMOD.xml", 8),
    ]


def test_a_file_of_two_ships_lacks_what_every_ship_of_stock_has(case: Case, found: Found) -> None:
    told = {one["rule"] for one in found(case("bare-ships"))}
    wanted = {"missing-mesh", "missing-shields", "missing-performance", "missing-grid"}
    assert told >= wanted
