"""How grave it is what the audit says of missions: by what happens in play."""

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.findings import Severity
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from tests.audit.test_mission_rules import PATH, SHIPS, STOCK, mission


def test_what_the_game_plays_in_a_mission_is_a_notice_and_what_it_may_lose_a_warning() -> None:
    played = mission('<event><if_variable name="a" comparator="<" value="1.0"/></event>')
    lost = mission('<event><if_variable name="a comparator="LESS" value="1.0"/></event>')
    rule = "mission-xml-syntax"
    assert weights({**ships(SHIPS), PATH: played}, rule) == {Severity.NOTICE}
    assert Severity.WARNING in weights({**ships(SHIPS), PATH: lost}, rule)


def test_a_number_of_craft_beside_words_is_only_idle_and_without_words_stops_the_game() -> None:
    carried = '<set_player_station_carried hullID="1"{} player_slot="0"/>'
    files = {words: {**ships(SHIPS), PATH: mission(carried.format(words))} for words in (
        "", ' raceKeys="TSN" hullKeys="singleseat"', ' raceKeys="TSN" hullKeys=" "',
    )}  # fmt: skip
    rule = "mission-station-carried-by-number"
    assert [weights(one, rule) for one in files.values()] == [
        {Severity.ERROR}, {Severity.WARNING}, {Severity.ERROR},
    ]  # fmt: skip


def weights(files: dict[str, bytes], rule: str) -> set[Severity]:
    found = audit(Mod.from_files("mod", files), STOCK, scope=Scope(select=[rule])).findings
    return {one.severity for one in found}
