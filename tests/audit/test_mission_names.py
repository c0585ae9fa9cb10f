"""Timers, variables and objects of missions: told where a name is asked for that is never given."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod
from tests.audit.test_mission_rules import PATH, SHIPS, STOCK, mission

RULES = Scope(select=["mission-unset-timer", "mission-unset-variable", "mission-unknown-name"])
Told = tuple[str, str, tuple[int, ...]]


def told(*lines: str, path: str = PATH) -> list[Told]:
    mod = Mod.from_files("mod", {**ships(SHIPS), path: mission(*lines)})
    findings = sorted(audit(mod, STOCK, scope=RULES).findings, key=lambda one: one.by_place)
    return [
        (one.severity.value, one.message, (one.location.line, *(at.line for at in one.also)))
        for one in findings
    ]


START = (
    '<start><set_timer name="wave_one" seconds="9"/><set_variable name="docked" value="0"/>',
    '<create type="enemy" hullID="1" name="Raider A"/><create type="neutral" hullID="1"/></start>',
)


def test_a_name_is_told_once_with_all_places_and_what_it_may_mean() -> None:
    assert told(
        *START,
        '<event><if_timer_finished name="wave_onne"/><if_timer_finished name="WAVE_ONNE"/></event>',
        '<event><if_variable name="dokced" comparator="EQUALS" value="1"/></event>',
        '<event><add_ai name="Raider A" type="ATTACK" targetName="Radier A"/></event>',
        '<event><destroy name="Radier A"/><if_distance name1="Artemis" name2="Radier A"/></event>',
    ) == [
        (
            "warning",
            'timer "wave_onne" (2 places): the mission never sets it; did you mean "wave_one"?',
            (4, 4),
        ),
        (
            "warning",
            'variable "dokced": the mission tests it and never sets it; did you mean "docked"?',
            (5,),
        ),
        (
            "warning",
            'object "Radier A" (3 places): the mission makes none of that name; did you mean '
            '"Raider A"?',
            (6, 7, 7),
        ),
    ]


def test_what_may_mean_nothing_else_is_a_notice() -> None:
    assert told(*START, '<event><if_timer_finished name="feast"/></event>') == [
        ("notice", 'timer "feast": the mission never sets it', (4,))
    ]


@pytest.mark.parametrize("name", ["Raider B", "wave 2", "Artemis II"])
def test_one_of_several_is_no_slip_for_another(name: str) -> None:
    [(severity, _, _)] = told(
        '<start><create name="Raider A"/><create name="wave 1"/><clear_ai name="Raider A"/></start>',
        f'<event><destroy name="{name}"/></event>',
    )
    assert severity == "notice"


@pytest.mark.parametrize(
    "lines",
    [
        ['<event><if_timer_finished name="wave_two"/><set_timer name="Wave_Two " seconds="1"/></event>'],
        ['<event><get_object_property variable="hull" name="Artemis"/></event>',
         '<event><if_variable name="hull" comparator="LESS" value="3"/></event>'],
        ['<event><set_ship_text name="Raider A" newname="Wreck"/><destroy name="Wreck"/></event>'],
        ['<event><set_player_carried_type name="Hawk" player_slot="0"/><if_exists name="Hawk"/></event>'],
        ['<event><if_exists name="intrepid"/><if_docked name=""/><destroy name=" "/></event>'],
        ['<event><if_exists name="{{ name }}"/><if_variable name="{% x %}"/></event>'],
        ['<event><create type="enemy" name="{{ name }}"/><if_exists name="Ghost"/></event>'],
        ['<event><big_message title="Radier A"/><incoming_comms_text from="Nobody"/></event>'],
        ['<event><create name="Gust" name="Ghost"/><if_exists name="Gohst"/></event>'],
    ],
)  # fmt: skip
def test_what_may_be_right_is_not_told(lines: list[str]) -> None:
    assert told(*START, *lines) == []


def test_parts_of_missions_are_not_told() -> None:
    assert told('<event><if_timer_finished name="elsewhere"/></event>') == []
