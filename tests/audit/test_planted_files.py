"""A slip in a whole mod of files is told by its rule, and by nothing else."""

import pytest

from artemis_modkit.audit import Finding, Scope, audit
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.audit.slips_of_files import RELEASES, SLIPS, Change, Files, whole


def findings(files: Files, *before: Files) -> tuple[Finding, ...]:
    *states, mod = (Mod.from_files("fog", one) for one in (*before, files))
    previous = states.pop() if states else None
    scope = Scope(previous=previous, history=tuple(states))
    return audit(mod, fitting_stock(mod), scope=scope).findings


def spoilt(change: Change) -> Files:
    files = whole()
    changed = {**files, **change(files)}
    return {path: data for path, data in changed.items() if data is not None}


def test_the_whole_mod_is_sound() -> None:
    assert findings(whole()) == ()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_by_its_rule_alone(slip: str) -> None:
    rule, change = SLIPS[slip]
    [found] = findings(spoilt(change))
    assert rule in (found.rule, *found.rules)


@pytest.mark.parametrize("slip", RELEASES)
def test_a_slip_beside_earlier_releases_is_told_by_its_rule_alone(slip: str) -> None:
    rule, changes = RELEASES[slip]
    *before, now = map(spoilt, changes)
    assert [one.rule for one in findings(now, *before)] == [rule]
