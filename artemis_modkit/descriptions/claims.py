"""What a description promises in numbers: so many beams, tubes, torpedoes of each kind, craft.

One decision: a promise is a range. `2 beams` is exactly 2, `a beam` at least 1, `triple beam`
1 to 3, and weapons that are named without a number, or by a name that is not known, leave
their sum open. What cannot be read for certain widens the range and never narrows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from artemis_modkit.descriptions import claim_words as words_of
from artemis_modkit.descriptions.claim_reading import Claim, Reading, sentences
from artemis_modkit.descriptions.claim_words import CRAFT, Promise
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.source import Span

__all__ = ["CRAFT", "Claim", "Promise", "Sum", "claims_of", "promised"]

_TEXTS_KEPT = 1024
"""Texts whose claims are kept, because several rules read the same ones."""
_UNARMED = re.compile(
    r"(?:^|[.^;!]\s*)(?:unarmed\b|an?\s+(?:[\w'’-]+[, ]\s*){0,3}?unarmed\b)"
    r"|\b(?:is|it's|it’s|are)\s+unarmed\b",
    re.IGNORECASE,
)
_FRONT, _BACK = "(?:front|forward|fore)", "(?:rear|back|aft)"
_LABEL, _BETWEEN = "[ ]?[:=]?[ ]?", "[ ]?(?:[,/&]|and)?[ ]?"
_SHIELDS = re.compile(
    rf"\bshields?\b(?: ?\[[\w ]*\])?{_LABEL}(?:"
    rf"{_FRONT}{_LABEL}(\d{{1,4}}){_BETWEEN}{_BACK}{_LABEL}(\d{{1,4}})"
    rf"|(\d{{1,4}}) ?{_FRONT}{_BETWEEN}(\d{{1,4}}) ?{_BACK}"
    r"|(\d{1,4}) ?/ ?(\d{1,4}))(?![\w/]| ?%|[.,]\d)",
    re.IGNORECASE,
)
"""Strengths of both sides: `Shields Front 80 Rear 60`, `Shields: 80 front, 60 rear`, `80/60`."""
_CLASS = re.compile(r"\s*((?:[\w'’]+[ -]){1,4})class\b", re.IGNORECASE)


@lru_cache(maxsize=_TEXTS_KEPT)
def claims_of(text: str) -> tuple[Claim, ...]:
    """Every promise of a description, in the order of the text."""
    shields = list(_shields(text))
    strengths = {claim.span for claim in shields}
    found = [*_class_named(text), *_unarmed(text), *shields]
    weak: list[Claim] = []
    speaks_of_stores = False
    for sentence in sentences(text):
        reading = Reading(text, sentence)
        reading.read()
        found += (one for one in reading.claims if one.span not in strengths)
        weak += reading.weak
        speaks_of_stores |= any(one.small in words_of.STORE_WORDS for one in sentence)
    kinds = {one.munition for one in (*found, *weak) if one.munition}
    if speaks_of_stores or len(kinds) > 1:
        found += weak
    return tuple(sorted(found, key=lambda claim: (claim.span, claim.what.name)))


def _class_named(text: str) -> Iterator[Claim]:
    if named := _CLASS.match(text):
        name = named[1].strip(" -")
        yield Claim(Promise.CLASS, 0, None, Span(named.start(1), named.start(1) + len(name)), name)


def _unarmed(text: str) -> Iterator[Claim]:
    if said := _UNARMED.search(text):
        start = said.end() - len("unarmed")
        yield Claim(Promise.UNARMED, 0, 0, Span(start, said.end()), said[0].strip(".^;! "))


def _shields(text: str) -> Iterator[Claim]:
    if said := _SHIELDS.search(text):
        groups = [at for at in range(1, 7) if said[at] is not None]
        for what, at in zip((Promise.SHIELD_FRONT, Promise.SHIELD_BACK), groups, strict=True):
            strength = int(said[at])
            yield Claim(what, strength, strength, Span(*said.span(at)), said[0])


@dataclass(frozen=True, slots=True)
class Sum:
    """What all promises of one kind come to together; `most` is `None` without a bound."""

    least: int
    most: int | None

    def allows(self, number: int | float) -> bool:
        """Whether a number keeps the promise."""
        return self.least <= number and (self.most is None or number <= self.most)


def promised(
    claims: tuple[Claim, ...], *what: Promise, munition: Munition | None = None
) -> Sum | None:
    """What a description promises of some kinds together; `None` where it says no number of them.

    A bare number that equals all others together may be their total. Weapons of other names
    leave beams and drone launchers without an upper bound.
    """
    chosen = [one for one in claims if one.what in what and one.munition is munition]
    if not any(one.least or one.most is not None for one in chosen):
        return None
    least = sum(one.least for one in chosen)
    greatest = max(chosen, key=lambda one: one.least)
    is_bare = len(greatest.words.split()) == len(("6", "beams"))
    if len(chosen) > 2 and least == 2 * greatest.least and is_bare:  # a total and its parts
        least = greatest.least
    may_be_more = {Promise.BEAMS, Promise.DRONES} & {*what} and any(
        one.what is Promise.WEAPONS for one in claims
    )
    bounds = [one.most for one in chosen]
    if may_be_more or None in bounds:
        return Sum(least, None)
    return Sum(least, sum(bound for bound in bounds if bound is not None))
