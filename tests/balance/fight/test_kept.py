"""Headlines are kept: with their mod for the rules they were told by, those of stock as a file."""

import json

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from artemis_modkit.balance import Conditions
from artemis_modkit.balance.fight.combatant import Encounter, Torpedoes
from artemis_modkit.balance.fight.ladder import (
    Headline,
    Ladder,
    StockHeadline,
    fought_headline,
    headline,
    rests_on,
)
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.model import Mod
from artemis_modkit.model.stock import HEADLINES, STOCK_VERSIONS
from tests.balance.fleets import PLAIN, fleet
from tests.expected import as_expected


def of_stock(conditions: Conditions, how: Encounter | None = None) -> Headline | None:
    return headline(Ladder(fleet("stock:2.8", conditions), how or Encounter()))


def test_a_headline_is_told_once_for_the_same_rules_and_anew_for_others() -> None:
    first = of_stock(PLAIN)
    assert of_stock(Conditions()) is first
    tough = PLAIN.mechanics.with_value("enemy_hull", 140.0)
    for conditions, how in (
        (replace(PLAIN, mechanics=tough), Encounter()),
        (PLAIN, Encounter(torpedoes=Torpedoes.NONE)),
    ):
        assert of_stock(conditions, how) not in (None, first)


def test_the_kept_headlines_of_stock_are_what_its_fights_come_to(
    pytestconfig: pytest.Config,
) -> None:
    found = []
    for version in STOCK_VERSIONS:
        stock = Mod.open(f"stock:{version}")
        ladder = Ladder(Fleet.of(stock, stock, PLAIN))
        fought = fought_headline(ladder, ladder.usual_player)
        assert fought is not None
        ids = fought.ship.id or 0, fought.enemy.id or 0
        found.append(StockHeadline(version, rests_on(stock), *ids, fought.number, fought.reaches))
    text = json.dumps([to_builtins(one) for one in found], indent=1) + "\n"
    as_expected(HEADLINES, text, update=pytestconfig.getoption("--update"))


@pytest.mark.parametrize("version", STOCK_VERSIONS)
def test_a_kept_headline_is_told_of_its_own_ships(version: str) -> None:
    stock = Mod.open(f"stock:{version}").called("again")  # a mod that keeps none yet
    ladder = Ladder(Fleet.of(stock, stock, PLAIN))
    found, enemy = headline(ladder), ladder.usual_enemy
    assert found is not None and enemy is not None
    assert (found.ship, found.enemy) == (ladder.usual_player, enemy.ship)
    assert found.number == ladder.stands_up_to(found.ship)


def test_what_a_kept_headline_does_not_rest_on_is_fought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock with other ships, by other rules than its own, or where the game has other figures."""
    stock = Mod.open("stock:2.8").called("again")  # a mod that keeps none yet
    text = stock.tree.read("dat/vesselData.xml").replace(b'front="80"', b'front="800"')
    changed = replace(stock, tree=stock.tree.overlaid({"dat/vesselData.xml": text}))
    ships = Fleet.of(stock, stock, PLAIN)
    fought = [
        Ladder(Fleet.of(changed, stock, PLAIN)),
        Ladder(replace(ships, game=replace(ships.game, has_caps=False))),
        Ladder(ships, Encounter(torpedoes=Torpedoes.NONE)),
    ]
    told: list[object] = []
    monkeypatch.setattr(
        "artemis_modkit.balance.fight.ladder.fought_headline", lambda *of: told.append(of)
    )
    assert headline(Ladder(ships)) is not None and told == []
    for ladder in fought:
        headline(ladder)
    assert len(told) == len(fought)
    before = rests_on(stock)
    monkeypatch.setattr("artemis_modkit.balance.fight.ladder.mechanic_facts", dict)
    assert rests_on(stock) != before
