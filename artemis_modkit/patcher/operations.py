"""What a step does to one element: its attributes anew, the edits, and what they change.

The attributes are worked out as texts first and then compared with those that
were there, so that whatever did not change keeps its bytes.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct, field

from artemis_modkit.model.declarations import Type
from artemis_modkit.model.numbers import beyond_sense, read_decimal, same_number, shortest
from artemis_modkit.model.vessel_data import ATTRIBUTES
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.layout import Layout, tag_of
from artemis_modkit.parsers.source import Edit
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.recipe import Arithmetic, Step

NUMBERED = {"vessel": "uniqueID", "hullRace": "ID"}
"""Elements that go by a number, and the attribute that has it."""

_LONGEST_TEXT = 1_000_000


class BeyondSense(Exception):
    """A value that a recipe makes and that no mod can mean; the message shows both."""


class Effect(Struct, frozen=True):
    """One thing that a step changes of an element.

    `attribute` is `None` for the element itself: `before` is `None` for a new one and `after`
    for one that goes, both as they are written; of a new name both are names. The `element` is
    a child's name where that is added. `offset` is its place in the text.
    """

    element: str
    attribute: str | None
    before: str | None
    after: str | None
    offset: int


class Worked(Struct):
    """An element's attributes after a step, and the names that they had before.

    An attribute that has no name in `origins` is a new one. `found` tells whether there was
    anything to work on; `complaints` what could not be done.
    """

    element: Element
    attributes: dict[str, str]
    origins: dict[str, str]
    complaints: list[str] = field(default_factory=list)
    found: bool = False

    @classmethod
    def by(cls, step: Step, element: Element) -> "Worked":
        """What a step makes of an element's attributes. Raises `BeyondSense`."""
        worked = cls(element, dict(element.attributes), {name: name for name in element.attributes})
        worked.found = step.changes_elements
        worked._copy(step.copies)
        worked._set(step.values)
        worked._calculate(step.arithmetic)
        for name, replacements in step.replacements.items():
            worked._replace(name, replacements)
        worked._rename(step.renames)
        worked._remove(step.removes)
        return worked

    def _copy(self, copies: Mapping[str, str]) -> None:
        for name, source in copies.items():
            if source in self.attributes:
                self.found = True
                self._write(name, self.attributes[source])

    def _set(self, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            self.found = True
            self._write(name, value)

    def _write(self, name: str, text: str) -> None:
        before = self.attributes.get(name)
        if before is None or not same_number(before, text):
            self.attributes[name] = text

    def _calculate(self, arithmetic: Arithmetic) -> None:
        for name in arithmetic.names:
            before = self.attributes.get(name)
            if before is None:
                continue
            self.found = True
            after = calculated(arithmetic, name, before)
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
                    raise BeyondSense(f"{name} would become longer than {_LONGEST_TEXT:,} signs")
                after = after.replace(old, new)
        if after != before:
            self.found = True
            self.attributes[name] = after

    def _rename(self, renames: Mapping[str, str]) -> None:
        for old, new in renames.items():
            if old in self.attributes and new not in self.attributes:
                self.found = True
                if old in self.origins:
                    self.origins[new] = self.origins.pop(old)
                self.attributes = {
                    new if key == old else key: text for key, text in self.attributes.items()
                }

    def _remove(self, names: tuple[str, ...]) -> None:
        for name in names:
            if self.attributes.pop(name, None) is not None:
                self.origins.pop(name, None)
                self.found = True


def calculated(arithmetic: Arithmetic, name: str, text: str) -> str | None:
    """The text of a number after the arithmetic, as it was where its value does not change.

    `None` where the text is no number. Raises `BeyondSense` where the result is none that the game
    can hold.
    """
    if read_decimal(text) is None:
        return None
    result = arithmetic(name, Decimal(text.strip()))
    after = shortest(result)
    if read_decimal(after) is None:
        what = f'{name}="{shortened(text)}" would become {result:.2e}'
        raise BeyondSense(f"{what}, which {beyond_sense(after) or 'is no number'}")
    return text if same_number(text, after) else after


def edits_of(step: Step, element: Element, worked: Worked, layout: Layout) -> Iterator[Edit]:
    """The edits that make of an element what a step worked out."""
    name = step.element_name or element.name
    if step.removes_element:
        yield layout.without_element(element)
        return
    names = {origin: new for new, origin in worked.origins.items()}
    for old, before in element.attributes.items():
        new = names.get(old)
        if new is None:
            yield layout.without_attribute(element, old)
            continue
        if new != old:
            yield layout.renamed_attribute(element, old, new)
        if worked.attributes[new] != before:
            yield layout.with_value(element, old, worked.attributes[new])
    for new, text in worked.attributes.items():
        if new not in worked.origins:
            yield layout.with_value(element, new, text)
    if name != element.name:
        yield from layout.renamed(element, name)
    if step.new_elements:
        written = [(one.name, tag_of(one.name, one.attributes)) for one in step.new_elements]
        yield from layout.with_children(element, written, name)
    for values in step.twins:
        yield layout.with_twin(element, values)


def effects_of(step: Step, element: Element, worked: Worked, layout: Layout) -> Iterator[Effect]:
    """What those edits change, thing by thing."""
    name, start = element.name, element.start
    if step.removes_element:
        written = tag_of(name, element.attributes.items())
        yield Effect(name, None, written, None, start)
        return
    places = layout.document.places(element)
    if step.element_name not in (None, name):
        yield Effect(name, None, name, step.element_name, start)
    for attribute in dict.fromkeys((*element.attributes, *worked.attributes)):
        before, after = element.attributes.get(attribute), worked.attributes.get(attribute)
        if before != after:
            offset = places[attribute].name.start if attribute in places else start
            yield Effect(step.element_name or name, attribute, before, after, offset)
    for one in step.new_elements:
        yield Effect(one.name, None, None, tag_of(one.name, one.attributes), start)
    for values in step.twins:
        written = tag_of(name, {**element.attributes, **values}.items())
        yield Effect(name, None, None, written, start)
