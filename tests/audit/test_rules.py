"""Every rule of the audit holds what its own file promises; a new rule is tested by being there."""

from pathlib import Path

import pytest

import artemis_modkit.audit.rules
from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.findings import Confidence, Finding
from artemis_modkit.audit.rule import Example, Rule, all_rules
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")
each_rule = pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))


def found(rule: Rule, example: Example) -> tuple[Finding, ...]:
    scope = Scope(
        previous=None if rule.previous is None else Mod.from_files("before", rule.previous),
        history=tuple(
            Mod.from_files(f"release {number}", files)
            for number, files in enumerate(rule.history, 1)
        ),
    )
    return audit(Mod.from_files("example", example), STOCK, scope=scope).findings


@each_rule
def test_the_firing_example_of_a_rule_shows_its_findings_and_no_others(rule: Rule) -> None:
    findings = found(rule, rule.fires)
    assert findings
    assert {finding.rule for finding in findings} == {rule.name}


@each_rule
def test_the_silent_example_of_a_rule_shows_none_of_its_findings(rule: Rule) -> None:
    assert [finding for finding in found(rule, rule.silent) if finding.rule == rule.name] == []


@each_rule
def test_the_examples_of_a_rule_are_alike_but_for_the_fault(rule: Rule) -> None:
    assert rule.fires != rule.silent
    assert len({*rule.fires} ^ {*rule.silent}) in (0, 2)


@each_rule
def test_a_rule_explains_itself_to_a_modder(rule: Rule) -> None:
    assert rule.title == rule.title.strip()
    assert not rule.title.endswith(".")
    assert rule.title[0].islower() or rule.title.startswith(("vesselData", "artemis", "XML"))
    for text in (rule.why, rule.repair):
        assert text.endswith(".")
        assert "  " not in text
        assert len(text) < 400


@each_rule
def test_a_message_is_one_line_that_names_its_place_by_itself(rule: Rule) -> None:
    for finding in found(rule, rule.fires):
        hit = finding.hit
        assert len(hit.message.splitlines()) == 1
        assert not hit.message.endswith(".")
        assert not Path(hit.file).is_absolute()
        assert hit.location.line >= 1
        assert hit.location.column >= 1
        assert hit.width >= 1


@each_rule
def test_what_is_only_guessed_is_never_repaired(rule: Rule) -> None:
    if rule.confidence is Confidence.GUESS:
        assert [finding for finding in found(rule, rule.fires) if finding.is_fixable] == []


@each_rule
def test_a_text_that_promises_a_repair_has_one(rule: Rule) -> None:
    if "--fix` " in rule.repair:
        assert any(finding.is_fixable for finding in found(rule, rule.fires)) or any(
            word in rule.repair for word in ("where", "numeric")
        )


@each_rule
def test_findings_are_the_same_every_time_and_in_order(rule: Rule) -> None:
    once, again = found(rule, rule.fires), found(rule, dict(reversed([*rule.fires.items()])))
    assert once == again
    assert list(once) == sorted(once, key=lambda finding: finding.order)


def test_a_rule_is_named_as_its_file() -> None:
    files = Path(artemis_modkit.audit.rules.__path__[0]).rglob("[!_]*.py")
    assert sorted(all_rules()) == sorted(file.stem.replace("_", "-") for file in files)


def test_titles_are_all_different() -> None:
    titles = [rule.title for rule in all_rules().values()]
    assert sorted(titles) == sorted(set(titles))
