"""What a merge left open: every later command says so until somebody has decided it."""

import re

import pytest

from artemis_modkit.audit import Scope, Severity, audit
from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.compare.merging import BASE, changed, merged, mod, text_of


def test_what_a_merge_left_open_stops_the_next_one_and_is_an_error() -> None:
    ours, theirs = changed(('front="80"', 'front="90"')), changed(('front="80"', 'front="70"'))
    result = text_of(merged(ours, theirs))
    refused = r"vesselData.xml:\d+: an open conflict of a merge, about vessel\[1\].shields.front"
    with pytest.raises(ModkitError, match=refused):
        merged(result, BASE)
    found = audit(mod(result), Mod.open("stock:2.8"), scope=Scope(select=["blocked-file"])).findings
    assert [(one.severity, one.location.line) for one in found] == [(Severity.ERROR, 11)]
    solved = re.sub(r" *<!-- modkit: conflict.*-->\n", "", result)
    assert text_of(merged(solved, BASE)) == solved


def test_what_a_merge_left_open_in_settings_stops_the_next_one_too() -> None:
    sides = [Mod.from_files("m", {"artemis.ini": f"gameName={one}\n".encode()}) for one in "abc"]
    after = merge(sides[1], sides[2], sides[0]).after
    assert after == {"artemis.ini": after["artemis.ini"]}
    with pytest.raises(ModkitError, match=r"open conflict of a merge, about setting\[gameName\]"):
        merge(Mod.from_files("m", after), sides[0], sides[0])
