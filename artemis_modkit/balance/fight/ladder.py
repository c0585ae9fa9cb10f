"""Against how much a player ship stands up: fleets of the game by difficulty, and usual enemies."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from operator import is_
from zlib import crc32

from msgspec import Struct, field, json
from msgspec.structs import replace

from artemis_modkit.balance.conditions import CREWS, HARDEST, Conditions, Crew
from artemis_modkit.balance.fight.combatant import Combatant, Encounter, combatant
from artemis_modkit.balance.fight.fight import Fight, Outcome
from artemis_modkit.balance.fight.fleets import MOST_SHIPS, usual_fleet
from artemis_modkit.balance.fight.verdict import (
    Contender,
    Result,
    Verdict,
    judge,
    leaves_as_is,
)
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.balance.game import Game
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.mechanics import by_difficulty, mechanic_facts, nodes_of_stock
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.roles import Role
from artemis_modkit.model.stock import HEADLINES

_FEW = 12
"""Ships that real player ships stand up to; numbers up to here are tried one by one."""

_OF_FEW = ("energy_drain_factor", "craft_draw_fire", "craft_launch_seconds")
"""Figures that hardly any fight depends on, as its course without them shows."""

SHORT_CREWS = ("auto-100", "auto-250", "manual-250")
"""The crews that headlines speak of."""


class Rungs(Struct, frozen=True):
    """Up to which difficulty a ship wins against a usual fleet, 0 where it loses to the first.

    Everything that is not known well may make it `low` or `high`.
    """

    value: int
    low: int
    high: int


class Ladder(Struct, frozen=True, dict=True):
    """The enemies of a mod, to be climbed by its player ships."""

    fleet: Fleet
    how: Encounter = field(default_factory=Encounter)
    _enemies: dict[int, list[Contender]] = field(default_factory=dict)
    _twins: dict[Ship, Contender] = field(default_factory=dict)

    def enemies(self, difficulty: int) -> Sequence[Contender]:
        """A usual fleet at a difficulty; equal ships are one contender."""
        if difficulty not in self._enemies:
            known: dict[int, Contender] = {}
            contenders = []
            for place, ship in enumerate(usual_fleet(self.fleet, difficulty)):
                key = place if ship.id is None else ship.id
                if key not in known:
                    twin = self._twins.get(ship)
                    known[key] = Contender(_under(ship, difficulty, None), self.how, twin)
                    self._twins.setdefault(ship, known[key])
                contenders.append(known[key])
            self._enemies[difficulty] = contenders
        return self._enemies[difficulty]

    def verdict(self, ships: Sequence[Ship], difficulty: int, crew: Crew | None = None) -> Verdict:
        """Some ships under a crew, or under their own conditions, against a usual fleet."""
        ours = [Contender(_under(ship, difficulty, crew), self.how) for ship in ships]
        return judge(ours, self.enemies(difficulty), self.how)

    def reaches(self, ship: Ship, crew: Crew | None = None) -> int | None:
        """Up to which difficulty it wins, as things are known best; `None` without enemies.

        A harder fleet that it can beat again, for it has fewer carriers, does not count.
        """
        return _Climber(self, ship, crew).reach() if self.enemies(1) else None

    def rungs_of(self, ship: Ship, crew: Crew | None = None) -> Rungs | None:
        """The same with all that may change it, one figure at a time; `None` without enemies."""
        return _Climber(self, ship, crew).rungs() if self.enemies(1) else None

    def rungs(self, verdicts: Sequence[Verdict]) -> Rungs:
        """Up to which difficulty verdicts at difficulty 1, 2, … are won: surely, and perhaps."""
        return Rungs(
            _won([verdict.likely is Result.A for verdict in verdicts]),
            _won([verdict.result is Result.A for verdict in verdicts]),
            _won([any(end.result is Result.A for end in verdict.ends)
                  or verdict.likely is Result.A for verdict in verdicts]),
        )  # fmt: skip

    def stands_up_to(self, ship: Ship) -> int | None:
        """How many usual enemies at once it wins against; `None` without enemies."""
        enemy = self.usual_enemy
        if enemy is None:
            return None
        own = combatant(ship, self.how)
        low, high = 0, MOST_SHIPS
        while low < high:
            middle = (low + high + 1) // 2 if low > _FEW else low + 1
            if Fight([own], [enemy] * middle, self.how).run().winner == 0:
                low = middle
            else:
                high = middle - 1
        return low

    @cached_property
    def usual_enemy(self) -> Combatant | None:
        """The enemy in the middle by damage a second times what it takes; `None` without any."""
        enemies = [
            combatant(ship, self.how) for ship in self.fleet.ships if ship.role.is_enemy_ship
        ]
        enemies.sort(key=lambda one: (_strength(one), one.ship.id or 0))
        return enemies[len(enemies) // 2] if enemies else None

    @cached_property
    def usual_player(self) -> Ship | None:
        """The player ship in the middle by damage a second times what it takes."""
        players = [ship for ship in self.fleet.ships if ship.role is Role.PLAYER]
        players.sort(key=lambda ship: (_strength(combatant(ship, self.how)), ship.id or 0))
        return players[len(players) // 2] if players else None


class _Climber:
    """A ship under a crew, or under its own conditions, on a ladder."""

    def __init__(self, ladder: Ladder, ship: Ship, crew: Crew | None) -> None:
        self._ladder = ladder
        self._ship = ship
        self._crew = crew
        self._known: dict[int, Contender] = {}
        self._fought: list[tuple[list[Combatant], Outcome]] = []
        self._plain: dict[int, Outcome] = {}

    def reach(self) -> int:
        """Up to which difficulty it wins, as things are known best."""
        low, high = 0, HARDEST
        while low < high:
            middle = (low + high + 1) // 2
            if self._wins(middle, {}):
                low = middle
            else:
                high = middle - 1
        return low

    def rungs(self) -> Rungs:
        """The same, and what is reached at both ends of each figure that is not known well."""
        value = least = most = self.reach()
        for name, ends in self._uncertain(max(value, 1)).items():
            better = mechanic_facts()[name].better
            for place, end in enumerate(ends):
                is_better = not better or better == ("low", "high")[place]
                if is_better:
                    most = self._climbed(value, most, {name: end})
                if not (is_better and better):
                    least = self._sunk(value, least, {name: end})
        return Rungs(value, least, most)

    def _climbed(self, value: int, most: int, values: Mapping[str, float]) -> int:
        """Up to where it wins with other figures, if that is more than `most`, else that."""
        if most == HARDEST or not self._wins(most + 1, values):
            return most
        if not all(self._wins(rung, values) for rung in range(value + 1, most + 1)):
            return most
        while most < HARDEST and self._wins(most + 1, values):
            most += 1
        return most

    def _sunk(self, value: int, least: int, values: Mapping[str, float]) -> int:
        """Down to where it wins with other figures, if that is less than `least`, else that."""
        if not least or any(self._wins(rung, values) for rung in range(least, value + 1)):
            return least
        while least > 0 and not self._wins(least, values):
            least -= 1
        return least

    def _uncertain(self, near: int) -> Mapping[str, tuple[float, float]]:
        """The figures that the ship or an enemy is made of; easy fleets lack those of carriers.

        First how many a blast catches, which moves most ships most: what follows is fought there.
        Each figure counts alone, so their order changes no rung.
        """
        found: dict[str, tuple[float, float]] = {}
        fleets = (self._ladder.enemies(near), self._ladder.enemies(HARDEST))
        for contender in (self._at(near), *fleets[0], *fleets[1]):
            found |= contender.asked
        blasts_first = sorted(found, key=lambda name: name != "targets_in_blast")
        return {name: found[name] for name in blasts_first}

    def _at(self, difficulty: int) -> Contender:
        if difficulty not in self._known:
            ship = _under(self._ship, difficulty, self._crew)
            twin = next(iter(self._known.values()), None)
            self._known[difficulty] = Contender(ship, self._ladder.how, twin)
        return self._known[difficulty]

    def _wins(self, difficulty: int, values: Mapping[str, float]) -> bool:
        if not values.keys().isdisjoint(_OF_FEW) and difficulty not in self._plain:
            self._wins(difficulty, {})
        plain = self._plain.get(difficulty)
        if plain is not None and all(leaves_as_is(plain, *one) for one in values.items()):
            return plain.winner == 0
        own = self._at(difficulty).under(values)
        enemies = [enemy.under(values) for enemy in self._ladder.enemies(difficulty)]
        outcome = self._outcome([own, *enemies])
        if not values:
            self._plain[difficulty] = outcome
        return outcome.winner == 0

    def _outcome(self, fighting: list[Combatant]) -> Outcome:
        """How the first fights the others; the same ones fight once."""
        for known, outcome in self._fought:
            if len(known) == len(fighting) and all(map(is_, known, fighting)):
                return outcome
        outcome = Fight(fighting[:1], fighting[1:], self._ladder.how).run()
        self._fought.append((fighting, outcome))
        return outcome


class Headline(Struct, frozen=True):
    """What a player ship stands up to: `number` of the usual `enemy` at once, and fleets.

    `reaches` has up to which difficulty it wins, by crew.
    """

    ship: Ship
    enemy: Ship
    number: int
    reaches: Mapping[str, Rungs]

    @property
    def values(self) -> Mapping[str, int]:
        """Up to which difficulty it wins as things are known best, by crew."""
        return {name: rungs.value for name, rungs in self.reaches.items()}


def headline(ladder: Ladder, ship: Ship | None = None) -> Headline | None:
    """The headline of a player ship, or of the usual one of its mod; `None` without two sides.

    Nor is there one where no enemy comes in fleets (all have a commonality of 0). That of a mod's
    usual ship is kept as long as the mod: stock's is asked for again and again.
    """
    if ship is not None:
        return fought_headline(ladder, ship)
    game, known = ladder.fleet.game, ladder.fleet.mod.once(_headlines)
    for one, how, found in known:
        if (one, how) == (game, ladder.how):
            return found
    found = _of_stock(ladder) or fought_headline(ladder, ladder.usual_player)
    known.append((game, ladder.how, found))
    return found


def _headlines(_: Mod) -> list[tuple[Game, Encounter, Headline | None]]:
    """Headlines of the usual ship of a mod, each with the rules that it was told by."""
    return []


class StockHeadline(Struct, frozen=True):
    """The headline of an embedded stock as it is kept: ships by ID, and what it rests on."""

    stock: str
    rests_on: int
    ship: int
    enemy: int
    number: int
    reaches: Mapping[str, Rungs]


def rests_on(mod: Mod) -> int:
    """A check sum of a mod's files and of all figures of the game."""
    names = ("energy_drain", "standard_ships", "support_ships")
    facts = [
        (fact.name, fact.value, fact.low, fact.high, fact.better)
        for fact in mechanic_facts().values()
    ]
    files = [(path, mod.tree.read(path)) for path in mod.tree.paths]
    return crc32(repr((files, facts, nodes_of_stock(), [*map(by_difficulty, names)])).encode())


