"""Findings of one rule, no more than a person reads: the first ones, and the number of the rest.

One decision: they are put together while they are found, so that a file of a million slips costs
no memory for what nobody sees. `--fix` still has every repair, and the places are named as far as
anybody looks at them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from artemis_modkit.audit.findings import Hit
from artemis_modkit.parsers.source import Edit, Location

MOST = 100
"""Findings of one rule that are told one by one. The worst real mod known has 8."""

MOST_PLACES = 1_000
"""Places of further findings that are kept."""


def bounded(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits; of more than `MOST` the rest as one for each file and repair, with their number."""
    found = iter(hits)
    yield from islice(found, MOST)
    rest: dict[tuple[str, str | None], _Rest] = {}
    for hit in found:
        key = (hit.file if hit.edits or not rest else next(iter(rest))[0], hit.encoding)
        rest.setdefault(key, _Rest(hit)).add(hit)
    for one in rest.values():
        yield one.hit


@dataclass(slots=True)
class _Rest:
    """Further hits as they come together."""

    first: Hit
    count: int = 0
    places: list[Location] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def add(self, hit: Hit) -> None:
        self.count += 1
        self.edits += hit.edits
        if len(self.places) < MOST_PLACES and hit.file == self.first.file:
            self.places += (hit.location, *hit.also)

    @property
    def hit(self) -> Hit:
        if self.count == 1:
            return self.first
        return replace(
            self.first,
            message=f"{self.first.message} ({self.count:,} such findings more than {MOST})",
            also=tuple(self.places[1 : MOST_PLACES + 1]),
            edits=tuple(self.edits),
        )
