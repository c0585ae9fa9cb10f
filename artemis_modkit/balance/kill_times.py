"""The smooth limit of fights, in one formula: the page computes it as its controls move.

Two ships fire at each other's front with all that bears, without end; shields do not recharge, and
all hits. `fight` has what this leaves out, and is what verdicts are made of.
"""

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.conditions import HARDEST
from artemis_modkit.balance.ship import Ship
from artemis_modkit.model.numbers import median
from artemis_modkit.model.roles import Role


class Attack(Struct, frozen=True):
    """What a ship brings to bear: damage a second by `beams` and by what it has `launched`.

    `hits` is the number of hits on a hull a second.
    """

    beams: float
    launched: float
    hits: float

    @property
    def dps(self) -> float:
        """Damage a second of all together."""
        return self.beams + self.launched


def attack(ship: Ship) -> Attack:
    """What a ship brings to bear in its best direction: beams and all that it launches.

    A drone counts as droneDamageSegmentCount hits on the hull, else as one.
    """
    game = ship.game
    segments = 1.0 if game.settings is None else game.settings.number("droneDamageSegmentCount")
    per_drone = max(1.0, segments or 1.0)
    hits = ship.best_volley.shots
    for launches, per_launch in ((ship.drones, per_drone), (ship.station_launchers, 1.0)):
        hits += sum(
            per_launch * launch.rate
            for launch in launches
            if launch.reaches(game.conditions.distance) and launch.dps > 0
        )
    if ship.torpedo_dps and game.homing_damage:
        hits += ship.torpedo_dps / game.homing_damage
    return Attack(ship.best_volley.dps, ship.launched_dps, hits)


def time_to_kill(target: Ship, by: Attack) -> float:
    """Seconds until a target is lost; infinite where the attack does no damage.

    Its front shield (or, of craft, all it can take), then its hull: of player ships a number of
    hits (wiki, Damage), of all others `enemy_hull` damage.
    """
    if by.dps <= 0:
        return math.inf
    if target.hit_points is not None:
        return max(0.0, target.hit_points) / by.dps
    shields = max(0.0, target.shields[0] or 0.0) / by.dps
    if target.fatal_hits is not None:
        return shields + (target.fatal_hits / by.hits if by.hits > 0 else math.inf)
    return shields + (target.hull or 0.0) / by.dps


class Match(Struct, frozen=True):
    """The usual player ship against the usual enemy at a difficulty, in seconds."""

    difficulty: int
    player_kills: float
    enemy_kills: float

    @property
    def advantage(self) -> float | None:
        """How many times longer the player lasts; `None` where neither harms the other."""
        if math.isinf(self.enemy_kills) and math.isinf(self.player_kills):
            return None
        return self.enemy_kills / self.player_kills if self.player_kills > 0 else math.inf


def matches(ships: Sequence[Ship]) -> tuple[Match, ...]:
    """The usual player ship against the usual enemy at difficulty 1 to 11.

    Usual attacks are medians of their side, times the medians over the targets. Beams of the
    computer grow with difficulty, what it launches does not. Empty without both sides.
    """
    players = [ship for ship in ships if ship.role is Role.PLAYER]
    enemies = [ship for ship in ships if ship.role.is_enemy_ship]
    if not players or not enemies:
        return ()
    players_attack = _usual([attack(ship) for ship in players])
    enemies_attack = _usual([attack(ship) for ship in enemies])
    conditions = enemies[0].game.conditions
    player_kills = median(time_to_kill(enemy, players_attack) for enemy in enemies)
    found = []
    for difficulty in range(1, HARDEST + 1):
        factor = replace(conditions, difficulty=difficulty).beam_multiplier
        beams = enemies_attack.beams * factor / conditions.beam_multiplier
        harder = replace(enemies_attack, beams=beams)
        enemy_kills = median(time_to_kill(player, harder) for player in players)
        found.append(Match(difficulty, player_kills, enemy_kills))
    return tuple(found)


def _usual(attacks: Sequence[Attack]) -> Attack:
    return Attack(
        median(one.beams for one in attacks),
        median(one.launched for one in attacks),
        median(one.hits for one in attacks),
    )
