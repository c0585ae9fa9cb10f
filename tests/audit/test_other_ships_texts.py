"""Texts that were copied from another ship: by their first line, and by the race they name."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")
RACES = (
    '<hullRace ID="1" name="Terran" keys="friendly"/><hullRace ID="2" name="Ashen" keys="enemy"/>'
    '<hullRace ID="3" name="Vaal" keys="enemy"/><hullRace ID="4" name="Pirate" keys="player"/>'
)
BIRDS = ("Heron", "Egret", "Crane", "Stork", "Bittern", "Spoonbill")


def told(rule: str, body: str) -> list[str]:
    mod = Mod.from_files("mod", ships(body))
    return [one.message for one in audit(mod, STOCK, scope=Scope(select=[rule])).findings]


def ship(number: int, text: str, name: str, side: int = 0) -> str:
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="{name}">'
        f'<long_desc text="{text}"/></vessel>\n'
    )


def headed(first: str, count: int = 5, name: str = "Ibis", number: int = 90) -> list[str]:
    birds = "".join(
        ship(60 + at, f"{bird}^A wader.", bird) for at, bird in enumerate(BIRDS[:count])
    )
    return told("text-class-name", birds + ship(number, f"{first}^A wader.", name))


def test_a_text_that_is_headed_as_that_of_another_ship_is_told() -> None:
    assert headed("Heron") == [
        "90 Ibis: its text begins as that of 60 Heron; correct classname or the text"
    ]
    assert headed("Heron", count=4) == []  # so many do not make a habit


def test_a_text_that_kept_the_name_of_stock_is_told() -> None:
    assert headed("Light Cruiser", number=0) == [
        "0 Ibis: its text begins by the name that the ship has in stock; correct classname or the "
        "text"
    ]


@pytest.mark.parametrize(
    "first", ["Ibis", "Sacred Ibis", "A long-legged bird", "Kingfisher", "Ibis class"]
)
def test_other_first_lines_are_no_slips(first: str) -> None:
    assert headed(first) == []


def test_a_class_may_be_a_kind_of_another() -> None:
    assert headed("Heron", name="Night Heron") == []
    birds = "".join(ship(60 + at, f"{bird}^A wader.", bird) for at, bird in enumerate(BIRDS))
    kinds = ship(80, "Night Egret^A wader.", "Night Egret") + ship(81, "Night Egret^Dark.", "Egret")
    assert told("text-class-name", birds.replace("Egret", "Rail") + kinds) == []


def of_races(text: str, side: int, alike: int = 2) -> list[str]:
    others = "".join(ship(60 + at, "Vaal raider.", f"Hull {at}", 3) for at in range(alike))
    return told("text-other-race", RACES + others + ship(90, text, "Ibis", side))


@pytest.mark.parametrize(
    "text", ["Ashen carrier. Armed.", "An Ashen heavy bomber.", "Ibis^Ashen interceptor, fast."]
)
def test_a_text_that_calls_the_ship_one_of_another_race_is_told(text: str) -> None:
    assert of_races(text, 3) == [
        "90 Ibis: its text calls it Ashen, it is on side 3, Vaal; correct the text or the side"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ashen carrier, captured by the Vaal.",
        "It hunts every Ashen carrier.",
        "Built to kill the Ashen fleet. Big.",
        "Ashen steel and Vaal engines",
        "Kralien carrier",
        "Ashen-built carrier",
    ],
)
def test_other_races_may_be_spoken_of(text: str) -> None:
    assert of_races(text, 3) == []


def test_friends_of_players_may_bear_their_name() -> None:
    assert of_races("TSN starbase.", 1) == []
    assert of_races("Terran cruiser.", 0) == []
    assert of_races("Pirate cruiser.", 0) != []


def test_what_the_mod_says_twice_is_meant() -> None:
    others = "".join(ship(at, "Vaal raider.", f"Hull {at}", 3) for at in range(60, 70))
    one = ship(90, "Ashen carrier.", "Ibis", 3)
    twice = one + ship(91, "Ashen cruiser.", "Crake", 3)
    assert len(told("text-other-race", RACES + others + one)) == 1
    assert told("text-other-race", RACES + others + twice) == []


def test_two_drone_launchers_on_one_side_are_told() -> None:
    drone = '<drone_port x="{}" y="0" z="9" damage="9" cycletime="9" range="900"/>'

    def of(*places: int) -> list[str]:
        ports = "".join(drone.format(x) for x in places)
        hull = '<vessel uniqueID="3" side="0" classname="Ibis" broadType="small">'
        return told("beam-twice-on-one-side", f"{hull}{ports}</vessel>")

    assert of(-30, -30) == [
        "3 Ibis: two equal drone launchers at x=-30 and none at x=30; was one meant for the other "
        "side?"
    ]
    assert of(0, 0) == of(-30, 30) == of(-30, -30, 30, 30) == []


def test_bombers_that_a_text_promises_are_counted() -> None:
    load = (
        '<vessel uniqueID="3" side="0" classname="Ibis" broadType="player carrier">'
        '<carrierload baycount="6" bomber="2"/><long_desc text="{}"/></vessel>'
    )
    assert told("text-complement", load.format("Six fighters and four bombers.")) == [
        "3 Ibis: the text promises 4 bombers, the vessel has 2; correct the text or the carrierload"
    ]
    assert told("text-complement", load.format("Six fighters and two bombers.")) == []
    assert told("text-complement", load.format("6 fighters, up to 4 bombers.")) == []


def test_bays_under_a_name_that_is_not_known_are_not_counted() -> None:
    load = (
        '<vessel uniqueID="3" side="0" classname="Ibis" broadType="player carrier">'
        '<carrierload {}="6"/><long_desc text="Five fighters."/></vessel>'
    )
    assert told("text-complement", load.format("bycount")) == []
    assert told("text-complement", load.format("baycount")) != []