@cache
def _kept() -> Mapping[int, StockHeadline]:
    """The headlines of embedded stock, which a test fights anew, by what they rest on."""
    headlines = json.decode(HEADLINES.read_bytes(), type=list[StockHeadline])
    return {stock_headline.rests_on: stock_headline for stock_headline in headlines}


def _of_stock(ladder: Ladder) -> Headline | None:
    """What is kept of an embedded stock by its own rules; `None` of anything else."""
    mod, fleet = ladder.fleet.mod, ladder.fleet
    is_plain = ladder.how == Encounter() and fleet.game == Game.of(mod, mod, Conditions())
    if (
        not mod.is_embedded_stock
        or not is_plain
        or (stock_headline := _kept().get(rests_on(mod))) is None
    ):
        return None
    ship, enemy = map(fleet.ship, (stock_headline.ship, stock_headline.enemy))
    return Headline(ship, enemy, stock_headline.number, stock_headline.reaches)


def fought_headline(ladder: Ladder, ship: Ship | None) -> Headline | None:
    """The headline of a ship, fought out; `None` without one."""
    enemy = ladder.usual_enemy
    number = None if ship is None else ladder.stands_up_to(ship)
    if ship is None or enemy is None or number is None:
        return None
    reaches = {name: ladder.rungs_of(ship, CREWS[name]) for name in SHORT_CREWS}
    known = {name: rungs for name, rungs in reaches.items() if rungs is not None}
    return Headline(ship, enemy.ship, number, known) if known else None


def reaches_by_crew(ladder: Ladder, ship: Ship) -> dict[str, int]:
    """Up to which difficulty a player ship wins against a usual fleet under each short crew.

    Empty without enemies.
    """
    found = {name: ladder.reaches(ship, CREWS[name]) for name in SHORT_CREWS}
    return {name: reach for name, reach in found.items() if reach is not None}


def _strength(one: Combatant) -> float:
    return one.dps * one.life


def _won(results: Sequence[bool]) -> int:
    return next((place for place, won in enumerate(results) if not won), len(results))


def _under(ship: Ship, difficulty: int, crew: Crew | None) -> Ship:
    conditions = replace(ship.game.conditions, difficulty=difficulty)
    return ship.under(conditions if crew is None else crew.at(conditions))
