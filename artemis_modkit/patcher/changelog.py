"""What a patch did, gathered as players speak of it: so many beams, all by one factor.

A patch is a comparison of before and after, so a value that two steps changed is told once. What
most values of a kind did alike is one line, and then what most of the rest did; what is left is
told ship by ship.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from artemis_modkit.balance.scale import follows
from artemis_modkit.changes.align import aligned_vessels
from artemis_modkit.changes.delta import Delta, deltas_between
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import read_decimal, rounded, same_number, shortest
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element

_MOST_RULES = 6
"""So many factors and common values are looked for in one kind of value."""
_FACTOR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of value: an attribute of an element, of one kind of torpedo where there are several.

    `attribute` is empty for the number of such elements. `also` are attributes that went the
    same way, such as the damage of a beam in players' hands.
    """

    element: str
    attribute: str
    munition: Munition | None = None
    also: tuple[str, ...] = ()

    @property
    def attributes(self) -> tuple[str, ...]:
        """All attributes, in the order of their declaration."""
        return (self.attribute, *self.also)


@dataclass(frozen=True, slots=True)
class ShipChange:
    """A delta of a ship from before to after, as players count: a store by its amount.

    `vessel` is that of the mod before. `part` is the element that holds the value.
    """

    vessel: Vessel
    figure: Figure
    part: Element
    delta: Delta

    @property
    def before(self) -> str | None:
        """The value before as written; `None` where it was not there."""
        return self.delta.ours

    @property
    def after(self) -> str | None:
        """The value after as written; `None` where it is not there."""
        return self.delta.theirs


def ship_changes(before: VesselData, after: VesselData) -> Iterator[ShipChange]:
    """What differs in the ships that both have, value by value, in the order of the file."""
    for old, new in aligned_vessels(before.vessels, after.vessels):
        if old is not None and new is not None:
            yield from _changes(old, new)


def _changes(old: Vessel, new: Vessel) -> Iterator[ShipChange]:
    counted: dict[str, Delta] = {}
    places = {part: at for at, part in enumerate((old.element, *old.element.children))}
    deltas = deltas_between(old.element, new.element)
    for delta in sorted(deltas, key=lambda one: places.get(one.element, len(places))):
        part = delta.element
        munition = None
        if part.name == TorpedoStorage.NAME:
            munition = Munition.of(part.attributes.get("type", ""))
        if delta.attribute is not None:
            yield ShipChange(old, Figure(part.name, delta.attribute, munition), part, delta)
        elif munition is not None:
            before, after = (
                None if side is None else side.attributes.get("amount")
                for side in delta.elements[1:]
            )
            amount = replace(delta, ours=before, theirs=after)
            yield ShipChange(old, Figure(part.name, "amount", munition), part, amount)
        else:
            counted.setdefault(part.name, delta)
    for name, delta in counted.items():
        before, after = (
            str(count) if count else None
            for vessel in (old, new)
            for count in [sum(child.name == name for child in vessel.element.children)]
        )
        number = replace(delta, ours=before, theirs=after)
        yield ShipChange(old, Figure(name, ""), old.element, number)


class Form(Enum):
    """How a line says what values did: times a factor, all to one value, from one to another."""

    FACTOR = "factor"
    TO = "to"
    FROM_TO = "from to"


@dataclass(frozen=True, slots=True)
class Line:
    """Values of one figure that did one thing; `of` is how many parts of all ships have it.

    `factor` is `None` unless the form is a factor; else what they did stands in any change.
    """

    figure: Figure
    form: Form
    factor: Decimal | None
    changes: tuple[ShipChange, ...]
    of: int

    @property
    def vessels(self) -> tuple[Vessel, ...]:
        """The ships, each once, in the order of the file."""
        return tuple({change.vessel.element: change.vessel for change in self.changes}.values())

    @property
    def parts(self) -> int:
        """How many elements changed."""
        return len({change.part for change in self.changes})


def lines(before: VesselData, changes: Iterable[ShipChange]) -> list[Line]:
    """The changes as lines, those of one figure together, the widest of it first."""
    of_figure: dict[Figure, list[ShipChange]] = {}
    for change in changes:
        of_figure.setdefault(change.figure, []).append(change)
    totals = _totals(before)
    found = [
        Line(figure, form, factor, tuple(group), totals[figure.element, figure.attribute])
        for figure, every in of_figure.items()
        for form, factor, group in _groups(every)
    ]
    return _joined(found)


