"""Comments that silence rules: `modkit: ignore RULE …`, next to what they are about.

A comment silences what it stands in or directly before, never more; for a whole
file it says `ignore-file`, or stands before the outermost element. In vesselData.xml the unit is
a vessel or race, in artemis.ini the next line that is no comment. The comment that silences a
finding is written here, too, with the reason.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit.findings import Finding, Occurrence
from artemis_modkit.audit.look import Look
from artemis_modkit.changes.sides import UNITS
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit, Location, Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

ALL = "all"
"""The word that stands for every rule."""

_ORDER = pattern(
    r"modkit:[ \t]*ignore(?P<whole>-file)?\b[ \t:=]*(?P<rules>[A-Za-z0-9_, \t-]*)", re.IGNORECASE
)
_NAME = pattern(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*")
_INI_LINE = pattern(r"[^\r\n]*\S[^\r\n]*")
_INI_COMMENT = (";", "//")
_START = Location(1, 1)
_END = Location(1 << 62, 1)


class Suppression(Struct, frozen=True):
    """Rules that are silenced in a part of a file, from one place to another.

    `location` is that of the comment itself. A comment that stands at nothing that it could
    silence has an `end` before its `start`.
    """

    file: str
    location: Location
    rules: tuple[str, ...]
    start: Location = _START
    end: Location = _END

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing that the comment could silence."""
        return self.end < self.start


class Silence:
    """The parts of files that are silent for each rule; asking takes no longer for many."""

    def __init__(self, found: Iterable[Suppression]) -> None:
        self._parts: dict[tuple[str, str], list[tuple[Location, Location]]] = {}
        for suppression in sorted(
            (suppression for suppression in found if not suppression.is_idle),
            key=lambda suppression: suppression.start,
        ):
            for rule in suppression.rules:
                parts = self._parts.setdefault((suppression.file, rule), [])
                if parts and suppression.start <= parts[-1][1]:
                    parts[-1] = (parts[-1][0], max(parts[-1][1], suppression.end))
                else:
                    parts.append((suppression.start, suppression.end))

    def __bool__(self) -> bool:
        return bool(self._parts)

    def covers(self, rule: str, file: str, location: Location) -> bool:
        """Whether a rule is silent at a place."""
        return any(self._is_in(location, (file, name)) for name in (rule, ALL))

    def _is_in(self, location: Location, key: tuple[str, str]) -> bool:
        parts = self._parts.get(key, [])
        at = bisect_right(parts, location, key=lambda part: part[0])
        return at > 0 and location <= parts[at - 1][1]


def suppressions(look: Look) -> tuple[Suppression, ...]:
    """Every comment of a mod that silences rules."""
    return tuple(
        suppression
        for document in (*look.documents, *(mission.document for mission in look.missions))
        for suppression in (
            _in_xml(document) if isinstance(document, XmlDocument) else _in_ini(document)
        )
    )


def silence_of(look: Look) -> Silence:
    """The silence that the comments of a mod ask for."""
    return Silence(look.once(suppressions))


def _orders(text: str, span: Span) -> Iterator[tuple[int, bool, tuple[str, ...]]]:
    """Where a comment orders silence, whether in the whole file, and of which rules."""
    for order in _ORDER.finditer(text, span.start, span.end):
        names = tuple(_NAME.findall(order["rules"].lower()))
        yield order.start(), order["whole"] is not None, names


def _in_xml(document: XmlDocument) -> Iterator[Suppression]:
    if not any(
        _ORDER.search(document.text, comment.start, comment.end) for comment in document.comments
    ):
        return
    file, root = document.source.name, document.root
    for comment, unit in _with_units(document):
        is_before_all = root is None or comment.start < root.start
        for at, is_whole, rules in _orders(document.text, comment):
            where = document.location(at)
            if is_whole or is_before_all:
                yield Suppression(file, where, rules)
            elif unit is None:
                yield Suppression(file, where, rules, _END, _START)
            else:
                start, last = document.location(unit.start), document.location(unit.close_end - 1)
                yield Suppression(file, where, rules, start, last)


