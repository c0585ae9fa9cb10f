"""What descriptions promise and the vessels do not have, as findings.

A promise that is broken by the same factor or the same difference in many
vessels has one cause (the values were changed and the texts were not) and is one finding.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from artemis_modkit.audit.findings import Occurrence, Sentence, Severity
from artemis_modkit.audit.look import Look
from artemis_modkit.descriptions import check
from artemis_modkit.descriptions.check import Promise
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.words import Thing
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.parsers.source import Span
from artemis_modkit.parsers.xml import Element

if TYPE_CHECKING:
    from fractions import Fraction

    _Sign = tuple[Thing, str, Fraction]

REPAIR = (
    "Count what the vessel has and correct the text, or the data where the text says what was "
    "meant."
)
MOST_BEAMS = 20
"""Beams that a text may promise; more are a tale (`512 point defense turrets`). 13 is the most that
a known ship has."""

_OF_THE_GAME = {"5e06a6b873a8": 4, "046979045827": 1, "fb437fe7c612": 2}
"""Texts that the game's own files contradict, by a digest, and what their ships have there.

Whoever builds on stock has them: 4 plasma shocks in the Light Cruiser, bases of 2.1 that are armed.
"""
MANY = 5
"""So many vessels with the same deviation have one cause; fewer may be a coincidence."""


def broken(look: Look, *things: Thing, is_flown: bool | None = None) -> Iterator[Promise]:
    """The promises of things that are not kept, of all ships, or only those that players fly."""
    for promise in look.once(_broken):
        if promise.thing in things and is_flown in (None, look.role(promise.vessel).is_flown):
            yield promise


def _broken(look: Look) -> list[Promise]:
    found: list[Promise] = []
    for vessel in look.vessels:
        if claims := claims_of(vessel.description):
            promises = check.broken(check.promises_of(vessel, claims, look.role(vessel)))
            found += (
                promise for promise in promises if not (_is_tale(promise) or _is_left_open(promise))
            )
    return found


def as_in_stock(occurrence: Occurrence, promises: Sequence[Promise]) -> Occurrence:
    """What is found in a text, a notice where the game's own file says and has the same."""
    text = promises[0].vessel.description.encode(errors="surrogatepass")
    has = _OF_THE_GAME.get(hashlib.sha256(text).hexdigest()[:12])
    is_stocks = [promise.has for promise in promises] == [has]
    return replace(occurrence, severity=Severity.NOTICE) if is_stocks else occurrence


def _is_tale(promise: Promise) -> bool:
    return promise.thing is Thing.BEAMS and promise.said_number > MOST_BEAMS


def _is_left_open(promise: Promise) -> bool:
    """Whether the ship names no bombers, so that any of its bays or craft may be some."""
    return promise.thing is Thing.BOMBERS and not promise.has


def occurrences(look: Look, *things: Thing, is_flown: bool, what: str) -> Iterator[Occurrence]:
    """One for each broken promise with a deviation that many share, else for each vessel.

    `what` names the data in the advice: `correct the text or the stores`.
    """
    every = list(broken(look, *things, is_flown=is_flown))
    signs = Counter(sign for one in every for sign in _signs(one))
    single: dict[Element, list[Promise]] = {}
    for promise in every:
        sign = max(_signs(promise), key=lambda sign: signs[sign], default=None)
        if sign is not None and signs[sign] >= MANY:
            yield _occurrence(look, [promise], what, sign)
        else:
            single.setdefault(promise.vessel.element, []).append(promise)
    for of_vessel in single.values():
        yield _occurrence(look, of_vessel, what, None)


def _signs(promise: Promise) -> "Iterator[_Sign]":
    from fractions import Fraction

    if promise.said_number and promise.has:
        yield promise.thing, "times", Fraction(promise.has) / promise.said_number
    yield promise.thing, "more", Fraction(promise.has - promise.said_number)


def _occurrence(look: Look, promises: list[Promise], what: str, sign: "_Sign | None") -> Occurrence:
    vessel = promises[0].vessel

    def said(alike: Sequence[Occurrence]) -> str:
        if sign is None or len(alike) == 1:
            return _said_of_one(promises, what)
        return _said_of_many(sign, promises[0], len(alike), what)

    items = [item.element for promise in promises for item in promise.items]
    occurrence = in_text(
        look,
        vessel,
        said,
        span_of(promises[0].claims),
        items=items,
        kind=None if sign is None else (sign[0].name, *sign[1:]),
        value=tuple((promise.thing.name, promise.said_number, promise.has) for promise in promises),
        also=items if sign is None else (),
    )
    return occurrence if sign is not None else as_in_stock(occurrence, promises)


def span_of(claims: Sequence[Claim]) -> Span | None:
    """Where a text makes the first of some claims."""
    if not claims:
        return None
    span = claims[0].span
    return Span(span.start, max(span.end, span.start + len(claims[0].words)))


def in_text(
    look: Look,
    vessel: Vessel,
    message: str | Sentence,
    part: Span | None,
    *,
    items: Sequence[Element] = (),
    **known: Any,
) -> Occurrence:
    """In the text of a vessel, pointing at a part of it, beside the data that it contradicts."""
    text, beside = vessel.long_description, items[0] if items else None
    assert text is not None
    return look.element(text.element, message, attribute="text", part=part, beside=beside, **known)


def _said_of_one(promises: list[Promise], what: str) -> str:
    said = listed([promise.words for promise in promises], most=len(promises))
    has = listed([str(promise.has or "none") for promise in promises], most=len(promises))
    return (
        f"{promises[0].vessel.shown_name}: the text promises {said}, the vessel has {has}; "
        f"correct the text or the {what}"
    )


def _said_of_many(sign: "_Sign", first: Promise, count: int, what: str) -> str:
    _, how, amount = sign
    if how == "times":
        deviation = f"{float(amount):.3g} times the {first.thing.plural} that their texts promise"
    else:
        difference = f"{abs(int(amount))} {'more' if amount > 0 else 'fewer'}"
        deviation = f"{difference} {first.thing.plural} than their texts promise"
    return (
        f"{first.vessel.shown_name} and {count - 1} more: they have {deviation} "
        f"(here {first.words} in the text, {first.has} on board); "
        f"correct the texts or the {what}"
    )
