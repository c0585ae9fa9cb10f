"""Ships that moved together: numbers that all went as far are one thing that was done to them."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from artemis_modkit.changes.decide import is_conflict
from artemis_modkit.changes.delta import Delta
from artemis_modkit.changes.sides import NO_TRIO, UNITS, Side
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.vessels import Vessel

Step = int | None


def step(delta: Delta, side: Side) -> Step:
    """How far a side moved the number of a ship; `None` where it is no such delta or unreadable."""
    is_setting = delta.elements == NO_TRIO
    if is_setting or (delta.element.name, delta.attribute) != (Vessel.NAME, UNITS[Vessel.NAME]):
        return None
    base, now = (read_integer(text or "") for text in (delta.base, delta.texts.of(side)))
    return None if base is None or now is None else now - base


def blocks(deltas: Iterable[Delta], sides: Sequence[Side]) -> list[list[Delta]]:
    """The deltas of numbers that all `sides` moved as far, with others each by itself, in order."""
    found: dict[Hashable, list[Delta]] = {}
    for delta in deltas:
        steps = tuple(step(delta, side) for side in sides)
        found.setdefault(delta.path if None in steps else steps, []).append(delta)
    return list(found.values())


def with_blocks_as_one(deltas: Iterable[Delta]) -> Iterator[Delta]:
    """Deltas; conflicts of numbers that both moved, ours all as far and theirs too, as one."""
    waiting: list[Delta] = []
    for delta in deltas:
        if is_conflict(delta) and step(delta, Side.OURS) and step(delta, Side.THEIRS):
            waiting.append(delta)
        else:
            yield delta
    for head, *rest in blocks(waiting, (Side.OURS, Side.THEIRS)):
        if rest:
            ours, theirs = (_way(head, side) for side in (Side.OURS, Side.THEIRS))
            why = (
                f"both moved {_ships([head, *rest])} in base, ours {ours}, theirs {theirs}; "
                "one choice for all"
            )
            yield replace(head, also=tuple(rest), why=why)
        else:
            yield head


def is_block(delta: Delta) -> bool:
    """Whether a conflict is the head of others that go with it."""
    return any(map(is_conflict, delta.also))


def moved_words(block: Sequence[Delta], side: Side) -> str:
    """What a side did to the numbers of a block: `13 ships, 1400 to 1412, moved up by 20000`."""
    return f"{_ships(block)}, moved {_way(block[0], side)}"


def _ships(block: Sequence[Delta]) -> str:
    """How many ships a block has, and which numbers they had in base."""
    known = [number for one in block if (number := read_integer(one.base or "")) is not None]
    first, last = min(known), max(known)
    is_run = len(set(known)) == last - first + 1
    where = f"{first} to {last}" if is_run else f"between {first} and {last}"
    return f"{len(block)} ships, {where}"


def _way(delta: Delta, side: Side) -> str:
    by = step(delta, side)
    assert by is not None
    return f"{'up' if by > 0 else 'down'} by {abs(by)}"
