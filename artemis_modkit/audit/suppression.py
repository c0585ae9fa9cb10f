"""Comments that silence rules: `modkit: ignore RULE …`, next to what they are about.

One decision: a comment silences what it stands in or directly before, never more; for a whole
file it says `ignore-file`. In vesselData.xml the unit is a vessel or race, in artemis.ini the
next setting.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from artemis_modkit.audit.findings import Hit
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Edit, Location, Source
from artemis_modkit.parsers.xml import Element, XmlDocument

ALL = "all"
"""The word that stands for every rule."""

_ORDER = re.compile(r"modkit:\s*(?P<order>ignore(?:-file)?)\b(?P<rules>[^\r\n]*)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_UNITS = ("vessel", "hullRace")
_START = Location(1, 1)
_END = Location(1 << 62, 1)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Rules that are silenced in a part of a file, from one place to another.

    `location` is that of the comment itself.
    """

    file: str
    location: Location
    rules: tuple[str, ...]
    start: Location
    end: Location

    def covers(self, rule: str, file: str, location: Location) -> bool:
        """Whether it silences a rule at a place."""
        is_meant = ALL in self.rules or rule in self.rules
        return is_meant and file == self.file and self.start <= location <= self.end


def suppressions(documents: Sequence[XmlDocument | IniDocument]) -> tuple[Suppression, ...]:
    """Every comment that silences rules in some files."""
    return tuple(
        one
        for document in documents
        for one in (_in_xml(document) if isinstance(document, XmlDocument) else _in_ini(document))
    )


def _in_xml(document: XmlDocument) -> Iterator[Suppression]:
    units: list[Element] | None = None
    for span in document.comments:
        order = _ORDER.search(document.text, span.start, span.end)
        if order is None:
            continue
        units = units or [one for one in document.elements if one.name in _UNITS]
        where = document.location(span.start)
        rules = tuple(_WORD.findall(order["rules"].removesuffix("-->")))
        file = document.source.name
        if order["order"].lower().endswith("file"):
            yield Suppression(file, where, rules, _START, _END)
        elif (unit := _unit_at(document, units, span.start, span.end)) is not None:
            start, end = document.location(unit.start), document.location(unit.close_end)
            yield Suppression(file, where, rules, start, end)


def _unit_at(
    document: XmlDocument, units: Sequence[Element], start: int, end: int
) -> Element | None:
    """The vessel or race that a comment stands in, else the one it stands directly before."""
    for unit in units:
        if unit.start < start < unit.close_end:
            return unit
        if unit.start >= end:
            between = document.text[end : unit.start]
            return unit if not _without_comments(between).strip() else None
    return None


def _without_comments(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def _in_ini(document: IniDocument) -> Iterator[Suppression]:
    source = document.source
    settings = iter(document.settings)
    following = next(settings, None)
    for order in _ORDER.finditer(source.text):
        where = source.location(order.start())
        line = source.text.rfind("\n", 0, order.start()) + 1
        if not source.text[line : order.start()].lstrip().startswith((";", "//")):
            continue
        rules = tuple(_WORD.findall(order["rules"]))
        if order["order"].lower().endswith("file"):
            yield Suppression(source.name, where, rules, _START, _END)
            continue
        while following is not None and following.line.start < order.start():
            following = next(settings, None)
        if following is not None:
            start, end = (source.location(at) for at in (following.line.start, following.line.end))
            yield Suppression(source.name, where, rules, start, end)


def unsuppressed(
    rule: str, hit: Hit, silenced: Sequence[Suppression], source: Source | None
) -> Hit | None:
    """What is left of a hit of a rule: all, its other places, or `None` for nothing.

    `source` is the text of the file, for leaving out edits at silenced places.
    """
    if not silenced:
        return hit

    def is_silent(location: Location) -> bool:
        return any(one.covers(rule, hit.file, location) for one in silenced)

    places = [place for place in (hit.location, *hit.also) if not is_silent(place)]
    if not places:
        return None
    if len(places) == 1 + len(hit.also):
        return hit
    return replace(
        hit,
        location=places[0],
        also=tuple(places[1:]),
        edits=_edits_left(hit.edits, source, is_silent),
        vessel=hit.vessel if places[0] == hit.location else None,
    )


def _edits_left(
    edits: Sequence[Edit], source: Source | None, is_silent: Callable[[Location], bool]
) -> tuple[Edit, ...]:
    if source is None:
        return ()
    return tuple(edit for edit in edits if not is_silent(source.location(edit.span.start)))
