"""Decisions: whose state a delta gets, by who changed it, by strategies or by a person."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.changes.sides import NO_TRIO, UNITS, Side
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.errors import ModkitError

_SIDES = {Who.OURS: Side.OURS, Who.BOTH: Side.OURS, Who.THEIRS: Side.THEIRS}


class Strategy(Struct, frozen=True):
    """Who wins in conflicts whose path matches; `*` and `?` stand for any characters.

    A pattern that names an element stands for all inside it. `side` is `None` for both: of two
    ships that got one number theirs has the next free one then; for other conflicts it is none.
    """

    pattern: str
    side: Side | None

    @classmethod
    def parse(cls, text: str) -> "Strategy":
        """Read `theirs` or `PATTERN=theirs`. Raises `ModkitError` for any other side."""
        pattern, _, name = text.rpartition("=")
        sides = {"ours": Side.OURS, "theirs": Side.THEIRS, "base": Side.BASE, "both": None}
        if name.strip().lower() not in sides:
            raise ModkitError(f"--strategy {text}: write ours, theirs or both, or PATTERN=theirs")
        return cls(pattern.strip() or "*", sides[name.strip().lower()])

    def fits(self, path: str) -> bool:
        """Whether a path is meant."""
        wild = self.pattern.lower().replace("[", "[[]")
        return any(fnmatchcase(path.lower(), f"{wild}{inside}") for inside in ("", ".*", "[[]*"))


Ask = Callable[[Delta], Side | str | None]
"""A person, who names a side, writes the value, or leaves a conflict open.

Of two ships at one number a text means both, theirs at the free one.
"""


class Decision(Struct, frozen=True):
    """Whose state a delta gets; `None` for a conflict that nobody decided.

    Where a person wrote the value, `is_edited`, the delta has it as that of theirs.
    """

    delta: Delta
    side: Side | None
    is_edited: bool = False


def is_conflict(delta: Delta) -> bool:
    """Whether nobody can tell from a delta itself whose state is wanted."""
    return delta.who not in _SIDES


def decided(delta: Delta, strategies: Sequence[Strategy], ask: Ask | None = None) -> list[Decision]:
    """Decisions of a delta, and of the smaller ones that a conflict is the head of.

    These go by their own strategy, or with the side that they are known to be of; what is itself
    in conflict goes with the head. None is needed where the whole is written as one side has it.
    """
    if not is_conflict(delta):
        return [Decision(delta, _SIDES[delta.who])]
    side = _side_by_strategy(delta, strategies)
    answer = ask(delta) if side is None and ask is not None else side
    if isinstance(answer, str):
        decisions = [Decision(replace(delta, theirs=answer), side := Side.THEIRS, is_edited=True)]
    else:
        decisions = [Decision(delta, side := answer)]
    if delta.attribute is not None or side is None:
        decisions += [
            Decision(
                one,
                _side_by_strategy(one, strategies)
                or (side if is_conflict(one) else _SIDES[one.who]),
            )
            for one in delta.also
        ]
    return decisions


def strategy_of(path: str, strategies: Sequence[Strategy]) -> Strategy | None:
    """The strategy for a path, if any: a pattern before a plain side, the last of several."""
    fitting = [strategy for strategy in strategies if strategy.fits(path)]
    fitting.sort(key=lambda strategy: strategy.pattern != "*")
    return fitting[-1] if fitting else None


def _side_by_strategy(delta: Delta, strategies: Sequence[Strategy]) -> Side | None:
    strategy = strategy_of(delta.path, strategies)
    return None if strategy is None else strategy.side


# Numbers that all went as far are one thing that was done to ships ------------------------------


def step(delta: Delta, side: Side) -> int | None:
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
    known = [number for delta in block if (number := read_integer(delta.base or "")) is not None]
    first, last = min(known), max(known)
    is_run = len(set(known)) == last - first + 1
    where = f"{first} to {last}" if is_run else f"between {first} and {last}"
    return f"{len(block)} ships, {where}"


def _way(delta: Delta, side: Side) -> str:
    by = step(delta, side)
    assert by is not None
    return f"{'up' if by > 0 else 'down'} by {abs(by)}"
