"""Run the steps of recipes that are about vesselData.xml.

Steps write into one list of edits as long as they cannot see each other's; only
a step that could is preceded by a new reading of the file. It could if it selects by what was
changed, or speaks of the same attributes of an element that was changed. What a step makes of an
element is worked out as texts first and then compared with those that were there, so that whatever
did not change keeps its bytes.
"""

from collections.abc import Iterator, Mapping
from itertools import count

from msgspec import Struct, field

from artemis_modkit.changes.sides import UNITS
from artemis_modkit.model.declarations import Type
from artemis_modkit.model.numbers import beyond_sense, read_integer, same_number
from artemis_modkit.model.vessels import ATTRIBUTES, NAMELESS, Vessel, VesselData
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.layout import Layout, tag_of
from artemis_modkit.parsers.source import Edit, Source
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.recipe import Arithmetic, Step
from artemis_modkit.patcher.run import FileRun, Log

_SELECTED_BY = frozenset(
    {("vessel", name) for name in ("uniqueID", "side", "classname", "broadType")}
    | {("hullRace", name) for name in ("ID", "name", "keys")}
    | {("performance", "topspeed")}
)
"""What selections look at: after a change of it the file is read anew before the next step."""

_LONGEST_TEXT = 1_000_000


class _Worked(Struct):
    """An element's attributes after a step, and the names that they had before.

    An attribute that has no name in `origins` is a new one. `found` tells whether there was
    anything to work on; `complaints` what could not be done.
    """

    element: Element
    attributes: dict[str, str]
    origins: dict[str, str]
    found: bool
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def by(cls, step: Step, element: Element) -> "_Worked":
        """What a step makes of an element's attributes. Raises `Slip`."""
        given = element.attributes
        worked = cls(element, dict(given), {name: name for name in given}, step.changes_elements)
        for name, source in step.copies.items():
            if source in worked.attributes:
                worked._write(name, worked.attributes[source])
        for name, value in step.values.items():
            worked._write(name, value)
        worked._calculate(step.arithmetic)
        for name, replacements in step.replacements.items():
            worked._replace(name, replacements)
        for old, new in step.renames.items():
            worked._rename(old, new)
        for name in step.removes:
            if worked.attributes.pop(name, None) is not None:
                worked.origins.pop(name, None)
                worked.found = True
        return worked

    def _write(self, name: str, text: str) -> None:
        self.found = True
        before = self.attributes.get(name)
        if before is None or not same_number(before, text):
            self.attributes[name] = text

    def _calculate(self, arithmetic: Arithmetic) -> None:
        for name in arithmetic.names:
            before = self.attributes.get(name)
            if before is None:
                continue
            self.found = True
            after = arithmetic.written(name, before)
            if after is not None:
                self.attributes[name] = after
            else:
                what = beyond_sense(before) or "is not a number"
                self.complaints.append(f'{name}="{shortened(before)}" {what}')

    def _replace(self, name: str, replacements: Mapping[str, str]) -> None:
        before = after = self.attributes.get(name)
        if after is None:
            return
        known = ATTRIBUTES.get(self.element.name, {}).get(name)
        if known is not None and known.type is Type.WORDS:
            words = after.split()
            lowered = {old.lower(): new for old, new in replacements.items()}
            changed = [lowered.get(word.lower(), word) for word in words]
            after = " ".join(filter(None, changed)) if changed != words else after
        else:
            for old, new in replacements.items():
                if len(after) + after.count(old) * (len(new) - len(old)) > _LONGEST_TEXT:
                    raise Slip(f"{name} would become longer than {_LONGEST_TEXT:,} signs")
                after = after.replace(old, new)
        if after != before:
            self.found = True
            self.attributes[name] = after

    def _rename(self, old: str, new: str) -> None:
        if old in self.attributes and new not in self.attributes:
            self.found = True
            if old in self.origins:
                self.origins[new] = self.origins.pop(old)
            self.attributes = {
                new if key == old else key: text for key, text in self.attributes.items()
            }

    def edits(self, layout: Layout) -> Iterator[Edit]:
        """What makes of the element's attributes what was worked out."""
        element = self.element
        names = {origin: new for new, origin in self.origins.items()}
        for old, before in element.attributes.items():
            new = names.get(old)
            if new is None:
                yield layout.without_attribute(element, old)
                continue
            if new != old:
                yield layout.renamed_attribute(element, old, new)
            if self.attributes[new] != before:
                yield layout.with_value(element, old, self.attributes[new])
        for new, text in self.attributes.items():
            if new not in self.origins:
                yield layout.with_value(element, new, text)


