"""A combatant while it fights, blasts at work on it, and what is left of it in the end."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec import Struct

from artemis_modkit.balance.fight.combatant import LOADED, Blasts, Combatant
from artemis_modkit.model.munitions import Munition

SPENT = 1e-9
"""What is left of something that is used up, by the rounding of sums."""

EMP = -1
"""Stands for the number of nodes that an EMP breaks."""

_ENDLESS = 10**9


class Remains(Struct, frozen=True):
    """What is left of a combatant when the fight ends; `hull` and `pool` as shares of what it had.

    `used` and `aboard` count munitions; `energy` is `None` where none is used.
    """

    combatant: Combatant
    left: int
    pool: float
    hull: float
    energy: float | None
    used: Mapping[Munition, int]


class State:
    """A combatant while it fights."""

    __slots__ = (
        "alive", "broken", "burning", "energy_spent", "hp", "hull", "in_turn", "is_craft",
        "is_flown", "number", "of", "pool", "rate", "ready", "shots", "side", "stores", "top",
        "updated", "used",
    )  # fmt: skip

    def __init__(self, of: Combatant, side: int, is_endless: bool) -> None:
        self.of = of
        self.side = side
        self.number = of.number
        self.is_craft = of.is_craft
        self.is_flown = of.is_flown
        self.alive = of.number > 0 and (not of.is_craft or of.pool > 0)
        self.top = self.pool = of.pool
        self.hp = of.pool
        self.hull = of.hull or 0.0
        self.broken = 0.0
        self.burning = 0.0
        self.rate = of.recharge
        self.updated = 0.0
        self.stores = [_ENDLESS if number and is_endless else number for number in of.aboard]
        self.used = [0] * len(LOADED)
        self.energy_spent = 0.0
        self.shots = 0
        self.in_turn = of.in_turn
        self.ready = [gun.opens for gun in self.in_turn]

    def update(self, now: float) -> None:
        """Bring shield and repair up to a time."""
        passed = now - self.updated
        if passed > 0:
            self.updated = now
            if self.pool < self.top:
                pool = self.pool + self.rate * passed
                self.pool = min(self.top, pool)
            if self.broken and self.of.repair:
                self.broken = max(0.0, self.broken - self.of.repair * passed)

    def take(self, damage: float, hits: int, factor: float, now: float, times: int = 1) -> None:
        """Be hit some times while it lives: `factor` is what the shield makes of the damage.

        An EMP (`EMP` hits) leaves its share `factor` of the shield.
        """
        if self.is_craft:
            if hits != EMP:
                self._lose(damage, times)
            return
        if now > self.updated:
            if self.pool < self.top or self.broken:
                self.update(now)
            else:
                self.updated = now
        if hits == EMP:
            self.pool = min(self.pool, self.top * factor)
            return
        pool, stopped = self.pool, damage * factor
        while times and self.alive:
            times -= 1
            if stopped <= pool:
                pool -= stopped
                continue
            if (nodes := self.of.nodes) is not None:
                self.broken += hits
                self.alive = self.broken < nodes - SPENT
            else:
                self.hull -= damage - pool / factor if factor > 0 else damage
                self.alive = self.hull > SPENT
            pool = 0.0
        self.pool = pool

    def _lose(self, damage: float, times: int) -> None:
        """Lose craft of a wing, each of which has a pool of its own."""
        while times and self.alive:
            times -= 1
            self.pool -= min(damage, self.pool)
            if self.pool <= SPENT:
                self.number -= 1
                self.pool = self.hp
                self.alive = self.number > 0

    def burn(self, damage: float, number: int, most: int, times: Sequence[float]) -> int:
        """Be hit by some blasts at each of some times while it lives; how many times it was.

        Of the craft of a wing each blast hits up to `most` of those that are left.
        """
        done = 0
        if self.is_craft or self.of.nodes is not None:
            for now in times:
                hits = number * self.caught(most)
                self.burning -= damage * hits
                self.take(damage, 1, 1.0, now, hits)
                done += 1
                if not self.alive:
                    break
            return done
        whole, pool, last = damage * number, self.pool, self.updated
        top, rate = self.top, self.rate
        for now in times:
            if pool < top:
                pool += rate * (now - last)
                if pool > top:
                    pool = top
            last = now
            done += 1
            if whole <= pool:
                pool -= whole
                continue
            self.hull -= whole - pool
            pool = 0.0
            if self.hull <= SPENT:
                self.alive = False
                break
        self.pool, self.updated = pool, last
        self.burning -= whole * done
        return done

    def pay(self, now: float, shots: int = 1) -> int:
        """Pay for shots of a beam; for how many there was energy."""
        of = self.of
        if of.energy is None:
            return shots
        left, cost = of.energy - of.drain * now, of.shot_energy
        for shot in range(shots):
            if left - self.energy_spent < cost:
                return shot
            self.energy_spent += cost
        return shots

    def shield(self, now: float) -> float:
        """What is left of the shield that is hit."""
        self.update(now)
        return self.pool

    def life(self, now: float) -> float:
        """About how much damage it can still take."""
        self.update(now)
        if self.is_craft:
            return self.pool + self.hp * (self.number - 1)
        return self.pool + self.left_of_hull

    def caught(self, most: int) -> int:
        """How many a blast hits of it: 1 for a ship, up to `most` of the craft of a wing."""
        return min(self.number, most) if self.is_craft else 1

    @property
    def left_of_hull(self) -> float:
        """What is left of the hull, in damage or hits; of craft of their pool."""
        if self.is_craft:
            return self.pool
        return self.hull if self.of.nodes is None else self.of.nodes - self.broken

    def toughness(self) -> float:
        """All that it can still take, to see whether anything is lost."""
        return (self.pool + self.left_of_hull) + (self.number - 1) * self.hp if self.alive else 0.0

    def remains(self, now: float) -> Remains:
        """What is left of it at a time."""
        self.update(now)
        of = self.of
        whole = of.nodes if of.nodes is not None else of.hull
        hull = max(0.0, self.left_of_hull / whole) if whole else float(self.alive)
        spent = of.drain * now + self.energy_spent
        energy = None if of.energy is None else max(0.0, of.energy - spent)
        left = self.number if self.alive else 0
        pool = self.pool / self.top if self.top and self.alive else 0.0
        used = {kind: number for kind, number in zip(LOADED, self.used, strict=True) if number}
        return Remains(of, left, pool, hull if self.alive else 0.0, energy, used)


class Blast(Struct, eq=False):
    """A blast at work: `number` equal ones, `damage` a tick on each target, `done` ticks so far.

    Of the craft of a wing it hits up to `most`. `next` is when it ticks again.
    """

    targets: Sequence[State]
    number: int
    damage: float
    of: Blasts
    start: float
    next: float
    done: int = 0
    _times: Sequence[float] = ()

    def __post_init__(self) -> None:
        """Note when it ticks."""
        self._times = [self.start + at * self.of.step for at in range(self.of.ticks)]

    def tick(self) -> bool:
        """Hit all that is in it once; whether anyone was lost by that."""
        return self.burn([self.next])

    def burn(self, times: Sequence[float]) -> bool:
        """Hit all that is in it at some times, until all are lost; whether anyone was."""
        left = [target for target in self.targets if target.alive]
        hits = [state.burn(self.damage, self.number, self.of.targets, times) for state in left]
        self.done += max(hits, default=len(times))
        self.next = self.start + self.done * self.of.step
        return not all(state.alive for state in left)

    def ticks_before(self, until: float) -> Sequence[float]:
        """When it ticks before a time."""
        times = self._times
        return times[self.done : bisect_left(times, until)]

    @property
    def is_over(self) -> bool:
        """Whether it has nothing left to hit, or has burnt out."""
        return self.done >= self.of.ticks or not any(target.alive for target in self.targets)
