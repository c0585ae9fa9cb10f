"""Text that is not UTF-8, and characters that no text file may hold."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, settings
from artemis_modkit.audit.garbled import LOST, Garble, garbled
from artemis_modkit.parsers.characters import CHARACTER_FAULTS
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.source import Edit, Span

_MOST_SHOWN = 3
"""Garbled letters of a text that are named; the rest is counted."""


@Rule(
    title="a text file is not UTF-8, or holds characters that it must not",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game reads its files byte by byte. A file saved as UTF-16 ('Unicode' in old Windows "
    "editors) is not understood at all; single bytes of Windows-1252 come out as wrong letters. "
    "Where an editor took UTF-8 for Windows-1252 and saved what it saw, players see â€™ for ’ (a "
    "warning).",
    repair="Save the file as UTF-8; `audit --fix` does it and keeps what the letters look like. It "
    "turns garbled letters back where they show exactly what they were; a letter that is lost (�) "
    "only its author knows.",
    fires=settings("ServerNetworkName=Bridge\x00Crew\n"),
    says="1:25 the character U+0000 stands where a letter is lost; write the word anew",
    silent=settings("ServerNetworkName=Bridge Crew\n"),
)
def text_encoding(look: Look) -> Occurrences:
    for document in look.documents:
        for fault in document.faults:
            if fault.code in CHARACTER_FAULTS:
                yield look.fault(document.source, fault)
    yield from _garbled_values(look)
    yield from _garbled_settings(look)


def _garbled_values(look: Look) -> Occurrences:
    if look.document.text.isascii():
        return
    for element in look.elements:
        for name, value in element.attributes.items():
            if value.isascii():
                continue
            span = look.document.places(element)[name].value
            found = list(garbled(look.document.text[span.start : span.end]))
            if found:
                told = look.element(
                    element,
                    _told(f"{look.whose(element)}{element.name} {name}", found),
                    kind=("value", found[0].right is None),
                    attribute=name,
                    value=tuple(one.wrong for one in found),
                    edits=_turned_back(found, span.start),
                )
                yield replace(told, severity=Severity.WARNING)


def _garbled_settings(look: Look) -> Occurrences:
    for setting in look.settings:
        found = list(garbled(setting.value))
        if found:
            told = look.setting(
                setting,
                _told(setting.key, found),
                kind=("setting", found[0].right is None),
                edits=_turned_back(found, setting.value_span.start),
            )
            yield replace(told, severity=Severity.WARNING)


def _turned_back(found: Sequence[Garble], start: int) -> Iterator[Edit]:
    for one in found:
        if one.right is not None:
            yield Edit(Span(start + one.start, start + one.end), one.right)


def _told(what: str, found: Sequence[Garble]) -> str:
    pairs = dict.fromkeys((one.wrong, one.right) for one in found if one.right is not None)
    lost = [one.wrong for one in found if one.right is None]
    told = []
    if pairs:
        alike = [f"'{shortened(was)}' like '{shortened(right)}'" for was, right in pairs]
        shown = f"{alike[0].replace(' like', ' looks like a garbled')}"
        shown = ", ".join((shown, *alike[1:_MOST_SHOWN]))
        more = f" and {len(alike) - _MOST_SHOWN:,} more" if len(alike) > _MOST_SHOWN else ""
        told.append(shown + more)
    if LOST in lost:
        told.append(f"a letter is lost ('{LOST}' stands for it); write it anew")
    elif lost:
        told.append(f"of what '{lost[0]}' was a part is lost; write it anew")
    return f"{what}: {'; '.join(told)}"
