"""However many findings there are and however they are told together, none is lost."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from artemis_modkit.audit.findings import Cause, Confidence, Finding, Occurrence, Severity
from artemis_modkit.audit.grouping import MOST, MOST_PLACES, Cluster, bounded, clusters, joined
from artemis_modkit.parsers.source import Edit, Location, Span


def slip(at: int, kind: tuple[str, str | None, bool]) -> Occurrence:
    file, encoding, is_mended = kind
    edits = (Edit(Span(at, at), file),) if is_mended else ()
    place = Location(at + 1, 1)
    return Occurrence(file, place, f"slip {at}", edits=edits, encoding=encoding)


kinds = st.tuples(
    st.sampled_from(["a", "b"]), st.sampled_from([None, "cp1252"]), st.sampled_from([False, True])
)


@settings(max_examples=25)
@given(st.integers(-2, 2), st.lists(kinds, max_size=9))
def test_of_too_many_findings_the_rest_is_counted_and_keeps_its_repairs(
    more: int, rest: list[tuple[str, str | None, bool]]
) -> None:
    first = [("a", None, False)] * (MOST + more)
    every = [Cluster((slip(at, kind),)) for at, kind in enumerate([*first, *rest])]
    told = list(bounded(every))
    assert told[:MOST] == every[:MOST]
    assert sum(max(1, one.further) for one in told) == len(every)
    assert Counter(edit for one in told for edit in one.edits) == Counter(
        edit for one in every for edit in one.edits
    )
    for one in told[MOST:]:
        assert {edit.text for edit in one.edits} <= {one.first.file}
        many = one.further
        assert one.message.endswith(f" ({many} such findings more than {MOST})") == (many > 1)
        places = {each.first.location for each in every[MOST:] if each.first.file == one.first.file}
        assert {one.first.location, *one.also} <= places
    mended = {(one.first.file, one.first.encoding) for one in every[MOST:] if one.edits}
    assert mended <= {(one.first.file, one.first.encoding) for one in told[MOST:]}


def test_places_of_the_rest_are_named_as_far_as_anybody_looks() -> None:
    every = [Cluster((slip(at, ("a", None, True)),)) for at in range(MOST + MOST_PLACES + 9)]
    (rest,) = list(bounded(every))[MOST:]
    assert rest.also == tuple(Location(at, 1) for at in range(MOST + 2, MOST + MOST_PLACES + 1))
    assert (rest.further, len(rest.edits)) == (MOST_PLACES + 9, MOST_PLACES + 9)
    assert rest.message == "slip 100 (1,009 such findings more than 100)"


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=12))
def test_slips_are_told_together_by_file_and_kind_only_where_there_are_enough(
    slips: list[tuple[str, str]],
) -> None:
    found = [
        replace(slip(at, (file, None, True)), kind=kind) for at, (file, kind) in enumerate(slips)
    ]
    told = list(clusters(found, 3))
    assert Counter(one for each in told for one in each.occurrences) == Counter(found)
    for each in told:
        alike = slips.count((each.first.file, str(each.first.kind)))
        assert len(each.occurrences) == (alike if alike >= 3 else 1)
        assert each.is_kind == (alike >= 3)


CAUSES = {name: Cause(frozenset(name), frozenset(name)) for name in "xy"}


def finding(at: int, severity: Severity, cause: str) -> Finding:
    return Finding(
        f"rule-{at}", severity, Confidence.CERTAIN, "a", Location(at + 1, 1), f"1 Heron: slip {at}",
        1, (Location(90 - at, 1), Location(99, 1)), (), None, str(at), {str(at): 1},
        causes=(CAUSES[cause],) if cause else (),
    )  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(Severity), st.sampled_from(["x", "y", ""])), max_size=7))
def test_findings_of_one_cause_are_one_that_the_worst_leads_and_keep_their_places(
    slips: Sequence[tuple[Severity, str]],
) -> None:
    found = [finding(at, *each) for at, each in enumerate(slips)]
    told = list(joined(found))
    assert [one for one in told if not one.causes] == [one for one in found if not one.causes]
    for cause in {one.causes for one in found} - {()}:
        alike = sorted((one for one in found if one.causes == cause), key=lambda one: one.by_harm)
        (one,) = (each for each in told if each.causes == cause)
        if len(alike) == 1:
            assert one == alike[0]
            continue
        assert one.rules == tuple(each.rule for each in alike)
        assert one.message == "1 Heron: " + "; ".join(
            each.message.removeprefix("1 Heron: ") for each in alike
        )
        places = (place for each in alike for place in (each.location, *each.also))
        assert {one.location.line, *(place.line for place in one.also)} == {
            place.line for place in places
        }
        assert one.places == {each.fingerprint: 1 for each in alike}
        assert (one.rule, one.location) == (alike[0].rule, alike[0].location)
