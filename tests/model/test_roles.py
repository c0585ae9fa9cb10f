"""Roles: what a vessel is for, told by the words of its type and of its race."""

import pytest

from artemis_modkit.model.roles import Role, is_mobile, roles_of
from artemis_modkit.model.vessel_data import VesselData

RACES = (
    '<hullRace ID="0" name="TSN" keys="player"/>'
    '<hullRace ID="1" name="Terran" keys="Friendly"/>'
    '<hullRace ID="2" name="Kralien" keys="enemy standard"/>'
    '<hullRace ID="3" name="kralien " keys="FactionKralien"/>'
    '<hullRace ID="4" name="Drifters" keys="FactionDrifters"/>'
    '<hullRace ID="5" name="Traders" keys="friendly enemy"/>'
    '<hullRace ID="6" name="Turncoats" keys="friendly enemy standard"/>'
)
MOVES = '<performance turnrate="0.004" topspeed="0.6"/>'


def read(side: int, words: str, inside: str) -> VesselData:
    text = (
        f'<vessel_data>{RACES}<vessel uniqueID="1" side="{side}" broadType="{words}">'
        f"{inside}</vessel></vessel_data>"
    )
    return VesselData.from_bytes("vesselData.xml", text.encode())


@pytest.mark.parametrize(
    ("side", "words", "role", "reason"),
    [
        (0, "player carrier", Role.PLAYER, "broadType says player"),
        (0, "Player singleseat Shuttle", Role.PLAYER_CRAFT,
         "broadType says player shuttle singleseat"),
        (2, "singleseat", Role.ENEMY_CRAFT, "broadType says singleseat, not player"),
        (0, "small", Role.ALLY, "race is player"),
        (1, "medium cargo warship", Role.ALLY, "race is friendly"),
        (1, "medium cargo", Role.CIVILIAN, "broadType says cargo"),
        (4, "transport", Role.CIVILIAN, "broadType says transport"),
        (2, "transport", Role.ENEMY_MEDIUM, "broadType names no size; race is enemy"),
        (2, "tiny", Role.ENEMY_SMALL, "broadType says tiny; race is enemy"),
        (2, "command medium", Role.ENEMY_LARGE, "broadType says command; race is enemy"),
        (2, "Flagship", Role.ENEMY_LARGE, "broadType says flagship; race is enemy"),
        (5, "large", Role.ALLY, "race is friendly"),
        (6, "large", Role.ENEMY_LARGE, "broadType says large; race is enemy"),
        (2, "large anomalyeater", Role.ENEMY_LARGE, "broadType says large; race is enemy"),
        (3, "Small", Role.ENEMY_SMALL, "broadType says small; race is enemy"),
        (4, "medium", Role.ENEMY_MEDIUM, "broadType says medium; race has no stance"),
        (9, "daemon", Role.ENEMY_MEDIUM, "broadType names no size; race has no stance"),
        (2, "base carrier", Role.STATION, "broadType says base"),
        (0, "player base", Role.STATION, "broadType says base"),
    ],
)  # fmt: skip
def test_words_decide_the_role(side: int, words: str, role: Role, reason: str) -> None:
    data = read(side, words, MOVES)
    assigned = roles_of(data.races).assigned(data.vessels[0])
    assert (assigned.role, assigned.reason) == (role, reason)


def test_what_does_not_move_is_a_station_whatever_its_size() -> None:
    for inside in ("", '<performance turnrate="0" topspeed="0"/>', '<performance topspeed="x"/>'):
        data = read(2, "large", inside)
        assert not is_mobile(data.vessels[0])
        assigned = roles_of(data.races).assigned(data.vessels[0])
        assert (assigned.role, assigned.reason) == (Role.STATION, "it does not move")


def test_a_race_without_stance_has_that_of_its_namesake() -> None:
    data = read(3, "small", MOVES)
    assert roles_of(data.races).stance(data.vessels[0]) == "enemy"
    data = read(4, "small", MOVES)
    assert roles_of(data.races).stance(data.vessels[0]) is None


def test_roles_know_who_flies_and_who_fights() -> None:
    assert [role for role in Role if role.is_flown] == [Role.PLAYER, Role.PLAYER_CRAFT]
    assert [role for role in Role if role.is_craft] == [Role.PLAYER_CRAFT, Role.ENEMY_CRAFT]
    assert [role.label for role in Role if role.is_enemy] == [
        "enemy-craft", "enemy-small", "enemy-medium", "enemy-large",
    ]  # fmt: skip
