"""What a description promises in numbers: so many beams, tubes, torpedoes of each kind, craft.

A sentence is read from left to right: a number waits for the noun it counts. A claim is a range:
`2 beams` is exactly 2, `a beam` at least 1, `triple beam` 1 to 3, and weapons that are named
without a number, or by a name that is not known, leave the sum of all open. What cannot be read
for certain widens a range and never narrows it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.descriptions import words as known
from artemis_modkit.descriptions.figures import sides
from artemis_modkit.descriptions.sentences import Piece, sentences
from artemis_modkit.descriptions.words import ARMS, CRAFT, SHIELDS, WEAPONS, Noun, Thing
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Span

_TEXTS_KEPT = 1024
"""Texts whose claims are kept, because several rules read the same ones."""
_LOOK_AHEAD = 3
_ARMS = (Thing.LAUNCHERS, *ARMS)
_LONGEST_LIST = 12
"""Words and marks behind `3 fighter` among which its noun is looked for."""
_LEAST_ANGLE = 30
"""No ship has so many weapons of a kind: `2 360 beams` reach all round."""
_LONGEST_SHORT_FORM = 4
"""Letters of a name for a torpedo in a list of them: `NMi`, `Homs`."""
_UNARMED = pattern(
    r"(?:^|[.^;!]\s*)(?:unarmed\b|an?\s+(?:[\w'’-]+[, ]\s*){0,3}?unarmed\b)"
    r"|\b(?:is|it's|it’s|are)\s+unarmed\b",
    re.IGNORECASE,
)
_CLASS = pattern(r"\s*((?:[\w'’]+[ -]){1,4})class\b", re.IGNORECASE)


class Claim(Struct, frozen=True):
    """What a description says of one thing at one place: at least `least`, at most `most`.

    `most` is `None` without a bound. `span` is the place of the number in the text, of the first
    word where it has none. What `has_parts` is told in parts behind it: `6 beams: 4 forward
    beams and 2 aft beams`. What `is_unsure` holds only among other torpedoes: `5 Mi`. `described`
    are the words that say what the things counted are like: `forward`.
    """

    thing: Thing
    least: int
    most: int | None
    span: Span
    words: str
    has_parts: bool = False
    is_unsure: bool = False
    described: tuple[str, ...] = ()

    @property
    def number(self) -> int | None:
        """The number promised; `None` where the words leave it open."""
        return self.least if self.least == self.most else None

    @property
    def says_number(self) -> bool:
        """Whether it bounds what the vessel has."""
        return bool(self.least) or self.most is not None


@lru_cache(maxsize=_TEXTS_KEPT)
def claims_of(text: str) -> tuple[Claim, ...]:
    """Every promise of a description, in the order of the text."""
    claims = [*_class_named(text), *_unarmed(text), *_shields(text)]
    strengths = {claim.span for claim in claims if claim.thing in SHIELDS}
    speaks_of_stores = False
    for sentence in sentences(text):
        claims += (one for one in _Reading(text, sentence).read() if one.span not in strengths)
        speaks_of_stores |= any(token.small in known.STORE_WORDS for token in sentence)
    kinds = {claim.thing for claim in claims if claim.thing.munition}
    if not speaks_of_stores and len(kinds) < 2:
        claims = [claim for claim in claims if not claim.is_unsure]
    return tuple(sorted(claims, key=lambda claim: (claim.span, claim.thing.name)))


def _class_named(text: str) -> Iterator[Claim]:
    if "class" in text.casefold() and (named := _CLASS.match(text)):
        name = named[1].strip(" -")
        yield Claim(Thing.CLASS, 0, None, Span(named.start(1), named.start(1) + len(name)), name)


def _unarmed(text: str) -> Iterator[Claim]:
    if "unarmed" in text.casefold() and (said := _UNARMED.search(text)):
        start = said.end() - len("unarmed")
        yield Claim(Thing.UNARMED, 0, 0, Span(start, said.end()), said[0].strip(".^;! "))


def _shields(text: str) -> Iterator[Claim]:
    for thing, figure in zip(SHIELDS, sides(text), strict=False):
        strength = int(figure.value)
        yield Claim(thing, strength, strength, figure.span, figure.words)


class _Number(Struct):
    """A number that waits for its noun, and the words behind it so far."""

    least: int
    most: int | None
    span: Span
    before: str
    before_that: str
    is_figure: bool = False
    is_article: bool = False
    is_multiple: bool = False
    is_beside_others: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def is_described(self) -> bool:
        """Whether only adjectives follow, so that the noun may stand further on."""
        return all(
            word in known.ADJECTIVES or word in known.CRAFT_WORDS or word.endswith("ed")
            for word in self.words
        )

    @property
    def may_count_weapons(self) -> bool:
        """Whether what it counted may be weapons of a name that is not known."""
        is_told = not self.words or not known.COUNTED_ELSE.isdisjoint(self.words)
        looks = not known.DIRECTIONS.keys().isdisjoint(self.words)
        return not is_told and (self.is_figure or looks or self.least > 1)

    @property
    def is_home(self) -> bool:
        """Whether it counts what the ship is a home to."""
        return self.before == "to" and self.before_that in known.HOMES

    @property
    def may_go_on(self) -> bool:
        """Whether it may be more of what was counted: `a tube in the bow and one in the stern`."""
        is_bare = not self.is_article and known.DIRECTIONS.keys() >= set(self.words)
        return is_bare and self.before in ("", "and")

    @property
    def may_count_torpedoes(self) -> bool:
        """Whether what it counted may be a torpedo by a short form that is not known."""
        return len(self.words) == 1 and len(self.words[0]) <= _LONGEST_SHORT_FORM

    @property
    def counts_own_craft(self) -> bool:
        """Whether craft that it counts are those that the ship carries, not some that it meets."""
        if self.is_article or self.is_beside_others:
            return False
        if self.before == "of":
            return self.before_that in ("complement", "compliment")
        if self.is_home:
            return True
        return not self.before or self.before in known.BEFORE_CRAFT


class _Reading:
    """One sentence read from left to right.

    Of the numbers that wait, all but the last are of a list: `3 focused, 2 forward beams`.
    """

    def __init__(self, text: str, tokens: list[Piece]) -> None:
        self._text = text
        self._tokens = tokens
        self._is_doubtful = any(token.small in known.NOT_OF_NOW for token in tokens)
        self._waiting: list[_Number] = []
        self._told_in_parts: frozenset[Thing] = frozenset()
        self._has_craft_of_others = False
        self._claims: list[Claim] = []

    def read(self) -> list[Claim]:
        """The claims of the sentence."""
        at = 0
        while at < len(self._tokens):
            noun = self._noun(at)
            if noun is None:
                self._pass(at)
                at += 1
            else:
                at = self._count(noun, at)
        self._drop()
        if not any(claim.thing.munition for claim in self._claims):
            self._claims = [
                one for one in self._claims if one.thing is not Thing.TORPEDOES or one.says_number
            ]
        return self._claims

    def _small(self, at: int) -> str:
        return self._tokens[at].small if 0 <= at < len(self._tokens) else ""

    def _noun(self, at: int) -> Noun | None:
        run = [token.text if token.small else "" for token in self._tokens[at : at + _LOOK_AHEAD]]
        if not run[0]:
            return None
        before = self._small(at - 1)
        if before in known.NUMBERS or before in known.MULTIPLES:
            before = ""
        noun = known.noun_in([*run, "", ""][:_LOOK_AHEAD], before)
        if noun is None or ">" in self._tokens[at + noun.length - 1].hyphens:
            return None
        if noun.thing in CRAFT and not noun.is_plural and self._waiting:
            behind = {self._small(later) for later in range(at + 1, at + 1 + _LONGEST_LIST)}
            if self._waiting[-1].least > 1 and not behind.isdisjoint(known.SQUADRON_WORDS):
                return None  # "3 fighter + 1 scout squadrons"
        return noun

    def _pass(self, at: int) -> None:
        """Read a word, number or mark that begins no noun."""
        token, last = self._tokens[at], self._waiting[-1] if self._waiting else None
        number = self._number(at)
        if number is not None:
            self._begin(number)
        elif token.kind == "separator":
            if token.text in ":()":
                self._take_apart(is_begun=token.text != ")")
            if last and (not last.is_described or token.text in ":()="):
                self._drop()
        elif token.small in known.MULTIPLES and last and last.most:
            last.most *= known.MULTIPLES[token.small]
        elif token.small in known.STOPS:
            is_pair = token.small == "of" and self._small(at - 1) in ("pair", "couple", "dozen")
            if token.small in known.INCLUDING:
                self._take_apart(is_begun=True)
            if not is_pair:
                self._drop()
        elif token.small and token.small != "and":
            is_kind = token.small in known.KINDS_OF_WEAPON and self._is_arm(at + 1)
            if token.small in known.WEAPON_WORDS and not is_kind:
                self._mention(Thing.OTHERS, token.span)
            if last:
                last.words.append(token.small)

    def _is_arm(self, at: int) -> bool:
        noun = self._noun(at) if at < len(self._tokens) else None
        return noun is not None and noun.thing in ARMS

    def _take_apart(self, *, is_begun: bool) -> None:
        """What was counted already is told in parts from here on, or no longer."""
        counted = {
            claim.thing for claim in self._claims if claim.least and not claim.thing.munition
        }
        self._told_in_parts = frozenset(counted if is_begun else ())

    def _number(self, at: int) -> _Number | None:
        token, before = self._tokens[at], self._small(at - 1)
        place = (token.span, before, self._small(at - 2))
        if token.kind == "number":
            is_angle = int(token.text) >= _LEAST_ANGLE and (
                self._waiting and self._waiting[-1].is_described
            )
            if before in known.NUMBERED or is_angle:
                return None
            return _Number(int(token.text), int(token.text), *place, is_figure=True)
        if token.hyphens or not token.small:
            return None
        if token.small in known.ARTICLES:
            return _Number(1, None, *place, is_article=True)
        if token.small in known.MULTIPLES and (not self._waiting or self._waiting[-1].is_article):
            return _Number(1, known.MULTIPLES[token.small], *place, is_multiple=True)
        value = known.NUMBERS.get(token.small)
        return None if value is None else self._put_together(value, at)

    def _put_together(self, value: int, at: int) -> _Number:
        """A number of one word, or of two: `two dozen`, `half a dozen`, `twenty four`."""
        token, before, before_that = self._tokens[at], self._small(at - 1), self._small(at - 2)
        last = self._waiting[-1] if self._waiting else None
        if token.small == "dozen" and "half" in (before, before_that if before == "a" else ""):
            value //= 2
        elif last and not last.words and not last.is_article and last.least == last.most:
            is_sum = before in known.TENS and value < known.TENS["twenty"] // 2
            if is_sum or token.small == "dozen":
                value = last.least + value if is_sum else last.least * value
                self._waiting.pop()
                return _Number(value, value, last.span, last.before, last.before_that)
        return _Number(value, value, token.span, before, before_that)

    def _begin(self, number: _Number) -> None:
        last = self._waiting[-1] if self._waiting else None
        if last and last.is_article:
            number.before, number.before_that = last.before, last.before_that
        if last and (last.is_article or not last.words or not last.is_described):
            self._open(self._waiting.pop())
        self._waiting.append(number)

    def _drop(self) -> None:
        """Numbers that found no known noun may have counted weapons of other names."""
        for number in self._waiting:
            self._open(number)
        self._waiting = []

    def _open(self, number: _Number) -> None:
        if self._claims and self._claims[-1].least and number.may_go_on:
            last = self._claims[-1]
            words = self._text[number.span.start : number.span.end]
            self._claims.append(Claim(last.thing, 0, number.most, number.span, words))
        if number.may_count_weapons:
            self._mention(Thing.OTHERS, number.span)
            if number.may_count_torpedoes:
                self._mention(Thing.TORPEDOES, number.span)

    def _count(self, noun: Noun, at: int) -> int:
        """Make the claims of a noun and the numbers before it; where to read on."""
        after = at + noun.length
        numbers, self._waiting = self._waiting, []
        if not numbers:
            number, after = self._number_behind(after)
            numbers = [] if number is None else [number]
        if numbers and noun.thing in CRAFT:
            numbers[-1].is_beside_others = self._has_craft_of_others and numbers[-1].before == "and"
        if numbers and not _is_own(noun, numbers[-1]):
            self._has_craft_of_others |= noun.thing in CRAFT
            return after
        if numbers and noun.thing in WEAPONS:
            is_some = numbers[-1].is_article and noun.thing in _ARMS
            numbers = [] if is_some or numbers[-1].least >= _LEAST_ANGLE else numbers
        end = self._tokens[at + noun.length - 1].span.end
        if not numbers or noun.thing is Thing.OTHERS:
            if noun.thing in (*WEAPONS, Thing.OTHERS):
                self._mention(noun.thing, self._tokens[at].span, end)
            return after
        if noun.thing not in (*WEAPONS, Thing.SQUADRONS):
            for number in numbers[:-1]:
                self._open(number)
            numbers = numbers[-1:]
        behind = [self._small(after)] if self._small(after) in known.FACING_BEHIND else []
        for number in numbers:
            words = self._text[number.span.start : max(end, number.span.end)]
            bounds = self._bounds(number, noun.is_plural, after)
            is_unsure = noun.is_unsure and noun.thing is not Thing.SQUADRONS
            described = tuple(number.words + behind)
            self._claim(Claim(noun.thing, *bounds, number.span, words, False, is_unsure, described))
        return after

    def _number_behind(self, at: int) -> tuple[_Number | None, int]:
        """The number of `Tubes: 2` or `Fighters 4`, with where to read on."""
        start = at
        while at < len(self._tokens) and self._tokens[at].text in (":", "=", "("):
            at += 1
        if at >= len(self._tokens) or self._tokens[at].kind != "number":
            return None, start
        is_last = at + 1 == len(self._tokens) or self._tokens[at + 1].kind == "separator"
        if not is_last and self._noun(at + 1) is None:
            return None, start
        value = int(self._tokens[at].text)
        return _Number(value, value, self._tokens[at].span, "and", ""), at + 1

    def _bounds(self, number: _Number, is_plural: bool, after: int) -> tuple[int, int | None]:
        is_zero_of_some = number.most == 0 and bool(number.words)
        following = {self._small(at) for at in range(after, after + _LOOK_AHEAD)}
        is_open = (
            (number.before in known.ROUGHLY and not number.is_home)
            or number.before in known.OF_OTHERS
            or self._small(after) in known.COMPARED
            or not known.OUT_OF_USE.isdisjoint(following.union(number.words))
            or not known.COMPARED.isdisjoint(number.words)
        )
        if self._is_doubtful or is_zero_of_some or is_open:
            return 0, None
        behind = self._small(after) or self._small(after + 1)
        if not known.LINKED.isdisjoint((*number.words, behind)):
            return min(1, number.least), number.most
        is_at_least = (number.is_multiple and is_plural) or not known.EACH.isdisjoint(following)
        if (other := self._corrected_behind(after)) is not None and number.most is not None:
            return min(number.least, other), max(number.most, other)
        return number.least, None if is_at_least else number.most

    def _corrected_behind(self, at: int) -> int | None:
        """The other number of `15 torpedo tubes (8 modelled)`, `12 lasers (6 per side)`."""
        mark, other = (self._tokens[one : one + 1] for one in (at, at + 1))
        is_other = mark and mark[0].text == "(" and other and other[0].kind == "number"
        is_counted = at + 2 < len(self._tokens) and self._noun(at + 2) is not None
        number = int(other[0].text) if is_other and not is_counted else _LEAST_ANGLE
        return number if number < _LEAST_ANGLE else None

    def _mention(self, thing: Thing, place: Span, end: int | None = None) -> None:
        """Something is spoken of without a number that bounds it."""
        self._claim(Claim(thing, 0, None, place, self._text[place.start : end or place.end]))

    def _claim(self, claim: Claim) -> None:
        if claim.thing in self._told_in_parts:
            self._claims = [
                replace(one, has_parts=True) if one.thing is claim.thing else one
                for one in self._claims
            ]
        else:
            self._claims.append(claim)


def _is_own(noun: Noun, number: _Number) -> bool:
    """Whether what is counted may be the ship's own craft or weapons."""
    if noun.thing is Thing.SQUADRONS and noun.is_unsure and number.before not in known.CARRYING:
        return False
    if noun.thing in (*CRAFT, Thing.SQUADRONS):
        return number.counts_own_craft
    return noun.thing not in _ARMS or known.PEACEFUL.isdisjoint(number.words)
