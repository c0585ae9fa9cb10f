"""Which race or vessel of one file is which of another, by what they are.

Ships that say the same but for their number are one, and so are those of one number, class name,
mesh and side, where no other ship has these. Among what is left all that share something rare are
weighed (`evidence.py`), and the pair with most evidence goes first, so that no two ships are left
that would both be surer of each other. The number is one sign of many. docs/design.md has the
reasons and the limits.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from enum import Enum
from heapq import heappop, heappush
from typing import TypeVar

from msgspec import Struct

from artemis_modkit.changes.evidence import Evidence, Pairing, Traits, first_by_number
from artemis_modkit.model.vessels import HullRace, Vessel

_T = TypeVar("_T")
Pairs = list[tuple[_T | None, _T | None]]


class Told(Struct, frozen=True):
    """What is known of pairs of ships: some by their numbers in both files, or that numbers decide.

    Where they do, those without one go by their order.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    by_number: bool = False


NOTHING_TOLD = Told()
BY_NUMBER = Told(by_number=True)
"""What is known of a file before and after a patch, which changes no numbers."""


# Races ---------------------------------------------------------------------------------------


def aligned_races(
    a: Sequence[HullRace], b: Sequence[HullRace], told: Told = NOTHING_TOLD
) -> Pairs[HullRace]:
    """Races by ID and name, then those left by name, then by ID; the rest with `None`.

    A race of another name that shares no word of its keys is another race. Where it is told
    that numbers decide, they do.
    """
    if told.by_number:
        return paired_by(a, b, lambda race: (race.id,))
    pairs = paired_by(a, b, lambda race: (race.id, _named(race)), _named, lambda race: race.id)
    found: Pairs[HullRace] = []
    for hull_race, other in pairs:
        if hull_race is None or other is None or _may_be_one(hull_race, other):
            found.append((hull_race, other))
        else:
            found += ((hull_race, None), (None, other))
    return sorted(found, key=lambda pair: pair[0] is None)


def _named(race: HullRace) -> str | None:
    return " ".join((race.name or "").lower().split()) or None


def _may_be_one(a: HullRace, b: HullRace) -> bool:
    words, others = set(a.words), set(b.words)
    return _named(a) == _named(b) or not (words and others) or bool(words & others)


def paired_by(
    a: Sequence[_T], b: Sequence[_T], *keys: Callable[[_T], Hashable | None]
) -> Pairs[_T]:
    """Things that share the first key, then those left that share the next; the rest with `None`.

    Of several with one key the first belongs to the first. In the order of `a`, then what only
    `b` has.
    """
    pairing = Pairing(a, b)
    for key in keys:
        pairing.settle_by(key)
    return _with_the_rest(a, b, pairing.of_a)


def _with_the_rest(a: Sequence[_T], b: Sequence[_T], partner: dict[int, int]) -> Pairs[_T]:
    taken = set(partner.values())
    found: Pairs[_T] = [
        (one, b[partner[at]] if at in partner else None) for at, one in enumerate(a)
    ]
    return found + [(None, one) for at, one in enumerate(b) if at not in taken]


# Vessels -------------------------------------------------------------------------------------


def aligned_vessels(
    a: Sequence[Vessel], b: Sequence[Vessel], told: Told = NOTHING_TOLD
) -> Pairs[Vessel]:
    """Vessels that are one ship; the rest with `None`. In the order of `a`, then what only `b` has.

    What is told goes first; of several vessels with one number it means the first.
    """
    pairing = Pairing([Traits(vessel) for vessel in a], [Traits(vessel) for vessel in b])
    left, right = first_by_number(pairing.a), first_by_number(pairing.b)
    known = (pair for pair in told.pairs if pair[0] in left and pair[1] in right)
    pairing.settle((left[one], right[other]) for one, other in known)
    if told.by_number:
        pairing.settle_by(lambda ship: (ship.number,))
    else:
        pairing.settle(_of_one_place(pairing))
        pairing.settle(_of_one_content(pairing))
        if pairing.left_a and pairing.left_b:
            _settle_by_evidence(pairing)
    return _with_the_rest(a, b, pairing.of_a)


def _of_one_place(pairing: Pairing[Traits]) -> Iterator[tuple[int, int]]:
    """Ships of one number and look, where no other ship of either file has that look."""
    counts = [Counter(ship.look for ship in side) for side in (pairing.a, pairing.b)]
    for left, right in pairing.groups(lambda ship: filter(None, [ship.look])):
        traits, other = pairing.a[left[0]], pairing.b[right[0]]
        if traits.number == other.number and all(count[traits.look] == 1 for count in counts):
            yield left[0], right[0]


def _of_one_content(pairing: Pairing[Traits]) -> Iterable[tuple[int, int]]:
    """Ships that say the same but for their number; of several those of one number first."""
    twins: dict[int, int] = {}
    for left, right in pairing.groups(lambda ship: [ship.content]):
        numbers = first_by_number(pairing.a, left), first_by_number(pairing.b, right)
        same = {at: numbers[1][one] for one, at in numbers[0].items() if one in numbers[1]}
        taken = set(same.values())
        rest = [at for at in left if at not in same], [at for at in right if at not in taken]
        twins |= same | dict(zip(*rest, strict=False))
    return _without_runs(pairing, twins).items()


