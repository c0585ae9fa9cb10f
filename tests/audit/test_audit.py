"""What the audit says of whole mods: of the demo mod, of real ones, and of the game itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from artemis_modkit.audit import Finding, Scope, Severity, audit
from artemis_modkit.audit.rule import all_rules, settings, ships
from artemis_modkit.model import Mod, VesselData
from artemis_modkit.parsers.errors import ModkitError
from tests.audit.shown import shown
from tests.conftest import FIXTURES
from tests.expected import as_expected

STOCK = Mod.open("stock")
DEMO = Mod.open(FIXTURES / "mods" / "nebula-patrol")
EXPECTED = Path(__file__).parent / "expected"


def findings(mod: Mod, *rules: str) -> tuple[Finding, ...]:
    return audit(mod, STOCK, scope=Scope(select=rules)).findings


def places(mod: Mod, *rules: str) -> list[tuple[str, int, str]]:
    return [(one.rule, one.location.line, one.message) for one in findings(mod, *rules)]


def ships_of(mod: Mod) -> VesselData:
    assert mod.vessel_data is not None
    return mod.vessel_data


def check(name: str, text: str, update: bool) -> None:
    as_expected(EXPECTED / name, text, update=update)


def test_the_demo_mod_has_these_findings(update: bool) -> None:
    check("nebula-patrol.txt", shown(DEMO, findings(DEMO)), update)


def test_the_demo_mod_shows_every_fault_that_was_put_into_it() -> None:
    assert {one.rule for one in findings(DEMO)} >= {
        "duplicate-id",
        "ini-syntax",
        "old-dialect",
        "setting-of-other-game",
        "unknown-attribute",
        "unknown-element",
        "unknown-race",
        "unknown-setting",
        "unreadable-setting",
        "unreadable-value",
        "xml-syntax",
    }


def test_the_older_demo_mod_has_no_errors_and_these_findings(update: bool) -> None:
    mod = Mod.open(FIXTURES / "mods" / "nebula-patrol-1.0")
    found = findings(mod)
    assert [one for one in found if one.severity is Severity.ERROR] == []
    check("nebula-patrol-1.0.txt", shown(mod, found), update)


# Real files ---------------------------------------------------------------------------------


def test_a_missing_quote_is_found_where_it_is_and_nothing_behind_it_is_lost(corpus: Path) -> None:
    mod = Mod.open(corpus / "broken" / "missing-quote.xml")
    assert places(mod, "xml-syntax", "unknown-race", "unknown-element", "unknown-attribute") == [
        (
            "xml-syntax",
            139,
            "the closing quote of 'text' is missing; "
            "put \" behind '… you need to take a chill pill'",
        )
    ]
    data = ships_of(mod)
    races = {race.id: race.name for race in data.races}
    assert sorted(id for id in races if id is not None) == list(range(len(races)))
    assert 22 in races
    assert {ship.side for ship in data.vessels} <= races.keys()


def test_text_after_the_root_is_found_and_is_the_only_fault(corpus: Path) -> None:
    mod = Mod.open(corpus / "broken" / "text-after-root.xml")
    assert places(mod, "xml-syntax", "stray-text") == [
        (
            "xml-syntax",
            3389,
            "'232423' stands after the end of the root element, where no text may be; remove it",
        )
    ]


def test_bare_ampersands_are_found_and_the_texts_are_whole(corpus: Path) -> None:
    mod = Mod.open(corpus / "mods" / "sdn")
    said = "a bare '&'; XML wants '&amp;'"
    assert places(mod, "xml-syntax") == [
        ("xml-syntax", 267, f"10 Armed Base: {said}"),
        ("xml-syntax", 286, f"11 Unarmed Transport: {said}"),
        ("xml-syntax", 327, f"13 BvB Light Cruiser: {said}"),
    ]
    data = ships_of(mod)
    texts = [ship.long_description.text or "" for ship in data.vessels if ship.long_description]
    assert len(data.vessels) == 37
    lines = mod.tree.read("dat/vesselData.xml").decode().splitlines()
    for line in (267, 286, 327):
        assert lines[line - 1].split('text="')[1].split('"')[0] in texts


REAL_CONTRADICTIONS = {
    "2.1": [("text-unarmed", 167, 1000), ("text-unarmed", 187, 1002)],
    "2.4": [],
    "2.7.1": [("text-stores", 75, 0)],
    "2.7.4": [("text-stores", 75, 0)],
    "2.8": [("text-stores", 82, 0)],
}


@pytest.mark.parametrize("version", REAL_CONTRADICTIONS)
@pytest.mark.parametrize("stock", ["stock:2.1", "stock:2.8"])
def test_the_game_itself_has_no_finding_but_its_own_contradictions(
    version: str, stock: str, corpus: Path
) -> None:
    """Bases that call themselves unarmed in 2.1; the plasma shocks of the Light Cruiser."""
    mod = Mod.open(corpus / "stock" / version)
    found = audit(mod, Mod.open(stock)).findings
    said = [(one.rule, one.location.line, one.vessel) for one in found]
    assert said == REAL_CONTRADICTIONS[version]


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_the_embedded_stock_has_no_finding(version: str) -> None:
    mod = Mod.open(f"stock:{version}")
    assert shown(mod, findings(mod)) == ""


# Order and choice ---------------------------------------------------------------------------


def test_findings_come_by_harm_then_surety_then_place() -> None:
    files = ships(
        '<vessel uniqueID="1" side="0" broadType="player"><beam_port damage="1,75" rnge="3"/>'
        '<torpedo_tube x="0"/><torpedo_storage type="trp" amount="0"/></vessel>\n'
        '<vessel uniqueID="2" side="7" broadType="large"/>\n'
        '<vessel uniqueID="3" side="0" broadType="Large"/>'
    )
    mod = Mod.from_files("mod", {**files, **settings("; \nstationEnergy = 1000\nnonsense=1\n")})
    some = ["unreadable-value", "unknown-*", "ini-syntax", "word-case", "tubes-without-stores"]
    assert [
        (one.severity.value, one.confidence.value, one.file, one.location.line, one.rule)
        for one in findings(mod, *some)
    ] == [
        ("error", "certain", "dat/vesselData.xml", 3, "unreadable-value"),
        ("error", "certain", "dat/vesselData.xml", 4, "unknown-race"),
        ("error", "likely", "artemis.ini", 2, "ini-syntax"),
        ("warning", "certain", "artemis.ini", 3, "unknown-setting"),
        ("warning", "certain", "dat/vesselData.xml", 3, "unknown-attribute"),
        ("warning", "likely", "dat/vesselData.xml", 3, "tubes-without-stores"),
        ("notice", "likely", "dat/vesselData.xml", 5, "word-case"),
    ]


def test_an_audit_says_the_same_every_time() -> None:
    again = Mod.open(FIXTURES / "mods" / "nebula-patrol")
    assert findings(DEMO) == findings(again)


def test_a_zip_or_memory_is_audited_as_the_folder_is() -> None:
    files = {path: DEMO.tree.read(path) for path in DEMO.tree.paths}
    assert findings(Mod.from_files("memory", files)) == findings(DEMO)


def kept(rules: set[str]) -> Iterator[Finding]:
    return (one for one in findings(DEMO) if one.rule in rules)


def test_select_keeps_the_rules_named_and_ignore_leaves_them_out() -> None:
    some = {"xml-syntax", "duplicate-id"}
    assert findings(DEMO, *some) == tuple(kept(some))
    left = audit(DEMO, STOCK, scope=Scope(ignore=some)).findings
    assert left == tuple(kept(set(all_rules()) - some))


def test_ignore_is_stronger_than_select() -> None:
    assert (
        audit(DEMO, STOCK, scope=Scope(select=["xml-syntax"], ignore=["xml-syntax"])).findings == ()
    )


def refused(name: str) -> str:
    with pytest.raises(ModkitError) as caught:
        audit(DEMO, STOCK, scope=Scope(ignore=[name]))
    return str(caught.value)


def test_rules_are_chosen_by_patterns_and_with_commas_too() -> None:
    named = findings(DEMO, "unknown-element", "unknown-race", "unknown-setting", "xml-syntax")
    assert findings(DEMO, "unknown-[er]*, xml-syntax", "unknown-setting,") == named
    left = audit(DEMO, STOCK, scope=Scope(ignore=["*-syntax,unknown-*"])).findings
    assert {one.rule for one in left} == {
        rule
        for rule in {one.rule for one in findings(DEMO)}
        if not rule.endswith("-syntax") and not rule.startswith("unknown-")
    }


@pytest.mark.parametrize("nothing", [",", " ", ", ,"])
def test_to_choose_no_rule_is_refused_because_nothing_would_be_checked(nothing: str) -> None:
    with pytest.raises(ModkitError) as caught:
        findings(DEMO, nothing)
    assert str(caught.value) == "no rule is named; `explain` lists them"


def test_an_unknown_rule_suggests_the_nearest_else_where_they_stand() -> None:
    assert refused("xml-sintax") == (
        "'xml-sintax' is no rule of the audit; did you mean 'xml-syntax'?"
    )
    assert refused("zzz") == "'zzz' is no rule of the audit; `explain` lists them"
    assert refused("zzz-*") == "'zzz-*' is no rule of the audit; `explain` lists them"
    assert refused("error") == (
        "'error' is no rule of the audit; --only error shows only findings of that severity"
    )


def test_severities_are_counted_and_ranked() -> None:
    mild = audit(DEMO, STOCK, scope=Scope(select=["unknown-element"]))
    assert [mild.count(severity) for severity in Severity] == [0, 1, 0]
    assert [mild.has_at_least(severity) for severity in Severity] == [False, True, True]


def test_prefixes_that_a_strict_parser_may_refuse_are_put_to_it() -> None:
    def said(attributes: str) -> list[str]:
        text = f"<vessel_data {attributes}><a:b/></vessel_data>"
        mod = Mod.from_files("mod", {"vesselData.xml": text.encode()})
        return [one.message for one in findings(mod, "xml-syntax")]

    assert said('xmlns:a="c"') == []
    [refused] = said("")
    assert refused.startswith("a strict XML parser still refuses the file: Namespace prefix a")
