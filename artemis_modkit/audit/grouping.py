"""Occurrences of a rule that are told as one finding: those of a kind, and the rest of too many.

A few slips of one kind are told one by one, each with its ship; more of them have one cause. Of
what has no kind in common, no more is told than a person reads: that is put together while it is
found, so that a file of a million slips costs no memory for what nobody sees. `--fix` still
has every repair, and the places are named as far as anybody looks at them.

Findings of several rules with one cause are one, too: one text, one figure, one number, one pair of
ports. Stores, tubes and a list that leaves a kind out are three rules, but one line that was
written for another ship; told three times it looks like three slips. A speed of 6 for 0.6 is ten
times that of stock and unlike that of all its kind, and one slip.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.audit.findings import Cause, Finding, Occurrence, fingerprint
from artemis_modkit.groups import grouped
from artemis_modkit.model.vessel_parts import Shields
from artemis_modkit.parsers.source import Edit, Location

MOST = 100
"""Findings of one rule that are told one by one. The worst real mod known has 8."""

MOST_PLACES = 1_000
"""Places of further findings that are kept."""


class Cluster(Struct, frozen=True):
    """Occurrences that are told as one finding; `further` stands for as many findings."""

    occurrences: Sequence[Occurrence]
    is_kind: bool = False
    further: int = 0

    @property
    def first(self) -> Occurrence:
        """The one whose place and ship are told."""
        return self.occurrences[0]

    @property
    def also(self) -> tuple[Location, ...]:
        """All places but the first."""
        return tuple(
            place
            for occurrence in self.occurrences
            for place in (occurrence.location, *occurrence.also)
        )[1:]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The repairs of all."""
        return tuple(edit for occurrence in self.occurrences for edit in occurrence.edits)

    @property
    def likely(self) -> tuple[Edit, ...]:
        """The repairs of all that only the author can say yes to; none where one has none."""
        found = [occurrence.likely for occurrence in self.occurrences]
        return tuple(edit for edits in found for edit in edits) if all(found) else ()

    @property
    def message(self) -> str:
        """What is said of them."""
        message = self.first.message
        if not isinstance(message, str):
            return message(self.occurrences)
        if self.further > 1:
            return f"{message} ({self.further:,} such findings more than {MOST})"
        many = f" ({len(self.occurrences):,} such places)" if len(self.occurrences) > 1 else ""
        return message + many

    def fingerprint(self, rule: str) -> str:
        """What it is known again by: its kind, or the only occurrence."""
        if self.is_kind:
            return fingerprint(rule, self.first.file, self.first.kind)
        return self.first.fingerprint(rule)

    def places(self, rule: str) -> Mapping[str, int]:
        """The fingerprints of its occurrences, with their numbers."""
        prints = Counter(occurrence.fingerprint(rule) for occurrence in self.occurrences)
        return {print: count * max(self.further, 1) for print, count in prints.items()}


def clusters(occurrences: Iterable[Occurrence], together: int) -> Iterator[Cluster]:
    """Each by itself, but of a kind from `together` on in one file as one."""
    by_kind: dict[Hashable, list[Occurrence]] = {}
    for occurrence in occurrences:
        if occurrence.kind is None:
            yield Cluster((occurrence,))
        else:
            by_kind.setdefault((occurrence.file, occurrence.kind), []).append(occurrence)
    for alike in by_kind.values():
        if len(alike) < together:
            yield from (Cluster((slip,)) for slip in alike)
        else:
            yield Cluster(alike, is_kind=True)


def bounded(found: Iterable[Cluster]) -> Iterator[Cluster]:
    """The clusters; of more than `MOST` the rest as one for each file and encoding to repair."""
    rest: dict[tuple[str, str | None], _Rest] = {}
    for count, cluster in enumerate(found):
        if count < MOST:
            yield cluster
            continue
        first = cluster.first
        is_own = cluster.edits or first.encoding is not None or not rest
        key = (first.file, first.encoding) if is_own else next(iter(rest))
        rest.setdefault(key, _Rest(cluster)).add(cluster)
    for further in rest.values():
        yield further.cluster


class _Rest(Struct):
    """Further clusters as they come together."""

    first: Cluster
    count: int = 0
    places: list[Location] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def add(self, cluster: Cluster) -> None:
        self.count += 1
        self.edits += cluster.edits
        first = cluster.first
        if len(self.places) < MOST_PLACES and first.file == self.first.first.file:
            self.places += (first.location, *cluster.also)

    @property
    def cluster(self) -> Cluster:
        if self.count == 1:
            return self.first
        places, edits = tuple(self.places[1:MOST_PLACES]), tuple(self.edits)
        message = self.first.message
        first = replace(self.first.first, message=message, also=places, edits=edits)
        return Cluster((first,), further=self.count)


