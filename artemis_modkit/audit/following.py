"""What only follows from a fault of vesselData.xml is held back: that is to be mended first.

A fault with a certain repair is read as repaired, and nothing follows from it. Where only the
author knows what stood there, the reading is a guess, and so is what is found in it.
"""

from collections.abc import Container

from msgspec import Struct

from artemis_modkit.audit.findings import Occurrence, Severity
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.rule import Rule
from artemis_modkit.model.vessels import HullRace, Vessel
from artemis_modkit.parsers.faults import Fault

_OF_FAULTS = ("xml-syntax", "text-encoding", "blocked-file")
"""The rules that tell the faults themselves: never held back, or a broken file would be clean."""

_OF_DEBRIS = ("stray-text", "unknown-element", "misplaced-element")
"""The rules that tell what is left of a comment."""

_CUT_OFF = "truncated"
_LOST_START = "lost-start-tag"
_SWALLOWED = "comment-not-closed"


class Following(Struct, frozen=True):
    """Where nothing is told but the faults themselves.

    `lines` are those of vesselData.xml with a fault, `owners` the ships whose race is lost, or that
    the file ends in. Of a file `is_cut` off only errors are told: what is rare in the half that is
    left, or not there, says nothing; nor does what is rare in the `doubtful` ships, parts of which
    may stand in a comment. `untold` are faults that another one tells too.
    """

    file: str
    settings_file: str | None
    lines: Container[int]
    owners: Container[str]
    is_cut: bool
    doubtful: Container[str]
    untold: Container[tuple[str, str]]

    def holds(self, rule: Rule, occurrence: Occurrence) -> bool:
        """Whether what a rule has found is held back."""
        if rule.name in _OF_FAULTS:
            return (occurrence.element, str(occurrence.message)) in self.untold
        if self.is_cut and (occurrence.severity or rule.severity) is not Severity.ERROR:
            return occurrence.file != self.settings_file
        if occurrence.file != self.file:
            return False
        severity = occurrence.severity or rule.severity
        if occurrence.owner in self.doubtful and (
            severity is not Severity.ERROR or rule.name in _OF_DEBRIS
        ):
            return True
        return occurrence.location.line in self.lines or occurrence.owner in self.owners


def following(look: Look) -> Following | None:
    """What is held back of a mod; `None` where every fault has a certain repair."""
    source = look.document.source
    guesses = [fault for fault in look.document.faults if fault.guess and not fault.blocks]
    if not guesses:
        return None
    cuts = [fault for fault in guesses if fault.code == _CUT_OFF]
    whole = max(cuts, key=lambda fault: len(fault.guess), default=None)
    owners = {ship.shown_name for fault in cuts if (ship := look.data.vessel_at(fault.span.start))}
    owners |= {ship.shown_name for fault in guesses if (ship := _swallowed(look, fault))}
    if any(_is_start_of_race(look, fault) for fault in guesses):
        races = {race.id for race in look.races}
        owners |= {vessel.shown_name for vessel in look.vessels if vessel.side not in races}
    doubtful = {
        ship.shown_name
        for fault in guesses
        if fault.code == _SWALLOWED and (ship := look.data.vessel_at(fault.span.start))
    }
    lines = [source.location(fault.span.start).line for fault in guesses]
    end = None if whole is None else source.location(whole.span.start).line
    untold = {
        (fault.code, str(look.fault(source, fault).message))
        for fault, line in zip(guesses, lines, strict=True)
        if line == end and fault is not whole
    }
    settings = look.mod.settings_file
    return Following(source.name, settings, {*lines}, owners, bool(cuts), doubtful, untold)


def _swallowed(look: Look, fault: Fault) -> Vessel | None:
    """The ship behind a comment that is never closed, which was most likely in it."""
    place = fault.span.start
    if fault.code != _SWALLOWED or look.data.vessel_at(place) is not None:
        return None
    return next((ship for ship in look.vessels if ship.element.start > place), None)


def _is_start_of_race(look: Look, fault: Fault) -> bool:
    text = look.document.source.text[fault.span.start : fault.span.end]
    return fault.code == _LOST_START and HullRace.NAME in text
