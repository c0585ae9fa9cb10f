"""Strengths, speeds and ranges that a description gives in figures: `Shields 80 front, 60 rear`.

A figure is read only where its words name what it measures and nothing else can be meant: no
percentage, no speed of warp or of turning, no range of sensors. English, and what German and French
mods write in their place.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Span

_TEXTS_KEPT = 1024
_ROUNDING = 1e-9
"""By how much sums of binary fractions may be off."""


class Measure(Enum):
    """What a figure measures; the value is the word for it in messages."""

    FRONT = "front shield"
    BACK = "rear shield"
    SHIELD = "shield"
    SPEED = "top speed"
    RANGE = "range"


class Quantity(Struct, frozen=True):
    """A figure of a text: what it measures, its value, and its place with the words around it."""

    measure: Measure
    value: float
    decimals: int
    span: Span
    words: str

    def fits(self, value: float) -> bool:
        """Whether it says a value, as exactly as it is written."""
        return abs(value - self.value) <= 0.5 / 10.0**self.decimals + _ROUNDING


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FRONT = "(?:front|forward|foreward|fore|ahead|bow|vorn|vorne|avant)"
_BACK = "(?:rear|back|aft|stern|hinten|arri[eè]re)"
_SHIELD = "(?:shields?|schilde?|boucliers?)"
_END = r"(?![\w/%]| ?%|[.,]\d|[- ](?:percent|times|generators?|nodes?|emitters?)\b)"
_STRENGTH = r"(\d{1,5})"
_LABEL = "[ ]?(?:[:=]|of|at|is|are)?[ ]?"
_BETWEEN = "[ ]?(?:[,/&;]|and|but|und|et|,? and)?[ ]?"
_IN = "[ ]?(?:in |at |to )?(?:the )?"

_SIDES = pattern(
    rf"\b{_SHIELD}\b(?: ?\[[\w ]*\])?{_LABEL}(?:"
    rf"{_FRONT}{_LABEL}{_STRENGTH}{_BETWEEN}{_BACK}{_LABEL}{_STRENGTH}{_END}"
    rf"|[^\d.;^]{{0,24}}?{_STRENGTH}{_IN}{_FRONT}{_BETWEEN}{_STRENGTH}{_IN}{_BACK}(?!\w)"
    rf"|{_STRENGTH} ?/ ?{_STRENGTH}{_END}(?! ?/))",
    re.IGNORECASE,
)
"""Both sides: `Shields Front 80 Rear 60`, `shields are rated 80 forward and 60 aft`, `80/60`."""

_NO_BACK = pattern(
    rf"\b(?:no|without(?: an?y?)?|kein(?:en?)?|ohne) (?:{_BACK} |heck){_SHIELD}"
    rf"|\bpas de bouclier {_BACK}",
    re.IGNORECASE,
)
_NONE = pattern(
    rf"\b(?:no|without(?: an?y?)?|keine?n?|ohne|pas de|sans) {_SHIELD}\b(?! \w)|\bunshielded\b",
    re.IGNORECASE,
)

_VALUE = r"(?P<value>\d{1,5})"
_ONE_SIDE = rf"[- ]?{_SHIELD}{_LABEL}{_VALUE}{_END}"
_WHOLE = r"(?P<value>\d{2,5})(?![.,]\d)"
_SPEED = (
    r"(?P<before>\b[\w'’]+ )?\b(?:speed|vitesse|fahrt|geschwindigkeit)(?: maximale)?"
    r"[ ]?(?:[:=]|of|is|de|von)?[ ]?(?P<value>\d?[.,]\d{1,4})"
    r"(?! ?(?:%|x\b|c\b|km|times|warp|fois|mal\b|to\b|-))(?!\w|[.,]\d)"
)
_OTHER_SPEEDS = _words(
    """
    warp jump turn turning rotation rotating rotational drone drones torpedo missile reverse
    fighter fighters reduced minimum average cruise cruising bomber shuttle relative light
    """
)
"""Words before `speed` that make it another one than the top speed."""

_RANGE = (
    r"(?P<before>\b[\w'’]+ )?\b(?:range|ranges|reach|reaches|reaching|reichweite|port[eé]e)"
    r"[ ]?(?:[:=]|of|is|out to|to|von|de)?[ ]?(?P<value>\d{3,5})"
    r"(?![\w%/]| ?%|[.,]\d| ?(?:km|ly|to\b|-))"
)
_OTHER_RANGES = _words(
    "sensor sensors scan scanning scanner detection radar visual jump warp docking drone"
)


_FORMS = (
    (Measure.FRONT, rf"\b(?:{_FRONT}|bug){_ONE_SIDE}", 0, _words("")),
    (Measure.BACK, rf"\b(?:{_BACK}|heck){_ONE_SIDE}", 0, _words("")),
    (Measure.SHIELD, rf"\b{_SHIELD}{_LABEL}{_WHOLE}(?=[.,;:)^!]|$| and| et| und)", 0, _words("")),
    (Measure.SHIELD, rf"\bbouclier[^.;\d]{{0,14}}\bde {_WHOLE}(?=[.,;:)^!]|$)", 0, _words("")),
    (Measure.SPEED, _SPEED, 1e-4, _OTHER_SPEEDS),
    (Measure.RANGE, _RANGE, 100, _OTHER_RANGES),
)
"""How figures are given, each in one way: `front shield 165`, `a shield of 600`.

