"""Ships over ranges of conditions: `power=100..300:50,difficulty=1..11`, each with each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.assessment import Assessment, assess
from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.balance.fight.duels import Figures, figures, usual_opponent
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.parsers.errors import ModkitError

MOST_POINTS = 2_000
"""Points of a sweep; each is two fights."""

_NAMES: Mapping[str, Callable[[Conditions, float], Conditions]] = {
    "power": lambda conditions, value: replace(conditions, power=value / 100),
    "difficulty": lambda conditions, value: replace(conditions, difficulty=int(value)),
    "range": lambda conditions, value: replace(conditions, distance=value),
    "spread": lambda conditions, value: replace(conditions, spread=int(value)),
}
_WHOLE = ("difficulty", "spread")


class Range(Struct, frozen=True):
    """A condition and the values that it takes, in the unit of its option."""

    name: str
    values: tuple[float, ...]


class Sweep(Struct, frozen=True):
    """A ship's figures beside an opponent at each point: the values of all ranges, in order."""

    assessment: Assessment
    ship: Ship
    opponent: Ship
    ranges: Sequence[Range]
    points: Sequence[tuple[tuple[float, ...], Figures]]


class ModSweep(Struct, frozen=True):
    """A mod at each point, just as `score` has it under these conditions."""

    assessment: Assessment
    ranges: Sequence[Range]
    points: Sequence[tuple[tuple[float, ...], Assessment]]


def ranges_of(text: str) -> tuple[Range, ...]:
    """The ranges of a text. Raises `ModkitError` for another form or too many points."""
    ranges: list[Range] = []
    number = 1
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, written = map(str.strip, part.partition("="))
        if name not in _NAMES or name in (one.name for one in ranges):
            raise ModkitError(
                f"--sweep {part}: name {', '.join(_NAMES)}, each once, as in power=100..300:50"
            )
        ranges.append(Range(name, _values(part, name, written, MOST_POINTS // number)))
        number *= len(ranges[-1].values)
    if not ranges:
        raise ModkitError("--sweep names no range; write power=100..300:50,difficulty=1..11")
    return tuple(ranges)


def _values(part: str, name: str, written: str, most: int) -> tuple[float, ...]:
    ends, _, step_text = written.partition(":")
    first_text, _, last_text = ends.partition("..")
    first = read_decimal(first_text)
    last = read_decimal(last_text) if last_text else first
    step = read_decimal(step_text) if step_text else 1.0
    if first is None or last is None or step is None or step <= 0 or last < first:
        raise ModkitError(f"--sweep {part}: write {name}=FIRST..LAST:STEP, as in power=100..300:50")
    if name in _WHOLE and not all(one.is_integer() for one in (first, last, step)):
        raise ModkitError(f"--sweep {part}: {name} takes whole numbers")
    if (last - first) / step >= most:
        raise ModkitError(f"--sweep {part}: a sweep has at most {MOST_POINTS:,} points")
    return tuple(first + at * step for at in range(int((last - first) / step + 1e-9) + 1))


def swept_ship(assessment: Assessment, ship: Ship, ranges: Sequence[Range]) -> Sweep:
    """The figures of a ship over ranges. Raises `ModkitError` for what no condition can be."""
    opponent = usual_opponent(ship, assessment.ladder)
    if opponent is None:
        raise ModkitError(f"{assessment.fleet.mod.name}: nobody in it fights {ship.name}")
    points = [
        (values, figures(ship.under(conditions), opponent.under(conditions)))
        for values, conditions in _points(assessment, ranges)
    ]
    return Sweep(assessment, ship, opponent, tuple(ranges), points)


def swept_mod(assessment: Assessment, ranges: Sequence[Range]) -> ModSweep:
    """All scores of a mod over ranges. Raises `ModkitError` for what no condition can be."""
    mods = (assessment.fleet.mod, assessment.stock.mod)
    points = [
        (values, assess(*mods, conditions, assessment.weights))
        for values, conditions in _points(assessment, ranges)
    ]
    return ModSweep(assessment, tuple(ranges), points)


def _points(
    assessment: Assessment, ranges: Sequence[Range]
) -> Iterator[tuple[tuple[float, ...], Conditions]]:
    for values in product(*(one.values for one in ranges)):
        conditions = assessment.fleet.game.conditions
        for one, value in zip(ranges, values, strict=True):
            conditions = _NAMES[one.name](conditions, value)
        yield values, conditions