OF_ONE_TEXT = (
    frozenset({"text-stores", "text-tubes", "text-unlisted-store", "odd-store"}),
    frozenset({"text-beams", "text-bearing"}),
)
"""Rules that hold the weapons of one kind to one text."""

OF_ONE_FIGURE = frozenset(
    {"ten-times-stock", "uneven-pair", "uneven-scale", "odd-movement", "odd-store"}
    | {"hasty-weapon", "many-bombers", "many-bays", "production-rate", "far-from-role"}
    | {"uneven-shields"}
)
"""Rules that look at one attribute, or at those of a pair."""

OF_ONE_SHIP = (
    frozenset({"duplicate-id", "odd-number", "player-id-gap", "torpedoes-of-computer"}),
    frozenset({"crooked-pair", "mirror-slip"}),
    frozenset({"unknown-race", "unused-race"}),
    frozenset({"no-stance", "player-of-other-race"}),
)
"""Rules that look at one element: who a ship is, where a port is, what a race is."""

FAMILIES = (*OF_ONE_TEXT, OF_ONE_FIGURE, *OF_ONE_SHIP)


def causes_of(rule: str, cluster: Cluster) -> tuple[Cause, ...]:
    """What a cluster has to do with those of other rules; nothing where it stands alone."""
    if cluster.further:
        return ()
    return tuple(
        _cause(family, cluster)
        for family in FAMILIES
        if rule in family and not (cluster.is_kind and family in OF_ONE_TEXT)
    )


def _cause(family: frozenset[str], cluster: Cluster) -> Cause:
    is_figure = family is OF_ONE_FIGURE and cluster.first.element != Shields.NAME  # they are a pair

    def known(place: Hashable, attribute: str | None) -> Hashable:
        return family, cluster.first.file, place, attribute if is_figure else None

    every = [
        (occurrence, occurrence.head or occurrence.location) for occurrence in cluster.occurrences
    ]
    heads = frozenset(known(head, occurrence.attribute) for occurrence, head in every)
    places = (
        (place, occurrence.attribute)
        for occurrence, _ in every
        for place in (*occurrence.also, occurrence.beside)
    )
    also = (known(place, attribute) for place, attribute in places if place is not None)
    return Cause(heads, heads.union(also))


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one cause as one, which the worst of them leads.

    One is of another's cause where all that it is told at belongs to that one too.
    """
    left = list(findings)
    causes = [(at, cause) for at, finding in enumerate(left) for cause in finding.causes]
    alike = grouped((cause.heads, at) for at, cause in causes)
    told_at = grouped((place, at) for at, cause in causes for place in cause.places)
    same = _Same(len(left))
    for heads, own in alike.items():
        fewest = min((told_at[head] for head in heads), key=len)
        around = (at for at in fewest if any(heads <= cause.places for cause in left[at].causes))
        for at in (*own, *around):
            same.join(own[0], at)
    for one in grouped((same.first(at), finding) for at, finding in enumerate(left)).values():
        yield _one(sorted(one, key=lambda finding: finding.by_harm)) if one[1:] else one[0]


class _Same:
    """Which numbers are the same thing; each thing is known by its first."""

    def __init__(self, count: int) -> None:
        self._before = list(range(count))

    def first(self, at: int) -> int:
        """The first number of the same thing."""
        before = self._before
        while before[at] != at:
            before[at] = before[before[at]]
            at = before[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Two numbers are the same thing, and so is all that is the same as either."""
        first, second = sorted((self.first(one), self.first(other)))
        self._before[second] = first


def _one(findings: list[Finding]) -> Finding:
    first, *others = findings
    owner, colon, _ = first.message.partition(": ")
    also = {place for finding in findings for place in finding.also}
    lines = {first.location.line, *(place.line for place in also)}
    also |= {finding.location for finding in others if finding.location.line not in lines}
    return replace(
        first,
        message="; ".join(
            (first.message, *(finding.message.removeprefix(owner + colon) for finding in others))
        ),
        also=tuple(sorted(also)),
        places={print: count for finding in findings for print, count in finding.places.items()},
        rules=tuple(finding.rule for finding in findings),
    )
