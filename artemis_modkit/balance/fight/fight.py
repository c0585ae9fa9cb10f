"""One fight, event by event, until one side is lost or neither can go on.

Events of one moment happen at once: all that fires does so at the sides as they were before. So two
equal ships end in a draw, and who is named first wins nothing. Nothing is random.

Shields and repair are brought up to date when something is hit, by their rates since then.
What a shield does not stop goes on to the hull: damage in the computer's ships, broken nodes in
those of players. A side fires at the ship whose loss helps most (damage a second by what it takes
to kill it); the computer fires at craft with the share of shots that `craft_draw_fire` says.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Any, TypeAlias

from msgspec import Struct

from artemis_modkit.balance.fight.combatant import LOADED, Combatant, Encounter, Gun, GunKind
from artemis_modkit.balance.fight.state import EMP, SPENT, Blast, Remains, State

LONGEST = 1800.0
"""Seconds after which a fight is given up: half an hour, in which ships could go to a station."""

MOST_EVENTS = 20_000
"""Events after which a fight is given up. Real ones have up to some thousand."""

STALE = 180.0
"""Seconds without any loss after which a fight is given up: several cycles of any real gun."""

_HOMING, _, _, _PSHOCK, _EMPS = range(len(LOADED))
_BEAM, _TUBE, _RAIL = (
    GunKind.BEAM,
    GunKind.TUBE,
    GunKind.RAIL,
)  # to ask an `Enum` for its members is slow


class Outcome(Struct, frozen=True):
    """How a fight ends: `winner` 0 or 1, `None` where both are lost at once or neither is.

    `seconds` is when it was decided, infinite where it never is.
    """

    winner: int | None
    seconds: float
    sides: tuple[tuple[Remains, ...], tuple[Remains, ...]]
    events: int

    @property
    def is_decided(self) -> bool:
        """Whether any side was lost."""
        return self.seconds < math.inf


class _Flight(Struct):
    """What a gun has sent off and what is in it, `None` for drones and the like."""

    gun: Gun
    munition: int | None
    number: int


_Strike: TypeAlias = tuple[State, float, int, float, int]
"""Who is hit by how much, how many nodes that breaks, what a shield makes of the damage, and how
often at once."""

_Act: TypeAlias = Callable[[State, Any, float, list[_Strike]], float | None]
"""What a side does with a gun or flight at a time; when it does so again, `None` for never."""


class Fight:
    """A fight in the making; `run` it once."""

    def __init__(
        self,
        a: Iterable[Combatant],
        b: Iterable[Combatant],
        how: Encounter | None = None,
        *,
        is_one_sided: bool = False,
    ) -> None:
        """Prepare a fight between two sides; in a one-sided one `b` does not fire."""
        is_endless = how is not None and how.is_endless
        self._all = tuple(
            [State(combatant, side, is_endless) for of in members for combatant in (of, *of.wing)]
            for side, members in enumerate((a, b))
        )
        self._ranked = [sorted(states, key=lambda state: -state.of.worth) for states in self._all]
        self._blasts: list[Blast] = []
        self._has_ships = [any(not one.is_craft for one in states) for states in self._all]
        self._drop_lost()
        self._heap: list[tuple[float, int, _Act, Any, State]] = []
        self._number = count()
        for side in (0,) if is_one_sided else (0, 1):
            for state in self._all[side]:
                self._man(state)

    def _man(self, state: State) -> None:
        of = state.of
        for gun in of.guns:
            act: _Act = self._send_off
            if gun.kind is _BEAM:
                act = self._fire_beams
            elif gun.kind is _TUBE:
                act = self._fire_tubes
            elif gun.kind is _RAIL:
                act = self._fire_rails
            if gun.kind is not _BEAM or not of.slot:
                self._at(gun.opens + of.joins, act, gun, state)
        if state.ready:
            self._at(min(state.ready), self._fire_in_turn, None, state)

    def _at(self, time: float, act: _Act, what: Any, state: State) -> None:
        heappush(self._heap, (time, next(self._number), act, what, state))

    # The course of a fight --------------------------------------------------------------------

    def run(self) -> Outcome:
        """Fight it out."""
        heap, number, events, now = self._heap, self._number, 0, 0.0
        hits: list[_Strike] = []
        stale_at, least = STALE, self._toughness()
        while (heap or self._blasts) and not self._is_over:
            until = heap[0][0] if heap else math.inf
            if self._blasts and self._blasts[0].next < until:
                ticks, now = self._burn(until)
                events += ticks
                continue
            now = until
            if now > LONGEST or events > MOST_EVENTS:
                break
            if now > stale_at:
                left = self._toughness()
                if left[0] > least[0] - SPENT and left[1] > least[1] - SPENT:
                    break
                least = (min(least[0], left[0]), min(least[1], left[1]))
                stale_at = now + STALE
            while heap and heap[0][0] == now:
                _, _, act, what, state = heappop(heap)
                events += 1
                again = act(state, what, now, hits)
                if again is not None:
                    heappush(heap, (again, next(number), act, what, state))
            is_anyone_lost = False
            if self._blasts and self._blasts[0].next <= now:
                is_anyone_lost = self._tick(now)[1]
            if hits or is_anyone_lost:
                self._apply(hits, now, is_anyone_lost=is_anyone_lost)
                hits.clear()
        return self._outcome(now, events)

    def _burn(self, until: float) -> tuple[int, float]:
        """Let blasts burn up to a time, or to the end of the fight; how many ticks, and the last.

        Of all that goes on these are most events, so they are no others' turn.
        """
        ticks, now = 0, self._blasts[0].next
        while self._blasts and self._blasts[0].next < until:
            if len(self._blasts) == 1:
                number, now, is_anyone_lost = self._burn_alone(self._blasts[0], until)
            else:
                now = self._blasts[0].next
                number, is_anyone_lost = self._tick(now)
            ticks += number
            if is_anyone_lost:
                self._drop_lost()
                if self._is_over:
                    break
        return ticks, now

    def _burn_alone(self, blast: Blast, until: float) -> tuple[int, float, bool]:
        """Let one blast burn up to a time: nothing else hits what is in it, all of one side."""
        times, before = blast.ticks_before(until), blast.done
        is_anyone_lost = blast.burn(times)
        if blast.done >= blast.of.ticks:
            self._drop_burnt_out()
        return blast.done - before, times[blast.done - before - 1], is_anyone_lost

    def _tick(self, now: float) -> tuple[int, bool]:
        """Let the blasts hit whose time it is; how many did, and whether anyone was lost by it."""
        number, is_anyone_lost, is_any_over = 0, False, False
        for blast in self._blasts:
            if blast.next > now:
                break
            number += 1
            is_anyone_lost |= blast.tick()
            is_any_over |= blast.done >= blast.of.ticks
        if is_any_over:
            self._drop_burnt_out()
        if number and len(self._blasts) > 1:
            self._blasts.sort(key=_next_tick)
        return number, is_anyone_lost

    def _drop_burnt_out(self) -> None:
        self._blasts = [blast for blast in self._blasts if not blast.is_over]

    def _apply(self, hits: Iterable[_Strike], now: float, *, is_anyone_lost: bool) -> None:
        for target, damage, nodes, factor, times in hits:
            if target.alive:
                target.take(damage, nodes, factor, now, times)
                is_anyone_lost |= not target.alive
        if is_anyone_lost:
            self._drop_lost()

    def _drop_lost(self) -> None:
        self._ranked = [[state for state in states if state.alive] for states in self._ranked]
        self._ships = [[state for state in states if not state.is_craft] for states in self._ranked]
        self._craft = [[state for state in states if state.is_craft] for states in self._ranked]
        self._drop_burnt_out()
        self._firsts = [states[0] if states else None for states in self._ranked]
        self._is_over = self._is_lost(0) or self._is_lost(1)

    def _is_lost(self, side: int) -> bool:
        """Whether all its ships are; craft alone win no fight that they have a ship for."""
        return not (self._ships[side] if self._has_ships[side] else self._craft[side])

    def _toughness(self) -> tuple[float, float]:
        a, b = (sum(state.toughness() for state in states) for states in self._all)
        return a, b

    def _outcome(self, now: float, events: int) -> Outcome:
        lost = [self._is_lost(side) for side in (0, 1)]
        winner = None if lost[0] == lost[1] else lost.index(False)
        a, b = (tuple(state.remains(now) for state in states) for states in self._all)
        return Outcome(winner, now if any(lost) else math.inf, (a, b), events)

    # Firing ---------------------------------------------------------------------------------

    def _target(self, by: State) -> State | None:
        """At whom a ship fires now; `None` where nobody is left."""
        side = 1 - by.side
        if by.is_flown or not self._craft[side] or not self._ships[side]:
            return self._firsts[side]
        first = self._craft[side][0]
        by.shots += 1
        share = first.of.draw
        at_craft = math.floor(by.shots * share) != math.floor((by.shots - 1) * share)
        return first if at_craft else self._ships[side][0]

    def _fire_in_turn(self, by: State, _: None, now: float, hits: list[_Strike]) -> float | None:
        """Fire the first beam in the order of the file that is ready; then wait for the next."""
        if not by.alive or not by.pay(now):
            return None
        ready = by.ready
        for place, at in enumerate(ready):
            if at <= now:
                gun = by.in_turn[place]
                ready[place] = now + gun.cycle
                target = self._target(by)
                if target is not None:
                    factor = 1.0 if target.is_flown else by.of.frequency
                    hits.append((target, gun.damage, gun.hits, factor, 1))
                break
        return max(now + by.of.slot, min(ready))

    def _fire_beams(self, by: State, gun: Gun, now: float, hits: list[_Strike]) -> float | None:
        """Fire all of some equal beams, or as many as there is energy for."""
        target = self._target(by) if by.alive else None
        if target is None:
            return None
        of = by.of
        shots = paid = gun.count * by.number
        if of.energy is not None:
            paid = by.pay(now, shots)
        if paid:
            factor = 1.0 if target.is_flown else of.frequency
            hits.append((target, gun.damage, gun.hits, factor, paid))
        return now + gun.cycle if paid == shots else None

    def _fire_tubes(self, by: State, gun: Gun, now: float, hits: list[_Strike]) -> float | None:
        """Fire all tubes, each with what does most, while anything is aboard."""
        target = self._target(by) if by.alive else None
        if target is None:
            return now + gun.cycle if by.alive and any(by.stores) else None
        caught, planned = self._caught(target, by), [0] * len(LOADED)
        for _ in range(gun.count):
            munition = _loaded(by, gun, target, caught, planned, now)
            if munition is None:
                break
            planned[munition] += 1
            self._launch(by, gun, munition, 1, now, hits)
        return now + gun.cycle if any(by.stores) else None

    def _fire_rails(self, by: State, gun: Gun, now: float, hits: list[_Strike]) -> float | None:
        """Fire a missile from each rail, while any is aboard."""
        number = min(gun.count, by.stores[_HOMING])
        if not by.alive or number <= 0:
            return None
        self._launch(by, gun, _HOMING, number, now, hits)
        return now + gun.cycle

    def _launch(
        self, by: State, gun: Gun, munition: int, number: int, now: float, hits: list[_Strike]
    ) -> None:
        by.stores[munition] -= number
        by.used[munition] += number * by.number
        seconds = gun.flight if munition == _HOMING else by.of.blasts.flight[munition]
        self._send(by, _Flight(gun, munition, number * by.number), seconds, now, hits)

    def _send_off(self, by: State, gun: Gun, now: float, hits: list[_Strike]) -> float | None:
        """Send off what needs no ammunition."""
        if not by.alive:
            return None
        self._send(by, _Flight(gun, None, gun.count * by.number), gun.flight, now, hits)
        return now + gun.cycle

    def _send(
        self, by: State, flight: _Flight, seconds: float, now: float, hits: list[_Strike]
    ) -> None:
        if seconds > 0:
            self._at(now + seconds, self._arrive, flight, by)
        else:
            self._arrive(by, flight, now, hits)

    # What arrives ---------------------------------------------------------------------------

    def _caught(self, target: State, by: State) -> list[State]:
        """Who is in a blast at a target: it, and those that are fired at next."""
        side = self._craft if target.is_craft else self._ships
        return side[target.side][: by.of.blasts.targets]

    def _arrive(self, by: State, flight: _Flight, now: float, hits: list[_Strike]) -> None:
        target = self._target(by)
        if target is None:
            return
        gun, munition, blasts = flight.gun, flight.munition, by.of.blasts
        if munition is None or munition == _HOMING:
            hits.append((target, gun.damage, gun.hits, 1.0, flight.number))
        elif munition == _EMPS:
            caught = [state for state in self._caught(target, by) if not state.is_craft]
            hits += [(state, 0.0, EMP, blasts.emp_share, 1) for state in caught]
        elif munition == _PSHOCK and not _is_open(target, now):
            tick = blasts.damage[munition]
            hits.insert(0, (target, min(target.pool, tick), 0, 1.0, 1))
        else:
            caught = [target] if munition == _PSHOCK else self._caught(target, by)
            damage = blasts.damage[munition]
            first = self._blasts[0] if self._blasts else None
            if first and (first.start, first.damage, first.targets) == (now, damage, caught):
                first.number += flight.number
            else:
                self._blasts.insert(0, Blast(caught, flight.number, damage, blasts, now, now))
            for state in caught:
                state.burning += (
                    blasts.ticks * damage * state.caught(blasts.targets) * flight.number
                )


def _loaded(
    by: State, gun: Gun, target: State, caught: Sequence[State], planned: Sequence[int], now: float
) -> int | None:
    """What a tube fires: the kind aboard that does most now, homing before the rare ones."""
    blasts = by.of.blasts
    are_worth_it = sum([state.caught(blasts.targets) for state in caught]) >= blasts.least
    best, most = None, 0.0
    for munition, number in enumerate(by.stores):
        if number > 0 and (munition in (_HOMING, _PSHOCK) or are_worth_it):
            if munition == _HOMING:
                worth = min(gun.damage, target.life(now))
            elif munition == _EMPS:
                worth = 0.0 if planned[munition] else _drained(caught, blasts.emp_share, now)
            else:
                worth = _burnt(munition, by, target, caught, planned[munition], now)
            if worth > most:
                best, most = munition, worth
    return best


def _next_tick(blast: Blast) -> float:
    return blast.next


def _is_open(target: State, now: float) -> bool:
    """Whether a plasma shock bites: it does at a ship of the computer whose shield is down."""
    return target.shield(now) <= SPENT and not target.is_flown


def _drained(caught: Iterable[State], share: float, now: float) -> float:
    """Damage that an EMP would save."""
    return sum(max(0.0, state.shield(now) - state.top * share) for state in caught)


def _burnt(
    munition: int, by: State, target: State, caught: Sequence[State], planned: int, now: float
) -> float:
    """Damage that a blast would still do, with what burns and what other tubes have just fired."""
    blasts = by.of.blasts
    if munition == _PSHOCK:
        if not _is_open(target, now):
            return 0.0
        caught = [target]
    worth = 0.0
    for state in caught:
        whole = blasts.ticks * blasts.damage[munition] * state.caught(blasts.targets)
        worth += min(whole, max(0.0, state.life(now) - state.burning - whole * planned))
    return worth
