"""Occurrences of a rule that are told as one finding: those of a kind, and the rest of too many.

A few slips of one kind are told one by one, each with its ship; more of them have one cause. Of
what has no kind in common, no more is told than a person reads: that is put together while it is
found, so that a file of a million slips costs no memory for what nobody sees. `--fix` still
has every repair, and the places are named as far as anybody looks at them.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.audit.findings import Occurrence, fingerprint
from artemis_modkit.parsers.source import Edit, Location

MOST = 100
"""Findings of one rule that are told one by one. The worst real mod known has 8."""

MOST_PLACES = 1_000
"""Places of further findings that are kept."""


class Group(Struct, frozen=True):
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
        first, *others = self.occurrences
        return (
            *first.also,
            *(place for other in others for place in (other.location, *other.also)),
        )

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
        counts: dict[str, int] = {}
        for occurrence in self.occurrences:
            print = occurrence.fingerprint(rule)
            counts[print] = counts.get(print, 0) + max(self.further, 1)
        return counts


def groups(occurrences: Iterable[Occurrence], together: int) -> Iterator[Group]:
    """Each by itself, but of a kind from `together` on in one file as one."""
    by_kind: dict[Hashable, list[Occurrence]] = {}
    for occurrence in occurrences:
        if occurrence.kind is None:
            yield Group((occurrence,))
        else:
            by_kind.setdefault((occurrence.file, occurrence.kind), []).append(occurrence)
    for alike in by_kind.values():
        if len(alike) < together:
            yield from (Group((slip,)) for slip in alike)
        else:
            yield Group(alike, is_kind=True)


def bounded(found: Iterable[Group]) -> Iterator[Group]:
    """The groups; of more than `MOST` the rest as one for each file and encoding to be repaired."""
    rest: dict[tuple[str, str | None], _Rest] = {}
    for count, group in enumerate(found):
        if count < MOST:
            yield group
            continue
        first = group.first
        is_own = group.edits or first.encoding is not None or not rest
        key = (first.file, first.encoding) if is_own else next(iter(rest))
        rest.setdefault(key, _Rest(group)).add(group)
    for further in rest.values():
        yield further.group


class _Rest(Struct):
    """Further groups as they come together."""

    first: Group
    count: int = 0
    places: list[Location] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def add(self, group: Group) -> None:
        self.count += 1
        self.edits += group.edits
        first = group.first
        if len(self.places) < MOST_PLACES and first.file == self.first.first.file:
            self.places += (first.location, *group.also)

    @property
    def group(self) -> Group:
        if self.count == 1:
            return self.first
        places, edits = tuple(self.places[1:MOST_PLACES]), tuple(self.edits)
        message = self.first.message
        first = replace(self.first.first, message=message, also=places, edits=edits)
        return Group((first,), further=self.count)
