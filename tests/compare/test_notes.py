"""What is not compared is said beside a comparison."""

import pytest

from artemis_modkit.compare import compare
from artemis_modkit.model import Mod

SHIP = '<vessel uniqueID="1" classname="Scout"/>'


def noted(a: str, b: str, prefix: str = "") -> list[str]:
    left, right = (
        Mod.from_files(name, {"dat/vesselData.xml": text.encode()})
        for name, text in (
            ("a", f"<vessel_data>{a}</vessel_data>"),
            ("b", f"{prefix}<vessel_data>{b}</vessel_data>"),
        )
    )
    return list(compare(left, right).notes)


@pytest.mark.parametrize(
    ("b", "notes"),
    [
        (SHIP, []),
        (f"{SHIP}<!-- x -->", ["not counted: comments"]),
        (f"{SHIP}\r\n", ["not counted: line ends"]),
        (
            f"{SHIP}<vessel classname='x'/>",
            ["b: of vessels those without an id are not compared (1)"],
        ),
        (
            f"{SHIP}{SHIP}{SHIP}<vessel uniqueID='2'/><vessel uniqueID='2'/>",
            ["b: of vessels with the same id only the first is compared (3)"],
        ),
        (
            f'{SHIP}<hullRace name="A"/><hullRace name="B"/><hullRace ID="1"/><hullRace ID="1"/>',
            [
                "b: of races those without an id are not compared (2)",
                "b: of races with the same id only the first is compared (1)",
            ],
        ),
    ],
)
def test_what_does_not_count_is_noted(b: str, notes: list[str]) -> None:
    assert noted(SHIP, b) == notes
    assert noted(b, SHIP) == [note.replace("b: ", "a: ") for note in notes]


def test_a_mark_and_a_repair_are_noted() -> None:
    assert noted(SHIP, SHIP, "\ufeff") == ["not counted: byte order mark"]
    broken = noted(SHIP, '<vessel uniqueID="1" classname="Scout">')
    assert [note for note in broken if "in places (1)" in note] == [
        "b: the XML is broken in places (1) and was repaired in memory; `audit` shows them"
    ]


def test_sentences_that_are_not_compared_with_embedded_stock_are_noted() -> None:
    note = "descriptions and taunts are not compared: this tool's stock has its own"
    stock = Mod.open("stock:2.8")
    mod = Mod.from_files("mod", {path: stock.tree.read(path) for path in stock.tree.paths})
    for sides, is_noted in (((mod, stock), True), ((stock, mod), True), ((mod, mod), False)):
        assert (note in compare(*sides).notes) is is_noted
