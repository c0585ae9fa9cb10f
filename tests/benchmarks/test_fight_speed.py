"""How many fights a second: reported beside the import of what the tool stands on, never asserted.

Run with `python -m pytest tests/benchmarks/test_fight_speed.py --benchmark-enable -s`.
"""

import time
from collections.abc import Callable

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.fight.combatant import Encounter, combatant
from artemis_modkit.balance.fight.duels import matrix
from artemis_modkit.balance.fight.fight import Fight
from artemis_modkit.balance.fight.ladder import headline
from artemis_modkit.model import Mod
from artemis_modkit.model.roles import Role


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_fights(pytestconfig: pytest.Config) -> None:
    stock = Mod.open("stock:2.8")
    assessment = assess(stock, stock, Conditions())
    how = Encounter()
    fighters = [combatant(ship, how) for ship in assessment.fleet.ships]
    players = [one for one in fighters if one.ship.role is Role.PLAYER]
    enemies = [one for one in fighters if one.ship.role.is_enemy and not one.is_craft]
    if not pytestconfig.getoption("--benchmark-enable"):
        players, enemies = players[:2], enemies[:2]  # that it works at all

    def duels() -> None:
        for player in players:
            for enemy in enemies:
                Fight([player], [enemy], how).run()

    plain = min(seconds(duels) for _ in range(3))
    number = len(players) * len(enemies)
    print(f"\n{number} duels: {number / max(plain, 1e-9):.0f} a second")
    if pytestconfig.getoption("--benchmark-enable"):
        with_spans = seconds(lambda: matrix(assessment, how))
        print(f"matrix of stock 2.8 with spans: {with_spans:.2f} s, {with_spans / plain:.0f} times")
        print(f"headline: {seconds(lambda: headline(assessment.ladder)):.2f} s")
