"""What changed in ships, gathered as players speak of it: so many beams, all by one factor.

A patch is a comparison of before and after, so a value that two steps changed is told once. What
most values of a kind did alike is one line, and then what most of the rest did; what is left is
told ship by ship.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.scale import follows
from artemis_modkit.changes.delta import Delta, deltas_between
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.numbers import read_decimal, rounded, same_number, shortest
from artemis_modkit.model.vessel_parts import TorpedoStorage
from artemis_modkit.model.vessels import Vessel, key_of, kind_of
from artemis_modkit.parsers.xml import Element

_MOST_RULES = 6
"""So many factors and common values are looked for in one kind of value."""
_MOST_RATIOS = 8
"""So many of the commonest ratios are tried as the factor of one kind of value."""
_NEARLY_ALL = 0.8
_FACTOR_DIGITS = 4
_ROUNDINGS = ("whole numbers", "1 decimal", "2 decimals", "3 decimals")
_NEAR = Decimal("0.02")
"""A ratio may be rounded from a factor that is as near to it, as a share of it."""


class Figure(Struct, frozen=True):
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


class ShipChange(Struct, frozen=True, eq=False):
    """A delta of a ship from before to after, as players count: a store by its amount.

    `vessel` is that of the mod before, `now` that after. `part` is the element that holds the
    value. Of parts that came or went, of which a ship has several, `came` and `went` are those.
    """

    vessel: Vessel
    now: Vessel
    figure: Figure
    part: Element
    delta: Delta
    came: tuple[Element, ...] = ()
    went: tuple[Element, ...] = ()

    @property
    def before(self) -> str | None:
        """The value before as written; `None` where it was not there."""
        return self.delta.ours

    @property
    def after(self) -> str | None:
        """The value after as written; `None` where it is not there."""
        return self.delta.theirs


def ship_changes(
    old: Vessel, new: Vessel, deltas: Iterable[Delta] | None = None
) -> Iterator[ShipChange]:
    """What differs from a ship before to the same after, in the order of the file.

    `deltas` are those between both where they are known.

    An element that a ship has once is told value by value, also where it came or went.
    """
    counted: dict[str, list[Delta]] = {}
    places = {part: at for at, part in enumerate((old.element, *old.element.children))}
    deltas = deltas_between(old.element, new.element) if deltas is None else deltas
    for delta in sorted(deltas, key=lambda one: places.get(one.element, len(places))):
        part = delta.element
        munition = None
        if part.name == TorpedoStorage.NAME:
            munition = Munition.of(part.attributes.get("type", ""))
        if delta.attribute is not None:
            yield ShipChange(old, new, Figure(part.name, delta.attribute, munition), part, delta)
        elif munition is not None:
            yield ShipChange(
                old, new, Figure(part.name, "amount", munition), part, _inner(delta, "amount")
            )
        elif key_of(part) == part.name:
            for name in part.attributes:
                inner = _inner(delta, name)
                yield ShipChange(old, new, Figure(part.name, name), part, inner)
        else:
            counted.setdefault(part.name, []).append(delta)
    for name, found in counted.items():
        before, after = (
            str(count) if count else None
            for vessel in (old, new)
            for count in [sum(child.name == name for child in vessel.element.children)]
        )
        yield ShipChange(
            old,
            new,
            Figure(name, ""),
            old.element,
            replace(found[0], ours=before, theirs=after),
            tuple(one.element for one in found if one.ours is None),
            tuple(one.element for one in found if one.theirs is None),
        )


def _inner(delta: Delta, attribute: str) -> Delta:
    """A value of an element that came or went as a whole."""
    texts = [
        None if element is None else element.attributes.get(attribute)
        for element in delta.elements[1:]
    ]
    kind = kind_of(delta.element.name, attribute)
    return replace(delta, ours=texts[0], theirs=texts[1], attribute=attribute, kind=kind)


class Form(Enum):
    """How a line says what values did: times a factor, all to one value, from one to another."""

    FACTOR = "factor"
    TO = "to"
    FROM_TO = "from to"


class Line(Struct, frozen=True):
    """Values of one figure that did one thing; `of` is how many parts of all ships have it.

    `factor` is `None` unless the form is a factor; else what they did stands in any change.
    """

    figure: Figure
    form: Form
    factor: Decimal | None
    changes: tuple[ShipChange, ...]
    of: int

    @property
    def rounding(self) -> str:
        """To what products were rounded: `whole numbers`; empty where all are as they are."""
        factor = self.factor
        if factor is None:
            return ""
        pairs = [
            (
                Decimal((change.before or "0").strip()) * factor,
                Decimal((change.after or "0").strip()),
            )
            for change in self.changes
        ]
        inexact = [after for product, after in pairs if product != after]
        if not inexact:
            return ""
        for digits, words in enumerate(_ROUNDINGS):
            if all(
                rounded(product, digits) == rounded(after, digits + 2) for product, after in pairs
            ):
                return words
        return "some digits"

    @property
    def vessels(self) -> tuple[Vessel, ...]:
        """The ships, each once, in the order of the file."""
        return tuple({change.vessel.element: change.vessel for change in self.changes}.values())

    @property
    def parts(self) -> int:
        """How many elements changed."""
        return len({change.part for change in self.changes})


def lines(before: Iterable[Vessel], changes: Iterable[ShipChange]) -> list[Line]:
    """The changes as lines, those of one figure together, the widest of it first.

    `before` are the ships before that the changes are among.
    """
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


def _totals(before: Iterable[Vessel]) -> Counter[tuple[str, str]]:
    """How many elements of ships have each attribute, those that are 0 left out."""
    found: Counter[tuple[str, str]] = Counter()
    for vessel in before:
        for element in (vessel.element, *vessel.element.children):
            found.update(
                (element.name, name)
                for name, text in element.attributes.items()
                if not same_number(text, "0")
            )
    return found


_Texts = tuple[str | None, str | None]
_Alike = tuple[Form, Decimal | None, list[ShipChange]]


def _groups(changes: list[ShipChange]) -> Iterator[_Alike]:
    """Changes by what they did: the rule that most follow, then that of the rest, and so on."""
    left = changes
    for _ in range(_MOST_RULES):
        rules = [rule for rule in (_by_value(left), _by_factor(left)) if rule is not None]
        form, factor, group = max(rules, key=lambda rule: len(rule[2]), default=(None, None, []))
        if form is None or len({change.vessel.element for change in group}) < 2:
            break
        yield form, factor, group
        taken = {change.part for change in group}
        left = [change for change in left if change.part not in taken]
    pairs: dict[tuple[str | None, str | None], list[ShipChange]] = {}
    for change in left:
        pairs.setdefault((_text(change.before), _text(change.after)), []).append(change)
    for group in pairs.values():
        yield Form.FROM_TO, None, group


def _text(value: str | None) -> str | None:
    """A value as it is compared: numbers in their shortest form."""
    if value is None or not _is_number(value):
        return None if value is None else value.strip()
    return shortest(Decimal(value.strip()))


def _by_value(changes: list[ShipChange]) -> _Alike | None:
    """Those with the commonest value after; all from one value, or from several.

    Where nearly all had one value before, the others only happen to have the same now.
    """
    counts = Counter(_text(change.after) for change in changes)
    if not counts:
        return None
    value, _ = counts.most_common(1)[0]
    group = [change for change in changes if _text(change.after) == value]
    (before, count), *_ = Counter(_text(change.before) for change in group).most_common(1)
    if count < _NEARLY_ALL * len(group):
        return Form.TO, None, group
    return Form.FROM_TO, None, [change for change in group if _text(change.before) == before]


def _by_factor(changes: list[ShipChange]) -> _Alike | None:
    """Those that follow the factor that most do, as it is or rounded.

    Of factors that as many follow the shortest is it: 75 to 19 is a quarter, not 0.2533.
    """
    counts = Counter((change.before, change.after) for change in changes)
    numbers: dict[_Texts, tuple[Decimal, Decimal]] = {
        (before, after): (Decimal(before.strip()), Decimal(after.strip()))
        for before, after in counts
        if before and after and _is_number(before) and _is_number(after)
    }
    ratios: Counter[Decimal] = Counter()
    for pair, (before, after) in numbers.items():
        if before and after and abs((after / before).adjusted()) < _FACTOR_DIGITS:
            ratios[rounded(after / before, _FACTOR_DIGITS)] += counts[pair]
    best: tuple[int, int] = 0, 0
    found: tuple[Decimal, set[_Texts]] | None = None
    for ratio, _ in ratios.most_common(_MOST_RATIOS):
        is_of_thirds = 3 * ratio != rounded(3 * ratio, 0) == rounded(3 * ratio, 3)
        for digits in range(_FACTOR_DIGITS if is_of_thirds else 1, _FACTOR_DIGITS + 1):
            factor = rounded(ratio, digits)
            if factor == 1 or abs(factor - ratio) > _NEAR * ratio:
                continue
            pairs = {pair for pair, both in numbers.items() if follows(*both, factor)}
            if best < (rank := (sum(map(counts.__getitem__, pairs)), -digits)):
                best, found = rank, (factor, pairs)
    if found is None:
        return None
    factor, pairs = found
    group = [change for change in changes if (change.before, change.after) in pairs]
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


def _is_one(line: Line, other: Line) -> bool:
    """Whether two lines that say the same say it of the same parts, as far as these have both."""
    parts = [{change.part: change for change in side.changes} for side in (line, other)]
    return all(
        _is_nothing(changed, missing)
        for mine, others, missing in (
            (parts[0], parts[1], other.figure.attribute),
            (parts[1], parts[0], line.figure.attribute),
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
