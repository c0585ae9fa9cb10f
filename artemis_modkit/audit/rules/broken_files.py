"""Files that are broken as such: their syntax, their bytes, half a merge, no ships."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import rule_modules, settings, ships
from artemis_modkit.audit.silencing import ALL, suppressions
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.model.mod import VESSEL_FILE
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.model.writable import blocked_files
from artemis_modkit.parsers.characters import CHARACTER_FAULTS
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.source import Edit, Span

if TYPE_CHECKING:
    from artemis_modkit.audit.garbled import Garble


@Rule(
    title="vesselData.xml is not well-formed",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game's reader is lenient in ways that nobody knows exactly: what follows a fault may "
    "be lost without a word. Other tools refuse the file or silently drop ships and weapons.",
    together=21,
    repair="`audit --fix` makes the smallest repair at the place shown and leaves all other bytes.",
    fires=ships('<vessel uniqueID="1" side="0"><long_desc text="Small & fast"/></vessel>'),
    says="3:54 1 without a class name: a bare '&'; XML wants '&amp;'",
    silent=ships('<vessel uniqueID="1" side="0"><long_desc text="Small &amp; fast"/></vessel>'),
)
def xml_syntax(look: Look) -> Occurrences:
    """Faults of the XML as such, each where it is, with its smallest repair."""
    document = look.document
    if any(fault.blocks for fault in document.faults):
        return
    for fault in document.faults:
        if fault.code not in CHARACTER_FAULTS:
            yield look.fault(document.source, fault, kind=(fault.code, fault.repairable))
    if look.data.root is not None and document.uses_namespaces and (refused := document.verdict()):
        yield look.file(
            document.source.name,
            f"a strict XML parser still refuses the file: {refused.splitlines()[0]}",
        )


_SHIP = '<vessel uniqueID="1" side="0" classname="Heron" broadType="player"/>'


@Rule(
    title="a file is no text file, or half a merge",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="An unresolved git merge holds two versions of the same lines, and where `merge` left a "
    "conflict nobody has decided yet; a picture, a web page, a "
    "note of Git LFS, NUL bytes after a power cut or nothing at all hold no figures. Whatever is "
    "made of such a file is wrong, so `patch`, `merge` and `audit --fix` refuse the whole mod.",
    repair="Choose one side of each conflict and delete its marker lines or its comment; copy any "
    "other such file again from where it was made. `audit --fix` never changes it.",
    fires=ships(f"<<<<<<< HEAD\n{_SHIP}\n=======\n>>>>>>> balance"),
    says="3:1 an unresolved git merge, lines 3 to 6; choose one side and delete the marker lines",
    silent=ships(f"<!--\n=======\n-->\n{_SHIP}"),
)
def blocked_file(look: Look) -> Occurrences:
    """Half a merge, and what stands in the place of a text file: told once, never repaired."""
    for source, faults in blocked_files(look.mod):
        for fault in faults:
            occurrence = look.text(source, fault.span, fault.message, element=fault.code)
            yield replace(occurrence, owner="", vessel=None)


_RACE = '<hullRace ID="0" name="TSN" keys="player"/>\n'
_VESSEL = '<vessel uniqueID="0" side="0" classname="Heron" broadType="player"/>\n'


def _mod(body: str) -> dict[str, bytes]:
    return {VESSEL_FILE: f'<vessel_data version="2.6">\n{body}</vessel_data>'.encode()}


@Rule(
    title="vesselData.xml has no vessel",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A game without ships cannot be played, and an audit of none finds nothing: all may stand "
    "in a comment that does not end where it was meant to, or in another file.",
    repair="Take the ships out of the comment, or put the right file in its place.",
    fires=_mod(f"<!-- {_RACE}{_VESSEL} -->\n"),
    says="1:1 vesselData.xml has no vessel and no race; they stand in a comment, so nothing of "
    "it was looked at",
    silent=_mod(f"{_RACE}{_VESSEL}"),
)
def no_ships(look: Look) -> Occurrences:
    """A vesselData.xml in which there is no vessel: nothing of it was looked at."""
    if look.mod.vessel_data is None or look.vessels:
        return
    if any(fault.blocks for fault in look.document.faults):
        return  # the file is none, which another rule tells
    what = "no vessel" if look.races else "no vessel and no race"
    where = "; they stand in a comment" if "<vessel " in look.document.source.text else ""
    yield look.text(
        look.document.source,
        Span(0, 1),
        f"vesselData.xml has {what}{where}, so nothing of it was looked at",
        element="vessel_data",
    )


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
    """Text that is not UTF-8, and characters that no text file may hold."""
    for document in look.documents:
        for fault in document.faults:
            if fault.code in CHARACTER_FAULTS:
                yield look.fault(document.source, fault)
    yield from _garbled_values(look)
    yield from _garbled_settings(look)


def _garbled_values(look: Look) -> Occurrences:
    for element in () if look.document.text.isascii() else look.elements:
        for name, value in element.attributes.items():
            if value.isascii():
                continue
            span = look.document.places(element)[name].value
            if garbles := _garbled(look.document.text[span.start : span.end]):
                yield look.element(
                    element,
                    _told(f"{look.whose(element)}{element.name} {name}", garbles),
                    kind=("value", garbles[0].right is None),
                    attribute=name,
                    value=tuple(garble.wrong for garble in garbles),
                    edits=_turned_back(garbles, span.start),
                    severity=Severity.WARNING,
                )


def _garbled_settings(look: Look) -> Occurrences:
    for setting in look.settings:
        if garbles := _garbled(setting.value):
            yield look.setting(
                setting,
                _told(setting.key, garbles),
                kind=("setting", garbles[0].right is None),
                edits=_turned_back(garbles, setting.value_span.start),
                severity=Severity.WARNING,
            )


def _garbled(text: str) -> "list[Garble]":
    """The garbled letters of a text; most have none in which there could be any."""
    if text.isascii():
        return []
    from artemis_modkit.audit.garbled import garbled

    return list(garbled(text))


def _turned_back(garbles: "Sequence[Garble]", start: int) -> Iterator[Edit]:
    for garble in garbles:
        if garble.right is not None:
            yield Edit(Span(start + garble.start, start + garble.end), garble.right)


def _told(what: str, garbles: "Sequence[Garble]") -> str:
    from artemis_modkit.audit.garbled import LOST

    pairs = dict.fromkeys(
        (garble.wrong, garble.right) for garble in garbles if garble.right is not None
    )
    lost = [garble.wrong for garble in garbles if garble.right is None]
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


def _example(name: str) -> str:
    return (
        f"<!-- modkit: ignore {name} -->\n"
        '<vessel uniqueID="1" side="0" classname="Scout" broadType="player"/>'
    )


@Rule(
    title="a comment to silence a rule does nothing",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="Whoever wrote it believes a finding to be silenced.",
    repair="Write the name of a rule, as findings show it in brackets, in the vessel or race or "
    "right before it; for a whole file write ignore-file.",
    fires=ships(_example("unknown-rase")),
    says="3:6 'unknown-rase' is no rule of the audit; did you mean 'unknown-race'?",
    silent=ships(_example("unknown-race")),
)
def unknown_suppression(look: Look) -> Occurrences:
    """Comments that are meant to silence a rule and do not."""
    comments = look.once(suppressions)
    known = (*rule_modules(), ALL) if comments else ()
    for comment in comments:
        wrong = next((name for name in comment.rules if name not in known), None)
        if wrong is not None:
            hint = did_you_mean(nearest(wrong, known))
            told = f"'{shortened(wrong)}' is no rule of the audit{hint}"
        elif not comment.rules:
            told = "the comment names no rule of the audit, so it silences none"
        elif comment.is_idle:
            told = "the comment stands in or before nothing that it could silence"
        else:
            continue
        here = look.file(comment.file, told, value=comment.rules)
        yield replace(here, location=comment.location)
