"""What an XML declaration says of version and encoding, where it is not so or XML has no such.

The game wants UTF-8. A file in another encoding is turned into it only where every
byte fits what it declares; a name is corrected only where the true encoding is sure.
"""

import re
from collections.abc import Iterator

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Edit, Source, Span

_WRITTEN = '<?xml version="1.0" encoding="UTF-8"?>'


def declaration_faults(source: Source, text: str) -> Iterator[Fault]:
    """What is wrong with the declaration at the beginning of a file, if it has one."""
    loose = grammar.LOOSE_DECLARATION.match(text, 1 if text.startswith("\ufeff") else 0)
    if loose is None:
        return
    declared = grammar.DECLARATION.fullmatch(text, *loose.span())
    if declared is None:
        yield from _malformed(source, loose)
        return
    version = Span(*declared.span("version"))
    if declared["version"] != "1.0":
        yield Fault(
            "xml-version",
            version,
            f"XML {declared['version'] or 'without a version'} is none that the game reads; "
            "write 1.0",
            (Edit(version, "1.0"),),
        )
    group = "double" if declared["double"] is not None else "single"
    if declared[group] is not None:
        yield from _name_faults(source, declared[group], Span(*declared.span(group)))


def _name_faults(source: Source, name: str, span: Span) -> Iterator[Fault]:
    write = (Edit(span, "UTF-8"),)
    shown = f"'{name}'" if name else "nothing"
    if source.is_in_doubt:
        yield Fault(
            "wrong-encoding",
            span,
            f"the file says that its encoding is {shown}, and not every byte fits that; save it as "
            "UTF-8 from a program that shows its letters rightly",
            guess=write,
            encoding="utf-8",
        )
    elif source.is_legacy:
        yield Fault(
            "other-encoding",
            span,
            f"the file is written in {name}; the game reads UTF-8: save it as that",
            write,
            encoding="utf-8",
        )
    elif not source.is_rightly_declared_as(name):
        is_true = source.encoding.replace("-", "").startswith(name.lower().replace("-", "") or "?")
        why = "which the game does not read" if is_true else "and it is not"
        yield Fault(
            "wrong-encoding",
            span,
            f"the file says that its encoding is {shown}, {why}; write UTF-8",
            write,
        )
    elif not grammar.KNOWN_ENCODING.fullmatch(name):
        message = f"the encoding {shown} is no name that XML knows; write UTF-8"
        yield Fault(
            "encoding-name",
            span,
            message,
            write,
        )


def _malformed(source: Source, loose: "re.Match[str]") -> Iterator[Fault]:
    span = Span(*loose.span())
    message = f"'<?xml …?>' is not as a parser wants it; write {_WRITTEN}"
    edits = (Edit(span, _WRITTEN),)
    if source.is_in_doubt:
        yield Fault("declaration", span, message, guess=edits, encoding="utf-8")
    else:
        encoding = "utf-8" if source.is_legacy else None
        yield Fault("declaration", span, message, edits, encoding=encoding)
