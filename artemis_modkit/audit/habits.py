"""What a file does again and again: one finding with its places, not a hundred findings.

One decision: a few slips of one kind are told one by one, each with its vessel; more of them
have one cause.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from artemis_modkit.audit.findings import Hit

_MOST = 4
"""Hits of one kind that are slips; more are a habit."""


def habits(hits: Iterable[tuple[Hashable, Hit]]) -> Iterator[Hit]:
    """The hits as they are, or the first of its kind with the places of all where it has many.

    Each hit comes with its kind.
    """
    by_kind: dict[Hashable, list[Hit]] = {}
    for kind, hit in hits:
        by_kind.setdefault(kind, []).append(hit)
    for alike in by_kind.values():
        if len(alike) <= _MOST:
            yield from alike
            continue
        first, *others = alike
        places = tuple(place for hit in others for place in (hit.location, *hit.also))
        yield replace(
            first,
            message=f"{first.message} ({len(alike):,} such places)",
            also=(*first.also, *places),
            edits=tuple(edit for hit in alike for edit in hit.edits),
        )
