"""Where more is lost than a mark: what a ship or a tag lacks of what all others of its name have.

Of `pushRadius="4/>` a quote is lost, and perhaps all from within the value to the end of another
tag. Nothing there says so; but the ship is then the only one of the file without shields.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from artemis_modkit.parsers.faults import Fault, as_guess
from artemis_modkit.parsers.xml_grammar import ROOT, UNITS
from artemis_modkit.parsers.xml_tags import LOST_MARKS, TagKind, Token

_TOO_FEW = 2
"""Sound units that show nothing of what each of their name has, as any fewer do."""


class _Unit(Struct):
    """A race or a ship in the broken text: where it stands, and the names of what stands in it."""

    name: str
    start: int
    end: int
    holds: set[str] = field(default_factory=set)
    lost: list[Fault] = field(default_factory=list)


def doubting_losses(tokens: Sequence[Token], faults: Iterable[Fault]) -> list[Fault]:
    """The faults, the lost marks as guesses in each unit that lacks what all sound ones have."""
    found = list(faults)
    lost = [fault for fault in found if fault.code in LOST_MARKS and fault.edits]
    if not lost:
        return found
    units = list(_units(tokens))
    _share(lost, units)
    sound = Counter(unit.name for unit in units if not unit.lost)
    held = Counter((unit.name, one) for unit in units if not unit.lost for one in unit.holds)
    always: dict[str, set[str]] = {}
    for (name, one), count in held.items():
        if count == sound[name] > _TOO_FEW:
            always.setdefault(name, set()).add(one)
    doubted = {
        id(fault)
        for unit in units
        if not unit.holds.issuperset(always.get(unit.name, ()))
        for fault in unit.lost
    }
    return [as_guess(fault) if id(fault) in doubted else fault for fault in found]


def _share(lost: Iterable[Fault], units: Iterable[_Unit]) -> None:
    """Put each fault to the unit that it stands in."""
    waiting = sorted(lost, key=lambda fault: fault.span.start, reverse=True)
    for unit in units:
        while waiting and waiting[-1].span.start < unit.end:
            fault = waiting.pop()
            if fault.span.start >= unit.start:
                unit.lost.append(fault)


def _units(tokens: Iterable[Token]) -> Iterator[_Unit]:
    """The races and ships in the order of the text; where one has no end, the next begins."""
    unit: _Unit | None = None
    for token in tokens:
        is_start = token.kind in (TagKind.OPEN, TagKind.EMPTY)
        if unit is None or (is_start and token.name in UNITS):
            if unit is not None:
                unit.end = token.start
                yield unit
            is_begun = token.kind is TagKind.OPEN and token.name in UNITS
            unit = _Unit(token.name, token.start, token.end) if is_begun else None
        elif token.kind is TagKind.CLOSE and token.name in (unit.name, ROOT):
            unit.end = token.end
            yield unit
            unit = None
        elif is_start:
            unit.holds.add(token.name)
            unit.end = token.end
    if unit is not None:
        yield unit