def _without_runs(pairing: Pairing[Traits], twins: dict[int, int]) -> dict[int, int]:
    """The pairs of one content, but that like ships that each became the next keep their numbers.

    Of three raiders with 100, 110 and 120 shields, which have 110, 120 and 130 now, each has 10
    more; that two moved down, one went and one came is as true, but not what was done.
    """
    numbers = first_by_number(pairing.b, pairing.left_b)
    origin = {other: at for at, other in twins.items()}
    found = dict(twins)
    for start in pairing.left_a:
        if start not in twins:
            run = dict(_run(pairing, start, numbers, origin))
            if len(run) > 1 and next(reversed(run.values())) not in origin:
                found |= run
    return found


def _run(
    pairing: Pairing[Traits], at: int, numbers: dict[int, int], origin: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """From a ship to the like one of its number, from that to what said the same before, and on.

    Doubled numbers may lead round in a ring; no ship is visited twice.
    """
    seen: set[int] = set()
    while at not in seen:
        seen.add(at)
        ship = pairing.a[at]
        other = None if ship.number is None else numbers.get(ship.number)
        if other is None or ship.look is None or ship.look != pairing.b[other].look:
            return
        yield at, other
        if other not in origin:
            return
        at = origin[other]


def _settle_by_evidence(pairing: Pairing[Traits]) -> None:
    """Settle what is left: the surest pair first; the neighbours of a settled pair are surer."""
    evidence = Evidence(pairing)
    known: dict[int, dict[int, float]] = defaultdict(dict)
    waiting: list[tuple[float, int, int, int]] = []

    def weigh(at: int, other: int) -> None:
        if pairing.is_free(at, other):
            if other not in known[at]:
                known[at][other] = evidence.points(at, other)
            rank, is_enough = evidence.with_number(at, other, known[at][other])
            if is_enough:
                heappush(waiting, (-rank, evidence.distance(at, other), at, other))

    for at, other in evidence.candidates():
        weigh(at, other)
    while waiting:
        rank, _, at, other = heappop(waiting)
        if not pairing.is_free(at, other):
            continue
        if evidence.with_number(at, other, known[at][other])[0] < -rank:
            weigh(at, other)
            continue
        pairing.settle([(at, other)])
        for near in evidence.beside(at):
            moved = evidence.moved_along(near, at, other)
            for one in {*known[near], *([] if moved is None else [moved])}:
                weigh(near, one)


# What became of those of an earlier release ----------------------------------------------------

_U = TypeVar("_U", HullRace, Vessel)


class Fate(Enum):
    """What became of a vessel or race."""

    RENUMBERED = "renumbered"
    REPLACED = "replaced"
    LOST = "lost"


def fates(
    before: Sequence[Vessel], now: Sequence[Vessel], told: Told = NOTHING_TOLD
) -> Iterator[tuple[Vessel, Fate, Vessel | None]]:
    """Each vessel of an earlier release that is not what it was, and the one it is now.

    By number. A replaced vessel comes with what has its number now, a lost one with `None`.
    """
    before, now = _first_of_each_number(before), _first_of_each_number(now)
    yield from _of_pairs(aligned_vessels(before, now, told), now)


def fates_of_races(
    before: Sequence[HullRace], now: Sequence[HullRace], told: Told = NOTHING_TOLD
) -> Iterator[tuple[HullRace, Fate, HullRace | None]]:
    """The same of each race that has a name."""
    before = [race for race in before if race.name and race.id is not None]
    yield from _of_pairs(aligned_races(before, now, told), now)


def _first_of_each_number(vessels: Sequence[Vessel]) -> list[Vessel]:
    found = {vessel.id: vessel for vessel in reversed(vessels) if vessel.id is not None}
    return [vessel for _, vessel in sorted(found.items())]


def _of_pairs(pairs: Pairs[_U], now: Sequence[_U]) -> Iterator[tuple[_U, Fate, _U | None]]:
    numbers = {one.id: one for one in reversed(now)}
    for old, new in pairs:
        if old is None or (new is not None and new.id == old.id):
            continue
        if new is not None:
            yield old, Fate.RENUMBERED, new
        elif old.id in numbers:
            yield old, Fate.REPLACED, numbers[old.id]
        else:
            yield old, Fate.LOST, None


# Why two ships are held for one ----------------------------------------------------------------

ALL_ALIKE = "all but the number"


def alike(a: Vessel, b: Vessel) -> tuple[str, ...]:
    """What two ships have in common, e.g. `mesh`, `12 of 14 values`; nothing where nothing is.

    Ships that say the same but for their number have `ALL_ALIKE` in common.
    """
    traits, other = Traits(a), Traits(b)
    if traits.content == other.content:
        return (ALL_ALIKE,)
    shared = {
        "class name": bool(traits.name) and traits.name == other.name,
        "mesh": bool(traits.mesh) and traits.mesh == other.mesh,
        "race": a.side is not None and a.side == b.side,
        "type": bool(a.words) and set(a.words) == set(b.words),
        "text": bool(traits.text) and traits.text == other.text,
    }
    of = max(len(traits.values), len(other.values))
    both = len(traits.values & other.values)
    values = (f"{both} of {of} values",) if both else ()
    return (*(name for name, is_so in shared.items() if is_so), *values)
