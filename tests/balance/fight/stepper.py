"""A fight in steps of a twentieth of a second, written apart from the engine to be held against it.

It knows beams, tubes of homing torpedoes and launchers that all reach, front shields with recharge,
hull or nodes, and nothing else.
"""

from dataclasses import dataclass, field

from artemis_modkit.balance.fight.combatant import Combatant, GunKind
from artemis_modkit.model.munitions import Munition

STEP = 0.05


@dataclass
class Stepped:
    """A ship in a stepped fight."""

    of: Combatant
    shield: float = 0.0
    hull: float = 0.0
    homing: int = 0
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shield = self.of.pool
        self.hull = (self.of.hull or 0.0) if self.of.nodes is None else self.of.nodes
        self.homing = self.of.stores.get(Munition.HOMING, 0)
        self.waits = [gun.opens for gun in self.of.guns]

    @property
    def is_lost(self) -> bool:
        return self.hull <= 1e-9

    def shots_until(self, time: float) -> list[float]:
        """The damage of each shot that is due by a time, in order."""
        shots: list[tuple[float, float]] = []
        for place, gun in enumerate(self.of.guns):
            while self.waits[place] <= time:
                due = self.waits[place]
                self.waits[place] += gun.cycle
                number = gun.count
                if gun.kind is GunKind.TUBE:
                    number = min(number, self.homing)
                    self.homing -= number
                shots += [(due, gun.damage)] * number
        return [damage for _, damage in sorted(shots, key=lambda shot: shot[0])]

    def take(self, shots: list[float]) -> None:
        for damage in shots:
            stopped = min(self.shield, damage)
            self.shield -= stopped
            if stopped < damage:
                self.hull -= damage - stopped if self.of.nodes is None else 1

    def recharge(self) -> None:
        self.shield = min(self.of.pool, self.shield + self.of.recharge * STEP)


def stepped(a: Combatant, b: Combatant, longest: float) -> tuple[float | None, bool, bool]:
    """When a fight ends, and who is lost then; no time where it goes on."""
    one, other = Stepped(a), Stepped(b)
    steps = 0
    while steps * STEP <= longest:
        time = steps * STEP
        at_one, at_other = other.shots_until(time), one.shots_until(time)
        one.take(at_one)
        other.take(at_other)
        if one.is_lost or other.is_lost:
            return time, one.is_lost, other.is_lost
        one.recharge()
        other.recharge()
        steps += 1
    return None, False, False
