"""Rules of a change: what has to be as it was before, counted as what is not."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.roles import Role
from artemis_modkit.model.settings import setting_facts

Pairs = Sequence[tuple[Ship, Ship]]
"""Ships as they were, each with what it is now."""

_MORE = 1 + 1e-9
"""Times a threat that another must have to be more: what sums of floats lose is no rank."""


def alike(before: Fleet, now: Fleet) -> Pairs:
    """The ships of one mod before and after a change of its figures."""
    known = {(ship.id, ship.name): ship for ship in reversed(now.ships)}
    return [
        (ship, known[ship.id, ship.name]) for ship in before.ships if (ship.id, ship.name) in known
    ]


def ranks_lost(pairs: Pairs) -> list[Ship]:
    """The ships, as they are now, that others of their role have overtaken in threat."""
    before, now = (_places([pair[side] for pair in pairs]) for side in (0, 1))
    return [pair[1] for pair, was, place in zip(pairs, before, now, strict=True) if place > was]


def _places(ships: Sequence[Ship]) -> list[int]:
    """How many of its role are more dangerous than each ship; those without a figure count last."""
    threats = [all_metrics()["threat"](ship) or 0.0 for ship in ships]
    of_role: dict[Role, list[float]] = defaultdict(list)
    for ship, threat in sorted(zip(ships, threats, strict=True), key=itemgetter(1)):
        of_role[ship.role].append(threat)
    return [
        len(of_role[ship.role]) - bisect_right(of_role[ship.role], threat * _MORE)
        for ship, threat in zip(ships, threats, strict=True)
    ]


def over_limits(fleet: Fleet) -> frozenset[str]:
    """What lies beyond a limit of the game: settings outside of what artemis.ini calls acceptable,
    and ships of the computer with a beam over its cap, by uniqueID.
    """
    return frozenset((*_settings(fleet), *_ships(fleet)))


def _settings(fleet: Fleet) -> Iterator[str]:
    facts, settings = setting_facts(), fleet.mod.settings
    for key, value in ({} if settings is None else settings.texts).items():
        number = read_decimal(value)
        if key in facts and number is not None and not facts[key].accepts_number(number):
            yield key


def _ships(fleet: Fleet) -> Iterator[str]:
    for ship in fleet.ships:
        if ship.uncapped is not ship:
            yield f"{ship.id} {ship.name}"
