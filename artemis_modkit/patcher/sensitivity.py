"""What a tenth more or less of each attribute of a ship does to its figures.

Each is a recipe applied in memory, as `--with` does, so that what is told is what patching gives.
Whole numbers go up and down by one at least.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from artemis_modkit.balance.assessment import Assessment
from artemis_modkit.balance.fight.duels import Figures, figures, usual_opponent
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.numbers import mean
from artemis_modkit.model.vessels import ATTRIBUTES
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.tuning import patched
from artemis_modkit.patcher.what_if import Target, target_of

_TENTH = 0.1
_NO_STRENGTH = frozenset({"x", "y", "z", "scale", "pushRadius", "commonality"})


class Scaled(Struct, frozen=True):
    """An attribute times a factor, and the figures of the ship then."""

    factor: float
    figures: Figures


class Sensitivity(Struct, frozen=True):
    """An attribute by its path, its value (the mean where the ship has several) and two changes."""

    path: str
    value: float
    less: Scaled
    more: Scaled

    @property
    def threat_a_point(self) -> float | None:
        """Points of threat for each point of the attribute; `None` where threat is unknown."""
        low, high = self.less.figures.threat, self.more.figures.threat
        step = self.value * (self.more.factor - self.less.factor)
        return None if low is None or high is None or not step else (high - low) / step

    def moves(self, plain: Figures) -> bool:
        """Whether it changes any figure."""
        return self.less.figures != plain or self.more.figures != plain


class Sensitivities(Struct, frozen=True):
    """A ship, its opponent, its figures as it is, and what each of its attributes does to them."""

    assessment: Assessment
    ship: Ship
    opponent: Ship
    plain: Figures
    each: Sequence[Sensitivity]


def sensitivities(assessment: Assessment, ship: Ship) -> Sensitivities:
    """Of each attribute that the ship has a number over 0 of.

    Raises `ModkitError` for a ship without a number, or without anybody who fights it.
    """
    mod = assessment.fleet.mod
    opponent = usual_opponent(ship, assessment.ladder)
    if opponent is None:
        raise ModkitError(f"{mod.name}: nobody in it fights {ship.name}")
    if ship.id is None:
        raise ModkitError(f"{mod.name}: {ship.name} has no uniqueID, so no recipe can change it")
    plain = figures(ship, opponent)
    found = []
    for path, value in _paths(ship):
        target = target_of(mod, str(ship.id), path)
        step = max(1.0, round(value * _TENTH)) / value if _is_whole(target) else _TENTH
        less, more = (
            Scaled(factor, figures(_changed(assessment, ship, target, factor), opponent))
            for factor in (1 - step, 1 + step)
        )
        found.append(Sensitivity(path, value, less, more))
    return Sensitivities(assessment, ship, opponent, plain, found)


def _paths(ship: Ship) -> Iterator[tuple[str, float]]:
    known: dict[str, list[float]] = {}
    for element in ship.vessel.element.children:
        kind = element.attributes.get("type") if element.name == "torpedo_storage" else None
        part = "" if kind is None else f"[{kind}]"
        for name, attribute in ATTRIBUTES.get(element.name, {}).items():
            written = element.attributes.get(name)
            value = None if written is None else attribute.read(written)
            if isinstance(value, int | float) and value > 0 and name not in _NO_STRENGTH:
                known.setdefault(f"{element.name}{part}.{name}", []).append(value)
    yield from ((path, mean(values)) for path, values in known.items())


def _is_whole(target: Target) -> bool:
    return ATTRIBUTES[target.select["element"]][target.name].read("0.5") is None


def _changed(assessment: Assessment, ship: Ship, target: Target, factor: float) -> Ship:
    fleet = assessment.fleet
    mod = patched(fleet.mod, [target], [factor], rounds=_is_whole(target))
    changed = Fleet.of(mod, assessment.stock.mod, fleet.game.conditions)
    return changed.ships[next(at for at, one in enumerate(fleet.ships) if one is ship)]