def _totals(before: VesselData) -> Counter[tuple[str, str]]:
    """How many elements of ships have each attribute, those that are 0 left out."""
    found: Counter[tuple[str, str]] = Counter()
    for vessel in before.vessels:
        for one in (vessel.element, *vessel.element.children):
            found.update(
                (one.name, name)
                for name, text in one.attributes.items()
                if not same_number(text, "0")
            )
    return found


_Group = tuple[Form, Decimal | None, list[ShipChange]]


def _groups(changes: list[ShipChange]) -> Iterator[_Group]:
    """Changes by what they did: the rule that most follow, then that of the rest, and so on."""
    left = changes
    for _ in range(_MOST_RULES):
        rules = [rule for rule in (_by_value(left), _by_factor(left)) if rule is not None]
        form, factor, group = max(rules, key=lambda rule: len(rule[2]), default=(None, None, []))
        if form is None or len({one.vessel.element for one in group}) < 2:
            break
        yield form, factor, group
        taken = {one.part for one in group}
        left = [one for one in left if one.part not in taken]
    pairs: dict[tuple[str | None, str | None], list[ShipChange]] = {}
    for one in left:
        pairs.setdefault((_text(one.before), _text(one.after)), []).append(one)
    for group in pairs.values():
        yield Form.FROM_TO, None, group


def _text(value: str | None) -> str | None:
    """A value as it is compared: numbers in their shortest form."""
    if value is None or not _is_number(value):
        return None if value is None else value.strip()
    return shortest(Decimal(value.strip()))


def _by_value(changes: list[ShipChange]) -> _Group | None:
    """Those with the commonest value after; all from one value, or from several."""
    counts = Counter(_text(change.after) for change in changes)
    if not counts:
        return None
    value, _ = counts.most_common(1)[0]
    group = [change for change in changes if _text(change.after) == value]
    is_one = len({_text(one.before) for one in group}) == 1
    return (Form.FROM_TO if is_one else Form.TO), None, group


def _by_factor(changes: list[ShipChange]) -> _Group | None:
    """Those that follow the commonest factor, as it is or rounded."""
    numbers = [
        (Decimal(change.before.strip()), Decimal(change.after.strip()), change)
        for change in changes
        if change.before and change.after and _is_number(change.before) and _is_number(change.after)
    ]
    ratios = Counter(
        rounded(after / before, _FACTOR_DIGITS)
        for before, after, _ in numbers
        if before and after and abs((after / before).adjusted()) < _FACTOR_DIGITS
    )
    if not ratios:
        return None
    factor, _ = ratios.most_common(1)[0]
    group = [one for before, after, one in numbers if follows(before, after, factor)]
    return Form.FACTOR, factor.normalize(), group


def _is_number(text: str) -> bool:
    return read_decimal(text) is not None


_PARTNERS = {("beam_port", "playerdamage"): "damage", ("shields", "back"): "front"}
"""Attributes that players speak of as one with another where they went the same way."""


def _joined(found: list[Line]) -> list[Line]:
    """Lines, those of attributes that went the same way in the same parts as one."""
    done: list[Line] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for line in found:
        figure = line.figure
        way = (line.factor, None if line.factor else _text(line.changes[0].after))
        partner = _PARTNERS.get((figure.element, figure.attribute))
        waiting = places.get((figure.element, partner, way), [])
        at = next((at for at in waiting[:_MOST_RULES] if _is_one(done[at], line)), None)
        if at is None:
            places.setdefault((figure.element, figure.attribute, way), []).append(len(done))
            done.append(line)
        else:
            one = done[at]
            both = replace(one.figure, also=(figure.attribute,))
            form = one.form if _texts(one) == _texts(line) else Form.TO
            changes = (*one.changes, *line.changes)
            done[at] = Line(both, form, one.factor, changes, max(one.of, line.of))
            waiting.remove(at)
    return done


def _is_one(one: Line, other: Line) -> bool:
    """Whether two lines that say the same say it of the same parts, as far as these have both."""
    parts = [{change.part: change for change in side.changes} for side in (one, other)]
    return all(
        _is_nothing(changed, missing)
        for mine, others, missing in (
            (parts[0], parts[1], other.figure.attribute),
            (parts[1], parts[0], one.figure.attribute),
        )
        for at, changed in mine.items()
        if at not in others
    )


def _texts(line: Line) -> set[tuple[str | None, str | None]]:
    """What was written before and is after; nothing of values that follow a factor."""
    if line.factor is not None:
        return set()
    return {(_text(change.before), _text(change.after)) for change in line.changes}


def _is_nothing(changed: ShipChange, attribute: str) -> bool:
    """Whether the part of a change has no attribute of a name, or 0, which no factor changes."""
    text = changed.part.attributes.get(attribute)
    return text is None or same_number(text, "0")
