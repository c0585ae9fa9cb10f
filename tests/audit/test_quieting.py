"""The comments that silence findings, written at their places."""

from collections import Counter

import pytest

from artemis_modkit.audit import Scope, audit, silencing
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.audit.test_silencing import RACES, STOCK, lost, result, ships


def test_any_finding_of_a_sound_mod_is_silenced_by_a_comment_at_its_place_and_no_other_is() -> None:
    files = {
        "dat/vesselData.xml": f'<vessel_data>\n{RACES}<hullRace ID="0" name="Moor"/>\n'
        f"{lost(3)}{lost(4, '<beam_prt/>')}{lost(3)}</vessel_data>\n",
        "artemis.ini": "stationEnergy=many\nplayerShieldRechargRate=1\nnetworkPort=2010\n",
    }
    mod = Mod.from_files("mod", {path: text.encode() for path, text in files.items()})
    before = audit(mod, STOCK, scope=Scope()).findings
    tried = 0
    for finding in before:
        if finding.location.line == 1 and finding.file.endswith(".xml"):
            continue  # of the whole file
        ((path, data),) = silencing.silenced(mod, finding, "it is meant so").items()
        lines = data.decode().splitlines(keepends=True)
        assert "".join(one for one in lines if "it is meant so" not in one) == files[path]
        texts = {**files, path: data.decode()}
        now = Mod.from_files("mod", {path: text.encode() for path, text in texts.items()})
        after = Counter(one.message for one in audit(now, STOCK, scope=Scope()).findings)
        gone = Counter(one.message for one in before) - after
        assert gone == Counter([finding.message]), finding.rule
        assert not after - Counter(one.message for one in before)
        tried += 1
    assert tried > 8


def test_a_finding_at_no_ship_race_or_setting_is_not_silenced_by_a_comment() -> None:
    finding = result(ships(lost(3) + "<stray/>")).findings
    (stray,) = (one for one in finding if one.rule == "unknown-element")
    with pytest.raises(ModkitError, match="stands at no ship, race or setting"):
        silencing.silenced(ships(lost(3) + "<stray/>"), stray, "why not")


def test_of_ships_that_stand_end_to_end_only_the_one_is_silenced_that_is_meant() -> None:
    """No blank parts them: where one ends the next begins."""
    vessels = "".join(f'<vessel uniqueID="{at}" side="0" broadType="player"/>' for at in (1, 2, 3))
    text = f"<vessel_data>{RACES}{vessels}</vessel_data>"
    mod = Mod.from_files("mod", {"dat/vesselData.xml": text.encode()})
    scope = Scope(select=["missing-shields"])  # told where a ship begins
    found = {one.vessel: one for one in audit(mod, STOCK, scope=scope).findings}
    assert set(found) == {1, 2, 3}
    for number, finding in found.items():
        files = silencing.silenced(mod, finding, "it is meant so")
        assert files["dat/vesselData.xml"].count(b"it is meant so") == 1
        left = audit(mod.with_files(files), STOCK, scope=scope).findings
        assert {one.vessel for one in left} == {1, 2, 3} - {number}
