"""Notes of an author and marks of a program that were left in texts which players read."""

import re
from collections.abc import Callable, Iterable, Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.read_texts import ReadText, around, at_words, read_texts
from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.source import Span

Found = Iterable[re.Match[str]]

_NOTE = pattern(
    r"\b(?:FIXME|TBD(?![-\s]?\d|\s+Devastator))\b"
    r"|[(\[]WIP[)\]]"
    r"|\b[Ll]orem\s+[Ii]psum\b"
)
"""Notes to oneself. The TBD Devastator was an aircraft."""
_TODO = pattern(r"\bTODO\b(?=(?P<mark>\s?[:(\[])?)")
_CLAUSE_END = pattern(r"[.,:;!?^()]")
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
_NOTHING = pattern(
    r"\s*(?P<words>None|null|NULL|NaN|nan|undefined|N/A|[Uu]ntitled|UNTITLED|[Pp]laceholder)\s*"
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
    for text in read_texts(look):
        nothing = None if text.attribute == "immunity" else _NOTHING.fullmatch(text.value)
        if nothing and (text.is_name or nothing["words"] != "N/A"):
            what = "the name" if text.is_name else "what belongs there"
            said = f'is "{nothing["words"]}", as programs write for nothing; write {what}'
            yield at_words(look, text, Span(*nothing.span("words")), said, "nothing")
            continue
        found = ((one, kind, what) for find, kind, what in _KINDS for one in find(text))
        first = min(found, key=lambda each: each[0].start(), default=None)
        if first is not None:
            one, kind, what = first
            said = f'has "{one[0]}", {what}; write what belongs there'
            yield at_words(look, text, Span(*one.span()), said, kind)


def _notes(text: ReadText) -> Found:
    return _NOTE.finditer(text.value)


def _to_do(text: ReadText) -> Iterator[re.Match[str]]:
    """`TODO`, but not in a clause that is all in capitals, where it is Spanish for all."""
    for one in _TODO.finditer(text.value):
        before, behind = around(text.value, *one.span())
        clause = _CLAUSE_END.split(before)[-1] + _CLAUSE_END.split(behind)[0]
        if one["mark"] or not clause.isupper():
            yield one


def _crosses(text: ReadText) -> Iterator[re.Match[str]]:
    """`XXX` for what is to come; beside a name, three are thirty, and taunts may swear so."""
    if not (text.is_name or text.is_description):
        return
    for one in _MANY_X.finditer(text.value):
        before, behind = around(text.value, *one.span())
        is_numbered = _NUMBERED.search(before) or _NAME_BEHIND.match(behind)
        if len(one[0]) > len("XXX") or not is_numbered:
            yield one


def _placeholders(text: ReadText) -> Found:
    return _PLACEHOLDER.finditer(text.value)


def _of_sheets(text: ReadText) -> Found:
    return _OF_SHEETS.finditer(text.value)


_LEFT_IN = "a note that was left in"
_KINDS: tuple[tuple[Callable[[ReadText], Found], str, str], ...] = (
    (_notes, "note", _LEFT_IN),
    (_to_do, "todo", _LEFT_IN),
    (_crosses, "crosses", "which stands for what is to come"),
    (_placeholders, "placeholder", "a placeholder that was not filled in"),
    (_of_sheets, "sheet", "as programs write for nothing"),
)
