"""Whom a ship meets: lists as users write them, and the game's fleets by difficulty."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.metrics.threat import threat_of_fleet
from artemis_modkit.balance.ship import Ship
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mechanics import by_difficulty
from artemis_modkit.parsers.errors import ModkitError

MOST_SHIPS = 100
"""Ships on a side; the game's fleets have up to 12."""

_TIMES = pattern(r"^(?P<which>.+?)\s*[x*]\s*(?P<number>\d{1,9})$", re.IGNORECASE)


def ships_named(fleet: Fleet, text: str) -> list[Ship]:
    """The ships of a list such as `2000x4, 2001x2, Behemoth`, each as often as it says.

    Raises `ModkitError` for a ship that there is not, and for more than 100.
    """
    ships: list[Ship] = []
    for part in filter(None, map(str.strip, text.split(","))):
        ships += _named(fleet, part)
        if len(ships) > MOST_SHIPS:
            raise ModkitError(f"'{text}': these are more than {MOST_SHIPS} ships for a side")
    if not ships:
        raise ModkitError(f"'{text}' names no ship; write e.g. 2000x4,2001x2")
    return ships


def _named(fleet: Fleet, part: str) -> list[Ship]:
    times = _TIMES.match(part)
    if times is None:
        return [fleet.find(part)]
    number = int(times["number"])
    if not 1 <= number <= MOST_SHIPS:
        raise ModkitError(f"'{part}': a side has 1 to {MOST_SHIPS} ships")
    return [fleet.find(times["which"])] * number


def usual_fleet(fleet: Fleet, difficulty: int) -> list[Ship]:
    """A usual fleet of enemies at a difficulty (1 to 11), with its carriers.

    Its standard ships are of the races whose keys say `standard`, by their commonality; support
    ships of those that say `support`, the weaker ones at low difficulties. A mod without such keys
    has its enemies by commonality for both. Empty without enemies.
    """
    enemies = [ship for ship in fleet.ships if ship.role.is_enemy_ship]
    standard, support = (_of_key(fleet, enemies, key) for key in ("standard", "support"))
    number, joined = (
        int(by_difficulty(name)[difficulty - 1]) for name in ("standard_ships", "support_ships")
    )
    if not standard:
        return list(_by_commonality(enemies, number + joined))
    ships = list(_by_commonality(standard, number))
    return ships + list(_by_strength(support, joined, (difficulty - 1) / 10))


class RaceFleet(Struct, frozen=True):
    """What a race alone sends at a difficulty, by commonality, and its points of threat."""

    race: str
    ships: Sequence[Ship]
    points: float


def fleets_of_races(fleet: Fleet, difficulty: int) -> list[RaceFleet]:
    """The fleet of each race of enemies, in the order of the file.

    Each has as many ships as the standard race sends, so that races can be told apart.
    """
    number = int(by_difficulty("standard_ships")[difficulty - 1])
    by_race: dict[int | None, list[Ship]] = defaultdict(list)
    for ship in fleet.ships:
        if ship.role.is_enemy_ship:
            by_race[ship.vessel.side].append(ship)
    fleets = []
    for own in by_race.values():
        sent = list(_by_commonality(own, number))
        fleets.append(RaceFleet(own[0].race or "", sent, threat_of_fleet(sent)))
    return fleets


def _of_key(fleet: Fleet, ships: Sequence[Ship], key: str) -> list[Ship]:
    races = {race.id for race in fleet.mod.races if key in race.words}
    return [ship for ship in ships if ship.vessel.side in races]


def _by_commonality(ships: Sequence[Ship], number: int) -> Iterator[Ship]:
    """So many ships, each kind as often as its share: the next is whom most is owed to."""
    shares = [(_commonality(ship), ship) for ship in ships]
    given = [0] * len(shares)
    known = [place for place, (share, _) in enumerate(shares) if share > 0]
    for _ in range(number if known else 0):
        place = max(known, key=lambda place: (shares[place][0] / (2 * given[place] + 1), -place))
        given[place] += 1
        yield shares[place][1]


def _commonality(ship: Ship) -> float:
    """Its commonality; as common as any where the file does not say."""
    ai = ship.vessel.fleet_ai
    return 100.0 if ai is None or ai.commonality is None else float(ai.commonality)


def _by_strength(ships: Sequence[Ship], number: int, share: float) -> Iterator[Ship]:
    """So many ships from round a place in their order: 0 the weakest of a race, 1 the strongest."""
    by_race: dict[int | None, list[Ship]] = defaultdict(list)
    for ship in sorted(ships, key=lambda ship: sum(filter(None, ship.shields))):
        by_race[ship.vessel.side].append(ship)
    ordered = [
        ship
        for _, ship in sorted(
            (
                (place / max(1, len(kinds) - 1), ship)
                for kinds in by_race.values()
                for place, ship in enumerate(kinds)
            ),
            key=lambda ranked: ranked[0],
        )
    ]
    if not ordered:
        return
    middle = round(share * (len(ordered) - 1))
    for step in range(number):
        away = (step + 1) // 2 * (1 if step % 2 else -1)
        yield ordered[min(max(middle - away, 0), len(ordered) - 1)]
