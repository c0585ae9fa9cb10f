"""Text that is not UTF-8, and characters that no text file may hold."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.garbled import LOST, Garble, garbled
from artemis_modkit.audit.habits import habits
from artemis_modkit.audit.rule import rule, settings
from artemis_modkit.audit.subject import Subject, owner_of
from artemis_modkit.parsers.characters import CHARACTER_FAULTS
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.source import Edit, Span

_MOST_SHOWN = 3
"""Garbled letters of a text that are named; the rest is counted."""


@rule(
    title="a text file is not UTF-8, or holds characters that it must not",
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    why="The game reads its files byte by byte. A file saved as UTF-16 ('Unicode' in old Windows "
    "editors) is not understood at all; single bytes of Windows-1252 come out as wrong letters. "
    "Where an editor took UTF-8 for Windows-1252 and saved what it saw, players see â€™ for ’ (a "
    "warning).",
    repair="Save the file as UTF-8; `audit --fix` does it and keeps what the letters look like. It "
    "turns garbled letters back where they show exactly what they were; a letter that is lost (�) "
    "only its author knows.",
    fires=settings("ServerNetworkName=Bridge\x00Crew\n"),
    silent=settings("ServerNetworkName=Bridge Crew\n"),
)
def text_encoding(subject: Subject) -> Iterator[Hit]:
    for document in subject.documents:
        for fault in document.faults:
            if fault.code in CHARACTER_FAULTS:
                yield subject.fault(document.source, fault)
    yield from habits(_garbled_values(subject))
    yield from habits(_garbled_settings(subject))


def _garbled_values(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    data = subject.vessel_data
    if data is None or data.document.text.isascii():
        return
    document = data.document
    for element in document.elements:
        for name, value in element.attributes.items():
            if value.isascii():
                continue
            span = document.places(element)[name].value
            found = list(garbled(document.text[span.start : span.end]))
            if found:
                what = f"{owner_of(data, element)}{element.name} {name}"
                edits = _turned_back(found, span.start)
                hit = subject.element(element, _told(what, found), attribute=name, edits=edits)
                yield found[0].right is None, replace(hit, severity=Severity.WARNING)


def _garbled_settings(subject: Subject) -> Iterator[tuple[Hashable, Hit]]:
    for setting in () if subject.settings is None else subject.settings.document.settings:
        found = list(garbled(setting.value))
        if found:
            edits = _turned_back(found, setting.value_span.start)
            hit = subject.setting(setting.value_span, _told(setting.key, found), edits=edits)
            yield found[0].right is None, replace(hit, severity=Severity.WARNING)


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
