"""Sentences of descriptions, read from left to right: a number waits for the noun it counts.

One decision: a number that meets a word which ends its phrase before any known noun counts
something else; if that may be a weapon of a name that is not known, it says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from artemis_modkit.descriptions import claim_words as words_of
from artemis_modkit.descriptions.claim_words import CRAFT, Noun, Promise, noun_in
from artemis_modkit.model.munitions import Munition
from artemis_modkit.parsers.source import Span

_TOKEN = re.compile(
    r"""(?P<word>(?:[A-Za-z]\.){2,})
    |(?P<stop>\\n|/n(?![a-z])|[\^;!?]|\.(?!\d))
    |(?P<figure>\d*[.]\d+%?|\d+(?:,\d+)+|\d+\ ?%(?:\ ?/\ ?\d+)?|\d+\ ?[-–/]\ ?\d+|\d+-(?=\w)|\d{4,})
    |(?P<number>\d{1,3})(?:\ ?[xX]\b)?(?!\w)
    |(?P<plain>[\w'’]+)
    |(?P<separator>[,/&+():=]|(?<=\s)[-–—](?=\s))""",
    re.VERBOSE,
)
_LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A promise of a description: at least `least`, at most `most` (`None`: no bound).

    `span` is the place of the number in the text, of all its `words` where it has none.
    `munition` is the kind of torpedo, `None` for all that are no torpedoes. What `has_parts` is
    told in parts behind it: `6 beams: 4 forward beams and 2 aft beams`.
    """

    what: Promise
    least: int
    most: int | None
    span: Span
    words: str
    munition: Munition | None = None
    has_parts: bool = False

    @property
    def number(self) -> int | None:
        """The number promised; `None` where the words leave it open."""
        return self.least if self.least == self.most else None


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `small` is a word in small letters, "" for what is none.

    `kind` is its group in the pattern, `hyphens` say on which sides one stands: `<`, `>`.
    """

    kind: str
    text: str
    small: str
    span: Span
    hyphens: str


def sentences(text: str) -> Iterator[list[Token]]:
    """The sentences and lines of a text as words, numbers and marks."""
    sentence: list[Token] = []
    for one in _TOKEN.finditer(text):
        kind = one.lastgroup or ""
        if kind == "stop":
            yield sentence
            sentence = []
            continue
        span = Span(*one.span(kind))
        before = "<" if text[span.start - 1 : span.start] == "-" else ""
        behind = ">" if text[span.end : span.end + 1] == "-" else ""
        small = one[kind].lower() if kind in ("word", "plain") else ""
        sentence.append(Token(kind, one[kind], small, span, before + behind))
    yield sentence


@dataclass(slots=True)
class _Number:
    """A number that waits for its noun, and the words behind it so far."""

    least: int
    most: int | None
    span: Span
    before: str
    before_that: str
    is_figure: bool = False
    is_article: bool = False
    is_multiple: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def is_described(self) -> bool:
        """Whether only adjectives follow, so that the noun may stand further on."""
        return all(one in words_of.ADJECTIVES or one.endswith("ed") for one in self.words)

    @property
    def may_count_weapons(self) -> bool:
        """Whether what it counted may be weapons of a name that is not known."""
        is_known = not self.words or not words_of.COUNTED_ELSE.isdisjoint(self.words)
        return not is_known and (self.is_figure or self.least > 1)


class Reading:
    """One sentence read from left to right."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._is_doubtful = any(one.small in words_of.NOT_OF_NOW for one in tokens)
        self._waiting: _Number | None = None
        self._held: list[_Number] = []
        self._taken_apart: frozenset[Promise] = frozenset()
        self.claims: list[Claim] = []
        self.weak: list[Claim] = []

    def read(self) -> None:
        """Fill `claims`, and `weak` with those that hold only among other torpedoes."""
        at = 0
        while at < len(self._tokens):
            noun = self._noun(at)
            if noun is not None:
                at = self._take(noun, at)
            else:
                self._pass(at)
                at += 1
        self._drop()

    def _small(self, at: int) -> str:
        return self._tokens[at].small if 0 <= at < len(self._tokens) else ""

    def _noun(self, at: int) -> Noun | None:
        run = [one.text if one.small else "" for one in self._tokens[at : at + _LOOK_AHEAD]]
        if not run[0]:
            return None
        before = self._small(at - 1)
        if before in words_of.NUMBERS or before in words_of.MULTIPLES:
            before = ""
        noun = noun_in([*run, "", ""][:_LOOK_AHEAD], before)
        if noun is None or ">" in self._tokens[at + noun.length - 1].hyphens:
            return None
        return noun

    def _pass(self, at: int) -> None:
        token = self._tokens[at]
        number = self._number(at)
        if number is not None:
            self._begin(number)
        elif token.kind == "separator":
            if token.text in ":()":
                self._take_apart(is_begun=token.text != ")")
            if self._waiting and (not self._waiting.is_described or token.text in ":()="):
                self._drop()
        elif token.small in words_of.MULTIPLES and self._waiting and self._waiting.most:
            self._waiting.most *= words_of.MULTIPLES[token.small]
        elif token.small in words_of.STOPS:
            is_pair = token.small == "of" and self._small(at - 1) in ("pair", "couple", "dozen")
            if token.small in words_of.INCLUDING:
                self._take_apart(is_begun=True)
            if not is_pair:
                self._drop()
        elif token.small and token.small != "and":
            if token.small in words_of.WEAPON_WORDS:
                self._add(Promise.WEAPONS, 0, None, token.span, token.span.end)
            if self._waiting:
                self._waiting.words.append(token.small)

    def _take_apart(self, *, is_begun: bool) -> None:
        """What was counted already is given in parts from here on, or no longer."""
        counted = {one.what for one in self.claims if one.least and one.munition is None}
        self._taken_apart = frozenset(counted if is_begun else ())

    def _number(self, at: int) -> _Number | None:
        token, before = self._tokens[at], self._small(at - 1)
        two = (before, self._small(at - 2))
        if token.kind == "number":
            if before in words_of.NUMBERED:
                return None
            value = int(token.text)
            return _Number(value, value, token.span, *two, is_figure=True)
        if token.hyphens or not token.small:
            return None
        if token.small in words_of.ARTICLES:
            return _Number(1, None, token.span, *two, is_article=True)
        if token.small in words_of.MULTIPLES and (
            self._waiting is None or self._waiting.is_article
        ):
            most = words_of.MULTIPLES[token.small]
            return _Number(1, most, token.span, *two, is_multiple=True)
        value = words_of.NUMBERS.get(token.small, -1)
        return None if value < 0 else _Number(value, value, token.span, *two)

    def _begin(self, number: _Number) -> None:
        waiting = self._waiting
        self._waiting = number
        if waiting is None:
            return
        if waiting.is_article:
            number.before, number.before_that = waiting.before, waiting.before_that
            return
        if waiting.words and waiting.is_described:
            self._held.append(waiting)
        elif waiting.may_count_weapons:
            self._open(waiting)

    def _drop(self) -> None:
        waiting = [*self._held, *([self._waiting] if self._waiting else [])]
        self._waiting, self._held = None, []
        for one in waiting:
            if one.may_count_weapons:
                self._open(one)

    def _open(self, number: _Number) -> None:
        self._add(Promise.WEAPONS, 0, None, number.span, number.span.end)

    def _take(self, noun: Noun, at: int) -> int:
        """Make the promise of a noun; where to read on."""
        what = noun.what
        after = at + noun.length
        end = self._tokens[after - 1].span.end
        number, held = self._waiting, self._held
        self._waiting, self._held = None, []
        if number is None:
            number, after = self._number_behind(after)
        if what in CRAFT and number and not self._is_own_craft(number):
            return after
        if number is None or what is Promise.WEAPONS:
            if what in (Promise.BEAMS, Promise.TUBES, Promise.DRONES, Promise.WEAPONS):
                self._add(what, 0, None, self._tokens[at].span, end)
            return after
        counted = [*held, number] if what in (Promise.BEAMS, Promise.TUBES) else [number]
        if len(counted) <= len(held):
            for one in held:
                self._open(one)
        for one in counted:
            least, most = self._bounds(one, noun.is_plural, after)
            self._add(what, least, most, one.span, max(end, one.span.end), noun)
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
        if self._is_doubtful or is_zero_of_some or number.before in words_of.ROUGHLY:
            return 0, None
        following = {self._small(at) for at in range(after, after + _LOOK_AHEAD)}
        is_open = (number.is_multiple and is_plural) or not words_of.EACH.isdisjoint(following)
        return number.least, None if is_open else number.most

    def _is_own_craft(self, number: _Number) -> bool:
        """Whether craft are counted as those that the ship carries, not as some it meets."""
        if number.is_article:
            return False
        if number.before == "of":
            return number.before_that in ("complement", "compliment")
        return not number.before or number.before in words_of.BEFORE_CRAFT

    def _add(
        self,
        what: Promise,
        least: int,
        most: int | None,
        span: Span,
        end: int,
        noun: Noun | None = None,
    ) -> None:
        if what in self._taken_apart:
            self.claims = [
                replace(one, has_parts=True) if one.what is what else one for one in self.claims
            ]
            return
        words = self._text[span.start : end]
        claim = Claim(what, least, most, span, words, noun.munition if noun else None)
        (self.weak if noun and noun.is_weak else self.claims).append(claim)
