"""What a rule tells of a ship it tells wherever that ship stands: sound ships before it hide nothing."""

import re

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ExampleFiles, Rule, all_rules, mission
from artemis_modkit.model import Mod
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE
from tests.audit.test_rules import scope_of

STOCK = Mod.open("stock")

BARE = '<vessel uniqueID="9999" side="0" classname="Bystander" broadType="small"/>\n'
WHOLE = (
    '<vessel uniqueID="9998" side="0" classname="Onlooker" broadType="player carrier">'
    '<art meshfile="dat/artemis.dxs" scale="0.2" pushRadius="150"/>'
    '<internal_data file="dat/artemis.snt"/><shields front="80" back="80"/>'
    '<performance turnrate="0.004" topspeed="0.6" shipefficiency="1" warpefficiency="1" '
    'jumpefficiency="1"/><beam_port x="0" y="0" z="90" damage="1" playerdamage="12" '
    'arcwidth="0.4" cycletime="6" range="1000"/><torpedo_tube x="0" y="8" z="250"/>'
    '<torpedo_storage type="trp" amount="8"/><engine_port x="0" y="0" z="-250"/>'
    '<carrierload baycount="4" bomber="1"/><fleet_ai commonality="100"/>'
    '<production coeff="1"/><long_desc text="1 beam."/></vessel>\n'
)

OF_ALL = {
    "blocked-file": "the lines of a part of the file are told",
    "far-from-role": "what is usual is told",
    "missing-text": "one more without a text makes it no habit",
    "odd-number": "the order of all ships is told",
    "player-id-gap": "the numbers of all player ships are told",
    "stray-text": "a tag that another ship has is known again",
}
"""Rules to which every ship of the file counts."""

OF_SHIPS = [
    rule
    for rule in all_rules().values()
    if b"<vessel " in rule.fires.get(VESSEL_FILE, b"") and rule.name not in OF_ALL
]


def told(rule: Rule, files: ExampleFiles) -> set[str]:
    its = scope_of(rule)
    scope = Scope(select=[rule.name], previous=its.previous, history=its.history)
    findings = audit(Mod.from_files("mod", files), STOCK, scope=scope).findings
    return {re.sub(r"(line|xml:)\s*\d+", r"\1", one.message) for one in findings}


@pytest.mark.parametrize("before", [BARE, WHOLE], ids=["bare", "whole"])
@pytest.mark.parametrize("rule", OF_SHIPS, ids=lambda rule: rule.name)
def test_a_ship_before_another_hides_nothing_of_it(rule: Rule, before: str) -> None:
    start, mark, rest = rule.fires[VESSEL_FILE].partition(b"<vessel ")
    behind = {**rule.fires, VESSEL_FILE: start + before.encode() + mark + rest}
    assert told(rule, rule.fires) <= told(rule, behind)


SETTINGS = b"networkPort=2010\nlowStartStationTorpNuk=1\nhighStartStationTorpNuk=2\n"
OF_SETTINGS = [rule for rule in all_rules().values() if SETTINGS_FILE in rule.fires]


@pytest.mark.parametrize("rule", OF_SETTINGS, ids=lambda rule: rule.name)
def test_a_setting_before_another_hides_nothing_of_it(rule: Rule) -> None:
    behind = {
        path: SETTINGS + data if path.endswith(".ini") else data
        for path, data in rule.fires.items()
    }
    assert told(rule, rule.fires) <= told(rule, behind)


SOUND = mission(
    '<start><create type="player" name="Artemis"/><set_timer name="t" seconds="1"/></start>'
    '<event><if_timer_finished name="t"/></event>',
    "dat/Missions/MISS_Alder/MISS_Alder.xml",
)
PART = {"dat/Missions/MISS_Birch/part.xml": b"<mission_data><event/></mission_data>"}
OF_MISSIONS = [
    rule for rule in all_rules().values() if any("/Missions/" in path for path in rule.fires)
]


@pytest.mark.parametrize("before", [SOUND, PART], ids=["sound", "part"])
@pytest.mark.parametrize("rule", OF_MISSIONS, ids=lambda rule: rule.name)
def test_a_mission_before_another_hides_nothing_of_it(rule: Rule, before: ExampleFiles) -> None:
    assert told(rule, rule.fires) <= told(rule, {**before, **rule.fires})


def test_a_comment_before_another_hides_nothing_of_it() -> None:
    comments = "".join(
        f"<!-- modkit: ignore {name} -->" for name in ("unknown-race", "unknown-rase")
    )
    text = f'<vessel_data>{comments}<vessel uniqueID="1" side="0"/></vessel_data>'
    files = {VESSEL_FILE: text.encode()}
    assert told(all_rules()["unknown-suppression"], files) == {
        "'unknown-rase' is no rule of the audit; did you mean 'unknown-race'?"
    }
