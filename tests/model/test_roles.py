"""Roles: what a vessel is for, told by the words of its type and of its race."""

import pytest

from artemis_modkit.model.roles import Group, Role, is_mobile, roles_of
from artemis_modkit.model.vessels import VesselData

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
        (0, "small", Role.ALLY, "broadType says small; race is player"),
        (1, "medium cargo warship", Role.ALLY, "broadType says medium; race is friendly"),
        (1, "medium cargo", Role.CIVILIAN, "broadType says cargo"),
        (4, "transport", Role.CIVILIAN, "broadType says transport"),
        (2, "transport", Role.CIVILIAN, "broadType says transport"),
        (2, "tiny", Role.ENEMY_SMALL, "broadType says tiny; race is enemy"),
        (2, "command medium", Role.ENEMY_LARGE, "broadType says command; race is enemy"),
        (2, "Flagship", Role.ENEMY_LARGE, "broadType says flagship; race is enemy"),
        (5, "large", Role.ALLY, "broadType says large; race is friendly"),
        (6, "large", Role.ENEMY_LARGE, "broadType says large; race is enemy"),
        (2, "large anomalyeater", Role.ENEMY_LARGE, "broadType says large; race is enemy"),
        (3, "Small", Role.ENEMY_SMALL, "broadType says small; race is enemy"),
        (4, "medium", Role.ENEMY_MEDIUM, "broadType says medium; race has no stance"),
        (9, "daemon", Role.ENEMY_MEDIUM, "broadType names no size; race has no stance"),
        (2, "base carrier", Role.STATION,
         "broadType says base; it neither builds nor shoots"),
        (0, "player base", Role.STATION,
         "broadType says base; it neither builds nor shoots"),
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
        assert (assigned.role, assigned.reason) == (
            Role.STATION, "it does not move; it neither builds nor shoots",
        )  # fmt: skip


BEAM = '<beam_port x="0" z="9" damage="1" arcwidth="0.4" cycletime="6" range="1000"/>'
BUILDS = '<production coeff="1"/>'


@pytest.mark.parametrize(
    ("words", "inside", "group", "reason"),
    [
        ("base", "", Group.BASE, "broadType says base"),
        ("base", BEAM + BUILDS, Group.BASE, "broadType says base"),
        ("base", MOVES + BEAM, Group.BASE, "broadType says base"),
        ("base", MOVES, Group.SCENERY, "broadType says base; it neither builds nor shoots"),
        ("base", BEAM + BUILDS + '<shields front="9999" back="0"/>', Group.BASE,
         "broadType says base"),
        ("base", BEAM + BUILDS + '<shields front="10000" back="0"/>', Group.SCENERY,
         "broadType says base; no fleet breaks a shield of 10000 or more"),
        ("static", BUILDS, Group.BASE, "broadType says static; it builds"),
        ("static", '<production coeff="0"/>', Group.SCENERY,
         "broadType says static; it neither builds nor shoots"),
        ("static", BEAM, Group.PLATFORM, "broadType says static; it shoots, and builds nothing"),
        ("static carrier", '<carrierload baycount="4"/>', Group.PLATFORM,
         "broadType says static; it shoots, and builds nothing"),
        ("large", BEAM, Group.PLATFORM, "it does not move; it shoots, and builds nothing"),
    ],
)  # fmt: skip
def test_stations_are_grouped_by_what_they_do(
    words: str, inside: str, group: Group, reason: str
) -> None:
    data = read(2, words, inside)
    assigned = roles_of(data.races).assigned(data.vessels[0])
    assert (assigned.group, assigned.reason) == (group, reason)


@pytest.mark.parametrize(
    ("side", "words", "inside", "group"),
    [
        (0, "player singleseat", "", Group.PLAYER_FIGHTER),
        (0, "player singleseat bomber", "", Group.PLAYER_FIGHTER),
        (0, "player singleseat shuttle", "", Group.PLAYER_SHUTTLE),
        (2, "singleseat shuttle fighter", "", Group.ENEMY_FIGHTER),
        (2, "shuttle", "", Group.ENEMY_SHUTTLE),
        (1, "warship", "", Group.ALLY_MEDIUM),
        (1, "tiny warship", "", Group.ALLY_SMALL),
        (1, "command", "", Group.ALLY_LARGE),
        (1, "transport", BEAM, Group.CIVILIAN),
        (2, "transport", BEAM, Group.ENEMY_MEDIUM),
        (4, "small cargo", BEAM, Group.ENEMY_SMALL),
        (4, "small cargo", "", Group.CIVILIAN),
    ],
)
def test_craft_are_told_apart_by_use_and_allies_by_size_and_the_armed_are_no_civilians(
    side: int, words: str, inside: str, group: Group
) -> None:
    data = read(side, words, MOVES + inside)
    assert roles_of(data.races).assigned(data.vessels[0]).group is group


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