The value is at least so much, and certain words do not stand before it.
"""

_OF_SHIELDS = ("shield", "schild", "bouclier")
_STEMS = {
    Measure.SPEED: ("speed", "vitesse", "fahrt", "geschwindigkeit"),
    Measure.RANGE: ("range", "reach", "reichweite", "port"),
}
"""What stands in a text that speaks of such a figure; of all others `_OF_SHIELDS`."""

_PATTERNS = tuple(pattern(form, re.IGNORECASE) for _, form, *_ in _FORMS)


@lru_cache(maxsize=_TEXTS_KEPT)
def figures_of(text: str) -> tuple[Quantity, ...]:
    """Every figure of a description, in the order of the text; each number once."""
    figures = {figure.span: figure for figure in sides(text)}
    for (measure, _, least, other), form in zip(_FORMS, _PATTERNS, strict=True):
        speaks = _has_any(text, _STEMS.get(measure, _OF_SHIELDS))
        for said in form.finditer(text) if speaks else ():
            before = said.groupdict().get("before") or ""
            word = before.strip().lower()
            written = said["value"].replace(",", ".")
            value = float(written) if "." in written else int(written)
            if word not in other and value >= least:
                words = said[0] if word == "top" else said[0].removeprefix(before)
                decimals = len(written.partition(".")[2])
                figure = Quantity(measure, value, decimals, Span(*said.span("value")), words)
                figures.setdefault(figure.span, figure)
    return tuple(figures[span] for span in sorted(figures))


def sides(text: str) -> Iterator[Quantity]:
    """The strengths of both sides, of the first place that gives both."""
    if _has_any(text, _OF_SHIELDS) and (said := _SIDES.search(text)):
        groups = [at for at in range(1, 7) if said[at] is not None]
        for measure, at in zip((Measure.FRONT, Measure.BACK), groups, strict=True):
            yield Quantity(measure, int(said[at]), 0, Span(*said.span(at)), said[0])


def says_no_shield(text: str, *, back: bool) -> bool:
    """Whether it says that the ship has none, at the back or at all."""
    if not _has_any(text, _OF_SHIELDS):
        return False
    return _NONE.search(text) is not None or (back and _NO_BACK.search(text) is not None)


def _has_any(text: str, stems: tuple[str, ...]) -> bool:
    """Whether a plain look finds any of these, before a pattern is compiled to look for more."""
    small = text.casefold()
    return any(stem in small for stem in stems)
