"""Slips in the texts that players read."""

import re
from collections.abc import Callable, Iterable, Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.read_texts import ReadText, around, at_words, read_texts
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Edit, Span

Found = Iterable[re.Match[str]]

_NOTE = pattern(
    r"\b(?:FIXME|TBD(?![-\s]?\d|\s+Devastator))\b"
    r"|[(\[]WIP[)\]]"
    r"|\b[Ll]orem\s+[Ii]psum\b"
)
"""Notes to oneself. The TBD Devastator was an aircraft."""
_TODO = pattern(r"\bTODO\b(?=(?P<mark>\s?[:(\[])?)")
_END_OF_CLAUSE = pattern(r"[.,:;!?^()]")
_MANY_X = pattern(r"\bX{3,}\b(?![\s-][Rr]ated)")
_NUMBERED = pattern(
    r"(?:\b(?:Mk|MK|No|Nr)\.|[Cc]lass|[Nn]umber"
    r"|(?<![.^!?]\s)\b(?!(?:The|An?|Has)\b)[A-Z][\w'’]*)[\s-]$"
)
_NAME_BEHIND = pattern(r"(?:\s|-)(?:[^\W\d_a-z]|class|series|legion)")

_ABOUT = "name|class|race|tier|number|value|text|description"
_PLACEHOLDER = pattern(
    rf"""\$?\{{\{{[^{{}}^]+\}}\}}
    | \$\{{[^{{}}^]+\}}
    | \{{(?:[a-z][\w.]*|[^\W_]+_\w+|\d+)(?:\[\w+\])?(?:!r|!s)?(?::[^{{}}\s]*)?\}}
    | \{{\}}
    | (?i:\{{(?:{_ABOUT})\}})
    | \{{%[^{{}}^]+%\}}
    | <%=[^<>^]+%>
    | (?<![\w%]) %(?:\(\w+\))? [-+]?\d*(?:\.\d+)? [sdif] (?!\w)
    | <(?:\w+[\s_-])?(?:{_ABOUT})(?:\shere)?>
    | \[(?:\w+[\s_-])?(?:{_ABOUT})(?:\shere)\]
    | [<\[(]\s*[Ii]nsert\s+[^<>()\[\]^]{{1,40}}[>\])]
    | \b[Ii]nsert\s+(?:\w+\s+)?(?:{_ABOUT})\s+here\b
    | \b(?i:text|description|name)\s+goes\s+here\b
    | \b[Pp]laceholder\s+(?:name|text|description)\b
    | \[[Pp]laceholder\]
    """,
    re.VERBOSE,
)
"""What stands in a template for a value: of Python, Jinja, C and shells, or by hand."""

_OF_SHEETS = pattern(r"#(?:REF!|N/A\b|NAME\?|VALUE!|NULL!|DIV/0!|NUM!)|\[object Object\]|\bNaN\b")
_NOTHING = frozenset(
    {"None", "null", "NULL", "NaN", "nan", "undefined", "N/A"}
    | {"Untitled", "untitled", "UNTITLED", "Placeholder", "placeholder"}
)
"""What programs write for nothing; `Null` and `Nan` may be names, and immunity may be none."""


@Rule(
    title="a text is not finished",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players read the note, the placeholder or the None of a program as it stands. Missions "
    "that ask for a name which was not filled in find no ship.",
    repair="Write what belongs there, or take the note out.",
    fires=ships(
        '<vessel uniqueID="7" side="0" classname="None"><long_desc text="Drifts. TODO arms"/>'
        '</vessel>\n<vessel uniqueID="8" side="0" classname="Heron"><long_desc text="Of tier '
        '{tier}."/></vessel>'
    ),
    says='3:31 7 None: the class name is "None", as programs write for nothing; write the name\n'
    '3:59 7 None: the text has "TODO", a note that was left in; write what belongs there\n'
    '4:60 8 Heron: the text has "{tier}", a placeholder that was not filled in; write what '
    "belongs there",
    silent=ships(
        '<vessel uniqueID="7" side="0" classname="Second to None"><long_desc text="Drifts."/>'
        '</vessel>\n<vessel uniqueID="8" side="0" classname="Heron"><long_desc text="Of tier '
        '2."/></vessel>'
    ),
)
def text_unfinished(look: Look) -> Occurrences:
    """Notes of an author and marks of a program that were left in texts which players read."""
    for text in read_texts(look):
        word = text.value.strip()
        may_be = text.attribute == "immunity" or (word == "N/A" and not text.is_name)
        if word in _NOTHING and not may_be:
            start = text.value.index(word)
            what = "the name" if text.is_name else "what belongs there"
            said = f'is "{word}", as programs write for nothing; write {what}'
            yield at_words(look, text, Span(start, start + len(word)), said, "nothing")
            continue
        found = (
            (match, kind, what)
            for signs, find, kind, what in _KINDS
            if any(sign in text.value for sign in signs)
            for match in find(text)
        )
        first = min(found, key=lambda each: each[0].start(), default=None)
        if first is not None:
            match, kind, what = first
            said = f'has "{match[0]}", {what}; write what belongs there'
            yield at_words(look, text, Span(*match.span()), said, kind)


