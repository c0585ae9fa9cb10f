"""What earlier versions wrote down of findings is known again, and what others wrote is refused."""

import hashlib
import json
from collections import Counter

import pytest
from msgspec.structs import replace

from artemis_modkit.audit.accepted import LIST_OF_ACCEPTED, Accepted
from artemis_modkit.audit.findings import Occurrence, fingerprint
from artemis_modkit.audit.grouping import FAMILIES, Cluster, causes_of
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.missions import spoken
from artemis_modkit.audit.rule import rule_modules
from artemis_modkit.audit.typical_values import Kin
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
    clusters = [("r", Cluster((PLACED,)))] * 2
    assert sum(one is not None for one in known.left(clusters)) == left
    assert sum(one is not None for one in known.left([("other", clusters[0][1])])) == 1


def test_further_findings_that_are_told_as_one_are_accepted_as_so_many() -> None:
    many = Cluster((PLACED,), further=7)
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


def test_families_are_of_rules_that_there_are() -> None:
    assert {rule for family in FAMILIES for rule in family} <= {*rule_modules()}


@pytest.mark.parametrize(
    ("rules", "elsewhere"),
    [
        ("ten-times-stock hasty-weapon", False), ("uneven-pair many-bombers", False),
        ("production-rate far-from-role", False), ("many-bays odd-store", False),
        ("uneven-shields uneven-scale", False), ("odd-movement ten-times-stock", False),
        ("text-stores odd-store", True), ("text-beams text-bearing", True),
        ("duplicate-id odd-number", True), ("crooked-pair mirror-slip", True),
        ("unknown-race unused-race", True), ("no-stance player-of-other-race", True),
    ],
)  # fmt: skip
def test_two_rules_at_one_figure_tell_one_slip_and_of_one_ship_or_text_wherever_in_it(
    rules: str, elsewhere: bool
) -> None:
    def heads(rule: str, attribute: str) -> set[object]:
        place = replace(PLACED, attribute=attribute, head=Location(3, 1))
        return {head for cause in causes_of(rule, Cluster((place,))) for head in cause.heads}

    one, other = rules.split()
    assert heads(one, "range") & heads(other, "range")
    assert bool(heads(one, "range") & heads(other, "damage")) is elsewhere
    assert not heads(one, "range") & heads("beam-arc", "range")


@pytest.mark.parametrize(
    ("own", "typical"),
    [
        ((9, 9, 1, 1, 1), 1),
        ((9, 9, 1, 1), 1),
        ((9, 9, 1), None),
        ((9, 9), None),
        ((9,), 1),
        ((), 1),
    ],
)
def test_what_most_of_a_few_ships_of_a_mod_have_is_its_habit(
    own: tuple[float, ...], typical: float | None
) -> None:
    """Two at least; a value of less of them is a slip among those of stock."""
    kin = Kin("ship", (1,) * 6 + (9,) * 2, own)
    assert kin.typical_for(9, far=5) == typical
