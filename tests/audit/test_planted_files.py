"""A slip in a whole mod of files is told by its rule, and by nothing else."""

import pytest

from artemis_modkit.audit import Finding, audit
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from tests.audit.slips_of_files import SLIPS, Files, whole


def findings(files: Files) -> tuple[Finding, ...]:
    mod = Mod.from_files("fog", files)
    return audit(mod, fitting_stock(mod)).findings


def test_the_whole_mod_is_sound() -> None:
    assert findings(whole()) == ()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_by_its_rule_alone(slip: str) -> None:
    rule, change = SLIPS[slip]
    files = whole()
    changed = {**files, **change(files)}
    found = findings({path: data for path, data in changed.items() if data is not None})
    assert [one.rule for one in found] == [rule]