class VesselRun(FileRun[Step]):
    """Steps on their way through vesselData.xml."""

    def __init__(self, log: Log, data: VesselData) -> None:
        super().__init__(log, data.document)
        self._data = data
        self._begin()

    def _begin(self) -> None:
        self._touched: set[tuple[str, str]] = set()
        self._changed: set[Element] = set()
        self._coming: dict[int | None, str] = {}
        self._is_stale = False

    def _read(self, source: Source) -> None:
        self._data = VesselData.from_source(source)
        self._begin()

    def _must_select_anew(self, step: Step) -> bool:
        """Whether the step may select others than before the changes that are not read yet."""
        tests = {(step.selection.element or "", name) for name in step.selection.tests}
        return (
            self._is_stale
            or step.changes_elements
            or step.selection.xpath is not None
            or bool(self._touched & tests or self._touched & _SELECTED_BY)
        )

    def _step(self, step: Step) -> None:
        if self._must_select_anew(step):
            self._read_anew()
        selected = list(self._selected(step))
        names = {(step.selection.element or "", name) for name in step.names}
        if self._touched & names and any(one in self._changed for one, _ in selected):
            self._read_anew()
            selected = list(self._selected(step))
        self._touched |= names
        layout = Layout(self._data.document)
        found = False
        removed: set[Element] = set()
        for element, vessel in selected:
            worked = self._worked(step, element, vessel)
            found |= worked.found
            if step.removes_element and not removed.isdisjoint(element.lineage):
                continue  # it goes with one around it
            self._check_twins(step, element)
            for complaint in worked.complaints:
                self._log.skip(f"{_called(element, vessel)}: {complaint}")
            self._change(step, worked, vessel, layout)
            if step.removes_element:
                removed.add(element)
        if not found:
            self._find_nothing(step, self._lacking(step, was_selected=bool(selected)))
        self._is_stale = step.changes_elements or step.selection.element is None

    def _worked(self, step: Step, element: Element, vessel: Vessel | None) -> _Worked:
        try:
            return _Worked.by(step, element)
        except Slip as error:
            place = f"{self._original.name}:{self._line(element.start)}"
            raise Slip(f"{place}: {_called(element, vessel)}: {error}") from None

    def _selected(self, step: Step) -> Iterator[tuple[Element, Vessel | None]]:
        for element, vessel in step.selection.elements(self._data):
            if element is self._data.document.root and (step.removes_element or step.twins):
                raise Slip(f"would {'remove' if step.removes_element else 'copy'} the whole file")
            yield element, vessel

    def _check_twins(self, step: Step, element: Element) -> None:
        """Refuse copies of a ship or race by a number that another one has."""
        known = UNITS.get(element.name)
        if known is None or not step.twins:
            return
        names: dict[int | None, str] = {
            vessel.id: vessel.shown_name for vessel in self._data.vessels
        }
        if element.name == "hullRace":
            names = {race.id: f"{race.id} {race.name or NAMELESS}" for race in self._data.races}
        names |= self._coming
        for values in step.twins:
            wanted = read_integer(values.get(known, element.attributes.get(known, "")))
            if wanted is None:
                raise Slip(f"the copy has no {known} that is one")
            if wanted in names:
                free = next(one for one in count(wanted) if one not in names)
                raise Slip(f"{known} {wanted} is that of {names[wanted]}; {free} is free")
            self._coming[wanted] = names[wanted] = "another copy"

    def _lacking(self, step: Step, *, was_selected: bool) -> str:
        """What a step did not find."""
        if was_selected:
            return f"no selected {step.selection.shown} has what it speaks of"
        strange = step.selection.strange_race(self._data)
        if strange is None:
            return f"no {step.selection.shown} is selected"
        names = [race.name for race in self._data.races if race.name]
        return f"there is no race '{strange}'{in_brackets(strange, names)}"

    def _change(self, step: Step, worked: _Worked, vessel: Vessel | None, layout: Layout) -> None:
        """Write what a step makes of an element, and keep what that changes, thing by thing."""
        element, number = worked.element, None if vessel is None else vessel.id
        name, start = element.name, element.start
        self._changed.add(element)
        if step.removes_element:
            self._add(layout.without_element(element))
            written = tag_of(name, element.attributes.items())
            self._note(start, None, written, None, name, number)
            return
        self._add(*worked.edits(layout))
        if step.element_name not in (None, name):
            self._note(start, None, name, step.element_name, name, number)
            name = str(step.element_name)
            self._add(*layout.renamed(element, name))
        for attribute in dict.fromkeys((*element.attributes, *worked.attributes)):
            before, after = element.attributes.get(attribute), worked.attributes.get(attribute)
            if before != after:
                place = layout.document.places(element).get(attribute)
                at = start if place is None else place.name.start
                self._note(at, attribute, before, after, name, number)
        if step.new_elements:
            new = [(one, tag_of(one, attributes)) for one, attributes in step.new_elements]
            self._add(*layout.with_children(element, new, name))
            for one, written in new:
                self._note(start, None, None, written, one, number)
        for values in step.twins:
            self._add(layout.with_twin(element, values))
            written = tag_of(element.name, {**element.attributes, **values}.items())
            self._note(start, None, None, written, element.name, number)


def _called(element: Element, vessel: Vessel | None) -> str:
    return vessel.shown_name if vessel else element.name
