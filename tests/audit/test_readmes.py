"""Read-mes against ships and settings: what is a slip, and what tells of something else."""

import pytest

from artemis_modkit.audit import Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")
NAMES = ("Heron", "Egret", "Crane", "Night Heron")
SHIP = (
    '<vessel uniqueID="{}" side="0" classname="{}" broadType="player"><shields front="{}" back="80"/>'
    '<torpedo_tube x="1"/><torpedo_tube x="1"/></vessel>\n'
)
BODY = "".join(SHIP.format(500 + at, name, 100 + at) for at, name in enumerate(NAMES))


def told(text: str, file: str = "readme.txt") -> list[str]:
    mod = Mod.from_files("mod", {**ships(BODY), file: text.encode()})
    findings = audit(mod, STOCK, scope=Scope(select=["readme-*"])).findings
    return [f"{one.location.line} {one.message}" for one in findings]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("Crane 520", "number 520, its uniqueID is 502"),
        ("Crane: 3 tubes, shields 102/80", "3 torpedo tubes, the vessel has 2"),
        ("Crane: 2 tubes, shields 120/80", "'shields 120/80', its shields are 102 and 80"),
    ],
)
def test_what_is_right_of_others_and_wrong_of_one_is_told(last: str, said: str) -> None:
    first = [
        f"{name} {500 + at}: 2 tubes, shields {100 + at}/80" for at, name in enumerate(NAMES[:2])
    ]
    assert told("\n".join([*first, last])) == [
        f"3 502 Crane: readme.txt says {said}; correct one of the two"
    ]


@pytest.mark.parametrize(
    "last",
    [
        "Crane: tubes were 3, now 2",
        "Crane has 3 tubes instead of 2",
        "Crane, 20 years old",
        "Crane 2.0 by Ann",
        "Crane and Heron: 3 tubes",
        "Crane: 3 tubes added",
        "The Cranes 520",
        "Night Heron 503",
        "Changes:\nCrane 520\nCrane: 3 tubes",
        "v1.2\nCrane 520",
        "Crane 520 beams",
    ],
)
def test_lines_that_tell_of_something_else(last: str) -> None:
    first = [
        f"{name} {500 + at}: 2 tubes, shields {100 + at}/80" for at, name in enumerate(NAMES[:2])
    ]
    assert told("\n".join([*first, last])) == []


def test_a_list_of_changes_tells_of_what_was() -> None:
    text = "Heron 500\nEgret 501\nCrane 520\n"
    assert told(text) != []
    for file in ("changes.txt", "CHANGELOG.md", "dat/Missions/MISS_A/readme.txt", "history.txt"):
        assert told(text, file) == []


def test_a_file_that_is_wrong_of_many_is_of_another_release() -> None:
    assert told("Heron 600\nEgret 601\nCrane 502\nNight Heron 503\n") == []


TABLE = "".join(f"{500 + at};{name};{100 + at};80\n" for at, name in enumerate(NAMES))


def test_a_table_is_known_by_what_stands_in_it() -> None:
    assert told(TABLE, "ships.csv") == []
    assert told(TABLE.replace("102", "201"), "ships.csv") == [
        "3 502 Crane: ships.csv says 201 for its front shield, which is 102; correct one of the two"
    ]
    assert told(TABLE.replace("102", "201").replace("101", "7"), "ships.csv") == []
    assert told(TABLE.replace(";", " | "), "readme.md") == []


def settings(ini: str, text: str, file: str = "readme.md") -> list[str]:
    mod = Mod.from_files("mod", {"artemis.ini": ini.encode(), file: text.encode()})
    findings = audit(mod, STOCK, scope=Scope(select=["readme-setting"])).findings
    return [one.message for one in findings]


@pytest.mark.parametrize(
    "text",
    ["stationEnergy 650", "| stationEnergy | 650 | poor |", "stationEnergy = 650", "`stationEnergy`: 650",
     "We set stationEnergy 650, and more.", "stationEnergy / networkPort | 650 / 2010"],
)  # fmt: skip
def test_a_setting_that_a_read_me_announces(text: str) -> None:
    assert settings("stationEnergy=650\n", text) == []
    assert settings("stationEnergy=560\n", text) == [
        "stationEnergy=560, and readme.md:1 says 650; correct one of the two"
    ]
    assert settings(";stationEnergy=650\n", text) == [
        "stationEnergy stands behind a ; and sets nothing, and readme.md:1 says 650; remove the ; "
        "or correct the read-me"
    ]


@pytest.mark.parametrize(
    "text",
    ["stationEnergy 1000 -> 560", "stationEnergy 500 to 2000", "stationEnergy from 1000 down",
     "stationEnergy 50%", "stationEnergy 650\nstationEnergy 700", "stationEnergy 500 - 700",
     "Old values\n==\nstationEnergy 650", "# Version history\nx\nstationEnergy 1", "stations 650"],
)  # fmt: skip
def test_settings_that_are_spoken_of_otherwise(text: str) -> None:
    if not text.startswith(("Old", "# V")):
        assert settings("stationEnergy=560\n", text) == []
    assert settings("stationEnergy=560\n", f"Read me.\n\n{text}", "changes.txt") == []
