"""Descriptions that a patch makes false, and their numbers written anew.

One decision: a text is held against the patch only for what it said rightly before. A number is
written anew only where it is one number of one kind, and the noun behind it with it where that
would be wrong (`2 nukes`, `1 nuke`); sums, ranges and what is no more are reported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from artemis_modkit.descriptions import promises as look
from artemis_modkit.descriptions.claims import Claim, claims_of
from artemis_modkit.descriptions.promises import Look, Number, Pledge
from artemis_modkit.model.numbers import shortest
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.source import Edit, Location, Span
from artemis_modkit.patcher.spoken_of import texts_at_risk

_OF_ALL = (
    look.shields, look.beams, look.drones, look.stores, look.bombers, look.craft, look.unarmed,
)  # fmt: skip
_FLOWN: tuple[Look, ...] = (*_OF_ALL, look.tubes)
_OF_THE_COMPUTER: tuple[Look, ...] = (*_OF_ALL, look.launchers)

_COUNTING = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_NUMBERS = _COUNTING.split()
_WITHOUT_PLURAL = frozenset({"homing", "nuclear", "pshock", "plasmashock", "pshk"})
"""Words for torpedoes that are the same for one and for several, as are short forms (`EMP`)."""
_LONGEST_SHORT_FORM = 3
_WORD_BEFORE = re.compile(r"[\w'’-]+[ :=(]*$")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class StaleText:
    """A promise of a description that was kept before a patch and is not kept after it.

    `vessel` is that of the patched file, `words` are those of the promise; `location` is the
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
    """The edits of the patched document's text that write the numbers anew, and nothing else."""
    return [edit for one in stale for edit in one.edits]


def stale_texts(before: VesselData, after: VesselData) -> Iterator[StaleText]:
    """The promises that a change of a file broke, in the order of the changed file.

    The texts are those of `after`; what they promise is held against the vessels of both.
    """
    roles = roles_of(after.races)
    for old, new in texts_at_risk(before, after):
        text = new.long_description and new.long_description.text
        if claims := claims_of(text or ""):
            looks = _FLOWN if roles.of(new).is_flown else _OF_THE_COMPUTER
            yield from _of_vessel(old, new, claims, looks)


def _of_vessel(
    old: Vessel, new: Vessel, claims: tuple[Claim, ...], looks: Iterable[Look]
) -> Iterator[StaleText]:
    found: dict[Span, _Broken] = {}
    for one in looks:
        earlier = {(pledge.what, pledge.claims): pledge for pledge in one(old, claims)}
        for pledge in one(new, claims):
            was = earlier.get((pledge.what, pledge.claims))
            if was is not None and was.is_kept and not pledge.is_kept:
                for broken in _broken(was, pledge):
                    found.setdefault(broken.claim.span, broken)
    if found:
        yield from _placed(new, [found[span] for span in sorted(found)])


# What became of a promise --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Broken:
    """A promise at its first place in a text; `has` is `None` where more than one may be meant."""

    claim: Claim
    words: str
    pledge: Pledge
    has: Number | None
    is_plain: bool


def _broken(was: Pledge, now: Pledge) -> Iterator[_Broken]:
    """Every place of a single number; of several that add up, the first."""
    claims, has = now.claims, _meant(was, now)
    if len({claim.number for claim in claims}) == 1 and (
        len(claims) == 1 or claims[0].munition is not None
    ):
        is_plain = was.said.least == was.said.most or len(claims) > 1
        for claim in claims:
            yield _Broken(claim, claim.words, now, has, is_plain)
    else:
        yield _Broken(claims[0], ", ".join(_summands(claims)), now, has, is_plain=False)


def _summands(claims: Iterable[Claim]) -> Iterator[str]:
    """The words of claims; those that stand among the words of another one only once."""
    done = 0
    for claim in claims:
        end = claim.span.start + len(claim.words)
        if end > done:
            yield claim.words
        done = max(done, end)


def _meant(was: Pledge, now: Pledge) -> Number | None:
    """What the vessel has now of what was meant; `None` where that may be one of two numbers."""
    counts = {one.way: one.number for one in now.counts}
    numbers = {counts[way] for way in was.keeping if way in counts}
    return numbers.pop() if len(numbers) == 1 else None


def _placed(vessel: Vessel, broken: Iterable[_Broken]) -> Iterator[StaleText]:
    document, description = vessel.document, vessel.long_description
    assert description is not None
    origin = document.value_origin(description.element, "text")
    if origin is None or description.text is None:
        return
    for one in broken:
        start, end = one.claim.span.start, one.claim.span.end
        location = document.location(origin.original(start))
        has = one.pledge.amount(one.pledge.has if one.has is None else one.has)
        number = _rewritten(one, description.text[start:end])
        words = one.words if not one.words.isdigit() else _with_noun(description.text, start, end)
        changed = [] if number is None else [(start, end, number), *_noun(one.claim, number)]
        edits = tuple(
            Edit(Span(origin.original(at), origin.original(to)), text) for at, to, text in changed
        )
        yield StaleText(vessel, words, location, has, number, edits)


def _with_noun(text: str, start: int, end: int) -> str:
    """A number with the word before it that says what it counts: `Fighters 4`."""
    before = _WORD_BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    return f"{before[0] if before else ''}{text[start:end]}"


def _rewritten(broken: _Broken, written: str) -> str | None:
    """The number for a text, as a word where it was one."""
    claim, has = broken.claim, broken.has
    if not has or claim.number is None or claim.has_parts or not broken.is_plain:
        return None
    if not written.isdigit() and written.lower() not in _NUMBERS:
        return None
    if written.isdigit() or not isinstance(has, int) or has >= len(_NUMBERS):
        return shortest(Decimal(str(has)))
    word = _NUMBERS[has]
    return word.upper() if written.isupper() else word.title() if written.istitle() else word


def _noun(claim: Claim, number: str) -> Iterator[tuple[int, int, str]]:
    """The ending to change of the noun behind a number: none to `1 beams` and `2 beam`."""
    noun = claim.words.split()[-1]
    end = claim.span.start + len(claim.words)
    is_one = number.lower() in ("1", "one")
    if (claim.number == 1) is is_one or not noun.isalpha():
        return
    small = noun.lower()
    if is_one and small.endswith("s"):
        yield end - (2 if small.endswith("oes") else 1), end, ""
    elif not is_one and not small.endswith("s") and not _has_no_plural(small):
        ending = "es" if small.endswith("o") else "s"
        yield end, end, ending.upper() if noun.isupper() else ending


def _has_no_plural(noun: str) -> bool:
    return len(noun) <= _LONGEST_SHORT_FORM or noun in _WITHOUT_PLURAL
