"""Every rule of the audit holds what its own file promises; a new rule is tested by being there."""

import subprocess
import sys
from collections.abc import Hashable, Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.audit import rules as subjects
from artemis_modkit.audit.findings import Confidence, Finding
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.rule import ExampleFiles, Rule, all_rules, rule_modules
from artemis_modkit.model import Mod
from artemis_modkit.model.missions import missions_of
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE

STOCK = Mod.open("stock")
each_rule = pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))


LEFT_OUT = {"missing-grid", "missing-mesh", "missing-performance", "missing-shields"}
"""What the ships of an example leave out, which are pieces of ships, is not what it shows."""


def scope_of(rule: Rule) -> Scope:
    return Scope(
        ignore=LEFT_OUT - {rule.name},
        previous=None if rule.previous is None else Mod.from_files("before", rule.previous),
        history=tuple(
            Mod.from_files(f"release {number}", files)
            for number, files in enumerate(rule.history, 1)
        ),
    )


def found(rule: Rule, example: ExampleFiles) -> tuple[Finding, ...]:
    return audit(Mod.from_files("example", example), STOCK, scope=scope_of(rule)).findings


def told(finding: Finding) -> str:
    """A finding as rules declare it: line and column in the game's two files, else the file."""
    line, column = finding.location.line, finding.location.column
    is_text = finding.file in (VESSEL_FILE, SETTINGS_FILE)
    place = f"{line}:{column}" if is_text else f"{finding.file}:{line}"
    return f"{place} {finding.message}"


@each_rule
def test_the_firing_example_of_a_rule_shows_its_findings_and_no_others(rule: Rule) -> None:
    findings = found(rule, rule.fires)
    assert findings
    assert {finding.rule for finding in findings} == {rule.name}


@each_rule
def test_the_firing_example_of_a_rule_says_what_the_rule_declares_where_it_declares(
    rule: Rule,
) -> None:
    assert "\n".join(map(told, found(rule, rule.fires))) == rule.says


@each_rule
def test_the_repair_of_the_firing_example_is_the_one_that_is_declared(rule: Rule) -> None:
    is_fixable = any(finding.is_fixable for finding in found(rule, rule.fires))
    if is_fixable:
        result = fix(Mod.from_files("example", rule.fires), STOCK, scope=scope_of(rule))
        assert {**rule.fires, **result.after} == {**(rule.mended or rule.silent)}
    assert is_fixable or rule.mended is None


def words_in(identity: Hashable) -> Iterator[str]:
    """Every text of several words that something is known by, however deep."""
    if isinstance(identity, tuple):
        yield from (words for part in identity for words in words_in(part))
    elif isinstance(identity, str):
        yield from [identity] if " " in identity else []
    else:
        assert identity is None or isinstance(identity, int | float | Fraction), identity


@each_rule
def test_no_occurrence_is_known_by_words_of_ours(rule: Rule) -> None:
    """Else a better sentence brings back what people have accepted."""
    scope = scope_of(rule)
    mod = Mod.from_files("example", rule.fires)
    look = Look(mod, STOCK, scope.previous, scope.history, missions=missions_of(mod))
    written = f"{rule.fires} {[release.name for release in scope.history]}".lower()
    occurrences = tuple(rule.check(look))
    assert occurrences
    for occurrence in occurrences:
        known_by = (*occurrence.identity[:1], *occurrence.identity[2:])
        assert [words for words in words_in(known_by) if words.lower() not in written] == []


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
        assert len(finding.message.splitlines()) == 1
        assert not finding.message.endswith(".")
        assert not Path(finding.file).is_absolute()
        assert finding.location.line >= 1
        assert finding.location.column >= 1
        assert all(shown.width >= 1 for shown in finding.excerpts[:1])


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
    assert list(once) == sorted(once, key=lambda finding: finding.by_harm)


def test_what_is_public_in_the_module_of_a_subject_is_a_rule_of_that_name() -> None:
    """By that, rules are found in the compiled modules of which none is loaded."""
    for name, module in rule_modules().items():
        declared = vars(import_module(module))
        rules = {key: one for key, one in declared.items() if isinstance(one, Rule)}
        assert rules[name.replace("-", "_")].name == name
        assert {key.replace("_", "-") for key in rules} <= {*rule_modules()}
    assert len({*rule_modules().values()}) == sum(1 for _ in iter_modules(subjects.__path__))


def test_only_the_modules_of_rules_that_are_selected_are_loaded() -> None:
    """In a process of its own: in this one all of them are."""
    program = (
        "import sys\n"
        "from artemis_modkit.audit import Scope, audit\n"
        "from artemis_modkit.model import Mod\n"
        "audit(Mod.open('stock:2.8'), Mod.open('stock:2.4'), scope=Scope(select=['beam-arc']))\n"
        "print(*sorted(name for name in sys.modules if 'audit.rules.' in name))\n"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert loaded == ["artemis_modkit.audit.rules.weapons"]


def test_titles_are_all_different() -> None:
    titles = [rule.title for rule in all_rules().values()]
    assert sorted(titles) == sorted(set(titles))
