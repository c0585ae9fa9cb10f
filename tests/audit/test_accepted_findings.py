"""What keeps a finding silent: words in the file, and lists of what was accepted."""

from msgspec.structs import replace

from artemis_modkit.audit import Finding
from artemis_modkit.audit.accepted import Accepted, AcceptedWords
from artemis_modkit.audit.findings import Confidence, Occurrence, Severity
from artemis_modkit.audit.grouping import Cluster
from artemis_modkit.audit.silencing import Silence, Suppression
from artemis_modkit.parsers.source import Location
from tests.audit.frame_of_tests import occurrence

# Silence ----------------------------------------------------------------------------------------


def part(start: int, end: int, *rules: str) -> Suppression:
    return Suppression("a.xml", Location(1, 1), rules, Location(start, 1), Location(end, 1))


def test_a_rule_is_silent_from_the_first_to_the_last_place_of_a_part() -> None:
    silence = Silence([part(30, 40, "x"), part(10, 20, "x"), part(15, 25, "x"), part(50, 50, "all"),
                       part(60, 55, "x")])  # fmt: skip
    silent = [at for at in range(1, 70) if silence.covers("x", "a.xml", Location(at, 1))]
    assert silent == [*range(10, 26), *range(30, 41), 50]
    assert not silence.covers("x", "b.xml", Location(10, 1))
    assert not silence.covers("y", "a.xml", Location(10, 1))
    assert silence.covers("y", "a.xml", Location(50, 1))
    assert not silence.covers("x", "a.xml", Location(25, 2))
    assert bool(silence)
    assert not Silence([part(60, 55, "x")])


def test_a_part_within_another_ends_none() -> None:
    silence = Silence([part(10, 40, "x"), part(15, 20, "x")])
    assert silence.covers("x", "a.xml", Location(30, 1))


# Accepted ---------------------------------------------------------------------------------------


def finding(message: str, *, places: int = 1, vessel: int | None = 1, rule: str = "r") -> Finding:
    also = tuple(Location(at, 1) for at in range(2, places + 1))
    return Finding(
        rule, Severity.ERROR, Confidence.CERTAIN, "a.xml", Location(1, 1), message, vessel, also,
        (), None, message, {f"{message} {at}": 1 for at in range(places)},
    )  # fmt: skip


def in_words(*findings: Finding) -> AcceptedWords:
    """A list of accepted findings as the first versions wrote it."""
    return AcceptedWords.read(
        {
            "rule": one.rule,
            "file": one.file,
            "vessel": one.vessel,
            "message": one.message,
            "places": 1 + len(one.also),
        }
        for one in findings
    )


MANY = "{} Otter and {} more with this text: it says 4 of 8"


def test_a_cause_of_an_old_list_may_lose_places_and_its_first_vessel_but_gain_none() -> None:
    accepted = in_words(finding(MANY.format(20, 5), places=6, vessel=20))
    for first, places, new in ((20, 6, 0), (21, 5, 0), (21, 6, 0), (20, 7, 1), (21, 7, 1)):
        found = finding(MANY.format(first, places - 1), places=places, vessel=first)
        assert len(accepted.unknown([found])) == new
    other = finding(MANY.format(20, 4), places=5, rule="other")
    assert accepted.unknown([other]) == [other]


def test_a_cause_of_an_old_list_is_told_apart_by_all_but_the_ship_that_is_named_first() -> None:
    """Where it names none, what stands before a colon tells of the cause."""
    said = "{}: the text says 4 and 5 more"
    for vessel, other, new in (
        (20, "21 Heron", 0), (None, "21 Heron", 1), (None, "race 9 Otter", 0),
    ):  # fmt: skip
        first = "20 Otter" if vessel else "race 8 Otter"
        accepted = in_words(finding(said.format(first), places=6, vessel=vessel))
        found = finding(said.format(other), places=6, vessel=vessel)
        assert len(accepted.unknown([found])) == new


def test_what_an_old_list_accepts_once_is_accepted_once() -> None:
    accepted = in_words(finding("a"), finding("a"), finding("b"))
    again = [finding("a"), finding("a"), finding("a"), finding("c"), finding("b", vessel=2)]
    assert accepted.unknown(again) == [finding("a"), finding("c"), finding("b", vessel=2)]


def left(accepted: Accepted, *found: Cluster) -> list[list[Occurrence] | None]:
    named = [("r", cluster) for cluster in found]
    return [None if one is None else list(one.occurrences) for one in accepted.left(named)]


def accepting(*found: Cluster) -> Accepted:
    """A list of some clusters of rule `r`, written and read again."""
    findings = [replace(finding("a"), places=cluster.places("r")) for cluster in found]
    return Accepted.read("a.json", Accepted.of(findings).to_text())


def test_a_place_is_accepted_as_often_as_it_was_and_whatever_is_said_of_it() -> None:
    slip, other = occurrence(1, vessel=1, value="4,0"), occurrence(2, vessel=1, value="5,0")
    accepted = accepting(Cluster((slip,)), Cluster((slip,)))
    reworded = replace(slip, message="better words", location=Location(9, 9))
    assert left(accepted, Cluster((reworded,)), Cluster((slip,)), Cluster((slip,))) == [
        None, None, [slip],
    ]  # fmt: skip
    assert left(accepted, Cluster((other,))) == [[other]]


def test_of_a_cause_what_is_new_is_told_alone() -> None:
    alike = [occurrence(at, kind="kind", owner=f"{at} Otter") for at in range(7)]
    accepted = accepting(Cluster(alike[:6], is_kind=True))
    assert left(accepted, Cluster(alike[1:5], is_kind=True)) == [None]
    assert left(accepted, Cluster(alike, is_kind=True)) == [[alike[6]]]


def test_a_list_of_accepted_findings_is_read_as_it_was_written() -> None:
    accepted = Accepted.of([finding("ä", vessel=None), finding(MANY.format(1, 2), places=3)])
    assert Accepted.read("b.json", accepted.to_text()) == accepted
    cluster = Cluster((occurrence(1),))
    assert left(Accepted.of([]), cluster) == [list(cluster.occurrences)]
