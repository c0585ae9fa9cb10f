"""Findings of several rules with one cause: one text, one figure, one number, one pair of ports.

Stores, tubes and a list that leaves a kind out are three rules, but one line that was written for
another ship; told three times it looks like three slips. A speed of 6 for 0.6 is ten times that of
stock and unlike that of all its kind, and one slip.
"""

from collections.abc import Hashable, Iterable, Iterator

from msgspec.structs import replace

from artemis_modkit.audit.findings import Cause, Finding
from artemis_modkit.audit.grouping import Group
from artemis_modkit.model.vessel_parts import Shields

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


def causes_of(rule: str, group: Group) -> tuple[Cause, ...]:
    """What a group has to do with those of other rules; nothing where it stands alone."""
    if group.further:
        return ()
    return tuple(
        _cause(family, group)
        for family in FAMILIES
        if rule in family and not (group.is_kind and family in OF_ONE_TEXT)
    )


def _cause(family: frozenset[str], group: Group) -> Cause:
    is_figure = family is OF_ONE_FIGURE and group.first.element != Shields.NAME  # they are a pair

    def known(place: Hashable, attribute: str | None) -> Hashable:
        return family, group.first.file, place, attribute if is_figure else None

    every = [(one, one.head or one.location) for one in group.occurrences]
    heads = frozenset(known(head, one.attribute) for one, head in every)
    also = (
        known(place, one.attribute)
        for one, _ in every
        for place in (*one.also, *filter(None, [one.beside]))
    )
    return Cause(heads, heads.union(also))


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one cause as one, which the worst of them leads.

    One is of another's cause where all that it is told at belongs to that one too.
    """
    left = list(findings)
    told_at: dict[Hashable, list[int]] = {}
    alike: dict[frozenset[Hashable], list[int]] = {}
    for at, finding in enumerate(left):
        for cause in finding.causes:
            alike.setdefault(cause.heads, []).append(at)
            for place in cause.places:
                told_at.setdefault(place, []).append(at)
    same = _Same(len(left))
    for heads, own in alike.items():
        fewest = min((told_at[head] for head in heads), key=len)
        around = (at for at in fewest if any(heads <= one.places for one in left[at].causes))
        for at in (*own, *around):
            same.join(own[0], at)
    causes: dict[int, list[Finding]] = {}
    for at, finding in enumerate(left):
        causes.setdefault(same.first(at), []).append(finding)
    for one in causes.values():
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
    also |= {one.location for one in others if one.location.line not in lines}
    return replace(
        first,
        message="; ".join(
            (first.message, *(one.message.removeprefix(owner + colon) for one in others))
        ),
        also=tuple(sorted(also)),
        places={print: count for finding in findings for print, count in finding.places.items()},
        rules=tuple(finding.rule for finding in findings),
    )
