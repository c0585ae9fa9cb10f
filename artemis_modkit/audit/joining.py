"""Findings of several rules with one cause: what one text says of torpedoes, or one figure.

Stores, tubes and a list that leaves a kind out are three rules, but one line that was written for
another ship; told three times it looks like three slips. A speed of 6 for 0.6 is ten times that of
stock and unlike that of all its kind, and one slip.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from artemis_modkit.audit.findings import Finding
from artemis_modkit.audit.grouping import Group

_OF_TORPEDOES = frozenset({"text-stores", "text-tubes", "text-unlisted-store"})

_OF_FIGURES = frozenset(
    {"ten-times-stock", "uneven-pair", "uneven-scale", "odd-movement", "odd-size", "odd-store"}
    | {"hasty-weapon", "many-bombers", "many-bays", "production-rate", "dead-weapon"}
)


def cause_of(rule: str, group: Group) -> Hashable:
    """What groups of several rules have in common that are one cause; `None` alone."""
    first = group.first
    if group.is_kind or group.further:
        return None
    if rule in _OF_FIGURES:
        return first.file, first.owner, first.element, first.number, first.attribute
    return (first.file, first.location) if rule in _OF_TORPEDOES else None


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
