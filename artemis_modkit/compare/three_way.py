"""What two people did to one file of ships: every difference, and whose it is.

One decision: finding comes before writing. A difference says what base, ours and theirs have and
who changed it, by vessel, child and attribute; it neither chooses in conflicts nor touches text.
Swapping the sides therefore swaps every difference and changes none.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from artemis_modkit.compare.trios import (
    UNITS,
    Side,
    Sides,
    Trio,
    child_names,
    child_trios,
    number_of,
    race_trios,
    some,
    vessel_trios,
)
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.matching import content_of, value_of
from artemis_modkit.model.vessel_data import ATTRIBUTES, VesselData
from artemis_modkit.model.vessel_parts import Art, LongDescription
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_KEPT_BY_ANOTHER_SHIP = 0.5
_TEXT_OF_A_SHIP = f".{LongDescription.NAME}.text"


class Outcome(Enum):
    """Who changed something: one side, both alike, or both in different ways."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not the same in all three files.

    `texts` are the values, or the attributes of a whole element; `None` where it is absent.
    `attribute` is `None` for a whole element. `elements` are those that hold the attribute, or
    the elements themselves; all `None` for a setting. `homes` are the parents of a whole element.
    `also` are smaller differences that a conflict is the head of; `why` says what the conflict
    is where the values do not.
    """

    path: str
    outcome: Outcome
    texts: Sides[str | None]
    attribute: str | None = None
    elements: Trio = Sides(None, None, None)
    homes: Trio = Sides(None, None, None)
    also: "tuple[Difference, ...]" = ()
    why: str = ""


@dataclass
class ThreeWay:
    """Three files of ships side by side.

    `knows_texts` is false where the sentences of base are not those that the sides began with.
    `partners` leads from elements of base and theirs (by `id`) to those of ours.
    """

    files: Sides[VesselData]
    knows_texts: bool = True
    partners: dict[int, Element] = field(default_factory=dict)

    def differences(self) -> Iterator[Difference]:
        """Every difference: of the root, then of races, then of vessels."""
        roots = Sides(*(one.document.root for one in self.files))
        self._join(roots)
        yield from self._attributes("vessel_data", roots)
        loose = Sides(*(_loose_children(root) for root in roots))
        yield from self._children("vessel_data", roots, loose)
        for trio in race_trios(self.files):
            yield from self._unit(trio, roots)
        for trio in vessel_trios(self.files):
            yield from self._unit(trio, roots)

    def _unit(self, trio: Trio, roots: Trio) -> Iterator[Difference]:
        one = some(trio)
        path = f"{one.name}[{number_of(one) or '?'}]"
        if trio.base is None and trio.ours is not None and trio.theirs is not None:
            yield self._added_by_both(path, trio, roots)
            return
        found = list(self._element(path, trio, roots))
        replacer = _replacer(trio)
        yield from found if replacer is None else _of_another_ship(found, replacer)

    def _added_by_both(self, path: str, trio: Trio, roots: Trio) -> Difference:
        self._join(trio)
        inner = [one for one in self._inside(path, trio) if one.outcome is not Outcome.BOTH]
        if not inner:
            return _whole(path, trio, roots, Outcome.BOTH)
        differing = tuple(replace(one, outcome=Outcome.OURS) for one in inner)
        conflict = _whole(path, trio, roots, Outcome.CONFLICT)
        return replace(conflict, also=differing, why="both added it, each in another way")

    def _element(self, path: str, trio: Trio, homes: Trio) -> Iterator[Difference]:
        self._join(trio)
        base, ours, theirs = trio
        if ours is not None and theirs is not None:
            if base is None and content_of(ours) == content_of(theirs):
                yield _whole(path, trio, homes, Outcome.BOTH)
            else:
                yield from self._inside(path, trio)
        elif base is None:
            yield _whole(path, trio, homes, Outcome.THEIRS if ours is None else Outcome.OURS)
        elif ours is None and theirs is None:
            yield _whole(path, trio, homes, Outcome.BOTH)
        elif self._content(ours or theirs) == self._content(base):
            yield _whole(path, trio, homes, Outcome.OURS if ours is None else Outcome.THEIRS)
        else:
            conflict = _whole(path, trio, homes, Outcome.CONFLICT)
            yield replace(conflict, why="one side removed what the other changed")

    def _join(self, trio: Trio) -> None:
        if trio.ours is not None:
            for one in (trio.base, trio.theirs):
                if one is not None:
                    self.partners[id(one)] = trio.ours

    def _inside(self, path: str, trio: Trio) -> Iterator[Difference]:
        yield from self._attributes(path, trio)
        inner: Sides[Sequence[Element]] = Sides(
            *(() if one is None else one.children for one in trio)
        )
        yield from self._children(path, trio, inner)

    def _attributes(self, path: str, trio: Trio) -> Iterator[Difference]:
        given = Sides(*({} if one is None else one.attributes for one in trio))
        if given.base == given.ours == given.theirs:
            return
        element = some(trio).name
        for name in dict.fromkeys((*given.base, *given.ours, *given.theirs)):
            texts = Sides(*(one.get(name) for one in given))
            values: Sides[Hashable] = Sides(
                *(None if text is None else (value_of(element, name, text),) for text in texts)
            )
            outcome = outcome_of(values)
            if not self._knows(element, name):
                texts = texts._replace(base=None)
                outcome = None if values.ours == values.theirs else Outcome.CONFLICT
            if outcome is not None:
                yield Difference(f"{path}.{name}", outcome, texts, name, trio)

    def _children(
        self, path: str, homes: Trio, inner: Sides[Sequence[Element]]
    ) -> Iterator[Difference]:
        if any(inner):
            names = child_names(inner)
            for trio in child_trios(inner):
                yield from self._element(f"{path}.{names[id(some(trio))]}", trio, homes)

    def _knows(self, element: str, attribute: str) -> bool:
        """Whether what base says of an attribute is what the sides began with."""
        if self.knows_texts:
            return True
        known = ATTRIBUTES.get(element, {}).get(attribute)
        return known is None or known.kind is not Kind.TEXT

    def _content(self, element: Element | None) -> Hashable:
        """What an element says, as far as base can be asked; `None` of none."""
        if element is None or self.knows_texts:
            return None if element is None else content_of(element)
        values = frozenset(
            (name, value_of(element.name, name, text))
            for name, text in element.attributes.items()
            if self._knows(element.name, name)
        )
        return element.name, values, tuple(self._content(one) for one in element.children)


def outcome_of(values: Sides[Hashable]) -> Outcome | None:
    """Who changed a value; `None` where nobody did."""
    if values.ours == values.theirs:
        return None if values.base == values.ours else Outcome.BOTH
    if values.base == values.ours:
        return Outcome.THEIRS
    return Outcome.OURS if values.base == values.theirs else Outcome.CONFLICT


def _whole(path: str, trio: Trio, homes: Trio, outcome: Outcome) -> Difference:
    texts = Sides(*(None if one is None else _summary(one) for one in trio))
    return Difference(path, outcome, texts, None, trio, homes)


def _summary(element: Element) -> str:
    return " ".join(f"{name}={value.strip()}" for name, value in element.attributes.items())


def _loose_children(root: Element | None) -> Sequence[Element]:
    """What stands beside races and vessels and holds none of them."""
    if root is None or root.name in UNITS:
        return ()
    return [one for one in root.children if not _holds_units(one)]


def _holds_units(element: Element) -> bool:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.name in UNITS:
            return True
        waiting += one.children
    return False


# Another ship under the same number ------------------------------------------------------------


def _replacer(trio: Trio) -> Side | None:
    """The side that made a vessel into another ship, where only one did."""
    base, ours, theirs = trio
    if base is None or ours is None or theirs is None or base.name != Vessel.NAME:
        return None
    replaced = [side for side in (Side.OURS, Side.THEIRS) if _is_another(base, trio.of(side))]
    return replaced[0] if len(replaced) == 1 else None


def _is_another(base: Element, now: Element | None) -> bool:
    """Whether class and mesh are others, and less than half of all values is what it was."""
    if now is None or base.attributes.get("classname") == now.attributes.get("classname"):
        return False
    meshes = [
        [child.attributes.get("meshfile") for child in one.children if child.name == Art.NAME]
        for one in (base, now)
    ]
    if meshes[0] == meshes[1]:
        return False
    values = [set(_values(one)) for one in (base, now)]
    return len(values[0] & values[1]) < _KEPT_BY_ANOTHER_SHIP * len(values[0])


def _values(vessel: Element) -> Iterator[Hashable]:
    for at, child in enumerate(vessel.children):
        for name, text in child.attributes.items():
            yield child.name, at, name, value_of(child.name, name, text)


def _of_another_ship(found: list[Difference], replacer: Side) -> Iterator[Difference]:
    """The new ship as a whole, and one conflict for what was done to the old one.

    Values of two ships do not mix. The conflict stands at the text, where both say what the
    ship is, or else at the first thing that the other side changed.
    """
    whose = Outcome.OURS if replacer is Side.OURS else Outcome.THEIRS
    lost = [one for one in found if one.outcome not in (whose, Outcome.BOTH)]
    yield from (one for one in found if one.outcome in (whose, Outcome.BOTH))
    if not lost:
        return
    head = next((one for one in lost if one.path.endswith(_TEXT_OF_A_SHIP)), lost[0])
    rest = tuple(replace(one, outcome=whose) for one in lost if one is not head)
    why = f"{whose.value} made it another ship"
    yield replace(head, outcome=Outcome.CONFLICT, also=rest, why=why)
