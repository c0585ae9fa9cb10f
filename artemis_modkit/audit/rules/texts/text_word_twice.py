"""Words that a text has twice in a row by a slip."""

import re
from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.read_texts import around, at_words, read_texts
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Span

_ANYWHERE = """
    the and with from their its our your these those which because into onto upon than then
    were been has have between among against without
    und oder eine einen einem einer von für les des une dans avec los las una del el
"""
_IN_ENGLISH = "a an of to at as for in on by is are was be or but if we they"
_ENGLISH = "the and of with for from its their are is was this has have"
_MAY_BE_PARTICLES = "in on by at"
_MAY_END_A_CLAUSE = "is are was were be been has have"
_BEFORE_CLAUSE = (
    "what all whatever whoever those who how whose where as than question problem thing"
)

_TOLD_ANYWHERE = frozenset(_ANYWHERE.split())
"""Words that are told in texts of any language: none of them stands twice by its grammar.

Not here are those that may: `had had`, `that that`, `gave her her name`, `without it it drifts`,
German `die die`, French `nous nous`.
"""
_TOLD_IN_ENGLISH = frozenset(_IN_ENGLISH.split())
"""Short words that other languages have too, told where other words of the text are English."""
_ONLY_ENGLISH = frozenset(_ENGLISH.split())

_PARTICLES = frozenset(_MAY_BE_PARTICLES.split())
_BEFORE_PARTICLE = pattern(
    r"\w+(?:ed|ing)|comes?|came|goes?|went|gone|br(?:ings?|ought)|fl(?:y|ew|own|ies)|moves?|"
    r"carr(?:y|ies)|calls?|gets?|logs?|closes?|homes?|sets?|lets?|gives?|gave|stands?|stood|"
    r"pass(?:es)?|lives?|looks?"
)
"""Verbs that take a particle: `came in in force`."""
_VERBS = frozenset(_MAY_END_A_CLAUSE.split())
_CLAUSE_BEGINS = frozenset(_BEFORE_CLAUSE.split())
"""Words behind which a verb may end a clause: `what it is is a barge`."""
_WORDS_OF_CLAUSE = 4
"""Words before a verb among which one of those may begin the clause."""

_TWICE = pattern(
    r"(?<![\w'’.&/-])(?P<first>[^\W\d_]+)\s+(?P<second>(?P=first))(?P<more>\s+(?P=first))*"
    r"(?![\w'’&/-])",
    re.IGNORECASE,
)
_WORD = pattern(r"[^\W\d_]+")
_CLAUSE_END = pattern(r"[.!?^;:]")


@Rule(
    title="a text has a word twice",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Players read it as a slip.",
    repair="Take one of the two out.",
    fires=ships(
        '<vessel uniqueID="7" side="0" classname="Heron"><long_desc text="The hull was was laid '
        'down at home."/></vessel>'
    ),
    says='3:60 7 Heron: the text says "was was"; take one out',
    silent=ships(
        '<vessel uniqueID="7" side="0" classname="Heron"><long_desc text="The hull was laid down '
        'at home, far, far away."/></vessel>'
    ),
)
def text_word_twice(look: Look) -> Occurrences:
    for text in read_texts(look):
        for span in _twice(text.value):
            words = " ".join(text.value[span.start : span.end].split())
            yield at_words(look, text, span, f'says "{words}"; take one out', "twice")
            break


def _twice(text: str) -> Iterator[Span]:
    """Where a word of a short list stands twice, by no grammar and in no name."""
    written = text.lower() if text.isupper() else text
    words = frozenset(_WORD.findall(written.lower()))
    for one in _TWICE.finditer(written):
        word, (before, _) = one["second"], around(written, *one.span())
        begins = not before.strip() or before.rstrip()[-1] in ".^!?:\"'“„«("
        is_name = not word.islower() or not (one["first"].islower() or begins)
        is_english = not words.isdisjoint(_ONLY_ENGLISH - {word})
        is_known = word in _TOLD_ANYWHERE or (word in _TOLD_IN_ENGLISH and is_english)
        if is_known and not one["more"] and not is_name and not _is_meant(word, before):
            yield Span(*one.span())


def _is_meant(word: str, before: str) -> bool:
    words = [one.lower() for one in _WORD.findall(_CLAUSE_END.split(before)[-1])]
    if word in _PARTICLES and words and _BEFORE_PARTICLE.fullmatch(words[-1]):
        return True
    return word in _VERBS and not _CLAUSE_BEGINS.isdisjoint(words[-_WORDS_OF_CLAUSE:])
