"""What earlier versions wrote down of findings is known again, and what others wrote is refused."""

import hashlib
import json
from collections import Counter

import pytest

from artemis_modkit.audit.accepted import LIST_OF_ACCEPTED, Accepted
from artemis_modkit.audit.findings import Occurrence, fingerprint
from artemis_modkit.audit.grouping import Group
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.missions import spoken
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.source import Location
from tests.audit.frame_of_tests import STOCK, ships

PLACED = Occurrence(
    "a.xml", Location(1, 1), "wrong", "kind", "1 Otter", 1, "beam_port", "range", 1, "0"
)
OF_NOW = '{{"artemis_modkit": "0.1.0", "schema": {}, "accepted": [{{"rule": "r", "places": {}}}]}}'


def test_a_fingerprint_stays_what_it_was_in_all_versions() -> None:
    """The beginning of a digest of the rule, the file and what stands there."""
    whole = repr(("r", "a.xml", "kind", "1 Otter", "beam_port", "range", 1, "0"))
    assert PLACED.fingerprint("r") == hashlib.sha256(whole.encode()).hexdigest()[:32]
    plain = repr(("r", "a.xml", None, "", "", None, 1, None))
    found = Occurrence("a.xml", Location(1, 1), "wrong").fingerprint("r")
    assert found == hashlib.sha256(plain.encode()).hexdigest()[:32]
    assert len(fingerprint("\ud800")) == 32


@pytest.mark.parametrize(("count", "left"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_a_list_of_the_second_schema_accepts_places_by_their_number(count: int, left: int) -> None:
    places = json.dumps({PLACED.fingerprint("r"): count})
    known = Accepted.read("a.json", OF_NOW.format(2, places))
    groups = [("r", Group((PLACED,)))] * 2
    assert sum(one is not None for one in known.left(groups)) == left
    assert sum(one is not None for one in known.left([("other", groups[0][1])])) == 1


def test_further_findings_that_are_told_as_one_are_accepted_as_so_many() -> None:
    many = Group((PLACED,), further=7)
    for count, is_left in ((6, True), (7, False)):
        known = Accepted.read(
            "a.json", OF_NOW.format(2, json.dumps({PLACED.fingerprint("r"): count}))
        )
        assert [one is not None for one in known.left([("r", many)])] == [is_left]
    assert many.places("r") == {PLACED.fingerprint("r"): 7}


@pytest.mark.parametrize("schema", [0, 3, 99])
def test_a_list_of_another_schema_is_refused_as_that(schema: int) -> None:
    with pytest.raises(ModkitError, match=r"a\.json: is of another version of this tool"):
        Accepted.read("a.json", OF_NOW.format(schema, "{}"))


def test_what_is_written_is_known_as_a_list_and_may_be_replaced() -> None:
    text = Accepted.of(()).to_text()
    assert LIST_OF_ACCEPTED.mark is not None and LIST_OF_ACCEPTED.mark.match(text.encode())
    assert json.loads(text)["schema"] == 2
    assert text.splitlines()[1].startswith('  "artemis_modkit": ')


def test_of_two_lists_a_place_is_accepted_as_often_as_by_the_one_that_does_it_more() -> None:
    one, other = (Accepted(Counter(places), rows) for places, rows in (
        ({"a": 2, "b": 1}, ({"rule": "x"}, {"rule": "y"})), ({"a": 1, "b": 3, "c": 1}, ({"rule": "y"},)),
    ))  # fmt: skip
    both = one.joined(other)
    assert both.places == {"a": 2, "b": 3, "c": 1} == other.joined(one).places
    assert both.rows == ({"rule": "x"}, {"rule": "y"})


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], []), ([7], ["7"]), ([7, 8], ["7 to 8"]), ([1, 3, 4, 5, 9], ["1", "3 to 5", "9"]),
        ([2.5, 3.5, 4], ["2.5 to 3.5", "4"]), ([5, 5], ["5", "5"]),
    ],
)  # fmt: skip
def test_numbers_in_a_row_are_told_as_one(numbers: list[int | float], words: list[str]) -> None:
    assert list(spoken(numbers)) == words


def test_parts_of_one_name_are_told_apart_by_their_places_in_their_ship() -> None:
    mod = ships("<beam_port/><art/><beam_port/>", "<beam_port/><shields/><beam_port/>")
    look = Look(mod, STOCK)
    found = [look.element(one, "wrong") for one in look.elements]
    numbers = [(one.owner, one.element, one.number) for one in found if one.element == "beam_port"]
    assert numbers == [
        ("0 Class 0", "beam_port", 1), ("0 Class 0", "beam_port", 2),
        ("1 Class 1", "beam_port", 1), ("1 Class 1", "beam_port", 2),
    ]  # fmt: skip
    assert {one.number for one in found if one.element in ("vessel", "hullRace")} == {1}
    assert len({one.fingerprint("r") for one in found}) == len(found)
