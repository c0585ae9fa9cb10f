"""Defects that authors of real mods later mended, and whole real mods: found, once, at the line."""

import json
from collections import Counter
from pathlib import Path

import pytest

from artemis_modkit.audit import Finding, Severity, audit
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.audit.whole_trees import whole_tree

CAUSES = {
    "H001": "xml-syntax",
    "H002": "xml-syntax",
    "H005": "missing-id",
    "H009": "same-class-name",
    "H012": "missing-file",
    "H014": "missing-file",
    "H022": "missing-file",
    "H038": "untidy-path",
    "H044": "text-tubes",
    "H046": "text-stores",
    "H050": "text-npc",
    "H059": "old-dialect",
    "H064": "beam-arc",
    "H067": "point-twice",
}


def findings(mod: Mod) -> tuple[Finding, ...]:
    return audit(mod, fitting_stock(mod)).findings


def lines(finding: Finding) -> set[int]:
    return {place.line for place in (finding.location, *finding.also)}


@pytest.mark.parametrize("case", CAUSES)
def test_a_defect_that_its_authors_mended_is_found_at_its_line(case: str, corpus: Path) -> None:
    folder = corpus / "history" / case
    expected = set(json.loads((folder / "expected.json").read_text("utf-8"))["lines"])
    found = [one for one in findings(whole_tree(folder)) if CAUSES[case] in (one.rule, *one.rules)]
    assert expected <= set().union(*map(lines, found))


def test_the_tsn_mod_misses_one_file_and_misspells_the_case_of_four(corpus: Path) -> None:
    found = findings(whole_tree(corpus / "mods" / "tsn-3.1"))
    missing = [one for one in found if one.rule == "missing-file"]
    assert [(one.location.line, one.also) for one in missing] == [(3002, ())]
    wrong_case = [one for one in found if one.rule == "path-case"]
    assert len(wrong_case) == 4
    assert sum(1 + len(one.also) for one in wrong_case) == 8


def test_the_tsn_mod_has_no_error_but_the_two_real_ones(corpus: Path) -> None:
    found = findings(whole_tree(corpus / "mods" / "tsn-3.1"))
    errors = [(one.rule, one.location.line) for one in found
              if one.severity is Severity.ERROR]  # fmt: skip
    assert errors == [("missing-file", 3002), ("unreadable-value", 3062)]


REAL_IN_TSN = [
    118, 175, 176, 198, 766, 788, 886, 981, 992, 1310, 1566, 1675, 1734, 1735, 1741, 1753, 1754,
    2009, 2495, 2707, 3002, 3062, 3567, 3599, 3710, 3732, 3778, 3867, 3885,
]  # fmt: skip
"""Lines of what is really wrong in it, as people who read the whole file have listed it."""


def test_everything_that_is_really_wrong_in_the_tsn_mod_is_found_at_its_line(corpus: Path) -> None:
    found = findings(whole_tree(corpus / "mods" / "tsn-3.1"))
    named = set().union(*map(lines, found))
    assert [line for line in REAL_IN_TSN if line not in named] == []


REAL_IN_BENS = [590, 650, 722, 1297, 1334, 1371, 1522, 1526, 1613, 1693, 1711, 2321]


def test_what_is_really_wrong_in_bens_mod_and_the_sdn_is_found_at_its_line(corpus: Path) -> None:
    for name, real in (("bens-4.2", REAL_IN_BENS), ("sdn", [252, 267, 286, 327])):
        named = set().union(*map(lines, findings(whole_tree(corpus / "mods" / name))))
        assert [line for line in real if line not in named] == []


@pytest.mark.parametrize(("name", "most"), [("tsn-3.1", 60), ("bens-4.2", 30)])
def test_a_real_mod_has_so_few_findings_that_they_are_read(
    name: str, most: int, corpus: Path
) -> None:
    for mod in (whole_tree(corpus / "mods" / name), Mod.open(corpus / "mods" / name)):
        assert len(findings(mod)) <= most


def test_one_cause_is_one_finding_however_many_ships_have_it(corpus: Path) -> None:
    found = [one for one in findings(Mod.open(corpus / "mods" / "bens-4.2"))
             if one.rule == "text-stores"]  # fmt: skip
    assert [1 + len(one.also) for one in found] == [45]


@pytest.mark.parametrize("name", ["tsn-3.1", "bens-4.2", "sdn"])
def test_no_rule_says_the_same_twice(name: str, corpus: Path) -> None:
    found = findings(whole_tree(corpus / "mods" / name))
    said = Counter((one.rule, one.location, one.message) for one in found)
    assert set(said.values()) <= {1}


def test_what_the_game_says_of_itself_and_has_not_is_a_notice(corpus: Path) -> None:
    for folder in sorted((corpus / "stock").iterdir()):
        told = [one for one in findings(Mod.open(folder)) if one.rule.startswith("text-")]
        assert {one.severity for one in told} <= {Severity.NOTICE}
