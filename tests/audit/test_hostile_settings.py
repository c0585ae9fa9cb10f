"""An audit of settings that are made to cost much takes as long as they are large, no longer."""

from collections.abc import Callable

import pytest

from artemis_modkit.audit import audit
from artemis_modkit.model import Mod
from tests.effort import lines_run

STOCK = Mod.open("stock:2.1")


def repeated(piece: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    return lambda times: head + piece * times + tail


def counted(piece: str) -> Callable[[int], str]:
    """A piece over and over, each time with another number in the place of `#`."""
    return lambda times: "".join(piece.replace("#", str(one)) for one in range(times))


SHAPES = {
    "notes of originals": repeated("; ORIGINAL 1\n"),
    "notes of originals above settings": repeated("; ORIGINAL 1\nstationEnergy=1000\n"),
    "one setting many times": repeated("stationEnergy=1000\n"),
    "one setting with many values": counted("stationEnergy=#\n"),
    "keys that nobody knows": counted("odd#=1\n"),
    "keys nearly known": counted("stationEnerg#=1\n"),
    "lines without a sign": counted("word#\n"),
    "damaged lines": repeated("touchScreen: 1\n"),
    "damaged lines of many values": counted("stationEnergy: #\n"),
    "lost equals signs": repeated("stationEnergy1000\n"),
    "blanks round equals signs": repeated("stationEnergy = 1\n"),
    "decimal commas": repeated("stationEnergy=1,5\n"),
    "values out of range": repeated("stationEnergy=99999\n"),
    "settings of another game": repeated("damageTorp1=5\n"),
    "comments of other programs": repeated("# a note\n"),
    "sentences": repeated("this note has lost its mark\n"),
    "sleeping settings": repeated(";touchScreen=1 (a note)\n"),
    "marks of byte order": repeated("\ufeffstationEnergy=1\n"),
    "control characters": repeated("\x01\n", head="a=1\n"),
    "garbled letters": repeated("\xc3\xa9 x\xc5\u2026 ", head="ServerNetworkName="),
    "digits": repeated("9", head="stationEnergy="),
    "known keys in one line": repeated("stationEnergy "),
    "odd blanks": repeated("\xa0", head="a", tail="=1"),
    "quotes": repeated('"', tail="stationEnergy=1"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_four_times_the_settings_cost_about_four_times_as_much(name: str) -> None:
    def work(times: int) -> Callable[[], object]:
        data = SHAPES[name](times).encode()
        return lambda: audit(Mod.from_files("any", {"artemis.ini": data}), STOCK)

    work(10)()
    assert lines_run(work(480)) < 5 * lines_run(work(120))


def test_of_thousands_of_faults_of_a_kind_one_is_told_and_none_repaired() -> None:
    text = "word\n" * 5_001
    [found] = audit(Mod.from_files("any", {"artemis.ini": text.encode()}), STOCK).findings
    assert (found.rule, found.is_fixable) == ("ini-syntax", False)
    assert found.message == (
        "'word' is neither a setting (key=value) nor a comment; write key=value, or put ';' "
        "before it (5,001 such lines; more than 5,000 stay)"
    )
