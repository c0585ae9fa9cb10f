"""Descriptions that a change makes false, and their numbers written anew.

A text is held against the change only for what it said rightly before. A number is written anew
only where it is one number of one thing, and the noun behind it with it where that would be wrong
(`2 nukes`, `1 nuke`); sums, ranges and what is no more are reported.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from artemis_modkit.descriptions.check import Amount, Promise, promises_of
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.spoken_of import texts_at_risk
from artemis_modkit.descriptions.words import (
    LONGEST_SHORT_FORM,
    NUMBER_WORDS,
    WITHOUT_PLURAL,
    plural,
    singular,
)
from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import shortest
from artemis_modkit.model.roles import Roles
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.source import Edit, Location, Span

_WORD_BEFORE = pattern(r"[\w'’-]+[ :=(]*$")
_LONGEST_WORD = 40


class StaleText(Struct, frozen=True):
    """A promise of a description that was kept before a change and is not kept after it.

    `vessel` is that of the changed file, `words` are those of the promise; `location` is the
    place of its number in the file. `has` is what the vessel has now, in words. `number` is what
    to write for the old one, `None` where nobody can say how the sentence should go on; `edits`
    of the text of the vessel's document write it, and are empty without it.
    """

    vessel: Vessel
    words: str
    location: Location
    has: str
    number: str | None
    edits: tuple[Edit, ...]

    @property
    def message(self) -> str:
        """What is wrong, and what would be right, in a sentence."""
        advice = "write the sentence anew" if self.number is None else f"write {self.number}"
        return (
            f"{self.vessel.shown_name}: the text says '{self.words}', the vessel now has "
            f"{self.has}; {advice}"
        )


def text_edits(stale: Iterable[StaleText]) -> list[Edit]:
    """The edits of the changed document's text that write the numbers anew, and nothing else."""
    return [edit for text in stale for edit in text.edits]


def stale_texts(
    pairs: Iterable[tuple[Vessel | None, Vessel | None]], roles: Roles
) -> Iterator[StaleText]:
    """The promises that a change broke, of vessels after and before it, in their order.

    The texts are those after it; what they promise is held against the vessels of both. `roles`
    are those after it, too; a vessel without a partner (`None`) has no broken promise.
    """
    for new, old in texts_at_risk(pairs):
        if claims := claims_of(new.description):
            earlier, now = (promises_of(vessel, claims, roles.of(new)) for vessel in (old, new))
            yield from _of_vessel(new, earlier, now)


def _of_vessel(
    vessel: Vessel, earlier: Iterable[Promise], now: Iterable[Promise]
) -> Iterator[StaleText]:
    kept = {(one.thing, one.claims): one for one in earlier}
    found: dict[Span, _Stale] = {}
    for promise in now:
        was = kept.get((promise.thing, promise.claims))
        if was is not None and was.is_kept and not promise.is_kept:
            has = _meant(was, promise)
            shown = promise.thing.named(promise.has if has is None else has)
            for claim, words, is_plain in _places(promise):
                number = _rewritten(claim, has, vessel.description) if is_plain else None
                found.setdefault(claim.span, (claim, words, shown, number))
    if found:
        yield from _placed(vessel, [found[span] for span in sorted(found)])


def _meant(was: Promise, now: Promise) -> Amount | None:
    """What the vessel has now of what was meant; `None` where that may be one of two numbers."""
    numbers = {now.ways[way] for way in was.keeping if way in now.ways}
    return numbers.pop() if len(numbers) == 1 else None


def _places(promise: Promise) -> Iterator[tuple[Claim, str, bool]]:
    """Every place of a single number, with its words; of several that add up, the first.

    Whether a place is a plain number comes with it.
    """
    claims = promise.claims
    is_one = len({claim.number for claim in claims}) == 1 and (
        len(claims) == 1 or claims[0].thing.munition is not None
    )
    if is_one:
        (least, most), *_ = promise.ranges
        is_plain = least == most or len(claims) > 1
        yield from ((claim, claim.words, is_plain) for claim in claims)
    else:
        yield claims[0], ", ".join(_summands(claims)), False


def _summands(claims: Iterable[Claim]) -> Iterator[str]:
    """The words of claims; those that stand among the words of another one only once."""
    done = 0
    for claim in claims:
        end = claim.span.start + len(claim.words)
        if end > done:
            yield claim.words
        done = max(done, end)


_Stale = tuple[Claim, str, str, str | None]
"""A place that is false: what it says, in words; what the vessel has; the number to write."""


def _placed(vessel: Vessel, found: Iterable[_Stale]) -> Iterator[StaleText]:
    assert vessel.long_description is not None
    origin = vessel.document.value_origin(vessel.long_description.element, "text")
    if origin is None:
        return
    for claim, words, has, number in found:
        start, end = claim.span.start, claim.span.end
        if words.isdigit():
            before = _WORD_BEFORE.search(vessel.description, start - _LONGEST_WORD, start)
            words = f"{before[0] if before else ''}{words}"
        changed = [] if number is None else [(start, end, number), *_noun(claim, number)]
        edits = tuple(
            Edit(Span(origin.original(at), origin.original(to)), new) for at, to, new in changed
        )
        location = vessel.document.location(origin.original(start))
        yield StaleText(vessel, words, location, has, number, edits)


def _rewritten(claim: Claim, has: Amount | None, text: str) -> str | None:
    """The number for a text, as a word where it was one."""
    written = text[claim.span.start : claim.span.end]
    is_figure = written.isdigit()
    if not has or claim.number is None or claim.has_parts:
        return None
    if not is_figure and written.lower() not in NUMBER_WORDS:
        return None
    if is_figure or not isinstance(has, int) or has >= len(NUMBER_WORDS):
        return shortest(Decimal(str(has)))
    word = NUMBER_WORDS[has]
    return word.upper() if written.isupper() else word.title() if written.istitle() else word


def _noun(claim: Claim, number: str) -> Iterator[tuple[int, int, str]]:
    """The ending to change of the noun behind a number: none to `1 beams` and `2 beam`."""
    noun = claim.words.split()[-1]
    small, is_one = noun.lower(), number.lower() in ("1", "one")
    if (claim.number == 1) is is_one or not noun.isalpha() or is_one is not small.endswith("s"):
        return
    if is_one:
        new = singular(noun)
    elif len(small) <= LONGEST_SHORT_FORM or small in WITHOUT_PLURAL:
        return
    else:
        new = plural(noun.lower() if noun.isupper() else noun)
        new = new.upper() if noun.isupper() else new
    end = claim.span.start + len(claim.words)
    yield end - len(noun), end, new
