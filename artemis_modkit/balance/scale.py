"""The one factor by which a mod scales a kind of value, and the ships that do not follow it.

A value follows a factor if it is the product, as it is or rounded to as many
decimals as it shows. More than half of all values must follow, of four at least, else there is
no factor.
A value that was 0 and is not says nothing of the factor, but deviates from it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from artemis_modkit.changes.align import parts_of_both
from artemis_modkit.model.numbers import read_decimal, rounded
from artemis_modkit.model.vessels import Vessel

GROUPS = {
    "beam damage": (("beam_port", "damage"), ("beam_port", "playerdamage")),
    "beam cycle time": (("beam_port", "cycletime"),),
    "beam range": (("beam_port", "range"),),
    "shields": (("shields", "front"), ("shields", "back"), ("shields", "player")),
    "drone damage": (("drone_port", "damage"),),
    "station torpedo damage": (("torpedo_station_port", "damage"),),
    "speed": (("performance", "topspeed"),),
    "turn rate": (("performance", "turnrate"),),
    "torpedo stores": (("torpedo_storage", "amount"),),
}
"""What a mod may scale as one, by elements and their attributes."""

_LEAST_SHARE = Decimal("0.5")
_LEAST_VALUES = 4
_ONE = Decimal(1)
_FACTOR_DIGITS = 4
_LEAST_RATIO = Decimal("1e-9")
"""Ratios beyond it and its inverse are slips; they count for no factor."""


class Scale(Struct, frozen=True):
    """`what` is times `factor` in `matching` of `of` values.

    `deviants` are the uniqueIDs that ships have in the second file.
    """

    what: str
    factor: Decimal
    matching: int
    of: int
    deviants: tuple[int, ...]


def scales(pairs: Sequence[tuple[Vessel, Vessel]]) -> tuple[Scale, ...]:
    """The factors from the first to the second of each pair of vessels; factors of 1 left out."""
    found = (_scale(what, names, pairs) for what, names in GROUPS.items())
    return tuple(scale for scale in found if scale is not None)


def _scale(
    what: str, names: tuple[tuple[str, str], ...], pairs: Sequence[tuple[Vessel, Vessel]]
) -> Scale | None:
    values = [
        (b.id, before, after)
        for a, b in pairs
        for before, after in _values(a, b, names)
        if _counts(before, after)
    ]
    ratios: Counter[Decimal] = Counter()
    for _, before, after in values:
        if before != 0:
            alike = before == after  # most values of a mod are, and to round costs more
            ratios[_ONE if alike else rounded(after / before, _FACTOR_DIGITS)] += 1
    if not ratios:
        return None
    factor = max(ratios, key=lambda ratio: (ratios[ratio], -abs(ratio - 1), -ratio))
    weighed = ratios.total()
    if factor == 1 or weighed < _LEAST_VALUES:
        return None
    following = [follows(before, after, factor) for _, before, after in values]
    matching = sum(following)
    if matching <= _LEAST_SHARE * weighed:
        return None
    deviants = {
        number for (number, _, _), follows in zip(values, following, strict=True) if not follows
    }
    numbers = tuple(sorted(number for number in deviants if number is not None))
    return Scale(what, factor.normalize(), matching, len(values), numbers)


def _counts(before: Decimal, after: Decimal) -> bool:
    """Whether a pair of values is no slip, and not twice nothing."""
    if before == 0 or after == 0 or before == after:
        return before != 0 or after != 0
    return _LEAST_RATIO < abs(after / before) < 1 / _LEAST_RATIO


def _values(
    a: Vessel, b: Vessel, names: tuple[tuple[str, str], ...]
) -> Iterator[tuple[Decimal, Decimal]]:
    for element, attribute in names:
        ours, theirs = (
            [inner for inner in vessel.element.children if inner.name == element]
            for vessel in (a, b)
        )
        for one, other in parts_of_both(ours, theirs):
            before, after = one.attributes.get(attribute), other.attributes.get(attribute)
            if _is_number(before) and _is_number(after):
                yield Decimal(str(before).strip()), Decimal(str(after).strip())


def _is_number(text: str | None) -> bool:
    return text is not None and read_decimal(text) is not None


def follows(before: Decimal, after: Decimal, factor: Decimal) -> bool:
    """Whether a value is another one times a factor, as it is or rounded as it is written."""
    exponent = after.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    product = before * factor
    return after == product or after == rounded(product, digits)
