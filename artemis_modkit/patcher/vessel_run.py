"""Run the steps of recipes that are about vesselData.xml.

Steps write into one list of edits as long as they cannot see each other's; only
a step that could is preceded by a new reading of the file. It could if it selects by what was
changed, or speaks of the same attributes of an element that was changed.
"""

from collections.abc import Iterator
from itertools import count

from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import NAMELESS, Vessel
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit, OffsetMap
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.bounds import Bounds, TooMuch
from artemis_modkit.patcher.log import Change, Log
from artemis_modkit.patcher.operations import (
    NUMBERED,
    BeyondSense,
    Worked,
    edits_of,
    effects_of,
)
from artemis_modkit.patcher.recipe import Step
from artemis_modkit.patcher.selection import XPathError

_SELECTED_BY = frozenset(
    {
        ("vessel", "uniqueID"),
        ("vessel", "side"),
        ("vessel", "classname"),
        ("vessel", "broadType"),
        ("hullRace", "ID"),
        ("hullRace", "name"),
        ("hullRace", "keys"),
        ("performance", "topspeed"),
    }
)
"""What selections look at: after a change of it the file is read anew before the next step."""


class VesselRun:
    """Steps on their way through vesselData.xml."""

    def __init__(self, log: Log, data: VesselData) -> None:
        self._log = log
        self._data = data
        self._original = data.document
        self._origins: list[OffsetMap] = []
        self._pending: list[Edit] = []
        self._touched: set[tuple[str, str]] = set()
        self._changed: set[Element] = set()
        self._coming: dict[int | None, str] = {}
        self._is_stale = False
        self._bounds = Bounds(len(data.document.source.text))
        log.note_repairs(data.document)

    def all(self, steps: list[tuple[int, Step]]) -> bytes:
        """The bytes of the file after all steps."""
        for number, step in steps:
            if not self._log.holds(number, step.when):
                continue
            try:
                self._step(number, step)
            except TooMuch as error:
                raise self._log.failure(number, step.why, str(error)) from None
            self._is_stale = step.changes_elements or step.selection.element is None
        return self._data.document.repaired.edited(self._pending).to_bytes()

    def _must_select_anew(self, step: Step) -> bool:
        """Whether the step may select others than before the changes that are not read yet."""
        tests = {(step.selection.element or "", name) for name in step.selection.tests}
        return bool(self._pending) and (
            self._is_stale
            or step.changes_elements
            or step.selection.xpath is not None
            or bool(self._touched & tests or self._touched & _SELECTED_BY)
        )

    def _read_anew(self) -> None:
        edited = self._data.document.repaired.edited(self._pending)
        self._bounds.reading(len(edited.text))
        self._origins.append(OffsetMap(tuple(self._pending)))
        self._data = VesselData.from_source(edited)
        self._pending, self._touched, self._is_stale = [], set(), False
        self._changed, self._coming = set(), {}

    def _step(self, number: int, step: Step) -> None:
        if self._must_select_anew(step):
            self._read_anew()
        selected = list(self._selected(number, step))
        names = {(step.selection.element or "", name) for name in step.names}
        if self._touched & names and any(one in self._changed for one, _ in selected):
            self._read_anew()
            selected = list(self._selected(number, step))
        self._touched |= names
        layout = Layout(self._data.document)
        was_selected = found = False
        removed: set[Element] = set()
        for element, vessel in selected:
            was_selected = True
            worked = self._worked(number, step, element, vessel)
            found |= worked.found
            if step.removes_element and not _is_new(element, removed):
                continue
            self._check_twins(number, step, element)
            self._complain(number, element, vessel, worked)
            self._change(number, step, element, vessel, worked, layout)
        if not found:
            self._find_nothing(number, step, was_selected=was_selected)

    def _worked(self, number: int, step: Step, element: Element, vessel: Vessel | None) -> Worked:
        try:
            return Worked.by(step, element)
        except BeyondSense as error:
            who = vessel.shown_name if vessel else element.name
            place = f"{self._original.source.name}:{self._line(element.start)}"
            raise self._log.failure(number, step.why, f"{place}: {who}: {error}") from None

    def _selected(self, number: int, step: Step) -> Iterator[tuple[Element, Vessel | None]]:
        try:
            for element, vessel in step.selection.elements(self._data):
                if element is self._data.document.root and (step.removes_element or step.twins):
                    does = "remove" if step.removes_element else "copy"
                    raise self._log.failure(number, step.why, f"would {does} the whole file")
                yield element, vessel
        except XPathError as error:
            raise self._log.failure(number, step.why, str(error)) from None

    def _check_twins(self, number: int, step: Step, element: Element) -> None:
        """Refuse copies of a ship or race by a number that another one has."""
        known = NUMBERED.get(element.name)
        if known is None or not step.twins:
            return
        names: dict[int | None, str] = {one.id: one.shown_name for one in self._data.vessels}
        if element.name == "hullRace":
            names = {one.id: f"{one.id} {one.name or NAMELESS}" for one in self._data.races}
        names |= self._coming
        for values in step.twins:
            wanted = read_integer(values.get(known, element.attributes.get(known, "")))
            if wanted is None:
                raise self._log.failure(number, step.why, f"the copy has no {known} that is one")
            if wanted in names:
                free = next(one for one in count(wanted) if one not in names)
                what = f"{known} {wanted} is that of {names[wanted]}; {free} is free"
                raise self._log.failure(number, step.why, what)
            self._coming[wanted] = names[wanted] = "another copy"

    def _find_nothing(self, number: int, step: Step, *, was_selected: bool) -> None:
        what = f"no {step.selection.shown} is selected"
        strange = step.selection.strange_race(self._data)
        if was_selected:
            what = f"no selected {step.selection.shown} has what it speaks of"
        elif strange is not None:
            names = [race.name for race in self._data.races if race.name]
            what = f"there is no race '{strange}'{in_brackets(strange, names)}"
        self._log.find_nothing(number, what, is_optional=step.is_optional, why=step.why)

    def _complain(
        self, number: int, element: Element, vessel: Vessel | None, worked: Worked
    ) -> None:
        who = vessel.shown_name if vessel else element.name
        for complaint in worked.complaints:
            self._log.skip(number, f"{who}: {complaint}")

    def _change(
        self,
        number: int,
        step: Step,
        element: Element,
        vessel: Vessel | None,
        worked: Worked,
        layout: Layout,
    ) -> None:
        self._changed.add(element)
        self._pending += self._bounds.adding(edits_of(step, element, worked, layout))
        for effect in effects_of(step, element, worked, layout):
            self._log.changes.append(
                Change(
                    self._original.source.name,
                    self._line(effect.offset),
                    None if vessel is None else vessel.id,
                    effect.element,
                    effect.attribute,
                    effect.before,
                    effect.after,
                    number,
                )
            )

    def _line(self, offset: int) -> int:
        """The line that an offset has in the file as it was."""
        for origin in reversed(self._origins):
            offset = origin.original(offset)
        return self._original.location(offset).line


def _is_new(element: Element, removed: set[Element]) -> bool:
    """Whether an element does not go with one around it; then it is among the removed."""
    inner = element.parent
    while inner is not None:
        if inner in removed:
            return False
        inner = inner.parent
    removed.add(element)
    return True
