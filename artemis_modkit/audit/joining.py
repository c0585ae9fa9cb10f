"""Findings of several rules with one cause: what one text says of torpedoes is one thing to mend.

Stores, tubes and a list that leaves a kind out are three rules, but one line that was written for
another ship; told three times it looks like three slips.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from artemis_modkit.audit.findings import Finding
from artemis_modkit.audit.grouping import Group

_OF_TORPEDOES = frozenset({"text-stores", "text-tubes", "text-unlisted-store"})


def cause_of(rule: str, group: Group) -> Hashable:
    """What groups of several rules have in common that are one cause; `None` alone."""
    if rule not in _OF_TORPEDOES or group.is_kind or group.further:
        return None
    return group.first.file, group.first.location


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one cause as one, which the worst of them leads."""
    causes: dict[Hashable, list[Finding]] = {}
    for at, finding in enumerate(findings):
        causes.setdefault(at if finding.cause is None else finding.cause, []).append(finding)
    for alike in causes.values():
        yield _one(sorted(alike, key=lambda finding: finding.by_harm)) if alike[1:] else alike[0]


def _one(findings: list[Finding]) -> Finding:
    first, *others = findings
    owner, colon, _ = first.message.partition(": ")
    also = dict.fromkeys(place for finding in findings for place in finding.also)
    return replace(
        first,
        message="; ".join(
            (first.message, *(one.message.removeprefix(owner + colon) for one in others))
        ),
        also=tuple(sorted(also)),
        places={print: count for finding in findings for print, count in finding.places.items()},
        rules=tuple(finding.rule for finding in findings),
    )