def _to_do(text: ReadText) -> Iterator[re.Match[str]]:
    """`TODO`, but not in a clause that is all in capitals, where it is Spanish for all."""
    for match in _TODO.finditer(text.value):
        before, behind = around(text.value, *match.span())
        clause = _END_OF_CLAUSE.split(before)[-1] + _END_OF_CLAUSE.split(behind)[0]
        if match["mark"] or not clause.isupper():
            yield match


def _crosses(text: ReadText) -> Iterator[re.Match[str]]:
    """`XXX` for what is to come; beside a name, three are thirty, and taunts may swear so."""
    if not (text.is_name or text.is_description):
        return
    for match in _MANY_X.finditer(text.value):
        before, behind = around(text.value, *match.span())
        is_numbered = _NUMBERED.search(before) or _NAME_BEHIND.match(behind)
        if len(match[0]) > len("XXX") or not is_numbered:
            yield match


_LEFT_IN = "a note that was left in"
_KINDS: tuple[tuple[tuple[str, ...], Callable[[ReadText], Found], str, str], ...] = (
    (("FIXME", "TBD", "WIP", "orem"), lambda text: _NOTE.finditer(text.value), "note", _LEFT_IN),
    (("TODO",), _to_do, "todo", _LEFT_IN),
    (("XXX",), _crosses, "crosses", "which stands for what is to come"),
    (
        (*"{%<[", "nsert", "goes", "laceholder"),
        lambda text: _PLACEHOLDER.finditer(text.value),
        "placeholder",
        "a placeholder that was not filled in",
    ),
    (
        ("#", "[object", "NaN"),
        lambda text: _OF_SHEETS.finditer(text.value),
        "sheet",
        "as programs write for nothing",
    ),
)
"""Signs of which a text has one where a pattern finds anything, that, and what is said of it."""


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
    fires=ship('<long_desc text="The hull was was laid down at home."/>', name="Heron", number=7),
    says='3:60 7 Heron: the text says "was was"; take one out',
    silent=ship(
        '<long_desc text="The hull was laid down at home, far, far away."/>', name="Heron", number=7
    ),
)
def text_word_twice(look: Look) -> Occurrences:
    """Words that a text has twice in a row by a slip."""
    for text in read_texts(look):
        for span in _twice(text.value):
            words = " ".join(text.value[span.start : span.end].split())
            yield at_words(look, text, span, f'says "{words}"; take one out', "twice")
            break


def _twice(text: str) -> Iterator[Span]:
    """Where a word of a short list stands twice, by no grammar and in no name."""
    written = text.lower() if text.isupper() else text
    words = frozenset(_WORD.findall(written.lower()))
    for match in _TWICE.finditer(written):
        word, (before, _) = match["second"], around(written, *match.span())
        begins = not before.strip() or before.rstrip()[-1] in ".^!?:\"'“„«("
        is_name = not word.islower() or not (match["first"].islower() or begins)
        is_english = not words.isdisjoint(_ONLY_ENGLISH - {word})
        is_known = word in _TOLD_ANYWHERE or (word in _TOLD_IN_ENGLISH and is_english)
        if is_known and not match["more"] and not is_name and not _is_meant(word, before):
            yield Span(*match.span())


def _is_meant(word: str, before: str) -> bool:
    words = [one.lower() for one in _WORD.findall(_CLAUSE_END.split(before)[-1])]
    if word in _PARTICLES and words and _BEFORE_PARTICLE.fullmatch(words[-1]):
        return True
    return word in _VERBS and not _CLAUSE_BEGINS.isdisjoint(words[-_WORDS_OF_CLAUSE:])


_BREAK = pattern(r"(?:\\r)?\\n|(?<![\w/])/n(?![a-z/])|(?<=\w\w)/n(?=\s|$)|(?<=[.,;:!?])/n")


@Rule(
    title="a line break is written as text",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The game begins a new line at ^ only. Players see '/n' or '\\n' as it stands, in the "
    "middle of the text.",
    repair="Write ^ instead; `--fix` does.",
    fires=ships('<vessel uniqueID="1" side="0"><long_desc text="Fast. /n Small hold."/></vessel>'),
    says="3:42 1 without a class name: the text says '/n' for a new line, which players see as it "
    "stands; write ^",
    silent=ships('<vessel uniqueID="1" side="0"><long_desc text="Fast. ^ Small hold."/></vessel>'),
)
def text_line_break(look: Look) -> Occurrences:
    """Line breaks in descriptions that are written as programmers write them."""
    document = look.document
    for vessel in look.vessels:
        if vessel.long_description is None or not _BREAK.search(vessel.long_description.text or ""):
            continue
        element = vessel.long_description.element
        place = document.places(element).get("text")
        if place is None:
            continue
        written = document.text[place.value.start : place.value.end]
        matches = list(_BREAK.finditer(written))
        if matches:
            start = place.value.start
            times = "" if len(matches) == 1 else f" ({len(matches)} times)"
            yield look.element(
                element,
                f"{vessel.shown_name}: the text says '{matches[0][0]}' for a new line{times}, "
                "which players see as it stands; write ^",
                attribute="text",
                edits=[
                    Edit(Span(start + match.start(), start + match.end()), "^") for match in matches
                ],
                kind="break",
            )