def _with_units(document: XmlDocument) -> Iterator[tuple[Span, Element | None]]:
    """Each comment with the vessel or race that it stands in, else directly before.

    From the last comment to the first, because one before another stands before the same.
    """
    units: list[Element] = []
    for element in document.elements:
        if element.name in UNITS and (not units or element.start >= units[-1].close_end):
            units.append(element)
    at = len(units)
    following: tuple[int, Element | None] = (len(document.text), None)
    for comment in reversed(document.comments):
        while at and units[at - 1].start > comment.start:
            at -= 1
            following = (units[at].start, units[at])
        is_inside = at > 0 and comment.start < units[at - 1].close_end
        between = document.text[comment.end : following[0]]
        unit = units[at - 1] if is_inside else None if between.strip() else following[1]
        following = (comment.start, unit)
        yield comment, unit


def _in_ini(document: IniDocument) -> Iterator[Suppression]:
    source = document.source
    if not _ORDER.search(source.text):
        return
    waiting: list[Suppression] = []
    for line in _INI_LINE.finditer(source.text):
        start, end = (source.location(at) for at in line.span())
        if not line[0].lstrip(" \t\ufeff").startswith(_INI_COMMENT):
            yield from (replace(suppression, start=start, end=end) for suppression in waiting)
            waiting.clear()
            continue
        for at, is_whole, rules in _orders(source.text, Span(*line.span())):
            where = source.location(at)
            if is_whole:
                yield Suppression(source.name, where, rules)
            else:
                waiting.append(Suppression(source.name, where, rules, _END, _START))
    yield from waiting


def unsuppressed(
    rule: str, occurrence: Occurrence, silence: Silence, source: Source | None
) -> Occurrence | None:
    """What is left of an occurrence: all, its other places, or `None` for nothing.

    `source` is the text of the file, for leaving out edits at silenced places.
    """

    def is_silent(location: Location) -> bool:
        return silence.covers(rule, occurrence.file, location)

    places = [place for place in (occurrence.location, *occurrence.also) if not is_silent(place)]
    if not places:
        return None
    if len(places) == 1 + len(occurrence.also):
        return occurrence
    return replace(
        occurrence,
        location=places[0],
        also=tuple(places[1:]),
        edits=_edits_left(occurrence.edits, source, is_silent),
        likely=_edits_left(occurrence.likely, source, is_silent),
        vessel=occurrence.vessel if places[0] == occurrence.location else None,
    )


def _edits_left(
    edits: Sequence[Edit], source: Source | None, is_silent: Callable[[Location], bool]
) -> tuple[Edit, ...]:
    if source is None:
        return ()
    return tuple(edit for edit in edits if not is_silent(source.location(edit.span.start)))


_UNFIT = pattern(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]|-(?=-)|-$")


def silenced(mod: Mod, finding: Finding, reason: str) -> dict[str, bytes]:
    """The files of a mod with a comment at each place of a finding; nothing is written.

    Raises `ModkitError` where it stands in no ship, race or setting that a comment could be before.
    """
    rules = ", ".join(finding.rules or (finding.rule,))
    words = _UNFIT.sub(" ", " ".join(reason.split()))
    comment = f"modkit: ignore {rules}: {words}"
    if finding.file == mod.vessel_file and mod.vessel_data is not None:
        document = mod.vessel_data.document
        if document.faults:
            raise ModkitError(f"{finding.file}: is broken in places; mend that before")
        source, edits = document.source, list(_of_ships(mod, finding, f"<!-- {comment} -->"))
    elif finding.file == mod.settings_file and mod.settings is not None:
        source = mod.settings.document.source
        edits = list(_of_settings(mod, finding, f"; {comment}"))
    else:
        raise ModkitError(f"{finding.file}: has no place for a comment; accept the finding instead")
    if not edits:
        raise ModkitError("it stands at no ship, race or setting; accept the finding instead")
    return {finding.file: source.edited(edits).to_bytes()}


def _of_ships(mod: Mod, finding: Finding, comment: str) -> Iterator[Edit]:
    data = mod.vessel_data
    assert data is not None
    layout, places = Layout(data.document), (finding.location, *finding.also)
    for unit in (*data.races, *data.vessels):
        first, end = (
            data.document.location(at) for at in (unit.element.start, unit.element.close_end)
        )
        if any(first <= place < end for place in places):
            yield layout.with_comment(unit.element, comment)


def _of_settings(mod: Mod, finding: Finding, comment: str) -> Iterator[Edit]:
    assert mod.settings is not None
    document = mod.settings.document
    lines = {place.line for place in (finding.location, *finding.also)}
    for setting in document.settings:
        if document.source.location(setting.key_span.start).line in lines:
            yield document.with_comment(setting, comment)
